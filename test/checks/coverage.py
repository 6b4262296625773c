#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""coverage.py BUILD: what the host tests reach in core/.

Runs the tests of a build with gcov counters (preset "coverage") and asks for
every function and 90 % of the branches.  Branches of ASSERT() do not count: their
other side is a defect of the hypervisor, which no test can cause.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

import functions
import tree

BRANCHES_WANTED = 0.90
ASSERTIONS = r".*\bASSERT\(.*"


def run_tests(build):
    for where, _, names in os.walk(build):
        for name in names:
            if name.endswith(".gcda"):
                os.remove(os.path.join(where, name))
    done = subprocess.run(["ctest", "--test-dir", build, "-j2", "--output-on-failure", "--no-tests=error"],
                          stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        sys.exit("the tests themselves fail")


def gcov(build):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "coverage.json")
        done = tree.run(["gcovr", "--root", tree.ROOT, "--filter", tree.path("core") + "/",
                         "--exclude-branches-by-pattern", ASSERTIONS, "--json", out, build],
                        cwd=folder)
        if done.returncode:
            sys.exit(done.stdout)
        with open(out, encoding="utf-8") as f:
            return json.load(f)["files"]


def branches(file):
    """(taken, all) over the lines that count."""
    found = [b["count"] > 0 for line in file["lines"] if not line.get("gcovr/noncode")
             for b in line["branches"]]
    return sum(found), len(found)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    build = os.path.abspath(sys.argv[1])
    run_tests(build)
    files = gcov(build)
    problems, rows = [], []
    taken_all = branches_all = called_all = functions_all = 0
    seen = {f["file"] for f in files}
    for file in files:
        taken, count = branches(file)
        called = {f["name"]: f["execution_count"] > 0 for f in file["functions"]}
        uncalled = sorted(name for name in called if not called[name])
        problems += [f"{file['file']}: {name}() is never called" for name in uncalled]
        taken_all, branches_all = taken_all + taken, branches_all + count
        called_all += len(called) - len(uncalled)
        functions_all += len(called)
        rows.append(f"  {file['file']:28}{len(called) - len(uncalled):4} of {len(called):3}"
                    f"{taken:6} of {count:4} {percent(taken, count)}")
    wanted = re.findall(r"^\s+(core/\w+\.c)$", tree.read("core/sources.cmake"), re.M)
    problems += [f"{name} is in no test program" for name in wanted
                 if name not in seen and any(functions.functions(name))]
    if branches_all == 0 or taken_all < branches_all * BRANCHES_WANTED:
        problems.append(f"branches: {percent(taken_all, branches_all).strip()} of core/ are taken, "
                        f"{BRANCHES_WANTED:.0%} are wanted")
    tree.report("coverage", "\n".join(
        ["coverage of core/ by the host tests      functions      branches", *rows,
         f"  {'all':28}{called_all:4} of {functions_all:3}{taken_all:6} of {branches_all:4} "
         f"{percent(taken_all, branches_all)}"]))
    tree.finish(problems, "the gate is passed")


def percent(part, whole):
    return f"{part / whole:7.1%}" if whole else "      -"


if __name__ == "__main__":
    main()
