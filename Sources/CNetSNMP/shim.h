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
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>
#include <net-snmp/library/large_fd_set.h>
#include <net-snmp/library/lcd_time.h>
#include <net-snmp/library/snmpusm.h>
#include <net-snmp/library/transform_oids.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <linux/errqueue.h>
#include <string.h>

// Declared in library/snmp_impl.h, which cannot be included beside the public headers.
u_char *snmp_comstr_parse(u_char *, size_t *, u_char *, size_t *, long *);

// The next error that ICMP brought for a datagram sent on `fd`: its errno, and where the datagram went; 0 when there is
// none. Swift cannot call the CMSG macros.
static inline int pita_next_datagram_error(int fd, struct sockaddr_storage *to) {
    char control[512], data[64];
    struct iovec part = {data, sizeof data};
    struct msghdr message = {to, sizeof *to, &part, 1, control, sizeof control, 0};
    if (recvmsg(fd, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) return 0;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
        if ((c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_RECVERR)
            || (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_RECVERR)) {
            struct sock_extended_err cause;
            memcpy(&cause, CMSG_DATA(c), sizeof cause);
            if (cause.ee_errno) return (int)cause.ee_errno;
        }
    }
    return -1;
}

// A descriptor by which another thread wakes one that polls; Swift's Glibc module lacks eventfd's names.
static inline int pita_wake_open(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
static inline void pita_wake(int fd) { (void)eventfd_write(fd, 1); }
static inline void pita_wake_clear(int fd) { eventfd_t count; (void)eventfd_read(fd, &count); }
