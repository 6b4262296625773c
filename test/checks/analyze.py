#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""analyze.py BUILD...: gcc -fanalyzer over core, HAL, library and tools: no finding.

Takes the command lines of compile_commands.json of each build folder.
"""

import concurrent.futures
import json
import os
import re
import shlex
import sys

import tree

FOLDERS = ("core/", "hal/", "partitions/", "tools/")


def commands(build):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as f:
        for entry in json.load(f):
            name = tree.rel(os.path.realpath(entry["file"]))
            if name.startswith(FOLDERS) and name.endswith(".c"):
                words = shlex.split(entry["command"])
                output = words.index("-o")
                words[output + 1] = os.devnull
                # Warnings of -fanalyzer alone: the build has seen the others.
                words = [w for w in words if not w.startswith("-fcallgraph-info") and w != "-Werror"]
                yield name, entry["directory"], [*words, "-fanalyzer"]


def analyze(job):
    name, folder, command = job
    done = tree.run(command, cwd=folder)
    found = [line for line in done.stdout.splitlines() if "[-Wanalyzer" in line or ": error:" in line]
    return found or ([f"{name}: the compiler failed"] if done.returncode else [])


def main():
    jobs = {job[0]: job for build in sys.argv[1:] for job in commands(build)}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        findings = [line for found in pool.map(analyze, jobs.values()) for line in found]
    if not jobs:
        sys.exit("nothing to analyze")
    own = re.compile(re.escape(tree.ROOT) + "/")
    tree.finish([own.sub("", line) for line in findings], f"{len(jobs)} files without a finding")


if __name__ == "__main__":
    main()
