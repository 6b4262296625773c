/* SPDX-License-Identifier: BSD-2-Clause */
/* account.c - need and supply of the hypervisor's memory. */
#include "account.h"

#include "lib.h"
#include "text.h"

static const struct cfg_machine *machine_of(const struct config *cfg)
{
	return cfg_get_machine(cfg, 0);
}

bool account_make(struct account *out, const struct config *cfg, const struct core_sizes *sizes,
		  u32 manifest_size)
{
	*out = (struct account){ .cfg = cfg, .sizes = sizes };
	carve_layout(&out->carve, cfg, sizes, manifest_size);
	return out->carve.size < 1ull << 32;
}

bool account_check(struct account *out, struct report *r, const char *file,
		   const struct config *cfg, const struct core_sizes *sizes, u32 manifest_size)
{
	u32 given = machine_of(cfg)->hyp_size;

	if (!account_make(out, cfg, sizes, manifest_size)) {
		report_error(r, file, CHECK_MEMORY,
			     "the hypervisor needs more than 4 GiB, its area has %u bytes", given);
		return false;
	}
	if (out->carve.size > given) {
		report_error(r, file, CHECK_MEMORY,
			     "the hypervisor needs %llu bytes, its area at 0x%08X has %u",
			     out->carve.size, machine_of(cfg)->hyp_phys, given);
		if (r->out)
			account_print(r->out, out);
		return false;
	}
	return true;
}

static const char *name_of_part(const struct config *cfg, u32 part)
{
	return cfg_string(cfg, cfg_get_part(cfg, part)->name);
}

static void item(FILE *out, const char *what, u64 bytes, const char *remark)
{
	fprintf(out, "  %-33s %9llu%s%s\n", what, bytes, remark[0] ? "  " : "", remark);
}

static void detail(FILE *out, const char *name, u64 bytes, const char *remark)
{
	char text[TEXT_NAME_ROOM];

	fprintf(out, "    %-31s %9llu  %s\n", text_name(text, name, TEXT_NAME_ROOM), bytes, remark);
}

/* What an item has beyond its details: so that the next one begins where it must. */
static void padding(FILE *out, u64 bytes)
{
	if (bytes > 0)
		detail(out, "-", bytes, "alignment of what follows");
}

static void print_control_tables(FILE *out, const struct account *a)
{
	item(out, "control tables", a->carve.rings - a->carve.pct, "");
	for (u32 i = 0; i < cfg_count(a->cfg, CFG_PART); i++)
		detail(out, name_of_part(a->cfg, i), carve_pct_bytes(cfg_get_part(a->cfg, i)),
		       "partition");
}

static u64 ring_of(const struct account *a, u32 part)
{
	return config_ring_bytes(cfg_get_part(a->cfg, part), machine_of(a->cfg)->ring_bytes);
}

static void print_rings(FILE *out, const struct account *a)
{
	u64 rest = a->carve.spaces - a->carve.rings;

	item(out, "console rings", rest, "that no control table has room for");
	for (u32 i = 0; i < cfg_count(a->cfg, CFG_PART); i++) {
		if (ring_of(a, i))
			detail(out, name_of_part(a->cfg, i), ring_of(a, i), "partition");
		rest -= ring_of(a, i);
	}
	padding(out, rest);
}

static void print_spaces(FILE *out, const struct account *a)
{
	u64 rest = a->carve.staged - a->carve.spaces;

	item(out, "translation tables", rest, "");
	for (u32 i = 0; i < cfg_count(a->cfg, CFG_PART); i++) {
		u64 bytes = a->sizes->space_fixed +
			    carve_tables_bytes(a->cfg, a->sizes, cfg_get_part(a->cfg, i));

		detail(out, name_of_part(a->cfg, i), bytes, "partition");
		rest -= bytes;
	}
	padding(out, rest);
}

/* By the port that it begins at. */
static void name_channel(char out[TEXT_NAME_ROOM], const struct config *cfg,
			 const struct cfg_channel *channel)
{
	const struct cfg_port *source = cfg_get_port(cfg, channel->src);
	char name[TEXT_NAME_ROOM];

	snprintf(name, sizeof(name), "%s.%s", name_of_part(cfg, source->part),
		 cfg_string(cfg, source->name));
	text_name(out, name, TEXT_NAME_ROOM);
}

static void print_buffers(FILE *out, const struct account *a)
{
	u64 rest = a->carve.pct - a->carve.buffers;

	item(out, "message buffers", rest, "");
	for (u32 i = 0; i < cfg_count(a->cfg, CFG_CHANNEL); i++) {
		const struct cfg_channel *channel = cfg_get_channel(a->cfg, i);
		char name[TEXT_NAME_ROOM];

		name_channel(name, a->cfg, channel);
		detail(out, name, carve_channel_bytes(channel),
		       channel->kind == PORT_SAMPLING ? "sampling channel" : "queuing channel");
		rest -= carve_channel_bytes(channel);
	}
	padding(out, rest);
}

