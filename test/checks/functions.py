#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Length of functions and of the whole: no function above 60 lines, only the longest
twentieth of core and HAL above 45, the core with the hardware layer of any board no
longer than LINES_LIMIT, not counting lines that only tell tools/bound something.

A function is counted from its opening brace in column 0 to the closing one, both
included, and one line for its head.
"""

import os
import re

import tree

LIMIT, P95_LIMIT = 60, 45
# The goal for core and one HAL is 6,000 lines; with every service they are more, and
# may not become more than this.
LINES_GOAL, LINES_LIMIT = 6000, 9880
HYPERVISOR = ("core/", "hal/")
NOTES = re.compile(r"\s*(?:LOOP_BOUND|LOOP_BOUND_OF|AT_MOST|CALL_WITH|CALL_WITH_OF|ARGUMENT"
                   r"|SWITCH_OF|WAY_OF|VISIT)\(.*\);?$")


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


def board_files(board):
    """Files of the hypervisor for one board: no other board or mode, no driver it does
    not name."""
    named = tree.board(board)
    wanted = {"board": board, "irq": named["IRQ"], "timer": named["TIMER"], "uart": named["UART"]}
    for name in tree.files(("core", "hal"), (".c", ".h", ".S", ".ld", ".def")):
        parts = name.split("/")
        if len(parts) < 4:
            yield name
        elif parts[2] in wanted:
            if os.path.splitext(parts[3])[0] == wanted[parts[2]]:
                yield name
        elif not parts[2].startswith("armv7a_") or parts[2] == named["MODE"]:
            yield name


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
    lines = {board: sum(not NOTES.match(line) for name in board_files(board) for line in tree.read(name).splitlines())
             for board in sorted(os.listdir(tree.path("hal/arm/board")))}
    if p95 > P95_LIMIT:
        problems.append(f"p95 of the length of functions is {p95}, the limit {P95_LIMIT}")
    problems += [f"core and HAL have {count} lines for {board}, the limit is {LINES_LIMIT}"
                 for board, count in lines.items() if count > LINES_LIMIT]
    tree.report("budget-lines", "\n".join([
        "lines of core and HAL",
        *(f"  {board:15}{count:6} of {LINES_LIMIT}, goal {LINES_GOAL}" for board, count in lines.items()),
        f"  functions      {len(own):6}",
        f"  median length  {lengths[len(lengths) // 2]:6}",
        f"  p95 length     {p95:6} of {P95_LIMIT}",
        f"  longest        {lengths[-1]:6} of {LIMIT}   {own[-1][1] if own else ''}",
    ]))
    tree.finish(problems, "within the budgets")


if __name__ == "__main__":
    main()
