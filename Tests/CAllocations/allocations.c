#include "allocations.h"
#include <stddef.h>

// Every object, array and string of Swift asks `malloc` for its memory. That of the test program itself goes before the
// one of the C library, counts, and hands on to it.
extern void *__libc_malloc(size_t size);

static __thread unsigned long asked;

void *malloc(size_t size) {
    asked += 1;
    return __libc_malloc(size);
}

unsigned long pita_allocations(void) { return asked; }
