/* SPDX-License-Identifier: BSD-2-Clause */
/* subject.c - at each start looks at what it finds, spoils it, and goes on to the next. */
#include "../common/entry.h"
#include "reset.h"

#include <irqs.h>

enum { IMAGE_VALUE = 4711, SPOILT = 0x5b5b5b5b };

static volatile int in_data = IMAGE_VALUE;
static volatile int in_bss;

extern char __stack_top[];

/* The first word behind everything the program has. */
static volatile int *spare_memory(void)
{
	return (volatile int *)__stack_top;
}

static volatile int *extra(xm_u32_t offset)
{
	return (volatile int *)(area_named("extra")->mappedAt + offset);
}

static void memory_is(const char *what, int data, int rest)
{
	check(what, in_data == data && in_bss == 0 && *spare_memory() == rest &&
			    *extra(0) == rest && *extra(128 * 1024) == rest &&
			    *extra(256 * 1024 - 4) == rest);
}

static void spoil(void)
{
	in_data = in_bss = *spare_memory() = *extra(0) = SPOILT;
	*extra(128 * 1024) = *extra(256 * 1024 - 4) = SPOILT;
	__asm__ volatile("mcr p15, 0, %0, c13, c0, 2" : : "r"(SPOILT));
	__asm__ volatile("vdup.32 q0, %0\n vdup.32 q7, %0\n vdup.32 q15, %0\n vmsr fpscr, %0"
			 :
			 : "r"(SPOILT & 0x03000000)
			 : "d0", "d1", "d14", "d15", "d30", "d31");
}

static void fresh(xm_u32_t counter, xm_u32_t status)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();

	check_equal("fresh registers", entry_dirt(1), 0);
	check_equal("reset counter", pct->resetCounter, counter);
	check_equal("reset status", pct->resetStatus, status);
	check_equal("lines are masked", pct->extIrqsMask, -1);
	check_equal("interrupts are off", *(volatile xm_s32_t *)entry_found->r[1], 1);
}

static void reset_self(xm_u32_t entry, xm_u32_t mode, xm_u32_t status)
{
	spoil();
	check_equal("not reached", XM_reset_partition(XM_PARTITION_SELF, entry, mode, status),
		    XM_OK);
}

/* Somebody else's business. */
static void not_permitted(void)
{
	struct xm_part_state state;

	check_equal("halting another", XM_halt_partition(JUDGE), XM_PERM_ERROR);
	check_equal("suspending another", XM_suspend_partition(JUDGE), XM_PERM_ERROR);
	check_equal("resuming oneself", XM_resume_partition(SUBJECT), XM_PERM_ERROR);
	check_equal("shutting another down", XM_shutdown_partition(JUDGE), XM_PERM_ERROR);
	check_equal("resetting another",
		    XM_reset_partition(JUDGE, XM_DEFAULT_ENTRY, XM_WARM_RESET, 0), XM_PERM_ERROR);
	check_equal("another's status", XM_get_partition_state(JUDGE, &state), XM_PERM_ERROR);
	check_equal("halting the system", XM_halt_system_status(99), XM_PERM_ERROR);
	check_equal("resetting the system", XM_reset_system(XM_COLD_RESET), XM_PERM_ERROR);
	check_equal("a mode that is none", XM_reset_partition(SUBJECT, XM_DEFAULT_ENTRY, 2, 0),
		    XM_INVALID_PARAM);
}

/* entry2.S sets it when the partition is entered there. */
extern char second_entry[];
extern xm_u32_t entered_second;

static void by_itself(xm_u32_t life)
{
	xm_u32_t image = XM_params_get_PCT()->imgStart;

	switch (life) {
	case 1:
		fresh(0, XM_RESET_STATUS_PARTITION_NORMAL_START);
		memory_is("memory of the image", IMAGE_VALUE, 0);
		not_permitted();
		reset_self(XM_DEFAULT_ENTRY, XM_WARM_RESET, SELF_WARM);
		break;
	case 2:
		fresh(1, SELF_WARM);
		memory_is("a warm reset keeps memory", SPOILT, SPOILT);
		check_equal("the entry was the first byte", entered_second, 0);
		reset_self((xm_u32_t)second_entry, XM_WARM_RESET, SELF_ENTRY);
		break;
	case 3:
		fresh(2, SELF_ENTRY);
		check_equal("the entry was the one asked for", entered_second, 1);
		reset_self(image, XM_COLD_RESET, SELF_COLD);
		break;
	default:
		fresh(0, SELF_COLD);
		memory_is("a cold reset reloads and clears", IMAGE_VALUE, 0);
		check_equal("and enters where it was asked to", entered_second, 0);
	}
}

static void event_was(xm_u32_t event)
{
	check_equal("the cause was the event", XM_get_reset_cause(),
		    XM_HM_RESET_STATUS_PARTITION_RESTART |
			    event << XM_HM_RESET_STATUS_USER_CODE_BIT);
}

static void by_others(xm_u32_t life)
{
	switch (life) {
	case LIFE_JUDGE_WARM:
		fresh(1, BY_JUDGE_WARM);
		memory_is("memory after the judge's warm reset", SPOILT, SPOILT);
		break;
	case LIFE_JUDGE_COLD:
		fresh(0, BY_JUDGE_COLD);
		memory_is("memory after the judge's cold reset", IMAGE_VALUE, 0);
		break;
	case LIFE_HM_WARM:
		fresh(1, 1);
		event_was(XM_HM_EV_ARM_DATA_BACKGROUND_FAULT);
		memory_is("memory after the health monitor's warm reset", SPOILT, SPOILT);
		break;
	default:
		fresh(0, 0);
		event_was(XM_HM_EV_ARM_UNDEF_INSTR);
		memory_is("memory after its cold reset", IMAGE_VALUE, 0);
	}
}

static void on_shutdown(trapCtxt_t *ctxt)
{
	own_page()->word[WORD_SHUTDOWN]++;
}

/* Count, until the judge lets it do something else. */
static void live(xm_u32_t life)
{
	spoil();
	InstallIrqHandler(XAL_XMEXT_IRQ(XM_VT_EXT_SHUTDOWN), on_shutdown);
	HwSti();
	XM_clear_irqmask(0, 1 << XM_VT_EXT_SHUTDOWN);
	set_step(life);
	while (page_of(JUDGE)->step < life) {
		own_page()->word[WORD_COUNTER]++;
		__asm__ volatile("" : : : "memory");
	}
	if (life == LIFE_HM_WARM)
		__asm__ volatile("udf #0");
	if (life == LIFE_JUDGE_COLD || life == LIFE_HM_COLD)
		*(volatile int *)NOBODYS = 1;
	for (;;)
		XM_idle_self();
}

void PartitionMain(void)
{
	xm_u32_t life = ++own_page()->word[WORD_LIFE];

	if (page_of(JUDGE)->word[WORD_START] > 1) { /* a start of the system */
		fresh(0, XM_RESET_STATUS_PARTITION_NORMAL_START);
		memory_is("memory of the image", IMAGE_VALUE, 0);
		spoil();
		set_step(1);
		for (;;)
			XM_idle_self();
	}
	if (life <= LIVES_BY_ITSELF)
		by_itself(life);
	else
		by_others(life);
	live(life);
}
