/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sensors.c - the spacecraft as its computer sees it: reaction wheels take the
 * commands of control, a rigid body turns, gyro and star tracker measure it
 * with noise.  50 Hz.  The noise repeats exactly from flight to flight.
 */
#include <xm.h>
#include "flight.h"
#include "quaternion.h"

#define COMMAND_S 0.010f /* one wheel command acts for one period of control */

static const float inertia[3] = { 0.12f, 0.10f, 0.08f }; /* kg m2 */
static const float disturbance = 0.0002f;		 /* N m, the sun on a panel */

/* The truth, which nobody but this partition knows. */
static struct quat attitude = { 0.9659f, 0.1830f, -0.1294f, 0.1294f }; /* 30 degrees off */
static float rate[3] = { 0.05f, -0.04f, 0.03f };		       /* rad/s */

/* Roughly normal, zero mean, standard deviation 1: twelve uniform numbers. */
static float noise(void)
{
	static xm_u32_t state = 20261120u;
	float sum = -6.0f;
	int i;

	for (i = 0; i < 12; i++) {
		state ^= state << 13;
		state ^= state >> 17;
		state ^= state << 5;
		sum += (float)(state >> 8) / 16777216.0f;
	}
	return sum;
}

/* Euler's equations of the rigid body under the torque, then the kinematics. */
static void turn(const struct wheel_command *command)
{
	float torque[3], gyroscopic;
	int i;

	for (i = 0; i < 3; i++)
		torque[i] = (float)command->torque_unm[i] * 1e-6f + disturbance;
	for (i = 0; i < 3; i++) {
		int j = (i + 1) % 3, k = (i + 2) % 3;

		gyroscopic = (inertia[k] - inertia[j]) * rate[j] * rate[k];
		torque[i] = (torque[i] - gyroscopic) / inertia[i]; /* now an acceleration */
	}
	for (i = 0; i < 3; i++)
		rate[i] += torque[i] * COMMAND_S;
	attitude = quat_turned(attitude, rate, COMMAND_S);
}

static xm_s32_t fixed(float value, float unit)
{
	float scaled = value / unit;

	return (xm_s32_t)(scaled < 0.0f ? scaled - 0.5f : scaled + 0.5f);
}

static void measure(struct sensor_sample *sample)
{
	const float blur = 0.00005f; /* half a unit quaternion's small angle, rad */
	struct quat error = { 1.0f, blur * noise(), blur * noise(), blur * noise() };
	struct quat seen = quat_mul(attitude, error);
	int i;

	sample->number++;
	sample->attitude[0] = fixed(seen.w, 0x1p-30f);
	sample->attitude[1] = fixed(seen.x, 0x1p-30f);
	sample->attitude[2] = fixed(seen.y, 0x1p-30f);
	sample->attitude[3] = fixed(seen.z, 0x1p-30f);
	for (i = 0; i < 3; i++)
		sample->rate_urps[i] = fixed(rate[i] + 0.0003f * noise(), 1e-6f);
}

void PartitionMain(void)
{
	xm_s32_t out = XM_create_sampling_port("sensors", sizeof(struct sensor_sample),
					       XM_SOURCE_PORT, SENSORS_REFRESH_US);
	xm_s32_t in = XM_create_queuing_port("wheels", WHEELS_DEPTH, sizeof(struct wheel_command),
					     XM_DESTINATION_PORT);
	struct sensor_sample sample = { 0 };
	struct wheel_command command;

	for (;;) {
		while (XM_receive_queuing_message(in, &command, sizeof(command)) > 0)
			turn(&command);
		measure(&sample);
		XM_write_sampling_message(out, &sample, sizeof(sample));
		XM_idle_self();
	}
}
