/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * virq.c - virtual interrupts.
 *
 * The bits are in the control table, read-only to the partition: pended by
 * ports, timers and hardware lines, masked by the partition through calls.
 * irq_off is the partition's own word and read once per decision.
 *
 * Invariant: v->pending says whether any unmasked line is pending.
 */
#include "virq.h"

#include "gmem.h"
#include "hypercall.h"
#include "part.h"

static void update(struct vcpu *v)
{
	const struct xm_pct *t = v->pct;
	u32 due = t->extIrqsPend & ~t->extIrqsMask;
	u32 i;

	for (i = 0; i < XM_HWIRQ_WORDS; i++)
		due |= t->hwIrqsPend[i] & ~t->hwIrqsMask[i];
	v->pending = due != 0;
}

void virq_pend_ext(struct vcpu *v, u32 n)
{
	v->pct->extIrqsPend |= 1u << n;
	update(v);
}

void virq_pend_hw(struct vcpu *v, u32 line)
{
	v->pct->hwIrqsPend[line / 32] |= 1u << line % 32;
	update(v);
}

void virq_pend(struct vcpu *v, const struct virq_set *set)
{
	u32 i;

	v->pct->extIrqsPend |= set->ext;
	for (i = 0; i < XM_HWIRQ_WORDS; i++)
		v->pct->hwIrqsPend[i] |= set->hw[i] & v->pct->hwIrqs[i];
	update(v);
}

void virq_drop(struct vcpu *v, const struct virq_set *set)
{
	u32 i;

	v->pct->extIrqsPend &= ~set->ext;
	for (i = 0; i < XM_HWIRQ_WORDS; i++)
		v->pct->hwIrqsPend[i] &= ~set->hw[i];
	update(v);
}

/* Each line of the set at the interrupt controller. */
static void lines_each(const u32 set[XM_HWIRQ_WORDS], bool on)
{
	u32 i, bits;

	for (i = 0; i < XM_HWIRQ_WORDS; i++) {
		for (bits = set[i]; bits; bits &= bits - 1) {
			u32 line = i * 32 + (u32)__builtin_ctz(bits);

			if (on)
				hal_irq_unmask(line);
			else
				hal_irq_mask(line);
		}
	}
}

void virq_mask(struct vcpu *v, const struct virq_set *set)
{
	u32 off[XM_HWIRQ_WORDS];
	u32 i;

	v->pct->extIrqsMask |= set->ext;
	for (i = 0; i < XM_HWIRQ_WORDS; i++) {
		off[i] = set->hw[i] & v->pct->hwIrqs[i];
		v->pct->hwIrqsMask[i] |= off[i];
	}
	lines_each(off, false);
	update(v);
}

void virq_unmask(struct vcpu *v, const struct virq_set *set)
{
	u32 on[XM_HWIRQ_WORDS];
	u32 i;

	v->pct->extIrqsMask &= ~set->ext;
	for (i = 0; i < XM_HWIRQ_WORDS; i++) {
		on[i] = set->hw[i] & v->pct->hwIrqs[i];
		v->pct->hwIrqsMask[i] &= ~on[i];
		on[i] &= ~v->pct->hwIrqsPend[i];
	}
	lines_each(on, true);
	update(v);
}

void virq_reset(struct vcpu *v)
{
	struct virq_set all = { ~0u, { ~0u, ~0u, ~0u } };

	virq_mask(v, &all);
	virq_drop(v, &all);
	v->ctl->irq_off = 1;
	v->irq_handler = v->fault_handler = v->fault_stack = v->fault_frame = 0;
}

void virq_slot(struct vcpu *v, bool begins)
{
	u32 open[XM_HWIRQ_WORDS];
	u32 i;

	for (i = 0; i < XM_HWIRQ_WORDS; i++)
		open[i] = v->pct->hwIrqs[i] & ~v->pct->hwIrqsMask[i] & ~v->pct->hwIrqsPend[i];
	lines_each(open, begins);
}

