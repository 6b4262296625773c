/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * table_builder.h - plan tables made in memory, so that the tests of the core
 * need neither cfgc nor XML; and images to go with them.
 *
 * A test adds things in any order of kinds; tb_build() sorts them as the table
 * wants them and seals the result.  Indices returned by tb_part(), tb_port()
 * and tb_channel() stay valid for the builder; the place of a port in its
 * partition is the order in which the partition's ports were added.
 */
#ifndef TEST_FAKE_TABLE_BUILDER_H
#define TEST_FAKE_TABLE_BUILDER_H

#include "abi.h"
#include "config.h"
#include "image.h"

enum {
	TB_MAX = 64, /* records of each kind but slots and HM rows */
	TB_SLOTS = 256,
	TB_PARTS = 16,
	TB_BYTES = 1 << 17,
	TB_STRINGS = 2048,
	TB_IMAGE_BYTES = 1 << 18,
};
#define TB_HYP NONE /* the hypervisor, where an owner is asked for */
#define TB_US  1000ull
#define TB_MS  1000000ull

struct tb {
	struct cfg_machine machine;
	struct cfg_cpu cpu;
	struct cfg_plan plan[TB_MAX];
	struct cfg_slot slot[TB_SLOTS];
	u32 slot_plan[TB_SLOTS];
	struct cfg_part part[TB_PARTS];
	struct cfg_area area[TB_MAX];
	struct cfg_port port[TB_MAX];
	struct cfg_channel channel[TB_MAX];
	struct cfg_dest dest[TB_MAX];
	u32 dest_channel[TB_MAX];
	struct cfg_hm hm[(TB_PARTS + 1) * XM_HM_EV_COUNT];
	struct cfg_irq irq[TB_MAX];
	struct cfg_iorange iorange[TB_MAX];
	struct cfg_console console[TB_MAX];
	struct cfg_file file[TB_MAX]; /* for packer; name: see tb_name() */
	u32 files;
	struct cfg_ipvi ipvi[TB_MAX]; /* destinations follow each other, first to last */
	struct cfg_ipvi_dest ipvi_dest[TB_MAX];
	u32 ipvis, ipvi_dests;
	struct cfg_trace trace[TB_PARTS], hyp_trace;
	u32 plans, slots, parts, areas, ports, channels, dests, irqs, ioranges, consoles;
	char strings[TB_STRINGS];
	u32 string_bytes;
	u32 extra_words;    /* every record is this much longer than its reader knows */
	u32 cpus;	    /* 1; further ones get the plans without slots */
	bool spare_section; /* an empty REGION section */
	bool no_image[TB_PARTS];
	/* the result */
	u32 table_words[TB_BYTES / 4];
	u32 table_size;
	u32 image_words[TB_IMAGE_BYTES / 4];
	u32 image_size;
	u32 manifest_off;
	paddr_t image_phys;	/* 0: in ROM */
	u32 port_index[TB_MAX]; /* builder's port -> record in the table */
};

/* A table without partitions: one CPU, console on UART 1, every HM row as the
   list's default with the log on. */
void tb_init(struct tb *t);

/* A name among the strings: its offset. */
u32 tb_name(struct tb *t, const char *name);
u32 tb_console(struct tb *t, u32 uart);
u32 tb_plan(struct tb *t, u64 frame_ns);
u32 tb_part(struct tb *t, const char *name, u32 flags);
u32 tb_area(struct tb *t, u32 part, paddr_t phys, u32 size, u32 flags);
u32 tb_slot(struct tb *t, u32 plan, u32 part, u64 start_ns, u64 len_ns);
u32 tb_port(struct tb *t, u32 part, const char *name, u32 kind, u32 direction);
/* depth is 0 for a sampling channel. */
u32 tb_channel(struct tb *t, u32 src_port, u32 max_len, u32 depth, u64 refresh_ns);
void tb_dest(struct tb *t, u32 channel, u32 port);
void tb_hm(struct tb *t, u32 owner, u32 event, u32 action, u32 log);
void tb_irq(struct tb *t, u32 part, u32 line);
/* By source and id ascending, the destinations as a set of bits. */
void tb_ipvi(struct tb *t, u32 part, u32 id, u32 dests);
/* Of a partition in ascending order.  mask NONE: a range, else a restricted word. */
void tb_iorange(struct tb *t, u32 part, u32 base, u32 size, u32 mask);

/* Sort, lay out, seal; ends the program if the builder is too small. */
void tb_build(struct tb *t);

/* The image store: the manifest and, for each partition without no_image, a
   binary of size bytes for its first area, filled with tb_image_byte(). */
void tb_build_image(struct tb *t, u32 size);
u8 tb_image_byte(u32 part, u32 offset);
struct image_part *tb_image_part(struct tb *t, u32 part);

/* For tests that spoil a table: a record of it, and the checksum again. */
void *tb_record(struct tb *t, u32 type, u32 index);
struct cfg_section *tb_section(struct tb *t, u32 type);
void tb_seal(struct tb *t);

/* IEEE 802.3, bit by bit: not the one under test. */
u32 tb_crc32(const void *p, u32 size);

#endif
