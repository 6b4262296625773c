/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * irq.c - from the upcall entries of upcall.S to the handlers a program
 * installed, and back.
 */
#include "libxm.h"

#include <string.h>
#include <xal.h>

enum {
#define HM_CAUSE(nr, name, event, sentence) CAUSE_##name = (nr),
#include "causes.h"
};

#define CPSR_T	0x20u
#define CPSR_IT 0x0600fc00u

static exceptionHandler_t irq_handlers[TRAPTAB_LENGTH]; /* by vector */
static exceptionHandler_t undef_handler, prefetch_handler, data_handler, fp_handler;
static struct xm_fault last_fault;

/* --- the context a handler sees -------------------------------------------------- */

static void load_context(trapCtxt_t *ctxt, const struct xm_upcall_frame *frame, xm_u32_t sp)
{
	ctxt->r[0] = frame->r0;
	ctxt->r[1] = frame->r1;
	ctxt->r[2] = frame->r2;
	ctxt->r[3] = frame->r3;
	ctxt->r[12] = frame->r12;
	ctxt->lr = frame->lr;
	ctxt->pc = frame->pc;
	ctxt->cpsr = frame->cpsr & ~(XM_FRAME_IRQ_OFF | XM_FRAME_PADDED);
	ctxt->spsr = ctxt->cpsr;
	ctxt->sp = sp;
	ctxt->trapSp = (xm_u32_t)frame;
}

/* The IT state after one instruction of an IT block (ARM DDI 0406C A2.5.2). */
static xm_u32_t it_advance(xm_u32_t cpsr)
{
	xm_u32_t it = ((cpsr >> 8) & 0xfcu) | ((cpsr >> 25) & 3u);

	it = (it & 7u) ? (it & 0xe0u) | ((it << 1) & 0x1fu) : 0;
	return (cpsr & ~CPSR_IT) | ((it & 0xfcu) << 8) | ((it & 3u) << 25);
}

/*
 * A handler that moves pc either skips an instruction (bit 0 clear: the state
 * stays) or goes on at a Thumb function, whose address has bit 0 set.
 */
static void move_pc(struct xm_upcall_frame *frame, xm_u32_t pc)
{
	if (pc & 1u)
		frame->cpsr = (frame->cpsr & ~CPSR_IT) | CPSR_T;
	else
		frame->cpsr = it_advance(frame->cpsr);
	frame->pc = pc & ~1u;
}

static void store_context(struct xm_upcall_frame *frame, const trapCtxt_t *ctxt)
{
	xm_u32_t marks = frame->cpsr & (XM_FRAME_IRQ_OFF | XM_FRAME_PADDED);

	frame->r0 = ctxt->r[0];
	frame->r1 = ctxt->r[1];
	frame->r2 = ctxt->r[2];
	frame->r3 = ctxt->r[3];
	frame->r12 = ctxt->r[12];
	frame->lr = ctxt->lr;
	frame->cpsr = (ctxt->cpsr & ~(XM_FRAME_IRQ_OFF | XM_FRAME_PADDED)) | marks;
	if (ctxt->pc != frame->pc)
		move_pc(frame, ctxt->pc);
}

/* --- virtual interrupts ---------------------------------------------------------------- */

void libxm_irq(trapCtxt_t *ctxt, struct xm_upcall_frame *frame)
{
	xm_u32_t line = libXmParams.partCtrlTab->irqIndex, vector = ctxt->irqNr % TRAPTAB_LENGTH;
	xm_u32_t padding = frame->cpsr & XM_FRAME_PADDED ? 4 : 0;
	exceptionHandler_t handler = irq_handlers[vector];

	libxm_depth++;
	load_context(ctxt, frame, (xm_u32_t)(frame + 1) + padding);
	if (!handler)
		XALHalt("Unexpected interrupt %u\n", vector);
	handler(ctxt);
	XM_disable_irqs();
	if (line < XM_VT_HW_MAX)
		libxm_open_line(line);
	libxm_leave_upcall();
	store_context(frame, ctxt);
}

/* --- faults ------------------------------------------------------------------------------ */

static exceptionHandler_t fault_handler(const struct xm_fault *fault)
{
	switch (fault->vector) {
	case 0:
		return fault->cause == CAUSE_FP_DISABLED && fp_handler ? fp_handler : undef_handler;
	case 1:
		return prefetch_handler;
	case 2:
		return data_handler;
	default:
		return irq_handlers[fault->vector % TRAPTAB_LENGTH];
	}
}

void libxm_fault(trapCtxt_t *ctxt, struct xm_upcall_frame *frame, const struct xm_fault *fault)
{
	exceptionHandler_t handler = fault_handler(fault);

	libxm_depth++;
	last_fault = *fault;
	load_context(ctxt, frame, fault->sp);
	if (!handler)
		XALHalt("Unexpected fault %u at pc=0x%08x addr=0x%08x\n", fault->event, fault->pc,
			fault->address);
	handler(ctxt);
	XM_disable_irqs();
	libxm_leave_upcall();
	store_context(frame, ctxt);
}

const struct xm_fault *XALGetFault(void)
{
	return &last_fault;
}

/* --- installing ----------------------------------------------------------------------------- */

xm_s32_t InstallIrqHandler(xm_s32_t nr, exceptionHandler_t handler)
{
	return nr < IRQTAB_LENGTH ? InstallTrapHandler(nr, handler) : -1;
}

xm_s32_t InstallTrapHandler(xm_s32_t nr, exceptionHandler_t handler)
{
	if (nr < 0 || nr >= TRAPTAB_LENGTH)
		return -1;
	irq_handlers[nr] = handler;
	return 0;
}

xm_s32_t InstallUndefInstrHandler(exceptionHandler_t handler)
{
	undef_handler = handler;
	return 0;
}

xm_s32_t InstallPrefetchAbortHandler(exceptionHandler_t handler)
{
	prefetch_handler = handler;
	return 0;
}

xm_s32_t InstallDataAbortHandler(exceptionHandler_t handler)
{
	data_handler = handler;
	return 0;
}

xm_s32_t InstallFPFault(exceptionHandler_t handler)
{
	fp_handler = handler;
	return 0;
}

xm_s32_t InstallSwiHandler(xm_s32_t nr, swiHandler_t handler)
{
	(void)nr;
	(void)handler;
	return XM_OP_NOT_ALLOWED;
}
