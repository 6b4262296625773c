/* SPDX-License-Identifier: BSD-2-Clause */
/* reset.c - reset of the Zynq-7000 by its system-level control registers (UG585, B.28). */
#include "start.h"

#include "devices.h"
#include "mmio.h"

enum { SLCR_UNLOCK = DEV_RESET + 0x008, PSS_RST_CTRL = DEV_RESET + 0x200, UNLOCK_KEY = 0xdf0d };

void board_reset(void)
{
	mmio_write(SLCR_UNLOCK, UNLOCK_KEY);
	mmio_write(PSS_RST_CTRL, 1);
}
