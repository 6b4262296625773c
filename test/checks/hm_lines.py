#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The lines of the health monitor are as doc/hm.md says.

Every one in the expected consoles of the examples and system tests, and every one
that a page shows, must match the regular expression of that page; event, cause and
action must be names of its tables.  Each of the three details has to occur, or the
page speaks of what nobody tests.  SEP-HM-017
"""

import re

import tree

PAGE = "doc/hm.md"
# What compare.py of test/qemu puts in the place of what differs between boards.
WORDS = {"@SEQ@": "00000", "@TIME@": "0.000000", "@PC@": "0x00000000", "0x@R@": "0x0",
         "@GIC@": "0x00000", "@CONSOLE@": "0x00000", "@VALUE@": "0"}
DETAILS = ("addr", "pc", "value")


def grammar():
    found = re.findall(r"^```regex\n(.*)\n```$", tree.read(PAGE), re.M)
    if len(found) != 1:
        tree.finish([f"{PAGE} has {len(found)} regular expressions"], "")
    return re.compile(found[0])


def names(table, column):
    """The words in a column of a table of the page."""
    body = re.search(rf"<!-- table: {table} -->\n(.*?)<!-- end -->", tree.read(PAGE), re.S)[1]
    return {row.split("|")[column].strip() for row in body.splitlines()[2:]}


def lines():
    """(file, number, line) of all that look like one."""
    for name in tree.files(["examples", "test", "doc"], top=True):
        if re.search(r"(^|/)expected[^/]*\.txt$|\.md$", name):
            for number, line in enumerate(tree.read(name).splitlines(), 1):
                if re.match(r"HM [\d@]", line):
                    yield name, number, line


def problem(line, form, known):
    for word, sample in WORDS.items():
        line = line.replace(word, sample)
    match = form.fullmatch(line)
    if not match:
        return "does not fit the grammar"
    unknown = [match[kind] for kind in known if match[kind] not in known[kind]]
    return f"{unknown[0]} is in no table" if unknown else None


def main():
    form, problems, seen = grammar(), [], []
    known = {"event": names("events", 2), "cause": names("causes", 1), "action": names("actions", 2)}
    for name, number, line in lines():
        wrong = problem(line, form, known)
        if wrong:
            problems.append(f"{name}:{number}: {wrong}: {line}")
        seen.append(re.search(r" cause=\w+ (\w+)=", line))
    details = {match[1] for match in seen if match}
    problems += [f"no line has {detail}= behind its cause" for detail in DETAILS if detail not in details]
    tree.finish(problems, f"{len(seen)} lines fit")


if __name__ == "__main__":
    main()
