#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""bound.py BUILD: the boot and every visit to the hypervisor have a bound (SEP-BOUND-001, SEP-BOUND-004), and what
the core only begins while there is time for it is not longer than what it looks for (SEP-BOUND-008);
what begins at any time is so short that the next slot is not late (SEP-BOUND-009).

BUILD is the folder of a board's sub-build; the formulas are left there in bounds.txt.
What is wrong is a line of the source: a loop without LOOP_BOUND() (abi/types.h) in its
body, say; or a number of abi/hypercalls.def, abi/bounds.def or core/guards.h.
"""

import itertools
import math
import os
import re
import sys

import tree

sys.path.insert(0, tree.path("tools/bound"))

import bound  # noqa: E402
import image  # noqa: E402
import late  # noqa: E402

# The largest plan that the numbers are for: of what abi/bounds.def says nothing about, as much as a board can have.
LARGEST = {"area_bits": 23, "calls": 0, "consoles": 2, "dests": 8, "ipvi_dests": 8, "irqs": 96, "length": 64,
           "pieces": 0, "refusals": 1, "register_bits": 20, "vcpus": 1}
MORE = {name.lower(): (int(usual), int(each)) for name, usual, each in
        re.findall(r"^MORE\((\w+), (\d+), (\d+), ", tree.read("abi/bounds.def"), re.M)}
# Far beyond the numbers: bounds are sums, so what holds there and at them holds between.
BEYOND = 10000
# Bytes of the longest message; the length above is that of records.
MESSAGE = 1 << 16
# What a formula of bounds.def counts, as the tool does.
COUNTS = {"AREAS": "areas", "PORTS": "ports", "WORDS": "length", "DESTS": "dests", "IPVI_DESTS": "ipvi_dests"}


def plans():
    """(counts, what bounds are longer there): with no more of anything than the numbers are for, and with
    more of one thing or of all."""
    for beyond in ({}, *({name} for name in MORE), set(MORE)):
        more = {name: usual + BEYOND * (name in beyond) for name, (usual, _) in MORE.items()}
        yield {**LARGEST, **more}, sum(BEYOND * MORE[name][1] for name in beyond)


def corners(names, plan):
    """Both ends of every count: no sum of products is further above another anywhere else."""
    for ends in itertools.product((0, 1), repeat=len(names)):
        yield {**plan, **{n: (MESSAGE if n == "length" else plan[n]) * end for n, end in zip(names, ends)}}


def limits(plan, surplus):
    """{service: [(counts, instructions)]} that its bound in the list comes to, and the free ones:
    those that need not ask."""
    formulas = dict(re.findall(r"^BOUND\((\w+), (.*), \"", tree.read("abi/bounds.def"), re.M))
    listed = re.findall(r"^HC\d\(\d+, (\w+), \w+, (\w+)", tree.read("abi/hypercalls.def"), re.M)
    out, free = {}, [name for name, text in listed if text == "HC_FREE"]
    for name, text in listed:
        if name in free:
            continue
        text = formulas.get(text.removeprefix("HC_"), text)
        used = [word for word in COUNTS if re.search(rf"\b{word}\b", text)]
        out[name] = []
        for at in corners([COUNTS[word] for word in used], plan):
            if name == "send_queuing_message":
                at["dests"] = 1  # of a queuing channel
            value = text
            for word in used:
                value = re.sub(rf"\b{word}\b", str(at[COUNTS[word]] // (4 if word == "WORDS" else 1)), value)
            out[name].append((at, surplus + result(value)))
    return out, free


def result(text):
    """Of sums of products of numbers."""
    return sum(math.prod(int(factor) for factor in term.split(" * ")) for term in text.split(" + "))


def too_small(found, plan, surplus):
    """What the core begins though it may take longer."""
    listed, free = limits(plan, surplus)
    for name, ends in listed.items():
        if name == bound.LIST:
            continue
        for at, most in ends:
            longest = found[name + bound.DECIDES].value(at)
            if longest > most:
                yield f"{name}: {longest} instructions, {most} in the list"
                break
    guards = {name: int(n) for name, n in re.findall(r"(\w+)_INSNS = (\d+)", tree.read("core/guards.h"))}
    decision = found["decision"].value(plan)
    free = max(found[name].value(plan) for name in free)
    at_worst = found["decision at worst"].value(plan)
    for name, most, longest in (
            ("DECISION", guards["DECISION"], decision),
            *(("FAR", guards["FAR"], found[name + bound.DECIDES].value(plan)) for name in ("get_time", "upcall_return")),
            ("FAULT", guards["FAULT"], found["fault"].value(plan)),
            ("LOAD_PIECE", guards["LOAD_PIECE"], found["piece of a load"].value(plan) + at_worst),
            ("REPORT", guards["REPORT"], found["line of an event"].value(plan) + decision),
            ("PUMP", 16 * plan["consoles"] * guards["PUMP"], found["16 bytes for UARTs"].value(plan)),
            ("LISTEN", plan["consoles"] * guards["LISTEN"], found["16 bytes from UARTs"].value(plan)),
            (bound.LIST, listed[bound.LIST][0][1] - surplus, free + decision)):
        most += surplus
        if longest > most:
            yield f"{name}: {longest} instructions, {most} are looked for"


def main(build):
    elf = os.path.join(build, "core.elf")
    try:
        bounds = bound.Bounds(elf)
        found, unasked = bounds.found, bounds.unasked()
    except image.Unknown as problem:
        tree.finish([bound.located(elf, str(problem))], "")
    missing = [name for name, _ in bound.services().values() if name + bound.DECIDES not in found]
    with open(os.path.join(build, "bounds.txt"), "w", encoding="utf-8") as f:
        f.write(bound.formulas(bounds))
    problems = [f"{name}: no bound" for name in missing] or \
        [problem for plan, surplus in plans() for problem in too_small(found, plan, surplus)]
    problems += late.problems(unasked, "enter_hypercall" not in bounds.image.symbols)
    tree.finish(list(dict.fromkeys(problems)),
                f"{len(found) + 1} bounds, {build}/bounds.txt")


if __name__ == "__main__":
    main(sys.argv[1])
