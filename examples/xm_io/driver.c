/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * driver.c - a timer, and a UART that hears itself, register by register: neither has
 * a page in the partition's memory.
 */
#include <stdio.h>
#include <xm.h>

#define UART_CONTROL 0xE0000000
#define UART_MODE    0xE0000004
#define UART_STATUS  0xE000002C
#define UART_FIFO    0xE0000030
#define UART_ON	     0x14 /* receiver, transmitter */
#define UART_EMPTY   0x02 /* nothing received */

#define TIMER_COUNT  0xF800200C /* what the counter is set by comes right after it */
#define TIMER_VALUE  0xF8002018
#define TIMER_ON     0x10

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

static xm_u32_t In(xm_u32_t port)
{
	xm_u32_t value = 0;
	xm_s32_t ret = XM_arm_inport(port, &value);

	if (ret != XM_OK)
		PRINT("inport %x: %d\n", port, ret);
	return value;
}

static void Out(xm_u32_t port, xm_u32_t value)
{
	xm_s32_t ret = XM_arm_outport(port, value);

	if (ret != XM_OK)
		PRINT("outport %x: %d\n", port, ret);
}

static void Timer(void)
{
	xm_u32_t before, after;

	Out(TIMER_COUNT, TIMER_ON);
	before = In(TIMER_VALUE);
	while ((after = In(TIMER_VALUE)) == before)
		;
	PRINT("the timer %s\n", after != before ? "counts" : "stands");
}

static void Uart(const char *text)
{
	xm_u32_t mode = In(UART_MODE);
	char heard[16];
	int i = 0;

	PRINT("mode: %x\n", mode);
	Out(UART_CONTROL, UART_ON);
	while (*text)
		Out(UART_FIFO, *text++);
	while (i < 15 && (In(UART_STATUS) & UART_EMPTY) == 0)
		heard[i++] = In(UART_FIFO);
	heard[i] = 0;
	PRINT("sent and heard: %s\n", heard);
}

void PartitionMain(void)
{
	Out(UART_MODE, 0xfff);
	Out(UART_MODE, 0x20);
	XM_idle_self();
	Uart("Zynq");
	Timer();
	In(UART_STATUS - 4);
	Out(UART_FIFO + 4, 0);
	In(UART_FIFO + 1);
	Out(0xF8F01000, 0);
	XM_halt_system();
}
