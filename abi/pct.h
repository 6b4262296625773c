/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pct.h - the memory a partition shares with the hypervisor, and the records
 * that services exchange.
 *
 * Per vCPU: the control table (read-only to the partition), followed by the
 * memory map and the port bitmap, then on the next page struct vcpu_ctl, the
 * only memory of the hypervisor that a partition may write.  What is between the
 * bitmap and that page is the hypervisor's.  At entry r0 is the address of the
 * control table and r1 that of struct vcpu_ctl.
 */
#ifndef ABI_PCT_H
#define ABI_PCT_H

#include "xm_types.h"

#define XM_PCT_MAGIC   0xa5a55a5au
/* Versions of the family, of its ABI and its API that the hypervisor offers. */
#define XM_PCT_VERSION 0x020005u
#define XM_PCT_ABI     0x030100u
#define XM_PCT_API     0x030102u

#define XM_HWIRQ_WORDS 3

/* Order and offsets are the interface (XM-ARM 2.x); our additions come last. */
struct xm_pct {
	xm_u32_t magic; /* 0xa5a55a5a */
	xm_u32_t xmVersion;
	xm_u32_t xmAbiVersion;
	xm_u32_t xmApiVersion;
	xm_u32_t resetCounter; /* warm resets since the last cold one */
	xm_u32_t resetStatus;  /* of a reset by service: the caller's; by the health monitor:
				  0 cold, 1 warm; else 0 */
	xm_u32_t cpuKhz;
	xm_u32_t id; /* partition */
	xm_u32_t noVCpus;
	xm_u32_t irqIndex; /* virtual interrupt delivered last */
	xm_u32_t flags;	   /* XM_PCT_* */
	xm_u32_t imgStart; /* mapped address of the first area */
	xm_u32_t hwIrqs[XM_HWIRQ_WORDS];
	xm_s32_t noPhysicalMemAreas;
	xm_s32_t noCommPorts;
	xm_u8_t name[16];
	xm_u32_t hwIrqsPend[XM_HWIRQ_WORDS];
	xm_u32_t hwIrqsMask[XM_HWIRQ_WORDS]; /* 1: masked */
	xm_u32_t extIrqsPend;
	xm_u32_t extIrqsMask; /* 1: masked */
	struct {
		xm_u32_t tbr;
		xm_u32_t devices; /* bits of those that APBDev gives */
	} arch;
	struct {
		xm_u32_t slot; /* noSlot:16, releasePoint:1 */
		xm_u32_t id;
		xm_u32_t slotDuration; /* microseconds */
	} schedInfo;
	xm_u16_t trap2Vector[3];
	xm_u16_t hwIrq2Vector[96];
	xm_u16_t extIrq2Vector[32];
	xm_u16_t pad;
	/* offset 400: Septum's own */
	xm_u32_t vcpuId;
	xm_u32_t memMap;     /* offset of struct xm_mem_area[] from the control table */
	xm_u32_t portBitmap; /* offset of the words, one bit per port, set when it got something */
	xm_u32_t tickN;	     /* hardware clock: ticks = nanoseconds * tickN / tickD */
	xm_u32_t tickD;
	xm_u32_t resetCause; /* XM_RESET_STATUS_*, or XM_HM_RESET_STATUS_* | event << 16 */
};

_Static_assert(__builtin_offsetof(struct xm_pct, hwIrqsPend) == 84, "pct");
_Static_assert(__builtin_offsetof(struct xm_pct, schedInfo) == 124, "pct");
_Static_assert(__builtin_offsetof(struct xm_pct, vcpuId) == 400, "pct");
_Static_assert(sizeof(struct xm_pct) == 424, "pct");

/* xm_pct.flags */
#define XM_PCT_SYSTEM	 0x1u
#define XM_PCT_FP	 0x2u
#define XM_PCT_HALTED	 0x4u
#define XM_PCT_SUSPENDED 0x8u
#define XM_PCT_READY	 0x10u
#define XM_PCT_DCACHE	 0x80u
#define XM_PCT_ICACHE	 0x100u

struct xm_mem_area {
	xm_s8_t name[16];
	xm_u32_t startAddr;
	xm_u32_t mappedAt;
	xm_u32_t size;
	xm_u32_t flags;
};
_Static_assert(sizeof(struct xm_mem_area) == 32, "memory map");

/*
 * irq_off: any value but 0 keeps virtual interrupts from being delivered.
 * After clearing it a partition issues poll_irqs if the control table shows a
 * pending line that is not masked.  Whatever it writes, it harms only itself.
 */
struct vcpu_ctl {
	xm_u32_t irq_off;
};

/*
 * What an upcall pushes (8-aligned).  The handler runs with r0 = number of the
 * line (hardware line n: n, extended n: 96 + n) or the address of struct
 * xm_fault for a fault, virtual interrupts off, and ends with
 * upcall_return(address of the frame).  Only flags, IT, GE, T and E of cpsr
 * are taken back; of the rest bit 7 holds the previous irq_off and bit 8 says
 * that four bytes of padding lie above the frame.
 */
struct xm_upcall_frame {
	xm_u32_t r0, r1, r2, r3, r12, lr, pc, cpsr;
};
_Static_assert(sizeof(struct xm_upcall_frame) == 32, "upcall frame");
#define XM_FRAME_IRQ_OFF (1u << 7)
#define XM_FRAME_PADDED	 (1u << 8)

/*
 * A copy of memory, as memory_copy takes it from its caller: left bytes at from,
 * as partition src sees them, go to address to of partition dst.  The
 * hypervisor advances it with each piece, so that the call can be issued again.
 */
struct xm_copy {
	xm_u32_t dst, to, src, from, left;
};
_Static_assert(sizeof(struct xm_copy) == 20, "copy");

