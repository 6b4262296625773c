/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config.h - the plan table: what cfgc writes, packer carries and the core walks.
 *
 * File layout: struct cfg_header, num_sections directory entries, then the
 * sections in any order, all in 32-bit little-endian words.  STRING holds
 * NUL-terminated names of at most CFG_NAME_MAX characters; its count is in
 * bytes, rounded up to whole words, and its stride is 1.
 */
#ifndef ABI_CONFIG_H
#define ABI_CONFIG_H

#include "types.h"

enum {
	CFG_MAGIC = 0x54504553, /* "SEPT" */
	CFG_VERSION = 1,
	CFG_LAST_COMPATIBLE = 1,
	CFG_NAME_MAX = 15,
	CFG_TEXT_MAX = 31,
	CFG_TYPE_STRING = 0x100,
	IPVI_COUNT = 8,
};

struct cfg_header {
	u32 magic;
	u32 version;
	u32 last_compatible; /* oldest reader version that understands this table */
	u32 size;	     /* of the whole table in bytes */
	u32 crc32;	     /* IEEE 802.3, of the whole table with this word zero */
	u32 board;	     /* enum board_id */
	u32 abi_version;     /* SEPTUM_ABI_VERSION of the lists it was made with */
	u32 num_sections;
};

struct cfg_section {
	u32 type;
	u32 offset; /* from the start of the table, a multiple of 4 */
	u32 count;
	u32 stride; /* in bytes, a multiple of 4 (1 for STRING) */
};

/* A section of unknown type is skipped, unless its type has this bit. */
#define CFG_TYPE_NEEDED			0x80000000u

/* struct cfg_machine, struct cfg_cpu, ... */
#define CFG_REC(type, name, NAME, need) struct cfg_##name {
#define F(field)			u32 field;
#define CFG_END(name) \
	}             \
	;
#include "config.def"

/* CFG_TYPE_MACHINE = 1, ...: directory numbers. */
enum {
#define CFG_REC(type, name, NAME, need) CFG_TYPE_##NAME = (type),
#define F(field)
#define CFG_END(name)
#include "config.def"
};

/* CFG_MACHINE = 0, ...: dense indices for arrays over the known sections. */
enum cfg_sec {
#define CFG_REC(type, name, NAME, need) CFG_##NAME,
#define F(field)
#define CFG_END(name)
#include "config.def"
	CFG_SEC_COUNT
};

/* Padding would break "words only". */
#define CFG_REC(type, name, NAME, need) _Static_assert(sizeof(struct cfg_##name) == 4u * (0u
#define F(field) +1u
#define CFG_END(name) ), "struct cfg_" #name " is not exactly its words");
#include "config.def"

/* cfg_part.kind */
enum { PART_PARAVIRTUAL = 0, PART_FULLVIRTUAL = 1 };

/* cfg_part.flags */
enum {
	PART_SYSTEM = 1u << 0,
	PART_FP = 1u << 1,
	PART_BOOT = 1u << 2, /* started by the hypervisor; others wait for a reset */
	PART_ICACHE_OFF = 1u << 3,
	PART_DCACHE_OFF = 1u << 4,
};

/* cfg_slot.flags */
enum { SLOT_PERIOD_START = 1u << 0 };

/* cfg_area.flags: the low nine bits are those partitions see. */
#define AREA_UNMAPPED	 0x1u
#define AREA_READONLY	 0x2u
#define AREA_UNCACHEABLE 0x4u
#define AREA_ROM	 0x8u
#define AREA_FLAG0	 0x10u
#define AREA_FLAG1	 0x20u
#define AREA_FLAG2	 0x40u
#define AREA_FLAG3	 0x80u
#define AREA_TAGGED	 0x100u /* the plan gave the area a name */
#define AREA_SHARED	 0x200u /* the same whole area belongs to several partitions */
#define AREA_DEVICE	 0x80000000u

/* cfg_port.kind and cfg_channel.kind */
enum { PORT_SAMPLING = 0, PORT_QUEUING = 1 };

/* cfg_port.direction, the values of the partition API */
enum { PORT_DESTINATION = 1, PORT_SOURCE = 2 };

/* cfg_port.flags: the order asked of a queue (only FIFO is accepted). */
enum { PORT_FIFO = 0, PORT_PRIORITY = 1 };

/* cfg_region.kind */
enum { REGION_SDRAM = 0, REGION_STRAM = 1, REGION_ROM = 2 };

/* cfg_iorange.kind */
enum { IORANGE_RANGE = 0, IORANGE_RESTRICTED = 1 };

#endif
