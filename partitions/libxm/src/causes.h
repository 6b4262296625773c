/* SPDX-License-Identifier: BSD-2-Clause */
/* causes.h - the list of causes; its includer has defined HM_CAUSE. */
#include "../../../abi/hm_causes.def"
