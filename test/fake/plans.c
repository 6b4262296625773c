/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * plans.c - the plans of plans.h.
 */
#include "plans.h"

static void full_parts(struct tb *t)
{
	u32 a;

	tb_part(t, "alpha", PART_SYSTEM | PART_BOOT);
	tb_part(t, "beta", PART_BOOT | PART_FP);
	tb_part(t, "gamma", PART_BOOT);
	tb_area(t, ALPHA, ALPHA_RAM, ALPHA_RAM_SIZE, 0);
	tb_area(t, ALPHA, ALPHA_RO, 0x1000, AREA_READONLY);
	tb_area(t, ALPHA, SHARED_RAM, 0x2000, AREA_SHARED);
	tb_area(t, ALPHA, ALPHA_DEVICE, 0x1000, AREA_DEVICE);
	tb_area(t, ALPHA, ALPHA_UNMAPPED, 0x1000, AREA_UNMAPPED);
	tb_area(t, ALPHA, ALPHA_EXTRA, 0x1000, 0);
	tb_area(t, BETA, BETA_RAM, BETA_RAM_SIZE, 0);
	tb_area(t, BETA, SHARED_RAM, 0x2000, AREA_SHARED);
	a = tb_area(t, GAMMA, GAMMA_PHYS, GAMMA_RAM_SIZE, 0);
	t->area[a].mapped = GAMMA_RAM;
	tb_irq(t, BETA, BETA_LINE);
	tb_irq(t, GAMMA, GAMMA_LINE);
	tb_irq(t, GAMMA, GAMMA_LINE2);
	tb_ipvi(t, ALPHA, 0, 1u << BETA | 1u << GAMMA);
	tb_ipvi(t, ALPHA, 7, 1u << GAMMA);
	tb_ipvi(t, BETA, 0, 1u << ALPHA);
	tb_iorange(t, ALPHA, ALPHA_PORTS, 64, NONE);
	tb_iorange(t, ALPHA, SPLIT_PORT, 4, 0x0000ffff);
	tb_iorange(t, BETA, SPLIT_PORT, 4, 0xffff0000);
	tb_iorange(t, GAMMA, GAMMA_PORTS, 4, NONE);
}

static void full_plans(struct tb *t)
{
	u32 p = tb_plan(t, 10 * TB_MS);

	t->slot[tb_slot(t, p, ALPHA, 0, 2 * TB_MS)].flags = SLOT_PERIOD_START;
	tb_slot(t, p, BETA, 2 * TB_MS, 3 * TB_MS);
	tb_slot(t, p, GAMMA, 6 * TB_MS, 2 * TB_MS);
	tb_slot(t, p, ALPHA, 8 * TB_MS, 1 * TB_MS);
	p = tb_plan(t, 5 * TB_MS);
	tb_slot(t, p, ALPHA, 0, 4 * TB_MS);
	p = tb_plan(t, 7 * TB_MS);
	tb_slot(t, p, GAMMA, 0, 3 * TB_MS);
	tb_slot(t, p, BETA, 3 * TB_MS, 4 * TB_MS);
}

static void full_channels(struct tb *t)
{
	u32 c = tb_channel(t, tb_port(t, ALPHA, "ab", PORT_SAMPLING, PORT_SOURCE), 64, 0,
			   20 * TB_MS);

	tb_dest(t, c, tb_port(t, BETA, "ab", PORT_SAMPLING, PORT_DESTINATION));
	tb_dest(t, c, tb_port(t, GAMMA, "ab", PORT_SAMPLING, PORT_DESTINATION));
	c = tb_channel(t, tb_port(t, BETA, "ba", PORT_QUEUING, PORT_SOURCE), 32, 4, 0);
	tb_dest(t, c, tb_port(t, ALPHA, "ba", PORT_QUEUING, PORT_DESTINATION));
	c = tb_channel(t, tb_port(t, GAMMA, "ga", PORT_SAMPLING, PORT_SOURCE), 256, 0, 0);
	tb_dest(t, c, tb_port(t, ALPHA, "ga", PORT_SAMPLING, PORT_DESTINATION));
	c = tb_channel(t, tb_port(t, GAMMA, "gb", PORT_QUEUING, PORT_SOURCE), 24, 1, 0);
	tb_dest(t, c, tb_port(t, BETA, "gb", PORT_QUEUING, PORT_DESTINATION));
	tb_port(t, GAMMA, "loose", PORT_SAMPLING, PORT_SOURCE);
}

void plan_full(struct tb *t)
{
	tb_init(t);
	full_parts(t);
	full_plans(t);
	full_channels(t);
}

void plan_single(struct tb *t, u64 frame_ns)
{
	tb_init(t);
	tb_part(t, "alpha", PART_SYSTEM | PART_BOOT);
	tb_area(t, ALPHA, ALPHA_RAM, ALPHA_RAM_SIZE, 0);
	tb_slot(t, tb_plan(t, frame_ns), ALPHA, 0, frame_ns);
}
