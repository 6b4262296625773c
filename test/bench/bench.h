/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * bench.h - what the partition that measures consists of.
 *
 * A measurement is a list of calls that is made again and again, timed by the
 * clock of the partition; the same without the traps is taken off.  Each prints
 * a line for bench.py:
 *
 *	BENCH section=<service> case=<words> calls=<in the list> rounds=<n>
 *		ticks=<with traps> empty=<without> wrong=<unexpected results>
 */
#ifndef TEST_BENCH_H
#define TEST_BENCH_H

#include <xm.h>

enum { REPEAT = 200, MESSAGE_MAX = 4096, DEPTH = 64, WORDS = 5 };

/* As calls.S loads it. */
struct call {
	xm_u32_t arg[WORDS];
	xm_s32_t wanted;
	xm_u32_t nr;
};

/* (first, end, rounds): how many results were not the wanted ones. */
xm_u32_t bench_calls(const struct call *first, const struct call *end, xm_u32_t rounds);
xm_u32_t bench_empty(const struct call *first, const struct call *end, xm_u32_t rounds);
xm_u32_t bench_prepare(const struct call *first, const struct call *end, xm_u32_t rounds);
void bench_stubs(xm_u32_t rounds);
void bench_no_stubs(xm_u32_t rounds);
void bench_spin(xm_u32_t turns);
/* The first call, then the others, at one phase after the other.  delay: instructions
   before it, from the first ones of the slot on, to begin with.  The second does the same
   with an instruction that is none. */
void bench_phases(const struct call *first, const struct call *end, xm_u32_t delay);
void bench_fault_phases(const struct call *first, const struct call *end, xm_u32_t delay);
/* The same for calls that end with the delivery of an interrupt, which pends before the slot
   and is opened in it. */
void bench_due_phases(const struct call *first, const struct call *end, xm_u32_t delay);
void bench_pend(void);
void bench_open(void);
void bench_handler(void);

enum {
#define HC(number, name, right, bound, nargs) HC_##name = (number),
#include "../../abi/hypercalls.def"
	HC_COUNT = 0
#define HC(number, name, right, bound, nargs) +1
#include "../../abi/hypercalls.def"
};

/* One service, one list of calls; the name of the service that follows is that of
   section(). */
void section(const char *service);
void measure(const char *what, const struct call *first, xm_u32_t calls, xm_u32_t rounds);

/* upcall_return with a frame in the share. */
void measure_return(const char *what);
/* Behind the traps of the loops: where such a frame goes on. */
extern char bench_after_bench_calls[], bench_after_bench_phases[], bench_after_bench_due_phases[];

/* A list whose last call does not return, but begins the partition anew at bench_born(). */
void measure_lives(const char *what, const struct call *first, xm_u32_t calls, xm_u32_t rounds);
void bench_lives(const struct call *first, const struct call *end, xm_u32_t rounds);
void bench_no_lives(const struct call *first, const struct call *end, xm_u32_t rounds);
extern char bench_born_bench_lives[];

xm_u64_t bench_ticks(void);
/* The line: t has the clock before and after, with traps and without. */
void bench_report(const char *what, xm_u32_t calls, xm_u32_t rounds, const xm_u64_t t[4],
		  xm_u32_t wrong);

#define CALL(name, result, ...) ((struct call){ { __VA_ARGS__ }, (result), HC_##name })
/* The same call again and again. */
#define MEASURE(what, name, result, ...) \
	measure(what, (struct call[]){ CALL(name, result, ##__VA_ARGS__) }, 1, REPEAT)
/* One call, which is measured, and another that undoes it. */
#define MEASURE_PAIR(what, first, second) measure(what, (struct call[]){ first, second }, 2, REPEAT)

#define PTR(p)				  ((xm_u32_t)(p))

/* Partitions of plan.services.xml. */
enum { SUBJECT, PEER, VICTIM, WITNESS };

/* In the last area of memory of the subject, and of the peer: what that is asked to do in its
   next slot, and what is to lie where it is found last. */
struct share {
	volatile xm_u32_t fill;	 /* messages of that size for the subject; 0: none */
	volatile xm_u32_t state; /* length of a state for the port in3; 0: none */
	volatile xm_u32_t raise; /* so many events of its own for the log */
	volatile xm_u32_t done;
	struct xm_upcall_frame frame;
	char message[MESSAGE_MAX + 8];
};
struct share *share(void);

/* A frame later, with the queue to the peer empty and that from it full of messages
   of size bytes. */
void refill(xm_u32_t size);

/* bench_<service>: the cases of each service of the list.  A service without one is
   an undefined reference. */
#define HC(number, name, right, bound, nargs) void bench_##name(void);
#include "../../abi/hypercalls.def"

/* The cases of all of them. */
void all_services(void);

void open_ports(void);
void bench_sizes(void);
void bench_sweep(void);

/* Handlers that return at once, for what follows. */
void bench_handlers_on(void);
void bench_timer(void);
void bench_device(void);
void bench_interrupts(void);

#endif
