/* SPDX-License-Identifier: BSD-2-Clause */
/* instructions.S - floating point that no partition has, even with the flag fp. */
#include "../common/probe_macros.S"

	both	read_fpexc, "vmrs r0, fpexc"
	both	write_fpexc, "vmsr fpexc, r1"
	both	read_fpsid, "vmrs r0, fpsid"
	both	write_fpsid, "vmsr fpsid, r1"
	both	read_mvfr0, "vmrs r0, mvfr0"
	both	read_mvfr1, "vmrs r0, mvfr1"
	both	read_fpinst, "vmrs r0, fpinst"
	both	read_fpinst2, "vmrs r0, fpinst2"
	both	read_fpscr, "vmrs r0, fpscr"
