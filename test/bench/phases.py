#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""phases.py [--sample] BUILD [BOARD ...]: how late a slot may begin after any call.

Every case of every service is begun at every distance from the end of a slot, from 2,000
instructions to none (straddle.py).  Fails if the timer's interrupt is then later than the goal
of doc/timing.md, on the boards that the goal is for, but for what tools/bound/late.py names.

  --sample  not at every distance: with the steps of ./check --bench
"""

import concurrent.futures
import sys
import time

import machine
import report
import straddle
from late import LONGER

JOBS = 2
BAR = next(goal for _, key, goal in report.GOALS if key == "late/worst")
# The goal is for user mode below a privileged hypervisor; HYP mode saves more by itself.
BOUND = ("zynq7000", "vexpress_a9")


def of_board(build, name, every):
    """({service: worst()}, cases, calls, seconds), or what is wrong."""
    start = time.monotonic()
    try:
        found = straddle.of_board(machine.Board(name, build), every)
    except machine.Failure as failure:
        return str(failure)
    services = {}
    for (service, case), each in found.items():
        services.setdefault(service, {})[case] = each
    worst = {service: straddle.worst(of_service) for service, of_service in services.items()}
    return worst, len(found), sum(len(each) for each in found.values()), time.monotonic() - start


def latest(worst):
    """(entry, case, phase, service) of all services."""
    return max((*found["entry"], service) for service, found in worst.items() if "entry" in found)


def print_services(boards):
    """A line for each service: entry on each board, and what it was on the first."""
    first = next(iter(boards.values()))
    print(f"{'entry after':24}" + "".join(f"{name:>14}" for name in boards) + "  case, phase on the first")
    for service in sorted(first, key=lambda s: (-first[s].get("entry", (-1,))[0], s)):
        entry = [worst.get(service, {}).get("entry") for worst in boards.values()]
        said = f"{entry[0][1]}, {entry[0][2]}" if entry[0] else "asleep, or a switch by the call"
        print(f"{service:24}" + "".join(f"{e[0] if e else '-':>14}" for e in entry) + f"  {said}")


def split(worst):
    """({service: worst()} of what has to be within the goal, of what need not)"""
    longer = {service for service in worst if service.split(",")[0] in LONGER}
    return ({service: found for service, found in worst.items() if (service in longer) == named} for named in (False, True))


def print_board(name, worst, cases, calls, seconds):
    """Is it within the goal?"""
    bound = f"goal {BAR}" if name in BOUND else "no goal"
    print(f"{name}: {cases} cases, {calls} calls, {bound}, {seconds:.0f} s")
    goal, longer = split(worst)
    for found, why in ((goal, ""), (longer, "; longer, as tools/bound/late.py says")):
        if any("entry" in of_service for of_service in found.values()):
            entry, case, phase, service = latest(found)
            print(f"  latest entry {entry} ({service}, {case}, phase {phase}){why}")
    return name not in BOUND or latest(goal)[0] <= BAR


def main():
    arguments = [a for a in sys.argv[1:] if a != "--sample"]
    if not arguments:
        sys.exit(__doc__)
    names, every = arguments[1:] or machine.BOARDS, "--sample" not in sys.argv
    with concurrent.futures.ProcessPoolExecutor(JOBS) as pool:
        found = dict(zip(names, pool.map(of_board, [arguments[0]] * len(names), names, [every] * len(names))))
    good = {name: result for name, result in found.items() if not isinstance(result, str)}
    if good:
        print_services({name: result[0] for name, result in good.items()})
    within = [print_board(name, *result) for name, result in good.items()]
    for result in found.values():
        if isinstance(result, str):
            print(f"FAILED {result}")
    return int(not all(within) or len(good) < len(found))


if __name__ == "__main__":
    sys.exit(main())
