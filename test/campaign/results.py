#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""What a whole campaign printed, into doc/robustness.md.

Usage: ./check --campaign | tee LOG; test/campaign/results.py LOG [LOG ...]
Everything but progress is taken over as it is.  A part that several logs have is that of
the last one; each has to have passed."""

import os
import re
import sys

from guest import ROOT
from whole import parts

PAGE = os.path.join(ROOT, "doc", "robustness.md")
PLACE = re.compile(r"(<!-- results -->\n).*?(<!-- end -->)", re.S)
PART = re.compile(r"^== (\w+)\n(.*?)^== \1: passed, (\d+) s$", re.M | re.S)
PROGRESS = re.compile(r"^(  |qemu-|$)")
REASON = re.compile(r"^reason (\d+: \d+)\n", re.M)


def result(text):
    """Its lines that are no progress; reasons of refused tables all in one."""
    text = "".join(line + "\n" for line in text.splitlines() if not PROGRESS.match(line))
    reasons = ", ".join(REASON.findall(text))
    return REASON.sub("", text) + (f"reasons {reasons}\n" if reasons else "")


def main():
    found = {}
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as f:
            found.update({name: f"### {name}, {seconds} s\n\n```\n{result(text)}```\n"
                          for name, text, seconds in PART.findall(f.read())})
    lacking = [name for name in parts("", "") if name not in found]
    if lacking:
        sys.exit(f"results.py: not passed: {' '.join(lacking)}")
    with open(PAGE, encoding="utf-8") as f:
        page = f.read()
    sections = "\n" + "\n".join(found[name] for name in parts("", "")) + "\n"
    with open(PAGE, "w", encoding="utf-8") as f:
        f.write(PLACE.sub(lambda m: m[1] + sections + m[2], page))


if __name__ == "__main__":
    main()
