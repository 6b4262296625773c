/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * layout.h - plan.xml in numbers: who is who, what memory an injector has.
 *
 * An injector (normal or system) plays with areas of its own that touch each
 * other: A and B may be written, C behind them only read.
 */
#ifndef CAMPAIGN_LAYOUT_H
#define CAMPAIGN_LAYOUT_H

#include "../../qemu/common/board.h"

enum { NORMAL, SYSTEM, VICTIM, LEFT, RIGHT, JUDGE, PARTITIONS };

/* Nobody's slots were late; the witnesses and the judge are ready and were never reset. */
void check_partitions(void);

#define PAGE_BYTES    4096u
#define IMAGE(p)      (RAM + 0x100000u * (p))
#define IMAGE_BYTES   0x10000u
#define AREA_A	      (RAM + 0x1000000u + 0x100000u * XM_PARTITION_SELF)
#define AREA_B	      (AREA_A + PAGE_BYTES)
#define AREA_C	      (AREA_B + PAGE_BYTES)
#define HIDDEN	      (AREA_A + 0x10000u)
#define MOVED_PHYS    (AREA_A + 0x20000u)
#define MOVED	      0x30008000u
#define SHARE	      (RAM + 0x2000000u)
#define HYPERVISOR    (RAM + 0x8000000u)
#define WINDOW	      0xc0000000u
#define WINDOW_END    0xe0000000u
#define CONTROL_TABLE 0xdff00000u

/* Of the normal injector; the device is SOURCE. */
#if defined(BOARD_zynq7000)
#define OWN_DEVICE 0xe0000000u
#else
#define OWN_DEVICE 0x09010000u
#endif

/* Registers of it by hypercall, one whole and eight bits of the next. */
#define OWN_REGISTER (OWN_DEVICE + 4)
#define OWN_BITS     (OWN_DEVICE + 8)

/* Ports of an injector: two channels lead back to it, nobody writes to the third, and one
   port is in none. */
enum { SAMPLING_OUT, SAMPLING_IN, QUEUING_OUT, QUEUING_IN, SAMPLING_SILENT, QUEUING_LOOSE, PORTS };
enum { MESSAGE_BYTES = 64, QUEUE_DEPTH = 4, REFRESH_US = 1000 };

#endif
