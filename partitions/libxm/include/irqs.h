/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * irqs.h - handlers for virtual interrupts and propagated faults.
 *
 * A handler runs on the interrupted stack (a fault handler on the fault stack)
 * with virtual interrupts off, and may call every service.  Changes it makes to
 * r[], lr, pc and the flags of cpsr take effect when it returns; sp does not
 * change.
 */
#ifndef LIBXM_IRQS_H
#define LIBXM_IRQS_H

#include <xm.h>

typedef struct _irqCtxt {
	xm_u32_t irqNr; /* the number installed; for a fault its XM_HM_EV_* */
	xm_u32_t sp;
	xm_u32_t spsr; /* of the interrupted code, like cpsr */
	xm_u32_t cpsr;
	xm_u32_t trapSp; /* where the hypervisor stored the registers */
	xm_u32_t lr;
	xm_u32_t r[13];
	xm_u32_t pc;
} irqCtxt_t;
typedef irqCtxt_t trapCtxt_t;

typedef void (*exceptionHandler_t)(trapCtxt_t *ctxt);
typedef void (*irqHandler_t)(trapCtxt_t *ctxt);
typedef void (*swiHandler_t)(int nr, irqCtxt_t *ctxt);

/* Hardware line n is number n, extended interrupt n is XAL_XMEXT_IRQ(n). */
#define XAL_XMEXT_IRQ(n)  ((n)-XM_VT_EXT_FIRST + XM_VT_HW_MAX)
#define XAL_XMEXT_TRAP(n) XAL_XMEXT_IRQ(n)
#define IRQTAB_LENGTH	  128
#define SWITAB_LENGTH	  256
#define TRAPTAB_LENGTH	  256

/*
 * The handler of a line, instead of the one before.  irqNr: 0 to IRQTAB_LENGTH - 1;
 * trapNr: 0 to TRAPTAB_LENGTH - 1, beyond the lines for XM_route_irq; handler 0: print the number
 * and halt the partition, as for every line at first.  The line has to be unmasked besides
 * (XM_clear_irqmask), and virtual interrupts be on.  A hardware line is masked when it is delivered
 * and unmasked when its handler returns. 0, or -1 for another number. Caller: any.  Cost: no
 * hypercall.  SEP-LIB-004, SEP-VIRQ-001, SEP-VIRQ-012.
 */
xm_s32_t InstallIrqHandler(xm_s32_t irqNr, exceptionHandler_t handler);
xm_s32_t InstallTrapHandler(xm_s32_t trapNr, exceptionHandler_t handler);

/*
 * The handler of a kind of fault, for faults whose action in the plan is PROPAGATE or
 * IGNORE: undefined instruction (also floating point, if that has no handler); failed
 * fetch; failed data access and all others; floating point without the flag fp.
 * handler 0: print the fault and halt the partition, as at first.  A fault inside a
 * fault handler halts the partition.  Always 0.
 * Caller: any.  Cost: no hypercall.  SEP-LIB-005, SEP-VIRQ-015, SEP-VIRQ-016.
 */
xm_s32_t InstallUndefInstrHandler(exceptionHandler_t handler);
xm_s32_t InstallPrefetchAbortHandler(exceptionHandler_t handler);
xm_s32_t InstallDataAbortHandler(exceptionHandler_t handler);
xm_s32_t InstallFPFault(exceptionHandler_t handler);

/* Nothing: every svc is a hypercall.  Always XM_OP_NOT_ALLOWED. */
xm_s32_t InstallSwiHandler(xm_s32_t swiNr, swiHandler_t handler);

/* Septum: the record of the fault that was propagated last (address, access, cause): all 0
   if there was none, written anew by the next one. */
const struct xm_fault *XALGetFault(void);

/* Virtual interrupts on, off: see XM_enable_irqs. */
#define HwSti()			  XM_enable_irqs()
#define HwCli()			  XM_disable_irqs()

/* Fault status as the processor encodes it. */
#define GET_SRC_FAULT(fsr)	  ((((fsr) >> 6) & 0x10) | ((fsr)&0xf))
#define ALIGNMENT_FAULT		  0x1
#define SECTION_TRANSLATION_FAULT 0x5
#define PAGE_TRANSLATION_FAULT	  0x7
#define SYNC_EXTERNAL_ABORT	  0x8
#define SECTION_DOMAIN_FAULT	  0x9
#define SECTION_PERMISION_FAULT	  0xd
#define PAGE_PERMISION_FAULT	  0xf

#endif
