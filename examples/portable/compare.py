#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""compare.py PACKER IMAGE...: the same flight on another machine (SEP-HAL-012).

All images must hold the same partition binaries, by their digests, and print the
same when they fly, but for the name of the board and what is measured in time:
  HM lines        the time, within HM_TIME_US
  worst lateness  within LATENESS_NS; also in the downlink frames, whose CRC is
                  checked and then left out
  the histogram   the sum of its counts must be the same
"""

import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.realpath(__file__))
QEMU_RUN = os.path.join(HERE, "..", "..", "tools", "qemu-run")
# Machines differ in the instructions that the hypervisor takes, and in the clock's
# resolution (10 and 16 ns).
HM_TIME_US, LATENESS_NS = 20, 200

FRAME = re.compile(r"\b(1acffc1d)([0-9a-f]{12})([0-9a-f]{4})([0-9a-f]+)([0-9a-f]{4})$")
COUNT = re.compile(r" +(\d+)  from \d+ ns on$")
MEASURED = [(re.compile(r"^(HM \d+ )(\d+\.\d{6})"), HM_TIME_US, lambda text: 1e6 * float(text)),
            (re.compile(r"(released within )(\d+\.\d)(?= us)"), LATENESS_NS,
             lambda text: 1e3 * float(text)),
            (re.compile(r"(at worst )(\d+)(?= ns)"), LATENESS_NS, int),
            (re.compile(r"(hypervisor says )(\d+)"), LATENESS_NS, int)]


def digests(packer, image):
    out = subprocess.run([packer, "--list", image], stdout=subprocess.PIPE, check=True,
                         encoding="utf-8").stdout
    found = re.findall(r"^  part \d+ .*?(P\d+ \w+),.*\n    sha256 (\w+)", out, re.M)
    if not found:
        sys.exit(f"no partitions in {image}")
    return found


def crc(data):
    """CRC-16-CCITT"""
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ (0x1021 if value & 0x8000 else 0)) & 0xFFFF
    return value


def take_frame(line, values):
    match = FRAME.search(line)
    if not match:
        return line
    if crc(bytes.fromhex("".join(match.groups()[1:4]))) != int(match[5], 16):
        sys.exit(f"wrong CRC: {line}")
    values.append((LATENESS_NS, 100 * int(match[3], 16)))
    return line[:match.start()] + match[1] + match[2] + "<ns>" + match[4] + "<crc>"


def flight(image):
    """The console without what may differ, and that as (bound, value)."""
    done = subprocess.run([QEMU_RUN, "--timeout", "250", image], stdout=subprocess.PIPE)
    console = done.stdout.replace(b"\r", b"").decode("utf-8", "replace").splitlines()
    if done.returncode != 0:
        sys.exit("\n".join(console + [f"{image}: status {done.returncode}"]))
    board = console[0].split()[2].rstrip(",:")
    lines, values, counted = [], [], 0
    for line in console:
        match = COUNT.match(line)
        if match:
            counted += int(match[1])
            continue
        line = take_frame(line.replace(board, "<board>"), values)
        for pattern, bound, number in MEASURED:
            values += [(bound, number(m[2])) for m in pattern.finditer(line)]
            line = pattern.sub(r"\1<measured>", line)
        lines.append(line)
    return board, lines + [f"{counted} counted"], values


def main():
    packer, *images = sys.argv[1:]
    binaries = digests(packer, images[0])
    board, lines, values = flight(images[0])
    worst = {HM_TIME_US: 0, LATENESS_NS: 0}
    for image in images[1:]:
        if digests(packer, image) != binaries:
            sys.exit(f"{image}: other binaries than in {images[0]}")
        other, other_lines, other_values = flight(image)
        for a, b in zip(lines, other_lines):
            if a != b:
                sys.exit(f"{board}: {a}\n{other}: {b}")
        if len(lines) != len(other_lines):
            sys.exit(f"{other} prints {len(other_lines)} lines, {board} {len(lines)}")
        for (bound, a), (_, b) in zip(values, other_values):
            worst[bound] = max(worst[bound], abs(a - b))
            if abs(a - b) > bound:
                sys.exit(f"{other}: {b}, {board}: {a}, may differ by {bound}")
        print(f"{other}: the same {len(binaries)} binaries and {len(lines)} lines as {board}")
    print(f"times of events differ by at most {worst[HM_TIME_US]:.0f} us, "
          f"lateness by {worst[LATENESS_NS]} ns")


if __name__ == "__main__":
    main()
