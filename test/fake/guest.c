/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * guest.c - services as partition code calls them.
 */
#include <string.h>
#include "guest.h"

gaddr_t guest_at_of(u32 part, u32 offset)
{
	return rig_pct(part)->imgStart + offset;
}

gaddr_t guest_at(u32 offset)
{
	return guest_at_of(rig_running(), offset);
}

static gaddr_t scratch(const void *data, u32 length)
{
	gaddr_t at = guest_at(GUEST_SCRATCH);

	if (length)
		rig_poke(rig_running(), at, data, length);
	return at;
}

static void fetch(u32 part, void *out, u32 length)
{
	memcpy(out, rig_guest(part, guest_at_of(part, GUEST_SCRATCH), length), length);
}

s32 guest_create_sampling(const char *name, u32 max_len, u32 direction, u64 period_us)
{
	return rig_call(XM_HC_create_sampling_port, scratch(name, (u32)strlen(name) + 1), max_len,
			direction, (u32)period_us, (u32)(period_us >> 32));
}

s32 guest_create_queuing(const char *name, u32 max_msgs, u32 max_len, u32 direction)
{
	return rig_call4(XM_HC_create_queuing_port, scratch(name, (u32)strlen(name) + 1), max_msgs,
			 max_len, direction);
}

s32 guest_write(s32 port, const void *message, u32 length)
{
	return rig_call3(XM_HC_write_sampling_message, (u32)port, scratch(message, length), length);
}

s32 guest_read(s32 port, void *message, u32 length, u32 *flags)
{
	u32 part = rig_running();
	gaddr_t at = guest_at(GUEST_SCRATCH), where = guest_at(GUEST_SCRATCH + 0x1000);
	s32 n = rig_call4(XM_HC_read_sampling_message, (u32)port, at, length, flags ? where : 0);

	if (n > 0)
		fetch(part, message, (u32)n);
	if (flags)
		*flags = rig_peek32(part, guest_at_of(part, GUEST_SCRATCH + 0x1000));
	return n;
}

s32 guest_send(s32 port, const void *message, u32 length)
{
	return rig_call3(XM_HC_send_queuing_message, (u32)port, scratch(message, length), length);
}

s32 guest_receive(s32 port, void *message, u32 length)
{
	u32 part = rig_running();
	s32 n = rig_call3(XM_HC_receive_queuing_message, (u32)port, guest_at(GUEST_SCRATCH),
			  length);

	if (n > 0 && n != RIG_REWOUND)
		fetch(part, message, (u32)n);
	return n;
}

/* A service that fills a record: call it, then take the record. */
static s32 record_call(u32 nr, const u32 *first, void *out, u32 length)
{
	u32 part = rig_running();
	gaddr_t at = guest_at(GUEST_SCRATCH);
	s32 result = first ? rig_call2(nr, *first, at) : rig_call1(nr, at);

	if (result == XM_OK)
		fetch(part, out, length);
	return result;
}

s32 guest_sampling_status(s32 port, struct xm_sampling_state *out)
{
	u32 d = (u32)port;

	return record_call(XM_HC_get_sampling_port_status, &d, out, sizeof(*out));
}

s32 guest_queuing_status(s32 port, struct xm_queuing_state *out)
{
	u32 d = (u32)port;

	return record_call(XM_HC_get_queuing_port_status, &d, out, sizeof(*out));
}

s32 guest_part_state(u32 part, struct xm_part_state *out)
{
	return record_call(XM_HC_get_partition_status, &part, out, sizeof(*out));
}

s32 guest_system_state(struct xm_system_state *out)
{
	return record_call(XM_HC_get_system_status, NULL, out, sizeof(*out));
}

s32 guest_hm_counts(struct xm_hm_counts *out)
{
	return record_call(XM_HC_hm_status, NULL, out, sizeof(*out));
}

s32 guest_hm_read(struct xm_hm_record *out, u32 count)
{
	u32 part = rig_running();
	s32 n = rig_call2(XM_HC_hm_read, guest_at(GUEST_SCRATCH), count);

	if (n > 0 && n != RIG_REWOUND)
		fetch(part, out, (u32)n * (u32)sizeof(*out));
	return n;
}

s64 guest_time(u32 clock)
{
	u32 part = rig_running();
	s64 time = -1;

	if (rig_call2(XM_HC_get_time, clock, guest_at(GUEST_SCRATCH)) == XM_OK)
		fetch(part, &time, sizeof(time));
	return time;
}

s32 guest_set_timer(u32 clock, s64 abs_us, s64 interval_us)
{
	return rig_call(XM_HC_set_timer, clock, (u32)abs_us, (u32)((u64)abs_us >> 32),
			(u32)interval_us, (u32)((u64)interval_us >> 32));
}

void guest_vectors(void)
{
	rig.current->sp = guest_at(GUEST_STACK);
	rig_call4(XM_HC_set_vectors, guest_at(GUEST_HANDLER), guest_at(GUEST_FAULT_HANDLER),
		  guest_at(GUEST_FAULT_STACK), 0);
}

s32 guest_unmask(u32 ext)
{
	return rig_call4(XM_HC_clear_irqmask, ext, 0, 0, 0);
}

void guest_interrupts(u32 ext)
{
	guest_vectors();
	rig_ctl(rig_running())->irq_off = 0;
	guest_unmask(ext);
}

bool guest_handles(u32 part, u32 line)
{
	const struct hal_vcpu *v = rig_vcpu(part);

	return v->pc == guest_at_of(part, GUEST_HANDLER) && v->r[0] == line;
}

s32 guest_return(void)
{
	return rig_call1(XM_HC_upcall_return, rig.current->sp);
}

s32 guest_reset(u32 part, u32 mode, u32 status)
{
	return rig_call4(XM_HC_reset_partition, part, XM_DEFAULT_ENTRY, mode, status);
}

s32 guest_print(const char *text)
{
	u32 length = (u32)strlen(text);

	return rig_call2(XM_HC_write_console, scratch(text, length), length);
}
