/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * checks_device.c - UARTs, consoles, interrupt lines, I/O ports and device
 * pages; called by compile.c.  Finds out which UARTs the hypervisor drives and
 * gives partitions the areas of their devices.
 */
#include <stdlib.h>
#include <string.h>

#include "ranges.h"

enum { PAGE = 4096, LINE_FIRST = 16 };

/* --- UARTs and consoles --------------------------------------------------------------- */

static void check_uart(struct checker *c, const struct m_device *d,
		       const struct m_device *first[HAL_UARTS])
{
	if (d->baud == 0)
		complain(c, CHECK_uart_baud, d->at, "a baud rate of 0");
	if (d->id >= c->hw->num_uarts) {
		complain(c, CHECK_uart_id, d->at, "board %s has UARTs 0 to %u, not %llu",
			 c->hw->name, c->hw->num_uarts - 1, d->id);
		return;
	}
	if (first[d->id] != NULL) {
		complain(c, CHECK_uart_twice, d->at, "UART %llu has a name already", d->id);
		hint(c, first[d->id]->at, "it is here");
	}
	first[d->id] = d;
}

static void check_console(struct checker *c, struct diag_pos at, const char *name)
{
	struct m_device *d;

	if (name == NULL)
		return;
	d = model_find_device(c->m, name);
	if (d == NULL)
		complain(c, CHECK_console_device, at, "there is no device \"%s\"", name);
	else if (d->kind == DEVICE_MEMORY)
		complain(c, CHECK_console_device, at, "the device \"%s\" is no Uart", name);
	else if (d->kind == DEVICE_UART)
		d->console = 0;
}

static void check_consoles(struct checker *c)
{
	const struct m_device *first[HAL_UARTS] = { NULL };
	struct model *m = c->m;
	u32 i, count = 0;

	for (i = 0; i < m->num_devices; i++)
		if (m->devices[i].kind == DEVICE_UART)
			check_uart(c, &m->devices[i], first);
	check_console(c, m->hyp.at, m->hyp.console);
	check_console(c, m->hyp.trace.at, m->hyp.trace.device);
	for (i = 0; i < m->num_cpus; i++)
		check_console(c, m->cpus[i].at, m->cpus[i].console);
	for (i = 0; i < m->num_parts; i++) {
		check_console(c, m->parts[i].at, m->parts[i].console);
		check_console(c, m->parts[i].trace.at, m->parts[i].trace.device);
	}
	for (i = 0; i < m->num_devices; i++)
		if (m->devices[i].console != NONE)
			m->devices[i].console = count++;
}

/* The UART that the hypervisor drives and that has this line or address. */
static const struct m_device *console_with(const struct checker *c, u64 line, u64 base, u64 size)
{
	u32 i;

	for (i = 0; i < c->m->num_devices; i++) {
		const struct m_device *d = &c->m->devices[i];

		if (d->console == NONE || d->id >= c->hw->num_uarts)
			continue;
		if (c->hw->uart_line[d->id] == line ||
		    touch(c->hw->device[HAL_UART + d->id], PAGE, base, size))
			return d;
	}
	return NULL;
}

/* --- interrupt lines ---------------------------------------------------------------------- */

static bool is_own_line(const struct hal_machine *hw, u64 line)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(hw->own_lines); i++)
		if (hw->own_lines[i] != HAL_NO_LINE && hw->own_lines[i] == line)
			return true;
	return false;
}

static void check_line(struct checker *c, const struct m_line *l)
{
	u32 lines = c->hw->num_lines < XM_VT_HW_MAX ? c->hw->num_lines : XM_VT_HW_MAX;
	const struct m_device *console = console_with(c, l->line, 0, 0);

	if (l->line < LINE_FIRST || l->line >= lines)
		complain(c, CHECK_irq_line, l->at,
			 "line %llu: board %s has lines %d to %u for devices", l->line, c->hw->name,
			 LINE_FIRST, lines - 1);
	else if (is_own_line(c->hw, l->line))
		complain(c, CHECK_irq_reserved, l->at, "line %llu is the hypervisor's", l->line);
	else if (console != NULL) {
		complain(c, CHECK_irq_reserved, l->at, "line %llu is that of a console", l->line);
		hint(c, console->at, "the console is here");
	}
}

