/* SPDX-License-Identifier: BSD-2-Clause */
/* display.c - reads the temperature once in each frame and never misses why it may not show it. */
#include <xm.h>
#include <stdio.h>
#include "ports.h"

void PartitionMain(void)
{
	xm_s32_t temperature = reader_open();
	int frame;

	for (frame = 0;; frame++) {
		reader_show(temperature, "display", frame);
		XM_idle_self(); /* until the next frame's slot */
	}
}
