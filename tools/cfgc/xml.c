/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * xml.c - parse a plan and validate its form; called by compile.c.
 *
 * Nothing is ever fetched: no document type, no entities, no external loader,
 * the schema is compiled in.  libxml2 keeps no columns and, for long tags, the
 * line of their end, so a small scanner of our own finds where elements begin;
 * the k-th of them is the k-th element of the tree.
 */
#include "xml.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>

#include "cfgc.h"
#include "schema.h"

enum { ROUNDS_MAX = 32 };

/* --- places --------------------------------------------------------------------- */

struct scan {
	const char *text, *end;
	struct diag_pos at;
};

static void step(struct scan *s, size_t n)
{
	for (; n && s->text < s->end; n--, s->text++) {
		if (*s->text == '\n') {
			s->at.line++;
			s->at.col = 1;
		} else if (((unsigned char)*s->text & 0xc0) != 0x80) {
			s->at.col++; /* not a byte inside a UTF-8 character */
		}
	}
}

static bool looks_at(const struct scan *s, const char *what)
{
	size_t n = strlen(what);

	return (size_t)(s->end - s->text) >= n && memcmp(s->text, what, n) == 0;
}

static void skip_past(struct scan *s, const char *what)
{
	while (s->text < s->end && !looks_at(s, what))
		step(s, 1);
	step(s, strlen(what));
}

/* Step over what is no element; false if an element or a DOCTYPE begins here. */
static bool skip_other(struct scan *s)
{
	if (*s->text != '<' || looks_at(s, "</"))
		step(s, 1);
	else if (looks_at(s, "<!--"))
		skip_past(s, "-->");
	else if (looks_at(s, "<![CDATA["))
		skip_past(s, "]]>");
	else if (looks_at(s, "<?"))
		skip_past(s, "?>");
	else
		return false;
	return true;
}

/* Fill at[] (NULL: only count); *doctype is set if there is one. */
static size_t scan_elements(const char *text, size_t size, struct diag_pos *at,
			    struct diag_pos *doctype)
{
	struct scan s = { text, text + size, { 1, 1 } };
	size_t count = 0;

	while (s.text < s.end) {
		if (skip_other(&s))
			continue;
		if (looks_at(&s, "<!"))
			*doctype = s.at;
		else if (at != NULL)
			at[count++] = s.at;
		else
			count++;
		step(&s, 1);
	}
	return count;
}

static xmlNode *next_in_document(xmlNode *node, const xmlNode *root)
{
	if (node->children != NULL && node->type == XML_ELEMENT_NODE)
		return node->children;
	while (node != root && node->next == NULL)
		node = node->parent;
	return node == root ? NULL : node->next;
}

/* Give each element its number, from 1, in _private.  Returns how many. */
static size_t number_elements(xmlNode *root)
{
	size_t count = 0;
	xmlNode *node;

	for (node = root; node != NULL; node = next_in_document(node, root))
		if (node->type == XML_ELEMENT_NODE)
			node->_private = (void *)++count;
	return count;
}

static size_t number_of(const xmlNode *element)
{
	return (size_t)element->_private;
}

struct diag_pos xml_at(const struct plan_xml *x, const xmlNode *element)
{
	size_t n = number_of(element);
	long line;

	if (x->at != NULL && n != 0)
		return x->at[n - 1];
	line = xmlGetLineNo(element);
	return (struct diag_pos){ line > 0 ? (unsigned)line : 0, 0 };
}

bool xml_is_bad(const struct plan_xml *x, const xmlNode *element)
{
	size_t n = number_of(element);

	return n != 0 && x->bad[n - 1];
}

/* --- parsing -------------------------------------------------------------------- */

/* Copy a message of libxml2 without its line end and without our namespace. */
static char *tidy(struct arena *arena, const char *message)
{
	static const char space[] = "{" PLAN_NAMESPACE "}";
	char *text = arena_copy(arena, message, strlen(message));
	char *to = text;
	const char *from;

	for (from = text; *from; from++) {
		if (strncmp(from, space, sizeof(space) - 1) == 0)
			from += sizeof(space) - 2;
		else
			*to++ = *from;
	}
	while (to > text && strchr(".\n ", to[-1]) != NULL)
		to--;
	*to = '\0';
	return text;
}

static void on_parse_error(void *context, xmlErrorPtr error)
{
	xmlParserCtxt *parser = context;
	struct checker *c = parser->_private;
	struct diag_pos at = { error->line > 0 ? (unsigned)error->line : 0,
			       error->int2 > 0 ? (unsigned)error->int2 : 0 };

	if (error->level >= XML_ERR_ERROR)
		complain(c, CHECK_xml, at, "%s", tidy(c->arena, error->message));
}

