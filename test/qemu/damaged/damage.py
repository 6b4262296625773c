#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Flip single bytes of an image and see what the boot makes of it.

Each damage is one byte of one part.  What must come out is in expected.txt (all
is well), expected.victim.txt (the partition does not start, the others do), expected.no_image.txt
(a manifest that is signed but wrong), or is a single last line "SEPTUM STOP ..."
with exit status 65.

At last the hypervisor itself traps: other instructions replace the first ones of
core_timer(), which the boot is the first to call.  One is undefined (SEP-HAL-011); or
they fill the stack, until the page below it refuses (SEP-HAL-014)."""

import argparse
import hashlib
import os
import re
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import compare  # noqa: E402

HEADER = 0x20
# struct image_header and struct core_sizes of abi/image.h, in words
FIELDS = ["magic", "version", "abi_version", "board", "link_base"] + [f"size{i}" for i in range(8)]
FIELDS += ["image_size", "table_off", "table_size", "manifest_off", "manifest_size", "digest_off",
           "hyp_phys", "hyp_size", "console"]
MANIFEST_BYTES, PART_BYTES = 16, 132
EXIT_STOP, EXIT_PANIC = 65, 70
# In Thumb state: udf #0; and push {lr} with a branch back to it.
UNDEFINED, ENDLESS = bytes.fromhex("00de"), bytes.fromhex("00b5fde7")
# What the modes say of a write that is not permitted: DFSR, HSR.
REFUSED = {"zynq7000": 0x80F, "vexpress_a9": 0x80F, "qemu_virt": 0x9400004F, "vexpress_a15": 0x9400004F}


class Image:
    def __init__(self, path):
        with open(path, "rb") as f:
            self.data = bytearray(f.read())
        words = struct.unpack_from(f"<{len(FIELDS)}I", self.data, HEADER)
        self.header = dict(zip(FIELDS, words))

    def field(self, name):
        return HEADER + 4 * FIELDS.index(name)

    def part(self, n):
        """Offset and size of partition n's binary."""
        at = self.header["manifest_off"] + MANIFEST_BYTES + n * PART_BYTES
        return struct.unpack_from("<II", self.data, at + 12)


STOPS = {"stop": r"SEPTUM STOP image damaged\n",
         "reject": r"SEPTUM STOP table rejected: section=\d+ index=\d+ reason=\d+\n"}


def damages(image):
    """(name, offset of the byte, what must come of it, with a digest that is right?)."""
    h = image.header
    victim, size = image.part(1)
    stops = {
        "magic": image.field("magic"),
        "board": image.field("board"),
        "image size": image.field("image_size") + 3,
        "table offset": image.field("table_off"),
        "table size": image.field("table_size") + 3,
        "manifest offset": image.field("manifest_off") + 2,
        "digest offset": image.field("digest_off") + 2,
        "hypervisor address": image.field("hyp_phys"),
        "hypervisor size": image.field("hyp_size") + 3,
        "link base": image.field("link_base"),
        "text": h["size0"] // 2,
        "last byte of the core": h["size0"] - 1,
        "table magic": h["table_off"],
        "middle of the table": h["table_off"] + h["table_size"] // 2,
        "end of the table": h["table_off"] + h["table_size"] - 1,
        "manifest magic": h["manifest_off"],
        "digest of a part": h["manifest_off"] + MANIFEST_BYTES + PART_BYTES + 40,
        "file name of a part": h["manifest_off"] + MANIFEST_BYTES + 2 * PART_BYTES - 20,
        "gap before the digest": h["digest_off"] - 1,
        "digest": h["digest_off"],
        "end of the digest": h["digest_off"] + 31,
    }
    yield "nothing", None, "expected.txt", False
    yield "first byte of victim", victim, "expected.victim.txt", False
    yield "last byte of victim", victim + size - 1, "expected.victim.txt", False
    for name, at in stops.items():
        yield name, at, "stop", False
    part = h["manifest_off"] + MANIFEST_BYTES + PART_BYTES
    yield "signed: table", h["table_off"] + h["table_size"] // 2, "reject", True
    yield "signed: size of a part", part + 19, "expected.no_image.txt", True
    yield "signed: offset of a part", part + 15, "expected.no_image.txt", True
    yield "signed: digest of a part", part + 40, "expected.victim.txt", True


