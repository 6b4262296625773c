/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * comm.h - sampling and queuing ports, and the descriptors that name them.
 *
 * A port is created before it is used, again after every reset of the partition, by a
 * name and properties that are those of the plan (A653 P1 2.3.5).  Nothing here waits
 * for the other end: try again, or take the port interrupt.  xm.h says how to read the
 * comments.
 */
#ifndef LIBXM_COMM_H
#define LIBXM_COMM_H

#include <hypervisor.h>

typedef struct {
	xmTime_t timestamp; /* of the last write, in microseconds of XM_HW_CLOCK; 0: none */
	xm_u32_t lastMsgSize;
	xm_u32_t flags; /* XM_COMM_* */
} xmSamplingPortStatus_t;

typedef struct {
	char *portName;
	xmTime_t refreshPeriod;
	xm_u32_t maxMsgSize;
	xm_u32_t direction;
	xmObjDesc_t objDesc;
} xmSamplingPortInfo_t;

typedef struct {
	xm_u32_t noMsgs;
	xm_u32_t noOverflows; /* Septum: sends refused since boot */
	xm_u32_t overflowed;  /* Septum: one was refused since the queue was cleared */
} xmQueuingPortStatus_t;

typedef struct {
	char *portName;
	xm_u32_t maxMsgSize;
	xm_u32_t maxNoMsgs;
	xm_u32_t direction;
	xm_u32_t flags; /* XM_FIFO_PORT */
	xmObjDesc_t objDesc;
} xmQueuingPortInfo_t;

/*
 * Open a sampling port of the plan; opening it again gives the same descriptor.  A port
 * that no channel connects can be opened, with any size and period.
 *   portName       up to 15 characters and a 0
 *   maxMsgSize     bytes: the channel's maxMessageLength
 *   direction      XM_SOURCE_PORT or XM_DESTINATION_PORT
 *   refreshPeriod  microseconds: the channel's refreshPeriod, 0 if it has none
 * The descriptor, 0 or more.
 * XM_INVALID_PARAM: another direction, a negative period, or bad memory at portName or
 * no 0 within 16 bytes.
 * XM_INVALID_CONFIG: the plan gives the caller no such port, or another kind, direction,
 * size or period.
 * Caller: any.  Cost: by the number of ports.  SEP-PORT-001, SEP-PORT-002, SEP-PORT-003,
 * SEP-PORT-023, SEP-PORT-024, SEP-PORT-028; A653 P1 3.6.2.1.1 (CREATE_SAMPLING_PORT).
 */
xm_s32_t XM_create_sampling_port(char *portName, xm_u32_t maxMsgSize, xm_u32_t direction,
				 xmTime_t refreshPeriod);

/*
 * Open a queuing port of the plan, in the same way.
 *   portName    up to 15 characters and a 0
 *   maxNoMsgs   messages: the channel's maxNoMessages
 *   maxMsgSize  bytes: the channel's maxMessageLength
 *   direction   XM_SOURCE_PORT or XM_DESTINATION_PORT
 * The descriptor, 0 or more.
 * XM_INVALID_PARAM: another direction, or bad memory at portName or no 0 within 16 bytes.
 * XM_INVALID_CONFIG: the plan gives the caller no such port, or another kind, direction,
 * number or size.
 * Caller: any.  Cost: by the number of ports.  SEP-PORT-001, SEP-PORT-002, SEP-PORT-003,
 * SEP-PORT-023, SEP-PORT-024, SEP-PORT-028; A653 P1 3.6.2.2.1 (CREATE_QUEUING_PORT).
 */
xm_s32_t XM_create_queuing_port(char *portName, xm_u32_t maxNoMsgs, xm_u32_t maxMsgSize,
				xm_u32_t direction);

