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
#include "lib.h"
#include "part.h"

/* What the table calls row n; it may call it nothing. */
static void put_name(struct console *k, u32 n)
{
	if (cfg_count(&sys.cfg, CFG_HM_NAME) != 0)
		n = cfg_get_hm_name(&sys.cfg, n)->name;
	console_format(k, cfg_count(&sys.cfg, CFG_HM_NAME) ? "%s" : "%1", &n);
}

/* Sequence number, time and whose it is. */
static void put_head(struct console *k, const struct xm_hm_record *r)
{
	u32 id = r->where & 0xffff;
	u32 a[5] = { r->seq, 0, 0, id, 0 };

	a[1] = (u32)div_rem(cfg_u64(r->time_lo, r->time_hi), 1000000, &a[2]);
	if (id == XM_HM_WHERE_HYP) {
		console_format(k, "HM %5 %1.%6 HYP ", a);
		return;
	}
	a[4] = cfg_get_part(&sys.cfg, id)->name;
	console_format(k, "HM %5 %1.%6 P%1 %s ", a);
}

static void put_record(struct console *k, const struct xm_hm_record *r)
{
	static const char access_names[] = "\0 read\0 write\0 execute";
	bool context = (r->access & XM_HM_HAS_CONTEXT) != 0;
	u32 a[2] = { r->address, r->pc };
	u32 access = r->access & 3;

	put_head(k, r);
	put_name(k, HM_NAME_EVENT + (r->what & 0xff));
	console_format(k, " cause=", NULL);
	put_name(k, HM_NAME_CAUSE + (r->what >> 8 & 0xff));
	if (!context)
		console_format(k, " value=%1", a);
	else if (access)
		console_format(k, " addr=0x%x pc=0x%x", a);
	else
		console_format(k, " pc=0x%x", &a[1]);
	console_format(k, name_at(access_names, access), NULL);
	console_format(k, " action=", NULL);
	put_name(k, HM_NAME_ACTION + (r->what >> 16 & 0xff));
	console_format(k, "\n", NULL);
}

void report_next(const struct part *payer)
{
	struct console *k = console_own();
	const struct xm_hm_record *r;

	if (k == NULL || !console_line_free(k))
		return;
	r = log_print(payer ? payer->log : NULL);
	if (r != NULL)
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

/* A line, out at once. */
static void say(const char *format, const u32 *argument)
{
	if (console_own() == NULL)
		return;
	console_format(console_own(), format, argument);
	console_flush();
}

void report_banner(void)
{
	u32 a[2] = { cfg_count(&sys.cfg, CFG_PART), sys.reset_counter };

	say("SEPTUM " SEPTUM_VERSION " ", NULL);
	say(hal_machine.name, NULL);
	say(", partitions: %1, warm resets: %1\n", a);
}

void report_panic(u32 pc, u32 address, u32 status)
{
	u32 a[3] = { pc, address, status };

	console_flush();
	say("SEPTUM PANIC pc=0x%x address=0x%x status=0x%x\n", a);
}

_Noreturn void sys_halt(u32 status)
{
	report_flush();
	say("SEPTUM HALT status=%1\n", &status);
	hal_stop();
}

_Noreturn void sys_reset(u32 mode)
{
	report_flush();
	say(mode == XM_WARM_RESET ? "SEPTUM RESET warm\n" : "SEPTUM RESET cold\n", NULL);
	hal_reset(mode);
}
