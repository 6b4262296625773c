#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""api.py [--update]: the C interface of partitions is that of test/golden/api.txt, and of XtratuM.

Three things: everything that the headers of libxm declare is in the golden file, one
fact a line, --update writes it; every header offers what test/golden/family.txt
says of XtratuM for ARM; and the enumerators of abi/ are macros too, in a header that
--update writes.  What is to differ is in test/golden/deviations.txt, with the
reason; what is to come in test/golden/missing.txt.  A line there that is not true is a
problem too.
"""

import difflib
import functools
import re
import sys

import cdecl
import tree

# The name in an expression.
NAME = re.compile(r"\b(?!sizeof|_Alignof|__builtin_offsetof|struct\b)[A-Za-z_]\w*")
GOLDEN = "test/golden/api.txt"
FAMILY = "test/golden/family.txt"
VALUES = cdecl.INCLUDE + "/xm_inc/values.h"
OWN = re.compile(r"^(XM_|xm_|XAL|struct (xm_|vcpu_ctl$))")  # how names begin that are not the family's


def all_headers():
    return [n[len(cdecl.INCLUDE) + 1:] for n in tree.files([cdecl.INCLUDE], ".h")]


class Interface:
    """What a set of headers offers, ready to be asked."""

    def __init__(self, headers):
        self.headers = headers
        self.declared = cdecl.Declarations(headers)
        self.macros = cdecl.macros(headers)
        self.values = {}

    def layouts(self):
        """What to ask about records."""
        return [question for record, fields in self.declared.records.items()
                for question in layout_of(record, fields)]

    def numbers(self):
        """Enumerators, and the macros that are numbers."""
        plain = [name for name, text in self.macros.items() if "(" not in name and text]
        return self.declared.constants + cdecl.constant_ones(self.headers, plain)

    def ask(self, expressions):
        self.values.update(cdecl.values(self.headers, expressions))

    def names(self):
        d = self.declared
        return {*d.functions, *d.types, *d.records, *d.variables, *d.constants,
                *(m.split("(")[0] for m in self.macros)}


def layout_of(record, fields):
    yield f"sizeof({record})"
    yield f"_Alignof({record})"
    for path, _, bits in fields:
        if bits is None:
            yield f"__builtin_offsetof({record}, {path})"
            yield f"sizeof((({record} *)0)->{path})"


# --- the golden file -----------------------------------------------------------------


def record_lines(i, record):
    yield (f"record {record}: size {i.values[f'sizeof({record})']}, "
           f"align {i.values[f'_Alignof({record})']}")
    for path, kind, bits in i.declared.records[record]:
        where = f"{bits} bits"
        if bits is None:
            where = (f"at {i.values[f'__builtin_offsetof({record}, {path})']}, "
                     f"size {i.values[f'sizeof((({record} *)0)->{path})']}")
        yield f"field {record}: {kind} {path}, {where}"


def dump(i):
    d, numbers = i.declared, set(i.numbers())
    i.ask(i.layouts() + sorted(numbers))
    lines = [f"type {name}: {text}" for name, text in d.types.items()]
    for record in d.records:
        lines += record_lines(i, record)
    lines += [f"variable {kind} {name}" for name, kind in d.variables.items()]
    lines += [f"function {result} {name}({', '.join(types)})"
              for name, (result, types) in sorted(d.functions.items())]
    lines += [f"constant {name} {i.values[name]}" for name in d.constants]
    lines += [f"macro {name} {i.values[name] if name in numbers else text}".rstrip()
              for name, text in sorted(i.macros.items())]
    return "".join(line + "\n" for line in lines)


# --- the constants as macros ---------------------------------------------------------

VALUES_HEAD = """/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * values.h - the constants of abi/ once more, as macros, for #if and #ifdef.  Written by
 * test/checks/api.py --update from the enumerators, which it hides.
 */
#ifndef LIBXM_XM_INC_VALUES_H
#define LIBXM_XM_INC_VALUES_H

#include <xm_inc/abi.h>

