/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * words.h - the dictionaries: for every kind of argument what it is tried with;
 * and the memory that these addresses mean.
 */
#ifndef CAMPAIGN_WORDS_H
#define CAMPAIGN_WORDS_H

#include "services.h"

enum { MAX_WORDS = 96 };
struct dictionary {
	xm_u32_t count;
	xm_u32_t plausible; /* so many of the first words may well be right */
	xm_u32_t word[MAX_WORDS];
};
extern struct dictionary dictionary[KINDS];

void words_init(void);

/* Fill the areas with what the dictionaries promise is in them. */
void words_fill(void);

/* Is the memory that services may have written as words_fill left it?  Then that
   of the last service is all that changed, and is put back. */
int words_intact(void);

/* Is [start, end) a list of own memory but not of the calls that were laid out?  Whatever
   lies there may be a call that a system partition has every right to, as the halt of a
   witness. */
int words_any_list(xm_u32_t start, xm_u32_t end);

/* Can no service make use of this word as that argument, if len is its argument
   of that name? */
int word_hopeless(const struct argument *a, xm_u32_t word, xm_u32_t len);

#endif
