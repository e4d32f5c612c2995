// Steps the wall clock of one program, and no other clock: seconds from the file that STEPPED_CLOCK names are added.
// With STEPPED_AT=K the clock is stepped by an hour at the Kth call of time(2).
// Built by the test that uses it: cc -shared -fPIC -o stepped-clock.so stepped-clock.c -ldl
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long step(void) {
    const char *path = getenv("STEPPED_CLOCK");
    char text[32] = {0};
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return 0;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    return count > 0 ? atol(text) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += step();
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    (void)zone;
    struct timespec time;
    int result = clock_gettime(CLOCK_REALTIME, &time);
    now->tv_sec = time.tv_sec;
    now->tv_usec = time.tv_nsec / 1000;
    return result;
}

time_t time(time_t *out) {
    static atomic_int calls;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    const char *at = getenv("STEPPED_AT");
    if (at && atomic_fetch_add(&calls, 1) + 1 >= atoi(at)) now.tv_sec += 3600;
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}
