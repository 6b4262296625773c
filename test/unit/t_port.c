/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * t_port.c - sampling and queuing ports: every return code, every rule of
 * transfer, validity and notification.
 */
#include "unit.h"
#include "guest.h"
#include "load.h"
#include "part.h"
#include "plans.h"
#include "port.h"

static struct tb tb;
static u8 message[512], got[512];

#define SOURCE	    XM_SOURCE_PORT
#define DESTINATION XM_DESTINATION_PORT

static int setup(void **state)
{
	(void)state;
	fake_machine_default();
	plan_full(&tb);
	for (u32 i = 0; i < sizeof(message); i++)
		message[i] = (u8)(i * 29 + 11);
	return 0;
}

static void start(void **state)
{
	(void)state;
	rig_start(&tb);
}

static s32 open_ab(void)
{
	return guest_create_sampling("ab", 64, rig_running() == ALPHA ? SOURCE : DESTINATION,
				     20000);
}

static s32 open_ba(void)
{
	return guest_create_queuing("ba", 4, 32, rig_running() == BETA ? SOURCE : DESTINATION);
}

static bool told(u32 part, u32 line)
{
	return (rig_pct(part)->extIrqsPend >> line & 1) != 0;
}

static bool bit(u32 part, u32 port)
{
	const u8 *pct = (const u8 *)(uintptr_t)rig_pct(part);

	return (((const u32 *)(pct + rig_pct(part)->portBitmap))[port / 32] >> port % 32 & 1) != 0;
}

/* --- creation --------------------------------------------------------------------------- */

/* SEP-PORT-001 SEP-PORT-002 SEP-PORT-003 */
static void a_sampling_port_must_be_created_exactly_as_planned(void **state)
{
	start(state);
	assert_int_equal(guest_create_sampling("ab", 63, SOURCE, 20000), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_sampling("ab", 65, SOURCE, 20000), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_sampling("ab", 64, DESTINATION, 20000), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_sampling("ab", 64, SOURCE, 20001), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_sampling("ab", 64, SOURCE, 0), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_sampling("a", 64, SOURCE, 20000), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_sampling("abc", 64, SOURCE, 20000), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_sampling("", 64, SOURCE, 20000), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_sampling("ba", 32, DESTINATION, 0), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_sampling("ab", 64, 0, 20000), XM_INVALID_PARAM);
	assert_int_equal(guest_create_sampling("ab", 64, 3, 20000), XM_INVALID_PARAM);
	assert_int_equal(guest_create_sampling("ab", 64, SOURCE, 1ull << 63), XM_INVALID_PARAM);
	assert_int_equal(guest_create_sampling("ab", 64, SOURCE, 20000), 0);
	assert_int_equal(guest_create_sampling("ab", 64, SOURCE, 20000), 0);
	assert_int_equal(guest_create_sampling("ga", 256, DESTINATION, 0), 2);
}

/* SEP-PORT-001 SEP-PORT-002 */
static void a_queuing_port_must_be_created_exactly_as_planned(void **state)
{
	start(state);
	assert_int_equal(guest_create_queuing("ba", 3, 32, DESTINATION), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_queuing("ba", 4, 31, DESTINATION), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_queuing("ba", 4, 32, SOURCE), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_queuing("xx", 4, 32, DESTINATION), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_queuing("ab", 1, 64, SOURCE), XM_INVALID_CONFIG);
	assert_int_equal(guest_create_queuing("ba", 4, 32, 7), XM_INVALID_PARAM);
	assert_int_equal(guest_create_queuing("ba", 4, 32, DESTINATION), 1);
	assert_int_equal(guest_create_queuing("ba", 4, 32, DESTINATION), 1);
}

/* SEP-PORT-003 SEP-MEM-002 */
static void a_name_that_cannot_be_read_is_refused(void **state)
{
	u32 end = ALPHA_RAM + ALPHA_RAM_SIZE;

	start(state);
	assert_int_equal(rig_call(XM_HC_create_sampling_port, 0, 64, SOURCE, 20000, 0),
			 XM_INVALID_PARAM);
	assert_int_equal(rig_call(XM_HC_create_sampling_port, BETA_RAM, 64, SOURCE, 20000, 0),
			 XM_INVALID_PARAM);
	assert_int_equal(rig_call(XM_HC_create_queuing_port, end, 4, 32, DESTINATION, 0),
			 XM_INVALID_PARAM);
	rig_poke(ALPHA, end - 3, "ab", 3); /* the last three bytes of the area */
	assert_int_equal(rig_call(XM_HC_create_sampling_port, end - 3, 64, SOURCE, 20000, 0), 0);
	rig_poke(ALPHA, end - 2, "ab", 2); /* no end before the area's */
	assert_int_equal(rig_call(XM_HC_create_sampling_port, end - 2, 64, SOURCE, 20000, 0),
			 XM_INVALID_PARAM);
	rig_poke(ALPHA, ALPHA_RAM + 0x3000, "sixteencharacter", 16);
	assert_int_equal(
		rig_call(XM_HC_create_sampling_port, ALPHA_RAM + 0x3000, 64, SOURCE, 20000, 0),
		XM_INVALID_PARAM);
}

static s32 info_of(const char *name, u32 kind, struct xm_port_info *out)
{
	s32 result;

	rig_poke_string(rig_running(), guest_at(GUEST_SCRATCH), name);
	result = rig_call3(XM_HC_get_port_info, guest_at(GUEST_SCRATCH), kind,
			   guest_at(GUEST_SCRATCH + 64));
	memcpy(out, rig_guest(rig_running(), guest_at(GUEST_SCRATCH + 64), sizeof(*out)),
	       sizeof(*out));
	return result;
}

