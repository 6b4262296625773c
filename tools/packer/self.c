/* SPDX-License-Identifier: BSD-2-Clause */
/* self.c - find what a raw binary says of itself. */
#include "self.h"

#include <string.h>

static bool is_header(const struct xm_header *h)
{
	return h->start == XM_HEADER_MAGIC && h->end == XM_HEADER_MAGIC;
}

static bool is_link(const struct link_record *l, u32 base, size_t size)
{
	return l->start == LINK_RECORD_MAGIC && l->last == LINK_RECORD_END && l->base == base &&
	       l->const_end >= base && l->const_end - base <= size && l->const_end <= l->data_end &&
	       l->data_end <= l->end;
}

static void take_header(struct self *out, const u8 *bytes, size_t left, size_t at)
{
	struct xm_header header;

	if (left < sizeof(header))
		return;
	memcpy(&header, bytes + at, sizeof(header));
	if (!is_header(&header))
		return;
	if (out->num_headers == 0)
		out->header = header;
	if (out->num_headers < ARRAY_LEN(out->at))
		out->at[out->num_headers] = at;
	out->num_headers++;
}

void self_find(struct self *out, const u8 *bytes, size_t size, u32 base)
{
	struct link_record link;
	u32 links = 0;

	*out = (struct self){ .num_headers = 0 };
	for (size_t at = 0; at < size; at += 4) {
		take_header(out, bytes, size - at, at);
		if (size - at < sizeof(link))
			continue;
		memcpy(&link, bytes + at, sizeof(link));
		if (!is_link(&link, base, size))
			continue;
		out->link = link;
		links++;
	}
	out->linked = links == 1;
}
