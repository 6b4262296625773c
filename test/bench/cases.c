/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * cases.c - for each service of the list calls from the cheapest, mostly a refusal,
 * to the dearest that the plan permits.
 */
#include "bench.h"

#include <stdio.h>
#include <string.h>

enum { NOBODY = 99, FAR_US = 1000000000, RECORDS = 8 };
#define OUTSIDE	  0x00000010u /* no partition has memory there */
#define ALL_LINES ~0u
#define IPVI	  (1u << XM_VT_EXT_IPVI0)
#define SLOT	  (1u << XM_VT_EXT_CYCLIC_SLOT_START)

static char message[MESSAGE_MAX + 8];
static xm_u64_t word64;
static xm_u32_t flags;
static char record[128]; /* of any status service */

/* Lines of text for the console. */
static void text(xm_u32_t length)
{
	xm_u32_t i;

	for (i = 0; i < length; i++)
		message[i] = i % 16 == 15 ? '\n' : '.';
}

/* --- partitions and system ------------------------------------------------------ */

void bench_idle_self(void)
{
	const struct call pend = CALL(set_irqpend, XM_OK, SLOT);

	XM_clear_irqmask(0, SLOT);
	bench_prepare(&pend, &pend + 1, 1);
	MEASURE("a line is pending", idle_self, XM_OK);
	XM_set_irqmask(0, SLOT);
}

/* The other partition in that state. */
static void victim_is(xm_u32_t state)
{
	XM_reset_partition(VICTIM, -1, XM_WARM_RESET, 0);
	if (state == XM_STATUS_HALTED)
		XM_halt_partition(VICTIM);
	if (state == XM_STATUS_SUSPENDED)
		XM_suspend_partition(VICTIM);
}

void bench_halt_partition(void)
{
	victim_is(XM_STATUS_READY);
	MEASURE("no such partition", halt_partition, XM_INVALID_PARAM, NOBODY);
	MEASURE_PAIR("ready", CALL(halt_partition, XM_OK, VICTIM),
		     CALL(reset_partition, XM_OK, VICTIM, -1, XM_WARM_RESET, 0));
	victim_is(XM_STATUS_HALTED);
	MEASURE("halted already", halt_partition, XM_OK, VICTIM);
}

void bench_suspend_partition(void)
{
	victim_is(XM_STATUS_READY);
	MEASURE("no such partition", suspend_partition, XM_INVALID_PARAM, NOBODY);
	MEASURE_PAIR("ready", CALL(suspend_partition, XM_OK, VICTIM),
		     CALL(resume_partition, XM_OK, VICTIM));
	victim_is(XM_STATUS_SUSPENDED);
	MEASURE("suspended already", suspend_partition, XM_OK, VICTIM);
}

void bench_resume_partition(void)
{
	victim_is(XM_STATUS_SUSPENDED);
	MEASURE("no such partition", resume_partition, XM_INVALID_PARAM, NOBODY);
	MEASURE_PAIR("suspended", CALL(resume_partition, XM_OK, VICTIM),
		     CALL(suspend_partition, XM_OK, VICTIM));
	victim_is(XM_STATUS_READY);
	MEASURE("not suspended", resume_partition, XM_OK, VICTIM);
}

/* With lines open, vectors that are not the usual ones and ports. */
#define OPEN  CALL(clear_irqmask, XM_OK, ALL_LINES, ALL_LINES, ALL_LINES, ALL_LINES)
#define ROUTE CALL(route_irq, XM_OK, XM_EXTIRQ_TYPE, 31, 127)
#define RESET_SELF \
	CALL(reset_partition, XM_OK, SUBJECT, PTR(bench_born_bench_lives), XM_WARM_RESET, 0)

/* What a reset of the partition has taken, or what was for it. */
static void live_on(void)
{
	const struct call calls[] = {
		CALL(set_partition_opmode, XM_OK, XM_OPMODE_NORMAL),
		CALL(set_irqmask, XM_OK, ALL_LINES, ALL_LINES, ALL_LINES, ALL_LINES),
	};

	bench_prepare(calls, calls + 2, 1);
	open_ports();
}

