/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * area.c - P0 and, the same source at another address, P1: what can be done with each area
 * of the own memory map, directly and by the service that copies.
 */
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

static volatile int event;

/* In Thumb code some instructions have two bytes, some four. */
static void DataAbortHandler(trapCtxt_t *ctxt)
{
	event = ctxt->irqNr;
	ctxt->pc += (*(xm_u16_t *)ctxt->pc >> 11) >= 0x1d ? 4 : 2;
}

/* 0, or the event it was. */
static int Read(xmAddress_t at, xm_u32_t *value)
{
	xm_u32_t read = 0;

	event = 0;
	__asm__ volatile("ldr %0, [%1]" : "+r"(read) : "r"(at));
	*value = read;
	return event;
}

static int Write(xmAddress_t at, xm_u32_t value)
{
	event = 0;
	__asm__ volatile("str %0, [%1]" : : "r"(value), "r"(at) : "memory");
	return event;
}

static xm_s32_t Copy(xmAddress_t to, xmAddress_t from)
{
	return XM_memory_copy(XM_PARTITION_SELF, to, XM_PARTITION_SELF, from, 4);
}

static void Try(const struct xmPhysicalMemMap *area)
{
	xmAddress_t last = area->mappedAt + area->size - 4;
	static xm_u32_t word;
	xm_u32_t value;
	int read, written;

	PRINT("\"%s\": %x at %x, %u KB, flags %x\n", area->name, area->startAddr, area->mappedAt,
	      area->size / 1024, area->flags);
	read = Read(last, &value);
	written = Write(last, value + 1);
	PRINT("value %u, read %d, written %d", value, read, written);
	printf(", copied out %d", Copy((xmAddress_t)&word, last));
	printf(", in %d\n", Copy(last, (xmAddress_t)&word));
}

void PartitionMain(void)
{
	const struct xmPhysicalMemMap *map = XM_get_partition_mmap();
	int i, last = XM_params_get_PCT()->noPhysicalMemAreas - 1;

	InstallDataAbortHandler(DataAbortHandler);
	for (i = 1; i <= last; i++)
		Try(&map[i]);
	XM_idle_self();
	PRINT("in the second frame\n");
	Try(&map[last]);
	XM_idle_self();
	XM_halt_system();
}
