/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * schema.h - config/XM_CF.xsd, turned into an array by embed.cmake.
 */
#ifndef CFGC_SCHEMA_H
#define CFGC_SCHEMA_H

#include <stddef.h>

extern const char schema_text[];
extern const size_t schema_size;

#endif
