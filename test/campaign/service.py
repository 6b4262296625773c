#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Run the service campaign on boards in QEMU, judge it, compare the boards.

Every service gets every combination of its dictionaries, at most --limit of them
from each of the two injectors.  A failure is printed with its partition, service
and index; --one repeats it:

    service.py --one normal:reset_partition:4711 image ...

With --complete each answer of the first set in abi/answers.def has to have come out at least
once.  A line of the lists about a service or an argument that is not there is a fault."""

import argparse
import os
import re
import sys

from guest import HERE, ROOT, Guest

ORDERS_MAGIC, NONE = 0x4F726465, 0xFFFFFFFF  # struct orders of service/state.h
INJECTORS = ("normal", "system")
LINE = re.compile(r"^campaign: (normal|system) (\w+) cases=(\d+) failures=(\d+)(.*)$")
END = re.compile(r"^campaign: boots=3 cases=(\d+) failures=(\d+)$")


def service_names():
    with open(os.path.join(ROOT, "abi", "hypercalls.def"), encoding="utf-8") as f:
        return re.findall(r"^HC\d\(\d+, (\w+),", f.read(), re.M) + ["unknown"]


def own_list(name):
    """[(first, second word, ...)] of a list in service/."""
    with open(os.path.join(HERE, "service", name + ".def"), encoding="utf-8") as f:
        return [entry.split(", ") for entry in re.findall(r"^[A-Z]+\(([^)]*)\)", f.read(), re.M)]


def answers():
    """{service: set of answers that this plan can bring about} of abi/answers.def."""
    with open(os.path.join(ROOT, "abi", "answers.def"), encoding="utf-8") as f:
        found = re.findall(r"^ANSWERS\((\w+), ([\w |]+),", f.read(), re.M)
    return {name: set(words.split(" | ")) for name, words in found}


def leftovers():
    """Lines of the lists about services and arguments that abi/hypercalls.def does not have."""
    with open(os.path.join(ROOT, "abi", "hypercalls.def"), encoding="utf-8") as f:
        calls = re.findall(r"^HC\d\(\d+, (\w+), \w+, \w+(.*)\)", f.read(), re.M)
    arguments = {(name, word) for name, rest in calls for word in rest.split(", ")[2::2]}
    return ([f"answers.def: there is no service {name}" for name in answers()
             if name not in service_names()] +
            [f"arguments.def: no service has an argument {name}" for name, _ in own_list("arguments")
             if name not in {word for _, word in arguments}] +
            [f"extents.def: there is no {name}, {word}" for name, word, _ in own_list("extents")
             if (name, word) not in arguments])


def orders(args):
    one, service, index = 0, 0, NONE
    if args.one:
        words = args.one.split(":")
        one, service = 1 + INJECTORS.index(words[0]), service_names().index(words[1])
        index = int(words[2], 0) if len(words) > 2 else NONE
    return ORDERS_MAGIC, args.limit, one, service, index


class Board:
    """What one image's console said."""

    def __init__(self, image, args):
        self.guest = Guest(image, orders(args), args.timeout)
        self.name = self.guest.board
        self.services = {}  # (injector, service): {outcome: count}
        self.cases = self.failures = 0
        self.complaints = []
        self.ended = False

    def line(self, line, progress):
        match = LINE.match(line)
        self.ended |= END.match(line) is not None
        if not match:
            return
        counts = {k: int(v) for k, v in re.findall(r" (\w+)=(\d+)", match[5])}
        self.services[match[1], match[2]] = dict(counts, cases=int(match[3]))
        self.cases += int(match[3])
        self.failures += int(match[4])
        if progress:
            print(f"  {self.name}: {self.cases} cases, {match[1]} {match[2]}", flush=True)

    def run(self, progress):
        for line in self.guest.lines():
            self.line(line, progress)
        self.status, self.seconds = self.guest.status, self.guest.seconds
        # One event of each injector is logged, so that there is something to read.
        self.complaints = [line for line in self.guest.complaints if "APP_POWER_FAIL" not in line]

    def sound(self):
        return self.ended and self.status == 0 and not self.failures and not self.complaints


def table(boards):
    """One row for each service: what became of its cases, both injectors together."""
    print(f"\n{'service':26} {'cases':>8}  answers")
    for service in service_names():
        sums = {}
        for injector in INJECTORS:
            for key, n in boards[0].services.get((injector, service), {}).items():
                sums[key] = sums.get(key, 0) + n
        cases = sums.pop("cases", 0)
        print(f"{service:26} {cases:8}  " + " ".join(f"{k}={n}" for k, n in sums.items()))


def compare(boards):
    """The same program, the same rules: the same counts."""
    differ = [f"{injector} {service}: {counts} on {boards[0].name}, "
              f"{other.services.get((injector, service))} on {other.name}"
              for other in boards[1:] for (injector, service), counts in boards[0].services.items()
              if other.services.get((injector, service)) != counts]
    return differ


def missing(board):
    """Services that were not tried, answers that never came."""
    found = []
    for service in service_names():
        seen = set()
        for injector in INJECTORS:
            if (injector, service) not in board.services:
                found.append(f"{injector} {service} was not tried")
            seen |= set(board.services.get((injector, service), {}))
        lacking = answers().get(service, set()) - seen
        if lacking:
            found.append(f"{service} never answered {' '.join(sorted(lacking))}")
    return found


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("images", nargs="+", help="campaign-service-<board>.img")
    p.add_argument("--limit", type=lambda s: int(s, 0), default=600,
                   help="cases of a service and injector (600)")
    p.add_argument("--one", metavar="INJECTOR:SERVICE[:INDEX]", help="only this service, or case")
    p.add_argument("--complete", action="store_true", help="every answer has to come out")
    p.add_argument("--cases", type=int, default=0, help="the least number of cases of a board")
    p.add_argument("--progress", action="store_true", help="say what is going on")
    p.add_argument("--timeout", type=float, default=100, help="host seconds for a board (100)")
    args = p.parse_args()

    boards = [Board(image, args) for image in args.images]
    for board in boards:
        board.run(args.progress)
    table(boards)
    faults = leftovers() + compare(boards)
    if args.complete:
        faults += missing(boards[0])
    for board in boards:
        print(f"{board.name}: {board.cases} cases, {board.failures} failures, exit status "
              f"{board.status}, {board.seconds:.1f} s")
        faults += [f"{board.name}: {text}" for text in board.complaints]
        if board.cases < args.cases:
            faults.append(f"{board.name}: too few cases")
        if not board.sound():
            faults.append(f"{board.name}: not sound")
    for fault in faults:
        print(fault)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
