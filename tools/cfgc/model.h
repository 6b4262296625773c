/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * model.h - a plan as plain structs, filled by read.c, looked at by all else.
 *
 * Numbers are 64-bit and exact: times in nanoseconds, sizes in bytes; a value
 * that does not fit has been complained about and is 0.  Names that the plan
 * does not give are NULL.  All memory belongs to one arena.
 */
#ifndef CFGC_MODEL_H
#define CFGC_MODEL_H

#include "abi.h"
#include "config.h"
#include "diag.h"

struct m_region {
	struct diag_pos at;
	u32 kind;
	u64 start, size;
};

struct m_slot {
	struct diag_pos at;
	u64 id, part_id, vcpu;
	u64 start, length;
	u32 flags;
};

struct m_plan {
	struct diag_pos at;
	u64 id;
	const char *name;
	u64 frame;
	struct m_slot *slots;
	u32 num_slots;
};

struct m_cpu {
	struct diag_pos at;
	u64 id;
	u64 khz;
	const char *console;
	struct m_plan *plans;
	u32 num_plans;
};

enum m_device_kind { DEVICE_UART, DEVICE_MEMORY, DEVICE_NULL };

struct m_device {
	struct diag_pos at;
	enum m_device_kind kind;
	const char *name;
	u64 id, baud;	 /* Uart */
	u64 start, size; /* MemoryBlock */
	u32 console;	 /* index into CONSOLE if anybody uses it, else NONE */
};

struct m_area {
	struct diag_pos at;
	const char *name;
	u64 start, size, mapped;
	u32 flags;
};

/* Row of hm_events.def; action XM_HM_MAX_ACTIONS stands for SHUTDOWN. */
struct m_event {
	struct diag_pos at;
	u32 event, action;
	bool log;
};

enum { TRACE_LENGTH = 32 }; /* unless the plan says otherwise */

/* A stream of trace events. */
struct m_trace {
	struct diag_pos at;
	const char *device;
	u64 mask, length;
};

struct m_port {
	struct diag_pos at;
	const char *name;
	u32 kind, direction, discipline;
	bool has_discipline;
	u32 channel;
	u64 max_len; /* of its channel */
};

struct m_iorange {
	struct diag_pos at;
	u32 part; /* index */
	u32 kind;
	u64 base, size, mask;
	bool trusted;
};

struct m_line {
	struct diag_pos at;
	u32 part; /* index */
	u64 line;
};

/* Device pages: of a device of APBDev, which has them once it is found, or a
   range of IoPages. */
struct m_grant {
	struct diag_pos at;
	const char *device; /* APBDev, else NULL */
	const char *name;   /* of the area, if it has one */
	const char *what;   /* in a message */
	u64 start, size;
	bool trusted;
};

struct m_part {
	struct diag_pos at;
	u64 id;
	const char *name;
	bool named; /* by the plan itself */
	const char *console, *image;
	const char **files; /* custom ones */
	u32 num_files;
	u32 flags;
	u64 entry, restart_limit, hm_quota, scrub;
	bool has_entry, has_limit, has_requirements, has_scrub;
	struct diag_pos requirements_at;
	u64 period, duration;
	struct m_area *areas; /* device pages come last */
	u32 num_areas, num_plan_areas;
	struct m_event *events;
	u32 num_events;
	struct m_trace trace;
	struct m_port *ports;
	u32 num_ports;
	struct m_iorange *ioranges;
	u32 num_ioranges;
	struct m_line *lines;
	u32 num_lines;
	struct m_grant *grants;
	u32 num_grants;
	u32 devices; /* bits of those of APBDev */
	u32 cpu;     /* where its slots are, NONE: nowhere */
};

struct m_end {
	struct diag_pos at;
	u64 part_id;
	const char *part_name, *port_name;
	u32 part, port; /* indices, NONE: not found */
};

struct m_channel {
	struct diag_pos at;
	u32 kind;
	u64 max_len, depth, refresh;
	struct m_end *ends; /* the source comes first */
	u32 num_ends;
};

struct m_ipvi {
	struct diag_pos at;
	u64 id, source;
	u64 *dests;
	u32 num_dests;
};

struct m_hyp {
	bool valid; /* the plan has a good one */
	struct diag_pos at, area_at;
	const char *console;
	u64 start, size;
	bool has_start;
	u32 area_flags;
	u64 late_ns, log_length, ring;
	bool has_watchdog, has_hw_reload;
	struct diag_pos watchdog_at;
	u64 watchdog; /* initialValue */
	struct m_trace trace;
	struct m_event *events;
	u32 num_events;
};

struct model {
	struct diag_pos at, hw_at;
	const char *name, *board;
	struct m_region *regions;
	u32 num_regions;
	struct m_cpu *cpus;
	u32 num_cpus;
	struct m_device *devices;
	u32 num_devices;
	struct m_hyp hyp;
	struct m_area *rsw; /* ResidentSw */
	u32 num_rsw;
	struct m_part *parts; /* by id */
	u32 num_parts;
	struct m_channel *channels;
	u32 num_channels;
	struct m_ipvi *ipvis;
	u32 num_ipvis;
};

/* The first partition with that id, as an index; NONE if there is none. */
u32 model_find_part(const struct model *m, u64 id);

/* The port of that name of a partition, as an index in it; NONE if none. */
u32 model_find_port(const struct m_part *p, const char *name);

/* The device of that name; NULL if there is none. */
struct m_device *model_find_device(const struct model *m, const char *name);

/* The hypervisor's own console: its attribute, else that of the first processor. */
const char *model_hyp_console(const struct model *m);

/* The byte behind a range, which may be exactly 2^32. */
static inline u64 range_end(u64 start, u64 size)
{
	return start + size; /* both below 2^33 */
}

#endif
