#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""test_build.py: a hypervisor with a loop without a bound, or with recursion, is not built
(SEP-BOUND-004).

Builds a copy of the sources as they are, which goes well; then one change of a file after
the other, which does not, and the message names the line.
"""

import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
# File, what is there, what takes its place, and the message.
BROKEN = (
    ("core/virq.c", "\t\tLOOP_BOUND(IPVI_COUNT);\n", "", "a loop without a bound"),
    ("core/part.c", "u32 i;\n\n\tfor (i = 0; i < p->cfg->num_areas",
     "u32 i;\n\n\tif (map->flags)\n\t\tfill_memory_map(p, map + 1);\n\tfor (i = 0; i < p->cfg->num_areas",
     "recursion: "),
    ("core/port.c", "\t\tLOOP_BOUND_OF(port_records);\n", "", "a loop without a bound"),
)


def build(folder):
    """Exit code and output."""
    done = subprocess.run(["cmake", "--build", os.path.join(folder, "build")], check=False, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def configure(folder):
    for name in ("abi", "cmake", "core", "hal", "tools/bound"):
        shutil.copytree(os.path.join(ROOT, name), os.path.join(folder, name))
    subprocess.run(["cmake", "-G", "Ninja", "-S", os.path.join(folder, "cmake/target"),
                    "-B", os.path.join(folder, "build"), "-DBOARD=zynq7000", "-DSEPTUM_VERSION=0.0.0",
                    "-DCMAKE_TOOLCHAIN_FILE=" + os.path.join(folder, "cmake/arm-none-eabi.cmake")],
                   check=True, stdout=subprocess.DEVNULL)


def refused(folder, name, old, new, message):
    """Is the change refused, and again when nothing else has changed?"""
    file = os.path.join(folder, name)
    with open(file, encoding="utf-8") as f:
        text = f.read()
    assert text.count(old) == 1, f"{name}: {old}"
    with open(file, "w", encoding="utf-8") as f:
        f.write(text.replace(old, new))
    for _ in range(2):
        code, out = build(folder)
        lines = [line for line in out.splitlines() if message in line]
        assert code and len(lines) == 1 and lines[0].startswith(name + ":"), out
    print(lines[0])
    with open(file, "w", encoding="utf-8") as f:
        f.write(text)


def main():
    with tempfile.TemporaryDirectory(prefix="bound-") as folder:
        configure(folder)
        for change in BROKEN:
            refused(folder, *change)
        code, out = build(folder)
        assert code == 0, out
        assert "no work to do" in build(folder)[1]


if __name__ == "__main__":
    sys.exit(main())
