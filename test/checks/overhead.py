#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""overhead.py [--update] BUILD...: what cfgc knows of the hypervisor's work at the start of a
slot is what the builds take (SEP-BOUND-007).

BUILD is the folder of a board's sub-build.  --update writes tools/cfgc/visits.def anew.
"""

import os
import sys

import tree

sys.path.insert(0, tree.path("tools/bound"))

import bound  # noqa: E402
import image  # noqa: E402
import visits  # noqa: E402


def derive(build):
    """(board, {visit: Cost})"""
    elf = os.path.join(build, "core.elf")
    try:
        return os.path.basename(os.path.normpath(build)).removeprefix("target-"), bound.Bounds(elf).slot()
    except image.Unknown as problem:
        return tree.finish([bound.located(elf, str(problem))], "")


def main():
    derived = dict(derive(build) for build in sys.argv[1:] if build != "--update")
    if "--update" in sys.argv[1:]:
        visits.write(derived)
    problems = [problem for board, slot in derived.items() for problem in visits.problems(board, slot)]
    tree.finish(problems, f"{len(derived)} boards as {visits.FILE} says")


if __name__ == "__main__":
    main()
