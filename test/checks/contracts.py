#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Every prototype in the headers of libxm has its contract directly above it.

A comment belongs to the prototypes below it, up to the next comment or empty line.
What a function asks of the hypervisor is found in the sources of libxm; for every
service of abi/hypercalls.def that it reaches, the comment names

  each code that abi/answers.def and the service's right permit
  the caller: any, self or system
  the cost: free, the bound in instructions, or in the words of abi/bounds.def

But not of those that it reaches through a function which the comment names: what is
said there holds here.  Requirements that a comment names exist.
"""

import re

import tree

INCLUDE, SOURCES = "partitions/libxm/include", "partitions/libxm/src"
CALLER = {"ANY": "any", "SYS": "system", "SELF": "self", "OWN": "self"}
# What the right alone decides (doc/abi.md, SEP-PART-015).
BY_RIGHT = {"ANY": set(), "SYS": {"PERM_ERROR"}, "SELF": {"PERM_ERROR", "INVALID_PARAM"},
            "OWN": {"PERM_ERROR", "INVALID_PARAM"}}
PROTOTYPE = re.compile(r"^(?!typedef|extern|#|\s).*?\b(\w+)\(.*(?:[,;({]|\)|\bnoreturn\)\);)$")
FUNCTION = re.compile(r"^\w[\w ]*[ *](\w+)\([^;{]*\)\n\{\n(.*?)^\}", re.M | re.S)


def services():
    """{name: (right, bound)} from the list."""
    text = re.sub(r"/\*.*?\*/", "", tree.read("abi/hypercalls.def"), flags=re.S)
    return {m[1]: (m[2], m[3]) for m in re.finditer(r"^HC\d\(\d+, (\w+), (\w+), (\w+)", text, re.M)}


def answers():
    """{name: error codes, without XM_}."""
    known = set(re.findall(r"^XM_ERROR\((\w+), -\d+,", tree.read("abi/errors.def"), re.M))
    return {m[1]: set(re.split(r"\W+", m[2])) & known
            for m in re.finditer(r"^ANSWERS\((\w+), ([\w |]+, [\w |]+),", tree.read("abi/answers.def"), re.M)}


def calls():
    """The functions of libxm, and reach(function, but): the services it reaches, also
    through other functions of the interface, but through some."""
    bodies = {}
    for name in tree.files([SOURCES], ".c"):
        bodies.update({m[1]: m[2] for m in FUNCTION.finditer(tree.read(name))})
    direct = {f: set(re.findall(r"\bhc_(\w+)\(", body)) for f, body in bodies.items()}
    below = {f: set(re.findall(r"\b(XM_[a-z]\w+)\(", body)) for f, body in bodies.items()}

    def reach(function, but=()):
        found = set(direct.get(function, ()))
        for other in below.get(function, set()) - {function, *but}:
            found |= reach(other, (*but, function))
        return found

    return set(bodies), reach


def contracts(text):
    """(function, line, comment or None) for every prototype and inline function."""
    found, comment, inside = [], None, None
    for number, line in enumerate(text.splitlines(), 1):
        if inside is not None or line.startswith("/*"):
            inside = (inside or "") + line + "\n"
            if "*/" in line:
                comment, inside = inside, None
        elif not line.strip():
            comment = None
        else:
            match = PROTOTYPE.match(re.sub(r"\s*/\*.*?\*/\s*$", "", line))
            if match:
                found.append((match[1], number, comment))
    return found


def words_for(bound):
    return tree.bounds().get(bound, bound + " instructions")


def unnamed(text, who, codes):
    return [f"does not name XM_{code}, which {who} returns"
            for code in sorted(codes) if not re.search(rf"\bXM_{code}\b", text)]


def missing(text, service, right, bound):
    """What the comment does not say about the right and the bound of a service."""
    cost = text[text.find("Cost:"):] if "Cost:" in text else ""
    if not re.search(rf"\bCaller: {CALLER[right]}\b", text):
        yield f'does not say "Caller: {CALLER[right]}", the right of {service}'
    if not re.search(rf"\b{words_for(bound)}\b", cost):
        yield f'does not say "Cost: {words_for(bound)}", the bound of {service}'


def check(function, comment, reached, listed, codes):
    if comment is None:
        yield "has no comment directly above it"
        return
    if not function.startswith("XM_"):
        return
    text = re.sub(r"\s+(\* ?)?", " ", comment)
    # What only the library offers, such as get_gid_by_name, is listed under its own name.
    own = codes.get(function.removeprefix("XM_"), set())
    if not any(function == "XM_" + service for service in reached):
        yield from unnamed(text, "it", own)
    for service in sorted(reached):
        right = listed[service][0]
        yield from unnamed(text, service, codes.get(service, set()) | BY_RIGHT[right])
        yield from missing(text, service, *listed[service])


def main():
    listed, codes, (functions, reach) = services(), answers(), calls()
    defined = set(re.findall(r"SEP-[A-Z]+-\d{3}(?=:)", "".join(
        tree.read(n) for n in tree.files(["doc/requirements"], ".md"))))
    problems, found = [], set()
    for name in tree.files([INCLUDE], ".h"):
        text = tree.read(name)
        problems += [f"{name}: {n} is no requirement"
                     for n in sorted(set(re.findall(r"SEP-[A-Z]+-\d{3}", text)) - defined)]
        for function, line, comment in contracts(text):
            found.add(function)
            named = re.findall(r"\bXM_[a-z]\w+", comment or "")
            problems += [f"{name}:{line}: {function} {what}" for what in
                         check(function, comment, reach(function, named), listed, codes)]
    problems += [f"{f} is declared in no header" for f in sorted(functions - found)
                 if f.startswith("XM_")]
    offered = set().union(*(reach(f) for f in found))
    problems += [f"{s} is missing in answers.def" for s in sorted(offered - set(codes))]
    # The library keeps two for itself.
    problems += [f"no prototype leads to {s}"
                 for s in sorted(set(listed) - offered - {"set_vectors", "upcall_return"})]
    tree.finish(problems, f"{len(found)} prototypes, {len(offered)} services")


if __name__ == "__main__":
    main()
