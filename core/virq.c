/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * virq.c - virtual interrupts.
 *
 * The bits are in the control table, read-only to the partition: pended by
 * ports, timers and hardware lines, masked by the partition through calls.
 * irq_off is the partition's own word and read once per decision.
 *
 * Invariant: VF_PENDING says whether any unmasked line is pending.
 */
#include "virq.h"

#include "gmem.h"
#include "guards.h"
#include "hm.h"
#include "hypercall.h"
#include "part.h"
#include "trace.h"

enum { EXT = XM_HWIRQ_WORDS };
_Static_assert(VIRQ_WORDS == EXT + 1 && XM_VT_HW_MAX == EXT * 32, "words of lines");

/* Of hardware lines the one delivered next, NONE if none is due. */
static NOINLINE u32 next_line(const struct xm_pct *t)
{
	const u32 *pend = t->hwIrqsPend, *mask = t->hwIrqsMask;
	u32 due, w;

	_Static_assert(EXT == 3, "words of lines");
	if (((pend[0] & ~mask[0]) | (pend[1] & ~mask[1]) | (pend[2] & ~mask[2])) == 0)
		return NONE;
	WAY_OF(line);
	for (w = EXT; w-- > 0;) {
		LOOP_BOUND(EXT);
		due = pend[w] & ~mask[w];
		if (due)
			return w * 32 + 31 - (u32)__builtin_clz(due);
	}
	return NONE;
}

/* The line delivered next, hardware before extended, highest number first;
   NONE if none is due. */
static FAST u32 next_due(const struct vcpu *v)
{
	const struct xm_pct *t = v->pct;
	u32 due = t->extIrqsPend & ~t->extIrqsMask;
	u32 line = v->flags & VF_LINES ? next_line(t) : NONE;

	if (line != NONE)
		return line;
	return due ? XM_VT_HW_MAX + 31 - (u32)__builtin_clz(due) : NONE;
}

static void update(struct vcpu *v)
{
	v->flags |= VF_PENDING;
	if (next_due(v) == NONE)
		v->flags &= ~(u32)VF_PENDING;
}

void virq_pend_ext(struct vcpu *v, u32 n)
{
	virq_pend_lines(v, 1u << n);
}

void virq_pend_hw(struct vcpu *v, u32 line)
{
	struct xm_pct *t = v->pct;

	t->hwIrqsPend[line / 32] |= 1u << line % 32;
	if ((t->hwIrqsMask[line / 32] & 1u << line % 32) == 0)
		v->flags |= VF_PENDING;
}

static void assign(u32 *word, u32 lines, bool on)
{
	*word = on ? *word | lines : *word & ~lines;
}

void virq_change(struct vcpu *v, const u32 set[VIRQ_WORDS], enum virq_bit bit, bool on)
{
	struct xm_pct *t = v->pct;
	u32 w, lines;

	v->flags &= ~(u32)VF_SLOTS;
	assign(bit == VIRQ_MASKED ? &t->extIrqsMask : &t->extIrqsPend, set[0], on);
	/* A line is open at the controller while it is neither masked nor pending. */
	for (w = 0; w < EXT; w++) {
		LOOP_BOUND(EXT);
		lines = set[1 + w] & t->hwIrqs[w];
		assign(bit == VIRQ_MASKED ? &t->hwIrqsMask[w] : &t->hwIrqsPend[w], lines, on);
		hal_irq_gate(w, on ? lines : lines & ~(t->hwIrqsMask[w] | t->hwIrqsPend[w]), !on);
	}
	if ((t->extIrqsMask & 1u << XM_VT_EXT_CYCLIC_SLOT_START) == 0)
		v->flags |= VF_SLOTS;
	update(v);
}

void virq_reset(struct vcpu *v)
{
	static const u32 all[VIRQ_WORDS] = { ~0u, ~0u, ~0u, ~0u };

	virq_change(v, all, VIRQ_MASKED, true);
	virq_change(v, all, VIRQ_PENDING, false);
	v->ctl->irq_off = 1;
	v->irq_handler.cpsr = v->fault_handler.cpsr = v->fault_stack = v->fault_frame = 0;
}

void virq_slot(struct vcpu *v, bool begins)
{
	u32 w;

	if ((v->flags & VF_LINES) == 0)
		return;
	for (w = 0; w < EXT; w++) {
		LOOP_BOUND(EXT);
		hal_irq_gate(w, v->pct->hwIrqs[w] & ~v->pct->hwIrqsMask[w] & ~v->pct->hwIrqsPend[w],
			     begins);
	}
}

/* The three tables follow each other. */
_Static_assert(offsetof(struct xm_pct, hwIrq2Vector) ==
		       offsetof(struct xm_pct, trap2Vector) + 2 * VIRQ_FAULTS,
	       "vectors");
_Static_assert(offsetof(struct xm_pct, extIrq2Vector) ==
		       offsetof(struct xm_pct, hwIrq2Vector) + 2 * XM_VT_HW_MAX,
	       "vectors");

static u16 *vectors(struct vcpu *v)
{
	return (u16 *)((u8 *)v->pct + offsetof(struct xm_pct, trap2Vector));
}

void virq_default_vectors(struct vcpu *v)
{
	u16 *table = vectors(v), i;

	v->routed = false;
	*table++ = 0;
	*table++ = 1;
	*table++ = 2;
	_Static_assert(VIRQ_FAULTS == 3, "faults");
	for (i = 0; i < VIRQ_VECTORS - VIRQ_FAULTS; i++) {
		LOOP_BOUND(VIRQ_VECTORS - VIRQ_FAULTS);
		*table++ = i;
	}
}

