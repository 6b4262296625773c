/* SPDX-License-Identifier: BSD-2-Clause */
/* bare.c - registers, control table and memory of a partition at its start. */
#include "../common/entry.h"
#include "../common/report.h"

#include <string.h>

enum {
	READY_WITH_FP = PARTITION_FP_F | PARTITION_READY_F | PARTITION_DCACHE_ENABLED_F |
			PARTITION_ICACHE_ENABLED_F
};

extern char __stack_top[];

static void registers(void)
{
	check("r0 is the control table", entry_found->r[0] == (xm_u32_t)XM_params_get_PCT());
	check("r1 is the page behind it",
	      entry_found->r[1] == (entry_found->r[0] & ~0xfffu) + 0x1000);
	check_equal("the page of the control word holds interrupts off",
		    *(volatile xm_s32_t *)entry_found->r[1], 1);
	check_equal("all other registers are zero", entry_dirt(1), 0);
	check_equal("user mode, ARM state, interrupts open",
		    entry_found->cpsr & (xm_s32_t)0xf90f03bfu, 0x10);
}

static void identity(const partitionControlTable_t *pct)
{
	check_equal("magic", pct->magic, (xm_s32_t)KTHREAD_MAGIC);
	check_equal("id", pct->id, 0);
	check("name", strcmp((const char *)pct->name, "bare") == 0);
	check_equal("virtual processors", pct->noVCpus, 1);
	check_equal("this one", PCT_GET_VCPU_ID(pct), 0);
	check_equal("flags", pct->flags, READY_WITH_FP);
	check_equal("reset counter", pct->resetCounter, 0);
	check_equal("reset status", pct->resetStatus, XM_RESET_STATUS_PARTITION_NORMAL_START);
	check_equal("processor clock", pct->cpuKhz, 400000);
	check_equal("image", pct->imgStart, 0x30000000);
	check_equal("ports", pct->noCommPorts, 1);
	check_equal("port bitmap", XM_get_commport_bitmap()[0], 0);
	check_equal("own name's id", XM_get_gid_by_name((xm_u8_t *)"bare", XM_PARTITION_NAME), 0);
	check_equal("another's name", XM_get_gid_by_name("judge", XM_PARTITION_NAME),
		    XM_PERM_ERROR);
	check_equal("a name of no kind", XM_get_gid_by_name("judge", 2), XM_PERM_ERROR);
	check_equal("no records, to nowhere", XM_hm_read(NULL, 0), XM_PERM_ERROR);
	check_equal("no events of another", XM_trace_read(1, NULL, 0), XM_PERM_ERROR);
}

static void interrupts(const partitionControlTable_t *pct)
{
	check_equal("own lines 32 to 63", pct->hwIrqs[1], 1 << 8 | 1 << 9);
	check_equal("own lines 64 to 95", pct->hwIrqs[2], 1);
	check_equal("own private lines", pct->hwIrqs[0], 0);
	check_equal("all extended lines are masked", pct->extIrqsMask, -1);
	check("and all hardware lines",
	      (pct->hwIrqsMask[0] & pct->hwIrqsMask[1] & pct->hwIrqsMask[2]) == ~0u);
	check_equal("the start of the slot is pending", pct->extIrqsPend,
		    1 << XM_VT_EXT_CYCLIC_SLOT_START);
	check_equal("no hardware line is",
		    pct->hwIrqsPend[0] | pct->hwIrqsPend[1] | pct->hwIrqsPend[2], 0);
}

static void schedule(const partitionControlTable_t *pct)
{
	check_equal("slot number", pct->schedInfo.noSlot, 0);
	check_equal("slot label", pct->schedInfo.id, 10);
	check_equal("slot length", pct->schedInfo.slotDuration, 1000);
	check_equal("release point", pct->schedInfo.releasePoint, 1);
}

static void memory_map(const partitionControlTable_t *pct)
{
	const struct xmPhysicalMemMap *map = XM_get_partition_mmap();
	xm_s32_t i;

	for (i = 0; i < pct->noPhysicalMemAreas; i++)
		say("area %d \"%s\": 0x%08x at 0x%08x, 0x%x bytes, flags 0x%x", i, map[i].name,
		    map[i].startAddr, map[i].mappedAt, map[i].size, map[i].flags);
}

static int all_zero(xm_u32_t from, xm_u32_t bytes)
{
	const xm_u32_t *p = (const xm_u32_t *)from;

	for (; bytes; bytes -= 4)
		if (*p++)
			return 0;
	return 1;
}

static void memory(void)
{
	xm_u32_t top = (xm_u32_t)__stack_top;

	check("memory behind the image is zero", all_zero(top, 0x30010000 - top));
	check("another area is", all_zero(area_named("second")->mappedAt, 8192));
	check("a read-only one is", all_zero(area_named("constant")->mappedAt, 4096));
	check("one of a whole section is", all_zero(area_named("section")->mappedAt, 1 << 20));
	check("shared memory was, before anybody wrote", own_page()->word[NUM_WORDS - 1] == 0);
}

void PartitionMain(void)
{
	const partitionControlTable_t *pct = XM_params_get_PCT();
	volatile struct vcpu_ctl *ctl = (volatile struct vcpu_ctl *)entry_found->r[1];

	interrupts(pct); /* first: slots go by */
	schedule(pct);
	registers();
	identity(pct);
	memory_map(pct);
	memory();
	ctl->irq_off = 5;
	check_equal("the control word can be written", ctl->irq_off, 5);
	ctl->irq_off = 1;
	set_step(1);
	for (;;)
		XM_idle_self();
}
