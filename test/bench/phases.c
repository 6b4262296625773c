/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * phases.c - the cases of all services, and faults, so that each begins at every distance
 * from the end of a slot (phases.S).  bench.py sees how late the next one begins, that of
 * witness.c.  What the calls return is not looked at: others have to do with the same
 * queues, and subject.c looks at it.  A line for each case:
 *
 *	PHASES section=<service> case=<words>
 */
#include "bench.h"

#include <irqs.h>
#include <stdio.h>

static const char *service;

/* Of the first turn, below the wide step FAR of phases.S: the cases of a service meet different
   phases. */
static xm_u32_t next_delay(void)
{
	static xm_u32_t delay;

	delay = (delay + 1) % FAR;
	return delay;
}

void section(const char *name)
{
	service = name;
}

static void report(const char *what, const char *how)
{
	printf("PHASES section=%s%s case=%s\n", service, how, what);
}

/* Of the partition, which its library keeps for itself: off, without a look at what pends. */
extern volatile struct vcpu_ctl *libxm_ctl;

void bench_pend(void)
{
	libxm_ctl->irq_off = 1;
	XM_set_irqpend(0, 1u << XM_VT_EXT_IPVI0);
}

void bench_open(void)
{
	XM_clear_irqmask(0, 1u << XM_VT_EXT_IPVI0);
	libxm_ctl->irq_off = 0;
}

/* Bounds, as the list of services names them. */
enum {
	HC_FREE,
#define BOUND(NAME, instructions, words) HC_##NAME,
#include "../../abi/bounds.def"
};

/* May it begin at any time? */
static int is_free(xm_u32_t nr)
{
	static const char free[HC_COUNT] = {
#define HC(number, name, right, bound, nargs) [number] = (bound) == HC_FREE,
#include "../../abi/hypercalls.def"
	};

	return free[nr];
}

static void alone(const char *what, const struct call *first, xm_u32_t calls)
{
	refill(share()->fill); /* the text before it is out a frame later */
	bench_phases(first, first + calls, next_delay());
	report(what, "");
}

static void interrupt_due(const char *what, const struct call *first, xm_u32_t calls)
{
	const struct call install = CALL(set_vectors, XM_OK, PTR(bench_handler), 0, 0, 0);

	bench_prepare(&install, &install + 1, 1);
	bench_due_phases(first, first + calls, next_delay());
	report(what, ", interrupt due");
}

void measure(const char *what, const struct call *first, xm_u32_t calls, xm_u32_t rounds)
{
	(void)rounds;
	alone(what, first, calls);
	if (is_free(first->nr) && first->nr != HC_idle_self && first->nr != HC_set_vectors)
		interrupt_due(what, first, calls);
}

/* Nothing of them is begun in a slot as short as that. */
void measure_lives(const char *what, const struct call *first, xm_u32_t calls, xm_u32_t rounds)
{
	(void)what;
	(void)first;
	(void)calls;
	(void)rounds;
}

/* The interrupt is delivered to the stack above the frame. */
void measure_return(const char *what)
{
	struct share *s = share();
	const struct call back = CALL(upcall_return, XM_OK, PTR(&s->frame));

	s->frame = (struct xm_upcall_frame){ .pc = PTR(bench_after_bench_phases),
					     .cpsr = XM_FRAME_IRQ_OFF };
	alone(what, &back, 1);
	s->frame = (struct xm_upcall_frame){ .pc = PTR(bench_after_bench_due_phases) };
	interrupt_due(what, &back, 1);
}

static void skip(trapCtxt_t *ctxt)
{
	ctxt->pc += 4;
}

/* Before any service has had other handlers set. */
static void measure_faults(void)
{
	const struct call nothing = { .nr = 0 };

	InstallUndefInstrHandler(skip);
	section("fault");
	bench_fault_phases(&nothing, &nothing + 1, next_delay());
	report("undefined instruction", "");
}

static void report_lateness(void)
{
	struct xm_part_state state;

	if (XM_get_partition_state(WITNESS, &state) == XM_OK)
		printf("LATE ns=%u\n", (xm_u32_t)state.late_ns_max);
}

void PartitionMain(void)
{
	open_ports();
	refill(16);
	measure_faults();
	all_services();
	bench_sizes();
	report_lateness();
	XM_halt_system_status(0);
}
