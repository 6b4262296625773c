#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""source.py CHECK: rules that hold for the text of the sources.

  conditionals  no #if in core/*.c
  format        clang-format agrees with every C file but the lists (*.def)
  spdx          every file that can carry a comment names its licence
  unfinished    nothing is left half done
"""

import re
import sys

import tree

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|not yet implemented|placeholder")
SPDX_ENDINGS = (".c", ".h", ".S", ".s", ".def", ".ld", ".py", ".sh", ".cmake", ".txt", ".xml", ".xsd",
                ".md", ".yml")
SPDX_NAMES = ("demo", "check", "qemu-run", ".clang-format", "run")
# Output that tests compare to the byte, and plans whose first lines are what is tested.
SPDX_WITHOUT = re.compile(r"^(LICENSE|VERSION)$|^test/.*/(good|bad|corpus)/|"
                          r"(expected|list|golden/a[bp]i|baseline)[^/]*\.txt$")


def conditionals():
    problems = []
    for name in tree.files(["core"], ".c"):
        for number, line in enumerate(tree.read(name).splitlines(), 1):
            if re.match(r"\s*#\s*(if|ifdef|ifndef|elif)\b", line):
                problems.append(f"{name}:{number}: {line.strip()}")
    return problems, "no conditional in core"


def format_():
    names = tree.files(tree.CODE, (".c", ".h"))
    done = tree.run(["clang-format", "--dry-run", "-Werror", "--ferror-limit=3", *names], cwd=tree.ROOT)
    problems = [line for line in done.stdout.splitlines() if ": error:" in line]
    if done.returncode and not problems:
        problems = [done.stdout]
    return problems, f"{len(names)} files formatted"


def spdx():
    problems, count = [], 0
    for name in tree.files(top=True):
        base = name.rsplit("/", 1)[-1]
        if SPDX_WITHOUT.search(name) or not (base.endswith(SPDX_ENDINGS) or base in SPDX_NAMES):
            continue
        count += 1
        if "SPDX-License-Identifier: BSD-2-Clause" not in tree.read(name):
            problems.append(f"{name}: no SPDX line")
    return problems, f"{count} files name their licence"


def unfinished():
    problems = []
    for name in tree.files(tree.CODE + ("cmake", "config")):
        if name == tree.rel(__file__) or "/bad/" in name:
            continue
        for number, line in enumerate(tree.read(name).splitlines(), 1):
            if UNFINISHED.search(line):
                problems.append(f"{name}:{number}: {line.strip()}")
    return problems, "nothing left half done"


CHECKS = {"conditionals": conditionals, "format": format_, "spdx": spdx, "unfinished": unfinished}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in CHECKS:
        sys.exit(__doc__)
    tree.finish(*CHECKS[sys.argv[1]]())
