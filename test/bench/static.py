# SPDX-License-Identifier: BSD-2-Clause
"""What needs no run: what the tools and the static checks say of a board's hypervisor and of
examples/flight.

Every function returns {key: number}, as in measure.py.
"""

import os
import re
import sys

from machine import ROOT, Failure, tool

sys.path.insert(0, os.path.join(ROOT, "test/checks"))

import size  # noqa: E402
import stack  # noqa: E402

import bounds  # noqa: E402

TEXT_GOAL, GUARD = size.LIMIT, stack.PAGE
NS = {"ns": 1, "us": 1000, "ms": 1000000}


def flight_plan(board):
    """Its file for the board."""
    made = os.path.join(board.build, f"examples/flight/plan.{board.name}.xml")
    return made if os.path.exists(made) else os.path.join(ROOT, "examples/flight/plan.xml")


def memory(board):
    """What packer says that the boot takes, in bytes."""
    text = tool(os.path.join(board.build, "bin/packer"), "--memory", board.image("flight"))
    shares = text[text.index("in all:"):]
    each = [int(m[1]) for m in re.finditer(r"^  \w+(?: +\d+)+ +(\d+) +\d+$", text, re.M)]
    found = {"memory/a_partition/min": min(each), "memory/a_partition/max": max(each)}
    for key, pattern, where in (("text", r"^  text +(\d+)", text), ("data", r"^  data +(\d+)", text),
                                ("a_port", r"each port has (\d+) bytes", text),
                                ("shared_by_all", r"^  shared by all +(\d+)", shares),
                                ("channels", r"^  channels +(\d+)", shares),
                                ("partitions", r"^  partitions +(\d+)", shares),
                                ("total", r"^  what the boot takes +(\d+)", shares)):
        found["memory/" + key] = int(re.search(pattern, where, re.M)[1])
    return found


def target(board):
    return os.path.join(board.build, f"target-{board.name}")


def text(board):
    """Text and constants themselves, without what is between them."""
    return {"memory/text_alone": size.measure(target(board))[""]}


def worst_stack(board):
    """The deepest chain of calls, and all that there is for it."""
    symbols = stack.elf_symbols(target(board))
    graph = stack.Graph(target(board), symbols)
    return {"stack/worst": graph.worst()[0] + stack.ENTRY,
            "stack/size": symbols["core_stack_top"] - symbols["core_stack"]}


def instructions(board, sentence, text):
    """Of a time that cfgc prints: on the boards of the bench an instruction is a nanosecond."""
    match = re.search(sentence.replace("TIME", r"(\d+) (\w+)"), text)
    if not match:
        raise Failure(f"{board.name}: cfgc --timing does not say: {sentence}")
    return int(match[1]) * NS[match[2]]


def displacement(board, plan):
    """{word: instructions} of what cfgc says of a plan: by how much others displace a slot at most, and
    what the hypervisor takes of it usually and at worst."""
    said = tool(os.path.join(board.build, "bin/cfgc"), "--timing", "--board", board.name, bounds.file_of(board, plan))
    return {"most": instructions(board, "others displace a slot by TIME at most", said),
            "usual": instructions(board, "the hypervisor takes TIME if all partitions behave", said),
            "worst": instructions(board, "all partitions behave, TIME at most", said)}


def displaced(board):
    """That of flight, and what a decision takes there; what begins without asking in the plan whose entries are
    the latest, too."""
    plan = flight_plan(board)
    of = bounds.of_plan(board, plan)
    return {**{"displaced/" + word: n for word, n in displacement(board, plan).items()},
            "displaced/unasked": bounds.unasked(board, plan)[0][0],
            **{f"phases_unasked/{name.replace(' ', '_')}": cost for cost, name in bounds.unasked(board, "phases")},
            "displaced/decision": of[bounds.word("decision")],
            "displaced/decision_at_worst": of[bounds.word("decision at worst")]}


# Entries that were measured where the processor was awake, and the plans that they were measured in.
ENTRIES = ((r"late/ticked/entry/max", "counters"), (r"late/\w+/entry/max", "hostile"), (r"phases/.*/entry/worst", "phases"))


def later(board, numbers):
    """Which entries were later than the longest of what begins without asking: [(key, measured, bound)]."""
    most = {plan: bounds.unasked(board, plan)[0][0] for _, plan in ENTRIES}
    plans = {key: next((plan for pattern, plan in ENTRIES if re.fullmatch(pattern, key)), None) for key in numbers}
    return [(key, numbers[key], most[plan]) for key, plan in plans.items() if plan and numbers[key] > most[plan]]


def check(board, numbers):
    """numbers, if no slot was later than it can be."""
    return bounds.none_above(board, numbers, later(board, numbers))


def of_board(board):
    return {**memory(board), **text(board), **worst_stack(board), **displaced(board)}
