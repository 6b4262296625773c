/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * probe.S - single instructions to be tried.  Each function is the instruction
 * and a return, so its address is the pc of a fault; the handler of probe.c
 * returns to lr.  r0 is the address, r1-r3 what is stored.
 */
#include "probe_macros.S"

	both	load_byte, "ldrb r0, [r0]"
	both	load_half, "ldrh r0, [r0]"
	both	load_word, "ldr r0, [r0]"
	/* Not into its base: a fault near the end of a slot is taken again in the next one, and
	   QEMU has loaded the first register by then. */
	both	load_double, "ldrd r2, r3, [r0]"
	both	load_multiple, "ldm r0, {r1, r2, r3}"
	both	load_exclusive, "ldrex r0, [r0]"
	both	store_byte, "strb r1, [r0]"
	both	store_half, "strh r1, [r0]"
	both	store_word, "str r1, [r0]"
	both	store_double, "strd r2, r3, [r0]"
	both	store_multiple, "stm r0, {r1, r2, r3}"
	both	call, "bx r0"		@ lr is the way back
