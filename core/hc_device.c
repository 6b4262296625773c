/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hc_device.c - registers of devices, word by word: what the plan gives in ranges,
 * or bit by bit; and caches.
 */
#include "gmem.h"
#include "hm.h"
#include "hypercall.h"
#include "part.h"

/* The partition's ranges ascend. */
static const struct cfg_iorange *range_at(const struct cfg_part *p, u32 address)
{
	u32 low = p->first_iorange, high = low + p->num_ioranges;

	while (low < high) {
		LOOP_BOUND_OF(register_bits);
		u32 mid = (low + high) / 2;
		const struct cfg_iorange *r = cfg_get_iorange(&sys.cfg, mid);

		if (address - r->base < r->size)
			return r;
		if (address < r->base)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* A device that refuses is the caller's fault, as if it had a page of it; the answer
   is there if it goes on. */
static s32 refused(struct vcpu *v, u32 address, u32 access)
{
	struct hal_regs r;

	hal_vcpu_regs(&v->hal, &r);
	hal_vcpu_result(&v->hal, XM_NOT_AVAILABLE);
	hm_raise(v, &(struct hm_event){ XM_HM_EV_ARM_DATA_ABORT, CAUSE_DATA_EXTERNAL, r.pc, address,
					access | XM_HM_HAS_CONTEXT });
	return HC_NO_RESULT;
}

s32 hc_inport(struct vcpu *v, const union hc_args *a)
{
	u32 address = a->inport.address, value;
	const struct cfg_iorange *range = range_at(v->part->cfg, address);
	void *to;

	if (address % 4 != 0)
		return XM_INVALID_PARAM;
	if (range == NULL)
		return XM_PERM_ERROR;
	to = gmem_ptr(v->part, a->inport.value, sizeof(value), GMEM_WRITE);
	if (to == NULL)
		return XM_INVALID_PARAM;
	if (!hal_device_access(address, &value, false))
		return refused(v, address, XM_ACCESS_READ);
	value &= range->mask;
	CALL_WITH(length, sizeof(value));
	hal_copy(to, &value, sizeof(value));
	return XM_OK;
}

s32 hc_outport(struct vcpu *v, const union hc_args *a)
{
	u32 address = a->outport.address, value = a->outport.value, old;
	const struct cfg_iorange *range = range_at(v->part->cfg, address);

	if (address % 4 != 0)
		return XM_INVALID_PARAM;
	if (range == NULL)
		return XM_PERM_ERROR;
	if (range->mask != NONE) {
		if (!hal_device_access(address, &old, false))
			return refused(v, address, XM_ACCESS_READ);
		value = (old & ~range->mask) | (value & range->mask);
	}
	if (!hal_device_access(address, &value, true))
		return refused(v, address, XM_ACCESS_WRITE);
	return XM_OK;
}

/* Neither is switched off in flight: stores that go past the lines of a cache which all
   share are lost on others, and in one mode the hypervisor fetches as the partition
   does, so the next slot would begin late. */
s32 hc_set_cache_state(struct vcpu *v, const union hc_args *a)
{
	u32 cache = a->set_cache_state.cache, action = a->set_cache_state.action;
	u32 off = (cache & XM_DCACHE ? PART_DCACHE_OFF : 0) |
		  (cache & XM_ICACHE ? PART_ICACHE_OFF : 0);

	if (cache - 1 > (XM_DCACHE | XM_ICACHE) - 1 ||
	    action - XM_ACTIVATE_CACHE > XM_FLUSH_CACHE - XM_ACTIVATE_CACHE)
		return XM_INVALID_PARAM;
	if (v->part->cfg->flags & off)
		return XM_INVALID_CONFIG;
	if (action == XM_DEACTIVATE_CACHE)
		return XM_OP_NOT_ALLOWED;
	if (action != XM_FLUSH_CACHE)
		return XM_OK;
	/* Code reaches memory before it is fetched anew. */
	if (cache & XM_DCACHE)
		hal_cache_flush(true);
	if (cache & XM_ICACHE)
		hal_cache_flush(false);
	return XM_OK;
}
