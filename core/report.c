/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * report.c - the hypervisor's lines: health-monitor records, events of traces,
 * banner, last words.
 *
 * Grammar of a record's line (doc/hm.md) and of an event's (doc/trace.md):
 *   HM <seq> <s.us> P<id> <name>|HYP <EVENT> cause=<CAUSE>
 *      [addr=<hex>] pc=<hex> [read|write|execute] | value=<n>   action=<ACTION>
 *   TRACE <seq> <s.us> P<id> <name> criticality=<n> payload=<hex>
 *   TRACE <seq> <s.us> HYP <CODE> [part=<id>] value=<n>
 */
#include "report.h"

#include "abi.h"
#include "console.h"
#include "part.h"
#include "trace.h"

/* Number and time, and whose it is; id: not a partition's for the hypervisor. */
static NOINLINE void put_head(struct console *k, u32 seq, u64 us, u32 id)
{
	static const struct divisor second = DIVISOR(1000000);
	u32 a[5] = { seq, 0, 0, id };

	a[1] = (u32)divide(us, &second, &a[2]);
	FORMAT(k, " %5 %1.%6 ", 3, a);
	if (id >= cfg_count(&sys.cfg, CFG_PART)) {
		FORMAT(k, "HYP", 0, NULL);
	} else {
		a[4] = cfg_get_part(&sys.cfg, id)->name;
		FORMAT(k, "P%1 %s", 2, &a[3]);
	}
}

static void put_record(struct console *k, const struct xm_hm_record *r)
{
	static const char access_names[][9] = { "", " read", " write", " execute" };
	u32 access = r->access & 3;
	u32 a[9];

	FORMAT(k, "HM", 0, NULL);
	put_head(k, r->seq, cfg_u64(r->time_lo, r->time_hi), r->where & 0xffff);
	a[4] = HM_NAME_EVENT + (r->what & 0xff);
	a[5] = HM_NAME_CAUSE + (r->what >> 8 & 0xff);
	a[6] = r->address;
	a[7] = r->pc;
	a[8] = HM_NAME_ACTION + (r->what >> 16 & 0xff);
	FORMAT(k, " %n cause=%n", 2, &a[4]);
	if ((r->access & XM_HM_HAS_CONTEXT) == 0)
		FORMAT(k, " value=%1", 1, &a[6]);
	else if (access)
		FORMAT(k, " addr=0x%x pc=0x%x", 2, &a[6]);
	else
		FORMAT(k, " pc=0x%x", 1, &a[7]);
	FORMAT(k, access_names[access], 0, NULL);
	FORMAT(k, " action=%n\n", 1, &a[8]);
}

/* Without a console a record counts as printed, so that the log goes on. */
static bool next_record(const struct part *payer)
{
	struct console *k = console_own();
	const struct xm_hm_record *r;

	if (k != NULL && !console_line_free(k))
		return false;
	r = log_print(payer ? payer->log : NULL);
	if (r != NULL && k != NULL)
		put_record(k, r);
	return r != NULL;
}

/* The payload of a partition is bytes, that of the hypervisor is words. */
static void put_event(struct console *k, u32 id, const struct xm_trace_record *r)
{
	u32 word[2], a[3];

	CALL_WITH(length, sizeof(word));
	hal_copy(word, r->payload, sizeof(word));
	FORMAT(k, "TRACE", 0, NULL);
	put_head(k, r->seq, cfg_u64(r->time_lo, r->time_hi), id);
	if (id < cfg_count(&sys.cfg, CFG_PART)) {
		a[0] = r->criticality;
		a[1] = __builtin_bswap32(word[0]);
		a[2] = __builtin_bswap32(word[1]);
		FORMAT(k, " criticality=%1 payload=%x%x\n", 3, a);
		return;
	}
	a[0] = HM_NAME_TRACE + (word[0] & 0xffff);
	a[1] = word[0] >> 16;
	a[2] = word[1];
	FORMAT(k, " %n", 1, &a[0]);
	if (a[1] != XM_HM_WHERE_HYP)
		FORMAT(k, " part=%1", 1, &a[1]);
	FORMAT(k, " value=%1\n", 1, &a[2]);
}

static void next_event(const struct part *payer)
{
	u32 id = trace_printable(payer);
	struct xm_trace_record r;

	if (id != NONE && trace_take(id, RECORD_PRINTER, &r) == TRACE_RECORD)
		put_event(&sys.console[cfg_get_trace(&sys.cfg, id)->console], id, &r);
}

bool report_due(void)
{
	return log_unprinted() || trace_unprinted();
}

/* One line at most: the bound is for one. */
void report_next(const struct part *payer)
{
	if (!log_unprinted() || !next_record(payer))
		next_event(payer);
}

void report_flush(void)
{
	u32 tries = CONSOLE_STUCK;
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_PART); i++)
		console_end_line(&sys.part[i]);
	while (report_due() && --tries) { /* before what partitions printed */
		report_next(NULL);
		console_pump(1);
	}
	console_flush();
}

enum { SAY_CHARACTERS = 40, SAY_ARGUMENTS = 3 };
_Static_assert(sizeof(SEPTUM_VERSION) <= SAY_CHARACTERS, "the longest of what is said");

/* A piece of a line of the hypervisor's own, no longer than that; a whole one is out at once. */
static void say(const char *format, const u32 *argument)
{
	if (console_own() == NULL)
		return;
	CALL_WITH(characters, SAY_CHARACTERS);
	CALL_WITH(arguments, SAY_ARGUMENTS);
	console_format(console_own(), format, argument);
	console_flush();
}

static void announce(const char *format, const u32 *argument)
{
	say("SEPTUM ", NULL);
	say(format, argument);
}

void report_banner(void)
{
	u32 a[2] = { cfg_count(&sys.cfg, CFG_PART), sys.reset_counter };

	announce(SEPTUM_VERSION " ", NULL);
	say(hal_machine.name, NULL);
	say(", partitions: %1, warm resets: %1\n", a);
}

void report_panic(u32 pc, u32 address, u32 status)
{
	u32 a[3] = { pc, address, status };

	console_flush();
	announce("PANIC ", NULL);
	if (hal_stack_overflowed(address))
		say("stack overflow ", NULL);
	say("pc=0x%x address=0x%x status=0x%x\n", a);
}

_Noreturn void sys_halt(u32 status)
{
	report_flush();
	announce("HALT status=%1\n", &status);
	hal_stop();
}

_Noreturn void sys_reset(u32 mode)
{
	report_flush();
	announce(mode == XM_WARM_RESET ? "RESET warm\n" : "RESET cold\n", NULL);
	hal_reset(mode);
}