static int by_line(const void *left, const void *right)
{
	const struct m_line *a = left, *b = right;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return a->part < b->part ? -1 : a->part > b->part;
}

static void check_lines(struct checker *c)
{
	struct model *m = c->m;
	struct m_line *all;
	u32 i, j, count = 0;

	for (i = 0; i < m->num_parts; i++)
		count += m->parts[i].num_lines;
	all = arena_alloc(c->arena, count, sizeof(*all));
	for (i = 0, count = 0; i < m->num_parts; i++) {
		for (j = 0; j < m->parts[i].num_lines; j++) {
			m->parts[i].lines[j].part = i;
			check_line(c, &m->parts[i].lines[j]);
			all[count++] = m->parts[i].lines[j];
		}
		if (m->parts[i].num_lines != 0)
			qsort(m->parts[i].lines, m->parts[i].num_lines, sizeof(*all), by_line);
	}
	if (count != 0)
		qsort(all, count, sizeof(*all), by_line);
	for (i = 1; i < count; i++) {
		if (all[i].line != all[i - 1].line)
			continue;
		complain(c, CHECK_irq_owner, all[i].at, "line %llu is given to partition %llu too",
			 all[i].line, m->parts[all[i - 1].part].id);
		hint(c, all[i - 1].at, "it is here");
	}
}

/* --- device pages ----------------------------------------------------------------------------- */

static const struct apb {
	u32 board;
	const char *name;
	u32 address;
	bool dma;
	u32 bit;
} apb[] = {
#define APB(board, name, address, dma, bit) { BOARD_##board, #name, address, dma, bit },
#include "apb.def"
};

static const struct apb *find_apb(const struct checker *c, const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(apb); i++)
		if (apb[i].board == c->hw->board && strcmp(apb[i].name, name) == 0)
			return &apb[i];
	return NULL;
}

/* A device there that can master the bus. */
static const struct apb *find_master(const struct checker *c, u64 base, u64 size)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(apb); i++)
		if (apb[i].board == c->hw->board && apb[i].dma &&
		    touch(base, size, apb[i].address, PAGE))
			return &apb[i];
	return NULL;
}

static void check_window(struct checker *c, const struct m_grant *g)
{
	const struct hal_machine *hw = c->hw;
	const struct m_device *console = console_with(c, NONE, g->start, g->size);

	if (!inside_any(g->start, g->size, hw->io, ARRAY_LEN(hw->io)))
		complain(c, CHECK_pages_window, g->at, "%s is not in the device space of %s",
			 g->what, hw->name);
	else if (touches_any(g->start, g->size, hw->private_io, ARRAY_LEN(hw->private_io)))
		complain(c, CHECK_pages_reserved, g->at,
			 "%s touches a device that the hypervisor uses", g->what);
	else if (console != NULL) {
		complain(c, CHECK_pages_reserved, g->at, "%s touches a console", g->what);
		hint(c, console->at, "the console is here");
	}
}

static void check_pages(struct checker *c, const struct m_grant *g)
{
	const struct apb *master = find_master(c, g->start, g->size);

	if (g->start % PAGE != 0 || g->size % PAGE != 0)
		complain(c, CHECK_pages_align, g->at,
			 "base 0x%llx and size 0x%llx are not both whole pages of 4 KB", g->start,
			 g->size);
	check_window(c, g);
	if (!inside_region(c->m, g->start, g->size))
		complain(c, CHECK_pages_region, g->at, "%s is in no region of the plan", g->what);
	if (master != NULL && !g->trusted)
		complain(
			c, CHECK_pages_dma, g->at,
			"%s can master the bus and so reach all memory: dma=\"trusted\" is missing",
			master->name);
}

