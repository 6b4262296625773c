#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Random words as instructions, on boards in QEMU, until at least --instructions of
them were executed: in runs with seeds from --seed on, each of which is the same
whenever it is repeated.

QEMU 7.2 ends itself with an assertion when some of the words that the architecture
calls unpredictable write the program counter.  What such a run printed until then
counts, and the next seed goes on."""

import argparse
import re
import sys

from guest import Guest

MAGIC = 0x4F726472  # struct random_orders of streams/streams.h
PIECE = 500000
AT = re.compile(r"^campaign: (?:at (\d+)|seed=\d+ instructions=(\d+) failures=\d+)$")
SUM = re.compile(r"^campaign: (arm|thumb|wild) (.*)$")
EXIT_QEMU = 71


class Board:
    def __init__(self, image, args):
        self.image, self.args = image, args
        self.executed = self.ended_itself = 0
        self.sums = {}
        self.faults = []

    def run(self, seed):
        """One seed; what is wrong goes to faults."""
        piece = min(PIECE, self.args.instructions - self.executed)
        guest = Guest(self.image, (MAGIC, seed, piece), self.args.timeout)
        executed = 0
        for line in guest.lines():
            match = AT.match(line)
            if match:
                executed = int(match[1] or match[2])
            match = SUM.match(line)
            for key, n in re.findall(r"(\w+)=(\d+)", match[2]) if match else []:
                self.sums[match[1], key] = self.sums.get((match[1], key), 0) + int(n)
        self.executed += executed
        self.ended_itself += guest.status == EXIT_QEMU
        self.faults += [f"{guest.board}, seed {seed}: {text}" for text in guest.complaints]
        if guest.status not in (0, EXIT_QEMU):
            self.faults.append(f"{guest.board}, seed {seed}: exit status {guest.status}")
        if self.args.progress:
            print(f"  {guest.board}: seed {seed}, {self.executed} instructions", flush=True)
        return guest

    def run_all(self):
        seed, seconds = self.args.seed, 0.0
        while self.executed < self.args.instructions and not self.faults:
            guest = self.run(seed)
            seconds += guest.seconds
            seed += 1
        for name in ("arm", "thumb", "wild"):
            print(f"{guest.board} {name:5} " + " ".join(f"{key}={n}" for (who, key), n in
                                                        self.sums.items() if who == name))
        print(f"{guest.board}: {self.executed} instructions, seeds {self.args.seed} to {seed - 1}, "
              f"QEMU ended itself {self.ended_itself} times, {seconds:.1f} s", flush=True)
        if 2 * self.ended_itself > seed - self.args.seed + 1:
            self.faults.append(f"{guest.board}: QEMU ended itself too often")
        return self.faults


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("images", nargs="+", help="campaign-streams-<board>.img")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--instructions", type=int, default=200000)
    p.add_argument("--progress", action="store_true", help="say what is going on")
    p.add_argument("--timeout", type=float, default=100, help="host seconds for a board (100)")
    args = p.parse_args()
    faults = [fault for image in args.images for fault in Board(image, args).run_all()]
    for fault in faults:
        print(fault)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