s32 virq_route(struct vcpu *v, u32 type, u32 irq, u32 vector)
{
	static const u8 first[] = { 0, VIRQ_FAULTS, VIRQ_FAULTS + XM_VT_HW_MAX, VIRQ_VECTORS };

	if (type > XM_EXTIRQ_TYPE || irq >= (u32)(first[type + 1] - first[type]) ||
	    vector >= XM_VECTORS)
		return XM_INVALID_PARAM;
	vectors(v)[first[type] + irq] = (u16)vector;
	v->routed = true;
	return XM_OK;
}

bool virq_due(const struct vcpu *v)
{
	return (v->flags & VF_PENDING) != 0 && v->irq_handler.cpsr != 0 &&
	       *(const volatile u32 *)&v->ctl->irq_off == 0;
}

/* Taken: no longer pending; a hardware line stays masked until its handler has
   quieted the device. */
static void take(struct vcpu *v, u32 line)
{
	struct xm_pct *t = v->pct;
	u32 w = line / 32, bit = 1u << line % 32;

	if (w == EXT) {
		t->extIrqsPend &= ~bit;
	} else {
		t->hwIrqsPend[w] &= ~bit;
		t->hwIrqsMask[w] |= bit;
	}
	update(v);
}

/* The upcall of line, if its frame has a place. */
static FAST bool push(struct vcpu *v, u32 line)
{
	u32 pad, sp, size = sizeof(struct xm_upcall_frame);
	struct hal_regs r;
	void *frame;

	hal_vcpu_regs(&v->hal, &r);
	pad = r.sp & 4;
	sp = r.sp - pad - size;
	/* Not even word-aligned is no stack pointer. */
	if (sp % 8 || !gmem_reach(v->part, sp, size, GMEM_WRITE, &frame))
		return false;
	hal_vcpu_upcall(&v->hal, frame, sp, &v->irq_handler, vectors(v)[VIRQ_FAULTS + line],
			pad * (XM_FRAME_PADDED / 4));
	v->pct->irqIndex = line;
	v->part->stat.virqs++;
	v->ctl->irq_off = 1;
	return true;
}

NOINLINE bool virq_deliver(struct vcpu *v)
{
	u32 line = next_due(v);

	if (!push(v, line))
		return false;
	take(v, line);
	audit(AUDIT_VIRQ, v, line);
	return true;
}

bool virq_deliver_only(struct vcpu *v, u32 n)
{
	if ((v->pct->extIrqsMask & 1u << n) != 0 || v->irq_handler.cpsr == 0 ||
	    *(const volatile u32 *)&v->ctl->irq_off != 0 || !push(v, XM_VT_HW_MAX + n)) {
		virq_pend_ext(v, n);
		return false;
	}
	return true;
}

/* What a fault upcall pushes. */
struct fault_frame {
	struct xm_upcall_frame frame;
	struct xm_fault fault;
};

/* As trap2Vector counts them. */
static u32 kind_of(const struct hm_event *e)
{
	if (e->event == XM_HM_EV_ARM_UNDEF_INSTR)
		return 0;
	return (e->access & 0xff) == XM_ACCESS_EXECUTE ? 1 : 2;
}

bool virq_deliver_fault(struct vcpu *v, const struct hm_event *e)
{
	u32 sp = v->fault_stack - (u32)sizeof(struct fault_frame); /* 8-aligned */
	struct fault_frame *f = gmem_ptr(v->part, sp, sizeof(*f), GMEM_WRITE);
	struct hal_regs r;
	u32 off;

	if (f == NULL || v->fault_handler.cpsr == 0 || v->fault_frame != 0)
		return false;
	hal_vcpu_regs(&v->hal, &r);
	f->fault = (struct xm_fault){ e->event,		e->cause, e->pc, e->address,
				      e->access & 0xff, r.cpsr,	  r.sp,	 vectors(v)[kind_of(e)] };
	v->fault_frame = sp;
	v->fault_sp = r.sp;
	off = *(volatile u32 *)&v->ctl->irq_off;
	v->ctl->irq_off = 1;
	hal_vcpu_upcall(&v->hal, &f->frame, sp, &v->fault_handler,
			sp + (u32)offsetof(struct fault_frame, fault), off ? XM_FRAME_IRQ_OFF : 0);
	return true;
}

/* There are at most 8. */
const struct cfg_ipvi *virq_ipvi(const struct part *p, u32 no)
{
	const struct cfg_ipvi *ipvi;
	u32 i;

	for (i = 0; i < p->cfg->num_ipvis; i++) {
		LOOP_BOUND(IPVI_COUNT);
		ipvi = cfg_get_ipvi(&sys.cfg, p->cfg->first_ipvi + i);
		if (ipvi->id + XM_VT_EXT_IPVI0 == no)
			return ipvi;
	}
	return NULL;
}

s32 virq_return(struct vcpu *v, u32 at)
{
	struct xm_upcall_frame frame;
	u32 sp = at + (u32)sizeof(frame);
	void *from;
	s32 error;

	if (!gmem_near(v->part, at, sizeof(frame), &from)) {
		WAY_OF(asks);
		error = time_or_wait(v, FAR_INSNS);
		if (error)
			return error;
		from = gmem_find(v->part, at, sizeof(frame), GMEM_READ);
	}
	if (at % 8 || from == NULL)
		return XM_INVALID_PARAM;
	CALL_WITH(length, sizeof(frame));
	hal_copy(&frame, from, sizeof(frame));
	if (frame.cpsr & XM_FRAME_PADDED)
		sp += 4;
	if (at == v->fault_frame) {
		sp = v->fault_sp;
		v->fault_frame = 0;
	}
	v->ctl->irq_off = (frame.cpsr & XM_FRAME_IRQ_OFF) != 0;
	hal_vcpu_upcall_return(&v->hal, &frame, sp);
	v->flags |= VF_CALL;
	return HC_NO_RESULT;
}
