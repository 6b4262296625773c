#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Run an image in QEMU and compare its console with a file, line by line.

The file is the same for every board.  In it
  @BOARD@    is the board's name
  @VERSION@  the hypervisor's version
  @R@        the first digit of addresses in the board's RAM
  @SEQ@      a sequence number, with --by-source
  @TIME@     a time of the health monitor: any, but not before that of the line above
  @PC@       an address in code: any
  @VALUE@    by how much a slot was late, or how many frames were missed: any
  @GIC@      the first five digits of an address in the interrupt controller
  @CONSOLE@  those of one in the UART of the console
What time and pc have to be is checked by the partitions themselves, which know;
here they would change with every instruction of the hypervisor.

With --by-source only the order of the lines of each source (their first word, or
whom a line of the health monitor is about) counts, not that of different sources.

With --runs N, all N consoles must be the same bytes.
--accept writes the file from what comes out: read the difference before you commit it."""

import argparse
import difflib
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.realpath(__file__))
QEMU_RUN = os.path.join(HERE, "..", "..", "tools", "qemu-run")
# Pages of devices, by the first five digits.
DEVICES = {"zynq7000": {"f8f01": "@GIC@", "e0001": "@CONSOLE@"},
           "vexpress_a9": {"1e001": "@GIC@", "10009": "@CONSOLE@"},
           "qemu_virt": {"08000": "@GIC@", "09000": "@CONSOLE@"},
           "vexpress_a15": {"2c001": "@GIC@", "1c090": "@CONSOLE@"}}
HM_TIME = re.compile(r"^(HM \d{5,}) (\d+\.\d{6}) ", re.M)
HM_LINE = re.compile(r"^HM (\d{5,}) (\d+\.\d{6}) (\S+)", re.M)


def run(image, options, qemu_options):
    done = subprocess.run([QEMU_RUN, "--timeout", "100", *options, image, "--", *qemu_options],
                          stdout=subprocess.PIPE)
    return done.returncode, done.stdout


def generalise(text, board, digit):
    """The console with the words that the file has in place of what differs."""
    text = re.sub(r"^SEPTUM [0-9][^ ]* ", "SEPTUM @VERSION@ ", text, flags=re.M)
    text = text.replace(board, "@BOARD@")
    text = HM_TIME.sub(r"\1 @TIME@ ", text)
    text = re.sub(r"(UNDEF_INSTR|PREFETCH_ABORT)( cause=\w+) addr=0x[0-9a-f]{8} ",
                  r"\1\2 addr=@PC@ ", text)
    text = re.sub(r"\bpc=0x[0-9a-f]{8}\b", "pc=@PC@", text)
    text = re.sub(r"(LATE_SLOT|MISSED_FRAMES) value=\d+", r"\1 value=@VALUE@", text)
    for page, name in DEVICES[board].items():
        text = re.sub(rf"\b0x{page}([0-9a-f]{{3}})\b", rf"{name}\1", text)
    return re.sub(rf"\b0x{digit}([0-9a-f]{{7}})\b", r"0x@R@\1", text)


def records_in_order(text):
    """Within each start the health monitor's lines have times in the order of their
    numbers, come in that order for each source, and none is missing."""
    for start in text.split("SEPTUM RESET"):
        found = [(int(number), float(time), who) for number, time, who in HM_LINE.findall(start)]
        times = [time for _, time, _ in sorted(found)]
        numbers = sorted(number for number, _, _ in found)
        if times != sorted(times):
            print("times of the health monitor run backwards")
            return False
        if sorted(found, key=lambda line: line[2]) != sorted(found, key=lambda line: (line[2], line[0])):
            print("lines of the health monitor are not in order")
            return False
        if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            print("lines of the health monitor are missing")
            return False
    return True


def source(line):
    """The first word; of the health monitor's lines, whom they are about."""
    words = line.split(" ")
    return " ".join(words[:4:3]) if words[0] == "HM" else words[0]


def by_source(text):
    """The lines, those of one source together, in their order."""
    text = re.sub(r"^HM \d{5,} ", "HM @SEQ@ ", text, flags=re.M)
    return "".join(sorted(text.splitlines(keepends=True), key=source))


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--accept", action="store_true", help="what comes out is right")
    p.add_argument("--board", required=True)
    p.add_argument("--digit", required=True, help="first digit of addresses in RAM")
    p.add_argument("--cpu", help="another processor than the board's, as QEMU calls it")
    p.add_argument("--ddr", action="store_true", help="start from RAM")
    p.add_argument("--answers", help="what is typed, see qemu-run")
    p.add_argument("--shift", help="a slower processor, see qemu-run")
    p.add_argument("--processors", help="so many, in the time of the host: QEMU counts instructions of one only")
    p.add_argument("--runs", type=int, default=1, help="how often to run it (1)")
    p.add_argument("--by-source", action="store_true", help="compare the lines of each source")
    p.add_argument("--status", type=int, default=0, help="exit status wanted (0)")
    p.add_argument("expected", help="file with the expected console")
    p.add_argument("image", help="ROM image made by packer")
    args = p.parse_args()

    options = ["--ddr"] if args.ddr else []
    if args.answers:
        options += ["--answers", args.answers]
    if args.shift:
        options += ["--shift", args.shift]
    qemu_options = ["-cpu", args.cpu] if args.cpu else []
    if args.processors:
        options += ["--no-icount"]
        qemu_options += ["-smp", args.processors]
    status, console = run(args.image, options, qemu_options)
    for n in range(2, args.runs + 1):
        if run(args.image, options, qemu_options) != (status, console):
            print(f"run {n} differs from run 1")
            return 1
    console = console.replace(b"\r", b"").decode("utf-8", "replace")
    text = generalise(console, args.board, args.digit)
    if args.by_source:
        text = by_source(text)
    if args.accept:
        with open(args.expected, "w", encoding="utf-8", newline="") as f:
            f.write(text)
    with open(args.expected, encoding="utf-8", newline="") as f:
        wanted = f.read()
    sys.stdout.writelines(difflib.unified_diff(wanted.splitlines(keepends=True),
                                               text.splitlines(keepends=True),
                                               args.expected, "console"))
    if status != args.status:
        print(f"the run ended with status {status}, not {args.status}")
    return int(wanted != text or status != args.status or not records_in_order(console))


if __name__ == "__main__":
    sys.exit(main())
