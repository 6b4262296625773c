/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * types.h - the scalar types of the core, the HAL and the host tools.
 *
 * Partitions never see this file: their names are in xm_types.h, because a
 * partition's source may well have a u32 of its own.
 */
#ifndef ABI_TYPES_H
#define ABI_TYPES_H

#include <stdbool.h>
#include <stddef.h>

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef int s32;
typedef long long s64;

typedef u32 paddr_t; /* physical address */
typedef u32 gaddr_t; /* address as a partition sees it; only gmem.c may turn it into a pointer */

/* "No such index" in every field of the table that holds one. */
#define NONE	     0xffffffffu

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Not inlined where that makes the core larger; where, was found by trial. */
#define NOINLINE     __attribute__((noinline))

#endif