static void check_grant(struct checker *c, struct m_part *p, struct m_grant *g)
{
	const struct apb *d = g->device ? find_apb(c, g->device) : NULL;

	if (d != NULL) {
		g->start = d->address;
		g->size = PAGE;
		p->devices |= d->bit;
	}
	if (g->size != 0)
		check_pages(c, g);
	else if (g->device != NULL)
		complain(c, CHECK_apb_device, g->at, "board %s has no device %s to give away",
			 c->hw->name, g->device);
	else
		complain(c, CHECK_pages_empty, g->at, "the range has no pages");
}

static void check_grant_overlaps(struct checker *c, const struct range *r, u32 count)
{
	const struct range *reach = r;
	u32 i;

	for (i = 1; i < count; i++) {
		if (touch(r[i].start, r[i].size, reach->start, reach->size)) {
			complain(c, CHECK_pages_twice, r[i].at,
				 "%s is given to partition %llu already",
				 c->m->parts[r[i].owner].grants[r[i].index].what,
				 c->m->parts[reach->owner].id);
			hint(c, reach->at, "it is here");
		}
		if (range_end(r[i].start, r[i].size) > range_end(reach->start, reach->size))
			reach = &r[i];
	}
}

static void check_grants(struct checker *c)
{
	struct model *m = c->m;
	struct range *r;
	u32 i, j, count = 0;

	for (i = 0; i < m->num_parts; i++)
		count += m->parts[i].num_grants;
	r = arena_alloc(c->arena, count, sizeof(*r));
	for (i = 0, count = 0; i < m->num_parts; i++) {
		for (j = 0; j < m->parts[i].num_grants; j++) {
			struct m_grant *g = &m->parts[i].grants[j];

			check_grant(c, &m->parts[i], g);
			r[count++] = (struct range){ g->start, g->size, g->at, i, j };
		}
	}
	sort_ranges(r, count);
	check_grant_overlaps(c, r, count);
}

static void add_areas(struct checker *c, struct m_part *p)
{
	struct m_area *areas = arena_alloc(c->arena, p->num_areas + p->num_grants, sizeof(*areas));
	u32 i;

	memcpy(areas, p->areas, p->num_areas * sizeof(*areas));
	p->areas = areas;
	for (i = 0; i < p->num_grants; i++) {
		const struct m_grant *g = &p->grants[i];

		areas[p->num_areas++] = (struct m_area){
			.at = g->at,
			.name = g->name,
			.start = g->start,
			.mapped = g->start,
			.size = g->size,
			.flags = AREA_DEVICE | (g->name ? AREA_TAGGED : 0),
		};
	}
}

/* --- I/O ports -------------------------------------------------------------------------- */

static void check_masters(struct checker *c, const struct m_iorange *io)
{
	const struct apb *master = find_master(c, io->base, io->size);

	if (master != NULL && !io->trusted)
		complain(c, CHECK_io_dma, io->at,
			 "the ports are in %s, which can master the bus and so reach all "
			 "memory: dma=\"trusted\" is missing",
			 master->name);
}

static void check_port_range(struct checker *c, const struct m_iorange *io)
{
	const struct hal_machine *hw = c->hw;

	if (io->size == 0)
		complain(c, CHECK_io_empty, io->at, "the range has no ports");
	if (io->base % 4 != 0)
		complain(c, CHECK_io_align, io->at, "0x%llx is not a multiple of 4", io->base);
	if (io->kind == IORANGE_RESTRICTED && io->mask == 0)
		complain(c, CHECK_io_mask, io->at, "the port 0x%llx has no mask: no bit is given",
			 io->base);
	if (!inside_any(io->base, io->size, hw->io, ARRAY_LEN(hw->io)))
		complain(c, CHECK_io_window, io->at,
			 "0x%llx to 0x%llx is not in the device space of %s", io->base,
			 range_end(io->base, io->size) - 1, hw->name);
	else if (touches_any(io->base, io->size, hw->private_io, ARRAY_LEN(hw->private_io)) ||
		 console_with(c, NONE, io->base, io->size) != NULL)
		complain(c, CHECK_io_reserved, io->at,
			 "0x%llx to 0x%llx touches a device that the hypervisor uses", io->base,
			 range_end(io->base, io->size) - 1);
}

