/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * timer.h - what the HAL itself needs of the deadline timer; the core's part is
 * in hal.h.  The board's build picks the driver; its line is TIMER_LINE of the
 * mode's devices.h.
 */
#ifndef HAL_TIMER_H
#define HAL_TIMER_H

/* Count from 0, no deadline. */
void timer_init(void);

/* Withdraw the deadline that has just been reached, before the interrupt is ended. */
void timer_acknowledge(void);

#endif
