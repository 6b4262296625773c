/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * config.h - what a source may test with #if: the machine and the versions.
 *
 * CONFIG_SPARCv8, CONFIG_LEON3FT, CONFIG_MPU, _XM_KERNEL_ and the like stay
 * undefined: sources choose other code by them.
 */
#ifndef LIBXM_XM_INC_CONFIG_H
#define LIBXM_XM_INC_CONFIG_H

/* A build may have put these on the command line, with the same value. */
#ifndef CONFIG_ARM
#define CONFIG_ARM 1
#endif
#ifndef CONFIG_MMU
#define CONFIG_MMU 1
#endif
#define CONFIG_ZYNQ		    1
#define CONFIG_CORTEX_A9	    1
#define CONFIG_VFP_EXTENSION	    1
#define CONFIG_TARGET_LITTLE_ENDIAN 1
#define CONFIG_SMP_SUPPORT	    1

/* The line of XtratuM this library is compatible with. */
#define CONFIG_XM_VERSION	    2
#define CONFIG_XM_SUBVERSION	    0
#define CONFIG_XM_REVISION	    5

#define CONFIG_STACK_KB		    8
#define CONFIG_STACK_EXCPT_KB	    1
#define CONFIG_NO_HWIRQS	    96
#define CONFIG_NO_VCPUS		    1
#define CONFIG_NO_CPUS		    2
#define CONFIG_ID_STRING_LENGTH	    16
#define CONFIG_MAX_NO_IPVI	    4
#define CONFIG_MAX_NO_CUSTOMFILES   3
#define CONFIG_MAX_NO_MAREAS	    8
#define XM_MAX_IPVI		    CONFIG_MAX_NO_IPVI

#define XM_SET_VERSION(v, s, r)	    ((((v)&0xff) << 16) | (((s)&0xff) << 8) | ((r)&0xff))
#define XM_GET_VERSION(x)	    (((x) >> 16) & 0xff)
#define XM_GET_SUBVERSION(x)	    (((x) >> 8) & 0xff)
#define XM_GET_REVISION(x)	    ((x)&0xff)

#define XM_VERSION		    XM_SET_VERSION(CONFIG_XM_VERSION, CONFIG_XM_SUBVERSION, CONFIG_XM_REVISION)
#define XM_ABI_VERSION		    3
#define XM_ABI_SUBVERSION	    1
#define XM_ABI_REVISION		    0
#define XM_API_VERSION		    3
#define XM_API_SUBVERSION	    1
#define XM_API_REVISION		    2

#define __PACKED		    __attribute__((packed))

#endif
