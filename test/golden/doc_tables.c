/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * doc_tables.c - the lists of abi/ as tables for the pages under doc/.
 * test/checks/doc.py puts them in their places, or says where they differ.
 */
#include <stdio.h>

#include "abi.h"
#include "config.h"

static void table(const char *name, const char *head, const char *rule)
{
	printf("table %s\n%s\n%s\n", name, head, rule);
}

static void print_actions(unsigned set)
{
	const char *comma = "";

	if (set == 0)
		printf("-");
#define HM_ACTION(nr, name, sentence)      \
	if (set >> (nr)&1u) {              \
		printf("%s" #name, comma); \
		comma = ", ";              \
	}
#include "hm_actions.def"
	(void)comma;
}

static void events(void)
{
	table("events",
	      "| number | event | in a plan: XM_HM_EV_ | meaning | ARINC 653 code | default |",
	      "|---|---|---|---|---|---|");
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) \
	printf("| %d | %s | %s | %s | %s | %s |\n", (nr), #name, #xml, sentence, #code, #dflt);
#include "hm_events.def"
}

static void permitted(void)
{
	table("permitted", "| event | for a partition | for the hypervisor |", "|---|---|---|");
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence)   \
	printf("| %s | ", #name);                                  \
	print_actions(part);                                       \
	printf(" | %s", (hyp)&HM_H_NEVER ? "never raised; " : ""); \
	print_actions(hyp);                                        \
	printf(" |\n");
#include "hm_events.def"
}

static void causes(void)
{
	table("causes", "| cause | event | meaning |", "|---|---|---|");
#define HM_CAUSE(nr, name, event, sentence) printf("| %s | %s | %s |\n", #name, #event, sentence);
#include "hm_causes.def"
}

static void actions(void)
{
	table("actions", "| number | action | meaning |", "|---|---|---|");
#define HM_ACTION(nr, name, sentence) printf("| %d | %s | %s |\n", (nr), #name, sentence);
#include "hm_actions.def"
}

/* What answers.def says of every service; a service that is not there does not compile. */
enum {
#define XM_ERROR(name, value, sentence) name = 1 << -(value),
#include "errors.def"
	VALUE = 1 << 10,
	GONE = 1 << 11,
	RESTART = 1 << 12,
	LEFT = 1 << 13,
	STUCK = 0,
	NOTHING = 0,
};

struct answer {
	unsigned set;
	const char *value, *sentence;
};

#define ANSWERS(name, set, elsewhere, value, sentence) \
	static const struct answer answer_##name = { (set) | (elsewhere), value, sentence };
#include "answers.def"

static void print_returns(const struct answer *a)
{
	const char *between = "";

#define SAY(cond, text)                        \
	if (cond) {                            \
		printf("%s%s", between, text); \
		between = "; ";                \
	}
	SAY(a->set & VALUE, a->value)
#define XM_ERROR(name, value, sentence) \
	SAY(a->set &name && !((value) == 0 && a->set & VALUE), "XM_" #name)
#include "errors.def"
	SAY(a->set & GONE, "does not return")
	SAY(a->set & RESTART, "starts again")
	SAY(a->set & LEFT, "goes on elsewhere")
}

static void hypercall(int nr, const char *name, const char *right, const char *arguments,
		      const struct answer *a)
{
	printf("| %d | **%s**(%s) | %s | %s | ", nr, name, arguments, right, a->sentence);
	print_returns(a);
	printf(" |\n");
}

static void hypercalls(void)
{
	table("hypercalls", "| number | service | right | what it does | returns |",
	      "|---|---|---|---|---|");
#define CALL(nr, n, r, ...)				 hypercall(nr, #n, #r, #__VA_ARGS__, &answer_##n);
#define HC0(nr, n, r, b)				 CALL(nr, n, r)
#define HC1(nr, n, r, b, t1, a1)			 CALL(nr, n, r, t1 a1)
#define HC2(nr, n, r, b, t1, a1, t2, a2)		 CALL(nr, n, r, t1 a1, t2 a2)
#define HC3(nr, n, r, b, t1, a1, t2, a2, t3, a3)	 CALL(nr, n, r, t1 a1, t2 a2, t3 a3)
#define HC4(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4) CALL(nr, n, r, t1 a1, t2 a2, t3 a3, t4 a4)
#define HC5(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5) \
	CALL(nr, n, r, t1 a1, t2 a2, t3 a3, t4 a4, t5 a5)
#include "hypercalls.def"
	printf("| others |  |  | %s | ", answer_unknown.sentence);
	print_returns(&answer_unknown);
	printf(" |\n");
}

static void bounds(void)
{
	table("bounds", "| bound | instructions |", "|---|---|");
#define BOUND(NAME, instructions, words) printf("| %s | %s |\n", words, #instructions);
#define MORE(COUNT, usual, each, words) \
	printf("| all, where there are more than %d %s | %d more for each |\n", usual, words, each);
#include "bounds.def"
}

static void small_lists(void)
{
	table("errors", "| value | code | meaning |", "|---|---|---|");
#define XM_ERROR(name, value, sentence) printf("| %d | XM_%s | %s |\n", (value), #name, sentence);
#include "errors.def"
	table("trace_modules", "| bit | module | what it records |", "|---|---|---|");
#define TRACE_MODULE(bit, name, sentence) \
	printf("| 0x%x | %s | %s |\n", 1 << (bit), #name, sentence);
#include "trace_codes.def"
	table("trace_codes", "| code | name | module | meaning | value |", "|---|---|---|---|---|");
#define TRACE_CODE(nr, name, module, value, sentence) \
	printf("| %d | %s | %s | %s | %s |\n", (nr), #name, #module, sentence, value);
#include "trace_codes.def"
	table("virqs", "| number | XM_VT_EXT_ | meaning |", "|---|---|---|");
#define VIRQ(nr, name, sentence) printf("| %d | %s | %s |\n", (nr), #name, sentence);
#include "virqs.def"
	table("boards", "| number | board | what it is |", "|---|---|---|");
#define BOARD(nr, name, sentence) printf("| %d | %s | %s |\n", (nr), #name, sentence);
#include "boards.def"
}

static void table_errors(void)
{
	int reason = 0;

	table("cfg_errors", "| reason | name | what is wrong |", "|---|---|---|");
#define CFG_ERROR(name, sentence) printf("| %d | %s | %s |\n", reason++, #name, sentence);
#include "cfg_errors.def"
	table("sections", "| section | name |", "|---|---|");
	printf("| 0 | header and directory |\n");
#define CFG_REC(type, name, NAME, need) printf("| %d | %s |\n", CFG_##NAME + 1, #NAME);
#define F(field)
#define CFG_END(name)
#include "config.def"
	printf("| %d | STRING |\n", CFG_SEC_COUNT + 1);
}

int main(void)
{
	events();
	permitted();
	causes();
	actions();
	hypercalls();
	bounds();
	small_lists();
	table_errors();
	return 0;
}
