// _GNU_SOURCE first in every shim: without it two C modules can disagree on fd_set.
#define _GNU_SOURCE
// Swift's own Glibc module is built without it, and names the member of fd_set differently then: a file that sees both
// modules would not compile. For the one header that cares, be like Glibc.
#include <features.h>
#ifdef __USE_XOPEN
#undef __USE_XOPEN
#include <sys/select.h>
#define __USE_XOPEN 1
#endif
#include <qrencode.h>