/* SEP-PORT-027 */
static void a_port_can_be_asked_for_by_its_name(void **state)
{
	struct xm_port_info i;

	start(state);
	assert_int_equal(info_of("ba", PORT_QUEUING, &i), XM_OK);
	assert_int_equal(i.max_len, 32);
	assert_int_equal(i.depth, 4);
	assert_int_equal(i.direction, DESTINATION);
	assert_int_equal(i.refresh_ns, 0);
	assert_int_equal(i.descriptor, XM_PORT_CLOSED);
	assert_int_equal(open_ba(), 1);
	assert_int_equal(info_of("ba", PORT_QUEUING, &i), XM_OK);
	assert_int_equal(i.descriptor, 1);
	assert_int_equal(info_of("ab", PORT_SAMPLING, &i), XM_OK);
	assert_int_equal(i.max_len, 64);
	assert_int_equal(i.depth, 1);
	assert_int_equal(i.direction, SOURCE);
	assert_int_equal(i.refresh_ns, 20 * TB_MS);
	rig_run_to(GAMMA);
	assert_int_equal(info_of("loose", PORT_SAMPLING, &i), XM_OK);
	assert_int_equal(i.max_len, 0);
	assert_int_equal(i.direction, SOURCE);
	guest_reset(GAMMA, XM_WARM_RESET, 0);
	rig_run_to(ALPHA);
	guest_reset(ALPHA, XM_WARM_RESET, 0);
	rig_run_to(ALPHA);
	assert_int_equal(info_of("ba", PORT_QUEUING, &i), XM_OK);
	assert_int_equal(i.descriptor, XM_PORT_CLOSED); /* in this life */
}

/* SEP-PORT-027 SEP-PORT-003 */
static void a_name_of_no_port_tells_nothing(void **state)
{
	static const struct {
		const char *name;
		u32 kind;
	} none[] = { { "ba", PORT_SAMPLING },
		     { "ab", PORT_QUEUING },
		     { "ab", 2 },
		     { "ab", NONE },
		     { "a", PORT_SAMPLING },
		     { "", PORT_SAMPLING },
		     { "loose", PORT_SAMPLING } };
	struct xm_port_info i, before;

	start(state);
	memset(&before, 0x5a, sizeof(before));
	rig_poke(ALPHA, guest_at(GUEST_SCRATCH + 64), &before, sizeof(before));
	for (u32 n = 0; n < ARRAY_LEN(none); n++) {
		assert_int_equal(info_of(none[n].name, none[n].kind, &i), XM_INVALID_PARAM);
		assert_memory_equal(&i, &before, sizeof(i));
	}
	assert_int_equal(rig_call3(XM_HC_get_port_info, 0, PORT_SAMPLING, ALPHA_RAM),
			 XM_INVALID_PARAM);
	rig_poke_string(ALPHA, guest_at(GUEST_SCRATCH), "ab");
	assert_int_equal(
		rig_call3(XM_HC_get_port_info, guest_at(GUEST_SCRATCH), PORT_SAMPLING, ALPHA_RO),
		XM_INVALID_PARAM);
}

/* SEP-PORT-028 */
static void looking_for_a_name_needs_time_for_every_port(void **state)
{
	u64 ticks = (1700 + 65 * 6 + 180 * 3) / 2; /* alpha's */

	start(state);
	rig_run_until(rig_at(2 * TB_MS) - ticks);
	assert_int_equal(open_ab(), 0);
	fake.now++;
	assert_int_equal(open_ab(), RIG_REWOUND);
}

/* SEP-PORT-004 */
static void descriptors_are_checked(void **state)
{
	s32 ab, ba;

	start(state);
	assert_int_equal(guest_write(0, message, 8), XM_INVALID_PARAM); /* not yet created */
	assert_int_equal(guest_receive(1, got, 32), XM_INVALID_PARAM);
	ab = open_ab();
	ba = open_ba();
	assert_int_equal(guest_write(ba, message, 8), XM_INVALID_PARAM);
	assert_int_equal(guest_write(3, message, 8), XM_INVALID_PARAM);
	assert_int_equal(guest_write(-1, message, 8), XM_INVALID_PARAM);
	assert_int_equal(guest_write(0x7fffffff, message, 8), XM_INVALID_PARAM);
	assert_int_equal(guest_read(ab, got, 64, NULL), XM_INVALID_PARAM); /* a source */
	assert_int_equal(guest_send(ba, message, 8), XM_INVALID_PARAM);	   /* a destination */
	assert_int_equal(guest_receive(ab, got, 64), XM_INVALID_PARAM);
	assert_int_equal(rig_call1(XM_HC_clear_queuing_port, (u32)ab), XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_get_sampling_port_status, (u32)ba, ALPHA_RAM),
			 XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_get_queuing_port_status, (u32)ab, ALPHA_RAM),
			 XM_INVALID_PARAM);
	assert_int_equal(rig_call2(XM_HC_get_queuing_port_status, 77, ALPHA_RAM), XM_INVALID_PARAM);
	rig_run_to(BETA);
	assert_int_equal(guest_write(ab, message, 8), XM_INVALID_PARAM); /* not its own */
}

/* SEP-PORT-023 */
static void nothing_comes_from_a_port_without_channel(void **state)
{
	u32 in = 4, queue = 5;

	tb_port(&tb, GAMMA, "in", PORT_SAMPLING, PORT_DESTINATION);
	tb_port(&tb, GAMMA, "queue", PORT_QUEUING, PORT_DESTINATION);
	tb_port(&tb, GAMMA, "out", PORT_QUEUING, PORT_SOURCE);
	start(state);
	rig_run_to(GAMMA);
	assert_int_equal(guest_create_sampling("in", 64, DESTINATION, 0), in);
	assert_int_equal(guest_create_queuing("queue", 9, 64, DESTINATION), queue);
	assert_int_equal(guest_create_queuing("out", 9, 64, SOURCE), queue + 1);
	assert_int_equal(guest_read((s32)in, got, 64, NULL), XM_INVALID_CONFIG);
	assert_int_equal(guest_receive((s32)queue, got, 64), XM_INVALID_CONFIG);
	assert_int_equal(guest_send((s32)queue + 1, message, 8), XM_INVALID_CONFIG);
	assert_int_equal(rig_call1(XM_HC_clear_queuing_port, queue), XM_INVALID_CONFIG);
}

