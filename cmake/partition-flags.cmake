# SPDX-License-Identifier: BSD-2-Clause
# How code of partitions is compiled: the same flags for libxm and for every
# partition, so that one library fits all.  Floating point travels in core
# registers (softfp), so partitions with and without it share the library.
set(SEPTUM_PARTITION_FLAGS -std=gnu11 -O2 -g -mcpu=cortex-a9 -mthumb -ffreestanding -fno-common
    -ffunction-sections -fdata-sections)
set(SEPTUM_PARTITION_NOFP_FLAGS -mfloat-abi=soft)
set(SEPTUM_PARTITION_FP_FLAGS -mfloat-abi=softfp -mfpu=neon-fp16)
set(SEPTUM_PARTITION_DEFINITIONS CONFIG_ARM=1 CONFIG_MMU=1)
