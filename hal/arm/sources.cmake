# SPDX-License-Identifier: BSD-2-Clause
# The hardware layer for -DBOARD=<name>: mode and drivers as its board.cmake says.
# The including list file defines ROOT; paths are relative to it.
set(BOARD_RESET ${BOARD})
include(${ROOT}/hal/arm/board/${BOARD}/board.cmake)

set(hal hal/arm)
set(mode ${hal}/${BOARD_MODE})
set(SEPTUM_HAL_SOURCES
	${mode}/start.S
	${hal}/common/boot.c
	${mode}/tables.c
	${mode}/start.c
	${hal}/common/start.c
	${mode}/vectors.S
	${mode}/switch.S
	${hal}/common/vcpu.c
	${hal}/common/mmu.c
	${mode}/mmu.c
	${mode}/space.c
	${hal}/common/space.c
	${hal}/common/device.c
	${hal}/common/access.S
	${mode}/fault.c
	${hal}/common/undef.c
	${hal}/common/mem.S
	${hal}/irq/${BOARD_IRQ}.c
	${hal}/timer/${BOARD_TIMER}.c
	${hal}/uart/${BOARD_UART}.c
	${hal}/board/${BOARD}/board.c
	${hal}/board/${BOARD_RESET}/reset.c
)
# What every switch goes through.
set(SEPTUM_HAL_FAST_SOURCES ${hal}/irq/${BOARD_IRQ}.c ${hal}/timer/${BOARD_TIMER}.c)
set(SEPTUM_HAL_INCLUDES ${hal}/include ${mode})
set(SEPTUM_HAL_LINKER_SCRIPT ${hal}/common/core.ld)

# Runs where the image lies before the MMU is on; core.ld refuses what slips by.
set(SEPTUM_BOOT_SOURCES
	${hal}/common/boot.c
	${mode}/tables.c
	${hal}/common/mmu.c
	${mode}/mmu.c
	${hal}/uart/${BOARD_UART}.c
	core/sha256.c
)
foreach(source ${SEPTUM_BOOT_SOURCES})
	set_source_files_properties(${ROOT}/${source} PROPERTIES COMPILE_OPTIONS "-fpie;-fno-lto")
endforeach()
