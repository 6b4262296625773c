/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * driver.c - P0: drives a UART that hears itself, by its page and its interrupt line; then
 * makes a function, which needs the caches flushed; then touches pages that are not its own.
 */
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

#define UART0	       0xE0000000
#define UART1	       0xE0001000 /* the console: the hypervisor's */
#define TTC0	       0xF8001000 /* nobody's */
#define UART0_LINE     59

#define CONTROL	       (0x00 / 4)
#define MODE	       (0x04 / 4)
#define ENABLE	       (0x08 / 4)
#define DISABLE	       (0x0C / 4)
#define STATUS	       (0x14 / 4)
#define BAUD_GENERATOR (0x18 / 4)
#define TIMEOUT	       (0x1C / 4)
#define CHANNEL	       (0x2C / 4)
#define FIFO	       (0x30 / 4)
#define BAUD_DIVIDER   (0x34 / 4)

#define UART_ON	       0x17  /* both paths reset and on */
#define LOOPBACK_8N1   0x220 /* what is sent comes back */
#define SILENCE	       0x100 /* nothing more has come for some time */
#define EMPTY	       0x02

#define SHORT_SILENCE  50  /* 1.6 ms in QEMU */
#define LONG_SILENCE   400 /* 12.8 ms: beyond the slot */

static volatile xm_u32_t *const uart = (xm_u32_t *)UART0;
static volatile int heard;

static void UartHandler(trapCtxt_t *ctxt)
{
	char text[16];
	int i = 0;

	while (i < 15 && (uart[CHANNEL] & EMPTY) == 0)
		text[i++] = uart[FIFO];
	text[i] = 0;
	uart[STATUS] = SILENCE;
	PRINT("line %d: heard \"%s\"\n", ctxt->irqNr, text);
	heard = 1;
}

static void Send(const char *text, xm_u32_t silence)
{
	uart[BAUD_GENERATOR] = silence;
	uart[MODE] = LOOPBACK_8N1; /* with the new baud rate */
	uart[CONTROL] = UART_ON;
	heard = 0;
	PRINT("sends \"%s\"\n", text);
	while (*text)
		uart[FIFO] = *text++;
	while (!heard)
		XM_idle_self();
}

static void Uart(void)
{
	xm_u32_t lines[HWIRQS_VECTOR_SIZE] = { [UART0_LINE / 32] = 1u << (UART0_LINE % 32) };

	InstallIrqHandler(UART0_LINE, UartHandler);
	HwSti();
	PRINT("unmask: %d\n", XM_clear_irqmask(lines, 0));
	uart[DISABLE] = ~0u;
	uart[BAUD_DIVIDER] = 9;
	uart[TIMEOUT] = 40;
	uart[STATUS] = ~0u;
	uart[ENABLE] = SILENCE;
	Send("at once", SHORT_SILENCE);
	XM_idle_self();
	Send("next slot", LONG_SILENCE);
	uart[DISABLE] = ~0u;
}

/* What the plan gives, as the control table and the memory map say. */
static void Own(void)
{
	const struct xmPhysicalMemMap *area = &XM_get_partition_mmap()[1];
	const partitionControlTable_t *pct = XM_params_get_PCT();

	PRINT("devices %x, lines %x %x %x\n", pct->arch.devices, pct->hwIrqs[0], pct->hwIrqs[1],
	      pct->hwIrqs[2]);
	PRINT("page of %s: %x, %u bytes, flags %x\n", area->name, area->mappedAt, area->size,
	      area->flags);
}

/* A function that returns a number, which is in its code: data become instructions. */
static void Code(void)
{
	static volatile xm_u16_t code[2] __attribute__((aligned(4))) = { 0, 0x4770 /* bx lr */ };
	int (*function)(void) = (int (*)(void))((xmAddress_t)code | 1);

	for (int i = 1; i <= 2; i++) {
		code[0] = 0x2000 | i; /* movs r0, #i */
		PRINT("flush of data: %d\n", XM_set_cache_state(XM_DCACHE, XM_FLUSH_CACHE));
		PRINT("of instructions: %d\n", XM_set_cache_state(XM_ICACHE, XM_FLUSH_CACHE));
		PRINT("the function returns %d\n", function());
	}
}

/* In Thumb code some instructions have two bytes, some four. */
static void DataAbortHandler(trapCtxt_t *ctxt)
{
	PRINT("data abort, event %d\n", ctxt->irqNr);
	ctxt->pc += (*(xm_u16_t *)ctxt->pc >> 11) >= 0x1d ? 4 : 2;
}

void PartitionMain(void)
{
	struct xm_hm_cursor cursor = { 0, 0 };
	xmHmLog_t log;

	InstallDataAbortHandler(DataAbortHandler);
	Own();
	Uart();
	Code();
	PRINT("reads the log: %d\n", XM_hm_read_at(&cursor, &log, 1));
	XM_idle_self();
	(void)*(volatile xm_u32_t *)UART1;
	*(volatile xm_u32_t *)TTC0 = 1;
	PRINT("has done\n");
	XM_halt_partition(XM_PARTITION_SELF);
}
