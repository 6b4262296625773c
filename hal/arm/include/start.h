/* SPDX-License-Identifier: BSD-2-Clause */
/* start.h - the steps of start-up and their names in assembly. */
#ifndef HAL_START_H
#define HAL_START_H

#include "hal_types.h"

/*
 * common/boot.c, called by start.S where the image lies: copies and verifies the
 * core, builds the hypervisor's tables.  running: physical address of the image
 * as it is executed; machine: hal_machine there.  Returns the value of the table
 * base register (low word) and the address at which the image is found from now on
 * (high word).  Stops if the image is damaged.
 */
struct hal_machine;
u64 boot_prepare(u32 running, const struct hal_machine *machine);

/* common/mem.S: copy whole words between aligned places, the MMU off. */
void boot_copy(void *to, const void *from, u32 length);

/* tables.c, called by boot_prepare() with tables of the hypervisor's window: adds
   what else the mode needs, readies the caches and returns the value of the base
   register. */
struct image_header;
struct mmu_tables;
u32 boot_tables(struct mmu_tables *t, const struct hal_machine *m, const struct image_header *h,
		u32 image);

/* common/start.c, called by start.S with the MMU on and what boot_prepare()
   returned; returns what core_boot() returned. */
struct hal_vcpu *hal_start(u32 base_register, u32 image, u32 reason, u32 running);

/* start.S: as at a cold reset, but that nothing is lost which is in the data cache.
   Runs where the image lies; lr: behind its first instruction. */
void boot_warm(void);

/* start.c of the mode: the state in which the core runs; and for a warm reset, with
   nothing loaded but the hypervisor's own tables. */
void cpu_init(u32 base_register);
void cpu_leave(void);

/* board/<name>/reset.c: reset the machine; returns before it has happened. */
void board_reset(void);

#endif
