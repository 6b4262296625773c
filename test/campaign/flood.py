#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Interrupts without end from a partition's device, and random bytes without end typed at
the console, for the judge and for whom they happen to select, on boards in QEMU."""

import argparse
import random
import sys
import tempfile

from guest import Guest

BYTES, PIECE = 1 << 20, 1 << 9
SELECT_JUDGE = b"\x1d5\r"


def run(image, flood, timeout):
    guest = Guest(image, (), timeout, flood)
    for line in guest.lines():
        if line.startswith("campaign: "):
            print(f"{guest.board}: {line[10:]}")
    print(f"{guest.board}: exit status {guest.status}, {guest.seconds:.1f} s")
    return guest.complaints + ([f"exit status {guest.status}"] if guest.status else [])


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("images", nargs="+", help="campaign-flood-<board>.img")
    p.add_argument("--timeout", type=float, default=100, help="host seconds for a board (100)")
    args = p.parse_args()
    with tempfile.NamedTemporaryFile() as flood:
        noise = random.Random(1)
        flood.write(b"".join(SELECT_JUDGE + noise.randbytes(PIECE) for _ in range(BYTES // PIECE)))
        flood.flush()
        faults = [fault for image in args.images for fault in run(image, flood.name, args.timeout)]
    for fault in faults:
        print(fault)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