/* SEP-PORT-023 */
static void a_port_without_channel_goes_nowhere(void **state)
{
	struct xm_sampling_state s;
	s32 d;

	start(state);
	rig_run_to(GAMMA);
	d = guest_create_sampling("loose", 99, SOURCE, 0);
	assert_int_equal(d, 3);
	assert_int_equal(guest_write(d, message, 8), XM_INVALID_CONFIG);
	assert_int_equal(guest_sampling_status(d, &s), XM_OK);
	assert_int_equal(s.flags, XM_COMM_EMPTY_PORT);
	assert_int_equal(s.last_len, 0);
}

/* --- sampling ------------------------------------------------------------------------------ */

/* SEP-PORT-006 SEP-PORT-009 SEP-PORT-017 */
static void a_message_reaches_every_destination_any_number_of_times(void **state)
{
	u32 flags;
	s32 d;

	start(state);
	d = open_ab();
	assert_int_equal(guest_write(d, message, 37), XM_OK);
	rig_run_to(BETA);
	d = open_ab();
	for (u32 i = 0; i < 3; i++) {
		memset(got, 0, sizeof(got));
		assert_int_equal(guest_read(d, got, 64, &flags), 37);
		assert_memory_equal(got, message, 37);
		assert_int_equal(flags,
				 XM_COMM_MSG_VALID | (i ? XM_COMM_CONSUMED_MSG : XM_COMM_NEW_MSG));
	}
	rig_run_to(GAMMA);
	d = open_ab();
	assert_int_equal(guest_read(d, got, 64, &flags), 37);
	assert_memory_equal(got, message, 37);
	assert_int_equal(flags, XM_COMM_MSG_VALID | XM_COMM_NEW_MSG);
	rig_run_to(ALPHA);
	assert_int_equal(guest_write(0, message + 9, 5), XM_OK);
	rig_run_to(BETA);
	assert_int_equal(guest_read(0, got, 64, &flags), 5);
	assert_memory_equal(got, message + 9, 5);
	assert_int_equal(flags, XM_COMM_MSG_VALID | XM_COMM_NEW_MSG);
}

/* SEP-PORT-005 SEP-PORT-020 */
static void lengths_and_buffers_of_a_write_are_checked(void **state)
{
	s32 d;

	start(state);
	d = open_ab();
	assert_int_equal(guest_write(d, message, 1), XM_OK);
	assert_int_equal(guest_write(d, message, 0), XM_INVALID_CONFIG);
	assert_int_equal(guest_write(d, message, 65), XM_INVALID_CONFIG);
	assert_int_equal(rig_call3(XM_HC_write_sampling_message, (u32)d, ALPHA_RAM, NONE),
			 XM_INVALID_CONFIG);
	assert_int_equal(rig_call3(XM_HC_write_sampling_message, (u32)d, BETA_RAM, 8),
			 XM_INVALID_PARAM);
	assert_int_equal(rig_call3(XM_HC_write_sampling_message, (u32)d, ALPHA_RO, 8), XM_OK);
	assert_int_equal(guest_write(d, message, 64), XM_OK);
	assert_int_equal(
		rig_call3(XM_HC_write_sampling_message, (u32)d, ALPHA_RAM + ALPHA_RAM_SIZE - 7, 8),
		XM_INVALID_PARAM);
	rig_run_to(BETA);
	d = open_ab();
	assert_int_equal(guest_read(d, got, 64, NULL), 64);
	assert_memory_equal(got, message, 64);
}

/* SEP-PORT-010 SEP-PORT-020 SEP-PORT-007 */
static void lengths_and_buffers_of_a_read_are_checked(void **state)
{
	u32 flags;
	s32 d;

	start(state);
	d = open_ab();
	rig_run_to(BETA);
	assert_int_equal(open_ab(), 0);
	flags = 99;
	assert_int_equal(guest_read(0, got, 64, &flags), XM_NO_ACTION);
	assert_int_equal(flags, XM_COMM_EMPTY_PORT);
	rig_run_to(ALPHA);
	guest_write(d, message, 40);
	rig_run_to(BETA);
	assert_int_equal(guest_read(0, got, 39, NULL), XM_INVALID_PARAM);
	assert_int_equal(guest_read(0, got, 0, NULL), XM_INVALID_CONFIG);
	assert_int_equal(rig_call4(XM_HC_read_sampling_message, 0, ALPHA_RAM, 64, 0),
			 XM_INVALID_PARAM);
	assert_int_equal(rig_call4(XM_HC_read_sampling_message, 0, BETA_RAM, 64, ALPHA_RAM),
			 XM_INVALID_PARAM);
	assert_int_equal(guest_read(0, got, 40, &flags), 40);
	assert_int_equal(flags, XM_COMM_MSG_VALID | XM_COMM_NEW_MSG); /* nothing was consumed */
	assert_int_equal(guest_read(0, got, 500, NULL), 40);
}

/* SEP-PORT-008 */
static void a_message_is_valid_up_to_its_period(void **state)
{
	u32 flags;
	u64 written;

	start(state);
	open_ab();
	rig_run_ns(100 * TB_US);
	written = fake.now;
	guest_write(0, message, 8);
	rig_run_to(BETA);
	open_ab();
	rig_run_until(written + rig_ticks(20 * TB_MS) - 3);
	rig_run_to(ALPHA); /* 20.1 ms: the age is exact at the end of alpha's slot */
	rig_run_until(written + rig_ticks(20 * TB_MS));
	assert_int_equal(rig_running(), ALPHA);
	rig_run_to(BETA);
	guest_read(0, got, 64, &flags);
	assert_int_equal(flags, XM_COMM_CONSUMED_MSG * 0 + XM_COMM_NEW_MSG);
}