void bench_reset_partition(void)
{
	victim_is(XM_STATUS_HALTED);
	MEASURE_PAIR("cold, halted", CALL(reset_partition, XM_OK, VICTIM, -1, XM_COLD_RESET, 0),
		     CALL(halt_partition, XM_OK, VICTIM));
	victim_is(XM_STATUS_READY);
	MEASURE("no such mode", reset_partition, XM_INVALID_PARAM, VICTIM, -1, 9, 0);
	MEASURE("warm", reset_partition, XM_OK, VICTIM, -1, XM_WARM_RESET, 0);
	MEASURE("cold", reset_partition, XM_OK, VICTIM, -1, XM_COLD_RESET, 0);
	measure_lives("itself, warm", (struct call[]){ OPEN, ROUTE, RESET_SELF }, 3, REPEAT);
	live_on();
}

void bench_shutdown_partition(void)
{
	MEASURE("no such partition", shutdown_partition, XM_INVALID_PARAM, NOBODY);
	MEASURE("another", shutdown_partition, XM_OK, VICTIM);
}

/* It does not return. */
void bench_halt_system(void) {}

/* Only what is refused returns. */
void bench_reset_system(void)
{
	MEASURE("no such mode", reset_system, XM_INVALID_PARAM, 9);
}

/* --- time ------------------------------------------------------------------------- */

void bench_get_time(void)
{
	MEASURE("no such clock", get_time, XM_INVALID_PARAM, 9, PTR(&word64));
	MEASURE("wrong address", get_time, XM_INVALID_PARAM, XM_HW_CLOCK, OUTSIDE);
	MEASURE("hardware clock", get_time, XM_OK, XM_HW_CLOCK, PTR(&word64));
	MEASURE("execution clock", get_time, XM_OK, XM_EXEC_CLOCK, PTR(&word64));
	MEASURE("ticks", get_time, XM_OK, XM_TICK_CLOCK, PTR(&word64));
	MEASURE("to the last area", get_time, XM_OK, XM_EXEC_CLOCK, PTR(share()->message));
}

void bench_set_timer(void)
{
	MEASURE("no such clock", set_timer, XM_INVALID_PARAM, 9);
	MEASURE("disarm", set_timer, XM_OK, XM_HW_CLOCK);
	MEASURE("once", set_timer, XM_OK, XM_HW_CLOCK, FAR_US);
	MEASURE("periodic", set_timer, XM_OK, XM_HW_CLOCK, FAR_US, 0, 50);
	MEASURE("execution clock", set_timer, XM_OK, XM_EXEC_CLOCK, FAR_US, 0, 50);
	MEASURE("at once", set_timer, XM_OK, XM_HW_CLOCK, 1);
	MEASURE_PAIR("at once, periodic", CALL(set_timer, XM_OK, XM_HW_CLOCK, 1, 0, 50),
		     CALL(set_timer, XM_OK, XM_HW_CLOCK));
	XM_set_timer(XM_EXEC_CLOCK, 0, 0);
}

/* --- virtual interrupts --------------------------------------------------------------- */

/* A service whose arguments are a set of lines. */
#define MEASURE_LINES(name)                            \
	MEASURE("none", name, XM_OK, 0);               \
	MEASURE("an extended one", name, XM_OK, IPVI); \
	MEASURE("all, 8 lines", name, XM_OK, ALL_LINES, ALL_LINES, ALL_LINES, ALL_LINES)

void bench_set_irqmask(void)
{
	MEASURE_LINES(set_irqmask);
}

void bench_clear_irqmask(void)
{
	MEASURE_LINES(clear_irqmask);
	XM_set_irqmask((xm_u32_t[]){ ALL_LINES, ALL_LINES, ALL_LINES }, ALL_LINES);
}

void bench_set_irqpend(void)
{
	MEASURE_LINES(set_irqpend);
}

void bench_clear_irqpend(void)
{
	MEASURE_LINES(clear_irqpend);
}

void bench_raise_ipvi(void)
{
	MEASURE("no such number", raise_ipvi, XM_INVALID_PARAM, NOBODY);
	MEASURE("no destination", raise_ipvi, XM_NO_ACTION, XM_VT_EXT_IPVI7);
	MEASURE("one destination", raise_ipvi, XM_OK, XM_VT_EXT_IPVI0);
	MEASURE("two, the last one", raise_ipvi, XM_OK, XM_VT_EXT_IPVI6);
}

void bench_set_vectors(void)
{
	MEASURE("reserved argument", set_vectors, XM_INVALID_PARAM, 0, 0, 0, 1);
	MEASURE("handlers", set_vectors, XM_OK, PTR(bench_handler), 0, 0, 0);
}

/* A real return: bench_interrupts(). */
void bench_upcall_return(void)
{
	MEASURE("misaligned frame", upcall_return, XM_INVALID_PARAM, 1);
	MEASURE("wrong address", upcall_return, XM_INVALID_PARAM, OUTSIDE);
	measure_return("frame in the last area");
}

