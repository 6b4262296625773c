#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Every header compiles alone, and a second time after itself.

Partition headers also in any order, in GNU C99, and after macros with the names that
programs like.  Headers of core and HAL with the target's compiler, those of abi/ also with the
host's GCC and clang, partition headers as partitions see them.
"""

import os
import random
import sys

import tree

WARN = ["-Wall", "-Wextra", "-Werror", "-Wconversion", "-Wsign-conversion", "-Wshadow", "-Wundef",
        "-Wstrict-prototypes", "-Wno-unused-function", "-Wno-unused-const-variable"]
ARM = ["arm-none-eabi-gcc", "-mcpu=cortex-a9", "-mthumb", "-ffreestanding"]
MODES = {"armv7a_pl0": "cortex-a9", "armv7a_hyp": "cortex-a15"}
CORE = ["-I" + tree.path(d) for d in ("abi", "core/include", "core")]
XM = ["-I" + tree.path("partitions/libxm/include")]
HOST = ["-I" + tree.path(d) for d in ("abi", "core/include", "tools/common")]
LIBXML = tree.run(["pkg-config", "--cflags", "libxml-2.0"]).stdout.split()
PARTITION = ["-std=gnu11", "-ffreestanding", "-nostdinc"]

C11 = ["-std=c11"]


def hal(mode):
    """Compiler and include folders of a mode of the hardware layer."""
    return [ARM[0], f"-mcpu={MODES[mode]}", *ARM[2:], *C11, *CORE,
            *("-I" + tree.path("hal/arm", d) for d in ("include", mode))]


SETS = [
    ("abi", ARM + C11 + CORE[:1]),
    ("abi", ["gcc"] + C11 + CORE[:1]),
    ("abi", ["clang"] + C11 + CORE[:1]),
    *((folder, hal(mode)) for mode in MODES
      for folder in ("core", "hal/arm/include", "hal/arm/common", "hal/arm/" + mode)),
    ("partitions/libxm/include", ARM + PARTITION + XM),
    ("partitions/libxm/include", ARM + PARTITION + ["-mfloat-abi=softfp", "-mfpu=neon-fp16"] + XM),
    ("tools", ["gcc"] + C11 + HOST + LIBXML),
]


ORDERS = 20
# Before the headers; and what a program may then call its own.
TASTE = "".join(f"#define {m}\n" for m in ("BIT(x) (1 << (x))", "PRINT(...)", "LOG(...)", "TEST 1", "P1 1",
                                           "P2 2", "N 3", "SIZE 4", "MAX(a, b) a", "min(a, b) a"))
GLOBALS = "int p, it, hw, sem, lock, seq, flags, i, n, tab[N];\n"


def orders(folder, command):
    """Problems of all headers of a folder together, in some orders of many."""
    names, problems = tree.files([folder], ".h"), []
    shuffle = random.Random(1)
    for _ in range(ORDERS):
        shuffle.shuffle(names)
        source = TASTE + "".join(f'#include "{tree.path(n)}"\n' for n in names) + GLOBALS
        done = tree.run([*command, *WARN, "-fsyntax-only", "-x", "c", "-"], input=source)
        if done.returncode:
            problems.append(f"{' '.join(names)}:\n{done.stdout}")
    return problems


def check(command, header):
    more = ["-I" + os.path.dirname(tree.path(header))]
    source = f'#include "{tree.path(header)}"\n' * 2
    done = tree.run([*command, *more, *WARN, "-fsyntax-only", "-x", "c", "-"], input=source)
    return [f"{header} ({command[0]}):\n{done.stdout}"] if done.returncode else []


if __name__ == "__main__":
    modes = {d for d in os.listdir(tree.path("hal/arm")) if d.startswith("armv7")}
    problems, count = [f"hal/arm/{mode}: no compiler known" for mode in sorted(modes - set(MODES))], 0
    for folder, command in SETS:
        for header in tree.files([folder], ".h"):
            problems += check(command, header)
            count += 1
    problems += orders("partitions/libxm/include", [*ARM, "-std=gnu99", "-ffreestanding", "-nostdinc", *XM])
    if count == 0:
        sys.exit("no headers")
    tree.finish(problems, f"{count} compilations of headers alone")
