/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * device.c - registers of devices that partitions reach by hypercall.
 *
 * Behind the hypervisor's own devices one page of its window is kept for this: it
 * is mapped for the access alone, so however much a plan gives away takes no
 * tables, and nothing of it is in reach at any other time.
 */
#include "devices.h"

#include "cp15.h"
#include "hal.h"
#include "hyp.h"

#define PORT_PAGE DEV_PAGE(HAL_DEVICES)

/* access.S: false if it was aborted. */
bool device_access(u32 at, u32 *value, bool write);

static mmu_entry *entry(void)
{
	u32 table = (u32)hyp_l1[PORT_PAGE / BLOCK] - L1_TABLE - hyp_to_phys();

	return (mmu_entry *)table + PORT_PAGE / PAGE % L2_ENTRIES;
}

bool hal_device_access(u32 address, u32 *value, bool write)
{
	bool done;

	mmu_put(entry(), mmu_page((address & ~(PAGE - 1u)) + PAGE_DEVICE));
	dsb();
	isb();
	done = device_access(PORT_PAGE + (address & (PAGE - 1u)), value, write);
	mmu_put(entry(), 0);
	mmu_forget(PORT_PAGE);
	return done;
}
