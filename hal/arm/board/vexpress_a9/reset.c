/* SPDX-License-Identifier: BSD-2-Clause */
/* reset.c - reset of the Versatile Express by its configuration controller (DUI 0447, 4.3). */
#include "start.h"

#include "devices.h"
#include "mmio.h"

enum {
	SYS_CFGDATA = DEV_RESET + 0xa0,
	SYS_CFGCTRL = DEV_RESET + 0xa4,
	SYS_CFGSTAT = DEV_RESET + 0xa8,
	CFG_REBOOT = (int)0xc0900000, /* start, write, function 9 */
};

void board_reset(void)
{
	mmio_write(SYS_CFGSTAT, 0);
	mmio_write(SYS_CFGDATA, 0);
	mmio_write(SYS_CFGCTRL, (u32)CFG_REBOOT);
}
