/* SPDX-License-Identifier: BSD-2-Clause */
/* start.h - the steps of start-up and their names in assembly. */
#ifndef HAL_START_H
#define HAL_START_H

#include "hal_types.h"

/*
 * common/boot.c, called by start.S where the image lies: copies and verifies the
 * core, builds the hypervisor's tables.  running: physical address of the image
 * as it is executed.  Returns the value of the table base register (low word)
 * and the address at which the image is found from now on (high word).  Stops if
 * the image is damaged.
 */
u64 boot_prepare(u32 running);

/* tables.c, called by boot_prepare(): readies the caches, writes the hypervisor's
   tables and returns the value of their base register. */
struct image_header;
u32 boot_tables(const struct image_header *h, u32 image, u32 running);

/* start.c, called by start.S with the MMU on; returns what core_boot() returned. */
struct hal_vcpu *hal_start(u32 image, u32 reason, u32 running);

/* vectors.S */
extern u8 vectors[];

/* start.S: go on at its own physical address, which is to_phys away and mapped
   there too, switch MMU and caches off, jump to target. */
_Noreturn void mmu_off(u32 target, u32 to_phys);

/* board/<name>/reset.c: reset the machine; returns before it has happened. */
void board_reset(void);

#endif
