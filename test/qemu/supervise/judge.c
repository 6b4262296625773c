/* SPDX-License-Identifier: BSD-2-Clause */
/* judge.c - reads and writes the memory of the program, and has it loaded again. */
#include "../common/report.h"
#include "seen.h"

enum { PROGRAM = 1, OTHER = 2, PASS = 120 }; /* slots, more than a period and a pass of the scrub */

static volatile xm_u32_t *in_program(xm_u32_t at)
{
	return (volatile xm_u32_t *)(area_named("program")->mappedAt + page_of(PROGRAM)->word[at]);
}

static void check_word(const char *what, xm_u32_t partition, xm_u32_t word, xm_u32_t wanted)
{
	check_equal(what, (xm_s32_t)page_of(partition)->word[word], (xm_s32_t)wanted);
}

static void reset(xm_u32_t partition, xm_u32_t mode)
{
	check_equal("reset", XM_reset_partition((xm_s32_t)partition, XM_DEFAULT_ENTRY, mode, 0), 0);
	wait_slots(4);
}

static void write_and_reset(void)
{
	check_word("the program has its image", PROGRAM, FOUND, INITIAL);
	check_equal("which is to be seen here", (xm_s32_t)*in_program(VARIABLE_AT), INITIAL);
	*in_program(VARIABLE_AT) = 7;
	wait_slots(2);
	check_word("the program sees what was written", PROGRAM, VALUE, 7);
	check_word("and so does the other", OTHER, VALUE, 7);
	reset(OTHER, XM_COLD_RESET);
	check_word("the other has begun again", OTHER, STARTS, 2);
	check_word("and left the program alone", PROGRAM, VALUE, 7);
	reset(PROGRAM, XM_WARM_RESET);
	check_word("a warm reset leaves the program's memory", PROGRAM, FOUND, 7);
	reset(PROGRAM, XM_COLD_RESET);
	check_word("a cold reset loads it again", PROGRAM, FOUND, INITIAL);
	check_word("for all to see", OTHER, VALUE, INITIAL);
	check_word("the program has had three starts", PROGRAM, STARTS, 3);
}

void PartitionMain(void)
{
	wait_slots(2);
	write_and_reset();
	*in_program(CONSTANT_AT) = CONSTANT - 1;
	wait_slots(PASS);
	check_word("the scrub has found a change", PROGRAM, STARTS, 4);
	check_equal("and the constant is as it was", (xm_s32_t)*in_program(CONSTANT_AT), CONSTANT);
	judge(3);
}
