/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * compile.c - the stages of a compilation, in their order; called by main.c
 * and fuzz_cfgc.c.
 */
#include <string.h>

#include "board.h"
#include "cfgc.h"
#include "checks.h"
#include "config_bind.h"
#include "emit.h"
#include "read.h"
#include "table.h"

/* --board, else the plan's, else the default. */
static const struct hal_machine *choose_board(struct checker *c, const struct cfgc_options *options)
{
	const struct hal_machine *board;
	size_t i;

	if (options->board != NULL)
		return options->board;
	if (c->m->board == NULL)
		return board_by_name(BOARD_DEFAULT);
	board = board_by_name(c->m->board);
	if (board != NULL)
		return board;
	complain(c, CHECK_board, c->m->hw_at, "there is no board \"%s\"", c->m->board);
	for (i = 0; board_at(i) != NULL; i++)
		hint(c, c->m->hw_at, "there is %s", board_at(i)->name);
	return NULL;
}

static void check_plan(struct checker *c)
{
	size_t errors;
	bool in_order;

	check_names(c);
	errors = c->diags->errors;
	check_schedule(c);
	in_order = c->diags->errors == errors;
	check_partitions(c);
	check_monitor(c);
	check_devices(c);
	check_memory(c);
	place_hypervisor(c);
	check_channels(c);
	check_services(c);
	if (in_order)
		check_timing(c);
}

/* What cfgc accepts, the hypervisor must too; anything else is our fault. */
static bool table_accepted(struct checker *c, const void *table, size_t size)
{
	static const char *const reasons[] = {
#define CFG_ERROR(name, sentence) sentence,
#include "cfg_errors.def"
	};
	const struct config_limits limits = { .machine = c->hw, .block = c->hw->block };
	struct cfg_fault fault;
	struct config bound = { 0 };

	if (table != NULL && table_check(&bound, table, (u32)size, &limits, &fault))
		return true;
	diag_add(c->diags, DIAG_ERROR, (struct diag_pos){ 0, 0 }, NULL,
		 "internal error: the table is rejected: %s (section %u, record %u)",
		 table ? reasons[fault.error] : "it is too large", table ? fault.section : 0,
		 table ? fault.index : 0);
	return false;
}

static bool compile_xml(struct checker *c, const char *text, size_t size)
{
	struct plan_xml xml;
	bool good = xml_open(&xml, c, text, size);

	if (good)
		read_model(c, &xml);
	xml_close(&xml);
	return good;
}

enum cfgc_status cfgc_compile(struct cfgc_result *out, struct arena *arena, struct diag_list *diags,
			      const char *text, size_t size, const struct cfgc_options *options)
{
	struct checker c = { .diags = diags, .arena = arena };

	*out = (struct cfgc_result){ NULL, NULL, NULL, 0 };
	c.strict_timing = options->strict_timing;
	c.m = arena_alloc(arena, 1, sizeof(*c.m));
	if (!compile_xml(&c, text, size))
		return CFGC_REJECTED;
	c.hw = choose_board(&c, options);
	if (c.hw == NULL)
		return CFGC_REJECTED;
	out->board = c.hw;
	out->model = c.m;
	check_plan(&c);
	if (diags->errors != 0)
		return CFGC_REJECTED;
	out->table = emit_table(&c, &out->size);
	if (table_accepted(&c, out->table, out->size))
		return CFGC_GOOD;
	out->table = NULL;
	return CFGC_INTERNAL;
}
