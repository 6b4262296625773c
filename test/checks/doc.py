#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""doc.py [DOC_TABLES] [--update]: the tables in doc/ are those of the lists, and links lead somewhere.

A page has the lines
    <!-- table: events -->
    <!-- end -->
and between them what DOC_TABLES prints for "table events".  --update writes it.
The table "costs" is made here, from the lists and the baseline of the bench: a service
that was not measured yet has a "-".  Without DOC_TABLES only that one is looked at.
Links of all pages to files of the tree must exist, and so must what the table of faults
known from others names as tests; each test of t_regression.c is named there.
"""

import os
import re
import sys

import tree

PLACE = re.compile(r"(<!-- table: (\w+) -->\n)(.*?)(<!-- end -->)", re.S)


BOARDS = ("zynq7000", "qemu_virt")


def measured():
    """{(board, service): numbers of the baseline}."""
    found = {}
    for board, service, number in re.findall(r"^(\w+) (\w+)/\S+ (\d+)$",
                                             tree.read("test/bench/baseline.txt"), re.M):
        found.setdefault((board, service), []).append(int(number))
    return found


def cost(numbers):
    if not numbers:
        return "-"
    return " to ".join(str(n) for n in sorted({min(numbers), max(numbers)}))


def costs():
    numbers, bounds = measured(), tree.bounds()
    rows = [[name, bounds.get(bound, bound), *(cost(numbers.get((board, name))) for board in BOARDS)]
            for name, bound in re.findall(r"^HC\d\(\d+, (\w+), \w+, (\w+)",
                                          tree.read("abi/hypercalls.def"), re.M)]
    head = [["service", "bound", *BOARDS], ["---"] * (2 + len(BOARDS))]
    return "".join(f"| {' | '.join(row)} |\n" for row in head + rows).replace(" --- ", "---")


def tables(programs):
    """{name: text} of all, or only of what needs no program."""
    known = {"costs": costs()}
    for program in programs:
        parts = re.split(r"^table (\w+)\n", tree.run([program]).stdout, flags=re.M)
        known.update(zip(parts[1::2], parts[2::2]))
    return known


def pages():
    return [n for n in tree.files(top=True) if n.endswith(".md")]


def dead_links():
    problems = []
    for name in pages():
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", tree.read(name)):
            there = tree.path(os.path.dirname(name), target)
            if "://" not in target and not os.path.exists(there):
                problems.append(f"{name}: {target} does not exist")
    return problems


def known_faults():
    """What is wrong with the table of faults known from others."""
    page, source = "doc/robustness.md", "test/unit/t_regression.c"
    rows = re.findall(r"^\| ([^|]*) \| ([^|]*) \| (?:tested|open: [^|]*) \|$", tree.read(page), re.M)
    tests = set(re.findall(r"^\t\tTEST\((\w+)\)", tree.read(source), re.M))
    named, problems = set(), []
    for fault, cell in rows:
        here = set(re.findall(r"`([a-z0-9_]+)`", re.sub(r"cfgc: .*", "", cell)))
        there = ([f"test/qemu/{case}" for case in re.findall(r"\bqemu\.(\w+)", cell)] +
                 [f"test/cfgc/bad/{plan}.xml" for plan in re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", cell)])
        named |= here
        if not here and not there:
            problems.append(f"{page}: no test of: {fault}")
        problems += [f"{page}: {source} has no test {name}" for name in sorted(here - tests)]
        problems += [f"{page}: {path} does not exist" for path in there
                     if not os.path.exists(tree.path(path))]
    problems += [f"{page}: does not name {name} of {source}" for name in sorted(tests - named)]
    return problems if rows else [f"{page}: no table of faults"]


def main():
    programs = [a for a in sys.argv[1:] if not a.startswith("--")]
    known, problems, places = tables(programs), [], 0
    for name in pages():
        text = tree.read(name)
        for _, table, old, _ in PLACE.findall(text):
            places += 1
            if table not in known and programs:
                problems.append(f"{name}: there is no table {table}")
            elif known.get(table, old) != old and "--update" not in sys.argv:
                problems.append(f"{name}: table {table} is out of date; test/checks/doc.py --update")
        if "--update" in sys.argv:
            new = PLACE.sub(lambda m: m[1] + known.get(m[2], m[3]) + m[4], text)
            if new != text:
                with open(tree.path(name), "w", encoding="utf-8") as f:
                    f.write(new)
    if places == 0:
        problems.append("no table in any page")
    tree.finish(problems + dead_links() + known_faults(), f"{places} tables, {len(pages())} pages")


if __name__ == "__main__":
    main()
