/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * checks_partition.c - names, ids and settings of partitions and the
 * hypervisor; called by compile.c.
 */
#include <string.h>

#include "checks.h"
#include "image.h"
#include "pct.h"
#include "units.h"

enum { PAGE = 4096, RECORDS_MAX = 65536, RING_MIN = 128, RING_MAX = 1 << 20 };

/* --- names ------------------------------------------------------------------------- */

static bool is_printable(const char *name)
{
	for (; *name; name++)
		if ((unsigned char)*name < 0x20 || (unsigned char)*name > 0x7e)
			return false;
	return true;
}

static void check_name_form(struct checker *c, struct diag_pos at, const char *what,
			    const char *name)
{
	if (name == NULL)
		return;
	if (strlen(name) > CFG_NAME_MAX)
		complain(c, CHECK_name_length, at,
			 "the %s \"%s\" has %zu characters, %d are possible", what, name,
			 strlen(name), CFG_NAME_MAX);
	if (!is_printable(name))
		complain(c, CHECK_name_characters, at, "the %s has characters that do not print",
			 what);
	else if (strchr(name, ' ') != NULL)
		complain(c, CHECK_name_blank, at, "the %s \"%s\" has a blank", what, name);
}

static struct named *new_names(struct checker *c, u32 count)
{
	return arena_alloc(c->arena, count, sizeof(struct named));
}

static void check_plan_names(struct checker *c)
{
	u32 i, j;

	for (i = 0; i < c->m->num_cpus; i++) {
		const struct m_cpu *cpu = &c->m->cpus[i];
		struct named *names = new_names(c, cpu->num_plans);
		u32 count = 0;

		for (j = 0; j < cpu->num_plans; j++) {
			const struct m_plan *p = &cpu->plans[j];

			check_name_form(c, p->at, "plan name", p->name);
			if (p->name != NULL)
				names[count++] = (struct named){ p->name, 0, p->at };
		}
		check_unique(c, CHECK_plan_name, names, count, "plan");
	}
}

static void check_device_names(struct checker *c)
{
	struct named *names = new_names(c, c->m->num_devices);
	u32 i, count = 0;

	for (i = 0; i < c->m->num_devices; i++) {
		const struct m_device *d = &c->m->devices[i];

		check_name_form(c, d->at, "device name", d->name);
		if (d->name != NULL)
			names[count++] = (struct named){ d->name, 0, d->at };
	}
	check_unique(c, CHECK_device_name, names, count, "device");
}

static void check_part_names(struct checker *c, const struct m_part *p)
{
	struct named *names = new_names(c, p->num_ports);
	u32 i;

	if (p->named)
		check_name_form(c, p->at, "partition name", p->name);
	else
		complain(c, CHECK_partition_unnamed, p->at,
			 "partition %llu has no name: it is called %s", p->id, p->name);
	check_name_form(c, p->at, "image file name", p->image);
	for (i = 0; i < p->num_plan_areas; i++)
		check_name_form(c, p->areas[i].at, "area name", p->areas[i].name);
	for (i = 0; i < p->num_grants; i++)
		check_name_form(c, p->grants[i].at, "area name", p->grants[i].name);
	for (i = 0; i < p->num_ports; i++) {
		check_name_form(c, p->ports[i].at, "port name", p->ports[i].name);
		names[i] = (struct named){ p->ports[i].name, 0, p->ports[i].at };
	}
	check_unique(c, CHECK_port_name, names, p->num_ports, "port");
}

void check_names(struct checker *c)
{
	struct model *m = c->m;
	struct named *names = new_names(c, m->num_parts);
	u32 i;

	if (m->name != NULL && (strlen(m->name) > CFG_NAME_MAX || !is_printable(m->name)))
		complain(c, CHECK_system_name, m->at,
			 "of the system's name the table keeps the first %d printable characters",
			 CFG_NAME_MAX);
	check_plan_names(c);
	check_device_names(c);
	for (i = 0; i < m->num_parts; i++) {
		check_part_names(c, &m->parts[i]);
		names[i] = (struct named){ m->parts[i].name, 0, m->parts[i].at };
	}
	check_unique(c, CHECK_partition_name, names, m->num_parts, "partition");
}

/* --- ids and settings ------------------------------------------------------------------ */

static void check_part_ids(struct checker *c)
{
	const struct model *m = c->m;
	u64 expected = 0;
	u32 i;

	for (i = 0; i < m->num_parts; i++) {
		const struct m_part *p = &m->parts[i];

		if (p->id < expected) {
			complain(c, CHECK_partition_twice, p->at, "a second partition with id %llu",
				 p->id);
			hint(c, m->parts[i - 1].at, "the first is here");
		} else if (p->id > expected) {
			complain(c, CHECK_partition_ids, p->at,
				 "partition %llu, but there is no partition %llu", p->id, expected);
		}
		expected = p->id + 1;
	}
	if (m->num_parts > HAL_MAX_SPACES)
		complain(c, CHECK_partition_count, m->parts[HAL_MAX_SPACES].at,
			 "%u partitions, board %s has address spaces for %u", m->num_parts,
			 c->hw->name, HAL_MAX_SPACES);
}

static bool is_length(u64 records)
{
	return records != 0 && records <= RECORDS_MAX && (records & (records - 1)) == 0;
}

