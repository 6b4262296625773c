/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmem.h - guest addresses.  Only here they become pointers.
 *
 * A buffer lies in one mapped Normal-memory area of the partition whose space
 * is loaded; read-only areas serve as source only.
 */
#ifndef CORE_GMEM_H
#define CORE_GMEM_H

#include "types.h"

struct part;

enum gmem_access { GMEM_READ, GMEM_WRITE };

/* The buffer [at, at + length), or NULL.  length 0 is allowed. */
void *gmem_ptr(const struct part *p, gaddr_t at, u32 length, enum gmem_access access);

/* Snapshot: copy in or out in one go; false if the buffer is no good. */
bool gmem_get(const struct part *p, void *to, gaddr_t from, u32 length);
bool gmem_put(const struct part *p, gaddr_t to, const void *from, u32 length);

/* Whose address is it, as p sees it? */
enum gmem_owner { OWNER_NOBODY, OWNER_SELF, OWNER_FOREIGN };
enum gmem_owner gmem_owner(const struct part *p, gaddr_t at);

#endif
