/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - lets one after the other fail, then reads and compares every record. */
#include "faults.h"

static void check_state(xm_u32_t partition, xm_u32_t wanted)
{
	struct xm_part_state state;

	XM_get_partition_state(partition, &state);
	check_equal("state", state.state, wanted);
}

/* Let partition fail; it has three frames for it. */
static void let_fail(xm_u32_t partition, xm_u32_t state)
{
	set_step(partition);
	wait_slots(3);
	check_state(partition, state);
}

static xmTime_t time_of(const struct xm_hm_record *r)
{
	return (xmTime_t)((xm_u64_t)r->time_hi << 32 | r->time_lo);
}

static int same(xm_u32_t address, xm_u32_t expected)
{
	xm_u32_t base = XM_params_get_PCT()->imgStart & ~0xffffffu;

	return expected == ANYWHERE ? address - base < 0x1000000 : address == expected;
}

static void compare(xm_u32_t n, const struct xm_hm_record *r, const struct expected *e)
{
	must("sequence number", n, r->seq == n + 1);
	must("partition", n, r->where == e->where);
	must("event, cause, action", n, (r->what & 0xffffff) == e->what);
	must("pc", n, same(r->pc, e->pc));
	must("address", n, same(r->address, e->address));
	must("access", n, r->access == e->access);
}

static void records(void)
{
	const struct expectations *all = expectations();
	struct xm_hm_record record, other;
	struct xm_hm_counts counts;
	xmTime_t last = 0;
	xm_u32_t n;

	XM_hm_counts(&counts);
	say("%u records", all->count);
	check_equal("unread records", counts.unread, all->count);
	check_equal("records in all", counts.total, all->count);
	check_equal("lost records", counts.lost, 0);
	for (n = 0; n < all->count; n++) {
		must("a record", n, XM_hm_read_records(&record, 1) == 1);
		compare(n, &record, &all->record[n]);
		must("in time", n, time_of(&record) >= last);
		last = time_of(&record);
	}
	check_equal("no more", XM_hm_read_records(&other, 1), 0);
	XM_hm_counts(&counts);
	check_equal("nothing unread", counts.unread, 0);
}

void PartitionMain(void)
{
	wait_step(FAULTY, 1);
	check_state(FAULTY, XM_STATUS_READY);
	let_fail(ORPHAN, XM_STATUS_HALTED);
	let_fail(DOUBLE, XM_STATUS_HALTED);
	let_fail(STACKLESS, XM_STATUS_HALTED);
	let_fail(SUSPENDED, XM_STATUS_SUSPENDED);
	records();
	wait_slots(60); /* for the lines of the health monitor */
	judge(NUM_PARTITIONS);
}
