#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The first plan of the README builds and runs exactly as it is printed there.

Takes the four blocks of code out of README.md, puts them where it says, types
the command it gives, and expects what the program promises.
"""

import os
import re
import sys
import tempfile

import tree

EXPECTED = ("partition 0 is alive", "SEPTUM HALT status=0")


def block(language):
    found = re.findall(rf"^```{language}\n(.*?)^```", tree.read("README.md"), re.S | re.M)
    if len(found) != 1:
        sys.exit(f"README.md has {len(found)} blocks of {language}")
    return found[0]


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(tree.ROOT, os.path.join(folder, "septum"))
        for name, language in (("plan.xml", "xml"), ("first.c", "c"), ("CMakeLists.txt", "cmake")):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write(block(language))
        done = tree.run(["sh", "-e", "-c", block("sh")], cwd=folder)
    problems = [f"'{line}' is not on the console" for line in EXPECTED
                if line not in done.stdout.splitlines()]
    if done.returncode:
        problems.append(f"exit status {done.returncode}")
    if problems:
        print(done.stdout)
    tree.finish(problems, "the first plan works as printed")


if __name__ == "__main__":
    main()
