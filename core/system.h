/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * system.h - where the state of the core is.
 *
 * struct system is written at boot and, but for its chores, constant afterwards; what changes is in
 * struct percpu (owned by its CPU) and in struct part and struct vcpu (written
 * by the CPU whose entry acts on them).  Channels, consoles and the log are
 * shared; while one CPU runs they need no lock.
 */
#ifndef CORE_SYSTEM_H
#define CORE_SYSTEM_H

#include "abi.h"
#include "config_bind.h"
#include "hal.h"
#include "pct.h"
#include "sched.h"
#include "watchdog.h"

struct part;
struct vcpu;

/* What a decision, and what the end of a slot, has to look at besides who is next. */
enum chore {
	CHORE_CONSOLE = 1 << 0, /* there may be text for a UART */
	CHORE_REPORT = 1 << 1,	/* records or events are to become lines */
	CHORE_LISTEN = 1 << 2,	/* somebody gets what is typed */
	CHORE_ALWAYS = 1 << 3,	/* the plan has a watchdog, scrubs, or traces what happens */
	CHORE_PLAN = 1 << 4,	/* another plan is to begin with the next frame */
	CHORE_TALK = CHORE_CONSOLE | CHORE_REPORT | CHORE_LISTEN,
};

/* What memory_copy moves at a time. */
enum { BOUNCE_BYTES = 1024 };

struct percpu {
	struct vcpu *current; /* whose registers are loaded; NULL: asleep */
	struct vcpu *slot;    /* to whom the slot belongs; NULL: a gap */
	struct sched sched;
	struct moment known; /* for vtime_now_us() */
	s32 longest;	     /* ticks in which every call ends, whatever it is about, */
	u32 decision;	     /* and every decision */
	u64 since;	     /* when current got the processor, in ticks */
	struct vcpu *holder; /* who had it at the last boundary */
	u32 late_bound;	     /* a slot is late beyond so many ticks */
	u32 id;		     /* index of its record in the table */
	struct watchdog watchdog;
	struct xm_system_state stat; /* events and resets are added when it is asked for */
	/* Of a copy between spaces, of which one is loaded at a time; what is put together
	   for a partition. */
	u64 bounce[BOUNCE_BYTES / sizeof(u64)];
};

struct system {
	union {
		struct {
			struct percpu *cpu;
			struct part *part;
			struct vcpu *vcpu;
			struct slot *slot;
			struct port *port;
			struct channel *channel;
			struct console *console;
		};
		void *array[7]; /* the same, for boot.c */
	};
	u32 chores;	   /* CHORE_*, of all; written by their entries, of which one runs */
	u8 *memory;	   /* the hypervisor's area, */
	u32 taken, limit;  /* of which so much is taken, and may be */
	u32 reset_counter; /* warm resets since the last cold one */
	u32 reset_cause;   /* not 0: the last one was warm and the health monitor's */
	u32 audit;	   /* modules whose events are traced */
	const struct manifest *manifest;
	const u8 *image; /* the image store */
	u32 image_size;
	struct config cfg;
	struct vcpu *owner[32 * XM_HWIRQ_WORDS]; /* of each hardware line, or NULL */
	u32 surplus;	/* instructions by which all bounds are longer: the plan is so large */
	bool panicking; /* a panic is being told */
};
extern struct system sys;

static inline struct percpu *this_cpu(void)
{
	return sys.cpu;
}

/*
 * Boot: count times bytes of the hypervisor's memory, zero, at a multiple of align.
 * The boot stops if there is not so much.
 */
void *sys_take(u32 count, u32 bytes, u32 align);

/* Load the memory of v's partition, in as many pieces as end before this CPU's
   next boundary; an image that is damaged or missing is the partition's event. */
void sys_load(struct vcpu *v);

/* Print the final line and stop; status is the exit code of a simulation. */
_Noreturn void sys_halt(u32 status);

/* XM_COLD_RESET or XM_WARM_RESET of the whole system. */
_Noreturn void sys_reset(u32 mode);

#endif
