/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * board.c - find a board.  The build compiles each hal/arm/board/<name>/board.c
 * for the host with hal_machine renamed to board_<name>.
 */
#include "board.h"

#include <string.h>

#define BOARD(nr, name, sentence) extern const struct hal_machine board_##name;
#include "boards.def"

static const struct hal_machine *const boards[] = {
#define BOARD(nr, name, sentence) &board_##name,
#include "boards.def"
};

const struct hal_machine *board_at(size_t index)
{
	return index < ARRAY_LEN(boards) ? boards[index] : NULL;
}

const struct hal_machine *board_by_name(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(boards); i++)
		if (strcmp(boards[i]->name, name) == 0)
			return boards[i];
	return NULL;
}

const struct hal_machine *board_by_number(u32 number)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(boards); i++)
		if (boards[i]->board == number)
			return boards[i];
	return NULL;
}
