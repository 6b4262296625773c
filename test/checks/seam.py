#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""seam.py BUILD...: what crosses between core and HAL, from their objects.

Every hal_ symbol the core needs and every core_ symbol the HAL needs must be
declared in core/include/hal.h; nothing else may cross.  Every name declared
there is defined by its side and used by the other.  No symbol is weak.
BUILD is the folder of a board's sub-build.
"""

import glob
import os
import re
import sys

import tree

# Names that either side may take from the compiler's library, or from core/lib.c
# where the compiler inserts calls to them.
COMPILER = re.compile(r"^(__aeabi_\w+|__gnu_thumb1_case_\w+|mem(cpy|set|move|cmp))$")
# What the boot code takes from the core before core_boot(): it verifies core and
# table by the same code that verifies partitions, and finds them by the header.
BOOT = re.compile(r"^(sha256_\w+|image_header)$")
# What the image header takes from the linker script.
LINKED = {"__image_size", "__bss_size"}


def declared():
    text = re.sub(r"/\*.*?\*/", "", tree.read("core/include/hal.h"), flags=re.S)
    names = set(re.findall(r"\b((?:hal|core)_\w+)\s*\(", text))
    return names | set(re.findall(r"extern const struct \w+ (hal_\w+);", text))


def symbols(build, side):
    """(defined, undefined, weak) names of the objects of one side."""
    pattern = os.path.join(build, "CMakeFiles", side + ".dir", "**", "*.obj")
    objects = glob.glob(pattern, recursive=True)
    if not objects:
        sys.exit(f"no objects in {pattern}")
    defined, undefined, weak = set(), set(), set()
    for line in tree.run(["arm-none-eabi-nm", "-g", *objects]).stdout.splitlines():
        match = re.match(r"^[0-9a-f ]{8} ([A-Za-z]) (\S+)$", line)
        if match:
            kind, name = match.groups()
            (undefined if kind == "U" else defined).add(name)
            if kind in "wWvV":
                weak.add(name)
    return defined, undefined - defined, weak


def from_linker_script(build, core, hal):
    """Names that core.elf defines although no object does."""
    out = tree.run(["arm-none-eabi-nm", "-g", "--defined-only", os.path.join(build, "core.elf")]).stdout
    return {line.split()[-1] for line in out.splitlines()} - core - hal


def check(build):
    names = declared()
    core, core_needs, core_weak = symbols(build, "core")
    hal, hal_needs, hal_weak = symbols(build, "hal")
    script = from_linker_script(build, core, hal)
    problems = []
    for name in sorted(core_needs - LINKED):
        if not COMPILER.match(name) and not (name.startswith("hal_") and name in names):
            problems.append(f"core needs {name}, which hal.h does not offer")
    for name in sorted(hal_needs - script):
        allowed = COMPILER.match(name) or BOOT.match(name)
        if not allowed and not (name.startswith("core_") and name in names):
            problems.append(f"HAL needs {name}, which hal.h does not offer")
    for name in sorted(names):
        mine, other = (hal, core_needs) if name.startswith("hal_") else (core, hal_needs)
        if name not in mine:
            problems.append(f"hal.h declares {name}, which nobody defines")
        elif name not in other:
            problems.append(f"hal.h declares {name}, which does not cross")
    problems += [f"{name} is weak" for name in sorted(core_weak | hal_weak)]
    crossing = (core_needs | hal_needs) & names
    down = sum(name.startswith("hal_") for name in crossing)
    print(f"{os.path.basename(build)}: {down} names down, {len(crossing) - down} up")
    return [f"{os.path.basename(build)}: {p}" for p in problems]


if __name__ == "__main__":
    tree.finish([p for build in sys.argv[1:] for p in check(build)], "only hal.h crosses")
