#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""bench.py [--sample[=BOARD] | --board=BOARD | --accept] BUILD...: what everything costs, in instructions.

Measures all boards with the images of the build folders and compares with
test/bench/baseline.txt, exactly: the same QEMU, compiler and sources give the same
numbers, so a difference is a change of the code, to be explained in its commit.  A
build that has the same bytes as the one before it is not measured again.  The debug
build has the same hypervisor (check.reproducible).  The last lines say which goals of
doc/timing.md are reached.

  --board   only of that board
  --sample  of that only services, ports, interrupts and partition switches; zynq7000
            if it is not named
  --accept  the numbers are the new baseline; writes also doc/timing.md with its charts,
            doc/paths.md and the costs in doc/abi.md

With another QEMU or compiler than those the baseline names nothing is compared.
"""

import collections
import os
import subprocess
import sys
import time

import account
import machine
import measure
import report

BASELINE = os.path.join(machine.ROOT, "test/bench/baseline.txt")
COSTS = os.path.join(machine.ROOT, "test/checks/doc.py")
ACCEPT = "to accept them: ./check --bench --accept"
HEAD = f"  {'board':13} {'case':45} {'old':>16} -> {'new':>16}  change"
SHOWN = 24  # differences


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
        print(f"{os.path.basename(build)} {name}: {len(numbers)} numbers, both methods agree, "
              f"{time.monotonic() - start:.1f} s", flush=True)
    return found, more


def shown(values):
    """Of the same cost: its minimum and maximum, or the only number."""
    if None in values:
        return "-"
    return str(values[0]) if len(set(values)) == 1 else f"{min(values)} to {max(values)}"


def order(label):
    """Boards as they are listed, with builds that differ behind all of them."""
    return machine.BOARDS.index(label) if label in machine.BOARDS else len(machine.BOARDS)


def differences(known, found, complete):
    """[(line, change)] of what has changed, is new or is gone; figures with a goal first.  If it is not
    complete only what is of the same kind as something that is there can be gone."""
    goals, rows = [key for _, key, _ in report.GOALS], {}
    kinds = {(board, key.split("/")[0]) for board, key in found}
    for board, key in {**known, **found}:
        if not complete and (board, key.split("/")[0]) not in kinds:
            continue
        if known.get((board, key)) != found.get((board, key)):
            base = board, key.removesuffix("/min").removesuffix("/max")
            rows[base] = rows.get(base, False) or key in goals
    lines = []
    for board, base in sorted(rows, key=lambda row: (not rows[row], order(row[0]), row[1])):
        keys = [key for key in ((board, base + end) for end in ("/min", "/max", ""))
                if key in known or key in found]
        old, new = ([values.get(key) for key in keys] for values in (known, found))
        change = "new or gone"
        if None not in old + new:
            change = f"{max((n - o for o, n in zip(old, new)), key=abs):+}"
        lines.append((f"  {board:13} {base:45} {shown(old):>16} -> {shown(new):>16}  {change}", change))
    return lines


def print_differences(lines):
    print("\n".join([HEAD, *(line for line, _ in lines[:SHOWN])] if lines else ()))
    if len(lines) > SHOWN:
        by_change = collections.Counter(change for _, change in lines[SHOWN:])
        print("  and " + ", ".join(f"{change}: {n} more" for change, n in by_change.most_common(5)))


def compare(found, complete):
    """Exit code."""
    named, known = load()
    if named != versions():
        print("The baseline was made with", *named, sep="\n  ")
        print("and this is", *versions(), sep="\n  ")
        print("Nothing is compared.")
        return 0
    lines = differences(known, found, complete)
    print_differences(lines)
    print(f"{len(found)} numbers, {len(lines)} figures not as in the baseline" + (f"; {ACCEPT}" if lines else ""))
    return 1 if lines else 0


def sampled(board):
    return measure.sample(board), []


def of_board(found, board):
    return {key: value for (name, key), value in found.items() if name == board.name}


def pages(found, more, board):
    """{file name: text}, with the paths of that board."""
    return {**report.pages(found, more, versions()), **account.page(board, of_board(found, board))}


def check_pages(texts):
    """Exit code."""
    for name in report.outdated(texts):
        print(f"{name} is out of date; {ACCEPT}")
    return int(bool(report.outdated(texts)))


def print_goals(rows):
    """The table of the goals, and which of them are missed."""
    print(f"  {'figure':64} {'goal':>10} {'measured':>10}")
    for row in rows:
        print(f"  {row.words:64} {row.goal:>10} {row.measured:>10}  {'reached' if row.reached else 'MISSED'}")
    print(report.summary(rows))


def options(arguments):
    """(--sample, --board, --accept or nothing; board; build folders)"""
    flags = [a for a in arguments if a.startswith("--")]
    builds = [os.path.realpath(a) for a in arguments if not a.startswith("--")]
    flag, _, name = (flags or [""])[0].partition("=")
    known = ("", "--accept", "--sample") if not name else ("--sample", "--board")
    if not builds or len(flags) > 1 or flag not in known or name not in ("", *machine.BOARDS):
        sys.exit(__doc__)
    return flag, machine.Board(name or machine.BOARDS[0], builds[0]), builds


def one_board(board, found):
    """Exit code."""
    code = compare(found, False)
    if board.name == machine.BOARDS[0]:
        account.account(board, of_board(found, board))
    return code


def accept(found, texts):
    save(found)
    report.write(texts)
    subprocess.run([sys.executable, COSTS, "--update"], check=True)
    print(f"{len(found)} numbers are the baseline")
    return 0


def main():
    flag, board, builds = options(sys.argv[1:])
    only, found, more, seen = flag in ("--sample", "--board"), {}, {}, {}
    for build in builds:
        numbers, rest = one_build(build, [board.name] if only else machine.BOARDS, seen,
                                  sampled if flag == "--sample" else measure.everything)
        found.update(numbers)
        more.update(rest)
    if only:
        return one_board(board, found)
    texts = pages(found, more, board)
    code = accept(found, texts) if flag else compare(found, True) or check_pages(texts)
    print_goals(report.standing(report.of_boards(found)))
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except machine.Failure as failure:
        sys.exit(f"bench: {failure}")
