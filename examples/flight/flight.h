/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * flight.h - what the five partitions agree on: ports and messages.
 *
 * Messages carry integers in fixed units, as devices and radio links do; only
 * sensors and control, which compute in floating point, convert.  Times in
 * names end in their unit.
 */
#ifndef FLIGHT_H
#define FLIGHT_H

#include <xm.h>

/* Length of the flight; the build of a shorter one says so. */
#ifndef FLIGHT_SECONDS
#define FLIGHT_SECONDS 20
#endif

/* The grid of the control loop, and how far after it a release may come.  The
   plan promises the same bound for the start of every slot (latenessBound). */
#define CONTROL_PERIOD_NS  10000000u
#define LATENESS_BOUND_NS  2000u

/* --- sensors -> control, telemetry: sampling port "sensors", every 20 ms --------- */
#define SENSORS_REFRESH_US 60000
struct sensor_sample {
	xm_u32_t number;
	xm_s32_t attitude[4];  /* star tracker: unit quaternion w x y z, 2^-30 */
	xm_s32_t rate_urps[3]; /* gyro: microradians per second */
};

/* --- control -> sensors: queuing port "wheels", every 10 ms ---------------------- */
#define WHEELS_DEPTH 4
struct wheel_command {
	xm_s32_t torque_unm[3]; /* micronewton metres */
};

/* --- control -> telemetry, fdir: sampling port "control", every 10 ms ------------- */
#define CONTROL_REFRESH_US 20000
#define LATENESS_BINS	   21 /* the last one holds the rest */
#define LATENESS_BIN_NS	   100
struct control_state {
	xm_u32_t releases; /* of the control loop */
	xm_u32_t skipped;  /* periods without a release */
	xm_u32_t worst_ns; /* worst release after the grid */
	xm_u32_t histogram[LATENESS_BINS];
	xm_u32_t stale_samples; /* releases that found the sensors stale */
	xm_u32_t error_mdeg;	/* between attitude and target */
	xm_s32_t rate_mdps[3];	/* millidegrees per second */
	xm_s32_t torque_unm[3];
};

/* --- payload -> telemetry: sampling port "picture", every 20 ms ------------------- */
struct picture {
	xm_u32_t number;
	xm_u8_t pixel[4092];
};

/* --- payload -> fdir, telemetry: sampling port "heartbeat", every 20 ms ------------ */
#define HEARTBEAT_REFRESH_US 240000
struct heartbeat {
	xm_u32_t beats;
	xm_u32_t life; /* how often it has been restarted */
};

#endif
