#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""reproducible.py BUILD VERSION BOARD...: the same input gives the same bytes.

Builds the hypervisor of each board a second time in another folder and as a debug
build, which has the same bytes: what is measured of one is so of the other.  Builds every
table and image of BUILD/images that an example has, and compares with BUILD.
"""

import filecmp
import os
import subprocess
import sys
import tempfile

import tree


def second_core(folder, version, board):
    target = os.path.join(folder, "somewhere-else", board)
    quiet = {"stdout": subprocess.DEVNULL, "check": True}
    subprocess.run(["cmake", "-G", "Ninja", "-S", tree.path("cmake/target"), "-B", target,
                    "-DCMAKE_TOOLCHAIN_FILE=" + tree.path("cmake/arm-none-eabi.cmake"),
                    "-DCMAKE_BUILD_TYPE=Debug", "-DBOARD=" + board, "-DSEPTUM_VERSION=" + version], **quiet)
    subprocess.run(["cmake", "--build", target], **quiet)
    return os.path.join(target, "core.bin")


def tables_and_images(build, folder):
    """(first, second) files: the command lines that ninja used, with other outputs."""
    pairs = []
    done = tree.run(["ninja", "-C", build, "-t", "commands", "all"]).stdout
    for line in done.splitlines():
        for part in line.split(" && "):
            words = part.split(" 2> ")[0].split()
            tool = os.path.basename(words[0]) if words else ""
            if tool in ("cfgc", "packer") and "-o" in words and "--partition-ld" not in words:
                where = words.index("-o") + 1
                first = words[where]
                words[where] = os.path.join(folder, str(len(pairs)))
                subprocess.run(words, check=True, cwd=folder, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
                pairs.append((first, words[where]))
    return pairs


def main():
    build, version, boards = sys.argv[1], sys.argv[2], sys.argv[3:]
    with tempfile.TemporaryDirectory() as folder:
        pairs = [(os.path.join(build, f"target-{b}", "core.bin"), second_core(folder, version, b))
                 for b in boards]
        results = tables_and_images(build, folder)
        problems = [f"{first} differs when it is made again" for first, second in pairs + results
                    if not filecmp.cmp(first, second, shallow=False)]
    if not results:
        problems.append("no table and no image to compare")
    tree.finish(problems, f"{len(pairs)} cores, {len(results)} tables and images are the same again")


if __name__ == "__main__":
    main()
