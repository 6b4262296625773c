/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * account.h - what the hypervisor's memory is needed for, item by item.
 */
#ifndef PACKER_ACCOUNT_H
#define PACKER_ACCOUNT_H

#include "carve.h"
#include "config_bind.h"
#include "report.h"

struct account {
	const struct config *cfg;
	const struct core_sizes *sizes;
	struct carve carve;
};

/*
 * Lay out the hypervisor's memory for a table that has passed config_check()
 * and sizes that are sound.  False if the need does not fit 32 bits; then
 * there is nothing to print.
 */
bool account_make(struct account *out, const struct config *cfg, const struct core_sizes *sizes,
		  u32 manifest_size);

/* The same, and compare the need with the area that the plan gives.  False,
   with an error at file and the account, if it does not suffice. */
bool account_check(struct account *out, struct report *r, const char *file,
		   const struct config *cfg, const struct core_sizes *sizes, u32 manifest_size);

/* The items with their bytes; they add up to what is needed. */
void account_print(FILE *out, const struct account *account);

/* Whose the bytes are: each partition's, each channel's, or all of theirs; they, too,
   add up to what is needed. */
void account_print_shares(FILE *out, const struct account *account);

#endif
