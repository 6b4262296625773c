#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""paths.py [--path] BUILD BOARD WORDS: where the instructions of the cases with these words go.

For each case of test/bench/cases.c whose "service/case" matches the regular expression
WORDS, for the partition switch ("switch") and the boot of examples/flight ("boot"), the
hypervisor's functions and how many instructions of each were executed for one call.

  --path  instead of it the dearest visit, instruction by instruction, with the lines of the
          source; the virtual timer in a plan of its own is "interrupt_plain"
"""

import bisect
import re
import sys
import tempfile

import account
import listing
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


def show_path(board, words):
    code = listing.Listing(board)
    for name, path in account.of_words(board, words).items():
        print(f"{name}: {len(path.addresses) + path.more}, of the partition {path.more}")
        for row in code.rows(None, path.addresses):
            times = f"{row.times} x " if row.times > 1 else ""
            print(f"  {times + str(len(row.instructions)):>7} {row.function:26} {row.file.rsplit('/')[-1]:14} {row.source()}")
            print(f"{'':11}{'; '.join(row.instructions)}")


def show_profile(board, words):
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


def main():
    arguments = [a for a in sys.argv[1:] if a != "--path"]
    if len(arguments) != 3:
        sys.exit(__doc__)
    board = machine.Board(arguments[1], arguments[0])
    (show_path if "--path" in sys.argv else show_profile)(board, arguments[2])


if __name__ == "__main__":
    main()
