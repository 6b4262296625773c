#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Make a small image for t_verify and for the fuzzer's seeds.

Usage: make_image.py PACKER FOLDER
"""

import os
import subprocess
import sys

from septum_table import Part, binary, core, simple_table


def main():
    packer, folder = os.path.realpath(sys.argv[1]), sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    files = {"xm_cf.bin": simple_table([Part("a", 0x10000000), Part("b", 0x11000000)]).bytes(),
             "core.bin": core(size=0xC0), "a.bin": binary(70, 1), "b.bin": binary(128, 2)}
    for name, data in files.items():
        with open(name, "wb") as f:
            f.write(data)
    subprocess.run([packer, "-o", "small.img", "--core", "core.bin"], check=True)


if __name__ == "__main__":
    main()
