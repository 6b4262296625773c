/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * faults.h - the record that a fault must leave, written down before it is
 * raised, in the pages behind those of the partitions.
 */
#ifndef QEMU_FAULTS_H
#define QEMU_FAULTS_H

#include "../common/report.h"

enum { FAULTY, ORPHAN, DOUBLE, STACKLESS, SUSPENDED, JUDGE, NUM_PARTITIONS };

enum {
#define HM_CAUSE(nr, name, event, sentence) CAUSE_##name = (nr),
#include "../../../abi/hm_causes.def"
};

/* In place of an address: somewhere in the partition's first area. */
#define ANYWHERE 0xffffffffu

struct expected {
	xm_u32_t where, what, pc, address, access;
};
struct expectations {
	xm_u32_t count;
	struct expected record[128];
};

static inline struct expectations *expectations(void)
{
	return (struct expectations *)page_of(NUM_PARTITIONS);
}

static inline void expect(xm_u32_t event, xm_u32_t cause, xm_u32_t action, xm_u32_t pc,
			  xm_u32_t address, xm_u32_t access)
{
	struct expectations *all = expectations();

	all->record[all->count++] = (struct expected){
		.where = XM_PARTITION_SELF,
		.what = event | cause << 8 | action << 16,
		.pc = pc,
		.address = address,
		.access = access,
	};
}

#endif
