#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Requirements against tests.

doc/requirements/*.md holds lines "- SEP-AREA-NNN: sentence."; tests name the
numbers they verify, in a comment beside the test.  A requirement without a
test, a number that no page defines and a number defined twice are problems;
tests that name no requirement are listed.
"""

import re

import tree

NUMBER = re.compile(r"\bSEP-[A-Z]+-\d{3}\b")
DEFINITION = re.compile(r"^\s*[-*]?\s*(SEP-[A-Z]+-\d{3}):\s*(.*)$")
# Folders whose subfolders or files are one test each.
CASES = ("test/unit", "test/model", "test/qemu", "test/cfgc", "test/packer", "test/fuzz", "test/checks")


def definitions(problems):
    sentences = {}
    for name in tree.files(["doc/requirements"], ".md"):
        for line in tree.read(name).splitlines():
            match = DEFINITION.match(line)
            if not match:
                continue
            if match[1] in sentences:
                problems.append(f"{name}: {match[1]} is defined twice")
            sentences[match[1]] = match[2]
    return sentences


def mentions():
    """{number: files} over everything under test/ and the tests of the examples."""
    found = {}
    for name in tree.files(["test", "examples"]):
        for number in NUMBER.findall(tree.read(name)):
            found.setdefault(number, set()).add(name)
    return found


def case_of(name):
    """The test a file belongs to: a case folder, or a test program t_*.c or test_*.py."""
    parts = name.split("/")
    if parts[1] == "qemu" and len(parts) > 3:
        return "/".join(parts[:3])
    if re.match(r"(t_|test_|model|fuzz_|run_).*\.(c|py|sh)$", parts[-1]):
        return name
    return None


def ranges(numbers):
    """SEP-HM-001 SEP-HM-002 SEP-HM-003 SEP-HM-007 as "SEP-HM-001..003 007"."""
    areas = {}
    for number in numbers:
        area, digits = number.rsplit("-", 1)
        runs = areas.setdefault(area, [])
        if runs and runs[-1][1] + 1 == int(digits):
            runs[-1][1] = int(digits)
        else:
            runs.append([int(digits), int(digits)])
    return [f"{area}-" + " ".join(f"{a:03}" if a == b else f"{a:03}..{b:03}" for a, b in runs)
            for area, runs in sorted(areas.items())]


def main():
    problems = []
    sentences = definitions(problems)
    found = mentions()
    tracing = {name for names in found.values() for name in names}
    cases = {}
    for name in tree.files(CASES):
        case = case_of(name)
        if case:
            cases[case] = cases.get(case, False) or name in tracing
    live = {n for n, s in sentences.items() if not s.lower().startswith("withdrawn")}
    untested = sorted(live - set(found))
    silent = sorted(case for case, traced in cases.items() if not traced)
    problems += [f"{n} has no test: {sentences[n]}" for n in untested]
    problems += [f"{n} is defined nowhere but named in {', '.join(sorted(found[n]))}"
                 for n in sorted(set(found) - set(sentences))]
    tree.report("requirements", "\n".join(
        [f"requirements: {len(live)}, with a test: {len(live) - len(untested)}",
         f"tests: {len(cases)}, without a requirement: {len(silent)}"]
        + [f"  no test         {text}" for text in ranges(untested)]
        + [f"  no requirement  {case}" for case in silent]))
    tree.finish(problems, "every requirement has a test")


if __name__ == "__main__":
    main()
