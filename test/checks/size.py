#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""size.py [--update] BUILD...: bytes of the hypervisor for each board.

The goal for text and read-only data of core, HAL and boot code is 16,384 bytes, and
18,432 in HYP mode.  A board that is above its goal may not grow beyond what
size-baseline.txt says, so the distance only shrinks.  Prints what each object
contributes and the difference to that file, which --update writes anew.  BUILD is the folder of a board's sub-build.
"""

import os
import re
import sys

import tree

GOAL = {"armv7a_pl0": 16384, "armv7a_hyp": 18432}
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


def contributions(map_file, read_only):
    """Bytes each object has in the output sections named in read_only."""
    with open(map_file, encoding="utf-8", errors="replace") as f:
        text = f.read().split("Linker script and memory map", 1)[1]
    # A long section name is alone on its line.
    text = re.sub(r"^ (\S+)\n\s+", r" \1 ", text, flags=re.M)
    sizes, current = {}, None
    for line in text.splitlines():
        output = re.match(r"^(\.\S+)\s", line + " ")
        if output:
            current = output[1]
        part = re.match(r"^ \S+\s+0x[0-9a-f]+\s+0x([0-9a-f]+) (\S+)$", line)
        if part and current in read_only:
            sizes[object_name(part[2])] = sizes.get(object_name(part[2]), 0) + int(part[1], 16)
    return {name: size for name, size in sizes.items() if size}


def object_name(path):
    if "libgcc" in path:
        return "libgcc"
    path = re.sub(r"\.obj$", "", path)
    return re.sub(r"^.*/((?:core|hal)/)", r"\1", path)


def measure(build):
    """{object: bytes} of read-only bytes, with the total under ""."""
    loaded = sections(os.path.join(build, "core.elf"))
    read_only = {name for name, _, _, writable in loaded if not writable}
    sizes = contributions(os.path.join(build, "core.map"), read_only)
    sizes[""] = sum(size for _, _, size, writable in loaded if not writable)
    sizes["(fill)"] = sizes[""] - sum(size for name, size in sizes.items() if name)
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


def goal(board):
    return GOAL[tree.board(board)["MODE"]]


def table(boards, sizes, known):
    """One line an object, two columns a board: bytes, difference to the baseline."""
    names = {name for board in boards for name in {**sizes[board], **known.get(board, {})}}
    lines = ["text and read-only data" + " " * 13 + "".join(f"{board:>15}" for board in boards)]
    for name in sorted(names, key=lambda n: (n == "", n)):
        cells = [cell(sizes[b].get(name, 0), known.get(b, {}).get(name, 0)) for b in boards]
        lines.append(f"  {name or 'total':34}{''.join(cells)}".rstrip())
    above = [f"{sizes[b][''] - goal(b):>+8}{'':7}" for b in boards]
    lines.append(f"  {'above the goal':34}{''.join(above)}".rstrip())
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
        limit = max(goal(board), known.get(board, {}).get("", 0))
        if total > limit and not update:
            problems.append(f"{board}: {total} bytes, the limit is {limit}, the goal {goal(board)}")
    lines = [f"{board} {name or 'total'} {size}" for board, found in sizes.items()
             for name, size in sorted(found.items())]
    if update:
        with open(tree.path(BASELINE), "w", encoding="utf-8") as f:
            f.write("\n".join(lines) + "\n")
    tree.report("budget-size", table(list(sizes), sizes, known))
    tree.finish(problems, "within the budget")


if __name__ == "__main__":
    main()
