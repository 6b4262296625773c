/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * monitor.c - P1: has no instruction cache to flush; two readers of the health monitor's
 * log, each with its own place in it.  They take nothing out of it, and what is taken out
 * is still there for them.
 */
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

#define FRAMES 5

static void Read(const char *who, struct xm_hm_cursor *cursor)
{
	xmHmLog_t log;

	while (XM_hm_read_at(cursor, &log, 1) == 1)
		PRINT("%s: event %u of partition %u at %x\n", who,
		      (log.opCode & HMLOG_OPCODE_EVENT_MASK) >> HMLOG_OPCODE_EVENT_BIT,
		      (log.opCode & HMLOG_OPCODE_PARTID_MASK) >> HMLOG_OPCODE_PARTID_BIT,
		      log.cpuCtxt.far);
}

void PartitionMain(void)
{
	static struct xm_hm_cursor often, once;
	xmHmStatus_t hm;
	xmHmLog_t log;
	int frame;

	PRINT("flush: %d, %d\n", XM_set_cache_state(XM_DCACHE, XM_FLUSH_CACHE),
	      XM_set_cache_state(XM_ICACHE, XM_FLUSH_CACHE));
	PRINT("caches: %x\n", XM_params_get_PCT()->flags &
				      (PARTITION_DCACHE_ENABLED_F | PARTITION_ICACHE_ENABLED_F));
	for (frame = 0; frame < FRAMES; frame++) {
		PRINT("frame %d\n", frame);
		Read("often", &often);
		XM_idle_self();
	}
	XM_hm_status(&hm);
	PRINT("%d records to take\n", hm.noEvents);
	while (XM_hm_read(&log, 1) == 1)
		PRINT("takes one\n");
	Read("often", &often);
	Read("once", &once);
	XM_halt_system();
}
