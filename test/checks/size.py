#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""size.py [--update] BUILD...: bytes of the hypervisor for each board.

Text and read-only data of core, HAL and boot code, with every service, may be 28,672
bytes.  Prints what each source file contributes and the difference to
size-baseline.txt, which --update writes anew: who lets the core grow says what it
bought.  BUILD is the folder of a board's sub-build.
"""

import os
import re
import sys

import tree

LIMIT = 28672
CONSTANTS = "(constants)"
LINKED = ("core_base", "core_rodata", "core_image_end")  # by core.ld
BASELINE = "test/checks/size-baseline.txt"


def sections(elf):
    """[(name, address, size, writable)] of what is loaded."""
    out = tree.run(["arm-none-eabi-readelf", "-SW", elf]).stdout
    found = []
    for line in out.splitlines():
        match = re.match(r"\s*\[\s*\d+\] (\S+)\s+(\S+)\s+([0-9a-f]{8}) [0-9a-f]+ ([0-9a-f]+) \S+\s+(\w*)", line)
        if match and "A" in match[5] and match[2] != "NOBITS":
            found.append((match[1], int(match[3], 16), int(match[4], 16), "W" in match[5]))
    return found


def places(elf):
    """Sorted [(address, source file)] of the symbols, as far as the debug information knows."""
    found = []
    for line in tree.run(["arm-none-eabi-nm", "-l", "--defined-only", elf]).stdout.splitlines():
        match = re.match(r"^([0-9a-f]{8}) [tTrR] (\S+)(?:\t(.*):\d+)?$", line)
        if match and (match[3] or match[2] not in LINKED):
            found.append((int(match[1], 16), source_name(match[3])))
    return sorted(found, key=lambda place: (place[0], place[1] == CONSTANTS))


def source_name(path):
    if not path:
        return CONSTANTS
    return re.sub(r"^.*?/((?:core|hal)/)", r"\1", path) if "libgcc" not in path else "libgcc"


def measure(build):
    """{source file: bytes} of what is read-only, with the total under "".  The program
    is compiled as a whole, so bytes go by symbols: each holds what is up to the next."""
    elf = os.path.join(build, "core.elf")
    symbols, sizes = places(elf), {"": 0}
    for _, start, size, writable in sections(elf):
        if writable:
            continue
        sizes[""] += size
        inside = [(at, name) for at, name in symbols if start <= at < start + size]
        ends = [at for at, _ in inside[1:]] + [start + size]
        for (at, name), end in zip(inside, ends):
            sizes[name] = sizes.get(name, 0) + end - at
    return sizes


def baseline():
    known = {}
    if os.path.exists(tree.path(BASELINE)):
        for line in tree.read(BASELINE).splitlines():
            words = line.split()
            if len(words) == 3 and words[2].isdigit():
                known.setdefault(words[0], {})["" if words[1] == "total" else words[1]] = int(words[2])
    return known


def cell(now, old):
    return f"{now or '-':>8}{f'{now - old:+}' if now != old else '':>7}"


def table(boards, sizes, known):
    """One line a file, two columns a board: bytes, difference to the baseline."""
    names = {name for board in boards for name in {**sizes[board], **known.get(board, {})}}
    lines = ["text and read-only data" + " " * 13 + "".join(f"{board:>15}" for board in boards)]
    for name in sorted(names, key=lambda n: (n == "", n)):
        cells = [cell(sizes[b].get(name, 0), known.get(b, {}).get(name, 0)) for b in boards]
        lines.append(f"  {name or 'total':34}{''.join(cells)}".rstrip())
    left = [f"{sizes[b][''] - LIMIT:>+8}{'':7}" for b in boards]
    lines.append(f"  {'to the limit':34}{''.join(left)}".rstrip())
    return "\n".join(lines)


def main():
    update = "--update" in sys.argv[1:]
    builds = [a for a in sys.argv[1:] if a != "--update"]
    known, problems, sizes = baseline(), [], {}
    for build in builds:
        board = os.path.basename(os.path.normpath(build)).removeprefix("target-")
        sizes[board] = measure(build)
        total = sizes[board][""]
        if total == 0:
            problems.append(f"{board}: there is no core.elf")
        if total > LIMIT:
            problems.append(f"{board}: {total} bytes, the limit is {LIMIT}")
    lines = [f"{board} {name or 'total'} {size}" for board, found in sizes.items()
             for name, size in sorted(found.items())]
    if update:
        with open(tree.path(BASELINE), "w", encoding="utf-8") as f:
            f.write("\n".join(lines) + "\n")
    tree.report("budget-size", table(list(sizes), sizes, known))
    tree.finish(problems, "within the budget")


if __name__ == "__main__":
    main()
