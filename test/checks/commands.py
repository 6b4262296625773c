#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""./demo and ./check refuse arguments that they do not know: a sentence and status 2."""

import tree

REFUSED = (("demo", "hello", "hm"), ("demo", "--nonsense"), ("demo", "hello", "--board"),
           ("demo", "nobody"), ("demo", "hello", "--board", "pdp11"), ("check", "--nonsense"))


def main():
    problems = []
    for name, *arguments in REFUSED:
        done = tree.run([tree.path(name), *arguments], timeout=20)
        if done.returncode != 2 or not done.stdout.startswith(("usage:", "There is no")):
            problems.append(f"{name} {arguments}: status {done.returncode}: {done.stdout[:60]}")
    tree.finish(problems, f"{len(REFUSED)} refused")


if __name__ == "__main__":
    main()
