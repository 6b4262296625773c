/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * handler.c - P0: extended interrupts and a hardware line, made pending by itself: what the
 * masks, the switch of all, the order of lines and handlers in handlers do with them.
 */
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

#define LOW	  9 /* extended interrupts that nothing else raises */
#define HIGH	  10
#define NESTED	  11
#define BIT(n)	  (1 << (n))
#define SLOT	  XM_VT_EXT_CYCLIC_SLOT_START

#define OWN_LINE  70 /* of a timer that does nothing */
#define NOT_OWN	  82
#define DATA	  2 /* XM_route_irq: aborts of data */
#define MY_NUMBER 200

static void Show(const char *when)
{
	partitionControlTable_t *pct = XM_params_get_PCT();

	PRINT("%s: pending %x, masked %x, %s\n", when, pct->extIrqsPend, pct->extIrqsMask,
	      XM_are_irqs_enabled() ? "on" : "off");
}

static void Handler(trapCtxt_t *ctxt)
{
	PRINT("handler of %d\n", ctxt->irqNr - XAL_XMEXT_TRAP(0));
}

/* With the switch on again another line may come before this handler ends. */
static void Outer(trapCtxt_t *ctxt)
{
	PRINT("handler of %d begins\n", ctxt->irqNr - XAL_XMEXT_TRAP(0));
	XM_set_irqpend(0, BIT(LOW));
	PRINT("on\n");
	HwSti();
	PRINT("handler of %d ends\n", ctxt->irqNr - XAL_XMEXT_TRAP(0));
}

static void LineHandler(trapCtxt_t *ctxt)
{
	partitionControlTable_t *pct = XM_params_get_PCT();

	PRINT("handler of line %d, which is %s\n", ctxt->irqNr,
	      pct->hwIrqsMask[2] & BIT(OWN_LINE - 64) ? "masked" : "open");
}

static void FaultHandler(trapCtxt_t *ctxt)
{
	PRINT("handler of event %d\n", ctxt->irqNr);
	ctxt->pc += (*(xm_u16_t *)ctxt->pc >> 11) >= 0x1d ? 4 : 2;
}

static void Masks(void)
{
	Show("at the start");
	XM_set_irqpend(0, BIT(LOW) | BIT(HIGH) | BIT(NESTED));
	XM_clear_irqpend(0, BIT(NESTED));
	Show("three raised, one taken back");
	XM_clear_irqmask(0, BIT(LOW) | BIT(HIGH) | BIT(NESTED));
	Show("unmasked");
	HwSti();
	Show("switched on");
	XM_set_irqpend(0, BIT(NESTED));
}

static void Lines(void)
{
	xm_u32_t lines[HWIRQS_VECTOR_SIZE] = { 0, 0, BIT(OWN_LINE - 64) | BIT(NOT_OWN - 64) };
	partitionControlTable_t *pct = XM_params_get_PCT();

	InstallIrqHandler(OWN_LINE, LineHandler);
	XM_set_irqpend(lines, 0);
	PRINT("own lines %x, pending %x\n", pct->hwIrqs[2], pct->hwIrqsPend[2]);
	XM_clear_irqmask(lines, 0);
	PRINT("pending %x, masked %x\n", pct->hwIrqsPend[2], pct->hwIrqsMask[2]);
	PRINT("three words are wanted: %d\n", XM_set_irqpend((xm_u32_t *)4, 0));
}

/* Idling ends when a line is due, on or off; the start of a slot is one. */
static void Wait(void)
{
	HwCli();
	XM_clear_irqpend(0, BIT(SLOT));
	XM_clear_irqmask(0, BIT(SLOT));
	XM_idle_self();
	Show("next slot");
	XM_idle_self();
	Show("still this slot");
	HwSti();
}

static void Routes(void)
{
	PRINT("route: %d %d\n", XM_route_irq(XM_TRAP_TYPE, DATA, MY_NUMBER),
	      XM_route_irq(XM_HWIRQ_TYPE, XM_VT_HW_MAX, MY_NUMBER));
	PRINT("number of aborts: %d\n", XM_params_get_PCT()->trap2Vector[DATA]);
	InstallTrapHandler(MY_NUMBER, FaultHandler);
	*(volatile int *)0x30000000 = 1;
}

void PartitionMain(void)
{
	InstallIrqHandler(XAL_XMEXT_TRAP(LOW), Handler);
	InstallIrqHandler(XAL_XMEXT_TRAP(HIGH), Handler);
	InstallIrqHandler(XAL_XMEXT_TRAP(NESTED), Outer);
	InstallIrqHandler(XAL_XMEXT_TRAP(SLOT), Handler);
	Masks();
	Lines();
	Wait();
	Routes();
	XM_halt_partition(XM_PARTITION_SELF);
}