bool virq_due(const struct vcpu *v)
{
	return v->pending && v->irq_handler != 0 && *(const volatile u32 *)&v->ctl->irq_off == 0;
}

/* The line delivered next, hardware before extended, highest number first. */
static u32 highest(const struct xm_pct *t)
{
	u32 i, due;

	for (i = XM_HWIRQ_WORDS; i-- > 0;) {
		due = t->hwIrqsPend[i] & ~t->hwIrqsMask[i];
		if (due)
			return i * 32 + 31 - (u32)__builtin_clz(due);
	}
	due = t->extIrqsPend & ~t->extIrqsMask;
	return XM_VT_HW_MAX + 31 - (u32)__builtin_clz(due);
}

/* Taken: no longer pending; a hardware line stays masked until its handler has
   quieted the device. */
static void take(struct vcpu *v, u32 nr)
{
	struct xm_pct *t = v->pct;
	u32 bit = 1u << nr % 32;

	if (nr >= XM_VT_HW_MAX) {
		t->extIrqsPend &= ~bit;
	} else {
		t->hwIrqsPend[nr / 32] &= ~bit;
		t->hwIrqsMask[nr / 32] |= bit;
	}
	t->irqIndex = nr;
	v->virqs++;
	update(v);
}

/* A stack pointer that is not even word-aligned is no stack pointer. */
static struct xm_upcall_frame *frame_at(const struct vcpu *v, u32 sp)
{
	return sp % 8 ? NULL : gmem_ptr(v->part, sp, sizeof(struct xm_upcall_frame), GMEM_WRITE);
}

bool virq_deliver(struct vcpu *v)
{
	struct xm_upcall_frame *frame;
	struct hal_regs r;
	u32 nr = highest(v->pct);
	u32 pad, sp;

	hal_vcpu_regs(&v->hal, &r);
	pad = r.sp & 4;
	sp = r.sp - pad - (u32)sizeof(*frame);
	frame = frame_at(v, sp);
	if (frame == NULL)
		return false;
	take(v, nr);
	v->ctl->irq_off = 1;
	hal_vcpu_upcall(&v->hal, frame, sp, v->irq_handler, nr, pad ? XM_FRAME_PADDED : 0);
	return true;
}

bool virq_deliver_fault(struct vcpu *v, struct xm_fault *fault)
{
	u32 at = v->fault_stack - (u32)sizeof(*fault);
	u32 sp = at - (u32)sizeof(struct xm_upcall_frame);
	struct xm_upcall_frame *frame = frame_at(v, sp);
	u32 off = *(const volatile u32 *)&v->ctl->irq_off;
	struct hal_regs r;

	if (v->fault_handler == 0 || v->fault_frame != 0 || frame == NULL)
		return false;
	hal_vcpu_regs(&v->hal, &r);
	fault->cpsr = r.cpsr;
	fault->sp = r.sp;
	if (!gmem_put(v->part, at, fault, sizeof(*fault)))
		return false;
	v->ctl->irq_off = 1;
	v->fault_frame = sp;
	v->fault_sp = r.sp;
	hal_vcpu_upcall(&v->hal, frame, sp, v->fault_handler, at, off ? XM_FRAME_IRQ_OFF : 0);
	return true;
}

s32 virq_return(struct vcpu *v, u32 at)
{
	struct xm_upcall_frame frame;
	u32 sp = at + (u32)sizeof(frame);

	if (at % 8 || !gmem_get(v->part, &frame, at, sizeof(frame)))
		return XM_INVALID_PARAM;
	if (frame.cpsr & XM_FRAME_PADDED)
		sp += 4;
	if (at == v->fault_frame) {
		sp = v->fault_sp;
		v->fault_frame = 0;
	}
	v->ctl->irq_off = (frame.cpsr & XM_FRAME_IRQ_OFF) != 0;
	hal_vcpu_upcall_return(&v->hal, &frame, sp);
	return HC_NO_RESULT;
}
