/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * guest.h - services as partition code calls them: each acts as the partition
 * that runs now and uses its scratch memory, the third and fourth page of its
 * first area.
 */
#ifndef TEST_FAKE_GUEST_H
#define TEST_FAKE_GUEST_H

#include "rig.h"

enum {
	GUEST_SCRATCH = 0x2000, /* offsets in the first area */
	GUEST_STACK = 0x5000,	/* top */
	GUEST_FAULT_STACK = 0x6000,
	GUEST_HANDLER = 0x100,
	GUEST_FAULT_HANDLER = 0x201, /* Thumb */
};

/* An address of the running partition's (or partition p's) first area. */
gaddr_t guest_at(u32 offset);
gaddr_t guest_at_of(u32 part, u32 offset);

s32 guest_create_sampling(const char *name, u32 max_len, u32 direction, u64 period_us);
s32 guest_create_queuing(const char *name, u32 max_msgs, u32 max_len, u32 direction);
s32 guest_write(s32 port, const void *message, u32 length);
s32 guest_read(s32 port, void *message, u32 length, u32 *flags);
s32 guest_send(s32 port, const void *message, u32 length);
s32 guest_receive(s32 port, void *message, u32 length);
s32 guest_sampling_status(s32 port, struct xm_sampling_state *out);
s32 guest_queuing_status(s32 port, struct xm_queuing_state *out);

s64 guest_time(u32 clock);
s32 guest_set_timer(u32 clock, s64 abs_us, s64 interval_us);

/* Handlers at GUEST_HANDLER and GUEST_FAULT_HANDLER, stacks, and sp. */
void guest_vectors(void);
/* The same, then virtual interrupts on and these extended lines unmasked. */
void guest_interrupts(u32 ext);
s32 guest_unmask(u32 ext);
/* Is the partition at the first instruction of its handler, for this line? */
bool guest_handles(u32 part, u32 line);
/* The handler ends. */
s32 guest_return(void);

s32 guest_reset(u32 part, u32 mode, u32 status);
s32 guest_part_state(u32 part, struct xm_part_state *out);
s32 guest_system_state(struct xm_system_state *out);
s32 guest_hm_read(struct xm_hm_record *out, u32 count);
s32 guest_hm_counts(struct xm_hm_counts *out);
s32 guest_print(const char *text);

#endif