/* SEP-PORT-008 */
static void an_age_equal_to_the_period_is_still_valid(void **state)
{
	u32 flags;

	(void)state;
	fake_machine_ticks(1, 10);
	plan_full(&tb);
	tb.channel[CH_AB].refresh_lo = (u32)(2 * TB_MS); /* alpha at 0, beta at 2 ms */
	rig_start(&tb);
	assert_int_equal(guest_create_sampling("ab", 64, SOURCE, 2000), 0);
	guest_write(0, message, 8); /* at 0 */
	rig_run_until(rig_at(2 * TB_MS));
	assert_int_equal(rig_running(), BETA);
	assert_int_equal(guest_create_sampling("ab", 64, DESTINATION, 2000), 0);
	guest_read(0, got, 64, &flags);
	assert_true(flags & XM_COMM_MSG_VALID);
	rig_run_until(rig_at(2 * TB_MS) + 1);
	guest_read(0, got, 64, &flags);
	assert_false(flags & XM_COMM_MSG_VALID);
}

/* SEP-PORT-008 */
static void without_a_period_a_message_never_goes_stale(void **state)
{
	u32 flags;

	start(state);
	rig_run_to(GAMMA);
	assert_int_equal(guest_create_sampling("ga", 256, SOURCE, 0), 1);
	assert_int_equal(guest_write(1, message, 200), XM_OK);
	rig_run_ns(1000000 * TB_MS);
	rig_run_to(ALPHA);
	assert_int_equal(guest_create_sampling("ga", 256, DESTINATION, 0), 2);
	assert_int_equal(guest_read(2, got, 256, &flags), 200);
	assert_memory_equal(got, message, 200);
	assert_int_equal(flags, XM_COMM_MSG_VALID | XM_COMM_NEW_MSG);
}

/* SEP-PORT-015: a slot of 6 s, which has more than 2^32 ticks. */
static void the_time_of_a_message_is_right_in_a_very_long_slot(void **state)
{
	struct xm_sampling_state s;
	u32 c, i;

	(void)state;
	fake_machine_ticks(1, 1);
	plan_single(&tb, 6000 * TB_MS);
	tb_part(&tb, "beta", PART_BOOT);
	tb_area(&tb, BETA, BETA_RAM, BETA_RAM_SIZE, 0);
	c = tb_channel(&tb, tb_port(&tb, ALPHA, "ab", PORT_SAMPLING, PORT_SOURCE), 64, 0,
		       20 * TB_MS);
	tb_dest(&tb, c, tb_port(&tb, BETA, "ab", PORT_SAMPLING, PORT_DESTINATION));
	rig_start(&tb);
	rig_run_to(ALPHA);
	open_ab();
	for (i = 0; i < 8; i++) {
		rig_run_ns(TB_MS);
		assert_int_equal(guest_write(0, message, 33), XM_OK);
		assert_int_equal(guest_sampling_status(0, &s), XM_OK);
		assert_int_equal(s.timestamp, ticks_to_us(fake.now));
	}
}

/* SEP-PORT-015 */
static void the_status_of_a_sampling_port_is_right(void **state)
{
	struct xm_sampling_state s;

	start(state);
	open_ab();
	assert_int_equal(guest_sampling_status(0, &s), XM_OK);
	assert_int_equal(s.timestamp, 0);
	assert_int_equal(s.last_len, 0);
	assert_int_equal(s.flags, XM_COMM_EMPTY_PORT);
	rig_run_until(rig_at(1500 * TB_US) + 1);
	guest_write(0, message, 33);
	rig_run_to(BETA);
	open_ab();
	assert_int_equal(guest_sampling_status(0, &s), XM_OK);
	assert_int_equal(s.timestamp, RIG_T0_US + 1500);
	assert_int_equal(s.last_len, 33);
	assert_int_equal(s.flags, XM_COMM_MSG_VALID | XM_COMM_NEW_MSG);
	guest_read(0, got, 64, NULL);
	assert_int_equal(guest_sampling_status(0, &s), XM_OK);
	assert_int_equal(s.flags, XM_COMM_MSG_VALID | XM_COMM_CONSUMED_MSG);
	assert_int_equal(rig_call2(XM_HC_get_sampling_port_status, 0, ALPHA_RAM), XM_INVALID_PARAM);
}

/* --- queuing --------------------------------------------------------------------------------- */

/* SEP-PORT-011 SEP-PORT-012 SEP-PORT-013 SEP-PORT-015 */
static void a_queue_keeps_order_and_counts_overflows(void **state)
{
	struct xm_queuing_state s;

	start(state);
	assert_int_equal(open_ba(), 1);
	rig_run_to(BETA);
	assert_int_equal(open_ba(), 1);
	for (u32 round = 0; round < 5; round++) {
		u32 sent = round < 3 ? round + 2 : 4, expect = sent < 4 ? sent : 4;

		rig_run_to(BETA);
		for (u32 i = 0; i < sent; i++)
			assert_int_equal(guest_send(1, message + round * 8 + i, 32 - i), XM_OK);
		if (expect == 4) {
			assert_int_equal(guest_send(1, message, 8), XM_NOT_AVAILABLE);
			assert_int_equal(guest_queuing_status(1, &s), XM_OK);
			assert_int_equal(s.overflowed, 1);
			assert_int_equal(s.overflows, round - 1);
		}
		rig_run_to(ALPHA);
		assert_int_equal(guest_queuing_status(1, &s), XM_OK);
		assert_int_equal(s.messages, expect);
		for (u32 i = 0; i < expect; i++) {
			assert_int_equal(guest_receive(1, got, 32), 32 - i);
			assert_memory_equal(got, message + round * 8 + i, 32 - i);
		}
		assert_int_equal(guest_receive(1, got, 32), XM_NOT_AVAILABLE);
	}
}

