#ifndef PITA_ALLOCATIONS_H
#define PITA_ALLOCATIONS_H

/// How often this thread has asked for memory since it began.
unsigned long pita_allocations(void);

/// For how many octets this thread has asked since it began.
unsigned long pita_allocated_octets(void);

#endif