void bench_poll_irqs(void)
{
	MEASURE("null hypercall", poll_irqs, XM_OK);
}

/* --- ports ------------------------------------------------------------------------------ */

static const xm_u32_t sizes[] = { 16, 256, 1024, 4096 };
enum { SIZES = 4, CASTS = 3 };
static xm_u32_t in[SIZES], cast[CASTS], out, orders, answers;

static xm_u32_t sampling(char *name, xm_u32_t direction)
{
	return (xm_u32_t)XM_create_sampling_port(name, MESSAGE_MAX, direction, 0);
}

/* The peer has written its states before our first slot. */
void open_ports(void)
{
	out = sampling("out", XM_SOURCE_PORT);
	cast[0] = sampling("cast2", XM_SOURCE_PORT);
	cast[1] = sampling("cast4", XM_SOURCE_PORT);
	cast[2] = sampling("cast8", XM_SOURCE_PORT);
	in[0] = sampling("in0", XM_DESTINATION_PORT);
	in[1] = sampling("in1", XM_DESTINATION_PORT);
	in[2] = sampling("in2", XM_DESTINATION_PORT);
	in[3] = sampling("in3", XM_DESTINATION_PORT);
	orders = (xm_u32_t)XM_create_queuing_port("orders", DEPTH, MESSAGE_MAX, XM_SOURCE_PORT);
	answers = (xm_u32_t)XM_create_queuing_port("subject_answers", DEPTH, MESSAGE_MAX,
						   XM_DESTINATION_PORT);
}

/* The peer has written a state of so many bytes for in3, 0: none, and raised so many events;
   the log of before is printed. */
static void ask(xm_u32_t state, xm_u32_t events)
{
	share()->state = state;
	share()->raise = events;
	refill(16);
}

void bench_create_sampling_port(void)
{
	MEASURE("no such direction", create_sampling_port, XM_INVALID_PARAM, PTR("out"),
		MESSAGE_MAX, 9);
	MEASURE("wrong address", create_sampling_port, XM_INVALID_PARAM, OUTSIDE, MESSAGE_MAX,
		XM_SOURCE_PORT);
	MEASURE("first port", create_sampling_port, (xm_s32_t)out, PTR("out"), MESSAGE_MAX,
		XM_SOURCE_PORT);
	MEASURE("eighth port", create_sampling_port, (xm_s32_t)in[3], PTR("in3"), MESSAGE_MAX,
		XM_DESTINATION_PORT);
	MEASURE("no such port", create_sampling_port, XM_INVALID_CONFIG, PTR("subject_answerX"),
		MESSAGE_MAX, XM_DESTINATION_PORT);
}

void bench_create_queuing_port(void)
{
	MEASURE("no such direction", create_queuing_port, XM_INVALID_PARAM, PTR("orders"), DEPTH,
		MESSAGE_MAX, 9);
	MEASURE("ninth port", create_queuing_port, (xm_s32_t)orders, PTR("orders"), DEPTH,
		MESSAGE_MAX, XM_SOURCE_PORT);
	MEASURE("last port, among names nearly alike", create_queuing_port, (xm_s32_t)answers,
		PTR("subject_answers"), DEPTH, MESSAGE_MAX, XM_DESTINATION_PORT);
	MEASURE("no such port", create_queuing_port, XM_INVALID_CONFIG, PTR("subject_answerX"),
		DEPTH, MESSAGE_MAX, XM_SOURCE_PORT);
}

void bench_write_sampling_message(void)
{
	MEASURE("no such port", write_sampling_message, XM_INVALID_PARAM, NOBODY, PTR(message), 16);
	MEASURE("1 B", write_sampling_message, XM_OK, out, PTR(message), 1);
	MEASURE("4096 B", write_sampling_message, XM_OK, out, PTR(message), 4096);
	MEASURE("4095 B, misaligned", write_sampling_message, XM_OK, out, PTR(message + 1), 4095);
	MEASURE("16 B, last area", write_sampling_message, XM_OK, out, PTR(share()->message), 16);
	MEASURE("4095 B to 8, misaligned, last area", write_sampling_message, XM_OK, cast[2],
		PTR(share()->message + 1), 4095);
}

