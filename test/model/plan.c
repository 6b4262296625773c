/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * plan.c - random plans within what the reference understands.
 */
#include <stdio.h>
#include <string.h>
#include "model.h"

static const u32 rates[][2] = { { 1, 3 }, { 1, 10 }, { 1, 16 }, { 333333, 1000000 }, { 1, 1 } };

static void random_hm(u32 part)
{
	static const u32 permitted[] = {
#define HM_EVENT(nr, name, xml, code, dflt, part, hyp, sentence) [nr] = (part),
#include "hm_events.def"
	};

	for (u32 event = 0; event < XM_HM_EV_COUNT; event++)
		for (;;) {
			u32 action = random_below(XM_HM_MAX_ACTIONS);
			bool system = action == XM_HM_AC_HYPERVISOR_COLD_RESET ||
				      action == XM_HM_AC_HYPERVISOR_WARM_RESET;

			if (event == XM_HM_EV_OVERRUN)
				action = XM_HM_AC_IGNORE; /* when it is raised is not modelled */
			if ((permitted[event] >> action & 1) == 0 || (system && !chance(2)) ||
			    (action == XM_HM_AC_HALT && chance(90)) ||
			    (action == XM_HM_AC_SUSPEND && chance(90)))
				continue;
			tb_hm(&ref.tb, part, event, action, chance(85));
			break;
		}
}

static void random_trace(u32 p)
{
	struct ref_trace *t = &ref.trace[p];

	t->length = ref.tb.trace[p].length = 1u << random_below(5);
	t->mask = ref.tb.trace[p].mask = random_below(8);
	if (!ref.plain && chance(30))
		ref.tb.trace[p].console = ref.tb.machine.console;
}

static void random_parts(void)
{
	ref.parts = 2 + random_below(MAX_PARTS - 1);
	ref.shared = chance(60);
	for (u32 p = 0; p < ref.parts; p++) {
		u32 flags = PART_BOOT | (p == 0 || chance(30) ? PART_SYSTEM : 0) |
			    (chance(50) ? PART_FP : 0);
		char name[16];
		u32 a;

		snprintf(name, sizeof(name), "part%u", p);
		tb_part(&ref.tb, name, flags);
		ref.part[p].flags = flags;
		a = tb_area(&ref.tb, p, 0x10000000 + p * 0x100000, AREA_BYTES, 0);
		if (chance(40))
			ref.tb.area[a].mapped = 0x00040000 + p * 0x8000;
		tb_area(&ref.tb, p, 0x14000000 + p * 0x10000, RO_BYTES, AREA_READONLY);
		if (ref.shared)
			tb_area(&ref.tb, p, SHARED_AT, SHARED_BYTES, AREA_SHARED);
		ref.part[p].owns_line = chance(ref.plain ? 30 : 60);
		if (ref.part[p].owns_line)
			tb_irq(&ref.tb, p, 40 + p);
		ref.tb.part[p].hm_quota = 4u << random_below(4);
		ref.tb.part[p].restart_limit = chance(80) ? 0 : 1 + random_below(20);
		if (ref.plain || chance(15))
			ref.tb.part[p].console = NONE;
		random_trace(p);
		random_hm(p);
	}
	ref.tb.hyp_trace.mask = !ref.plain && chance(30) ? random_below(16) : 0;
	ref.tb.hyp_trace.length = 1u << random_below(6);
}

static void random_ipvis(void)
{
	for (u32 p = 0; p < ref.parts; p++)
		for (u32 id = 0; id < IPVI_COUNT; id++) {
			u32 dests = random_below(1u << ref.parts) & ~(1u << p);

			if (dests == 0 || chance(60))
				continue;
			ref.part[p].ipvi[id] = dests;
			tb_ipvi(&ref.tb, p, id, dests);
		}
}

static void random_slots(u32 plan, u64 frame)
{
	u64 at = 0;

	for (u32 s = 0; s < 8; s++) {
		u64 gap = chance(40) ? random_u64() % (frame / 8) : 0;
		u64 len = 1000 + random_u64() % (frame / 3);

		if (gap + len > frame - at)
			break;
		tb_slot(&ref.tb, plan, s < ref.parts ? s : random_below(ref.parts), at + gap, len);
		at += gap + len;
	}
	if (at != 0 && frame - at >= 1000 && chance(50)) /* slots to the end of the frame */
		tb_slot(&ref.tb, plan, random_below(ref.parts), at, frame - at);
}

static void random_channels(void)
{
	ref.channels = 2 + random_below(MAX_CHANNELS - 1);
	for (u32 c = 0; c < ref.channels; c++) {
		struct ref_channel *k = &ref.channel[c];
		char name[16];
		u32 ch;

		k->kind = random_below(2);
		k->max_len = 1 + random_below(MAX_MESSAGE);
		k->depth = k->kind == PORT_QUEUING ? 1 + random_below(MAX_DEPTH) : 1;
		k->refresh_ns =
			k->kind == PORT_SAMPLING && chance(50) ? 1000 * random_below(20000) : 0;
		k->src = random_below(ref.parts);
		snprintf(name, sizeof(name), "c%u", c);
		ref.part[k->src].port_channel[ref.part[k->src].ports] = c;
		ref.part[k->src].port_source[ref.part[k->src].ports++] = true;
		ch = tb_channel(&ref.tb, tb_port(&ref.tb, k->src, name, k->kind, PORT_SOURCE),
				k->max_len, k->kind == PORT_QUEUING ? k->depth : 0, k->refresh_ns);
		for (u32 p = 0; p < ref.parts; p++) {
			if (p == k->src || (k->num_dests && k->kind == PORT_QUEUING) ||
			    (k->num_dests && chance(40)))
				continue;
			k->dest[k->num_dests++] = p;
			ref.part[p].port_channel[ref.part[p].ports] = c;
			ref.part[p].port_source[ref.part[p].ports++] = false;
			tb_dest(&ref.tb, ch, tb_port(&ref.tb, p, name, k->kind, PORT_DESTINATION));
		}
	}
}

/* Of each partition one or two, one of which may be bits of a register of others. */
static void random_registers(void)
{
	for (u32 p = 0; p < ref.parts; p++) {
		tb_iorange(&ref.tb, p, REGISTER_AT(0), 4, 0xffu << 8 * p);
		if (chance(70))
			tb_iorange(&ref.tb, p, REGISTER_AT(p + 1), 4, NONE);
	}
}

void plan_random(void)
{
	u32 rate = random_below(sizeof(rates) / sizeof(rates[0]));

	memset(&ref, 0, sizeof(ref));
	ref.plain = chance(40);
	fake_machine_default();
	fake_machine_ticks(rates[rate][0], rates[rate][1]);
	tb_init(&ref.tb);
	ref.tb.machine.hyp_size = 0x80000;
	ref.tb.machine.hm_log_len = 8u << random_below(4);
	ref.tb.machine.ring_bytes = 256u << random_below(3);
	if (!ref.plain && chance(70))
		ref.tb.machine.watchdog_us = 1 + random_below(30000);
	tb_hm(&ref.tb, TB_HYP, XM_HM_EV_WATCHDOG_TIMER, XM_HM_AC_IGNORE, chance(85));
	random_parts();
	random_ipvis();
	for (u32 plan = 0; plan < 3; plan++) {
		u64 frame = 1000000 + random_u64() % 9000000;

		random_slots(tb_plan(&ref.tb, frame), frame);
	}
	random_channels();
	random_registers();
	tb_build(&ref.tb);
	tb_build_image(&ref.tb, IMAGE_BYTES);
}
