/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * rig.h - a whole system on the host: a plan from the table builder, the fake
 * machine, the core, and a processor that does what the entries tell it.
 *
 * The rig is the HAL's other half: it enters the core as exceptions would and
 * obeys what the entry returns.  Tests act as the partition's code by issuing
 * hypercalls and by touching guest memory.
 */
#ifndef TEST_FAKE_RIG_H
#define TEST_FAKE_RIG_H

#include "fake_hal.h"
#include "pct.h"
#include "table_builder.h"

#define RIG_T0_US   1000 /* the first frame begins at this time of the hardware clock */
#define RIG_REWOUND ((s32)0x7eeeeeee) /* the call waits at its svc */

struct rig {
	struct tb *tb;
	struct hal_vcpu *current; /* NULL: asleep */
	struct hal_vcpu *caller;  /* who entered last */
	bool reloaded;		  /* the last entry returned another or a fresh context */
	u32 entries;
	u32 line;   /* the interrupt that was the last entry; NONE: it was something else */
	bool timer; /* the last entry was the timer's */
	u64 zero;   /* tick at which the first frame began */
	void (*after)(void); /* called after each entry, if set */
};
extern struct rig rig;

/* Build table and image, power on, boot cold, and let time pass to the start
   of the first frame.  Ends the program unless the core comes up. */
void rig_start(struct tb *t);
void rig_start_image(struct tb *t, u32 image_bytes);

/* The same for tests that expect a rejection: returns how the boot ended. */
enum fake_end rig_boot(struct tb *t, u32 reason);

/* Boot again over the memory as it is. */
enum fake_end rig_reboot(u32 reason);

/* --- what partition code can do -------------------------------------------------- */

/* One svc of the running partition; RIG_REWOUND if it did not start. */
s32 rig_call(u32 nr, u32 a0, u32 a1, u32 a2, u32 a3, u32 a4);
#define rig_call0(nr)		  rig_call(nr, 0, 0, 0, 0, 0)
#define rig_call1(nr, a)	  rig_call(nr, a, 0, 0, 0, 0)
#define rig_call2(nr, a, b)	  rig_call(nr, a, b, 0, 0, 0)
#define rig_call3(nr, a, b, c)	  rig_call(nr, a, b, c, 0, 0)
#define rig_call4(nr, a, b, c, d) rig_call(nr, a, b, c, d, 0)

/* The same until it is done, letting time pass while it waits. */
s32 rig_call_done(u32 nr, u32 a0, u32 a1, u32 a2, u32 a3, u32 a4);

void rig_fault(u32 kind, u32 pc, u32 address, bool write);
void rig_irq(u32 line);

/* Call a function of the core as if from below an entry; nobody is switched. */
void rig_inside(void (*function)(void *), void *arg);

/* --- time ------------------------------------------------------------------------ */

u64 rig_ticks(u64 ns); /* rounded down */
u64 rig_at(u64 ns);    /* the tick so long after the first frame began */
/* Let time pass, timer and interrupts entering as they are due. */
void rig_run_until(u64 tick);
void rig_run_ns(u64 ns);
/* Jump without an entry; the timer enters late. */
void rig_late_ns(u64 ns);
/* Until the partition runs, at most a second. */
void rig_run_to(u32 part);

/* --- looking in ------------------------------------------------------------------- */

/* The partition that runs, or NONE. */
u32 rig_running(void);
struct hal_vcpu *rig_vcpu(u32 part);
/* Guest memory of the partition as its program sees it; NULL: it would fault. */
void *rig_guest(u32 part, gaddr_t address, u32 length);
void rig_poke(u32 part, gaddr_t address, const void *data, u32 length);
void rig_poke_string(u32 part, gaddr_t address, const char *text);
u32 rig_peek32(u32 part, gaddr_t address);
volatile struct xm_pct *rig_pct(u32 part);
volatile struct vcpu_ctl *rig_ctl(u32 part);
const char *rig_text(u32 uart);
/* How often needle occurs in what the UART got. */
u32 rig_count_text(u32 uart, const char *needle);
void rig_forget_text(void);

#endif
