/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * objects.c - services by descriptor: the class says which one is meant.  Nothing
 * here knows more than the functions it calls.
 */
#include "libxm.h"

enum { NO_CLASS = -1, NO_PORT = -1, STATUS = 0, CLEAR = 1 };

/* A port's descriptor, as its create service gave it, has no class: the port is asked. */
static int class_of(xmObjDesc_t od)
{
	xmSamplingPortStatus_t status;

	if (od >> 31)
		return NO_CLASS;
	if (OBJDESC_GET_CLASS(od))
		return (int)OBJDESC_GET_CLASS(od);
	return XM_get_sampling_port_status(od, &status) == XM_OK ? OBJ_CLASS_SAMPLING_PORT
								 : OBJ_CLASS_QUEUING_PORT;
}

static xm_s32_t port_of(xmObjDesc_t od)
{
	if (OBJDESC_GET_CLASS(od) == 0)
		return (xm_s32_t)od;
	if (OBJDESC_GET_PARTITIONID(od) != XM_PARTITION_SELF)
		return NO_PORT;
	return (xm_s32_t)OBJDESC_GET_ID(od);
}

/* Of records, or of a whole buffer, as bytes; codes stay. */
static xm_s32_t in_bytes(xm_s32_t result, xm_u32_t each)
{
	return result < 0 ? result : result * (xm_s32_t)each;
}

static xm_s32_t all_of(xm_s32_t result, xm_u32_t size)
{
	return result < 0 ? result : (xm_s32_t)size;
}

static xm_s32_t read_memory(xmId_t from, void *buffer, xm_u32_t size, const xm_u32_t *at)
{
	if (!libxm_readable(at, sizeof(*at)))
		return XM_INVALID_PARAM;
	return all_of(XM_memory_copy(XM_PARTITION_SELF, (xmAddress_t)(unsigned long)buffer, from,
				     *at, size),
		      size);
}

static xm_s32_t write_memory(xmId_t to, const void *buffer, xm_u32_t size, const xm_u32_t *at)
{
	if (!libxm_readable(at, sizeof(*at)))
		return XM_INVALID_PARAM;
	return all_of(XM_memory_copy(to, *at, XM_PARTITION_SELF, (xmAddress_t)(unsigned long)buffer,
				     size),
		      size);
}

static xm_s32_t status_of(xmId_t id, void *status)
{
	return id == XM_HYPERVISOR_ID ? XM_get_system_status(status)
				      : XM_get_partition_status(id, status);
}

static xm_s32_t read_status(xmId_t id, void *buffer, xm_u32_t size)
{
	xm_u32_t length =
		id == XM_HYPERVISOR_ID ? sizeof(xmSystemStatus_t) : sizeof(xmPartitionStatus_t);

	return size < length ? XM_INVALID_PARAM : all_of(status_of(id, buffer), length);
}

static xm_s32_t raise(const xm_u32_t *event, xm_u32_t size)
{
	if (size != sizeof(*event) || !libxm_readable(event, sizeof(*event)))
		return XM_INVALID_PARAM;
	return all_of(XM_hm_raise_event(*event), sizeof(*event));
}

xm_s32_t XM_read_object(xmObjDesc_t od, void *buffer, xm_u32_t size, xm_u32_t *flags)
{
	switch (class_of(od)) {
	case OBJ_CLASS_CONSOLE:
		return XM_read_console(buffer, (xm_s32_t)size);
	case OBJ_CLASS_TRACE:
		return in_bytes(XM_trace_read(OBJDESC_GET_PARTITIONID(od), buffer,
					      (xm_s32_t)(size / sizeof(xmTraceEvent_t))),
				sizeof(xmTraceEvent_t));
	case OBJ_CLASS_SAMPLING_PORT:
		return XM_read_sampling_message(port_of(od), buffer, size, flags);
	case OBJ_CLASS_QUEUING_PORT:
		return XM_receive_queuing_message(port_of(od), buffer, size);
	case OBJ_CLASS_MEM:
		return read_memory(OBJDESC_GET_PARTITIONID(od), buffer, size, flags);
	case OBJ_CLASS_HM:
		return in_bytes(XM_hm_read(buffer, (xm_s32_t)(size / sizeof(xmHmLog_t))),
				sizeof(xmHmLog_t));
	case OBJ_CLASS_STATUS:
		return read_status(OBJDESC_GET_PARTITIONID(od), buffer, size);
	default:
		return XM_INVALID_PARAM;
	}
}

xm_s32_t XM_write_object(xmObjDesc_t od, void *buffer, xm_u32_t size, xm_u32_t *flags)
{
	switch (class_of(od)) {
	case OBJ_CLASS_CONSOLE:
		return XM_write_console(buffer, (xm_s32_t)size);
	case OBJ_CLASS_TRACE:
		return size == XM_TRACE_PAYLOAD_LENGTH ? all_of(XM_trace_event(buffer), size)
						       : XM_INVALID_PARAM;
	case OBJ_CLASS_SAMPLING_PORT:
		return all_of(XM_write_sampling_message(port_of(od), buffer, size), size);
	case OBJ_CLASS_QUEUING_PORT:
		return all_of(XM_send_queuing_message(port_of(od), buffer, size), size);
	case OBJ_CLASS_MEM:
		return write_memory(OBJDESC_GET_PARTITIONID(od), buffer, size, flags);
	case OBJ_CLASS_HM:
		return raise(buffer, size);
	default:
		return XM_INVALID_PARAM;
	}
}

static xm_s32_t control_queue(xm_s32_t port, xm_u32_t command, void *argument)
{
	if (command == CLEAR)
		return XM_clear_queuing_port((xm_u32_t)port);
	if (command == STATUS)
		return XM_get_queuing_port_status((xm_u32_t)port, argument);
	return XM_INVALID_PARAM;
}

xm_s32_t XM_ctrl_object(xmObjDesc_t od, xm_u32_t command, void *argument)
{
	int class = class_of(od);

	if (class == OBJ_CLASS_QUEUING_PORT)
		return control_queue(port_of(od), command, argument);
	if (command != STATUS)
		return XM_INVALID_PARAM;
	switch (class) {
	case OBJ_CLASS_TRACE:
		return XM_trace_status(OBJDESC_GET_PARTITIONID(od), argument);
	case OBJ_CLASS_SAMPLING_PORT:
		return XM_get_sampling_port_status((xm_u32_t)port_of(od), argument);
	case OBJ_CLASS_HM:
		return XM_hm_status(argument);
	case OBJ_CLASS_STATUS:
		return status_of(OBJDESC_GET_PARTITIONID(od), argument);
	default:
		return XM_INVALID_PARAM;
	}
}

xm_s32_t XM_seek_object(xmObjDesc_t od, xm_u32_t offset, xm_u32_t whence)
{
	(void)offset;
	(void)whence;
	switch (class_of(od)) {
	case OBJ_CLASS_CONSOLE:
	case OBJ_CLASS_TRACE:
	case OBJ_CLASS_SAMPLING_PORT:
	case OBJ_CLASS_QUEUING_PORT:
	case OBJ_CLASS_MEM:
	case OBJ_CLASS_HM:
	case OBJ_CLASS_STATUS:
		return XM_OP_NOT_ALLOWED;
	default:
		return XM_INVALID_PARAM;
	}
}
