/* SPDX-License-Identifier: BSD-2-Clause */
/* boards.c - the list of boards, taken from abi/boards.def. */
#include "boards.h"

#include <string.h>

#define BOARD(nr, name, sentence) extern const struct hal_machine board_##name;
#include "boards.def"

static const struct hal_machine *const boards[] = {
#define BOARD(nr, name, sentence) &board_##name,
#include "boards.def"
};

const struct hal_machine *boards_at(u32 index)
{
	return index < ARRAY_LEN(boards) ? boards[index] : NULL;
}

const struct hal_machine *boards_by_number(u32 number)
{
	for (u32 i = 0; i < ARRAY_LEN(boards); i++) {
		if (boards[i]->board == number)
			return boards[i];
	}
	return NULL;
}

const struct hal_machine *boards_by_name(const char *name)
{
	for (u32 i = 0; i < ARRAY_LEN(boards); i++) {
		if (strcmp(boards[i]->name, name) == 0)
			return boards[i];
	}
	return NULL;
}
