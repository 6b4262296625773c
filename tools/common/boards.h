/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * boards.h - the machine descriptions of all boards, linked into the host tools.
 *
 * Each hal/arm/board/<name>/board.c is compiled for the host with its
 * hal_machine renamed to board_<name>.
 */
#ifndef TOOLS_COMMON_BOARDS_H
#define TOOLS_COMMON_BOARDS_H

#include "hal_machine.h"

/* The board with this number or name (abi/boards.def), NULL if there is none. */
const struct hal_machine *boards_by_number(u32 number);
const struct hal_machine *boards_by_name(const char *name);

/* All boards in the order of abi/boards.def; NULL after the last. */
const struct hal_machine *boards_at(u32 index);

#endif
