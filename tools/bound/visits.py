# SPDX-License-Identifier: BSD-2-Clause
"""tools/cfgc/visits.def: what of the bounds cfgc knows, for each board.

The numbers are rounded up to five binary digits, so that a small change of the code is
no change of the file; what a build needs may not be above them, nor far below.
"""

import os
import re
from fractions import Fraction

from cost import Cost, parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
FILE = "tools/cfgc/visits.def"
UPDATE = "test/checks/overhead.py --update"
BOOT = "BOOT"
DIGITS = 5
# Counts of whole pages, by their bytes: fractions of them are written as so many parts of FRACTION.
PAGES, FRACTION = ("area_bytes", "memory"), 8
SLACK = Fraction(3, 2)
# Where the two are compared: a middling plan.
LIKELY = 8
LINE = re.compile(r"^(?:VISIT|BOOT)\((\w+), (?:([A-Z]+), )?(.*)\)$", re.M)
HEAD = """/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * VISIT(board, name, instructions): bounds of the hypervisor's own work around the
 * start of a slot, derived from the release build.  Written by
 * test/checks/overhead.py --update; check.overhead holds it against a build.
 *   LATE   the visit of its timer begins so late at most, whatever others do
 *   EDGE   or so late, if the boundary before is as near as that
 *   START  and takes this, if all behave
 *   WORST  or this, with events to log and text to print
 *   SCRUB  or this, if partitions have a scrub
 * BOOT(board, instructions): from reset until the first slot is waited for.
 * A reader defines both.  The counts are those of tools/bound/counts.py.
 */
"""


def rounded(c):
    """Up, to a number of a few binary digits."""
    number = -(-c.numerator // c.denominator) if isinstance(c, Fraction) else c
    step = 1 << max(0, number.bit_length() - DIGITS)
    return -(-number // step) * step


def product(c, names):
    factors = [n.upper() for n in names]
    if set(names) & set(PAGES):
        return " * ".join([str(rounded(c * FRACTION)), *factors]) + f" / {FRACTION}"
    return " * ".join([str(rounded(c)), *factors])


def text(cost):
    """One sum that covers the cost, as C understands it."""
    merged = cost.merged()
    terms = []
    for names in sorted(merged, key=lambda m: (len(m), m)):
        if merged[names]:
            terms.append(product(merged[names], names))
    return " + ".join(terms) or "0"


def known():
    """{(board, visit): expression} of the file."""
    name = os.path.join(ROOT, FILE)
    if not os.path.exists(name):
        return {}
    with open(name, encoding="utf-8") as f:
        return {(m[1], m[2] or BOOT): m[3] for m in LINE.finditer(f.read())}


def problems(board, costs):
    """What the file says wrongly of a board."""
    lines, found = known(), []
    for visit, cost in costs.items():
        given = parse(lines.get((board, visit), "0").lower()).merged()
        least = cost.merged()
        likely = dict.fromkeys({n for m in [*given, *least] for n in m}, LIKELY)
        if any(given.get(m, 0) < c for m, c in least.items()):
            found.append(f"{FILE}: {visit} of {board} may take {text(cost)} ({UPDATE})")
        elif Cost(given).value(likely) > SLACK * cost.value(likely):
            found.append(f"{FILE}: {visit} of {board} takes {text(cost)} only ({UPDATE})")
    return found


def write(boards):
    """boards: {board: {visit: Cost}}; the lines of others stay."""
    lines = known()
    for board, costs in boards.items():
        lines = {key: value for key, value in lines.items() if key[0] != board}
        lines.update({(board, visit): text(cost) for visit, cost in costs.items()})
    with open(os.path.join(ROOT, FILE), "w", encoding="utf-8") as f:
        f.write(HEAD)
        f.writelines(f"BOOT({board}, {sum_})\n" if visit == BOOT else f"VISIT({board}, {visit}, {sum_})\n"
                     for (board, visit), sum_ in lines.items())
        f.write("#undef VISIT\n#undef BOOT\n")