/* clang-format off */
"""


def values_header():
    """Text of the header; values are those of the enumerators, whatever it says now."""
    headers = ["xm_inc/abi.h"]
    names = cdecl.Declarations(headers).constants
    unhidden = [f"\n#undef {name}\n{name}" for name in names]
    values = cdecl.values(headers, unhidden)
    lines = [f"#define {name} {value if value >= 0 else f'({value})'}"
             for name, value in zip(names, map(values.get, unhidden))]
    return VALUES_HEAD + "\n".join(lines) + "\n\n#endif\n"


def golden(path, text, hint):
    """Problems of a file that is to have this text; --update makes it so."""
    if "--update" in sys.argv:
        with open(tree.path(path), "w", encoding="utf-8") as f:
            f.write(text)
    problems = list(difflib.unified_diff(tree.read(path).splitlines(), text.splitlines(),
                                         path, "the headers as they are", lineterm="", n=0))
    return problems + ([f"{path} differs: test/checks/api.py --update{hint}"] if problems else [])


# --- the family ----------------------------------------------------------------------


def family():
    """[(header, [(line number, words)])]."""
    found = []
    for number, line in enumerate(tree.read(FAMILY).splitlines(), 1):
        line = line.split("#")[0].strip()
        if line.startswith("header "):
            found.append((line.split()[1], []))
        elif line:
            found[-1][1].append((number, line))
    return found


def listed(name):
    """{name: reason} of deviations.txt or missing.txt."""
    lines = [line for line in tree.read(f"test/golden/{name}.txt").splitlines()
             if line and not line.startswith("#")]
    return dict((line.split(": ", 1) + [""])[:2] for line in lines)


def is_function(i, rest):
    result, name, types = re.fullmatch(r"(.*?)(\w+)\((.*)\)", rest).groups()
    there = i.declared.functions.get(name)
    if there is None:
        return name, "is not declared"
    mine = f"{there[0]} ({', '.join(there[1])})"
    wanted = f"{result.strip()} ({', '.join(there[1]) if types == '?' else types})"
    return name, None if mine == wanted else f"is {mine}, not {wanted}"


def is_type(i, rest):
    name, text = rest.split(": ")
    mine = i.declared.types.get(name)
    if mine is None:
        return name, "is not declared"
    return name, None if mine == text else f"is {mine}, not {text}"


def plain(kind):
    """int [3] as int[3]."""
    return kind.replace(" [", "[")


def is_record(i, rest):
    """NAME [size]: type field; type field:bits; ...; without a size further ones may follow."""
    name, size, members = re.fullmatch(r"(.*?)(?: (\d+))?: (.*)", rest).groups()
    if name not in i.declared.records:
        return name, "is not declared"
    mine = [f"{plain(kind)} {path}" + (f":{bits}" if bits else "")
            for path, kind, bits in i.declared.records[name]]
    wanted = [re.sub(r"^(.*) ([\w.]+)(\[\w+\])$", r"\1\3 \2", m.strip()) for m in members.split(";")]
    if (mine if size else mine[:len(wanted)]) != wanted:
        return name, f"has {'; '.join(mine)}; not {'; '.join(wanted)}"
    has = i.values[f"sizeof({name})"]
    return name, None if size is None or has == int(size) else f"has {has} bytes, not {size}"


def is_constant(i, rest):
    """EXPRESSION value; the expression has one name in it."""
    expression, value = rest.rsplit(" ", 1)
    name = NAME.search(expression)[0]
    mine, wanted = i.values.get(expression), int(value, 0)
    if mine is None:
        return name, f"is not declared, or {expression} is no constant"
    if name == expression and name not in i.macros:
        return name, "is no macro: #if takes it for 0"
    return name, None if mine == wanted else f"{expression} is {mine}, not {wanted}"


def is_name(i, rest):
    return rest, None if rest in i.names() else "is not declared"


def is_variable(i, rest):
    kind, name = rest.rsplit(" ", 1)
    mine = i.declared.variables.get(name)
    return name, None if mine == kind else f"is {mine}, not {kind}"


def is_absent(i, rest):
    return rest, "is declared" if rest in i.names() else None


RULES = {"function": is_function, "type": is_type, "record": is_record, "constant": is_constant,
         "name": is_name, "variable": is_variable, "absent": is_absent}


@functools.cache
def names_of(header):
    return Interface([header]).names()


def compare_header(header, facts, seen):
    """(name, problem) of every fact that the header alone does not keep."""
    i = Interface([header])
    expressions = [line.rsplit(" ", 1)[0].split(" ", 1)[1] for _, line in facts
                   if line.startswith("constant ")]
    i.ask(i.layouts() + cdecl.constant_ones(i.headers, expressions))
    for number, line in facts:
        rule, rest = line.split(" ", 1)
        if rule == "as":
            for name in sorted(names_of(rest) - i.names()):
                yield name, f"{FAMILY}:{number}: {name} of {rest} is not in {header}"
            continue
        name, problem = RULES[rule](i, rest)
        if rule != "absent":
            seen.add(name)
        if problem:
            yield name, f"{FAMILY}:{number}: {name} {problem} ({header})"
        else:
            yield name, None


def compare():
    problems, seen, kept, broken = [], set(), set(), {}
    for header, facts in family():
        if header not in all_headers():
            broken[header] = f"{FAMILY}: there is no header {header}"
            continue
        for name, problem in compare_header(header, facts, seen):
            if problem:
                broken.setdefault(name, problem)
            else:
                kept.add(name)
    excused = {**listed("deviations"), **listed("missing")}
    problems += [text for name, text in broken.items() if name not in excused]
    problems += [f"{name} is as in family.txt now: its line in deviations.txt or missing.txt goes"
                 for name in excused if name not in broken]
    problems += [f"deviations.txt: {name} has no reason"
                 for name, reason in listed("deviations").items() if not reason]
    return problems, seen, len(kept)


def main():
    problems = golden(VALUES, values_header(), "")
    i = Interface(all_headers())
    text = dump(i)
    problems += golden(GOLDEN, text, ", and a line in CHANGES.md")
    more, seen, kept = compare()
    problems += more
    problems += [f"{name}: a name of our own, that does not begin as one"
                 for name in sorted(i.names() - seen) if not OWN.match(name)]
    tree.finish(problems, f"{text.count(chr(10))} facts, {kept} of them the family's, "
                          f"{len(listed('missing'))} to come")


if __name__ == "__main__":
    main()
