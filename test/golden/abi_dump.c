/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * abi_dump.c - prints the whole contract of abi/ as text: every number, constant,
 * size, offset and prototype, one a line.  test/checks/abi.py compares it with
 * abi.txt; a difference means a new SEPTUM_ABI_VERSION and a line in CHANGES.md.
 *
 * What the lists define is printed from the lists; the rest is named once in
 * abi_items.def, and abi.py makes sure that nothing is missing there.
 */
#include <stddef.h>
#include <stdio.h>

#include "abi.h"
#include "config.h"
#include "image.h"
#include "pct.h"

static void constant(const char *name, s64 value)
{
	printf("const %s %lld\n", name, value);
}

static void constants(void)
{
#define CONST(name) constant(#name, (s64)(name));
#define STRUCT(tag)
#define FIELD(tag, member)
#define SCALAR(type)
#include "abi_items.def"
}

static void scalars(void)
{
#define CONST(name)
#define STRUCT(tag)
#define FIELD(tag, member)
#define SCALAR(type) printf("scalar %s %zu\n", #type, sizeof(type));
#include "abi_items.def"
}

static void layouts(void)
{
#define CONST(name)
#define SCALAR(type)
#define STRUCT(tag) printf("struct %s %zu\n", #tag, sizeof(struct tag));
#define FIELD(tag, member)                                                           \
	printf("field %s.%s %zu %zu\n", #tag, #member, offsetof(struct tag, member), \
	       sizeof(((struct tag *)0)->member));
#include "abi_items.def"
}

static void table_records(void)
{
#define CFG_REC(type, name, NAME, need)                                             \
	printf("record %s %d %s\n", #name, (type), (need) ? "needed" : "optional"); \
	constant("CFG_TYPE_" #NAME, CFG_TYPE_##NAME);                               \
	constant("CFG_" #NAME, CFG_##NAME);                                         \
	{                                                                           \
		typedef struct cfg_##name record;                                   \
		const char *tag = "cfg_" #name;                                     \
		printf("struct %s %zu\n", tag, sizeof(record));
#define F(member)     printf("field %s.%s %zu 4\n", tag, #member, offsetof(record, member));
#define CFG_END(name) }
#include "config.def"
}

static void hypercalls(void)
{
#define BOUND(NAME, instructions, words)               \
	printf("bound %s %s\n", #NAME, #instructions); \
	constant("HC_" #NAME, HC_##NAME);
#include "bounds.def"
#define CALL(nr, n, r, b, ...)                                                              \
	printf("hypercall %d %s %s bound=%d (%s)\n", (nr), #n, #r, (int)(b), #__VA_ARGS__); \
	constant("XM_HC_" #n, XM_HC_##n);
#define HC0(nr, n, r, b)			 CALL(nr, n, r, b)
#define HC1(nr, n, r, b, t1, a1)		 CALL(nr, n, r, b, t1 a1)
#define HC2(nr, n, r, b, t1, a1, t2, a2)	 CALL(nr, n, r, b, t1 a1, t2 a2)
#define HC3(nr, n, r, b, t1, a1, t2, a2, t3, a3) CALL(nr, n, r, b, t1 a1, t2 a2, t3 a3)
#define HC4(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4) \
	CALL(nr, n, r, b, t1 a1, t2 a2, t3 a3, t4 a4)
#define HC5(nr, n, r, b, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5) \
	CALL(nr, n, r, b, t1 a1, t2 a2, t3 a3, t4 a4, t5 a5)
#include "hypercalls.def"
}

static void health_monitor(void)
{
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence)                                   \
	printf("event %d %s %s %s default=%s partition=0x%x hypervisor=0x%x\n", (nr), #name, #xml, \
	       #code, #dflt, (unsigned)(part), (unsigned)(hyp) & ~HM_H_NEVER);                     \
	constant("XM_HM_EV_" #xml, XM_HM_EV_##xml);                                                \
	constant("EVENT_" #name, EVENT_##name);
#include "hm_events.def"
#define HM_ACTION(nr, name, sentence)          \
	printf("action %d %s\n", (nr), #name); \
	constant("XM_HM_AC_" #name, XM_HM_AC_##name);
#include "hm_actions.def"
#define HM_CAUSE(nr, name, event, sentence)              \
	printf("cause %d %s %s\n", (nr), #name, #event); \
	constant("CAUSE_" #name, CAUSE_##name);
#include "hm_causes.def"
}

static void small_lists(void)
{
#define XM_ERROR(name, value, sentence) constant("XM_" #name, XM_##name);
#include "errors.def"
#define VIRQ(nr, name, sentence) constant("XM_VT_EXT_" #name, XM_VT_EXT_##name);
#include "virqs.def"
#define BOARD(nr, name, sentence) constant("BOARD_" #name, BOARD_##name);
#include "boards.def"
#define CFG_ERROR(name, sentence) printf("table error %s\n", #name);
#include "cfg_errors.def"
}

int main(void)
{
	scalars();
	small_lists();
	health_monitor();
	hypercalls();
	constants();
	layouts();
	table_records();
	return 0;
}
