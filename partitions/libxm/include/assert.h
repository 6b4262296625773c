/* SPDX-License-Identifier: BSD-2-Clause */
/* assert.h - assert(e) and ASSERT(e): with _DEBUG_ a false e halts the partition. */
#ifndef LIBXM_ASSERT_H
#define LIBXM_ASSERT_H

#include <xal.h>

#undef assert
#undef ASSERT
#ifdef _DEBUG_
#define assert(e) ((e) ? (void)0 : XALHalt("%s:%d: assertion failed: %s\n", __FILE__, __LINE__, #e))
#else
#define assert(e) ((void)0)
#endif
#define ASSERT(e) assert(e)

#endif
