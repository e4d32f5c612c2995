// _GNU_SOURCE first in every shim: without it two C modules can disagree on fd_set.
#define _GNU_SOURCE
// Swift's own Glibc module and SwiftNIO's are built without it, and name the member of fd_set differently then: a file
// that sees both modules would not compile. For the one header that cares, be like them.
#include <features.h>
#ifdef __USE_XOPEN
#undef __USE_XOPEN
#include <sys/select.h>
#define __USE_XOPEN 1
#endif
#include <libssh2.h>
#include <libssh2_sftp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>

// An arithmetic macro in parentheses is not imported by Swift.
static const unsigned pita_ssh2_window = LIBSSH2_CHANNEL_WINDOW_DEFAULT;

// The handshake wants a non-blocking descriptor, and nothing reads or writes it; Swift's Glibc has no eventfd.
static inline int pita_ssh2_unused_socket(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

// What a session's callbacks find through libssh2's `abstract` pointer.
struct pita_ssh2_state {
    void *owner;              // the Swift object that owns the session, unretained
    unsigned exit_statuses;   // `exit-status` requests received so far
};

// libssh2 reports exit status 0 both for a command that sent 0 and for one that never sent any. Its only trace of the
// request is the decrypted packet, which is freed once handled: the allocator below recognises it there. No block is
// smaller than the request, so that looking at a block never reads past it.
enum { PITA_SSH2_SMALLEST_BLOCK = 32 };
static inline void *pita_ssh2_alloc(size_t count, void **abstract) {
    (void)abstract;
    return malloc(count < PITA_SSH2_SMALLEST_BLOCK ? PITA_SSH2_SMALLEST_BLOCK : count);
}
static inline void *pita_ssh2_realloc(void *pointer, size_t count, void **abstract) {
    (void)abstract;
    return realloc(pointer, count < PITA_SSH2_SMALLEST_BLOCK ? PITA_SSH2_SMALLEST_BLOCK : count);
}
static inline void pita_ssh2_free(void *pointer, void **abstract) {
    const unsigned char *packet = (const unsigned char *)pointer;
    if (packet && packet[0] == 98 && abstract && *abstract && !memcmp(packet + 5, "\0\0\0\013exit-status", 15))
        ((struct pita_ssh2_state *)*abstract)->exit_statuses++;
    free(pointer);
}

// `libssh2_session_init` is a macro, and the allocators above are needed from the first byte on.
static inline LIBSSH2_SESSION *pita_ssh2_session(struct pita_ssh2_state *state) {
    return libssh2_session_init_ex(pita_ssh2_alloc, pita_ssh2_free, pita_ssh2_realloc, state);
}

// `libssh2_session_callback_set` takes functions as `void *`, which Swift can't convert to.
typedef ssize_t (*pita_ssh2_send)(int, const void *, size_t, int, void **);
typedef ssize_t (*pita_ssh2_receive)(int, void *, size_t, int, void **);
static inline void pita_ssh2_set_callbacks(LIBSSH2_SESSION *session, pita_ssh2_send send, pita_ssh2_receive receive) {
    libssh2_session_callback_set(session, LIBSSH2_CALLBACK_SEND, (void *)send);
    libssh2_session_callback_set(session, LIBSSH2_CALLBACK_RECV, (void *)receive);
}