/* Arrays of the boot, in their order. */
enum { ARRAY_PART = 1, ARRAY_VCPU = 2, ARRAY_PORT = 4, ARRAY_CHANNEL = 5 };
static const char *const arrays[] = { "processors", "partitions", "virtual processors",
				      "slots",	    "ports",	  "channels",
				      "consoles" };

void account_print(FILE *out, const struct account *a)
{
	const struct carve *c = &a->carve;
	u64 table = align_up(a->cfg->header->size, IMAGE_ALIGN);

	fprintf(out, "hypervisor memory at 0x%08X: needs %llu of %u bytes\n",
		machine_of(a->cfg)->hyp_phys, c->size, machine_of(a->cfg)->hyp_size);
	item(out, "text", a->sizes->image, "of the core, with constants");
	item(out, "data", c->log - a->sizes->image,
	     "of the core: with its stack and translation tables");
	item(out, "log", c->traces - c->log, "of the health monitor");
	item(out, "traces", c->array[0] - c->traces, "of partitions and hypervisor");
	item(out, "table", table, "");
	item(out, "manifest", c->size - c->staged - table, "and the rest of a page");
	for (u32 i = 0; i < ARRAY_LEN(arrays); i++) /* buffers follow the last */
		item(out, arrays[i],
		     (i + 1 < ARRAY_LEN(arrays) ? c->array[i + 1] : c->buffers) - c->array[i], "");
	print_buffers(out, a);
	print_control_tables(out, a);
	print_rings(out, a);
	print_spaces(out, a);
}

/* --- whose it is -------------------------------------------------------------------- */

/* What a partition costs beyond the areas that the plan gives it. */
struct share {
	u64 log, trace, state, ring, control, tables;
};

static struct share share_of(const struct account *a, u32 part)
{
	const struct cfg_part *p = cfg_get_part(a->cfg, part);
	const u16 *bytes = a->sizes->array;

	return (struct share){
		.log = carve_ring_bytes(p->hm_quota, a->sizes->log_entry),
		.trace = carve_ring_bytes(cfg_get_trace(a->cfg, part)->length,
					  a->sizes->trace_entry),
		.state = bytes[ARRAY_PART] + (u64)p->num_vcpus * bytes[ARRAY_VCPU] +
			 (u64)p->num_ports * bytes[ARRAY_PORT],
		.ring = ring_of(a, part),
		.control = carve_pct_bytes(p),
		.tables = a->sizes->space_fixed + carve_tables_bytes(a->cfg, a->sizes, p),
	};
}

/* RAM of its own; memory that it shares counts for each that has it. */
static u64 areas_of(const struct config *cfg, const struct cfg_part *p)
{
	u64 bytes = 0;

	for (u32 i = p->first_area; i < p->first_area + p->num_areas; i++) {
		const struct cfg_area *area = cfg_get_area(cfg, i);

		bytes += area->flags & (AREA_DEVICE | AREA_ROM) ? 0 : area->size;
	}
	return bytes;
}

/* Returns the sum. */
static u64 print_partitions(FILE *out, const struct account *a)
{
	u64 sum = 0;

	fprintf(out, "partitions, beyond their areas:\n  %-31s %9s %7s %7s %7s %7s %7s %7s %9s\n",
		"", "log", "trace", "state", "ring", "control", "tables", "all", "(areas)");
	for (u32 i = 0; i < cfg_count(a->cfg, CFG_PART); i++) {
		const struct cfg_part *p = cfg_get_part(a->cfg, i);
		struct share s = share_of(a, i);
		u64 all = s.log + s.trace + s.state + s.ring + s.control + s.tables;
		char name[TEXT_NAME_ROOM];

		fprintf(out, "  %-31s %9llu %7llu %7llu %7llu %7llu %7llu %7llu %9llu\n",
			text_name(name, name_of_part(a->cfg, i), TEXT_NAME_ROOM), s.log, s.trace,
			s.state, s.ring, s.control, s.tables, all, areas_of(a->cfg, p));
		sum += all;
	}
	return sum;
}

static u64 print_channels(FILE *out, const struct account *a)
{
	u64 sum = 0;

	fprintf(out, "channels; each port has %u bytes of its partition's state:\n",
		a->sizes->array[ARRAY_PORT]);
	for (u32 i = 0; i < cfg_count(a->cfg, CFG_CHANNEL); i++) {
		const struct cfg_channel *c = cfg_get_channel(a->cfg, i);
		u64 all = a->sizes->array[ARRAY_CHANNEL] + carve_channel_bytes(c);
		char name[TEXT_NAME_ROOM];

		name_channel(name, a->cfg, c);
		item(out, name, all, c->kind == PORT_SAMPLING ? "sampling" : "queuing");
		sum += all;
	}
	return sum;
}

void account_print_shares(FILE *out, const struct account *a)
{
	u64 parts = print_partitions(out, a);
	u64 channels = print_channels(out, a);

	fprintf(out, "in all:\n");
	item(out, "partitions", parts, "");
	item(out, "channels", channels, "");
	item(out, "shared by all", a->carve.size - parts - channels, "");
	item(out, "what the boot takes", a->carve.size, "");
}
