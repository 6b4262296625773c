/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * handlers.c - P1: its faults come back to it, each to the handler of its kind,
 * which skips the instruction or returns from the function.
 */
#include <string.h>
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

#define NOBODYS 0x30000000
#define NOWHERE 0x3F000000

static volatile int aborts;

/* In Thumb code some instructions have two bytes, some four. */
static void skip(trapCtxt_t *ctxt)
{
	ctxt->pc += (*(xm_u16_t *)ctxt->pc >> 11) >= 0x1d ? 4 : 2;
}

static void DataAbortHandler(trapCtxt_t *ctxt)
{
	PRINT("data abort %d\n", ++aborts);
	skip(ctxt);
}

static void PrefetchAbortHandler(trapCtxt_t *ctxt)
{
	PRINT("prefetch abort at %x\n", ctxt->pc);
	ctxt->pc = ctxt->lr & ~1;
}

static void UndefHandler(trapCtxt_t *ctxt)
{
	PRINT("undefined instruction\n");
	skip(ctxt);
}

static void FpHandler(trapCtxt_t *ctxt)
{
	PRINT("floating point without the flag\n");
	skip(ctxt);
}

void PartitionMain(void)
{
	volatile xm_u32_t *nobodys = (xm_u32_t *)NOBODYS;
	volatile xm_u32_t *constant = (xm_u32_t *)XM_get_partition_mmap()[1].startAddr;

	InstallDataAbortHandler(DataAbortHandler);
	InstallPrefetchAbortHandler(PrefetchAbortHandler);
	InstallUndefInstrHandler(UndefHandler);
	InstallFPFault(FpHandler);

	(void)*nobodys;
	*nobodys = 1;
	PRINT("read only: %u\n", *constant);
	*constant = 1;
	__asm__ volatile("udf #0");
	__asm__ volatile(".fpu neon\n vmov.i32 d0, #0");
	((void (*)(void))(NOWHERE | 1))();
	PRINT("%d data aborts\n", aborts);

	XM_idle_self();
	PRINT("raises an event: %d\n", XM_hm_raise_event(XM_HM_EV_PARTITION_ERROR));
	PRINT("raises none: %d\n", XM_hm_raise_event(12345));
	XM_halt_partition(XM_PARTITION_SELF);
}
