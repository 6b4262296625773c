#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""bound.py BUILD: every visit to the hypervisor has a bound (SEP-BOUND-001, SEP-BOUND-004).

BUILD is the folder of a board's sub-build; the formulas are left there in bounds.txt.
What is wrong is a line of the source: a loop without LOOP_BOUND() (abi/types.h) in its
body, say.
"""

import os
import sys

import tree

sys.path.insert(0, tree.path("tools/bound"))

import bound  # noqa: E402
import image  # noqa: E402


def main(build):
    elf = os.path.join(build, "core.elf")
    try:
        found = bound.Bounds(elf).found
    except image.Unknown as problem:
        tree.finish([bound.located(elf, str(problem))], "")
    missing = [name for name, _ in bound.services().values() if name + bound.DECIDES not in found]
    with open(os.path.join(build, "bounds.txt"), "w", encoding="utf-8") as f:
        f.write(bound.formulas(found))
    tree.finish([f"{name}: no bound" for name in missing], f"{len(found)} bounds, {build}/bounds.txt")


if __name__ == "__main__":
    main(sys.argv[1])
