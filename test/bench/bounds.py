# SPDX-License-Identifier: BSD-2-Clause
"""What was measured against the bounds that tools/bound derives from the same ELF file,
for the plan of the measurements."""

import os
import sys

from machine import ROOT, Failure

sys.path.insert(0, os.path.join(ROOT, "tools/bound"))

import bound  # noqa: E402
import counts  # noqa: E402

DECIDES, AT_WORST = bound.DECIDES, bound.AT_WORST
# Figures that are not of services: the visit that is their bound.
OTHERS = (*((f"interrupt{plan}/device/to_handler", "interrupt") for plan in ("", "_lines")),
          *((f"interrupt{plan}/virtual_timer/to_handler", "timer") for plan in ("", "_lines", "_plain")),
          ("switch/", "timer_at_worst"), ("fault/to_handler", "fault_at_worst"))


def of_board(board):
    """{"bound/<name>": instructions}"""
    plan = counts.of_plan(os.path.join(board.bench, f"services.{board.name}.xml"))
    try:
        found = bound.Bounds(os.path.join(board.build, f"target-{board.name}", "core.elf")).found
    except bound.Unknown as problem:
        raise Failure(f"{board.name}: {problem}") from problem
    return {"bound/" + name.replace(" ", "_").replace(",", ""): cost.value(plan) for name, cost in found.items()}


def of_service(numbers, service):
    """(bound if it returns at once, with a decision, at worst), or None."""
    found = tuple(numbers.get("bound/" + (service + end).replace(" ", "_")) for end in ("", DECIDES, AT_WORST))
    return None if None in found else found


def is_visit(key, services):
    """Is it none of a service?"""
    name = key.removeprefix("bound/")
    return not any(name == (s + end).replace(" ", "_") for s, _ in services for end in ("", DECIDES, AT_WORST))


def limit(numbers, key):
    """What a measured figure may not exceed, or None."""
    service = key.split("/")[0]
    for prefix, visit in OTHERS:
        if key.startswith(prefix):
            return numbers["bound/" + visit]
    found = of_service(numbers, {"null_hypercall": "poll_irqs"}.get(service, service))
    return found[-1] if found else None


def above(numbers):
    """What was measured above its bound: [(key, measured, bound)]."""
    pairs = [(key, value, limit(numbers, key)) for key, value in numbers.items() if key.endswith(("/max", "handler"))]
    return [(key, value, most) for key, value, most in pairs if most is not None and value > most]


def check(board, numbers):
    wrong = above(numbers)
    if wrong:
        raise Failure(f"{board.name}: above the bound: " +
                      ", ".join(f"{key} {value} of {most}" for key, value, most in wrong))
    return numbers