static xmlParserInputPtr load_nothing(const char *url, const char *id, xmlParserCtxtPtr parser)
{
	(void)url;
	(void)id;
	(void)parser;
	return NULL;
}

static bool parse(struct plan_xml *x, struct checker *c, const char *text, size_t size)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();

	if (parser == NULL)
		return false;
	xmlSetExternalEntityLoader(load_nothing);
	parser->_private = c;
	parser->sax->serror = on_parse_error;
	x->doc = xmlCtxtReadMemory(parser, text, (int)size, NULL, NULL,
				   XML_PARSE_NONET | XML_PARSE_BIG_LINES);
	xmlFreeParserCtxt(parser);
	if (x->doc == NULL && c->diags->errors == 0)
		complain(c, CHECK_xml, (struct diag_pos){ 1, 0 }, "this is not XML");
	return x->doc != NULL && c->diags->errors == 0;
}

/* Refuse a document type before libxml2 sees it. */
static bool scan_text(struct checker *c, const char *text, size_t size)
{
	struct diag_pos doctype = { 0, 0 };

	if (memchr(text, '\0', size) != NULL) {
		complain(c, CHECK_xml, (struct diag_pos){ 1, 0 },
			 "a NUL character: the file is no XML, or not in UTF-8");
		return false;
	}
	scan_elements(text, size, NULL, &doctype);
	if (doctype.line != 0)
		complain(c, CHECK_doctype, doctype, "a plan has no document type declaration");
	return doctype.line == 0;
}

static void find_places(struct plan_xml *x, struct checker *c, const char *text, size_t size)
{
	struct diag_pos doctype;
	xmlNode *root = xmlDocGetRootElement(x->doc);

	x->elements = number_elements(root);
	x->bad = arena_alloc(c->arena, x->elements, sizeof(*x->bad));
	/* Another count means an encoding the scanner does not understand. */
	if (scan_elements(text, size, NULL, &doctype) != x->elements)
		return;
	x->at = arena_alloc(c->arena, x->elements, sizeof(*x->at));
	scan_elements(text, size, x->at, &doctype);
}

/* --- which family -------------------------------------------------------------------- */

static bool check_namespace(struct plan_xml *x, struct checker *c)
{
	static const struct {
		const char *uri, *text;
	} others[] = {
		{ "http://www.xtratum.org/xm-3.x", "the plan is of the xm-3.x family (XtratuM 3 "
						   "and XM-Q), Septum reads xm-arm-2.x" },
		{ "http://www.prtos.org/prtos-1.x",
		  "the plan is of the prtos-1.x family, Septum reads xm-arm-2.x" },
	};
	xmlNode *root = xmlDocGetRootElement(x->doc);
	const char *uri = root->ns ? (const char *)root->ns->href : NULL;
	size_t i;

	if (uri != NULL && strcmp(uri, PLAN_NAMESPACE) == 0)
		return true;
	for (i = 0; uri != NULL && i < ARRAY_LEN(others); i++) {
		if (strcmp(uri, others[i].uri) != 0)
			continue;
		complain(c, CHECK_namespace, xml_at(x, root), "%s", others[i].text);
		hint(c, xml_at(x, root),
		     "there, unlike here: noVCpus, flag shared, validPeriod, regions "
		     "of type ram, events and actions with other names and numbers");
		return false;
	}
	complain(c, CHECK_namespace, xml_at(x, root), "the root element is in %s%s",
		 uri ? "the namespace " : "no namespace", uri ? uri : "");
	hint(c, xml_at(x, root), "write xmlns=\"%s\"", PLAN_NAMESPACE);
	return false;
}

/* --- form ---------------------------------------------------------------------------- */

/* One error of a round of validation. */
struct form_error {
	xmlNode *element;
	bool unexpected;
	char *text;
};

struct round {
	struct checker *c;
	struct form_error *errors;
	size_t count, room;
};

/* libxml2 says of a list that it is wrong after saying which word is. */
static bool says_twice(const struct round *r, const xmlNode *element, const char *text)
{
	const struct form_error *last = r->count ? &r->errors[r->count - 1] : NULL;
	const char *end = strstr(text, "': ");

	return last != NULL && last->element == element && end != NULL &&
	       strncmp(last->text, text, (size_t)(end - text)) == 0 &&
	       strstr(end, "is not a valid value of the list type") != NULL;
}

