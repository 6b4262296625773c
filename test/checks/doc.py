#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""doc.py DOC_TABLES [--update]: the tables in doc/ are those of the lists, and links lead somewhere.

A page has the lines
    <!-- table: events -->
    <!-- end -->
and between them what DOC_TABLES prints for "table events".  --update writes it.
Links of all pages to files of the tree must exist.
"""

import os
import re
import sys

import tree

PLACE = re.compile(r"(<!-- table: (\w+) -->\n)(.*?)(<!-- end -->)", re.S)


def tables(program):
    parts = re.split(r"^table (\w+)\n", tree.run([program]).stdout, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


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


def main():
    known, problems, places = tables(sys.argv[1]), [], 0
    for name in pages():
        text = tree.read(name)
        for _, table, old, _ in PLACE.findall(text):
            places += 1
            if table not in known:
                problems.append(f"{name}: there is no table {table}")
            elif old != known[table] and "--update" not in sys.argv:
                problems.append(f"{name}: table {table} is out of date; test/checks/doc.py --update")
        if "--update" in sys.argv:
            new = PLACE.sub(lambda m: m[1] + known.get(m[2], m[3]) + m[4], text)
            if new != text:
                with open(tree.path(name), "w", encoding="utf-8") as f:
                    f.write(new)
    if places == 0:
        problems.append("no table in any page")
    tree.finish(problems + dead_links(), f"{places} tables, {len(pages())} pages")


if __name__ == "__main__":
    main()
