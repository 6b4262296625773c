/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * quaternion.h - rotations, for the two partitions with floating point.
 *
 * A quaternion is {w, x, y, z}.  q is the attitude of the body; the rotation
 * rate is given in the body's own axes.
 */
#ifndef QUATERNION_H
#define QUATERNION_H

struct quat {
	float w, x, y, z;
};

static inline struct quat quat_mul(struct quat a, struct quat b)
{
	return (struct quat){
		a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
		a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
		a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
		a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
	};
}

static inline struct quat quat_conj(struct quat q)
{
	return (struct quat){ q.w, -q.x, -q.y, -q.z };
}

/* Back to length 1: one Newton step is enough for what rounding adds. */
static inline struct quat quat_normalised(struct quat q)
{
	float k = 1.5f - 0.5f * (q.w * q.w + q.x * q.x + q.y * q.y + q.z * q.z);

	return (struct quat){ q.w * k, q.x * k, q.y * k, q.z * k };
}

/* The attitude after turning for dt seconds at these rates (rad/s). */
static inline struct quat quat_turned(struct quat q, const float rate[3], float dt)
{
	struct quat step = { 1.0f, 0.5f * dt * rate[0], 0.5f * dt * rate[1], 0.5f * dt * rate[2] };

	return quat_normalised(quat_mul(q, step));
}

#endif
