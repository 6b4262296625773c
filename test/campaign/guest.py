# SPDX-License-Identifier: BSD-2-Clause
"""One run of a campaign's image in QEMU, with orders in its memory."""

import os
import re
import struct
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
QEMU_RUN = os.path.join(ROOT, "tools", "qemu-run")
# Where the plans have the area "orders".
ORDERS_AT = {"zynq7000": 0x13100000, "qemu_virt": 0x53100000}
COMPLAINT = re.compile(r"campaign: FAILED|\[\d\] FAILED|\[\d\]   |SEPTUM (PANIC|STOP)|HM ")


def board_of(image):
    return re.search(r"-([a-z0-9_]+)\.img$", image)[1]


class Guest:
    """Its console, line by line; status and seconds when it has ended.  words are its
    orders, flood is what the console's receiver gets."""

    def __init__(self, image, words, timeout, flood=None):
        self.board = board_of(image)
        self.image, self.timeout = image, timeout
        self.orders = struct.pack(f"<{len(words)}I", *words)
        self.flood = flood
        self.complaints = []
        self.status = None
        self.seconds = 0.0

    def command(self, orders):
        command = [QEMU_RUN, "--timeout", str(self.timeout)]
        if self.flood:
            command += ["--input", self.flood]
        if self.orders:
            loader = f"loader,file={orders},addr={ORDERS_AT[self.board]:#x},force-raw=on"
            return command + [self.image, "--", "-device", loader]
        return command + [self.image]

    def lines(self):
        start = time.monotonic()
        with tempfile.NamedTemporaryFile(suffix=".orders") as f:
            f.write(self.orders)
            f.flush()
            with subprocess.Popen(self.command(f.name), stdout=subprocess.PIPE, encoding="utf-8",
                                  errors="replace") as child:
                for line in child.stdout:
                    line = line.rstrip("\r\n")
                    if COMPLAINT.match(line):
                        self.complaints.append(line)
                    yield line
        self.status = child.returncode
        self.seconds = time.monotonic() - start
