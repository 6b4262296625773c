# SPDX-License-Identifier: BSD-2-Clause
# The warnings of the project; every one is an error.  Read by the host build
# and by the sub-builds for the target.
set(SEPTUM_WARNINGS
    -Wall -Wextra -Werror -Wconversion -Wsign-conversion -Wshadow
    -Wmissing-prototypes -Wstrict-prototypes -Wundef -Wvla)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
  list(APPEND SEPTUM_WARNINGS -Woverride-init)
else()
  list(APPEND SEPTUM_WARNINGS -Winitializer-overrides)
endif()