/* SEP-PORT-005 SEP-PORT-010 SEP-PORT-020 */
static void lengths_and_buffers_of_a_queue_are_checked(void **state)
{
	struct xm_queuing_state s;

	start(state);
	open_ba();
	rig_run_to(BETA);
	open_ba();
	assert_int_equal(guest_send(1, message, 0), XM_INVALID_CONFIG);
	assert_int_equal(guest_send(1, message, 33), XM_INVALID_CONFIG);
	assert_int_equal(rig_call3(XM_HC_send_queuing_message, 1, ALPHA_RAM, 8), XM_INVALID_PARAM);
	assert_int_equal(guest_send(1, message, 32), XM_OK);
	rig_run_to(ALPHA);
	assert_int_equal(guest_receive(1, got, 31), XM_INVALID_PARAM);
	assert_int_equal(guest_receive(1, got, 0), XM_INVALID_CONFIG);
	assert_int_equal(rig_call3(XM_HC_receive_queuing_message, 1, ALPHA_RO, 32),
			 XM_INVALID_PARAM);
	assert_int_equal(guest_queuing_status(1, &s), XM_OK);
	assert_int_equal(s.messages, 1);
	assert_int_equal(guest_receive(1, got, 300), 32);
	assert_memory_equal(got, message, 32);
	assert_int_equal(rig_call2(XM_HC_get_queuing_port_status, 1, ALPHA_RO), XM_INVALID_PARAM);
}

/* SEP-PORT-014 */
static void a_queue_can_be_cleared_by_its_receiver(void **state)
{
	struct xm_queuing_state s;

	start(state);
	open_ba();
	assert_int_equal(rig_call1(XM_HC_clear_queuing_port, 1), XM_NO_ACTION);
	rig_run_to(BETA);
	open_ba();
	for (u32 i = 0; i < 5; i++)
		guest_send(1, message + i, 8);
	assert_int_equal(rig_call1(XM_HC_clear_queuing_port, 1), XM_INVALID_PARAM);
	rig_run_to(ALPHA);
	assert_int_equal(rig_call1(XM_HC_clear_queuing_port, 1), XM_OK);
	assert_int_equal(guest_queuing_status(1, &s), XM_OK);
	assert_int_equal(s.messages, 0);
	assert_int_equal(s.overflows, 1);
	assert_int_equal(s.overflowed, 0);
	rig_run_to(BETA);
	assert_int_equal(guest_send(1, message + 50, 20), XM_OK);
	rig_run_to(ALPHA);
	assert_int_equal(guest_receive(1, got, 32), 20);
	assert_memory_equal(got, message + 50, 20);
}

/* SEP-PORT-011 SEP-PORT-012 */
static void a_queue_of_depth_one_works(void **state)
{
	start(state);
	rig_run_to(BETA);
	assert_int_equal(guest_create_queuing("gb", 1, 24, DESTINATION), 2);
	rig_run_to(GAMMA);
	assert_int_equal(guest_create_queuing("gb", 1, 24, SOURCE), 2);
	for (u32 i = 0; i < 5; i++) {
		assert_int_equal(guest_send(2, message + i, 24), XM_OK);
		assert_int_equal(guest_send(2, message, 24), XM_NOT_AVAILABLE);
		rig_run_to(BETA);
		assert_int_equal(guest_receive(2, got, 24), 24);
		assert_memory_equal(got, message + i, 24);
		assert_int_equal(guest_receive(2, got, 24), XM_NOT_AVAILABLE);
		rig_run_to(GAMMA);
	}
}

/* SEP-PORT-019 */
static void messages_survive_any_alignment(void **state)
{
	start(state);
	open_ba();
	rig_run_to(BETA);
	open_ba();
	for (u32 a = 0; a < 8; a++)
		for (u32 b = 0; b < 8; b++) {
			rig_run_to(BETA);
			rig_poke(BETA, BETA_RAM + 0x3000 + a, message + a + b, 29);
			assert_int_equal(rig_call_done(XM_HC_send_queuing_message, 1,
						       BETA_RAM + 0x3000 + a, 29, 0, 0),
					 XM_OK);
			rig_run_to(ALPHA);
			assert_int_equal(rig_call_done(XM_HC_receive_queuing_message, 1,
						       ALPHA_RAM + 0x3000 + b, 29, 0, 0),
					 29);
			assert_memory_equal(rig_guest(ALPHA, ALPHA_RAM + 0x3000 + b, 29),
					    message + a + b, 29);
		}
}

/* --- notification ------------------------------------------------------------------------------
 */

/* SEP-PORT-016 SEP-PORT-017 */
static void a_write_tells_every_destination_that_has_created_its_port(void **state)
{
	start(state);
	open_ab();
	rig_run_to(BETA);
	open_ab();
	rig_run_to(ALPHA);
	assert_false(told(BETA, XM_VT_EXT_SAMPLING_PORT));
	guest_write(0, message, 8);
	assert_true(told(BETA, XM_VT_EXT_SAMPLING_PORT));
	assert_true(bit(BETA, 0));
	assert_false(told(GAMMA, XM_VT_EXT_SAMPLING_PORT));
	assert_false(bit(GAMMA, 0));
	assert_false(told(ALPHA, XM_VT_EXT_SAMPLING_PORT));
	assert_false(bit(BETA, 1) || bit(BETA, 2));
}

/* SEP-PORT-016 SEP-PORT-018 */
static void queues_tell_receiver_and_waiting_sender(void **state)
{
	start(state);
	open_ba();
	rig_run_to(BETA);
	open_ba();
	rig_call4(XM_HC_clear_irqpend, ~0u, 0, 0, 0);
	assert_false(told(ALPHA, XM_VT_EXT_QUEUING_PORT));
	guest_send(1, message, 8);
	assert_true(told(ALPHA, XM_VT_EXT_QUEUING_PORT));
	assert_true(bit(ALPHA, 1));
	rig_run_to(ALPHA);
	guest_receive(1, got, 32);
	assert_false(told(BETA, XM_VT_EXT_QUEUING_PORT)); /* it was never full */
	rig_run_to(BETA);
	for (u32 i = 0; i < 4; i++)
		guest_send(1, message, 8);
	rig_run_to(ALPHA);
	assert_false(told(BETA, XM_VT_EXT_QUEUING_PORT));
	guest_receive(1, got, 32);
	assert_true(told(BETA, XM_VT_EXT_QUEUING_PORT));
	assert_true(bit(BETA, 1));
}

