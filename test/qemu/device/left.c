/* SPDX-License-Identifier: BSD-2-Clause */
/* left.c - has a register of its own, half of one, two that are not there, and the page
   of a device. */
#include "../common/board.h"
#include "../common/report.h"
#include <irqs.h>

static volatile xm_u32_t faults;
static struct xm_fault seen;

static void note(trapCtxt_t *ctxt)
{
	seen.event = ctxt->irqNr;
	faults++;
}

static xm_u32_t in(xm_u32_t port)
{
	xm_u32_t value = 0xdeadbeef;

	check_equal("a register is read", XM_arm_inport(port, &value), XM_OK);
	return value;
}

/* QEMU answers with 0 on most boards. */
static void absent(void)
{
	xm_u32_t value;

#ifdef BOARD_qemu_virt
	check("what is not there cannot be read",
	      XM_arm_inport(PORT_ABSENT, &value) == XM_NOT_AVAILABLE && faults == 1);
	check("nor written", XM_arm_outport(PORT_ABSENT + 4, 1) == XM_NOT_AVAILABLE && faults == 2);
	check("as a data abort", seen.event == XM_HM_EV_ARM_DATA_ABORT);
#else
	check("what is not there cannot be read", XM_arm_inport(PORT_ABSENT, &value) == XM_OK);
	check("nor written", XM_arm_outport(PORT_ABSENT + 4, 1) == XM_OK);
	check("as a data abort", faults == 0);
#endif
}

/* Directly and by hypercall. */
static void page(void)
{
	const struct xmPhysicalMemMap *area = area_named("device");
	volatile xm_u32_t *word = (volatile xm_u32_t *)DEVICE_PORT;

	check("a device page is in the map",
	      area->startAddr == DEVICE_PAGE && area->mappedAt == DEVICE_PAGE &&
		      area->size == 4096 &&
		      area->flags == (XM_MEM_AREA_DEVICE_AREA | XM_MEM_AREA_TAGGED));
	*word = 0x33;
	check_equal("its register is written and read", (xm_s32_t)*word, 0x33);
	check_equal("it is the same one", (xm_s32_t)in(DEVICE_PORT), 0x33);
	check_equal("either way", XM_arm_outport(DEVICE_PORT, 0x55) + (*word == 0x55), XM_OK + 1);
}

void PartitionMain(void)
{
	xm_u32_t value;

	InstallDataAbortHandler(note);
	check_equal("and written", XM_arm_outport(PORT, 0x5a), XM_OK);
	check_equal("it keeps that", (xm_s32_t)in(PORT), 0x5a);
	check_equal("another value too", XM_arm_outport(PORT, 0xa5) + (in(PORT) == 0xa5),
		    XM_OK + 1);
	check_equal("own bits are written", XM_arm_outport(PORT_SPLIT, 0xff), XM_OK);
	check_equal("and read, no others", (xm_s32_t)in(PORT_SPLIT), 0x0f);
	set_step(1);
	wait_step(1, 1);
	check_equal("the others have come meanwhile", (xm_s32_t)in(PORT_SPLIT), 0x0f);
	check_equal("own bits are cleared", XM_arm_outport(PORT_SPLIT, 0), XM_OK);
	absent();
	check_equal("the register before is nobody's", XM_arm_inport(PORT - 4, &value),
		    XM_PERM_ERROR);
	check_equal("one of the interrupt controller", XM_arm_outport(CONTROLLER, 0),
		    XM_PERM_ERROR);
	check_equal("and half a register", XM_arm_inport(PORT + 2, &value), XM_INVALID_PARAM);
	check_equal("data are flushed", XM_set_cache_state(XM_DCACHE, XM_FLUSH_CACHE), XM_OK);
	check_equal("and instructions", XM_set_cache_state(XM_ICACHE, XM_FLUSH_CACHE), XM_OK);
	check_equal("or both", XM_set_cache_state(XM_DCACHE | XM_ICACHE, XM_FLUSH_CACHE), XM_OK);
	check_equal("no cache is switched off", XM_set_cache_state(XM_ICACHE, XM_DEACTIVATE_CACHE),
		    XM_OP_NOT_ALLOWED);
	page();
	set_step(2);
	wait_step(1, 2);
	check_equal("nobody else has written it", *(volatile xm_s32_t *)DEVICE_PORT, 0x55);
	set_step(3);
	wait_slots(1000);
}