void bench_read_sampling_message(void)
{
	MEASURE("no such port", read_sampling_message, XM_INVALID_PARAM, NOBODY, PTR(message), 16);
	MEASURE("too small", read_sampling_message, XM_INVALID_PARAM, in[3], PTR(message), 16,
		PTR(&flags));
	MEASURE("4096 B", read_sampling_message, 4096, in[3], PTR(message), 4096, PTR(&flags));
	MEASURE("16 B, last area", read_sampling_message, 16, in[0], PTR(share()->message), 16,
		PTR(&flags));
	ask(4095, 0);
	MEASURE("4095 B, misaligned, last area", read_sampling_message, 4095, in[3],
		PTR(share()->message + 1), 4096, PTR(&share()->frame));
	ask(4096, 0);
}

void bench_send_queuing_message(void)
{
	MEASURE("no such port", send_queuing_message, XM_INVALID_PARAM, NOBODY, PTR(message), 16);
	measure("4095 B, misaligned",
		&CALL(send_queuing_message, XM_OK, orders, PTR(message + 1), 4095), 1, DEPTH);
	refill(16);
	measure("4095 B, misaligned, last area",
		&CALL(send_queuing_message, XM_OK, orders, PTR(share()->message + 1), 4095), 1,
		DEPTH);
	MEASURE("full", send_queuing_message, XM_NOT_AVAILABLE, orders, PTR(message), 16);
}

void bench_receive_queuing_message(void)
{
	MEASURE("no such port", receive_queuing_message, XM_INVALID_PARAM, NOBODY, PTR(message),
		16);
	MEASURE("too small", receive_queuing_message, XM_INVALID_PARAM, answers, PTR(message), 1);
	measure("16 B", &CALL(receive_queuing_message, 16, answers, PTR(message), MESSAGE_MAX), 1,
		DEPTH);
	MEASURE("empty", receive_queuing_message, XM_NOT_AVAILABLE, answers, PTR(message), 16);
	refill(4095);
	measure("4095 B, misaligned, last area",
		&CALL(receive_queuing_message, 4095, answers, PTR(share()->message + 1),
		      MESSAGE_MAX),
		1, DEPTH);
	refill(16);
}

void bench_get_sampling_port_status(void)
{
	MEASURE("no such port", get_sampling_port_status, XM_INVALID_PARAM, NOBODY, PTR(record));
	MEASURE("written port", get_sampling_port_status, XM_OK, out, PTR(record));
}

void bench_get_queuing_port_status(void)
{
	MEASURE("no such port", get_queuing_port_status, XM_INVALID_PARAM, NOBODY, PTR(record));
	MEASURE("a queue", get_queuing_port_status, XM_OK, orders, PTR(record));
}

void bench_clear_queuing_port(void)
{
	MEASURE("no such port", clear_queuing_port, XM_INVALID_PARAM, NOBODY);
	XM_clear_queuing_port(answers); /* an overflow of before */
	MEASURE("empty", clear_queuing_port, XM_NO_ACTION, answers);
	refill(16);
	measure("full", &CALL(clear_queuing_port, XM_OK, answers), 1, 1);
}

/* --- health monitor, console, status ------------------------------------------------------- */

/* As reset_partition: where that said that the partition is to begin. */
#define RAISE_RESET CALL(hm_raise_event, XM_OK, XM_HM_EV_APP_POWER_FAIL)

void bench_hm_raise_event(void)
{
	MEASURE("no such event", hm_raise_event, XM_INVALID_PARAM, NOBODY);
	MEASURE("not logged", hm_raise_event, XM_OK, XM_HM_EV_APP_DEADLINE_MISSED);
	MEASURE("logged", hm_raise_event, XM_OK, XM_HM_EV_APP_NUMERIC_ERROR);
	refill(16); /* printed, so that there is room again */
	measure("logged in a full log", &CALL(hm_raise_event, XM_OK, XM_HM_EV_APP_NUMERIC_ERROR), 1,
		RECORDS);
	refill(16);
	measure_lives("a reset", (struct call[]){ OPEN, ROUTE, RAISE_RESET }, 3, RECORDS);
	live_on();
}

void bench_hm_read(void)
{
	const struct call read = CALL(hm_read, 1, PTR(record), 1);
	const struct call raise = CALL(hm_raise_event, XM_OK, XM_HM_EV_APP_NUMERIC_ERROR);

	while (bench_prepare(&read, &read + 1, 1) == 0)
		;
	refill(16); /* printed, so that there is room again */
	MEASURE("no record wanted", hm_read, XM_INVALID_PARAM, PTR(record), 0);
	MEASURE("empty log", hm_read, 0, PTR(record), 1);
	bench_prepare(&raise, &raise + 1, 1);
	measure("a record", (struct call[]){ read, raise }, 2, RECORDS);
	bench_prepare(&raise, &raise + 1, RECORDS);
	ask(0, RECORDS);
	measure("of several, in two logs", &read, 1, RECORDS);
}

