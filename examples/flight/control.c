/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * control.c - the attitude control law, 100 Hz, in floating point; the partition
 * for whose sake the others are kept apart.
 *
 * Its slots begin on a grid of 10 ms.  The first thing it does when it is
 * released is to read the clock, so it is its own witness of how exactly the
 * hypervisor keeps the grid, whatever the payload does at that moment.
 */
#include <xm.h>
#include "flight.h"
#include "quaternion.h"

#define PERIOD_S    0.010f
#define TORQUE_MAX  0.05f /* N m, what the wheels can give */
#define TARGET_LEN  500	  /* releases: a new target every 5 s */
#define NUM_TARGETS (sizeof(targets) / sizeof(targets[0]))
#define DEGREE	    57.29578f

/* For each axis inertia times 2 w^2, and times 2 z w: w = 2 rad/s, z = 0.9. */
static const float gain_angle[3] = { 0.96f, 0.80f, 0.64f };
static const float gain_rate[3] = { 0.432f, 0.360f, 0.288f };

/* Where to look: straight on, or 20 degrees about an axis. */
static const struct quat targets[] = {
	{ 1.0f, 0.0f, 0.0f, 0.0f },
	{ 0.98481f, 0.0f, 0.17365f, 0.0f },
	{ 0.98481f, 0.12279f, 0.0f, 0.12279f },
	{ 0.98481f, 0.0f, 0.0f, -0.17365f },
};

static struct control_state state;

/* What control believes: the last attitude seen, carried on by the gyro. */
static struct quat attitude = { 1.0f, 0.0f, 0.0f, 0.0f };
static float rate[3];

static void count_lateness(xm_u32_t late_ns)
{
	xm_u32_t bin = late_ns / LATENESS_BIN_NS;

	state.histogram[bin < LATENESS_BINS ? bin : LATENESS_BINS - 1]++;
	if (late_ns > state.worst_ns)
		state.worst_ns = late_ns;
}

/*
 * Compares the moment of this release with the grid.  The hypervisor starts the
 * first frame at a whole millisecond, and control owns its first slot: the
 * grid is known to the tick, nothing is fitted to what was seen.
 */
static void witness_release(void)
{
	static xm_u64_t start_ns; /* of the first period */
	const struct xm_pct *pct = (const struct xm_pct *)XM_params_get_PCT();
	xm_u64_t ticks, now_ns;
	xm_u32_t period;

	XM_get_ticks(&ticks);
	now_ns = ticks * pct->tickD / pct->tickN;
	if (state.releases == 0)
		start_ns = now_ns - now_ns % 1000000;
	period = (xm_u32_t)((now_ns - start_ns) / CONTROL_PERIOD_NS);
	state.skipped = period - state.releases;
	state.releases++;
	count_lateness((xm_u32_t)((now_ns - start_ns) % CONTROL_PERIOD_NS));
}

/* A new sample every second period; in between the gyro carries the attitude on. */
static void sense(xm_s32_t port)
{
	struct sensor_sample sample;
	xm_u32_t flags;
	int i;

	attitude = quat_turned(attitude, rate, PERIOD_S);
	if (XM_read_sampling_message(port, &sample, sizeof(sample), &flags) < 0)
		return; /* nothing was measured yet */
	if (!(flags & XM_COMM_MSG_VALID))
		state.stale_samples++;
	if (!(flags & XM_COMM_NEW_MSG))
		return;
	attitude.w = (float)sample.attitude[0] * 0x1p-30f;
	attitude.x = (float)sample.attitude[1] * 0x1p-30f;
	attitude.y = (float)sample.attitude[2] * 0x1p-30f;
	attitude.z = (float)sample.attitude[3] * 0x1p-30f;
	for (i = 0; i < 3; i++)
		rate[i] = (float)sample.rate_urps[i] * 1e-6f;
}

static float limited(float torque)
{
	if (torque > TORQUE_MAX)
		return TORQUE_MAX;
	return torque < -TORQUE_MAX ? -TORQUE_MAX : torque;
}

static float root(float x)
{
	float r;

	__asm__("vsqrt.f32 %0, %1" : "=t"(r) : "t"(x));
	return r;
}

/* Angle of a rotation from the length of its vector part, the sine of half of it. */
static xm_u32_t angle_mdeg(struct quat e)
{
	float s2 = e.x * e.x + e.y * e.y + e.z * e.z;
	float half = root(s2) * (1.0f + s2 / 6.0f + 0.075f * s2 * s2);

	return (xm_u32_t)(2.0f * half * DEGREE * 1000.0f);
}

static struct quat target(void)
{
	unsigned int n = state.releases / TARGET_LEN;

	return targets[n < NUM_TARGETS ? n : NUM_TARGETS - 1];
}

/* Proportional to the error angle, damped by the rate, within what wheels can do. */
static void steer(struct wheel_command *command)
{
	struct quat error = quat_mul(quat_conj(target()), attitude);
	float sign = error.w < 0.0f ? -1.0f : 1.0f; /* the shorter way round */
	float angle[3] = { sign * error.x, sign * error.y, sign * error.z };
	int i;

	for (i = 0; i < 3; i++) {
		float torque = limited(-gain_angle[i] * angle[i] - gain_rate[i] * rate[i]);

		command->torque_unm[i] = (xm_s32_t)(torque * 1e6f);
		state.torque_unm[i] = command->torque_unm[i];
		state.rate_mdps[i] = (xm_s32_t)(rate[i] * DEGREE * 1000.0f);
	}
	state.error_mdeg = angle_mdeg(error);
}

void PartitionMain(void)
{
	xm_s32_t sensors, wheels, health;
	struct wheel_command command;

	witness_release();
	sensors = XM_create_sampling_port("sensors", sizeof(struct sensor_sample),
					  XM_DESTINATION_PORT, SENSORS_REFRESH_US);
	wheels = XM_create_queuing_port("wheels", WHEELS_DEPTH, sizeof(struct wheel_command),
					XM_SOURCE_PORT);
	health = XM_create_sampling_port("control", sizeof(struct control_state), XM_SOURCE_PORT,
					 CONTROL_REFRESH_US);
	for (;;) {
		sense(sensors);
		steer(&command);
		XM_send_queuing_message(wheels, &command, sizeof(command));
		XM_write_sampling_message(health, &state, sizeof(state));
		XM_idle_self(); /* until the next slot, 10 ms after this one */
		witness_release();
	}
}