/* Beta fills the queue; what alpha does then must tell it, and only it. */
static void fill_ba(void **state)
{
	start(state);
	open_ba();
	rig_run_to(BETA);
	open_ba();
	for (u32 i = 0; i < 4; i++)
		guest_send(1, message, 8);
	rig_call4(XM_HC_clear_irqpend, ~0u, 0, 0, 0);
	rig_run_to(ALPHA);
	assert_false(told(BETA, XM_VT_EXT_QUEUING_PORT));
}

/* SEP-PORT-018 */
static void clearing_a_full_queue_tells_the_waiting_sender(void **state)
{
	fill_ba(state);
	assert_int_equal(rig_call1(XM_HC_clear_queuing_port, 1), XM_OK);
	assert_true(told(BETA, XM_VT_EXT_QUEUING_PORT));
	assert_true(bit(BETA, 1));
	rig_run_to(BETA);
	guest_send(1, message, 8);
	rig_call4(XM_HC_clear_irqpend, ~0u, 0, 0, 0);
	rig_run_to(ALPHA);
	assert_int_equal(rig_call1(XM_HC_clear_queuing_port, 1), XM_OK);
	assert_false(told(BETA, XM_VT_EXT_QUEUING_PORT)); /* it was not full */
}

/* SEP-PORT-018 */
static void a_cold_reset_of_the_receiver_tells_the_waiting_sender(void **state)
{
	for (u32 mode = XM_COLD_RESET; mode <= XM_WARM_RESET; mode++) {
		setup(state);
		fill_ba(state);
		guest_reset(ALPHA, mode, 0);
		rig_run_to(BETA);
		assert_int_equal(told(BETA, XM_VT_EXT_QUEUING_PORT), mode == XM_COLD_RESET);
	}
}

/* SEP-PORT-026 */
static void a_write_needs_time_for_every_destination(void **state)
{
	u64 ticks = (1500 + 45 * 6 + 2 * 16 + 70 * 2) / 2; /* beta and gamma */

	start(state);
	open_ab();
	rig_run_until(rig_at(2 * TB_MS) - ticks);
	assert_int_equal(guest_write(0, message, 64), XM_OK);
	fake.now++;
	assert_int_equal(guest_write(0, message, 64), RIG_REWOUND);
}

/* Both channels, opened at both ends; beta runs. */
static void open_both(void **state)
{
	start(state);
	open_ab();
	open_ba();
	rig_run_to(BETA);
	open_ab();
	open_ba();
}

/* SEP-PORT-024 */
static void what_its_owner_has_had_is_no_longer_in_the_bitmap(void **state)
{
	open_both(state);
	for (u32 i = 0; i < 4; i++)
		guest_send(1, message, 8);
	rig_run_to(ALPHA);
	guest_write(0, message, 8);
	assert_int_equal(guest_receive(1, got, 4), XM_INVALID_PARAM);
	assert_true(bit(ALPHA, 1));
	for (u32 i = 0; i < 4; i++) {
		assert_true(bit(ALPHA, 1));
		assert_int_equal(guest_receive(1, got, 32), 8);
	}
	assert_false(bit(ALPHA, 1));
	rig_run_to(BETA);
	assert_true(bit(BETA, 0) && bit(BETA, 1));
	guest_read(0, got, 64, NULL);
	assert_false(bit(BETA, 0));
	guest_send(1, message, 8);
	assert_false(bit(BETA, 1));
	rig_run_to(ALPHA);
	assert_true(bit(ALPHA, 1));
	assert_int_equal(rig_call1(XM_HC_clear_queuing_port, 1), XM_OK);
	assert_false(bit(ALPHA, 1));
	rig_run_to(BETA);
	guest_send(1, message, 8);
	rig_run_to(ALPHA);
	assert_true(bit(ALPHA, 1));
	open_ab();
	open_ba(); /* it is open already: the message still waits */
	assert_true(bit(ALPHA, 1));
}

/* SEP-PORT-014 */
static void an_overflow_is_forgotten_even_when_the_queue_is_drained(void **state)
{
	struct xm_queuing_state s;

	start(state);
	open_ba();
	rig_run_to(BETA);
	open_ba();
	for (u32 i = 0; i < 5; i++)
		guest_send(1, message, 8);
	rig_run_to(ALPHA);
	while (guest_receive(1, got, 32) > 0)
		continue;
	guest_queuing_status(1, &s);
	assert_int_equal(s.overflowed, 1);
	assert_int_equal(rig_call1(XM_HC_clear_queuing_port, 1), XM_OK);
	guest_queuing_status(1, &s);
	assert_int_equal(s.overflowed, 0);
	assert_int_equal(rig_call1(XM_HC_clear_queuing_port, 1), XM_NO_ACTION);
}

/* SEP-PORT-001 */
static void a_period_that_would_wrap_is_none(void **state)
{
	start(state);
	for (u32 bit = 52; bit < 64; bit++)
		assert_int_equal(
			guest_create_sampling("ab", 64, XM_SOURCE_PORT, 20000 + (1ull << bit)),
			XM_INVALID_PARAM);
	assert_int_equal(guest_create_sampling("ab", 64, XM_SOURCE_PORT, 20000 + (1ull << 51)),
			 XM_INVALID_CONFIG);
	assert_int_equal(open_ab(), 0);
}

/* SEP-PORT-005 SEP-PORT-010 */
static void a_length_beyond_any_message_takes_no_time(void **state)
{
	open_both(state);
	assert_int_equal(rig_call3(XM_HC_send_queuing_message, 1, BETA_RAM, 0x800000),
			 XM_INVALID_CONFIG);
	assert_int_equal(rig_call4(XM_HC_read_sampling_message, 0, BETA_RAM, 0x800000, 0),
			 XM_INVALID_PARAM);
	assert_int_equal(rig_call3(XM_HC_send_queuing_message, 9, BETA_RAM, 0x800000),
			 XM_INVALID_PARAM);
}

/* --- resets -------------------------------------------------------------------------------------
 */

