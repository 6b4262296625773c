/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * report.c - the hypervisor's lines: health-monitor records, banner, last words.
 *
 * Grammar of a record's line (doc/hm.md):
 *   HM <seq> <s.us> P<id> <name>|HYP <EVENT> cause=<CAUSE>
 *      [addr=<hex>] pc=<hex> [read|write|execute] | value=<n>   action=<ACTION>
 */
#include "report.h"

#include "abi.h"
#include "console.h"
#include "part.h"

/* With what its bound needs to know of the format: characters and arguments. */
#define FORMAT(k, format, count, argument)                 \
	do {                                               \
		CALL_WITH(characters, sizeof(format) - 1); \
		CALL_WITH(arguments, count);               \
		console_format(k, format, argument);       \
	} while (0)

static void put_record(struct console *k, const struct xm_hm_record *r)
{
	static const struct divisor second = DIVISOR(1000000);
	static const char access_names[][9] = { "", " read", " write", " execute" };
	u32 id = r->where & 0xffff, access = r->access & 3;
	u32 a[9] = { r->seq, 0, 0, id };

	a[1] = (u32)divide(cfg_u64(r->time_lo, r->time_hi), &second, &a[2]);
	FORMAT(k, "HM %5 %1.%6 ", 3, a);
	if (id == XM_HM_WHERE_HYP) {
		FORMAT(k, "HYP", 0, NULL);
	} else {
		a[4] = cfg_get_part(&sys.cfg, id)->name;
		FORMAT(k, "P%1 %s", 2, &a[3]);
	}
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
void report_next(const struct part *payer)
{
	struct console *k = console_own();
	const struct xm_hm_record *r;

	if (k != NULL && !console_line_free(k))
		return;
	r = log_print(payer ? payer->log : NULL);
	if (r != NULL && k != NULL)
		put_record(k, r);
}

void report_flush(void)
{
	struct console *k = console_own();
	u32 tries = CONSOLE_STUCK;
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_PART); i++)
		console_end_line(&sys.part[i]);
	while (k != NULL && log_unprinted() && --tries) { /* before what partitions printed */
		report_next(NULL);
		console_pump(1);
	}
	console_flush();
}

/* A piece of a line of the hypervisor's own; a whole one is out at once. */
static void say(const char *format, const u32 *argument)
{
	if (console_own() == NULL)
		return;
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
	announce("PANIC pc=0x%x address=0x%x status=0x%x\n", a);
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
