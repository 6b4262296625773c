/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fake.c - the hypervisor as the C layer of libxm sees it: a console and
 * virtual interrupts.  Compiled with the headers of libxm.
 */
#include "../../partitions/libxm/src/libxm.h"

extern char fake_output[];
void fake_reset(void);
void fake_take_at_most(int n);
void fake_no_console(void);
void fake_interrupt(int n, void (*handler)(void));
void fake_interrupt_now(void (*handler)(void));
void fake_interrupts_on(void);
int fake_partition_halted(void);
void fake_halt(void);
void fake_report(void);

struct libXmParams libXmParams;
volatile xm_u32_t libxm_depth;

enum { OUTPUT_MAX = 1 << 16 };
char fake_output[OUTPUT_MAX + 1];

static partitionControlTable_t pct = { .id = 3 };
static xm_u32_t irq_off;
static int output_length, at_most, refused, missing, halted;
static int countdown;
static void (*pending)(void);

void fake_reset(void)
{
	libXmParams.partCtrlTab = &pct;
	libxm_depth = 0;
	libxm_flush();
	irq_off = 1;
	output_length = at_most = refused = missing = halted = 0;
	pending = 0;
	fake_output[0] = 0;
}

void fake_take_at_most(int n)
{
	at_most = n;
}

void fake_no_console(void)
{
	missing = 1;
}

void fake_interrupt_now(void (*handler)(void))
{
	xm_u32_t before = irq_off;

	irq_off = 1;
	libxm_depth++;
	handler();
	irq_off = 1;
	libxm_leave_upcall();
	irq_off = before;
}

void fake_interrupt(int n, void (*handler)(void))
{
	countdown = n;
	pending = handler;
}

static void deliver(void)
{
	void (*handler)(void) = pending;

	if (!handler || countdown-- > 0)
		return;
	pending = 0;
	fake_interrupt_now(handler);
}

void fake_interrupts_on(void)
{
	irq_off = 0;
}

xm_u32_t libxm_irq_save(void)
{
	xm_u32_t off = irq_off;

	irq_off = 1;
	return off;
}

void libxm_irq_restore(xm_u32_t off)
{
	irq_off = off;
	if (!off)
		deliver();
}

xm_s32_t XM_write_console(char *buffer, xm_s32_t length)
{
	if (missing)
		return XM_OP_NOT_ALLOWED;
	refused = !refused;
	if (at_most && refused)
		return 0;
	if (at_most && length > at_most)
		length = at_most;
	if (length > OUTPUT_MAX - output_length)
		length = OUTPUT_MAX - output_length;
	for (int i = 0; i < length; i++)
		fake_output[output_length++] = buffer[i];
	fake_output[output_length] = 0;
	return length;
}

/* As the service does: what was printed comes out first. */
void fake_halt(void)
{
	libxm_flush();
	halted = 1;
}

void fake_report(void)
{
	libxm_hand_over();
}

int fake_partition_halted(void)
{
	return halted;
}

xm_s32_t XM_halt_partition(xm_u32_t id)
{
	if (id == XM_PARTITION_SELF)
		fake_halt();
	return XM_OK;
}
