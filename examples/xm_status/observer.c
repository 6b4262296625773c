/* SPDX-License-Identifier: BSD-2-Clause */
/* observer.c - P0: the status of the system and of the worker, before and after. */
#include <string.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)
#define WORKER 1

static void show_system(void)
{
	xmSystemStatus_t status;
	xm_s32_t ret = XM_get_system_status(&status);
	int i, lines = 0;

	for (i = 0; i < CONFIG_NO_HWIRQS; i++)
		lines += status.irqLastOccurence[i] != 0;
	PRINT("system: %d, frame %lld, %u resets, %lld events, %lld irqs of %d lines\n", ret,
	      status.currentMaf, status.resetCounter, status.noHmEvents, status.noIrqs, lines);
	PRINT("system: sampling %lld read, %lld written, queuing %lld sent, %lld received\n",
	      status.noSamplingPortMsgsRead, status.noSamplingPortMsgsWritten,
	      status.noQueuingPortMsgsSent, status.noQueuingPortMsgsReceived);
}

static void show_worker(void)
{
	xmPartitionStatus_t status;
	xm_s32_t ret = XM_get_partition_status(WORKER, &status);

	PRINT("worker: %d, state %u, counter %u, status %u, %lld received, %lld interrupts\n", ret,
	      status.state[0], status.resetCounter, status.resetStatus,
	      status.noQueuingPortMsgsReceived, status.noVIrqs);
}

void PartitionMain(void)
{
	xm_s32_t port = XM_create_queuing_port("orders", 8, 16, XM_SOURCE_PORT);
	int i;

	show_system();
	XM_idle_self();
	for (i = 0; i < 5; i++)
		XM_send_queuing_message(port, "order", 5);
	XM_idle_self();
	show_system();
	show_worker();
	PRINT("suspend: %d\n", XM_suspend_partition(WORKER));
	XM_idle_self();
	show_worker();
	PRINT("resume at once: %d\n", XM_resume_imm_partition(WORKER));
	PRINT("warm reset: %d\n", XM_reset_partition(WORKER, (xmAddress_t)-1, XM_WARM_RESET, 5));
	XM_idle_self();
	show_worker();
	show_system();
	XM_halt_system();
}
