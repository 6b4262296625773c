/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * custom.c - P0 and, the same source at another address, P1: finds files in two
 * buffers that its image header declares, spoils them, and looks again after a
 * warm and after a cold reset.
 */
#include <string.h>
#include <stdio.h>
#include <stdlib.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

/* In a section of their own: what is in bss is cleared when the program starts. */
static struct {
	char odd; /* buffers need no alignment */
	char greeting[63];
	char numbers[192];
} custom __attribute__((section(".custom"))) = { 1, "", "" };

struct xmImageHdr xmImageHdr __XMIHDR = {
	.sSignature = XMEF_PARTITION_MAGIC,
	.compilationXmAbiVersion =
		XM_SET_VERSION(XM_ABI_VERSION, XM_ABI_SUBVERSION, XM_ABI_REVISION),
	.compilationXmApiVersion =
		XM_SET_VERSION(XM_API_VERSION, XM_API_SUBVERSION, XM_API_REVISION),
	.noCustomFiles = 2,
	.customFileTab = {
		[0] = (struct xefCustomFile){ .sAddr = (xmAddress_t)custom.greeting,
					      .size = sizeof(custom.greeting) },
		[1] = (struct xefCustomFile){ .sAddr = (xmAddress_t)custom.numbers,
					      .size = sizeof(custom.numbers) },
	},
	.eSignature = XMEF_PARTITION_MAGIC,
};

/* One number a line. */
static xm_s32_t sum(const char *line)
{
	xm_s32_t total = 0;

	for (; line != NULL && *line != '\0'; line = strchr(line, '\n')) {
		if (*line == '\n')
			line++;
		total += atoi(line);
	}
	return total;
}

static void look(const char *when)
{
	PRINT("%s: \"%s\", the numbers add up to %d\n", when, custom.greeting, sum(custom.numbers));
}

/* The reset status says how far we are. */
void PartitionMain(void)
{
	switch (XM_params_get_PCT()->resetStatus) {
	case 0:
		look("at the start");
		strcpy(custom.greeting, "Spoilt");
		custom.numbers[0] = '\0';
		XM_reset_partition(XM_PARTITION_SELF, (xmAddress_t)-1, XM_WARM_RESET, 1);
		break;
	case 1:
		look("after a warm reset");
		XM_reset_partition(XM_PARTITION_SELF, (xmAddress_t)-1, XM_COLD_RESET, 2);
		break;
	default:
		look("after a cold reset");
		XM_idle_self(); /* P1 in its slots, the console in between */
		XM_idle_self();
		XM_halt_system();
	}
}
