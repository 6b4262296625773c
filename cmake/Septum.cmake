# SPDX-License-Identifier: BSD-2-Clause
# Functions that turn sources and a plan into an image.
#
#   septum_partition(<target> PLAN plan.xml NAME <partition> SOURCES a.c b.c
#                    [DEFINITIONS X=1 ...] [OPTIONS -O3 ...]
#                    [LINK_OPTIONS -Wl,... ...] [FP] [CUSTOM_FILES file ...])
#       builds <target>.bin, the raw binary of the partition called NAME in the
#       plan, linked with libxm at the address the plan gives it.  OPTIONS come
#       behind those of every partition.  FP: it may use floating point (flags="fp"
#       in the plan).  CUSTOM_FILES: for the buffers that its image header declares.
#
#   septum_image(<target> PLAN plan.xml PARTITIONS <target> ... [BOARD zynq7000]
#                [OUTPUT sys.img])
#       checks the plan for the board and packs core, table and partitions into
#       one ROM image, by default images/<target>.img in Septum's build folder.
#
# File names are relative to the folder of the caller.  The rest of this file is
# for Septum's own CMakeLists.txt.
#
# The functions are called from other folders too, so they use no variables of
# this file, only septum_SOURCE_DIR and septum_BINARY_DIR, which are everywhere.
include(ExternalProject)

# A sub-build with the target's compiler; PRODUCTS are files in its build folder.
function(septum_subbuild name source binary)
  cmake_parse_arguments(PARSE_ARGV 3 arg "" "" "PRODUCTS;ARGUMENTS;INSTALL")
  set(products ${arg_PRODUCTS})
  list(TRANSFORM products PREPEND ${binary}/)
  ExternalProject_Add(${name}
      SOURCE_DIR ${source} BINARY_DIR ${binary} PREFIX ${septum_BINARY_DIR}/subbuild/${name}
      CMAKE_GENERATOR Ninja
      CMAKE_ARGS -DCMAKE_TOOLCHAIN_FILE=${septum_SOURCE_DIR}/cmake/arm-none-eabi.cmake
                 -DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}
                 -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DSEPTUM_VERSION=${SEPTUM_VERSION}
                 ${arg_ARGUMENTS}
      BUILD_COMMAND ${CMAKE_COMMAND} --build ${binary}
      INSTALL_COMMAND "${arg_INSTALL}"
      BUILD_ALWAYS ON BUILD_BYPRODUCTS ${products})
endfunction()

# The hypervisor for each board, as target core-<board>; core.bin lands where
# packer looks for it.
function(septum_add_cores)
  foreach(board ${ARGV})
    set(binary ${septum_BINARY_DIR}/target-${board})
    septum_subbuild(core-${board} ${septum_SOURCE_DIR}/cmake/target ${binary}
        PRODUCTS core.bin core.elf ARGUMENTS -DBOARD=${board}
        INSTALL ${CMAKE_COMMAND} -E copy_if_different ${binary}/core.bin
                ${septum_BINARY_DIR}/share/septum/${board}/core.bin)
  endforeach()
endfunction()

# The library that partitions link with, the same for every board.
function(septum_add_libxm)
  septum_subbuild(libxm ${septum_SOURCE_DIR}/partitions/libxm ${septum_BINARY_DIR}/libxm
      PRODUCTS libxm.a)
endfunction()