void bench_hm_status(void)
{
	MEASURE("wrong address", hm_status, XM_INVALID_PARAM, OUTSIDE);
	MEASURE("status", hm_status, XM_OK, PTR(record));
}

/* To another partition.  A copy is used up: the third call brings back the first two, the second
   the third. */
static void measure_copy(const char *what, const char *from, xm_u32_t length)
{
	static struct xm_copy used[3], fresh[3];
	const xm_u32_t me = XM_PARTITION_SELF, ram = PTR(message) & 0xf0000000;
	const struct xm_copy copies[3] = {
		{ VICTIM, ram + 0x208000, me, PTR(from), length },
		{ me, PTR(&used[2]), me, PTR(&fresh[2]), sizeof(used[2]) },
		{ me, PTR(used), me, PTR(fresh), 2 * sizeof(used[0]) },
	};
	const struct call calls[3] = { CALL(memory_copy, XM_OK, PTR(&used[0])),
				       CALL(memory_copy, XM_OK, PTR(&used[2])),
				       CALL(memory_copy, XM_OK, PTR(&used[1])) };

	memcpy(fresh, copies, sizeof(fresh));
	memcpy(used, copies, sizeof(used));
	measure(what, calls, 3, REPEAT);
}

void bench_memory_copy(void)
{
	MEASURE("wrong address", memory_copy, XM_INVALID_PARAM, OUTSIDE);
	measure_copy("1024 B to another", message, 1024);
	measure_copy("1024 B, unaligned", message + 1, 1024);
	measure_copy("1023 B, unaligned", message + 1, 1023);
}

void bench_multicall(void)
{
	static struct xm_call list[XM_LIST_MAX];
	xm_u32_t i;

	for (i = 0; i < 8; i++)
		list[i].nr = HC_poll_irqs;
	MEASURE("wrong address", multicall, XM_INVALID_PARAM, OUTSIDE, OUTSIDE + 32);
	MEASURE("empty list", multicall, XM_OK, PTR(list), PTR(list));
	MEASURE("1 poll_irqs", multicall, XM_OK, PTR(list), PTR(&list[1]));
	MEASURE("2 poll_irqs", multicall, XM_OK, PTR(list), PTR(&list[2]));
	MEASURE("8 poll_irqs", multicall, XM_OK, PTR(list), PTR(&list[8]));
	for (i = 0; i < XM_LIST_MAX; i++)
		list[i] = (struct xm_call){
			HC_write_sampling_message, 0, { cast[2], PTR(message + 1), 4095 }, 0
		};
	measure("128 writes of 4095 B to 8", &CALL(multicall, XM_OK, PTR(list), PTR(list + 128)), 1,
		2);
	list[1].arg[0] = out; /* so that little is missing where the list would be left */
	list[2] = (struct xm_call){ HC_write_console, 0, { PTR(message), 256 }, 0 };
	text(256);
	refill(16);
	measure("2 writes, then text", &CALL(multicall, XM_OK, PTR(list), PTR(&list[3])), 1, 1);
}

void bench_get_port_info(void)
{
	MEASURE("no such port", get_port_info, XM_INVALID_PARAM, PTR("none"), 0, PTR(record));
	MEASURE("first port", get_port_info, XM_OK, PTR("out"), 0, PTR(record));
	MEASURE("last port, among names nearly alike", get_port_info, XM_OK, PTR("subject_answers"),
		1, PTR(record));
}

/* Where the bus answers with an error, and not QEMU with 0, that resets the partition. */
static void refused(const struct call calls[3])
{
	refill(16);
	measure_lives("a register that is not there", calls, 3, RECORDS);
	live_on();
}

void bench_inport(void)
{
	MEASURE("not given", inport, XM_PERM_ERROR, OUTSIDE, PTR(&flags));
	MEASURE("of a range", inport, XM_OK, PORT, PTR(&flags));
	MEASURE("restricted", inport, XM_OK, PORT_SPLIT, PTR(&flags));
	refused((struct call[]){ OPEN, ROUTE, CALL(inport, XM_OK, PORT_ABSENT, PTR(&flags)) });
}

