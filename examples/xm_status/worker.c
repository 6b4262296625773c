/* SPDX-License-Identifier: BSD-2-Clause */
/* worker.c - P1: receives, with a number of its own choice for the port's interrupt. */
#include <string.h>
#include <stdio.h>
#include <xm.h>
#include <irqs.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)
#define VECTOR 200

static xm_s32_t port;

void Orders(trapCtxt_t *ctxt)
{
	char message[16];
	int n = 0;

	while (XM_receive_queuing_message(port, message, sizeof(message)) > 0)
		n++;
	PRINT("handler %d: %d orders\n", ctxt->irqNr, n);
}

void PartitionMain(void)
{
	partitionControlTable_t *pct = XM_params_get_PCT();
	xmSystemStatus_t status;

	PRINT("starts, virtual CPU %d of %d\n", XM_get_vcpuid(), XM_get_number_vcpus());
	PRINT("system status: %d\n", XM_get_system_status(&status));
	PRINT("virtual CPU 1: %d %d\n", XM_reset_vcpu(1, (xmAddress_t)-1), XM_halt_vcpu(1));
	PRINT("mode 3: %d, mode 4: %d\n", XM_set_partition_opmode(3), XM_set_partition_opmode(4));
	PRINT("number of the interrupt: %d\n", pct->extIrq2Vector[XM_VT_EXT_QUEUING_PORT]);
	PRINT("route: %d %d\n", XM_route_irq(XM_EXTIRQ_TYPE, XM_VT_EXT_QUEUING_PORT, VECTOR),
	      XM_route_irq(XM_EXTIRQ_TYPE, 32, VECTOR));
	PRINT("number of the interrupt: %d\n", pct->extIrq2Vector[XM_VT_EXT_QUEUING_PORT]);
	InstallTrapHandler(VECTOR, Orders);
	port = XM_create_queuing_port("orders", 8, 16, XM_DESTINATION_PORT);
	HwSti();
	XM_clear_irqmask(0, 1 << XM_VT_EXT_QUEUING_PORT);
	for (;;)
		XM_idle_self();
}
