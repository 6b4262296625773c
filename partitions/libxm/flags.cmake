# SPDX-License-Identifier: BSD-2-Clause
# How code of partitions is compiled and linked; doc/libxm.md shows the same as
# plain commands.  Reads nothing and needs nothing but CMake.
#
#   LIBXM_FLAGS           the processor and language of every partition object
#   LIBXM_NOFP_FLAGS      floating point by libgcc: partitions without flags="fp"
#   LIBXM_FP_FLAGS        VFP and NEON: partitions with it
#   LIBXM_INCLUDES        the only include folder a partition needs
#   LIBXM_WARNINGS        for partitions: programs of the family are full of more
#   LIBXM_LINK_FLAGS      before the objects, with -T <fragment of cfgc>
#                         -T ${LIBXM_LINKER_SCRIPT}
#   LIBXM_LINK_LIBRARIES  behind the objects and libxm.a
#   LIBXM_SOURCES         of the library
#
# Both kinds of floating point pass values in core registers (softfp), so one
# library, compiled without VFP, serves both; its upcall code asks the control
# table whether there are VFP registers to save.
#
# No --gc-sections: sections that only a program names stay in its image.
set(LIBXM_DIR ${CMAKE_CURRENT_LIST_DIR})
set(LIBXM_FLAGS -std=gnu11 -O2 -g -mcpu=cortex-a9 -mthumb -ffreestanding -fno-builtin -nostdinc
    -fno-strict-aliasing -fomit-frame-pointer -fno-common -fno-asynchronous-unwind-tables)
set(LIBXM_NOFP_FLAGS -mfloat-abi=soft)
set(LIBXM_FP_FLAGS -mfloat-abi=softfp -mfpu=neon-vfpv3)
set(LIBXM_WARNINGS -Wall -Wno-pointer-sign)
set(LIBXM_INCLUDES -I${LIBXM_DIR}/include)
set(LIBXM_LINKER_SCRIPT ${LIBXM_DIR}/partition.ld)
set(LIBXM_LINK_FLAGS -nostdlib -static -Wl,--build-id=none -Wl,--no-warn-rwx-segments)
set(LIBXM_LINK_LIBRARIES -lgcc)

# Beyond LIBXM_FLAGS: small code, and no memcpy made of a call to memcpy.
set(LIBXM_OWN_FLAGS -Os -ffunction-sections -fdata-sections -fno-tree-loop-distribute-patterns)
set(LIBXM_SOURCES console.c crt0.S ctype.c fixed.c format.c hypercalls.c imagehdr.c irq.c
    memory.c objects.c records.c start.c stdio.c stdlib.c string.c upcall.S)
list(TRANSFORM LIBXM_SOURCES PREPEND ${LIBXM_DIR}/src/)