void bench_outport(void)
{
	MEASURE("not given", outport, XM_PERM_ERROR, OUTSIDE, 0);
	MEASURE("of a range", outport, XM_OK, PORT, 0);
	MEASURE("restricted", outport, XM_OK, PORT_SPLIT, 0);
	refused((struct call[]){ OPEN, ROUTE, CALL(outport, XM_OK, PORT_ABSENT, 0) });
}

void bench_set_cache_state(void)
{
	MEASURE("no such cache", set_cache_state, XM_INVALID_PARAM, 4, XM_FLUSH_CACHE);
	MEASURE("instructions", set_cache_state, XM_OK, XM_ICACHE, XM_FLUSH_CACHE);
	MEASURE("data", set_cache_state, XM_OK, XM_DCACHE, XM_FLUSH_CACHE);
	MEASURE("both", set_cache_state, XM_OK, XM_DCACHE | XM_ICACHE, XM_FLUSH_CACHE);
}

static void silent_console(const char *what, xm_u32_t length)
{
	const struct call write = CALL(write_console, (xm_s32_t)length, PTR(message), length);

	refill(16); /* what was written before is out */
	measure(what, &write, 1, 1);
}

void bench_write_console(void)
{
	MEASURE("wrong address", write_console, XM_INVALID_PARAM, OUTSIDE, 16);
	MEASURE("nothing", write_console, 0, PTR(message), 0);
	text(MESSAGE_MAX);
	silent_console("16 B", 16);
	silent_console("256 B", 256);
}

void bench_get_partition_status(void)
{
	MEASURE("no such partition", get_partition_status, XM_INVALID_PARAM, NOBODY, PTR(record));
	MEASURE("wrong address", get_partition_status, XM_INVALID_PARAM, VICTIM, OUTSIDE);
	MEASURE("another", get_partition_status, XM_OK, VICTIM, PTR(record));
	MEASURE("itself", get_partition_status, XM_OK, SUBJECT, PTR(record));
}

void bench_read_console(void)
{
	MEASURE("wrong address", read_console, XM_INVALID_PARAM, OUTSIDE, 16);
	MEASURE("nothing typed", read_console, 0, PTR(message), 64);
}

void bench_hm_peek(void)
{
	const struct call raise = CALL(hm_raise_event, XM_OK, XM_HM_EV_APP_NUMERIC_ERROR);

	MEASURE("no such source", hm_peek, XM_INVALID_PARAM, NOBODY, 0, PTR(record));
	MEASURE("none", hm_peek, 0, SUBJECT, 0x7fffffff, PTR(record));
	bench_prepare(&raise, &raise + 1, 2 * RECORDS);
	MEASURE("the oldest of 16", hm_peek, 1, SUBJECT, 1, PTR(record));
}

void bench_hm_raise_fault(void)
{
	MEASURE("no such event", hm_raise_fault, XM_INVALID_PARAM, NOBODY, 0, 0);
	MEASURE("not logged", hm_raise_fault, 1, XM_HM_EV_APP_DEADLINE_MISSED, 0, 0);
	refill(16);
	measure("logged, to be propagated",
		&CALL(hm_raise_fault, 1, XM_HM_EV_ARM_DATA_PERMISSION_FAULT, 0, 0), 1, RECORDS);
	refill(16);
	measure_lives("a reset",
		      (struct call[]){ OPEN, ROUTE,
				       CALL(hm_raise_fault, XM_OK, XM_HM_EV_APP_POWER_FAIL, 0, 0) },
		      3, RECORDS);
	live_on();
}

void bench_reload_watchdog(void)
{
	MEASURE("negative", reload_watchdog, XM_INVALID_PARAM, 0, 0x80000000);
	MEASURE("served", reload_watchdog, XM_OK, 0, 1);
}

/* --- plans ----------------------------------------------------------------------------------- */

void bench_switch_sched_plan(void)
{
	MEASURE("no such plan", switch_sched_plan, XM_INVALID_PARAM, NOBODY, 0, PTR(&flags));
	MEASURE("wrong address", switch_sched_plan, XM_INVALID_PARAM, 1, 0, OUTSIDE);
	MEASURE("at the end of the frame", switch_sched_plan, XM_OK, 1, 0, PTR(&flags));
}

void bench_get_plan_status(void)
{
	MEASURE("wrong address", get_plan_status, XM_INVALID_PARAM, OUTSIDE);
	MEASURE("status", get_plan_status, XM_OK, PTR(record));
}

