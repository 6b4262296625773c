/* SPDX-License-Identifier: BSD-2-Clause */
/* hypercalls.h - the hypercall list; its includer has defined HC or HC0..HC5. */
#include "../../../abi/hypercalls.def"
