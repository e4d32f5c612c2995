#include "allocations.h"
#include <stddef.h>

// Every object, array and string of Swift asks `malloc` for its memory. That of the test program itself goes before the
// one of the C library, counts, and hands on to it.
extern void *__libc_malloc(size_t size);

static __thread unsigned long asked;
static __thread unsigned long octets;

void *malloc(size_t size) {
    asked += 1;
    octets += size;
    return __libc_malloc(size);
}

unsigned long pita_allocations(void) { return asked; }

unsigned long pita_allocated_octets(void) { return octets; }
