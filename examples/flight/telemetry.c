/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * telemetry.c - once a second: one line for people, and the same as a frame for
 * the ground station, with a CRC-16 as on a real link.  When fdir asks it to
 * shut down it prints how exactly control was released during the flight.
 */
#include <xm.h>
#include <irqs.h>
#include <stdio.h>
#include "flight.h"

#define SLOTS_PER_SECOND 50
#define SYNC		 0x1acffc1du /* attached sync marker, CCSDS 131.0-B */

static xm_s32_t control_port, sensors_port, picture_port, heartbeat_port;
static volatile int ending;

static void on_shutdown(trapCtxt_t *context)
{
	(void)context;
	ending = 1;
}

/* --- the frame: big-endian, as links are ------------------------------------------ */

static struct {
	xm_u8_t byte[64];
	unsigned int length;
} frame;

static void put(xm_u32_t value, unsigned int bytes)
{
	while (bytes-- > 0)
		frame.byte[frame.length++] = (xm_u8_t)(value >> (8 * bytes));
}

/* Rounded up, so that a worst case is never understated. */
static xm_u32_t tenths_of_us(xm_u32_t ns)
{
	return (ns + 99) / 100;
}

/* CRC-16-CCITT, start value all ones, over everything behind the sync marker. */
static xm_u32_t frame_crc(void)
{
	xm_u32_t crc = 0xffff;
	unsigned int i, bit;

	for (i = 4; i < frame.length; i++) {
		crc ^= (xm_u32_t)frame.byte[i] << 8;
		for (bit = 0; bit < 8; bit++)
			crc = crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1;
	}
	return crc & 0xffff;
}

static void send_frame(const struct control_state *state, xm_u32_t sample, xm_u32_t picture)
{
	static xm_u32_t count;
	unsigned int i;

	frame.length = 0;
	put(SYNC, 4);
	put(count++, 2);
	put(state->releases, 4);
	put(tenths_of_us(state->worst_ns), 2);
	put(state->error_mdeg, 4);
	for (i = 0; i < 3; i++)
		put((xm_u32_t)state->rate_mdps[i], 4);
	put(sample, 4);
	put(picture, 4);
	put(frame_crc(), 2);
	printf("TM     ");
	for (i = 0; i < frame.length; i++)
		printf("%02x", frame.byte[i]);
	printf("\n");
}

/* --- the line ------------------------------------------------------------------------- */

/* The beginning of a line; what follows completes it. */
static void stamp(void)
{
	xmTime_t now;

	XM_get_time(XM_HW_CLOCK, &now);
	printf("TM   %5d.%02d s  ", (int)(now / 1000000), (int)(now / 10000 % 100));
}

static xm_s32_t magnitude(xm_s32_t a)
{
	return a < 0 ? -a : a;
}

/* The fastest of the three axes. */
static xm_s32_t fastest(const xm_s32_t rate[3])
{
	xm_s32_t a = magnitude(rate[0]), b = magnitude(rate[1]), c = magnitude(rate[2]);

	a = a > b ? a : b;
	return a > c ? a : c;
}

static void report(void)
{
	static struct picture picture; /* too large for the stack */
	struct control_state state = { 0 };
	struct sensor_sample sample = { 0 };
	xmSamplingPortStatus_t heartbeat;
	xm_u32_t worst;
	xm_s32_t rate;

	XM_read_sampling_message(control_port, &state, sizeof(state), 0);
	XM_read_sampling_message(sensors_port, &sample, sizeof(sample), 0);
	XM_read_sampling_message(picture_port, &picture, sizeof(picture), 0);
	XM_get_sampling_port_status((xm_u32_t)heartbeat_port, &heartbeat);
	rate = fastest(state.rate_mdps);
	worst = tenths_of_us(state.worst_ns);
	stamp();
	printf("off target %2u.%03u deg  turning %2d.%03d deg/s  released within %u.%u us  "
	       "payload %s\n",
	       state.error_mdeg / 1000, state.error_mdeg % 1000, rate / 1000, rate % 1000,
	       worst / 10, worst % 10, heartbeat.flags & XM_COMM_MSG_VALID ? "alive" : "silent");
	send_frame(&state, sample.number, picture.number);
}

/* --- the end ---------------------------------------------------------------------------- */

static void print_histogram(void)
{
	struct control_state state = { 0 };
	unsigned int bin;

	XM_read_sampling_message(control_port, &state, sizeof(state), 0);
	stamp();
	printf("%u releases of control, so long after its grid of 10 ms:\n", state.releases);
	for (bin = 0; bin < LATENESS_BINS; bin++)
		if (state.histogram[bin])
			printf("  %6u  from %u ns on\n", state.histogram[bin],
			       bin * LATENESS_BIN_NS);
	printf("  at worst %u ns, bound %u ns\n", state.worst_ns, LATENESS_BOUND_NS);
}

static void open_ports(void)
{
	control_port = XM_create_sampling_port("control", sizeof(struct control_state),
					       XM_DESTINATION_PORT, CONTROL_REFRESH_US);
	sensors_port = XM_create_sampling_port("sensors", sizeof(struct sensor_sample),
					       XM_DESTINATION_PORT, SENSORS_REFRESH_US);
	picture_port =
		XM_create_sampling_port("picture", sizeof(struct picture), XM_DESTINATION_PORT, 0);
	heartbeat_port = XM_create_sampling_port("heartbeat", sizeof(struct heartbeat),
						 XM_DESTINATION_PORT, HEARTBEAT_REFRESH_US);
}

void PartitionMain(void)
{
	unsigned int slots = 0;

	open_ports();
	InstallIrqHandler(XAL_XMEXT_TRAP(XM_VT_EXT_SHUTDOWN), on_shutdown);
	HwSti();
	XM_clear_irqmask(0, 1 << XM_VT_EXT_SHUTDOWN);
	while (!ending) {
		XM_idle_self();
		if (++slots % SLOTS_PER_SECOND == 0)
			report();
	}
	print_histogram();
	XM_halt_partition(XM_PARTITION_SELF);
}
