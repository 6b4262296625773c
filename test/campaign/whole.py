#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The whole campaign, for ./check --campaign: every part at full length.

Usage: whole.py BUILD HOST_BUILD [PART ...]
BUILD has the images, HOST_BUILD the programs for the simulated machine."""

import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.realpath(__file__))
BOARDS = ("zynq7000", "qemu_virt")


def images(build, name, boards=BOARDS):
    return [os.path.join(build, "images", f"{name}-{board}.img") for board in boards]


def parts(build, host):
    """{name: command}"""
    program = os.path.join(host, "bin", "campaign_")
    return {
        "tables": [f"{program}tables", "--count", "100000", "--seed", "2"],
        "resets": [f"{program}resets", "--count", "1000000", "--seed", "2"],
        "flood": [sys.executable, os.path.join(HERE, "flood.py"),
                  *images(build, "campaign-flood", ("zynq7000", "vexpress_a15"))],
        "images": [sys.executable, os.path.join(HERE, "images.py"), "--count", "150",
                   *images(build, "qemu-damaged")],
        "streams": [sys.executable, os.path.join(HERE, "streams.py"), "--progress",
                    "--instructions", "10000000", "--timeout", "3000", *images(build, "campaign-streams")],
        "service": [sys.executable, os.path.join(HERE, "service.py"), "--progress", "--complete",
                    "--limit", "10000", "--cases", "20000", "--timeout", "3000",
                    *images(build, "campaign-service")],
        "phases": [sys.executable, os.path.join(HERE, "../bench/phases.py"), build],
    }


def main():
    build, host, chosen = sys.argv[1], sys.argv[2], sys.argv[3:]
    results = {}
    for name, command in parts(build, host).items():
        if chosen and name not in chosen:
            continue
        print(f"== {name}", flush=True)
        start = time.monotonic()
        results[name] = subprocess.run(command).returncode
        print(f"== {name}: {'failed' if results[name] else 'passed'}, "
              f"{time.monotonic() - start:.0f} s\n", flush=True)
    failed = sum(1 for code in results.values() if code)
    print(f"{len(results) - failed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
