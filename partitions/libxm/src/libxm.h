/* SPDX-License-Identifier: BSD-2-Clause */
/* libxm.h - what the files of the library share; programs never see it. */
#ifndef LIBXM_SRC_LIBXM_H
#define LIBXM_SRC_LIBXM_H

#include <irqs.h>
#include <stdio.h>

/* The only word of the hypervisor that the partition writes. */
extern volatile struct vcpu_ctl *libxm_ctl;

/* Upcalls being handled: 0 in PartitionMain and what it calls. */
extern volatile xm_u32_t libxm_depth;

/* Not 0: upcalls have to keep the VFP registers. */
extern xm_u32_t libxm_fp;

/* crt0.S, upcall.S, and what they call */
void libxm_start(partitionControlTable_t *pct, struct vcpu_ctl *ctl) __attribute__((noreturn));
void libxm_irq_entry(void);
void libxm_fault_entry(void);
void libxm_irq(trapCtxt_t *ctxt, struct xm_upcall_frame *frame);
void libxm_fault(trapCtxt_t *ctxt, struct xm_upcall_frame *frame, const struct xm_fault *fault);
xm_s32_t libxm_set_vectors(void (*irq)(void), void (*fault)(void), void *fault_stack);

/* Virtual interrupts off; the result says what they were before. */
xm_u32_t libxm_irq_save(void);
void libxm_irq_restore(xm_u32_t off);

/* memory.c: is it own memory that the program may read, or read and write? */
int libxm_readable(const void *p, xm_u32_t size);
int libxm_writable(const void *p, xm_u32_t size);

/* Open a hardware line, which the hypervisor masked when it delivered it, unless the program
   has masked it since. */
void libxm_open_line(xm_u32_t line);

/* console.c */
void libxm_put(char c);
void libxm_flush(void);
void libxm_hand_over(void);
void libxm_leave_upcall(void);

/* Where formatted text goes: to s, at most size bytes, or to the console. */
struct libxm_sink {
	char *s;
	size_t size;
	size_t length; /* what was produced, whether it fitted or not */
	int console;
};
void libxm_emit(struct libxm_sink *sink, char c);
void libxm_format(struct libxm_sink *sink, const char *format, va_list args);

/* How a conversion is to be padded. */
struct libxm_spec {
	int width;
	int precision; /* -1: not given */
	char sign;     /* '+', ' ' or 0 */
	char left, alternate, zero;
	char upper;
	char prefix; /* 0x, also for 0 */
};
void libxm_fill(struct libxm_sink *sink, char c, int n);
void libxm_fixed(struct libxm_sink *sink, const struct libxm_spec *spec, double value);

#endif
