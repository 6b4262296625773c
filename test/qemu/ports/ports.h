/* SPDX-License-Identifier: BSD-2-Clause */
/* ports.h - the plan's channels, and the messages: byte i of message n is known. */
#ifndef QEMU_PORTS_H
#define QEMU_PORTS_H

#include "../common/report.h"

#include <irqs.h>

enum { WRITER, READER, LATE, JUDGE };
enum { MAX_LENGTH = 257, DEPTH = 16, REFRESH_US = 8000 };
enum { ORDER_LENGTH = 8, ORDERS = 3 };
enum { ROUNDS = 8, MESSAGES = ROUNDS * MAX_LENGTH };

#define LINE_SAMPLING (1u << XM_VT_EXT_SAMPLING_PORT)
#define LINE_QUEUING  (1u << XM_VT_EXT_QUEUING_PORT)

/* Message n of the stream: every length at every alignment of both buffers. */
static inline xm_u32_t length_of(xm_u32_t n)
{
	return n % MAX_LENGTH + 1;
}

static inline xm_u32_t source_offset(xm_u32_t n)
{
	return (n / MAX_LENGTH + n) % 8;
}

static inline xm_u32_t destination_offset(xm_u32_t n)
{
	return (n / MAX_LENGTH + 3 * n) % 8;
}

static inline xm_u8_t byte_of(xm_u32_t n, xm_u32_t i)
{
	return (xm_u8_t)(n * 37 + i * 11 + (i >> 5));
}

#endif
