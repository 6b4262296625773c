# SPDX-License-Identifier: BSD-2-Clause
# How a case becomes images and tests.
#
# <case>/plan.xml is a template for every board; between @ signs:
#   BOARD          name of the board
#   REGION R UART  what cmake/plans.cmake says of it
#   DEVICE_REGION DEVICE_GRANT  a device page for a partition
#   SOURCE SOURCE_LINE SOURCE_REGION  a device that interrupts
#   PORT PORT_SPLIT PORT_ABSENT  registers; partitions have them as macros
#   DEVICE_PAGE DEVICE_PORT  a device page and a register in it, macros as well
# <case>/expected.txt is the console, with @BOARD@ and @R@ and the words of compare.py.

set(HERE ${CMAKE_CURRENT_LIST_DIR})

include(${CMAKE_CURRENT_LIST_DIR}/boards.cmake)

# qemu_plan(<variable> <case> <board>): file name of the case's plan for the board.
function(qemu_plan variable case board)
  set(BOARD ${board})
  foreach(name REGION R UART DEVICE_REGION DEVICE_GRANT SOURCE SOURCE_LINE SOURCE_REGION
      PORT PORT_SPLIT PORT_ABSENT DEVICE_PAGE DEVICE_PORT)
    set(${name} "${BOARD_${board}_${name}}")
  endforeach()
  set(plan ${CMAKE_CURRENT_BINARY_DIR}/${case}.${board}.xml)
  configure_file(${HERE}/${case}/plan.xml ${plan} @ONLY)
  if(EXISTS ${HERE}/${case}/edges.py)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${HERE}/${case}/edges.py)
    execute_process(COMMAND ${Python3_EXECUTABLE} ${HERE}/${case}/edges.py ${plan} ${board}
        ${CMAKE_CURRENT_BINARY_DIR}/edges.${board}.h COMMAND_ERROR_IS_FATAL ANY)
  endif()
  set(${variable} ${plan} PARENT_SCOPE)
endfunction()

# qemu_test(<name> <case> <board> [options of compare.py ...])
#   Two runs: every byte twice, times of the health monitor and order of lines included.
function(qemu_test name case board)
  add_test(NAME qemu.${name}-${board}
      COMMAND Python3::Interpreter ${HERE}/compare.py --runs 2 --board ${board}
              --digit ${BOARD_${board}_R} ${ARGN}
              ${HERE}/${case}/expected.txt ${septum_BINARY_DIR}/images/qemu-${case}-${board}.img)
  set_tests_properties(qemu.${name}-${board} PROPERTIES LABELS "system;qemu" TIMEOUT 120)
endfunction()

# qemu_case(<case> PARTITIONS <name>[=<source>] ... [FP <name> ...]
#           [SOURCES ...] [DEFINITIONS ...] [OPTIONS ...] [NO_TEST])
#   A partition's source is <name>.c if nothing else is said.  SOURCES and DEFINITIONS
#   are for all of them, OPTIONS are for compare.py.  NO_TEST: only the images.
function(qemu_case case)
  cmake_parse_arguments(PARSE_ARGV 1 arg "NO_TEST" "" "PARTITIONS;FP;SOURCES;DEFINITIONS;OPTIONS")
  foreach(board ${SEPTUM_BOARDS})
    qemu_plan(plan ${case} ${board})
    set(partitions)
    foreach(entry ${arg_PARTITIONS})
      string(REGEX REPLACE "=.*" "" name ${entry})
      string(REGEX REPLACE ".*=" "" source ${entry})
      if(source STREQUAL name)
        set(source ${name}.c)
      endif()
      set(fp)
      if(name IN_LIST arg_FP)
        set(fp FP)
      endif()
      set(target qemu-${case}-${name}-${board})
      septum_partition(${target} PLAN ${plan} NAME ${name} ${fp}
          SOURCES ${case}/${source} common/report.c ${arg_SOURCES}
          DEFINITIONS BOARD_${board} PORT=${BOARD_${board}_PORT}u
                      PORT_SPLIT=${BOARD_${board}_PORT_SPLIT}u
                      PORT_ABSENT=${BOARD_${board}_PORT_ABSENT}u
                      DEVICE_PAGE=${BOARD_${board}_DEVICE_PAGE}u DEVICE_PORT=${BOARD_${board}_DEVICE_PORT}u
                      EDGES_H="${CMAKE_CURRENT_BINARY_DIR}/edges.${board}.h"
                      ${arg_DEFINITIONS})
      list(APPEND partitions ${target})
    endforeach()
    septum_image(qemu-${case}-${board} PLAN ${plan} BOARD ${board} PARTITIONS ${partitions})
    if(NOT arg_NO_TEST)
      qemu_test(${case} ${case} ${board} ${arg_OPTIONS})
    endif()
  endforeach()
endfunction()
