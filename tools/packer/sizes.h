/* SPDX-License-Identifier: BSD-2-Clause */
/* sizes.h - can the sizes in a core's header be reckoned with? */
#ifndef PACKER_SIZES_H
#define PACKER_SIZES_H

#include "image.h"

/* carve_layout() trusts its size table; one from a file must pass this first. */
bool sizes_sound(const struct core_sizes *sizes);

#endif
