#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Random words as instructions, on boards in QEMU: at least --instructions of them
from --seed; a run with the same seed is the same."""

import argparse
import re
import sys

from guest import Guest

MAGIC = 0x4F726472  # struct random_orders of streams/streams.h
END = re.compile(r"^campaign: seed=\d+ instructions=(\d+) failures=(\d+)$")


def run(image, args):
    """What is wrong with this run."""
    guest = Guest(image, (MAGIC, args.seed, args.instructions), args.timeout)
    executed = 0
    for line in guest.lines():
        match = END.match(line)
        if match:
            executed = int(match[1])
        if line.startswith("campaign: ") and (args.progress or " at " not in line):
            print(f"{guest.board}: {line[10:]}", flush=True)
    print(f"{guest.board}: exit status {guest.status}, {guest.seconds:.1f} s")
    faults = list(guest.complaints)
    if guest.status or executed < args.instructions:
        faults.append(f"exit status {guest.status}, {executed} instructions")
    return [f"{guest.board}: {fault}" for fault in faults]


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("images", nargs="+", help="campaign-streams-<board>.img")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--instructions", type=int, default=200000)
    p.add_argument("--progress", action="store_true", help="say what is going on")
    p.add_argument("--timeout", type=float, default=100, help="host seconds for a board (100)")
    args = p.parse_args()
    faults = [fault for image in args.images for fault in run(image, args)]
    for fault in faults:
        print(fault)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
