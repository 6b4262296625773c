#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""size.py [--update] BUILD...: bytes of the hypervisor for each board.

Text and read-only data of core, HAL and boot code must stay within 16,384 bytes.
Prints what each object contributes and the difference to size-baseline.txt,
which --update writes anew.  BUILD is the folder of a board's sub-build.
"""

import os
import re
import sys

import tree

LIMIT = 16384
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


def table(board, sizes, old):
    lines = [f"text and read-only data for {board}"]
    for name in sorted(set(sizes) | set(old), key=lambda n: (n == "", n)):
        now = sizes.get(name, 0)
        delta = now - old.get(name, 0)
        of = f" of {LIMIT}" if name == "" else ""
        lines.append(f"  {name or 'total':34}{now:6}{f'{delta:+7}' if delta else '       '}{of}")
    return "\n".join(lines)


def main():
    update = "--update" in sys.argv[1:]
    builds = [a for a in sys.argv[1:] if a != "--update"]
    known, problems, tables, lines = baseline(), [], [], []
    for build in builds:
        board = os.path.basename(os.path.normpath(build)).removeprefix("target-")
        sizes = measure(build)
        tables.append(table(board, sizes, known.get(board, {})))
        lines += [f"{board} {name or 'total'} {size}" for name, size in sorted(sizes.items())]
        if sizes[""] == 0:
            problems.append(f"{board}: there is no core.elf")
        if sizes[""] > LIMIT:
            problems.append(f"{board}: {sizes['']} bytes, the limit is {LIMIT}")
    if update:
        with open(tree.path(BASELINE), "w", encoding="utf-8") as f:
            f.write("\n".join(lines) + "\n")
    tree.report("budget-size", "\n".join(tables))
    tree.finish(problems, "within the budget")


if __name__ == "__main__":
    main()