static void check_records(struct checker *c, struct diag_pos at, const char *what, u64 records)
{
	if (!is_length(records))
		complain(c, CHECK_hm_length, at, "%s=\"%llu\" is not a power of two from 1 to %d",
			 what, records, RECORDS_MAX);
}

/* No board has a hardware watchdog that the hypervisor drives. */
static void check_watchdog(struct checker *c, const struct m_hyp *h)
{
	if (h->watchdog == 0 || h->watchdog % 1000 != 0)
		complain(c, CHECK_watchdog_value, h->watchdog_at,
			 "initialValue is %llu ns, not a whole number of microseconds from 1 on",
			 h->watchdog);
	if (h->has_hw_reload)
		complain(c, CHECK_no_effect, h->watchdog_at,
			 "hwReloadValue has no effect on board %s", c->hw->name);
}

static void check_trace(struct checker *c, const struct m_trace *t)
{
	if (!is_length(t->length))
		complain(c, CHECK_trace_length, t->at,
			 "length=\"%llu\" is not a power of two from 1 to %d", t->length,
			 RECORDS_MAX);
}

static void check_modules(struct checker *c, const struct m_trace *t)
{
	u64 modules = 0
#define TRACE_MODULE(bit, name, sentence) | 1u << (bit)
#include "trace_codes.def"
		;

	if ((t->mask & ~modules) != 0)
		complain(c, CHECK_trace_mask, t->at,
			 "bitmask 0x%llx has bits that select nothing: there are 0x%llx", t->mask,
			 modules);
}

static void check_hypervisor(struct checker *c)
{
	const struct m_hyp *h = &c->m->hyp;

	if (!h->valid)
		return;
	check_records(c, h->at, "hmLogLength", h->log_length);
	check_trace(c, &h->trace);
	check_modules(c, &h->trace);
	if (h->ring < RING_MIN || h->ring > RING_MAX || (h->ring & (h->ring - 1)) != 0)
		complain(c, CHECK_console_ring, h->at,
			 "consoleRing is %llu bytes: not a power of two from %d to %d", h->ring,
			 RING_MIN, RING_MAX);
	if (h->late_ns == 0 || h->late_ns >= NONE)
		complain(c, CHECK_lateness_bound, h->at,
			 "latenessBound is %llu ns, not from 1 to %u", h->late_ns, NONE - 1);
	if (h->has_watchdog)
		check_watchdog(c, h);
}

/* As config_pct_bytes() reckons, below the end of the window. */
static bool control_table_fits(const struct m_part *p)
{
	u64 areas = (u64)p->num_areas + p->num_grants;
	u64 bytes = sizeof(struct xm_pct) + areas * sizeof(struct xm_mem_area) +
		    ((u64)p->num_ports + 31) / 32 * 4;
	u64 pages = (bytes + PAGE - 1) / PAGE + 1; /* and that of struct vcpu_ctl */

	return pages * PAGE <= HAL_WINDOW_BASE + HAL_WINDOW_SIZE - HAL_PCT_BASE;
}

/* As many as an image header has room for. */
static void check_files(struct checker *c, const struct m_part *p)
{
	u32 i;

	if (p->num_files > XM_HEADER_FILES)
		complain(c, CHECK_custom_files, p->at, "%u custom files, an image header takes %d",
			 p->num_files, XM_HEADER_FILES);
	for (i = 0; i < p->num_files; i++)
		if (strlen(p->files[i]) > CFG_TEXT_MAX || !is_printable(p->files[i]))
			complain(c, CHECK_custom_files, p->at,
				 "custom file %u: a name has at most %d characters, all printable",
				 i, CFG_TEXT_MAX);
}

static void check_scrub(struct checker *c, const struct m_part *p)
{
	if (!p->has_scrub || (p->scrub != 0 && p->scrub % 1000 == 0))
		return;
	complain(c, CHECK_scrub_period, p->at,
		 "scrubPeriod is %s: not a whole number of microseconds from 1",
		 unit_print_time(p->scrub).text);
	hint(c, p->at, "for no scrub leave it out");
}

static void check_settings(struct checker *c, const struct m_part *p)
{
	check_records(c, p->at, "hmQuota", p->hm_quota);
	check_files(c, p);
	check_trace(c, &p->trace);
	check_scrub(c, p);
	if (p->has_limit && p->restart_limit == 0) {
		complain(c, CHECK_restart_limit, p->at, "restartLimit is 0");
		hint(c, p->at, "for no restart choose XM_HM_AC_HALT, for no limit leave it out");
	}
	if (!control_table_fits(p))
		complain(c, CHECK_control_table, p->at,
			 "%u areas and %u ports do not fit a control table of 1 MB", p->num_areas,
			 p->num_ports);
}

void check_partitions(struct checker *c)
{
	const struct model *m = c->m;
	bool boots = false;
	u32 i;

	check_part_ids(c);
	check_hypervisor(c);
	for (i = 0; i < m->num_parts; i++) {
		check_settings(c, &m->parts[i]);
		boots = boots || (m->parts[i].flags & PART_BOOT) != 0;
	}
	if (!boots && m->num_parts != 0)
		complain(c, CHECK_no_boot, m->parts[0].at,
			 "no partition has the flag boot: none of them will start");
}
