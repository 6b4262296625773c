#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Length of functions and of the whole: no function above 60 lines, the longest
twentieth of core and HAL above 45, core and HAL together within 6,000 lines.

A function is counted from its opening brace in column 0 to the closing one, both
included, and one line for its head.
"""

import re

import tree

LIMIT, P95_LIMIT, LINES_LIMIT = 60, 45, 6000
HYPERVISOR = ("core/", "hal/")


def functions(name):
    """(line, name, length) of each function of a C file."""
    lines = tree.read(name).splitlines()
    start = None
    for number, line in enumerate(lines, 1):
        if line.startswith("{"):
            start = number
        elif line.startswith("}") and start:
            head = lines[start - 2] if start > 1 else ""
            match = re.search(r"(\w+)\s*\(", head) or re.search(r"(\w+)\(", lines[start - 3])
            yield start, match[1] if match else "?", number - start + 2
            start = None


def main():
    problems, own = [], []
    for name in tree.files(tree.CODE, ".c"):
        for line, function, length in functions(name):
            if name.startswith(HYPERVISOR):
                own.append((length, f"{name}:{line} {function}"))
            if length > LIMIT:
                problems.append(f"{name}:{line}: {function} has {length} lines")
    own.sort()
    lengths = [length for length, _ in own] or [0]
    p95 = lengths[min(len(lengths) - 1, len(lengths) * 95 // 100)]
    lines = sum(tree.read(name).count("\n")
                for name in tree.files(("core", "hal"), (".c", ".h", ".S", ".ld", ".def")))
    if p95 > P95_LIMIT:
        problems.append(f"p95 of the length of functions is {p95}, the limit {P95_LIMIT}")
    if lines > LINES_LIMIT:
        problems.append(f"core and HAL have {lines} lines, the limit is {LINES_LIMIT}")
    tree.report("budget-lines", "\n".join([
        "lines of core and HAL",
        f"  all files      {lines:6} of {LINES_LIMIT}",
        f"  functions      {len(own):6}",
        f"  median length  {lengths[len(lengths) // 2]:6}",
        f"  p95 length     {p95:6} of {P95_LIMIT}",
        f"  longest        {lengths[-1]:6} of {LIMIT}   {own[-1][1] if own else ''}",
    ]))
    tree.finish(problems, "within the budgets")


if __name__ == "__main__":
    main()
