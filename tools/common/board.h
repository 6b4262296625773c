/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * board.h - the machine descriptions of all boards, for the host tools.
 */
#ifndef TOOLS_BOARD_H
#define TOOLS_BOARD_H

#include <stddef.h>

#include "hal_machine.h"

#define BOARD_DEFAULT "zynq7000"

/* The index-th board by ascending number; NULL behind the last. */
const struct hal_machine *board_at(size_t index);

/* The board of that name (a plan's board attribute), or NULL. */
const struct hal_machine *board_by_name(const char *name);

/* The board with that number (enum board_id, in table and image), or NULL. */
const struct hal_machine *board_by_number(u32 number);

#endif
