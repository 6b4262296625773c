/* SPDX-License-Identifier: BSD-2-Clause */
/* reset.h - the lives of subject, and how judge follows them. */
#ifndef QEMU_RESET_H
#define QEMU_RESET_H

#include "../common/report.h"

enum { SUBJECT, JUDGE, IDLE };

/* Words of subject's page. */
enum { WORD_LIFE, WORD_ENTRY, WORD_COUNTER, WORD_SHUTDOWN };
/* Of judge's. */
enum { WORD_START }; /* number of this start of the system */

/* Reset statuses: who and what. */
enum {
	SELF_WARM = 0x11,
	SELF_ENTRY = 0x12,
	SELF_COLD = 0x13,
	BY_JUDGE_WARM = 0x21,
	BY_JUDGE_COLD = 0x22
};

enum { LIVES_BY_ITSELF = 4, LIFE_JUDGE_WARM, LIFE_JUDGE_COLD, LIFE_HM_WARM, LIFE_HM_COLD };

#define NOBODYS 0x3f000000u

#endif
