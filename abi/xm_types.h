/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * xm_types.h - the scalar types that partitions see.
 *
 * Exactly these base types: formats and pointer arguments of existing sources
 * depend on them.
 */
#ifndef ABI_XM_TYPES_H
#define ABI_XM_TYPES_H

typedef unsigned char xm_u8_t;
typedef char xm_s8_t;
typedef unsigned short xm_u16_t;
typedef short xm_s16_t;
typedef unsigned int xm_u32_t;
typedef int xm_s32_t;
typedef unsigned long long xm_u64_t;
typedef long long xm_s64_t;

typedef xm_u32_t xmWord_t;
typedef long xmLong_t;
typedef xm_s64_t xmTime_t; /* microseconds */
typedef xm_u32_t xmAddress_t;
typedef xm_u32_t xmIoAddress_t;
typedef xm_u32_t xmSize_t;
typedef xm_s32_t xmSSize_t;
typedef xm_u32_t xmId_t;
typedef xm_u32_t xmObjDesc_t;

#define MAX_XMTIME 0x7fffffffffffffffLL

#endif
