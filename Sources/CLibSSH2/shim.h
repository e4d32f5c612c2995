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
#include <fcntl.h>
#include <libssh2.h>
#include <libssh2_sftp.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

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

// What running the system's `ssh` needs and Swift's Glibc has not: functions and flags that only _GNU_SOURCE shows.

// A descriptor that is readable once the child has ended.
static inline int pita_ssh_child_descriptor(pid_t child) { return (int)syscall(SYS_pidfd_open, child, 0); }

// A child in a session of its own (it has no terminal to ask on) that inherits nothing above standard error, whose signals
// are as a shell would hand them on.
static inline int pita_ssh_spawn(
    pid_t *child, char *const words[], char *const environment[], int input, int output, int error) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t signals;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawn_file_actions_adddup2(&actions, error, 2);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int code = posix_spawn(child, words[0], &actions, &attributes, words, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return code;
}

// A terminal of the given size: the end that we hold, and in `other` the one for a child. -1 when there is none.
static inline int pita_ssh_terminal(unsigned short columns, unsigned short rows, int *other) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    char name[64];
    int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (terminal < 0) return -1;
    if (!grantpt(terminal) && !unlockpt(terminal) && !ptsname_r(terminal, name, sizeof name)) {
        *other = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (*other >= 0 && !ioctl(*other, TIOCSWINSZ, &size)) return terminal;
        if (*other >= 0) close(*other);
    }
    close(terminal);
    return -1;
}

// Has a terminal hand every octet on as it is.
static inline void pita_ssh_make_raw(int terminal) {
    struct termios modes;
    if (tcgetattr(terminal, &modes)) return;
    cfmakeraw(&modes);
    tcsetattr(terminal, TCSADRAIN, &modes);
}

// Hands a descriptor over a Unix socket, with the one octet that it needs to travel; 0 when done. The macros that lay the
// message out are not imported by Swift.
static inline int pita_ssh_hand_over(int socket, int descriptor) {
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(int))];
    } control = {0};
    char octet = 0;
    struct iovec part = {&octet, 1};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
    struct cmsghdr *first = CMSG_FIRSTHDR(&message);
    first->cmsg_level = SOL_SOCKET;
    first->cmsg_type = SCM_RIGHTS;
    first->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(first), &descriptor, sizeof(int));
    return sendmsg(socket, &message, MSG_NOSIGNAL) == 1 ? 0 : -1;
}