function(septum_partition target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "FP" "PLAN;NAME"
      "SOURCES;DEFINITIONS;OPTIONS;LINK_OPTIONS;CUSTOM_FILES")
  if(NOT arg_PLAN OR NOT arg_NAME OR NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "septum_partition(${target}): PLAN, NAME and SOURCES are needed; "
        "not understood: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  include(${septum_SOURCE_DIR}/partitions/libxm/flags.cmake)
  set(libxm ${septum_BINARY_DIR}/libxm/libxm.a)
  get_filename_component(plan ${arg_PLAN} ABSOLUTE)
  set(dir ${CMAKE_CURRENT_BINARY_DIR}/${target}.dir)
  set(flags ${LIBXM_FLAGS} ${LIBXM_NOFP_FLAGS})
  if(arg_FP)
    set(flags ${LIBXM_FLAGS} ${LIBXM_FP_FLAGS})
  endif()
  set(defines ${arg_DEFINITIONS})
  list(TRANSFORM defines PREPEND -D)

  set(objects)
  foreach(source ${arg_SOURCES})
    get_filename_component(path ${source} ABSOLUTE)
    string(MAKE_C_IDENTIFIER ${source} object)
    set(object ${dir}/${object}.o)
    add_custom_command(OUTPUT ${object}
        COMMAND arm-none-eabi-gcc ${flags} ${LIBXM_WARNINGS} ${arg_OPTIONS} ${defines} ${LIBXM_INCLUDES}
                -MD -MF ${object}.d -c ${path} -o ${object}
        DEPENDS ${path} DEPFILE ${object}.d COMMENT "Partition ${target}: ${source}" VERBATIM)
    list(APPEND objects ${object})
  endforeach()

  set(script ${dir}/area.ld)
  add_custom_command(OUTPUT ${script}
      COMMAND cfgc --partition-ld ${arg_NAME} -o ${script} ${plan}
      DEPENDS cfgc ${plan} COMMENT "Partition ${target}: area" VERBATIM)
  set(bin ${CMAKE_CURRENT_BINARY_DIR}/${target}.bin)
  set(elf ${CMAKE_CURRENT_BINARY_DIR}/${target}.elf)
  add_custom_command(OUTPUT ${bin} ${elf}
      COMMAND arm-none-eabi-gcc ${flags} ${LIBXM_LINK_FLAGS} ${arg_LINK_OPTIONS} -T ${script}
              -T ${LIBXM_LINKER_SCRIPT} ${objects} ${libxm} ${LIBXM_LINK_LIBRARIES} -o ${elf}
      COMMAND arm-none-eabi-objcopy -O binary ${elf} ${bin}
      DEPENDS ${objects} ${script} ${LIBXM_LINKER_SCRIPT} libxm ${libxm}
      COMMENT "Partition ${target}" VERBATIM)
  add_custom_target(${target} ALL DEPENDS ${bin})
  set(custom)
  foreach(file ${arg_CUSTOM_FILES})
    get_filename_component(file ${file} ABSOLUTE)
    list(APPEND custom ${file})
  endforeach()
  set_target_properties(${target} PROPERTIES SEPTUM_NAME ${arg_NAME} SEPTUM_BIN ${bin}
      SEPTUM_CUSTOM "${custom}")
endfunction()

function(septum_image target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "PLAN;BOARD;OUTPUT" "PARTITIONS")
  if(NOT arg_PLAN OR NOT arg_PARTITIONS OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "septum_image(${target}): PLAN and PARTITIONS are needed; "
        "not understood: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_BOARD)
    set(arg_BOARD zynq7000)
  endif()
  if(NOT arg_OUTPUT)
    set(arg_OUTPUT ${septum_BINARY_DIR}/images/${target}.img)
  endif()
  get_filename_component(plan ${arg_PLAN} ABSOLUTE)
  get_filename_component(image ${arg_OUTPUT} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_BINARY_DIR})
  get_filename_component(folder ${image} DIRECTORY)
  set(table ${CMAKE_CURRENT_BINARY_DIR}/${target}.xm_cf.bin)

  set(parts)
  set(binaries)
  foreach(partition ${arg_PARTITIONS})
    get_target_property(name ${partition} SEPTUM_NAME)
    get_target_property(bin ${partition} SEPTUM_BIN)
    get_target_property(custom ${partition} SEPTUM_CUSTOM)
    set(files ${bin} ${custom})
    list(APPEND binaries ${files})
    string(REPLACE ":" "\\:" files "${files}") # part of a name, for packer
    list(JOIN files ":" files)
    list(APPEND parts -p ${name}=${files})
  endforeach()
  add_custom_command(OUTPUT ${table}
      COMMAND cfgc --board ${arg_BOARD} -o ${table} ${plan}
      DEPENDS cfgc ${plan} COMMENT "Plan of ${target}" VERBATIM)
  add_custom_command(OUTPUT ${image}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
      COMMAND packer -o ${image} ${parts} ${table}
      DEPENDS packer ${table} ${binaries} ${arg_PARTITIONS} core-${arg_BOARD}
              ${septum_BINARY_DIR}/target-${arg_BOARD}/core.bin
      COMMENT "Image ${target}" VERBATIM)
  add_custom_target(${target} ALL DEPENDS ${image})
  set_target_properties(${target} PROPERTIES SEPTUM_IMAGE ${image} SEPTUM_BOARD ${arg_BOARD})
endfunction()
