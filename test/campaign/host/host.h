/* SPDX-License-Identifier: BSD-2-Clause */
/* host.h - what the campaign's programs on the simulated machine share. */
#ifndef CAMPAIGN_HOST_H
#define CAMPAIGN_HOST_H

#include "rig.h"

void chance_seed(u64 seed);
u32 chance_word(void);
u32 chance_below(u32 n);

/* One thing that the partition that runs, a device, or time does. */
void misbehave(void);

/* What must hold whatever happened; what: for the message. */
void check_sound(void);

/* Did either UART get this text?  Partitions print zeros, too. */
bool host_said(const char *text);

/* Ends the program, with the seed and how far it had come. */
extern u64 host_seed, host_step;
_Noreturn void host_fail(const char *what);

/* --seed and --count of the command line. */
void host_options(int argc, char **argv, u64 *count);

#endif
