/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hostile.c - partitions that do what keeps the hypervisor busy at the end of their
 * slots: a storm of dear services, faults, resets of itself, interrupts, text.  Between
 * their slots partition 0 computes, and bench.py sees when its slots begin.
 */
#include <xm.h>

#include <irqs.h>
#include <stdio.h>

enum { WITNESS, STORM, FAULTS, RESETS, FLOOD, VICTIM, TALKER, ROLES };
enum { LINE = 16, TEXT = 256 };

void bench_count(volatile xm_u32_t *word, xm_u32_t turns);

static char message[4096];

static xm_u32_t draw;

/* Calls that may begin at any time: boundaries come upon them, too. */
static void interlude(xm_u32_t n)
{
	xmTime_t now;

	switch (n % 4) {
	case 0:
		XM_get_time(XM_HW_CLOCK, &now);
		return;
	case 1:
		XM_clear_queuing_port(n);
		return;
	case 2:
		XM_get_vcpu_state(0);
		return;
	}
}

/* So that boundaries meet every phase of what is done again and again; one time in eight so
   long that many do not find the processor asleep: a service that does not fit before the
   boundary is waited for so. */
static void linger(void)
{
	xm_u32_t n;

	draw = draw * 1664525u + 1013904223u;
	if ((draw >> 16) % 8)
		for (n = draw >> 26; n; n--)
			__asm__ volatile("");
	else
		for (n = draw >> 23; n; n--)
			interlude(n);
}

static void witness(void)
{
	struct xm_part_state state;
	volatile xm_u32_t word;

	bench_count(&word, TURNS);
	if (XM_get_partition_state(WITNESS, &state) == XM_OK)
		printf("LATE ns=%u\n", (xm_u32_t)state.late_ns_max);
	XM_halt_system_status(0);
}

static void call(xm_u32_t service, xm_s32_t port)
{
	xm_u32_t lines[HWIRQS_VECTOR_SIZE] = { ~0u, ~0u, ~0u };
	struct xm_part_state state;

	switch (service) {
	case 0:
		XM_write_sampling_message(port, message, sizeof(message));
		return;
	case 1:
		XM_get_partition_state(STORM, &state);
		return;
	case 2:
		XM_set_timer(XM_EXEC_CLOCK, 1, XM_MIN_INTERVAL_US);
		return;
	case 3:
		XM_halt_partition(VICTIM);
		return;
	case 4:
		XM_reset_partition(VICTIM, -1, XM_COLD_RESET, 0); /* it lives until it is halted */
		return;
	case 5:
		XM_hm_raise_event(XM_HM_EV_APP_NUMERIC_ERROR);
		return;
	case 6:
		XM_clear_irqmask(lines, ~0u);
		return;
	case 7:
		XM_set_irqmask(lines, ~0u);
		return;
	default:
		XM_create_sampling_port((char *)16, 16, XM_SOURCE_PORT, 0); /* no memory there */
	}
}

/* Each service for some slots: one that does not fit before the boundary would keep all
   others from it. */
static void storm(void)
{
	xm_s32_t port = XM_create_sampling_port("news", sizeof(message), XM_SOURCE_PORT, 0);
	xm_u32_t service = 0, n;

	for (;; service = (service + 1) % 9)
		for (n = 0; n < 500; n++) {
			call(service, port);
			linger();
		}
}

/* Each instruction that is not one propagates; the handler goes on behind it. */
static void skip(trapCtxt_t *ctxt)
{
	ctxt->pc += 2;
}

static void faults(void)
{
	InstallUndefInstrHandler(skip);
	for (;;) {
		__asm__ volatile("udf #0" ::: "memory");
		linger();
	}
}

/* A new life would draw from the start. */
static void resets(void)
{
	draw = XM_params_get_PCT()->resetCounter * 0x9e3779b9u;
	linger();
	XM_reset_partition(RESETS, -1, XM_WARM_RESET, 0);
}

static void nothing(trapCtxt_t *ctxt)
{
	(void)ctxt;
}

static void flood(void)
{
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_HW_TIMER), nothing);
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_EXEC_TIMER), nothing);
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_IPVI0), nothing);
	XM_clear_irqmask(0, 1u << XM_VT_EXT_HW_TIMER | 1u << XM_VT_EXT_EXEC_TIMER |
				    1u << XM_VT_EXT_IPVI0);
	XM_set_timer(XM_HW_CLOCK, 1, XM_MIN_INTERVAL_US);
	XM_set_timer(XM_EXEC_CLOCK, 1, XM_MIN_INTERVAL_US);
	HwSti();
	for (;;) {
		XM_set_irqpend(0, 1u << XM_VT_EXT_IPVI0);
		linger();
	}
}

/* Halted and reset by the storm; if neither, it computes. */
static void victim(void)
{
	for (;;)
		linger();
}

static void talk(void)
{
	xm_u32_t i;

	for (i = 0; i < TEXT; i++)
		message[i] = i % LINE == LINE - 1 ? '\n' : '.';
	for (;;) {
		XM_write_console(message, TEXT);
		linger();
	}
}

void PartitionMain(void)
{
	static void (*const role[ROLES])(void) = {
		witness, storm, faults, resets, flood, victim, talk,
	};

	role[XM_PARTITION_SELF]();
	for (;;)
		XM_idle_self();
}
