// _GNU_SOURCE first in every shim: without it two C modules can disagree on fd_set.
#define _GNU_SOURCE
#include <libssh2.h>
#include <libssh2_sftp.h>
