/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_port.c - services on ports: arguments in, the rooms do the rest.
 */
#include "gmem.h"
#include "hypercall.h"
#include "lib.h"
#include "part.h"
#include "port.h"

/*
 * Snapshot of a name: up to 16 bytes or the end of its area.  Without a NUL
 * among them it names nothing, since names have at most 15 characters.
 */
static bool get_name(const struct part *p, char name[16], gin at)
{
	u32 length;

	for (length = 16; length; length--)
		if (gmem_get(p, name, at, length))
			break;
	while (length--)
		if (name[length] == '\0')
			return true;
	return false;
}

s32 hc_create_sampling_port(struct vcpu *v, gin name, u32 max_len, u32 direction, u32 period_lo,
			    u32 period_hi)
{
	struct port_spec spec = {
		.kind = PORT_SAMPLING,
		.direction = direction,
		.max_len = max_len,
		.depth = 1,
		.refresh_ns = cfg_u64(period_lo, period_hi) * 1000,
	};

	if (!get_name(v->part, spec.name, name) || (s32)period_hi < 0)
		return XM_INVALID_PARAM;
	return port_open(v->part, &spec);
}

s32 hc_create_queuing_port(struct vcpu *v, gin name, u32 max_msgs, u32 max_len, u32 direction)
{
	struct port_spec spec = {
		.kind = PORT_QUEUING,
		.direction = direction,
		.max_len = max_len,
		.depth = max_msgs,
	};

	if (!get_name(v->part, spec.name, name))
		return XM_INVALID_PARAM;
	return port_open(v->part, &spec);
}

s32 hc_write_sampling_message(struct vcpu *v, u32 port, gin buf, u32 len)
{
	return sampling_write(v->part, port, buf, len);
}

s32 hc_read_sampling_message(struct vcpu *v, u32 port, gout buf, u32 len, gout flags)
{
	return sampling_read(v->part, port, buf, len, flags);
}

s32 hc_send_queuing_message(struct vcpu *v, u32 port, gin buf, u32 len)
{
	return queuing_send(v->part, port, buf, len);
}

s32 hc_receive_queuing_message(struct vcpu *v, u32 port, gout buf, u32 len)
{
	return queuing_receive(v->part, port, buf, len);
}

s32 hc_get_sampling_port_status(struct vcpu *v, u32 port, gout status)
{
	return sampling_status(v->part, port, status);
}

s32 hc_get_queuing_port_status(struct vcpu *v, u32 port, gout status)
{
	return queuing_status(v->part, port, status);
}

s32 hc_clear_queuing_port(struct vcpu *v, u32 port)
{
	return queuing_clear(v->part, port);
}

/* XM_PARTITION_NAME or XM_PLAN_NAME to its number; other partitions' ids are
   for system partitions. */
s32 hc_get_gid_by_name(struct vcpu *v, gin name, u32 entity)
{
	enum cfg_sec sec = entity == XM_PARTITION_NAME ? CFG_PART : CFG_PLAN;
	bool system = (v->part->cfg->flags & PART_SYSTEM) != 0;
	char text[16];
	u32 i, at;

	if (entity > XM_PLAN_NAME || !get_name(v->part, text, name))
		return XM_INVALID_PARAM;
	for (i = 0; i < cfg_count(&sys.cfg, sec); i++) {
		at = sec == CFG_PART ? cfg_get_part(&sys.cfg, i)->name
				     : cfg_get_plan(&sys.cfg, i)->name;
		if (at == NONE || !name_equal(text, cfg_string(&sys.cfg, at), sizeof(text)))
			continue;
		if (!system && sec == CFG_PART && i != v->part->cfg->id)
			return XM_PERM_ERROR;
		return (s32)(sec == CFG_PART ? i : cfg_get_plan(&sys.cfg, i)->id);
	}
	return XM_INVALID_CONFIG;
}
