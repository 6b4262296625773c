/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * emit.h - from a checked model to the bytes of a table.
 */
#ifndef CFGC_EMIT_H
#define CFGC_EMIT_H

#include "checks.h"

/*
 * The table of a plan without errors, in the arena; the same plan always gives
 * the same bytes.  *size is its length, 0 if it does not fit.
 */
void *emit_table(struct checker *c, size_t *size);

#endif