/*
 * Replace the message of a sampling channel by msgSize bytes, 1 to the channel's limit,
 * at msgPtr.  In every destination that has opened its port XM_VT_EXT_SAMPLING_PORT
 * becomes pending and the port's bit is set.  XM_OK.
 * XM_INVALID_PARAM: portDesc is no open sampling source port of the caller, or bad memory
 * at msgPtr.
 * XM_INVALID_CONFIG: msgSize is 0 or above the limit, or no channel connects the port.
 * Caller: any.  Cost: by the length and the destinations.  SEP-PORT-004, SEP-PORT-005,
 * SEP-PORT-009, SEP-PORT-016, SEP-PORT-021, SEP-PORT-023; A653 P1 3.6.2.1.2
 * (WRITE_SAMPLING_MESSAGE).
 */
xm_s32_t XM_write_sampling_message(xm_s32_t portDesc, void *msgPtr, xm_u32_t msgSize);

/*
 * Read the last message of a sampling channel; it stays there.
 *   msgPtr   msgSize bytes, of which the message takes the first
 *   msgSize  at least the length of the message; above the channel's limit is fine
 *   flags    0, or gets XM_COMM_MSG_VALID (it is no older than the refresh period, or
 *            there is none) and XM_COMM_NEW_MSG or XM_COMM_CONSUMED_MSG (this port has
 *            read it before); XM_COMM_EMPTY_PORT if there is no message
 * The length of the message, 1 or more.
 * XM_NO_ACTION: the channel was never written; flags are stored, nothing else.
 * XM_INVALID_PARAM: portDesc is no open sampling destination port of the caller, msgSize
 * is below the message, or bad memory at msgPtr or flags.
 * XM_INVALID_CONFIG: msgSize is 0, or no channel connects the port.
 * Caller: any.  Cost: by the length.  SEP-PORT-004, SEP-PORT-006, SEP-PORT-007,
 * SEP-PORT-008, SEP-PORT-010, SEP-PORT-017, SEP-PORT-021; A653 P1 3.6.2.1.3
 * (READ_SAMPLING_MESSAGE).
 */
xm_s32_t XM_read_sampling_message(xm_s32_t portDesc, void *msgPtr, xm_u32_t msgSize,
				  xm_u32_t *flags);

/*
 * Put msgSize bytes, 1 to the channel's limit, at msgPtr into the queue.  In the
 * destination, if it has opened its port, XM_VT_EXT_QUEUING_PORT becomes pending and the
 * port's bit is set.  XM_OK.
 * XM_NOT_AVAILABLE: the queue is full; the message is not in it, the overflow is counted.
 * XM_INVALID_PARAM: portDesc is no open queuing source port of the caller, or bad memory
 * at msgPtr.
 * XM_INVALID_CONFIG: msgSize is 0 or above the limit, or no channel connects the port.
 * Caller: any.  Cost: by the length.  SEP-PORT-004, SEP-PORT-005, SEP-PORT-011,
 * SEP-PORT-012, SEP-PORT-016, SEP-PORT-021, SEP-PORT-023; A653 P1 3.6.2.2.2
 * (SEND_QUEUING_MESSAGE, with time-out 0).
 */
xm_s32_t XM_send_queuing_message(xm_s32_t portDesc, void *msgPtr, xm_u32_t msgSize);

/*
 * Take the oldest message out of the queue, to msgPtr.  msgSize: bytes there, at least
 * the length of the message; above the channel's limit is fine.  If the queue was full,
 * XM_VT_EXT_QUEUING_PORT becomes pending in the sender.  The length of the message,
 * 1 or more.
 * XM_NOT_AVAILABLE: the queue is empty.
 * XM_INVALID_PARAM: portDesc is no open queuing destination port of the caller, msgSize
 * is below the message, which stays in the queue, or bad memory at msgPtr.
 * XM_INVALID_CONFIG: msgSize is 0, or no channel connects the port.
 * Caller: any.  Cost: by the length.  SEP-PORT-004, SEP-PORT-010, SEP-PORT-011,
 * SEP-PORT-013, SEP-PORT-018, SEP-PORT-021; A653 P1 3.6.2.2.3
 * (RECEIVE_QUEUING_MESSAGE, with time-out 0).
 */
xm_s32_t XM_receive_queuing_message(xm_s32_t portDesc, void *msgPtr, xm_u32_t msgSize);

