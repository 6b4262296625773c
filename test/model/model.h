/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * model.h - random runs of the core against an independent reference.
 *
 * plan.c   makes random plans
 * ref.c    the reference: schedule, ports, timers, states, memory, from the
 *          requirements and not from the core
 * ops.c    random operations of partitions and of the machine
 * check.c  the invariants, after every entry
 * model.c  the program
 */
#ifndef TEST_MODEL_MODEL_H
#define TEST_MODEL_MODEL_H

#include "guest.h"
#include "rig.h"

enum {
	MAX_PARTS = 4,
	MAX_CHANNELS = 6,
	MAX_DEPTH = 5,
	MAX_MESSAGE = 200,
	MAX_RANGES = 8,
	MAX_TRACE = 16,
	AREA_BYTES = 0x4000,
	RO_BYTES = 0x1000,
	SHARED_BYTES = 0x1000,
	IMAGE_BYTES = 0x300,
	SHARED_AT = 0x18000000,
	REGISTERS = 6,
	/* the first area: code, data, stacks */
	AT_HANDLER = 0x100,
	AT_FAULT_HANDLER = 0x200,
	AT_BUFFER = 0x1000,
	AT_NAME = 0x2000,
	AT_COPY = 0x2200,
	AT_LIST = 0x2400,
	AT_FAULT_STACK = 0x2800,
	AT_STACK = 0x3800,
	SLOT_LATE_NS = 20000,
};

#define REF_ANY	 ((s32)0x6aaaaaaa) /* whatever it returns is right */
#define REF_GONE ((s32)0x6bbbbbbb) /* no return: the context is new or halted */

struct message {
	u32 len;
	u8 bytes[MAX_MESSAGE];
};

struct ref_channel {
	u32 kind, max_len, depth, src, dest[MAX_PARTS], num_dests; /* partitions */
	u64 refresh_ns;
	struct message queue[MAX_DEPTH];
	u32 used, seq, overflows;
	bool overflowed;
	u64 time;
	u32 seen[MAX_PARTS];
};

struct ref_timer {
	bool armed;
	u64 next_us, interval;
};

/* Starts of a slot after its boundary. */
struct ref_slot {
	u64 worst; /* in ticks */
	u32 count; /* of those beyond SLOT_LATE_NS */
};

struct ref_part {
	u32 flags, ports;
	u32 port_channel[MAX_CHANNELS]; /* channel of each port */
	bool port_source[MAX_CHANNELS];
	bool open[MAX_CHANNELS];
	u32 ipvi[IPVI_COUNT]; /* destinations, as bits */
	u32 state;	      /* XM_STATUS_* */
	bool idle, waiting, loading;
	u64 since;  /* tick at which idle or waiting began */
	bool fresh; /* reset, has not run yet */
	u32 resets, counter, status, cause, mode;
	u32 vcpu_resets, upcalls;
	u32 depth;	 /* nested handlers */
	u32 fault_depth; /* at which the fault handler runs; 0: it does not */
	u32 fault_handler, fault_stack;
	u64 exec;
	struct ref_timer timer;
	bool timer_seen;   /* its upcall was made since the expiry before */
	bool timer_pended; /* at the end of the step before */
	u64 messages[4];
	bool owns_line;
	u64 irq_tick;  /* when its line came last */
	u32 line;      /* number of its next line of text */
	u32 line_left; /* bytes of it not yet taken */
};

/* A partition's events; what the hypervisor traces is not known here. */
struct ref_trace {
	u32 length, mask; /* of the plan */
	u32 total, next, lost;
	u8 payload[MAX_TRACE][8];
};

struct range {
	u32 part;
	gaddr_t at;
	u32 length;
};

struct ref {
	struct tb tb;
	u32 parts, channels;
	bool shared, ro;
	bool plain; /* nothing that every decision has to look at */
	struct ref_part part[MAX_PARTS];
	struct ref_channel channel[MAX_CHANNELS];
	struct ref_trace trace[MAX_PARTS];
	u32 plan, next, prev;	 /* NONE: none */
	u64 origin;		 /* tick from which nanoseconds are counted */
	u64 began_ns, switch_ns; /* when the plan began, and when the next one does */
	u64 switched;		 /* tick of the last switch */
	u64 last;		 /* tick of the last entry */
	u64 watchdog;		 /* tick at which it expires, NEVER */
	u32 raised, read;	 /* records of the log */
	u32 cause;		 /* of the warm reset to come, if an event is it */
	u64 irqs;		 /* taken from lines of partitions */
	bool late;		 /* this step made slots late: more may have been raised */
	struct ref_slot slot[TB_SLOTS];
	u64 due;     /* tick of the first boundary that no entry has seen */
	bool jumped; /* over a frame or more: how slots were entered is not known */
	struct range ranges[MAX_RANGES]; /* guest memory this entry may write */
	u32 num_ranges;
	u32 reg[REGISTERS]; /* of devices; owners and masks are in the table */
	u8 own[MAX_PARTS][AREA_BYTES];
	u8 shared_bytes[SHARED_BYTES];
	u8 ro_bytes[MAX_PARTS][RO_BYTES];
};
extern struct ref ref;

struct service_count {
	u32 calls, good, bad, rewound;
};
extern struct service_count services[XM_HC_COUNT + 1];

#define REGISTER_AT(i) (0xe0003000u + (i)*4)

/* plan.c */
void plan_random(void);

/* ref.c */
void ref_boot(bool warm);
void ref_settle(void);	      /* a switch whose time has come is done */
void ref_timer(void);	      /* the timer has entered: what begins with that */
u64 ref_offset_ns(u64 tick);  /* of the tick in its frame */
u32 ref_owner(u64 tick);      /* partition, or NONE */
u64 ref_boundary(u64 tick);   /* the next moment anything begins or ends */
u64 ref_slot_start(u64 tick); /* of the slot the tick is in */
bool ref_buffer(u32 part, gaddr_t at, u32 length, bool write);
u8 *ref_memory(u32 part, gaddr_t at);
void ref_may_write(u32 part, gaddr_t at, u32 length);
void ref_reset(u32 part, u32 mode, u32 status);
void ref_loaded(u32 part);
void ref_halt(u32 part);
bool ref_right(u32 part, u32 nr, u32 first);
u32 ref_bound(u32 part, u32 nr, const u32 arg[5]);
s32 ref_call(u32 part, u32 nr, const u32 arg[5], s32 result);
void ref_last_call(u32 part, u32 nr, const u32 arg[5]); /* the system ended in it */
void ref_record(u32 part, u32 event);			/* only the record of it */
u32 ref_event(u32 part, const struct hal_fault *fault);
void ref_action(u32 part, u32 event);
void ref_fault(u32 part, const struct hal_fault *fault);
u64 ref_us(u64 tick);
u64 ref_ticks_up(u64 us);

/* ops.c */
u64 random_u64(void);
u32 random_below(u32 n);
bool chance(u32 percent);
void random_seed(u64 seed);
void op_random(void);

/* check.c */
void check_attach(void);
void check_new_plan(void);
void check_step(void);
void check_text(void);
void check_services(void);
/* Remember an operation; the last ones are printed when the run fails. */
void model_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void model_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
extern u64 model_seed, model_entries;

#endif