def run(data, args):
    """Console and exit status; board and console are given, the header may be wrong."""
    with tempfile.NamedTemporaryFile(suffix=".img") as f:
        f.write(data)
        f.flush()
        done = subprocess.run([compare.QEMU_RUN, "--timeout", "20", "--board", args.board,
                               "--uart", args.uart, f.name], stdout=subprocess.PIPE)
    text = done.stdout.replace(b"\r", b"").decode("utf-8", "replace")
    return compare.generalise(text, args.board, args.digit), done.returncode


def fault(text, status, wanted, args):
    """What is wrong with the result, or None."""
    if wanted in STOPS:
        ok = status == EXIT_STOP and re.fullmatch(STOPS[wanted], text)
        return None if ok else f"status {status}, console:\n{text}"
    path = os.path.join(HERE, wanted)
    if args.accept:
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)
    with open(path, encoding="utf-8", newline="") as f:
        same = f.read() == text
    return None if same and status == 0 else f"status {status}, not as {wanted}:\n{text}"


def sign(data, end):
    data[end:end + 32] = hashlib.sha256(data[:end]).digest()


def symbol(core, name):
    """Address of a symbol, without the bit for Thumb state."""
    listing = subprocess.run(["arm-none-eabi-nm", core], stdout=subprocess.PIPE, text=True,
                             check=True).stdout
    return int(re.search(rf"^([0-9a-f]+) \w {name}$", listing, re.M)[1], 16) & ~1


def panic_fault(image, args, instructions, wanted):
    """What is wrong with the end of a hypervisor that traps in core_timer(), or None; wanted:
    what it says of the trap, address and status."""
    pc = symbol(args.core, "core_timer")
    at, data = pc - image.header["link_base"], bytearray(image.data)
    data[at:at + len(instructions)] = instructions
    sign(data, image.header["digest_off"])
    text, status = run(data, args)
    lines = ("SEPTUM @VERSION@ @BOARD@, partitions: 3, warm resets: 0\n"
             "SEPTUM PANIC {}pc=@PC@ address=0x{:08x} status=0x{:08x}\n").format(*wanted(pc))
    ok = status == EXIT_PANIC and text == compare.generalise(lines, args.board, args.digit)
    return None if ok else f"status {status}, console:\n{text}"


def told(name, wrong):
    """Prints the verdict; true if something is wrong."""
    print(f"{'FAILED' if wrong else 'ok'}: {name}")
    if wrong:
        print(wrong)
    return wrong is not None


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--accept", action="store_true", help="what comes out is right")
    p.add_argument("--board", required=True)
    p.add_argument("--digit", required=True, help="first digit of addresses in RAM")
    p.add_argument("--uart", required=True, help="the console")
    p.add_argument("--core", required=True, help="core.elf, of which the image was made")
    p.add_argument("image")
    args = p.parse_args()

    image = Image(args.image)
    failures = 0
    for name, at, wanted, signed in damages(image):
        data = bytearray(image.data)
        end = image.header["digest_off"]
        if at is not None:
            data[at] ^= 0x40
        if signed:
            sign(data, end)
        failures += told(name, fault(*run(data, args), wanted, args))
    failures += told("trap in the hypervisor", panic_fault(image, args, UNDEFINED, lambda pc: ("", pc, 0)))
    below = symbol(args.core, "core_stack") - 4
    failures += told("end of the stack", panic_fault(image, args, ENDLESS,
                                                     lambda _: ("stack overflow ", below, REFUSED[args.board])))
    return int(failures != 0)


if __name__ == "__main__":
    sys.exit(main())
