/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * payload.c - a camera with bad software.  It takes a picture in each of its
 * slots, and after a while does something terrible.  Each time it is started
 * again it goes one step further: a warm reset keeps the control table's count.
 *
 * Its slot ends exactly where control has to be released, so whatever it holds
 * up there, control would be the one to notice.
 */
#include <xm.h>
#include <irqs.h>
#include "flight.h"

/* A sixth of the flight is spent in peace before each misdeed. */
#define PEACEFUL_SLOTS (FLIGHT_SECONDS * 50 / 6)

#define NOBODYS	       0x30000000u /* memory the plan gives to nobody */
#define TO_CONTROL     0x04000000u /* from control's memory to this partition's, in the plan */

static xm_s32_t pictures, heartbeats;
static struct picture picture;

/* A pointer gone wrong: into the memory of control. */
static void wild_write(void)
{
	*(volatile xm_u32_t *)(XM_params_get_PCT()->imgStart - TO_CONTROL) = 0xdeadbeef;
}

/* An attempt on the hypervisor: new translation tables. */
static void privileged_instruction(void)
{
	__asm__ volatile("mcr p15, 0, %0, c2, c0, 0" : : "r"(&picture));
}

/* Recursion without an end, until the stack leaves the partition's memory. */
static int stack_overflow(volatile int *depth)
{
	volatile int here = *depth + 1;

	if (here > 0)
		stack_overflow(&here);
	return here;
}

static void overflow(void)
{
	volatile int depth = 0;

	stack_overflow(&depth);
}

static void endless_loop(void)
{
	for (;;)
		;
}

static void nothing(trapCtxt_t *context)
{
	(void)context;
}

/* Short calls without a pause: one is in progress when the slot ends. */
static void short_calls(void)
{
	xmTime_t now;
	int i;

	for (i = 0; i < 1000; i++) {
		XM_get_time(XM_HW_CLOCK, &now);
		XM_halt_partition(0);				   /* refused: no right to */
		XM_write_sampling_message(99, (void *)NOBODYS, 1); /* refused: no such port */
	}
}

/* Long ones: a large copy, a question about others (refused), an interrupt every 50 us. */
static void long_calls(void)
{
	XM_write_sampling_message(pictures, &picture, sizeof(picture));
	XM_get_gid_by_name((xm_u8_t *)"nobody", XM_PARTITION_NAME);
	XM_set_timer(XM_HW_CLOCK, 1, XM_MIN_INTERVAL_US);
}

static void hypercall_storm(void)
{
	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_HW_TIMER), nothing);
	HwSti();
	XM_clear_irqmask(0, 1 << XM_VT_EXT_HW_TIMER);
	for (;;) {
		long_calls();
		short_calls();
	}
}

static void (*const misdeeds[])(void) = {
	wild_write, privileged_instruction, overflow, endless_loop, hypercall_storm,
};

static void take_picture(xm_u32_t life)
{
	static struct heartbeat heartbeat;
	unsigned int i;

	for (i = 0; i < sizeof(picture.pixel); i++)
		picture.pixel[i] = (xm_u8_t)(i * picture.number);
	picture.number++;
	XM_write_sampling_message(pictures, &picture, sizeof(picture));
	heartbeat.beats++;
	heartbeat.life = life;
	XM_write_sampling_message(heartbeats, &heartbeat, sizeof(heartbeat));
}

static void work(void)
{
	xm_u32_t life = XM_params_get_PCT()->resetCounter; /* warm resets so far */
	int slot;

	pictures = XM_create_sampling_port("picture", sizeof(picture), XM_SOURCE_PORT, 0);
	heartbeats = XM_create_sampling_port("heartbeat", sizeof(struct heartbeat), XM_SOURCE_PORT,
					     HEARTBEAT_REFRESH_US);
	for (slot = 0; slot < PEACEFUL_SLOTS; slot++) {
		take_picture(life);
		XM_idle_self();
	}
	misdeeds[life % (sizeof(misdeeds) / sizeof(misdeeds[0]))]();
	XM_halt_partition(XM_PARTITION_SELF); /* nobody stopped it: fdir will hear the silence */
}

/*
 * The plan has an area of its own for the stack, with nothing below it.  So an
 * overflow is a fault at once; on the library's stack it would first eat up
 * data and code of this partition, and a warm reset could not help.
 */
void PartitionMain(void)
{
	struct xmPhysicalMemMap *stack = &XM_get_partition_mmap()[1];

	__asm__ volatile("mov sp, %0\n\tbx %1" : : "r"(stack->mappedAt + stack->size), "r"(work));
	__builtin_unreachable();
}