/* A propagated fault: pushed on the fault stack below the upcall frame. */
struct xm_fault {
	xm_u32_t event; /* XM_HM_EV_* */
	xm_u32_t cause; /* hm_causes.def */
	xm_u32_t pc;	/* the faulting instruction */
	xm_u32_t address;
	xm_u32_t access; /* XM_ACCESS_* */
	xm_u32_t cpsr;
	xm_u32_t sp;	 /* of the interrupted code */
	xm_u32_t vector; /* trap2Vector of its kind: 0 undefined, 1 fetch, 2 data and others */
};
_Static_assert(sizeof(struct xm_fault) == 32, "fault record");
enum { XM_ACCESS_NONE, XM_ACCESS_READ, XM_ACCESS_WRITE, XM_ACCESS_EXECUTE };

/* One health-monitor record, as hm_read hands it out. */
struct xm_hm_record {
	xm_u32_t seq;
	xm_u32_t time_lo, time_hi; /* microseconds */
	xm_u32_t where;		   /* partition 15:0 (0xffff: hypervisor), vCPU 23:16, CPU 31:24 */
	xm_u32_t what;		   /* event 7:0, cause 15:8, action 23:16 */
	xm_u32_t pc;
	xm_u32_t address; /* or the value the event is about: lateness in ns, frames missed */
	xm_u32_t access;  /* XM_ACCESS_*, bit 8: pc and address are valid */
};
_Static_assert(sizeof(struct xm_hm_record) == 32, "HM record");
#define XM_HM_WHERE_HYP	  0xffffu
#define XM_HM_HAS_CONTEXT 0x100u

struct xm_hm_counts {
	xm_s32_t unread;
	xm_u32_t lost; /* records dropped for want of room or quota */
	xm_u32_t total;
};

/* One call of a list for multicall: a service and its arguments.  result is what it
   returned, written when it has; a list in a list returns XM_MULTICALL_ERROR. */
struct xm_call {
	xm_u32_t nr; /* as in r12 */
	xm_s32_t result;
	xm_u32_t arg[5];
	xm_u32_t res; /* 0 */
};
_Static_assert(sizeof(struct xm_call) == 32, "call of a list");
#define XM_LIST_MAX 128 /* calls */

/* One event of a trace, as trace_read hands it out. */
struct xm_trace_record {
	xm_u32_t seq;		   /* in its stream, from 0 on */
	xm_u32_t time_lo, time_hi; /* microseconds */
	xm_u32_t criticality;	   /* XM_TRACE_NOTIFY ... */
	xm_u8_t payload[8];
};
_Static_assert(sizeof(struct xm_trace_record) == 24, "trace record");

/* The payload of the hypervisor's own events. */
struct xm_trace_audit {
	xm_u16_t code;	    /* XM_TRACE_CODE_* */
	xm_u16_t partition; /* XM_HM_WHERE_HYP: none */
	xm_u32_t value;	    /* trace_codes.def */
};
_Static_assert(sizeof(struct xm_trace_audit) == 8, "audit event");

/* Counters wrap.  total counts those that found no reader too. */
struct xm_trace_counts {
	xm_s32_t unread;
	xm_u32_t lost;	  /* overwritten before they were read, or damaged */
	xm_u32_t total;	  /* events of the stream */
	xm_u32_t dropped; /* lines that its console could not take */
};

/* The compact status records; libxm expands them to the XM-ARM structures. */
struct xm_part_state {
	xm_u32_t state, op_mode, reset_counter, reset_status;
	xm_u64_t exec_us, virqs, sampling_read, sampling_written, queuing_sent, queuing_received;
	xm_u64_t late_ns_max; /* worst start of one of its slots after the boundary */
	char name[16];
	xm_u32_t input_lost;  /* bytes typed for it that found its ring full */
	xm_u32_t reset_cause; /* as in the control table */
};
struct xm_system_state {
	xm_u32_t reset_status;	/* 1: after a warm reset by the health monitor, else 0 */
	xm_u32_t reset_counter; /* warm resets since the last cold one */
	xm_u64_t hm_events, irqs;
	xm_u64_t frames; /* that have ended, been cut by a plan switch or passed over */
	xm_u64_t sampling_read, sampling_written, queuing_sent, queuing_received;
	xm_u64_t irq_ticks[32 * XM_HWIRQ_WORDS]; /* when each line came last; 0: never */
};
struct xm_plan_state {
	xm_u64_t switch_us; /* when the present plan began; 0: with the boot */
	xm_u32_t next;	    /* plan of the next frame */
	xm_u32_t current;
	xm_u32_t prev; /* all ones: none */
	xm_u32_t res;
};
/* A slot of a plan since the system's start, in all frames of that plan. */
struct xm_slot_state {
	xm_u32_t id, partition;
	xm_u32_t duration_us;
	xm_u32_t late_ns_max;	/* worst start after its boundary; all ones: that or more */
	xm_u32_t late_count;	/* starts later than the bound; wraps */
	xm_u32_t late_bound_ns; /* beyond which a start is an OVERRUN; of whole ticks */
};
_Static_assert(sizeof(struct xm_slot_state) == 24, "slot status");
struct xm_sampling_state {
	xm_s64_t timestamp;
	xm_u32_t last_len, flags;
};
struct xm_queuing_state {
	xm_u32_t messages, overflows, overflowed; /* overflowed: since the last clear */
};

/* A port as in the plan; what a channel says is 0 without one. */
struct xm_port_info {
	xm_u64_t refresh_ns;
	xm_u32_t max_len, depth, direction;
	xm_u32_t descriptor; /* XM_PORT_CLOSED while it is not open */
};
#define XM_PORT_CLOSED 0xffffffffu

#endif
