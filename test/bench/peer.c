/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * peer.c - the other end of every channel of the subject; it acts once a frame.
 */
#include "bench.h"

static char message[MESSAGE_MAX];

static void open_multicast(void)
{
	char name[] = "cast00";
	xm_u32_t n, i;

	for (n = 2; n <= 8; n *= 2)
		for (i = 0; i < n; i++) {
			name[4] = '0' + n;
			name[5] = '0' + i;
			XM_create_sampling_port(name, MESSAGE_MAX, XM_DESTINATION_PORT, 0);
		}
}

static void write_state(const char *name, xm_u32_t size)
{
	xm_s32_t port = XM_create_sampling_port((char *)name, MESSAGE_MAX, XM_SOURCE_PORT, 0);

	XM_write_sampling_message(port, message, size);
}

static void write_states(void)
{
	static const xm_u32_t sizes[] = { 16, 256, 1024, 4096 };
	char name[] = "in0";
	xm_u32_t i;

	for (i = 0; i < 4; i++) {
		name[2] = '0' + i;
		write_state(name, sizes[i]);
	}
}

void PartitionMain(void)
{
	struct share *s = share();
	xm_s32_t from, to;

	open_multicast();
	write_states();
	XM_create_sampling_port("out", MESSAGE_MAX, XM_DESTINATION_PORT, 0);
	from = XM_create_queuing_port("orders", DEPTH, MESSAGE_MAX, XM_DESTINATION_PORT);
	to = XM_create_queuing_port("answers", DEPTH, MESSAGE_MAX, XM_SOURCE_PORT);
	for (;; XM_idle_self()) {
		XM_clear_queuing_port(from);
		if (s->fill)
			while (XM_send_queuing_message(to, message, s->fill) == XM_OK)
				;
		if (s->state)
			write_state("in3", s->state);
		for (s->state = 0; s->raise; s->raise--)
			XM_hm_raise_event(XM_HM_EV_APP_NUMERIC_ERROR);
		s->done++;
	}
}
