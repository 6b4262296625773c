/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc.h - the traps: one inline function hc_<name> for each line of the list of
 * hypercalls.
 */
#ifndef LIBXM_SRC_HC_H
#define LIBXM_SRC_HC_H

#include <xm.h>

#define TYPE_u32  xm_u32_t
#define TYPE_s32  xm_s32_t
#define TYPE_gin  const void *
#define TYPE_gout void *
#define TYPE_gio  void *

#define ARG(n, a) register xm_u32_t r##n __asm__("r" #n) = (xm_u32_t)(a)
#define TRAP(nr, ...)                                                                     \
	register xm_u32_t r12 __asm__("r12") = (nr);                                      \
	__asm__ volatile("svc #0" : "+r"(r0) : "r"(r12), ##__VA_ARGS__ : "memory", "cc"); \
	return (xm_s32_t)r0

/* clang-format off */
#define HC0(nr, n, r, b) \
static inline xm_s32_t hc_##n(void) \
{ register xm_u32_t r0 __asm__("r0"); register xm_u32_t r12 __asm__("r12") = (nr); \
  __asm__ volatile("svc #0" : "=r"(r0) : "r"(r12) : "memory", "cc"); return (xm_s32_t)r0; }
#define HC1(nr, n, r, b, t0, a0) \
static inline xm_s32_t hc_##n(TYPE_##t0 a0) \
{ ARG(0, a0); TRAP(nr); }
#define HC2(nr, n, r, b, t0, a0, t1, a1) \
static inline xm_s32_t hc_##n(TYPE_##t0 a0, TYPE_##t1 a1) \
{ ARG(0, a0); ARG(1, a1); TRAP(nr, "r"(r1)); }
#define HC3(nr, n, r, b, t0, a0, t1, a1, t2, a2) \
static inline xm_s32_t hc_##n(TYPE_##t0 a0, TYPE_##t1 a1, TYPE_##t2 a2) \
{ ARG(0, a0); ARG(1, a1); ARG(2, a2); TRAP(nr, "r"(r1), "r"(r2)); }
#define HC4(nr, n, r, b, t0, a0, t1, a1, t2, a2, t3, a3) \
static inline xm_s32_t hc_##n(TYPE_##t0 a0, TYPE_##t1 a1, TYPE_##t2 a2, TYPE_##t3 a3) \
{ ARG(0, a0); ARG(1, a1); ARG(2, a2); ARG(3, a3); TRAP(nr, "r"(r1), "r"(r2), "r"(r3)); }
#define HC5(nr, n, r, b, t0, a0, t1, a1, t2, a2, t3, a3, t4, a4) \
static inline xm_s32_t hc_##n(TYPE_##t0 a0, TYPE_##t1 a1, TYPE_##t2 a2, TYPE_##t3 a3, \
			      TYPE_##t4 a4) \
{ ARG(0, a0); ARG(1, a1); ARG(2, a2); ARG(3, a3); ARG(4, a4); \
  TRAP(nr, "r"(r1), "r"(r2), "r"(r3), "r"(r4)); }
/* clang-format on */
#include "hypercalls.h"

#endif
