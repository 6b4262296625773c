/* SPDX-License-Identifier: BSD-2-Clause */
/* host.c - see host.h. */
#include "host.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "part.h"
#include "system.h"

u64 host_seed = 1, host_step;
static u64 state;

/* --- chance -------------------------------------------------------------------------- */

void chance_seed(u64 seed)
{
	state = seed * 0x9e3779b97f4a7c15u + 1;
	for (u32 i = 0; i < 8; i++)
		chance_word();
}

u32 chance_word(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (u32)(state >> 32);
}

u32 chance_below(u32 n)
{
	return chance_word() % n;
}

/* --- what goes wrong ----------------------------------------------------------------- */

/* An edge of the running partition's memory, or of what is not its own. */
static u32 some_address(void)
{
	static const u32 others[] = { 0,	  HAL_WINDOW_BASE, HAL_PCT_BASE, 0xfffffff0,
				      0x80000000, FAKE_HYP_PHYS,   FAKE_IO_BASE, 0x10000000 };
	const struct part *p = &sys.part[rig_running()];
	const struct cfg_area *a = part_area(p, chance_below(p->cfg->num_areas));

	if (chance_below(3) == 0)
		return others[chance_below(8)] + chance_below(9) - 4;
	return a->mapped + (chance_below(2) ? a->size : 0) + (chance_below(65) - 32) * 4;
}

static u32 some_word(void)
{
	switch (chance_below(4)) {
	case 0:
		return chance_below(5);
	case 1:
		return 1u << chance_below(32);
	case 2:
		return chance_word();
	default:
		return some_address();
	}
}

static void call(void)
{
	u32 nr = chance_below(XM_HC_COUNT + 1);

	rig_call(nr, some_word(), some_word(), some_word(), some_word(), some_word());
}

static void fault(void)
{
	rig_fault(chance_below(HAL_FAULT_UNKNOWN + 1), some_address() & ~1u, some_address(),
		  chance_below(2) != 0);
}

void misbehave(void)
{
	u32 what = chance_below(16);

	if (rig_running() != NONE && what < 10)
		call();
	else if (rig_running() != NONE && what == 10)
		fault();
	else if (what == 11)
		rig_irq(32 + chance_below(FAKE_LINES - 32));
	else if (fake.deadline != FAKE_NEVER)
		rig_run_until(fake.deadline);
}

/* --- what must hold ------------------------------------------------------------------ */

static bool uart_said(const struct fake_uart *uart, const char *text)
{
	u32 length = (u32)strlen(text);

	for (u32 at = 0; at + length <= uart->length; at++)
		if (memcmp(uart->text + at, text, length) == 0)
			return true;
	return false;
}

bool host_said(const char *text)
{
	return uart_said(&fake.uart[0], text) || uart_said(&fake.uart[1], text);
}

void check_sound(void)
{
	if (fake.end != FAKE_RUNS && host_said("SEPTUM PANIC"))
		host_fail("panic");
	if (fake.end != FAKE_RUNS)
		return;
	if (sys.cpu->current && sys.cpu->current != sys.cpu->slot)
		host_fail("one runs outside its slot");
	if (sys.cpu->current && sys.cpu->current->state != XM_STATUS_READY)
		host_fail("one runs that is not ready");
	if (fake.uart[0].length + fake.uart[1].length > FAKE_UART_BYTES / 2)
		rig_forget_text();
}

_Noreturn void host_fail(const char *what)
{
	fprintf(stderr, "%s%s%s: --seed %llu, step %llu\n", rig_text(0), rig_text(1), what,
		host_seed, host_step);
	abort();
}

/* fake_fail() and sanitizers abort: say where it was. */
static void aborted(int sig)
{
	char text[80];
	int n = snprintf(text, sizeof(text), "seed %llu, step %llu\n", host_seed, host_step);

	if (write(2, text, (size_t)n) < 0)
		_exit(3);
	signal(sig, SIG_DFL);
	raise(sig);
}

void host_options(int argc, char **argv, u64 *count)
{
	for (int i = 1; i + 1 < argc; i += 2) {
		u64 value = strtoull(argv[i + 1], NULL, 0);

		if (strcmp(argv[i], "--seed") == 0)
			host_seed = value;
		else if (strcmp(argv[i], "--count") == 0)
			*count = value;
		else
			exit(2);
	}
	signal(SIGABRT, aborted);
	chance_seed(host_seed);
}
