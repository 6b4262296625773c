# SPDX-License-Identifier: BSD-2-Clause
# cmake -DINPUT=file -DOUTPUT=file.c -P embed.cmake: a text file as a C array, so
# that cfgc needs no installed file.
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n\t" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE ${OUTPUT} "/* Made by embed.cmake. */\n#include \"schema.h\"\n
const char schema_text[] = {\n\t${bytes}\n};
const size_t schema_size = sizeof(schema_text);\n")
