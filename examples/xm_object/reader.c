/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * reader.c - P0: reads, writes and asks by descriptor what other programs do by service:
 * console, queue, trace, log, memory and status, of its own and of P1.
 */
#include <string.h>
#include <stdio.h>
#include <xm.h>

#define PRINT(...)                                   \
	do {                                         \
		printf("[P%d] ", XM_PARTITION_SELF); \
		printf(__VA_ARGS__);                 \
	} while (0)

#define WORKER	  1
#define NOTES	  0x14100000
#define STATUS	  0 /* XM_ctrl_object */
#define CLEAR	  1
#define OF(class) OBJDESC_BUILD(OBJ_CLASS_##class, WORKER, 0)

static char buffer[64];

static void Console(void)
{
	char text[] = "[P0] a line by descriptor\n";

	PRINT("console: %d\n", XM_write_object(OF(CONSOLE), text, sizeof(text) - 1, 0));
}

/* The descriptor of a port comes from the service that opens it. */
static void Queue(void)
{
	static xmObjDesc_t port = (xmObjDesc_t)-1;
	xmQueuingPortStatus_t status;
	xm_s32_t n;

	if (port == (xmObjDesc_t)-1)
		port = XM_create_queuing_port("reports", 4, 16, XM_DESTINATION_PORT);
	n = XM_read_object(port, buffer, sizeof(buffer), 0);
	PRINT("queue: %d \"%s\"\n", n, n > 0 ? buffer : "");
	XM_ctrl_object(port, STATUS, &status);
	PRINT("queue: %u left, clear: %d\n", status.noMsgs, XM_ctrl_object(port, CLEAR, 0));
	XM_ctrl_object(port, STATUS, &status);
	PRINT("queue: %u left\n", status.noMsgs);
}

static void Trace(void)
{
	xmTraceEvent_t event;
	xmTraceStatus_t status;

	XM_ctrl_object(OF(TRACE), STATUS, &status);
	PRINT("trace: %d unread\n", status.noEvents);
	PRINT("trace: %d", XM_read_object(OF(TRACE), &event, sizeof(event), 0));
	printf(" bytes, \"%s\"\n", event.payload);
}

static void Log(void)
{
	xmHmStatus_t status;
	xmHmLog_t log;

	XM_ctrl_object(OF(HM), STATUS, &status);
	PRINT("log: %d unread\n", status.noEvents);
	PRINT("log: %d", XM_read_object(OF(HM), &log, sizeof(log), 0));
	printf(" bytes, event %u\n", log.opCode >> HMLOG_OPCODE_EVENT_BIT);
}

static void Memory(void)
{
	xm_u32_t there = NOTES;
	char answer[] = "read";

	PRINT("memory: %d", XM_read_object(OF(MEM), buffer, sizeof(buffer), &there));
	printf(" bytes, \"%s\"\n", buffer);
	PRINT("memory: %d bytes\n", XM_write_object(OF(MEM), answer, sizeof(answer), &there));
}

static void Status(void)
{
	xmPartitionStatus_t status;
	xmSystemStatus_t system;

	PRINT("status: %d\n", XM_ctrl_object(OF(STATUS), STATUS, &status));
	PRINT("partition %d: state %u, %lld sent\n", WORKER, status.state[0],
	      status.noQueuingPortMsgsSent);
	XM_ctrl_object(OBJDESC_BUILD(OBJ_CLASS_STATUS, XM_HYPERVISOR_ID, 0), STATUS, &system);
	PRINT("system: frame %lld\n", system.currentMaf);
}

static void Refused(void)
{
	PRINT("no such class: %d\n", XM_read_object(OF(DIRECTORY), buffer, 4, 0));
	PRINT("a status is not written: %d\n", XM_write_object(OF(STATUS), buffer, 4, 0));
	PRINT("no such command: %d\n", XM_ctrl_object(OF(HM), CLEAR, 0));
	PRINT("nothing to move: %d\n", XM_seek_object(OF(TRACE), 0, 0));
}

void PartitionMain(void)
{
	Console();
	Queue();
	XM_idle_self();
	XM_idle_self();
	Queue();
	Trace();
	Log();
	Memory();
	Status();
	Refused();
	XM_idle_self();
	XM_halt_system();
}
