#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""bench.py [--sample] [--accept] BUILD...: what everything costs, in instructions.

Measures all boards with the images of the build folders and compares with
test/bench/baseline.txt, exactly: the same QEMU, compiler and sources give the same
numbers, so a difference is a change of the code, to be explained in its commit.  A
build that has the same bytes as the one before it is not measured again.

  --sample  only zynq7000: services, ports, interrupts, partition switches
  --accept  the numbers are the new baseline; writes also doc/timing.md and its charts

With another QEMU or compiler than those the baseline names nothing is compared.
"""

import os
import sys
import time

import machine
import measure
import report

BASELINE = os.path.join(machine.ROOT, "test/bench/baseline.txt")
ACCEPT = "to accept them: ./check --bench --accept"
SHOWN = 40  # differences


def versions():
    return [f"{name} {machine.tool(command, '--version').splitlines()[0]}"
            for name, command in (("emulator", "qemu-system-arm"), ("compiler", "arm-none-eabi-gcc"))]


def load():
    """(version lines, {(board, key): number}); nothing if there is no baseline."""
    named, numbers = [], {}
    if os.path.exists(BASELINE):
        with open(BASELINE, encoding="utf-8") as f:
            for line in f.read().splitlines():
                words = line.split()
                if words[0] in ("emulator", "compiler"):
                    named.append(line)
                else:
                    numbers[words[0], words[1]] = int(words[2])
    return named, numbers


def save(found):
    with open(BASELINE, "w", encoding="utf-8") as f:
        f.write("\n".join(versions()) + "\n")
        f.writelines(f"{board} {key} {value}\n" for (board, key), value in found.items())


def one_build(build, boards, seen, what):
    """{(board, key): number} and what else was found, of the boards of one build folder."""
    found, more = {}, {}
    for name in boards:
        board = machine.Board(name, build)
        contents = board.contents()
        if seen.get(name) == contents:
            print(f"{os.path.basename(build)} {name}: the same bytes")
            continue
        label = name if name not in seen else f"{name}-{os.path.basename(build)}"
        seen.setdefault(name, contents)
        start = time.monotonic()
        numbers, more[label] = what(board)
        found.update({(label, key): value for key, value in numbers.items()})
        print(f"{os.path.basename(build)} {name}: {len(numbers)} numbers by two methods, "
              f"{time.monotonic() - start:.1f} s", flush=True)
    return found, more


def differences(known, found, complete):
    """Lines of what has changed, is new or is gone."""
    lines = []
    for key in sorted({**known, **found} if complete else found):
        old, new = known.get(key), found.get(key)
        if old == new:
            continue
        change = f"{new - old:+}" if None not in (old, new) else ""
        lines.append(f"  {key[0]:14} {key[1]:50} {old or '-':>10} -> {new or '-':>10} {change:>8}")
    return lines


def compare(found, complete):
    """Exit code."""
    named, known = load()
    if named != versions():
        print("The baseline was made with", *named, "; this is", *versions(), sep="\n  ")
        print("Nothing is compared.")
        return 0
    lines = differences(known, found, complete)
    print("\n".join(lines[:SHOWN]))
    if len(lines) > SHOWN:
        print(f"  and {len(lines) - SHOWN} more")
    print(f"{len(found)} numbers, {len(lines)} not as in the baseline" + (f"; {ACCEPT}" if lines else ""))
    return 1 if lines else 0


def sampled(board):
    return measure.sample(board), []


def main():
    flags = [a for a in sys.argv[1:] if a.startswith("--")]
    builds = [os.path.realpath(a) for a in sys.argv[1:] if not a.startswith("--")]
    if not builds or set(flags) - {"--sample", "--accept"} or len(flags) > 1:
        sys.exit(__doc__)
    only = "--sample" in flags
    found, more, seen = {}, {}, {}
    for build in builds:
        numbers, rest = one_build(build, machine.BOARDS[:1] if only else machine.BOARDS, seen,
                                  sampled if only else measure.everything)
        found.update(numbers)
        more.update(rest)
    if "--accept" in flags:
        save(found)
        report.write(found, more, versions())
        print(f"{len(found)} numbers are the baseline")
        return 0
    code = compare(found, not only)
    if not only and code == 0 and not report.is_current(found, more, versions()):
        print(f"doc/timing.md is out of date; {ACCEPT}")
        code = 1
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except machine.Failure as failure:
        sys.exit(f"bench: {failure}")
