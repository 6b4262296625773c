/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * part.h - partitions and their virtual CPUs: states and resets.
 */
#ifndef CORE_PART_H
#define CORE_PART_H

#include "input.h"
#include "load.h"
#include "log.h"
#include "ring.h"
#include "system.h"
#include "vtime.h"

/* What must be looked at: a virtual CPU without any of these goes on as it is. */
enum vcpu_flag {
	VF_STOPPED = 1 << 0, /* state is not XM_STATUS_READY */
	VF_START = 1 << 1,   /* needs a fresh context before it runs, and perhaps a load */
	VF_IDLE = 1 << 2,    /* gave up its slot until an interrupt or the next slot */
	VF_WAITING = 1 << 3, /* at an svc or a fault that did not fit the slot */
	VF_PENDING = 1 << 4, /* some unmasked interrupt is pending */
	VF_RESCHED = 1 << 5, /* it runs, and who runs next or until when is to be decided again */
	VF_CALL = 1 << 6,    /* the call it has made ends without a result */
	VF_TIMERS = 1 << 7,  /* some timer is armed, */
	VF_LINES = 1 << 8,   /* its partition owns hardware lines */
	VF_SLOTS = 1 << 9,   /* the interrupt at the start of its slots is not masked */
	VF_EXEC = 1 << 10,   /* that of the execution clock is */
	/* until it runs again; and what matters where an entry returns to it */
	VF_HELD = VF_IDLE | VF_WAITING,
	VF_RETURN = VF_STOPPED | VF_START | VF_HELD | VF_PENDING | VF_RESCHED,
};

/* Written by the CPU it is bound to, through the entries. */
struct vcpu {
	u32 flags;   /* VF_* */
	u8 state;    /* XM_STATUS_READY, SUSPENDED or HALTED */
	bool routed; /* some line has another number than its own */
	struct part *part;
	struct xm_pct *pct; /* the truth about pending and masked interrupts */
	struct vcpu_ctl *ctl;
	u32 pct_guest; /* where the partition sees pct */
	u32 id;
	u32 entry;				     /* where it starts */
	struct hal_entry irq_handler, fault_handler; /* cpsr 0: none */
	u32 fault_stack;
	u32 list_at, list_end; /* of calls, while they are issued */
	u32 fault_frame;       /* of the fault being handled; 0: none */
	u32 fault_sp;	       /* stack pointer to go back to after it */
	bool traced;	       /* its calls are */
	u64 exec;	       /* ticks run, without the present stretch */
	u32 late_max;	       /* the worst of all its slots */
	struct percpu *cpu;    /* that it is bound to */
	struct vtimer timer[2];
	struct hal_vcpu hal; /* last: what the core uses all the time is in short reach */
};

/* Where the core sees the first area of a partition that it may write; size 0: nowhere. */
struct home {
	gaddr_t start;
	u32 size;
	u8 *view;
};

enum { LIFE = 8 };
struct part {
	const struct cfg_part *cfg;
	struct vcpu *vcpus;
	const struct cfg_area *areas;
	struct port *ports;
	u32 num_ports;
	struct home home;
	u32 generation; /* ports opened in another one are closed; an odd multiple of LIFE */
	u32 entry;
	u32 restarts;	       /* by the health monitor */
	enum load_phase phase; /* of the load in progress */
	struct hal_space space;
	struct record_ring *log, *trace;
	struct ring ring;
	struct input input;
	bool listening;		   /* what is typed is for it: its slots listen */
	struct xm_part_state stat; /* state, times: brought up to date when asked for */
	struct load load;
};

/* Boot: tie part i to its records and memory; state HALTED. */
void part_init(struct part *p, u32 index);

/* Area i of p. */
const struct cfg_area *part_area(const struct part *p, u32 i);

/* The partition with this id, which is one. */
struct part *part_by_id(u32 id);

void part_halt(struct part *p);
void part_suspend(struct part *p); /* a halted one stays halted */
void part_resume(struct part *p);  /* only a suspended one */

/*
 * XM_COLD_RESET or XM_WARM_RESET, for the reason that stat.reset_cause gives.
 * entry: first instruction, XM_DEFAULT_ENTRY keeps the present one.  Takes
 * effect in the partition's next slot: the context is made, and after a cold
 * reset memory reloaded, in its own time.
 */
void part_reset(struct part *p, u32 mode, u32 entry, u32 status);

/* The same for one virtual CPU, in its next slot: nothing but its context is new. */
void part_reset_vcpu(struct vcpu *v, u32 entry);

/* Stop one virtual CPU until it, or the partition, is reset. */
void part_halt_vcpu(struct vcpu *v);

/* The entry of this CPU that is at work ends with a decision. */
static inline void vcpu_resched(void)
{
	if (this_cpu()->current)
		this_cpu()->current->flags |= VF_RESCHED;
}

/* No start of the slot was so late before; its vCPU knows the worst of all its slots. */
static inline void vcpu_note_late(struct slot *slot, u32 late)
{
	slot->late_max = late;
	if (late > slot->vcpu->late_max)
		slot->vcpu->late_max = late;
}

/* Give v its fresh context; called when it is about to run. */
void part_start(struct vcpu *v);

/* The name at this offset of the table's strings, NONE: "", to CFG_NAME_MAX + 1
   bytes that are zero. */
void part_copy_name(void *to, u32 offset);

/* Control table: flags, slot information. */
void part_show_state(struct vcpu *v);

#endif
