/* SPDX-License-Identifier: BSD-2-Clause */
/* ports.h - what the three partitions of this example agree on. */
#ifndef PORTS_H
#define PORTS_H

#include <xm.h>

/* A message is plain bytes to the hypervisor; both ends share the type. */
struct reading {
	xm_u32_t frame;
	xm_s32_t tenths; /* of a degree Celsius */
};

struct alarm {
	xm_u32_t number;
	char text[12];
};

/* These must be what the plan says, or the port is not created. */
#define READING_MAX    16
#define READING_PERIOD 250000 /* refreshPeriod in microseconds */
#define ALARM_MAX      16
#define ALARM_DEPTH    4

/* reader.c: opens the port "temperature"; reads and prints the latest reading.
   The result is that of XM_read_sampling_message. */
xm_s32_t reader_open(void);
xm_s32_t reader_show(xm_s32_t port, const char *who, int frame);

#endif
