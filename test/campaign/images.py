#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Images with random damage, on boards in QEMU: what may come of each.

  bytes     some bytes anywhere.  In a partition's binary: that partition alone does not
            start.  In core, table or manifest: the boot stops; where the damage hit the
            boot's own code it may also say nothing, but no partition runs.
  table     words of the plan table, with checksum and digest made right
  manifest  words of the manifest, with the digest made right
            Both: the boot stops, or the system runs, whatever the plan now is.

Never a panic, never a word that is none of these.  --seed and the number of an image
repeat it."""

import argparse
import hashlib
import os
import random
import re
import struct
import subprocess
import sys
import tempfile
import time
import zlib

from guest import HERE, QEMU_RUN, board_of

sys.path.insert(0, os.path.join(HERE, "..", "qemu", "damaged"))
from damage import Image  # noqa: E402

EXIT_STOP, EXIT_PANIC, EXIT_TIMEOUT = 65, 70, 124
UARTS = {"zynq7000": "1", "qemu_virt": "0"}
CRC_AT = 16  # struct cfg_header of abi/config.h
TELLING = (0, 1, 2, 0xFFFFFFFF, 0x1000, 0x80000000, 0xFFFFF000, 0xC0000000, 0x10000)


class Damaged:
    """One image and what was done to it."""

    def __init__(self, image, seed):
        self.rng = random.Random(seed)
        self.image, self.header = image, image.header
        self.data = bytearray(image.data)
        self.kind = self.rng.choice(("bytes", "table", "manifest"))
        getattr(self, self.kind)()

    def bytes(self):
        size = min(len(self.data), self.header["image_size"])
        self.places = [self.rng.randrange(size) for _ in range(self.rng.choice((1, 1, 2, 8)))]
        for at in self.places:
            self.data[at] ^= self.rng.randrange(1, 256)

    def change_words(self, start, size):
        for _ in range(self.rng.choice((1, 1, 2))):
            at = start + 4 * self.rng.randrange(size // 4)
            word, = struct.unpack_from("<I", self.data, at)
            word = self.rng.choice((word + 1, word - 1, word ^ 1 << self.rng.randrange(32),
                                    self.rng.choice(TELLING))) & 0xFFFFFFFF
            struct.pack_into("<I", self.data, at, word)

    def sign(self):
        end = self.header["digest_off"]
        self.data[end:end + 32] = hashlib.sha256(self.data[:end]).digest()

    def table(self):
        at, size = self.header["table_off"], self.header["table_size"]
        self.change_words(at, size)
        struct.pack_into("<I", self.data, at + CRC_AT, 0)
        struct.pack_into("<I", self.data, at + CRC_AT, zlib.crc32(self.data[at:at + size]))
        self.sign()

    def manifest(self):
        self.change_words(self.header["manifest_off"], self.header["manifest_size"])
        self.sign()

    def verdict(self, status, text):
        """What is wrong with how it went, or None."""
        if status == EXIT_PANIC or "PANIC" in text:
            return "panic"
        if self.kind != "bytes":
            # Who is never scheduled, or halted, ends no run.
            return None
        if min(self.places) < self.header["digest_off"] + 32:
            return None if status == EXIT_STOP or "partitions:" not in text else "it runs"
        hit = {n for at in self.places for n in range(3)
               if self.image.part(n)[0] <= at < sum(self.image.part(n))}
        for n in range(3):
            if (n in hit) != bool(re.search(rf"^HM \d+ \S+ P{n} \w+ PARTITION_INTEGRITY", text, re.M)):
                return f"partition {n}"
        return None if status == 0 or 0 in hit else f"exit status {status}"


def run(damaged, board, timeout):
    with tempfile.NamedTemporaryFile(suffix=".img") as f:
        f.write(damaged.data)
        f.flush()
        done = subprocess.run([QEMU_RUN, "--timeout", str(timeout), "--board", board, "--uart",
                               UARTS[board], f.name], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
    return done.returncode, done.stdout.replace(b"\r", b"").decode("utf-8", "replace")


def try_board(path, args):
    """The number of images that went wrong."""
    board, image = board_of(path), Image(path)
    outcomes, failures, start = {}, 0, time.monotonic()
    for n in range(args.first, args.first + args.count):
        damaged = Damaged(image, f"{args.seed} {n}")
        status, text = run(damaged, board, args.timeout)
        wrong = damaged.verdict(status, text)
        name = {EXIT_STOP: "stopped", EXIT_TIMEOUT: "endless"}.get(status, "ran")
        outcomes[damaged.kind, name] = outcomes.get((damaged.kind, name), 0) + 1
        if wrong:
            failures += 1
            print(f"{board}: FAILED image {n} ({damaged.kind}): {wrong}, status {status}\n{text}")
    print(f"{board}: {args.count} images, {failures} failures, {time.monotonic() - start:.1f} s: "
          + ", ".join(f"{kind} {name} {k}" for (kind, name), k in sorted(outcomes.items())), flush=True)
    return failures


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("images", nargs="+", help="qemu-damaged-<board>.img")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--first", type=int, default=0, help="number of the first image (0)")
    p.add_argument("--count", type=int, default=15, help="images for each board (15)")
    p.add_argument("--timeout", type=float, default=2, help="host seconds for an image (2)")
    args = p.parse_args()
    return int(sum(try_board(path, args) for path in args.images) != 0)


if __name__ == "__main__":
    sys.exit(main())
