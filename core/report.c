/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * report.c - the hypervisor's lines: health-monitor records, banner, last words.
 *
 * Grammar of a record's line (doc/hm.md):
 *   HM <seq> <s.us> P<id> <name>|HYP <EVENT> cause=<CAUSE>
 *      [addr=<hex> pc=<hex> [read|write|execute]] | value=<n>   action=<ACTION>
 */
#include "report.h"

#include "abi.h"
#include "console.h"
#include "lib.h"
#include "part.h"

static const char access_names[] = "\0 read\0 write\0 execute";

/* key, then what the table calls row base + n; the number if it calls it nothing. */
static void put_name(struct console *k, const char *key, u32 base, u32 n)
{
	console_text(k, key);
	if (cfg_count(&sys.cfg, CFG_HM_NAME) == 0)
		console_dec(k, n, 1);
	else
		console_text(k, cfg_string(&sys.cfg, cfg_get_hm_name(&sys.cfg, base + n)->name));
}

static void put_time(struct console *k, u64 us)
{
	u32 micro;
	u64 s = div_rem(us, 1000000, &micro);

	console_dec(k, (u32)s, 1);
	console_text(k, ".");
	console_dec(k, micro, 6);
}

static void put_subject(struct console *k, u32 id)
{
	if (id == XM_HM_WHERE_HYP) {
		console_text(k, " HYP ");
		return;
	}
	console_text(k, " P");
	console_dec(k, id, 1);
	console_text(k, " ");
	console_text(k, cfg_string(&sys.cfg, cfg_get_part(&sys.cfg, id)->name));
	console_text(k, " ");
}

static void put_context(struct console *k, const struct xm_hm_record *r)
{
	if ((r->access & XM_HM_HAS_CONTEXT) == 0) {
		console_text(k, " value=");
		console_dec(k, r->address, 1);
		return;
	}
	console_text(k, " addr=");
	console_hex(k, r->address);
	console_text(k, " pc=");
	console_hex(k, r->pc);
	console_text(k, name_at(access_names, r->access & 3));
}

static void put_record(struct console *k, const struct xm_hm_record *r)
{
	console_text(k, "HM ");
	console_dec(k, r->seq, 5);
	console_text(k, " ");
	put_time(k, cfg_u64(r->time_lo, r->time_hi));
	put_subject(k, r->where & 0xffff);
	put_name(k, "", HM_NAME_EVENT, r->what & 0xff);
	put_name(k, " cause=", HM_NAME_CAUSE, r->what >> 8 & 0xff);
	put_context(k, r);
	put_name(k, " action=", HM_NAME_ACTION, r->what >> 16 & 0xff);
	console_text(k, "\n");
}

void report_next(struct log_ring *ring)
{
	struct console *k = console_own();
	const struct xm_hm_record *r;

	if (k == NULL || !console_line_free(k) || !log_unprinted())
		return;
	r = log_print(ring);
	if (r != NULL)
		put_record(k, r);
}

void report_flush(void)
{
	struct console *k = console_own();
	u32 i;

	for (i = 0; i < cfg_count(&sys.cfg, CFG_PART); i++)
		console_end_line(&sys.part[i]);
	console_flush();
	while (k != NULL && console_line_free(k) && log_unprinted()) {
		report_next(NULL);
		console_flush(); /* a stuck UART leaves the line, and ends this */
	}
}

void report_banner(void)
{
	struct console *k = console_own();

	if (k == NULL)
		return;
	console_text(k, "SEPTUM " SEPTUM_VERSION " ");
	console_text(k, hal_machine.name);
	console_text(k, ": ");
	console_dec(k, cfg_count(&sys.cfg, CFG_PART), 1);
	console_text(k, " partitions, ");
	console_text(k, sys.reset_counter ? "warm start\n" : "cold start\n");
	console_flush();
}

/* The last line of a run: what happened, and a number. */
static void last_line(const char *text, u32 status)
{
	struct console *k = console_own();

	report_flush();
	if (k == NULL)
		return;
	console_text(k, text);
	console_dec(k, status, 1);
	console_text(k, "\n");
	console_flush();
}

_Noreturn void sys_halt(u32 status)
{
	last_line("SEPTUM HALT status=", status);
	hal_stop();
}

_Noreturn void sys_reset(u32 mode)
{
	last_line("SEPTUM RESET mode=", mode);
	hal_reset(mode);
}
