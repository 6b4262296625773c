/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * read.h - from the tree to the model.
 */
#ifndef CFGC_READ_H
#define CFGC_READ_H

#include "xml.h"

/*
 * Fill c->m from a tree.  Elements of wrong form are left out.  Complains
 * about numbers that do not fit.  Partitions come sorted by id, each with a
 * name, areas with their mapped address.
 */
void read_model(struct checker *c, const struct plan_xml *x);

/* --- between read.c and read_part.c ------------------------------------------- */

/* What a reader needs. failed: a number of the element at hand did not fit. */
struct reader {
	struct checker *c;
	const struct plan_xml *x;
	bool failed;
};

/*
 * Is the element just read to be kept?  Clears failed; an element that is left
 * out makes the plan partial, so that one bad number is one message.
 */
bool keep(struct reader *r);

/* The first good child of that name, and the next one; NULL if there is none. */
const xmlNode *child(struct reader *r, const xmlNode *parent, const char *name);
const xmlNode *sibling(struct reader *r, const xmlNode *node, const char *name);
u32 count_children(struct reader *r, const xmlNode *parent, const char *name);

/* An attribute's text, or NULL; memory is the arena's. */
const char *attribute(struct reader *r, const xmlNode *node, const char *name);

/* Attributes as numbers; fallback if absent, 0 and failed if complained about. */
u64 read_time(struct reader *r, const xmlNode *node, const char *name, u64 fallback);
u64 read_size(struct reader *r, const xmlNode *node, const char *name, u64 fallback);
u64 read_number(struct reader *r, const xmlNode *node, const char *name, u64 fallback);
u64 read_address(struct reader *r, const xmlNode *node, const char *name, u64 fallback);

/* One word of a list of words and the bits it stands for. */
struct flag {
	const char *word;
	u32 bits;
};
u32 read_flags(struct reader *r, const xmlNode *node, const char *name, const struct flag *flags);

/* The words of a list; next_word() steps and returns NULL at the end. */
u32 count_words(const char *text);
const char *next_word(struct reader *r, const char **text);

/* A number without unit that is not a whole attribute, as in a list. */
u64 to_number(struct reader *r, const xmlNode *node, const char *name, const char *text);

extern const struct flag area_flags[];
void read_areas(struct reader *r, const xmlNode *parent, struct m_area **areas, u32 *count);
void read_events(struct reader *r, const xmlNode *parent, struct m_event **events, u32 *count);
void read_trace(struct reader *r, const xmlNode *parent, u64 mask, struct m_trace *t);
void read_partitions(struct reader *r, const xmlNode *root);
void read_channels(struct reader *r, const xmlNode *root);

#endif