static int by_base(const void *left, const void *right)
{
	const struct m_iorange *a = left, *b = right;

	if (a->base != b->base)
		return a->base < b->base ? -1 : 1;
	return a->mask < b->mask ? -1 : a->mask > b->mask;
}

/* Restricted ports at one address become one. */
static void join_restricted(struct m_part *p)
{
	u32 i, n = 0;

	for (i = 0; i < p->num_ioranges; i++) {
		struct m_iorange *io = &p->ioranges[i];

		if (n != 0 && io->kind == IORANGE_RESTRICTED &&
		    p->ioranges[n - 1].kind == IORANGE_RESTRICTED &&
		    p->ioranges[n - 1].base == io->base)
			p->ioranges[n - 1].mask |= io->mask;
		else
			p->ioranges[n++] = *io;
	}
	p->num_ioranges = n;
}

/* The pages of others. */
static void meet_owners(struct checker *c, const struct m_iorange *io)
{
	u32 i, j;

	for (i = 0; i < c->m->num_parts; i++) {
		const struct m_part *p = &c->m->parts[i];

		for (j = 0; j < p->num_grants && i != io->part; j++) {
			const struct m_grant *g = &p->grants[j];

			if (!touch(io->base, io->size, g->start, g->size))
				continue;
			complain(c, CHECK_io_overlap, io->at,
				 "the ports are in %s of partition %llu", g->what, p->id);
			hint(c, g->at, "it is here");
		}
	}
}

static const struct m_iorange *iorange_of(const struct checker *c, const struct range *r)
{
	return &c->m->parts[r->owner].ioranges[r->index];
}

/* Ranges come by address; restricted ports share one if their masks do not. */
static void check_port_overlaps(struct checker *c, const struct range *r, u32 count)
{
	const struct range *reach = r;
	u64 mask = count ? iorange_of(c, r)->mask : 0;
	u32 i;

	for (i = 1; i < count; i++) {
		const struct m_iorange *a = iorange_of(c, &r[i]), *b = iorange_of(c, reach);

		if (a->kind == IORANGE_RESTRICTED && b->kind == IORANGE_RESTRICTED &&
		    a->base == b->base && (a->mask & mask) == 0) {
			mask |= a->mask;
			continue;
		}
		if (touch(a->base, a->size, b->base, b->size)) {
			complain(c, CHECK_io_overlap, a->at, "the port 0x%llx is given already",
				 a->base);
			hint(c, b->at, "it is here");
		}
		if (range_end(a->base, a->size) > range_end(b->base, b->size)) {
			reach = &r[i];
			mask = a->mask;
		}
	}
}

static void check_ports(struct checker *c)
{
	struct model *m = c->m;
	struct range *r;
	u32 i, j, count = 0;

	for (i = 0; i < m->num_parts; i++)
		count += m->parts[i].num_ioranges;
	r = arena_alloc(c->arena, count, sizeof(*r));
	for (i = 0, count = 0; i < m->num_parts; i++) {
		if (m->parts[i].num_ioranges != 0)
			qsort(m->parts[i].ioranges, m->parts[i].num_ioranges,
			      sizeof(struct m_iorange), by_base);
		for (j = 0; j < m->parts[i].num_ioranges; j++) {
			struct m_iorange *io = &m->parts[i].ioranges[j];

			io->part = i;
			check_port_range(c, io);
			check_masters(c, io);
			meet_owners(c, io);
			r[count++] = (struct range){ io->base, io->size, io->at, i, j };
		}
	}
	sort_ranges(r, count);
	check_port_overlaps(c, r, count);
	for (i = 0; i < m->num_parts; i++)
		join_restricted(&m->parts[i]);
}

void check_devices(struct checker *c)
{
	u32 i;

	check_consoles(c);
	check_lines(c);
	check_grants(c);
	for (i = 0; i < c->m->num_parts; i++)
		add_areas(c, &c->m->parts[i]);
	check_ports(c);
}
