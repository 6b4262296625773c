/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * xmhypercalls.h - services about partitions, the system, time and virtual
 * interrupts.
 */
#ifndef LIBXM_XMHYPERCALLS_H
#define LIBXM_XMHYPERCALLS_H

#include <hypervisor.h>

#define XM_INFINITE_TIME ((xm_u32_t)-1)

/* Give up the processor until an unmasked line is pending or the next own slot. */
xm_s32_t XM_idle_self(void);

/* A partition may name itself; others need the system flag.  What was printed
   before still comes out. */
xm_s32_t XM_halt_partition(xm_u32_t id);
xm_s32_t XM_suspend_partition(xm_u32_t id);
xm_s32_t XM_resume_partition(xm_u32_t id);
xm_s32_t XM_shutdown_partition(xm_u32_t id);
/* ePoint -1: the default entry.  Does not return for oneself. */
xm_s32_t XM_reset_partition(xm_u32_t id, xmAddress_t ePoint, xm_u32_t resetMode, xm_u32_t status);

xm_s32_t XM_halt_system(void);
xm_s32_t XM_halt_system_status(xm_u32_t status); /* Septum: what the final line reports */
xm_s32_t XM_reset_system(xm_u32_t mode);

/* Microseconds; the hardware clock since boot, or the time this partition ran. */
xm_s32_t XM_get_time(xm_u32_t clockId, xmTime_t *time);
xm_s32_t XM_get_ticks(xm_u64_t *ticks); /* Septum: the hardware clock in its own ticks */
/* absTime 0 disarms; interval 0 is one-shot, otherwise at least 50. */
xm_s32_t XM_set_timer(xm_u32_t clockId, xmTime_t absTime, xmTime_t interval);

/*
 * Bit n of ext stands for extended interrupt n; hwIrqsMask is 0 or points to
 * three words, a bit for each hardware line.  Clearing a mask enables.
 */
xm_s32_t XM_set_irqmask(xm_u32_t *hwIrqsMask, xm_u32_t extIrqsMask);
xm_s32_t XM_clear_irqmask(xm_u32_t *hwIrqsMask, xm_u32_t extIrqsMask);
xm_s32_t XM_set_irqpend(xm_u32_t *hwIrqsPend, xm_u32_t extIrqsPend);
xm_s32_t XM_clear_irqpend(xm_u32_t *hwIrqsPend, xm_u32_t extIrqsPend);

/* All virtual interrupts of this vCPU; off at PartitionMain and in handlers. */
void XM_enable_irqs(void);
void XM_disable_irqs(void);

/* Any length; the number of bytes taken, 0 when the console is full just now. */
xm_s32_t XM_write_console(char *buffer, xm_s32_t length);

/* id of the partition (XM_PARTITION_NAME) of that name; for a normal partition its
   own only.  Asks for one partition after the other. */
xm_s32_t XM_get_gid_by_name(xm_u8_t *name, xm_u32_t entity);

#endif
