#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Seeds for the fuzzers, from the good plans of cfgc's tests and the examples.

Usage: make_seeds.py CFGC PACKER FOLDER

FOLDER/plan   the plans themselves       FOLDER/plan.dict  words of the schema
FOLDER/table  a table of each plan, and tables made by hand
FOLDER/image  small images of both boards
FOLDER/binary small binaries with an image header
"""

import glob
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "test", "packer"))

from septum_table import Part, binary, core, link_record, simple_table, xm_header  # noqa: E402

BASES = {"zynq7000": 0x10000000, "vexpress_a9": 0x70000000}


def write(data, *path):
    with open(os.path.join(*path), "wb") as f:
        f.write(data)


def write_dictionary(path):
    """Element and attribute names and enumerated values of the schema."""
    with open(os.path.join(ROOT, "config", "XM_CF.xsd"), encoding="utf-8") as f:
        words = set(re.findall(r'\b(?:name|value)="([^"\\]+)"', f.read()))
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(f'"{word}"\n' for word in sorted(words))


def seed_plans(cfgc, folder):
    plans = [*glob.glob(os.path.join(ROOT, "test/cfgc/good/*.xml")),
             *glob.glob(os.path.join(ROOT, "examples/*/plan.xml"))]
    for number, plan in enumerate(sorted(plans)):
        shutil.copy(plan, os.path.join(folder, "plan", f"plan{number}.xml"))
        subprocess.run([cfgc, "-o", os.path.join(folder, "table", f"plan{number}.bin"), plan],
                       check=True, stderr=subprocess.DEVNULL)


def seed_unsound(folder):
    """Tables that a fuzzer once tripped the check with."""
    table = simple_table([Part("a", 0x10000000), Part("b", 0x11000000)], uart=2)
    table.sections["part"][1]["num_irqs"] = 1
    table.add("irq", line=40, part=1)
    write(table.bytes(), folder, "table", "console_behind_irq.bin")


def seed_binaries(folder):
    """As fuzz_custom.c has its areas; the size chooses how many files there are."""
    base = 0x40000000
    for files in range(4):
        buffers = [(base + 0x100, 20), (base + 0xFF00, 4), (base + 0x130, 3)][:files]
        data = binary(60, 1) + xm_header(*buffers) + link_record(base, 0x60, 0x110, 0x120)
        write(data.ljust(256 + files, b"\0"), folder, "binary", f"files{files}.bin")


def seed_board(packer, folder, board):
    base = BASES[board]
    table = simple_table([Part("a", base), Part("b", base + 0x100000)], board=board,
                         hyp_phys=base + 0x200000).bytes()
    write(table, folder, "table", f"{board}.bin")
    write(table, "xm_cf.bin")
    write(core(board=board, size=0xC0), "core.bin")
    write(binary(70, 1), "a.bin")
    write(binary(128, 2), "b.bin")
    subprocess.run([packer, "-o", os.path.join(folder, "image", f"{board}.img"), "--core",
                    "core.bin"], check=True, stdout=subprocess.DEVNULL)


def main():
    cfgc, packer, folder = (os.path.realpath(arg) for arg in sys.argv[1:4])
    for name in ("plan", "table", "image", "binary", "work"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    os.chdir(os.path.join(folder, "work"))
    write_dictionary(os.path.join(folder, "plan.dict"))
    seed_plans(cfgc, folder)
    seed_unsound(folder)
    seed_binaries(folder)
    for board in BASES:
        seed_board(packer, folder, board)


if __name__ == "__main__":
    main()
