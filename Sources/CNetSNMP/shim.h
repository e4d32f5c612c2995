// _GNU_SOURCE first in every shim: without it two C modules can disagree on fd_set.
#define _GNU_SOURCE
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>
#include <net-snmp/library/large_fd_set.h>
