/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fake_header.h - the image header, for whoever plays packer; the core, for which
 * it is const, does not include this.
 */
#ifndef TEST_FAKE_HEADER_H
#define TEST_FAKE_HEADER_H

#include "image.h"

extern struct image_header image_header;

#endif