static void on_form_error(void *context, xmlErrorPtr error)
{
	struct round *r = context;
	xmlNode *node = error->node;
	struct form_error *e;
	char *text;

	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->parent;
	if (node == NULL || error->level < XML_ERR_ERROR)
		return;
	text = tidy(r->c->arena, error->message ? error->message : "wrong form");
	if (says_twice(r, node, text))
		return;
	if (r->count == r->room) {
		r->room = r->room * 2 + 16;
		r->errors = mem_resize(r->errors, r->room, sizeof(*r->errors));
	}
	e = &r->errors[r->count++];
	e->element = node;
	e->unexpected = error->code == XML_SCHEMAV_ELEMENT_CONTENT && error->message != NULL &&
			strstr(error->message, "This element is not expected") != NULL;
	e->text = text;
}

static bool validate(struct round *r, xmlSchema *schema, xmlDoc *doc)
{
	xmlSchemaValidCtxt *v = xmlSchemaNewValidCtxt(schema);
	int result = -1;

	r->count = 0;
	if (v != NULL) {
		xmlSchemaSetValidStructuredErrors(v, on_form_error, r);
		result = xmlSchemaValidateDoc(v, doc);
	}
	xmlSchemaFreeValidCtxt(v);
	return result >= 0;
}

static void report(struct plan_xml *x, struct round *r, const struct form_error *e)
{
	complain(r->c, CHECK_schema, xml_at(x, e->element), "%s", e->text);
	r->c->partial = true;
	x->bad[number_of(e->element) - 1] = true;
}

/*
 * libxml2 does not look behind an element it did not expect.  So take such
 * elements out, report them, and validate again.  Returns true if it did.
 */
static bool remove_unexpected(struct plan_xml *x, struct round *r)
{
	bool any = false;
	size_t i;

	for (i = 0; i < r->count; i++) {
		struct form_error *e = &r->errors[i];

		if (!e->unexpected || e->element->parent == NULL ||
		    e->element->parent == (xmlNode *)x->doc)
			continue;
		report(x, r, e);
		xmlUnlinkNode(e->element);
		e->element->next = x->removed;
		x->removed = e->element;
		any = true;
	}
	return any;
}

static bool validate_all(struct plan_xml *x, struct checker *c, xmlSchema *schema)
{
	struct round r = { c, NULL, 0, 0 };
	bool good = validate(&r, schema, x->doc);
	size_t i;

	for (i = 0; i < ROUNDS_MAX && good && remove_unexpected(x, &r); i++)
		good = validate(&r, schema, x->doc);
	for (i = 0; i < r.count; i++) {
		report(x, &r, &r.errors[i]);
		if (r.errors[i].unexpected) /* nobody has looked behind it */
			x->bad[0] = true;
	}
	free(r.errors);
	return good;
}

static bool check_form(struct plan_xml *x, struct checker *c)
{
	xmlSchemaParserCtxt *parser = xmlSchemaNewMemParserCtxt(schema_text, (int)schema_size);
	xmlSchema *schema = parser ? xmlSchemaParse(parser) : NULL;
	bool good = schema != NULL && validate_all(x, c, schema);

	xmlSchemaFree(schema);
	xmlSchemaFreeParserCtxt(parser);
	if (!good)
		complain(c, CHECK_schema, (struct diag_pos){ 0, 0 },
			 "libxml2 could not validate the plan");
	return good && !xml_is_bad(x, xmlDocGetRootElement(x->doc));
}

bool xml_open(struct plan_xml *x, struct checker *c, const char *text, size_t size)
{
	*x = (struct plan_xml){ NULL, NULL, NULL, 0, NULL };
	if (!scan_text(c, text, size) || !parse(x, c, text, size))
		return false;
	if (xmlGetIntSubset(x->doc) != NULL) {
		complain(c, CHECK_doctype, (struct diag_pos){ 1, 0 },
			 "a plan has no document type declaration");
		return false;
	}
	find_places(x, c, text, size);
	return check_namespace(x, c) && check_form(x, c);
}

void xml_close(struct plan_xml *x)
{
	while (x->removed != NULL) {
		xmlNode *next = x->removed->next;

		x->removed->next = NULL;
		xmlFreeNode(x->removed);
		x->removed = next;
	}
	xmlFreeDoc(x->doc);
	x->doc = NULL;
}

void cfgc_shutdown(void)
{
	xmlSchemaCleanupTypes();
	xmlCleanupParser();
}
