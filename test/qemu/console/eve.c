/* SPDX-License-Identifier: BSD-2-Clause */
/* eve.c - the service itself, without the library's lines; is reset and halts in mid-line. */
#include "../common/report.h"

static char text[600];

/* Everything, however long it takes. */
static void write_all(const char *s, xm_s32_t length)
{
	xm_s32_t taken;

	while (length > 0) {
		taken = XM_write_console((char *)s, length);
		must("a count that can be", length, taken >= 0 && taken <= length);
		s += taken;
		length -= taken;
	}
}

void PartitionMain(void)
{
	xm_u32_t i;

	if (XM_params_get_PCT()->resetCounter == 0) {
		write_all("[eve] cut by a reset", 20);
		XM_reset_partition(XM_PARTITION_SELF, XM_DEFAULT_ENTRY, XM_WARM_RESET, 1);
	}
	check_equal("a text nowhere", XM_write_console((char *)0x3f000000, 4), XM_INVALID_PARAM);
	check_equal("no text", XM_write_console(text, 0), 0);
	wait_step(0, 1);
	wait_step(1, 1);
	wait_slots(20);
	for (i = 0; i < sizeof(text); i++)
		text[i] = i % 100 < 6 ? "[eve] "[i % 100] : i % 100 == 99 ? '\n' : 'A' + i % 26;
	write_all(text, sizeof(text));
	write_all("[eve] a line\n[eve] and the beginning of ", 39);
	set_step(1);
	XM_halt_partition(XM_PARTITION_SELF);
}
