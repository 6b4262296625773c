/* SPDX-License-Identifier: BSD-2-Clause */
/* comm.h - sampling and queuing ports, and the descriptors that name them. */
#ifndef LIBXM_COMM_H
#define LIBXM_COMM_H

#include <hypervisor.h>

typedef struct {
	xmTime_t timestamp;
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
	xm_u32_t noOverflows; /* Septum: sends refused since the port was created */
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

/* The descriptor of a port of the plan; again when it is open already. */
xm_s32_t XM_create_sampling_port(char *portName, xm_u32_t maxMsgSize, xm_u32_t direction,
				 xmTime_t refreshPeriod);
xm_s32_t XM_create_queuing_port(char *portName, xm_u32_t maxNoMsgs, xm_u32_t maxMsgSize,
				xm_u32_t direction);

xm_s32_t XM_write_sampling_message(xm_s32_t portDesc, void *msgPtr, xm_u32_t msgSize);
/* The length of the message; XM_NO_ACTION when there is none.  flags may be 0. */
xm_s32_t XM_read_sampling_message(xm_s32_t portDesc, void *msgPtr, xm_u32_t msgSize,
				  xm_u32_t *flags);
/* XM_NOT_AVAILABLE when the queue is full, or empty. */
xm_s32_t XM_send_queuing_message(xm_s32_t portDesc, void *msgPtr, xm_u32_t msgSize);
xm_s32_t XM_receive_queuing_message(xm_s32_t portDesc, void *msgPtr, xm_u32_t msgSize);

xm_s32_t XM_get_sampling_port_status(xm_u32_t portDesc, xmSamplingPortStatus_t *status);
xm_s32_t XM_get_queuing_port_status(xm_u32_t portDesc, xmQueuingPortStatus_t *status);
xm_s32_t XM_clear_queuing_port(xm_u32_t portDesc); /* Septum: drop what is queued */

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

#define OBJ_CLASS_NULL		0
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

#endif
