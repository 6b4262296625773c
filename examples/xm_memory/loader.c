/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * loader.c - copies memory: within the partition, out of another one, and a whole
 * program from where it is kept to where it is to run.
 */
#include <string.h>
#include <stdio.h>
#include <xm.h>

#define WORKER	1
#define STORE	2
#define NOBODY	9
#define PROGRAM 0x30000000
#define NOTES	0x30100000
#define SIZE	(64 * 1024)
#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

static char text[64] = "overlapping ends";
static char note[64];

static void Within(void)
{
	xm_u32_t at = (xm_u32_t)text;
	xm_s32_t ret = XM_memory_copy(XM_PARTITION_SELF, at + 4, XM_PARTITION_SELF, at, 17);

	PRINT("within: %d \"%s\"\n", ret, text);
}

static void LookAtWorker(void)
{
	xm_s32_t ret =
		XM_memory_copy(XM_PARTITION_SELF, (xm_u32_t)note, WORKER, NOTES, sizeof(note));

	PRINT("Worker has noted: %d \"%s\"\n", ret, note);
}

static void Refused(void)
{
	xm_u32_t at = (xm_u32_t)text;

	PRINT("to nobody: %d\n", XM_memory_copy(NOBODY, PROGRAM, XM_PARTITION_SELF, at, 4));
	PRINT("of the hypervisor: %d\n",
	      XM_memory_copy(XM_PARTITION_SELF, at, XM_HYPERVISOR_ID, 0xc0000000, 4));
	PRINT("past the end: %d\n",
	      XM_memory_copy(WORKER, PROGRAM + SIZE - 2, XM_PARTITION_SELF, at, 4));
	PRINT("nothing: %d\n", XM_memory_copy(WORKER, PROGRAM, STORE, PROGRAM, 0));
}

static void Wait(void)
{
	XM_idle_self();
	XM_idle_self();
	LookAtWorker();
}

void PartitionMain(void)
{
	Within();
	Wait();
	Refused();

	XM_halt_partition(WORKER);
	PRINT("new program: %d\n", XM_memory_copy(WORKER, PROGRAM, STORE, PROGRAM, SIZE));
	PRINT("warm reset: %d\n", XM_reset_partition(WORKER, -1, XM_WARM_RESET, 0));
	Wait();

	PRINT("cold reset: %d\n", XM_reset_partition(WORKER, -1, XM_COLD_RESET, 0));
	Wait();
	XM_halt_system();
}
