/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * unit.h - what every unit test includes: cmocka and the rig.
 */
#ifndef TEST_UNIT_UNIT_H
#define TEST_UNIT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#endif