void bench_get_plan_name(void)
{
	MEASURE("no such plan", get_plan_name, XM_INVALID_PARAM, NOBODY, PTR(record));
	MEASURE("wrong address", get_plan_name, XM_INVALID_PARAM, 0, OUTSIDE);
	MEASURE("15 characters", get_plan_name, XM_OK, 0, PTR(record));
}

void bench_get_slot_status(void)
{
	MEASURE("no such slot", get_slot_status, XM_INVALID_PARAM, 0, NOBODY, PTR(record));
	MEASURE("wrong address", get_slot_status, XM_INVALID_PARAM, 0, 0, OUTSIDE);
	MEASURE("status", get_slot_status, XM_OK, 0, 0, PTR(record));
}

/* --- traces ----------------------------------------------------------------------------------- */

void bench_trace_event(void)
{
	MEASURE("wrong address", trace_event, XM_INVALID_PARAM, OUTSIDE);
	MEASURE("an event", trace_event, XM_OK, PTR(message));
	MEASURE("misaligned", trace_event, XM_OK, PTR(message) + 1);
}

void bench_trace_masked_event(void)
{
	MEASURE("not wanted", trace_masked_event, XM_INVALID_CONFIG, 0, XM_TRACE_NOTIFY,
		PTR(message));
	MEASURE("an event", trace_masked_event, XM_OK, 1, XM_TRACE_WARNING, PTR(message));
	refill(16);
	measure("unrecoverable",
		&CALL(trace_masked_event, XM_OK, 1, XM_TRACE_UNRECOVERABLE, PTR(message)), 1,
		RECORDS);
}

void bench_trace_read(void)
{
	const struct call read = CALL(trace_read, 1, SUBJECT, PTR(record), 1);
	const struct call write = CALL(trace_event, XM_OK, PTR(message));

	while (bench_prepare(&read, &read + 1, 1) == 0)
		;
	MEASURE("no event wanted", trace_read, XM_INVALID_PARAM, SUBJECT, PTR(record), 0);
	MEASURE("empty trace", trace_read, 0, SUBJECT, PTR(record), 1);
	bench_prepare(&write, &write + 1, 1);
	measure("an event", (struct call[]){ read, write }, 2, RECORDS);
}

void bench_trace_status(void)
{
	MEASURE("no such trace", trace_status, XM_INVALID_PARAM, NOBODY, PTR(record));
	MEASURE("the hypervisor's", trace_status, XM_OK, XM_HYPERVISOR_ID, PTR(record));
}

/* --- the system, virtual CPUs, vectors ---------------------------------------------------------
 */

void bench_get_system_status(void)
{
	MEASURE("wrong address", get_system_status, XM_INVALID_PARAM, OUTSIDE);
	MEASURE("status", get_system_status, XM_OK, PTR(message));
}

void bench_get_irq_ticks(void)
{
	MEASURE("no such partition", get_irq_ticks, XM_INVALID_PARAM, NOBODY, PTR(message));
	MEASURE("8 lines", get_irq_ticks, XM_OK, SUBJECT, PTR(message));
}

void bench_set_partition_opmode(void)
{
	MEASURE("no such mode", set_partition_opmode, XM_INVALID_PARAM, 4);
	MEASURE("normal", set_partition_opmode, XM_OK, XM_OPMODE_NORMAL);
}

void bench_get_vcpu_status(void)
{
	MEASURE("no such one", get_vcpu_status, XM_INVALID_PARAM, 1);
	MEASURE("itself", get_vcpu_status, XM_STATUS_READY | XM_OPMODE_NORMAL << 8, 0);
}

void bench_reset_vcpu(void)
{
	MEASURE("no such one", reset_vcpu, XM_INVALID_PARAM, 1, 0);
	measure_lives("itself",
		      (struct call[]){ OPEN, ROUTE,
				       CALL(reset_vcpu, XM_OK, 0, PTR(bench_born_bench_lives)) },
		      3, REPEAT);
}

void bench_halt_vcpu(void)
{
	MEASURE("no such one", halt_vcpu, XM_INVALID_PARAM, 1);
}

void bench_route_irq(void)
{
	MEASURE("no such type", route_irq, XM_INVALID_PARAM, 3, 0, 0);
	MEASURE("an extended one", route_irq, XM_OK, XM_EXTIRQ_TYPE, 31, 127);
}

/* --- ports by size ---------------------------------------------------------------------------- */

static void write_sizes(void)
{
	char what[16];
	xm_u32_t i;

	for (i = 0; i < SIZES; i++) {
		sprintf(what, "%u B", sizes[i]);
		section("sampling write");
		MEASURE(what, write_sampling_message, XM_OK, out, PTR(message), sizes[i]);
		section("sampling read");
		MEASURE(what, read_sampling_message, (xm_s32_t)sizes[i], in[i], PTR(message),
			MESSAGE_MAX, PTR(&flags));
	}
}