/* SEP-PORT-022 SEP-PART-010 SEP-PART-007 */
static void a_reset_closes_only_the_partitions_own_ports(void **state)
{
	start(state);
	open_ab();
	rig_run_to(BETA);
	open_ab();
	rig_run_to(GAMMA);
	open_ab();
	rig_run_to(ALPHA);
	guest_write(0, message, 16);
	guest_reset(BETA, XM_WARM_RESET, 0);
	rig_call4(XM_HC_clear_irqpend, ~0u, 0, 0, 0);
	rig_run_to(BETA);
	assert_int_equal(guest_read(0, got, 64, NULL), XM_INVALID_PARAM);
	assert_int_equal(open_ab(), 0);
	assert_int_equal(guest_read(0, got, 64, NULL), 16); /* the channel keeps its message */
	rig_run_to(GAMMA);
	assert_int_equal(guest_read(0, got, 64, NULL), 16);
	rig_call4(XM_HC_clear_irqpend, ~0u, 0, 0, 0);
	rig_run_to(ALPHA);
	guest_write(0, message + 1, 16);
	assert_true(told(GAMMA, XM_VT_EXT_SAMPLING_PORT));
}

/* A crash loop gets there in two months.  SEP-PORT-022 */
static void a_port_that_was_never_opened_is_not_open_in_any_life(void **state)
{
	const struct port *port;

	start(state);
	rig_run_to(BETA);
	port = sys.part[BETA].ports;
	sys.part[BETA].generation -= 6 * LIFE; /* as after some 2^29 resets */
	assert_int_equal(port->key, 0);
	for (u32 life = 0; life < 6; life++) {
		guest_reset(BETA, XM_WARM_RESET, 0);
		rig_run_to(BETA);
		assert_false(port_is_open(port));
	}
	rig_run_to(ALPHA);
	assert_int_equal(open_ab(), 0);
	assert_int_equal(guest_write(0, message, 5), XM_OK);
}

/* SEP-PORT-025 */
static void a_message_that_this_life_has_not_read_is_new(void **state)
{
	struct xm_sampling_state s;
	u32 flags;

	for (u32 mode = XM_COLD_RESET; mode <= XM_WARM_RESET; mode++) {
		setup(state);
		open_both(state);
		rig_run_to(ALPHA);
		guest_write(0, message, 16);
		rig_run_to(BETA);
		guest_read(0, got, 64, &flags);
		guest_reset(BETA, mode, 0);
		rig_run_to(BETA);
		assert_int_equal(open_ab(), 0);
		assert_int_equal(guest_sampling_status(0, &s), XM_OK);
		assert_int_equal(s.flags & XM_COMM_PORT_STATUS_M, XM_COMM_NEW_MSG);
		assert_int_equal(guest_read(0, got, 64, &flags), 16);
		assert_int_equal(flags & XM_COMM_PORT_STATUS_M, XM_COMM_NEW_MSG);
		assert_int_equal(open_ab(), 0); /* again, in the same life */
		assert_int_equal(guest_read(0, got, 64, &flags), 16);
		assert_int_equal(flags & XM_COMM_PORT_STATUS_M, XM_COMM_CONSUMED_MSG);
	}
}

/* SEP-PART-010 */
static void a_cold_reset_empties_only_incoming_queues(void **state)
{
	struct xm_queuing_state s;

	start(state);
	open_ba();
	rig_run_to(BETA);
	open_ba();
	guest_create_queuing("gb", 1, 24, DESTINATION);
	guest_send(1, message, 8);
	rig_run_to(GAMMA);
	guest_create_queuing("gb", 1, 24, SOURCE);
	guest_send(2, message, 8);
	rig_run_to(ALPHA);
	guest_reset(BETA, XM_COLD_RESET, 0);
	rig_run_to(BETA);
	assert_int_equal(guest_create_queuing("gb", 1, 24, DESTINATION), 2);
	assert_int_equal(guest_receive(2, got, 24), XM_NOT_AVAILABLE);
	rig_run_to(ALPHA);
	assert_int_equal(guest_queuing_status(1, &s), XM_OK);
	assert_int_equal(s.messages, 1); /* what beta sent is alpha's */
}

/* Messages in all the queues that beta receives from. */
static u32 queued(void)
{
	const struct part *p = &sys.part[BETA];
	u32 n = 0;

	for (u32 i = 0; i < p->cfg->num_ports; i++)
		if (p->ports[i].cfg->kind == PORT_QUEUING &&
		    p->ports[i].cfg->direction == PORT_DESTINATION)
			n += p->ports[i].channel->used;
	return n;
}

/* Until only this many are left. */
static void reload_until(void *arg)
{
	struct part *p = &sys.part[BETA];
	const u32 *left = arg;

	hal_space_load(&p->space);
	while (queued() != *left) {
		u32 before = queued();

		assert_int_equal(load_piece(p), LOAD_MORE);
		assert_in_range(before - queued(), 0, 1);
	}
}

/* What is sent to it after that stays.  SEP-PART-010 SEP-PART-011 */
static void a_piece_of_a_reload_empties_one_queue(void **state)
{
	enum { MANY = 12 };
	static char name[MANY][4];
	u32 left = MANY - 5;

	for (u32 i = 0; i < MANY; i++) {
		snprintf(name[i], sizeof(name[i]), "q%u", i);
		tb_dest(&tb,
			tb_channel(&tb, tb_port(&tb, GAMMA, name[i], PORT_QUEUING, PORT_SOURCE), 8,
				   2, 0),
			tb_port(&tb, BETA, name[i], PORT_QUEUING, PORT_DESTINATION));
	}
	start(state);
	rig_run_to(GAMMA);
	for (u32 i = 0; i < MANY; i++)
		guest_send(guest_create_queuing(name[i], 2, 8, SOURCE), message, 8);
	rig_run_to(ALPHA);
	assert_int_equal(queued(), MANY);
	guest_reset(BETA, XM_COLD_RESET, 0);
	rig_call1(XM_HC_suspend_partition, BETA);
	rig_inside(reload_until, &left);
	rig_run_to(GAMMA);
	for (u32 i = 0; i < MANY; i++)
		guest_send(guest_create_queuing(name[i], 2, 8, SOURCE), message, 8);
	assert_int_equal(queued(), left + MANY);
	rig_run_to(ALPHA);
	rig_call1(XM_HC_resume_partition, BETA);
	rig_run_to(BETA);
	assert_int_equal(queued(), MANY - left);
}