/*
 * Of a sampling port of either direction: when the last message was written, its length,
 * and the flags a read would give now, for a source never CONSUMED.  Without a message, or
 * a channel, all 0.  XM_OK.
 * XM_INVALID_PARAM: portDesc is no open sampling port of the caller, or bad memory at
 * status.
 * Caller: any.  Cost: 1500 instructions.  SEP-PORT-004, SEP-PORT-015; A653 P1 3.6.2.1.5
 * (GET_SAMPLING_PORT_STATUS).
 */
xm_s32_t XM_get_sampling_port_status(xm_u32_t portDesc, xmSamplingPortStatus_t *status);

/*
 * Of a queuing port of either direction: messages in the queue and (Septum) overflows.
 * Without a channel all 0.  XM_OK.
 * XM_INVALID_PARAM: portDesc is no open queuing port of the caller, or bad memory at
 * status.
 * Caller: any.  Cost: 1500 instructions.  SEP-PORT-004, SEP-PORT-012, SEP-PORT-015;
 * A653 P1 3.6.2.2.5
 * (GET_QUEUING_PORT_STATUS).
 */
xm_s32_t XM_get_queuing_port_status(xm_u32_t portDesc, xmQueuingPortStatus_t *status);

/*
 * Septum: drop all messages of a queue and its overflow flag; the count stays.  If it was
 * full, XM_VT_EXT_QUEUING_PORT becomes pending in the sender.  XM_OK.
 * XM_NO_ACTION: the queue is empty and no overflow marked; nothing is changed.
 * XM_INVALID_PARAM: portDesc is no open queuing destination port of the caller.
 * XM_INVALID_CONFIG: no channel connects the port.
 * Caller: any.  Cost: free.  SEP-PORT-004, SEP-PORT-014, SEP-PORT-018; A653 P1 3.6.2.2.6
 * (CLEAR_QUEUING_PORT).
 */
xm_s32_t XM_clear_queuing_port(xm_u32_t portDesc);

/*
 * What the plan says of a sampling port of the caller, open or not: portName becomes the
 * argument; refreshPeriod in microseconds, 0 if there is none; objDesc is the descriptor
 * while the port is open, else all ones.  Without a channel size and period are 0.  XM_OK.
 * XM_INVALID_PARAM: the caller has no sampling port of that name, or bad memory at portName
 * or info, or no 0 within 16 bytes.
 * Caller: any.  Cost: by the number of ports.  SEP-PORT-027, SEP-PORT-028, SEP-LIB-011.
 */
xm_s32_t XM_get_sampling_port_info(char *portName, xmSamplingPortInfo_t *info);

/*
 * The same of a queuing port; flags is XM_FIFO_PORT.  Without a channel size and number of
 * messages are 0.  XM_OK.
 * XM_INVALID_PARAM: the caller has no queuing port of that name, or bad memory at portName
 * or info, or no 0 within 16 bytes.
 * Caller: any.  Cost: by the number of ports.  SEP-PORT-027, SEP-PORT-028, SEP-LIB-011.
 */
xm_s32_t XM_get_queuing_port_info(char *portName, xmQueuingPortInfo_t *info);

/*
 * Septum: what both take it from, for kind XM_SAMPLING_PORT or XM_QUEUING_PORT.  XM_OK.
 * XM_INVALID_PARAM: the caller has no port of that name and kind, or bad memory at portName
 * or info, or no 0 within 16 bytes.
 * Caller: any.  Cost: by the number of ports.  SEP-PORT-027, SEP-PORT-028.
 */
xm_s32_t XM_get_port_info(char *portName, xm_u32_t kind, struct xm_port_info *info);

/* Object descriptors: class 30:20, partition 19:10, id 9:0, bit 31 invalid. */
#define OBJDESC_BUILD(class, partition, id)                                                  \
	((((xmObjDesc_t)(class) & 0x7ff) << 20) | (((xmObjDesc_t)(partition)&0x3ff) << 10) | \
	 ((xmObjDesc_t)(id)&0x3ff))
