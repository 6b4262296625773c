/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * cortex_a9.h - offsets in the private memory region of the Cortex-A9 MPCore
 * (DDI 0407, table 1-3), the same on every board.
 */
#ifndef HAL_CORTEX_A9_H
#define HAL_CORTEX_A9_H

#define A9_SCU	       0x0000
#define A9_GICC	       0x0100
#define A9_TIMER       0x0200

/* Snoop control unit. */
#define SCU_ON	       1u /* in its first register */
#define SCU_INVALIDATE 0x0c

#endif
