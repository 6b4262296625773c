/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * faulty.c - the ways a partition can fail.  The plan has one partition for
 * each; they all run this program, and the partition's name selects the fault.
 *
 * Every fault goes to the hypervisor first.  What happens then is written in
 * the plan, not here: only where it says IGNORE or PROPAGATE do the handlers
 * below see anything.
 */
#include <xm.h>
#include <irqs.h>
#include <stdio.h>
#include <string.h>

#define NOBODYS	   0x30000000u /* memory that this plan gives to nobody */
#define HYPERVISOR 0xc0000000u /* where the hypervisor lives, on every board */
#define NEIGHBOUR  0x00100000u /* from the start of one partition to the next */

static xm_u32_t read_word(xm_u32_t address)
{
	return *(volatile xm_u32_t *)address;
}

static void call(xm_u32_t address)
{
	((void (*)(void))(address | 1))(); /* bit 0: Thumb code */
}

static xm_u32_t own_area(int n)
{
	return XM_get_partition_mmap()[n].mappedAt;
}

static void undefined(void)
{
	__asm__ volatile("udf #0");
}

static void privileged(void)
{
	__asm__ volatile("mrc p15, 0, r0, c1, c0, 0" : : : "r0"); /* system control register */
}

/* This partition has no "fp" in its flags. */
static void no_fpu(void)
{
	__asm__ volatile(".inst.w 0xeeb00a40"); /* vmov.f32 s0, s0 */
}

static void breakpoint(void)
{
	__asm__ volatile("bkpt #0");
}

static void background(void)
{
	read_word(NOBODYS);
}

static void read_only(void)
{
	*(volatile xm_u32_t *)own_area(1) = 1;
}

static void foreign(void)
{
	read_word(own_area(0) + NEIGHBOUR);
}

static void hypervisor(void)
{
	read_word(HYPERVISOR);
}

/* Single words may be misaligned, pairs may not. */
static void misaligned(void)
{
	__asm__ volatile("ldrd r0, r1, [%0, #0]" : : "r"(own_area(0) + 2) : "r0", "r1");
}

static void wild_jump(void)
{
	call(NOBODYS);
}

static void not_mapped(void)
{
	call(own_area(1));
}

static void jump_abroad(void)
{
	call(HYPERVISOR);
}

static void deadline(void)
{
	XM_hm_raise_event(XM_HM_EV_APP_DEADLINE_MISSED);
}

static void gives_up(void)
{
	XM_hm_raise_event(XM_HM_EV_PARTITION_UNRECOVERABLE);
}

static const struct {
	const char *name;
	void (*fault)(void);
} faults[] = {
	{ "undefined", undefined },   { "privileged", privileged }, { "no_fpu", no_fpu },
	{ "breakpoint", breakpoint }, { "background", background }, { "read_only", read_only },
	{ "foreign", foreign },	      { "hypervisor", hypervisor }, { "misaligned", misaligned },
	{ "wild_jump", wild_jump },   { "not_mapped", not_mapped }, { "jump_abroad", jump_abroad },
	{ "deadline", deadline },     { "gives_up", gives_up },
};

/* Thumb: 11101, 11110 and 11111 begin instructions of two halfwords. */
static xm_u32_t instruction_size(xm_u32_t pc)
{
	return *(xm_u16_t *)pc >> 11 >= 0x1d ? 4 : 2;
}

/* A data fault that the plan propagates or ignores: go on behind the instruction. */
static void on_data_abort(trapCtxt_t *context)
{
	printf("%-11s  own handler skips the instruction\n", XM_params_get_PCT()->name);
	context->pc += instruction_size(context->pc);
}

/* A jump into the wild: return to where it came from. */
static void on_prefetch_abort(trapCtxt_t *context)
{
	printf("%-11s  own handler returns to the caller\n", XM_params_get_PCT()->name);
	context->pc = context->lr & ~1u;
}

/* "breakpoint" has no handler at all, to show what IGNORE does then. */
static void install_handlers(const char *name)
{
	if (strcmp(name, "breakpoint") == 0)
		return;
	InstallDataAbortHandler(on_data_abort);
	InstallPrefetchAbortHandler(on_prefetch_abort);
}

void PartitionMain(void)
{
	const char *name = (const char *)XM_params_get_PCT()->name;
	unsigned int i;

	if (XM_params_get_PCT()->resetCounter == 0) { /* warm resets count, cold ones do not */
		install_handlers(name);
		for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
			if (strcmp(name, faults[i].name) == 0)
				faults[i].fault();
		printf("%-11s  goes on\n", name);
	} else {
		printf("%-11s  was started again and behaves\n", name);
	}
	for (;;)
		XM_idle_self();
}
