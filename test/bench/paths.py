#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""paths.py BUILD BOARD WORDS: where the instructions of the cases with these words go.

For each case of test/bench/cases.c whose "service/case" matches the regular expression
WORDS, for the partition switch ("switch") and the boot of examples/flight ("boot"), the
hypervisor's functions and how many instructions of each were executed for one call.
"""

import bisect
import re
import sys
import tempfile

import machine
import measure


def functions(board):
    out = machine.tool("arm-none-eabi-nm", "-n", "--defined-only", board.core())
    return sorted((int(at, 16), name) for at, name in re.findall(r"^(\w{8}) [tT] ([^$\s]+)$", out, re.M))


def show(board, words, profile, times):
    symbols, found = functions(board), {}
    starts = [at for at, _ in symbols]
    for at, n in profile.items():
        name = symbols[bisect.bisect_right(starts, board.linked(at)) - 1][1]
        found[name] = found.get(name, 0) + n
    print(f"{words}: {sum(found.values()) / times:.1f}")
    for name, n in sorted(found.items(), key=lambda item: -item[1]):
        print(f"  {n / times:9.1f}  {name}")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    board, words = machine.Board(sys.argv[2], sys.argv[1]), sys.argv[3]
    for match, section, _ in measure.subject(board, ",profile=on"):
        name = f"{measure.word(match[1])}/{measure.word(match[2])}"
        if re.search(words, name):
            show(board, name, section.profile, int(match[3]) * int(match[4]))
    if re.search(words, "boot"):
        profile = machine.run(board, board.image("flight"), options=",profile=on,stop=start")[1].profile
        show(board, "boot", profile, 1)
    if re.search(words, "switch"):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            section = measure.count(board, folder, [40000] * 3, (0, 1, 2), False, "short",
                                    ",profile=on")[2].sections[-1]
            show(board, "switch", section.profile, len(section.visits))


if __name__ == "__main__":
    main()
