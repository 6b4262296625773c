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

/* 0, or -1 for a bad number.  Handler 0: print the number and halt.  A hardware
   line is unmasked again when its handler returns. */
xm_s32_t InstallIrqHandler(xm_s32_t irqNr, exceptionHandler_t handler);
xm_s32_t InstallTrapHandler(xm_s32_t trapNr, exceptionHandler_t handler); /* the same */

/* Faults whose action is PROPAGATE or IGNORE; 0: print and halt. */
xm_s32_t InstallUndefInstrHandler(exceptionHandler_t handler);
xm_s32_t InstallPrefetchAbortHandler(exceptionHandler_t handler);
xm_s32_t InstallDataAbortHandler(exceptionHandler_t handler);
xm_s32_t InstallFPFault(exceptionHandler_t handler);

/* Every svc is a hypercall: XM_OP_NOT_ALLOWED. */
xm_s32_t InstallSwiHandler(xm_s32_t swiNr, swiHandler_t handler);

/* Septum: the record of the fault that was propagated last (address, access, cause). */
const struct xm_fault *XALGetFault(void);

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