#define OBJDESC_GET_CLASS(od)	    (((xmObjDesc_t)(od) >> 20) & 0x7ff)
#define OBJDESC_GET_PARTITIONID(od) (((xmObjDesc_t)(od) >> 10) & 0x3ff)
#define OBJDESC_GET_ID(od)	    ((xmObjDesc_t)(od)&0x3ff)
#define OBJDESC_SET_CLASS(od, v) \
	((od) = ((od) & ~(0x7ffu << 20)) | (((xmObjDesc_t)(v)&0x7ff) << 20))
#define OBJDESC_SET_PARTITIONID(od, v) \
	((od) = ((od) & ~(0x3ffu << 10)) | (((xmObjDesc_t)(v)&0x3ff) << 10))
#define OBJDESC_SET_ID(od, v)	((od) = ((od) & ~0x3ffu) | ((xmObjDesc_t)(v)&0x3ff))

#define OBJ_CLASS_CONSOLE	1
#define OBJ_CLASS_TRACE		2
#define OBJ_CLASS_DIRECTORY	3
#define OBJ_CLASS_SAMPLING_PORT 4
#define OBJ_CLASS_QUEUING_PORT	5
#define OBJ_CLASS_MEM		6
#define OBJ_CLASS_HM		7
#define OBJ_CLASS_STATUS	8
#define OBJ_CLASS_UART		9
#define OBJ_CLASS_OBT		10
#define OBJ_CLASS_HM_APP	11

/*
 * Services by descriptor, for sources that have one at hand: OBJDESC_BUILD(class,
 * partition, id), or that of a port as its create service returned it, whose kind
 * XM_get_sampling_port_status tells.  Each does, and answers, what the service of the
 * class does, but that bytes are counted:
 *
 *   class           read                        write                      partition, id
 *   CONSOLE         XM_read_console             XM_write_console           not looked at
 *   TRACE           XM_trace_read, events of 12 XM_trace_event, 8 bytes    whose stream
 *   SAMPLING_PORT   XM_read_sampling_message    XM_write_sampling_message  own, the port
 *   QUEUING_PORT    XM_receive_queuing_message  XM_send_queuing_message    own, the port
 *   MEM             XM_memory_copy from there   XM_memory_copy to there    whose memory
 *   HM              XM_hm_read, records of 28   XM_hm_raise_event, a word  not looked at
 *   STATUS          XM_get_partition_status     -                          whose status
 *
 * XM_HYPERVISOR_ID stands for the hypervisor's stream, and for XM_get_system_status.
 * flags: those of the sampling message; for MEM the address in the other partition.
 * The number of bytes read or written.
 * XM_INVALID_PARAM: another class, bit 31 of desc, a port of another partition, bad memory
 * at flags of MEM, size too small for the status or not that of an event; or the service's.
 * Caller, cost: those of the service.  SEP-LIB-013.
 */
xm_s32_t XM_read_object(xmObjDesc_t desc, void *buffer, xm_u32_t size, xm_u32_t *flags);
xm_s32_t XM_write_object(xmObjDesc_t desc, void *buffer, xm_u32_t size, xm_u32_t *flags);

/*
 * Command 0, the status of the object, to arg: XM_get_sampling_port_status,
 * XM_get_queuing_port_status, XM_hm_status, XM_trace_status, XM_get_partition_status,
 * XM_get_system_status.  Command 1 of a queue: XM_clear_queuing_port, without arg.  XM_OK.
 * XM_INVALID_PARAM: another class or command, as above; or the service's.
 * Caller, cost: those of the service.  SEP-LIB-013.
 */
xm_s32_t XM_ctrl_object(xmObjDesc_t desc, xm_u32_t command, void *arg);

/*
 * Nothing has a position to move to.
 * XM_OP_NOT_ALLOWED: a class that the others know; a port is looked at by
 * XM_get_sampling_port_status.
 * XM_INVALID_PARAM: any other.
 * Caller: any.  Cost: free.  SEP-LIB-013.
 */
xm_s32_t XM_seek_object(xmObjDesc_t desc, xm_u32_t offset, xm_u32_t whence);

#endif
