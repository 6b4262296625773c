#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""bound.py [--formulas FILE] [--plan XML] BUILD...: bounds in instructions of every visit
to the hypervisor, from the release ELF of a board.

BUILD is the folder of a board's sub-build, in which core.elf is.  Every loop on a way
from a vector back to a partition must have a bound beside it in the source, every bound
a loop; calls through pointers, recursion and instructions that are not understood are
errors.  What depends on the plan is a formula over the counts of counts.py.

  --formulas  write them, for other tools: "bound NAME TERM+TERM|TERM..." a line, the
              largest of the sums counts; a TERM is a number, or number*count*count
  --plan      print the values for a plan instead of formulas
"""

import os
import re
import subprocess
import sys

import counts
from image import Image, Unknown
from longest import Longest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))

# Behind these the machine stands still or begins anew.
ENDS = ("core_panic", "sys_halt", "sys_reset", "hal_stop", "hal_reset")
# The ways in: name, labels of vectors.S in either mode, what is not called on this way.
FAULTS = ("enter_undefined", "enter_prefetch", "enter_data")
WAYS = (
    ("timer", ("enter_irq",), ("core_irq",)),
    ("timer, nothing to say", ("enter_irq",), ("core_irq", "talk")),
    ("interrupt", ("enter_irq",), ("core_timer", "talk")),
    ("fault", FAULTS, ("core_hypercall",)),
    ("late abort noted", ("data_in_hypervisor",), ()),
)
VISITS = (("late abort", "late_abort"), ("wake-up", "wakeup"))
DECISION, DECIDES = "run_next", " and decision"


def services():
    """{number: (name, what is not done for it)}"""
    def not_done(name, bound):
        yield from ("timed", "formula") if bound == "HC_FREE" else ("formula",) if bound.isdigit() else ()
        if name != "multicall":  # of which the calls of the list are not a part
            yield "list"

    with open(os.path.join(ROOT, "abi/hypercalls.def"), encoding="utf-8") as f:
        return {int(n): (name, tuple(not_done(name, bound)))
                for n, name, bound in re.findall(r"^HC\d\((\d+), (\w+), \w+, (\w+)", f.read(), re.M)}


def base(name):
    """Without what the compiler puts behind the name of a function that it has changed."""
    return name.partition(".")[0]


class Bounds:
    """All of one image: {name: Cost}."""

    def __init__(self, elf):
        self.image = image = Image(elf)
        self.whole = Longest(image, ENDS)
        self.found = {}
        self._ways()
        self._services()
        self.found = {name: cost.settled() for name, cost in self.found.items()}
        self._known()

    def _named(self, wanted):
        return (*wanted, *(name for name in self.image.names.values() if base(name) in wanted))

    def _at(self, longest, label):
        """From the vector on: its jump to the label is one more."""
        cost = longest.function(self.image.symbols[label])
        return None if cost is None else 1 + cost

    def _ways(self):
        image = self.image
        for name, labels, without in WAYS:
            if name == "fault" and "enter_data" not in image.symbols:
                labels = ("enter_trap",)
            longest = Longest(image, ENDS, self._named(without))
            costs = [self._at(longest, label) for label in labels]
            self.found[name] = costs[0]
            for cost in costs[1:]:
                self.found[name] = self.found[name] | cost
        for name, mark in VISITS:
            at = next(m.at for m in image.marks if m.kind == "visit" and m.name == mark)
            self.found[name] = self.whole.function(at)
        *_, name = self._named((DECISION,))
        self.found["decision, then asleep"] = self.whole.function(image.symbols[name])
        self.found["decision"] = Longest(image, ENDS, ("talk",)).function(image.symbols[name])

    def _services(self):
        """Each without a decision on who runs next, and with one."""
        label = "enter_hypercall" if "enter_hypercall" in self.image.symbols else "enter_trap"
        names = services()
        table = self.whole.table()
        if len(table) != len(names):
            raise Unknown(f"{len(table)} services in the table, {len(names)} in the list")
        for number, (name, not_done) in names.items():
            for suffix, without in (("", (DECISION, "switch")), (DECIDES, ("talk",))):
                longest = Longest(self.image, ENDS, self._named(("fault_entry", *without, *not_done)), number)
                cost = self._at(longest, label)
                if cost is not None:
                    self.found[f"{name}{suffix}"] = 1 + cost  # the svc

    def _known(self):
        """Every bound is of a loop, every count in a formula has a sentence."""
        idle = self.whole.idle()
        if idle:
            raise Unknown("bounds without a loop: " + ", ".join(idle))
        unknown = {n for cost in self.found.values() for n in cost.names()} - counts.SENTENCES.keys()
        if unknown:
            raise Unknown(f"counts that nobody knows: {', '.join(sorted(unknown))}")


def located(image_path, text):
    """The message with the source line of the address in it."""
    m = re.match(r"(?:recursion: )?([0-9a-f]{8})\b", text)
    if not m:
        return text
    out = subprocess.run(["arm-none-eabi-addr2line", "-i", "-e", image_path, m[1]], check=False,
                         capture_output=True, text=True).stdout.splitlines()
    lines = [line.split(" ")[0].removeprefix(ROOT + "/") for line in out]
    return f"{' < '.join(lines)}: {text}" if lines else text


def formulas(found):
    lines = ["# The largest of the sums (|), each of products (+, *); counts as tools/bound/counts.py says."]
    lines += [f"count {name} {sentence}" for name, sentence in counts.SENTENCES.items()]
    return "\n".join(lines + [f"bound {name} {cost.plain()}" for name, cost in found.items()]) + "\n"


def main(arguments):
    plan, target, builds, rest = None, None, [], iter(arguments)
    for word in rest:
        if word == "--plan":
            plan = counts.of_plan(next(rest))
        elif word == "--formulas":
            target = next(rest)
        else:
            builds.append(word)
    if not builds:
        sys.exit(__doc__)
    problems = 0
    for build in builds:
        elf = os.path.join(build, "core.elf")
        try:
            found = Bounds(elf).found
        except Unknown as problem:
            print(f"{os.path.basename(build)}: {located(elf, str(problem))}")
            problems += 1
            continue
        if target:
            with open(target, "w", encoding="utf-8") as f:
                f.write(formulas(found))
        print(f"{os.path.basename(build)}: {len(found)} bounds")
        for name, cost in found.items():
            if not target:
                print(f"  {name:45} {cost if plan is None else cost.value(plan)}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