static void queue_sizes(void)
{
	char what[16];
	xm_u32_t i;

	for (i = 0; i < SIZES; i++) {
		sprintf(what, "%u B", sizes[i]);
		refill(sizes[i]);
		section("queuing send");
		measure(what, &CALL(send_queuing_message, XM_OK, orders, PTR(message), sizes[i]), 1,
			DEPTH);
		section("queuing receive");
		measure(what,
			&CALL(receive_queuing_message, (xm_s32_t)sizes[i], answers, PTR(message),
			      MESSAGE_MAX),
			1, DEPTH);
	}
}

static void multicast(void)
{
	char what[32];
	xm_u32_t i, k;

	section("multicast write");
	for (k = 0; k < SIZES; k++)
		for (i = 0; i < CASTS; i++) {
			sprintf(what, "%u B to %u", sizes[k], 2u << i);
			MEASURE(what, write_sampling_message, XM_OK, cast[i], PTR(message),
				sizes[k]);
		}
}

/* All pieces of a copy together. */
static void copy_sizes(const char *name, const char *from)
{
	char what[16];
	xm_u32_t i;

	section(name);
	for (i = 0; i < SIZES; i++) {
		sprintf(what, "%u B", sizes[i]);
		measure_copy(what, from, sizes[i]);
	}
}

void bench_sizes(void)
{
	write_sizes();
	queue_sizes();
	multicast();
	copy_sizes("copy of memory", message);
	copy_sizes("copy of memory, unaligned", message + 1);
}

/* --- any arguments ------------------------------------------------------------------------------
 */

enum { SWEEP = 256, PALETTE = 16 };

static xm_u32_t pick(const xm_u32_t *palette)
{
	static xm_u32_t state = 1;

	state = state * 1664525u + 1013904223u;
	return palette[state >> 24 & (PALETTE - 1)];
}

/* Services that neither end the subject nor its slot, whatever the arguments. */
static int harmless(xm_u32_t nr)
{
	switch (nr) {
	case HC_idle_self:
	case HC_halt_partition:
	case HC_suspend_partition:
	case HC_resume_partition:
	case HC_reset_partition:
	case HC_shutdown_partition:
	case HC_halt_system:
	case HC_reset_system:
	case HC_set_vectors:
	case HC_upcall_return:
	case HC_hm_raise_event:
	case HC_write_console:
	case HC_switch_sched_plan:
	case HC_multicall: /* whose list may hold any of these */
	case HC_reload_watchdog:
	case HC_trace_masked_event:
	case HC_hm_raise_fault:
	case HC_reset_vcpu:
	case HC_halt_vcpu:
	case HC_route_irq:
		return 0;
	default:
		return 1;
	}
}

static void sweep(const char *name, xm_u32_t nr, xm_u32_t nargs)
{
	static struct call list[SWEEP];
	static char memory[2 * MESSAGE_MAX + 1] __attribute__((aligned(8)));
	const xm_u32_t palette[PALETTE] = {
		0,
		1,
		2,
		3,
		out,
		orders,
		16,
		255,
		MESSAGE_MAX,
		~0u,
		0x80000000,
		OUTSIDE,
		PTR(memory),
		PTR(memory + 1),
		PTR(memory + 64),
		PTR(memory + MESSAGE_MAX),
	};
	xm_u32_t i, k;

	strcpy(memory + 64, "in3");
	for (i = 0; i < SWEEP; i++) {
		list[i] = (struct call){ .nr = nr };
		for (k = 0; k < nargs; k++)
			list[i].arg[k] = pick(palette);
	}
	section(name);
	measure("any arguments", list, SWEEP, 1);
}

void bench_sweep(void)
{
#define HC(number, name, right, bound, nargs) \
	if (harmless(number))                 \
		sweep(#name, number, nargs);
#include "../../abi/hypercalls.def"
	XM_set_timer(XM_HW_CLOCK, 0, 0);
	XM_set_timer(XM_EXEC_CLOCK, 0, 0);
	XM_set_irqmask((xm_u32_t[]){ ALL_LINES, ALL_LINES, ALL_LINES }, ALL_LINES);
	XM_clear_irqpend((xm_u32_t[]){ ALL_LINES, ALL_LINES, ALL_LINES }, ALL_LINES);
}
