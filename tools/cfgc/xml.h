/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * xml.h - a plan as a tree whose form is right, with the place of each element.
 */
#ifndef CFGC_XML_H
#define CFGC_XML_H

#include <libxml/tree.h>

#include "checks.h"

#define PLAN_NAMESPACE "http://www.xtratum.org/xm-arm-2.x"

struct plan_xml {
	xmlDoc *doc;
	struct diag_pos *at; /* of the '<' of each element, in document order */
	bool *bad;	     /* its form is wrong: read.c leaves it out */
	size_t elements;
	xmlNode *removed; /* elements the form does not allow, linked by next */
};

/*
 * Parse and validate.  Complains about everything that is wrong with the form;
 * sets c->partial if anything is.  Returns false if there is no plan to look
 * at.  xml_close() in any case.
 */
bool xml_open(struct plan_xml *x, struct checker *c, const char *text, size_t size);

void xml_close(struct plan_xml *x);

/* Where an element begins. */
struct diag_pos xml_at(const struct plan_xml *x, const xmlNode *element);

/* Is the form of an element wrong? */
bool xml_is_bad(const struct plan_xml *x, const xmlNode *element);

#endif
