# SPDX-License-Identifier: BSD-2-Clause
"""What is measured, each by two methods that must agree: the clock of the partitions
against the instructions that trace.c counted.

Every function returns {key: number}; keys are words with slashes, without blanks.
"""

import os
import re

from machine import Failure, ROOT, run, tool

LINE = re.compile(r"BENCH section=(.*) case=(.*) calls=(\d+) rounds=(\d+) ticks=(\d+) empty=(\d+)"
                  r" wrong=(\d+)")
COUNT = re.compile(r"COUNT ticks=(\d+) empty=(\d+) turns=(\d+) (\d+) (\d+)")
TURN = 4  # instructions of a turn in count.S
SWEEP = "any arguments"

# Slots as the XtratuM paper has them, in ms at 80 MHz: 80 instructions are a microsecond.
SLOTS_MS = (1000, 200, 100, 50, 20, 10, 5, 1, 0.5)
INSNS_PER_MS = 80000


def word(text):
    return re.sub(r"\W+", "_", text).strip("_")


def put(found, key, costs):
    found[f"{key}/min"], found[f"{key}/max"] = min(costs), max(costs)


# --- services ---------------------------------------------------------------------------


def agree(board, what, ticks, insns, slack=2):
    """Both methods have counted the same, to the ticks at both ends of two intervals."""
    if abs(ticks * board.tick - insns) > slack * board.tick:
        raise Failure(f"{board.name}: {what}: the clock says {ticks * board.tick:.0f} instructions, "
                      f"the trace {insns}")


def service_case(found, board, match, section, empty, symbols):
    name, case, calls, rounds, ticks, nothing, wrong = match.groups()
    if int(wrong) and case != SWEEP:
        raise Failure(f"{board.name}: {name}, {case}: {wrong} calls have not had the result wanted")
    agree(board, f"{name}, {case}", int(ticks) - int(nothing), section.length() - empty.length())
    key = f"{word(name)}/{word(case)}"
    if name == "interrupt":
        return interrupt_case(found, key, section, symbols)
    stub = name == "null_hypercall"
    costs = [v.cost() + 1 for v in section.calls(symbols["bench_trap_stub" if stub else "bench_trap_bench_calls"])]
    if len(costs) != int(calls) * int(rounds):
        raise Failure(f"{board.name}: {name}, {case}: {len(costs)} calls of {calls} x {rounds}")
    if stub:  # bl, mov and bx around the svc
        costs = [cost + 3 for cost in costs]
        if len(set(costs)) != 1 or section.length() - empty.length() != sum(costs):
            raise Failure(f"{board.name}: the stub is not three instructions long")
    # Of a pair the second is measured, of the sweep every one.
    return put(found, key, costs if case == SWEEP else costs[int(calls) - 1::int(calls)])


def interrupt_case(found, key, section, symbols):
    """To the handler, and back from it."""
    handler = symbols["bench_handler"]
    there = [v.cost() + (not v.irq()) for v in section.visits if v.target == handler]
    put(found, key + "/to_handler", there)
    put(found, key + "/return", [v.cost() + 1 for v in section.calls(symbols["bench_trap_handler"])])


def services(board):
    found, symbols = {}, board.symbols("subject")
    console, trace = run(board, board.image("bench-services"), symbols)
    lines = LINE.findall(console)
    if len(trace.sections) != 2 * len(lines) or not lines:
        raise Failure(f"{board.name}: {len(lines)} lines, {len(trace.sections)} sections\n{console}")
    for match, section, empty in zip(LINE.finditer(console), trace.sections[::2], trace.sections[1::2]):
        service_case(found, board, match, section, empty, symbols)
    return found


# --- images of the counters ---------------------------------------------------------------


def slots(lengths_ns, order):
    """The plan's text: slots one after the other, (partition, length) each."""
    text, at = "", 0
    for n, (partition, length) in enumerate(zip(order, lengths_ns)):
        text += f'<Slot id="{n}" start="{at / 1000}us" duration="{length / 1000}us" partitionId="{partition}"/>\n'
        at += length
    return f'majorFrame="{at / 1000}us">\n{text}</Plan>'


def counter_image(board, folder, plan, fp, first):
    """An image of the counters with another plan, and floating point or not."""
    with open(os.path.join(board.bench, f"counters.{board.name}.xml"), encoding="utf-8") as f:
        text = f.read()
    text = re.sub(r'majorFrame=.*<!-- end -->', lambda _: plan, text, flags=re.S)
    if fp:
        text = re.sub(r'flags="boot', 'flags="fp boot', text)
    xml, table, image = (os.path.join(folder, name) for name in ("plan.xml", "table.bin", "sys.img"))
    with open(xml, "w", encoding="utf-8") as f:
        f.write(text)
    bins = {"first": first, "second": "second", "third": "third"}
    parts = [word for name, base in bins.items()
             for word in ("-p", f"{name}={board.bench}/bench-{base}-{board.name}.bin")]
    tool(f"{board.build}/bin/cfgc", "--board", board.name, "-o", table, xml)
    tool(f"{board.build}/bin/packer", "-o", image, *parts, table)
    return image


def count(board, folder, lengths_ns, order, fp=False, first="first", traced=False):
    """(instructions that passed, turns of the three, Trace or None)"""
    image = counter_image(board, folder, slots(lengths_ns, order), fp, first)
    symbols = board.symbols(first) if traced else None
    console, trace = run(board, image, symbols, traced=traced)
    match = COUNT.search(console)
    if not match:
        raise Failure(f"{board.name}: nothing counted\n{console}")
    ticks, empty, *turns = (int(n) for n in match.groups())
    return (ticks - empty) * board.tick + TURN, turns, trace


# --- partition switches -----------------------------------------------------------------------


def switch_case(found, board, folder, key, fp, order):
    lengths = [1000 * 40] * len(order)
    passed, turns, trace = count(board, folder, lengths, order, fp, "short", True)
    section = trace.sections[-1]
    costs = [v.cost() for v in section.visits if v.irq()]
    spent = sum(v.cost() for v in section.visits)
    lost = passed - TURN * sum(turns)
    if abs(lost - spent) > 2 * board.tick + 2 * TURN:  # others stand in the middle of a turn
        raise Failure(f"{board.name}: {key}: by the counters {lost:.0f} instructions, by the trace {spent}")
    put(found, key, costs[len(order):])


def switches(board, folder):
    found = {}
    switch_case(found, board, folder, "switch/without_fp", False, (0, 1, 2))
    switch_case(found, board, folder, "switch/with_fp", True, (0, 1, 2))
    switch_case(found, board, folder, "switch/same_partition", False, (1, 2, 0, 0, 0))
    return found
