/* SPDX-License-Identifier: BSD-2-Clause */
/* ports.h - what the plan says about the ports. */
#ifndef PORTS_H
#define PORTS_H

#define S_NAME	 "portS"
#define S_SIZE	 128
#define S_PERIOD 250000
#define Q_NAME	 "portQ"
#define Q_SIZE	 64
#define Q_COUNT	 4

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

#endif