/* SEP-PORT-011 */
static void a_warm_reset_keeps_incoming_queues(void **state)
{
	start(state);
	open_ba();
	rig_run_to(BETA);
	open_ba();
	guest_send(1, message, 8);
	rig_run_to(ALPHA);
	guest_reset(ALPHA, XM_WARM_RESET, 0);
	open_ba();
	assert_int_equal(guest_receive(1, got, 32), 8);
}

/* SEP-PORT-024: a new life has opened no port, and is told of none. */
static void a_reset_clears_the_bitmap_of_its_partition(void **state)
{
	for (u32 mode = XM_COLD_RESET; mode <= XM_WARM_RESET; mode++) {
		setup(state);
		open_both(state);
		guest_send(1, message, 8);
		rig_run_to(ALPHA);
		guest_write(0, message, 8);
		assert_true(bit(ALPHA, 1));
		guest_reset(ALPHA, mode, 0);
		assert_false(bit(ALPHA, 1));
		assert_true(bit(BETA, 0));
	}
}

/* SEP-PART-019 */
static void messages_are_counted_in_the_partitions_status(void **state)
{
	struct xm_part_state s;

	start(state);
	open_ab();
	guest_write(0, message, 8);
	guest_write(0, message, 0);
	open_ba();
	rig_run_to(BETA);
	open_ab();
	open_ba();
	guest_read(0, got, 64, NULL);
	guest_read(0, got, 64, NULL);
	for (u32 i = 0; i < 6; i++)
		guest_send(1, message, 8);
	rig_run_to(ALPHA);
	guest_receive(1, got, 32);
	assert_int_equal(guest_part_state(ALPHA, &s), XM_OK);
	assert_int_equal(s.sampling_written, 1);
	assert_int_equal(s.queuing_received, 1);
	assert_int_equal(s.sampling_read + s.queuing_sent, 0);
	assert_int_equal(guest_part_state(BETA, &s), XM_OK);
	assert_int_equal(s.sampling_read, 2);
	assert_int_equal(s.queuing_sent, 4);
	assert_int_equal(s.sampling_written + s.queuing_received, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_sampling_port_must_be_created_exactly_as_planned, setup),
		cmocka_unit_test_setup(a_queuing_port_must_be_created_exactly_as_planned, setup),
		cmocka_unit_test_setup(a_name_that_cannot_be_read_is_refused, setup),
		cmocka_unit_test_setup(descriptors_are_checked, setup),
		cmocka_unit_test_setup(a_port_can_be_asked_for_by_its_name, setup),
		cmocka_unit_test_setup(a_name_of_no_port_tells_nothing, setup),
		cmocka_unit_test_setup(looking_for_a_name_needs_time_for_every_port, setup),
		cmocka_unit_test_setup(a_port_without_channel_goes_nowhere, setup),
		cmocka_unit_test_setup(a_message_reaches_every_destination_any_number_of_times,
				       setup),
		cmocka_unit_test_setup(lengths_and_buffers_of_a_write_are_checked, setup),
		cmocka_unit_test_setup(lengths_and_buffers_of_a_read_are_checked, setup),
		cmocka_unit_test_setup(a_message_is_valid_up_to_its_period, setup),
		cmocka_unit_test_setup(an_age_equal_to_the_period_is_still_valid, setup),
		cmocka_unit_test_setup(without_a_period_a_message_never_goes_stale, setup),
		cmocka_unit_test_setup(the_time_of_a_message_is_right_in_a_very_long_slot, setup),
		cmocka_unit_test_setup(the_status_of_a_sampling_port_is_right, setup),
		cmocka_unit_test_setup(a_queue_keeps_order_and_counts_overflows, setup),
		cmocka_unit_test_setup(lengths_and_buffers_of_a_queue_are_checked, setup),
		cmocka_unit_test_setup(a_queue_can_be_cleared_by_its_receiver, setup),
		cmocka_unit_test_setup(a_queue_of_depth_one_works, setup),
		cmocka_unit_test_setup(messages_survive_any_alignment, setup),
		cmocka_unit_test_setup(a_write_tells_every_destination_that_has_created_its_port,
				       setup),
		cmocka_unit_test_setup(an_overflow_is_forgotten_even_when_the_queue_is_drained,
				       setup),
		cmocka_unit_test_setup(a_period_that_would_wrap_is_none, setup),
		cmocka_unit_test_setup(a_length_beyond_any_message_takes_no_time, setup),
		cmocka_unit_test_setup(what_its_owner_has_had_is_no_longer_in_the_bitmap, setup),
		cmocka_unit_test_setup(queues_tell_receiver_and_waiting_sender, setup),
		cmocka_unit_test_setup(clearing_a_full_queue_tells_the_waiting_sender, setup),
		cmocka_unit_test_setup(a_cold_reset_of_the_receiver_tells_the_waiting_sender,
				       setup),
		cmocka_unit_test_setup(a_write_needs_time_for_every_destination, setup),
		cmocka_unit_test_setup(nothing_comes_from_a_port_without_channel, setup),
		cmocka_unit_test_setup(a_message_that_this_life_has_not_read_is_new, setup),
		cmocka_unit_test_setup(a_port_that_was_never_opened_is_not_open_in_any_life, setup),
		cmocka_unit_test_setup(a_reset_closes_only_the_partitions_own_ports, setup),
		cmocka_unit_test_setup(a_cold_reset_empties_only_incoming_queues, setup),
		cmocka_unit_test_setup(a_piece_of_a_reload_empties_one_queue, setup),
		cmocka_unit_test_setup(a_warm_reset_keeps_incoming_queues, setup),
		cmocka_unit_test_setup(a_reset_clears_the_bitmap_of_its_partition, setup),
		cmocka_unit_test_setup(messages_are_counted_in_the_partitions_status, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
