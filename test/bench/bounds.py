# SPDX-License-Identifier: BSD-2-Clause
"""What was measured against the bounds that tools/bound derives from the same ELF file, for
the plan it was measured in.

A call returns to its caller, or the core decides who runs next.  Each way has its own bound,
and what is held against it is the dearest visit that has gone this way (by_way()).
"""

import functools
import os

from machine import Failure

import bound
import contents
import counts

RETURNS, DECIDES, AT_WORST = "", bound.DECIDES, bound.AT_WORST
# Behind a case that has gone both ways, or only the second one.
RETURNED, DECIDED = "/returned/max", "/decided/max"
# Services that are measured under another name.
SAME = {"null_hypercall": "poll_irqs", "sampling_write": "write_sampling_message", "multicast_write": "write_sampling_message",
        "sampling_read": "read_sampling_message", "queuing_send": "send_queuing_message",
        "queuing_receive": "receive_queuing_message"}
# Figures that are of a service, which goes both ways.
OF_SERVICES = {"interrupt/pended_by_itself/to_handler": "set_irqpend",
               **{f"interrupt{plan}/{case}/return": "upcall_return" for plan in ("", "_lines", "_plain")
                  for case in ("device", "virtual_timer", "pended_by_itself")}}
# Figures of other visits: those one of which it was.
OTHERS = (*((f"interrupt{plan}/device/to_handler", ("interrupt",)) for plan in ("", "_lines")),
          *((f"interrupt{plan}/virtual_timer/to_handler", ("timer",)) for plan in ("", "_lines", "_plain")),
          ("switch/", ("timer",)), ("fault/to_handler", ("fault",)),
          ("fault/reset_of_itself", ("reset_partition" + DECIDES,)),
          ("late/faults/longest", ("fault at worst",)), ("late/talker/longest", ("write_console" + AT_WORST,)),
          ("late/resets/longest", ("reset_partition" + AT_WORST,)),
          ("late/flood/longest", ("set_irqpend" + AT_WORST, "upcall_return" + AT_WORST, "timer at worst")),
          ("late/victim/longest", ("get_time" + AT_WORST, "clear_queuing_port" + AT_WORST)),
          ("late/storm/longest", tuple(service + AT_WORST for service in (
              "write_sampling_message", "get_partition_status", "set_timer", "reset_partition", "halt_partition",
              "hm_raise_event", "clear_irqmask", "set_irqmask", "create_sampling_port"))))


def word(name):
    return "bound/" + name.replace(" ", "_").replace(",", "")


@functools.lru_cache
def derived(elf):
    """The bounds of visits, and what begins without asking what is left of the slot: {what: Cost}."""
    found = bound.Bounds(elf)
    return found, found.unasked()


def file_of(board, plan):
    """Of a plan: its file or its name in test/bench."""
    return plan if not isinstance(plan, str) or os.path.isabs(plan) else os.path.join(board.bench, f"{plan}.{board.name}.xml")


def of_plan(board, plan):
    """{"bound/<name>": instructions} for a plan."""
    return {word(name): cost for name, cost in values(board, plan)[0].items()}


def values(board, plan):
    """Both of derived(), as numbers."""
    try:
        of, (bounds, free) = counts.of_plan(file_of(board, plan)), derived(board.core())
        return [{name: cost.value(of) for name, cost in costs.items()} for costs in (bounds.found, free)]
    except bound.Unknown as problem:
        raise Failure(f"{board.name}: {problem}") from problem


def of_boot(board, image):
    """Of the boot of that image."""
    bounds, _ = derived(board.core())
    return bounds.boot.value(contents.of_image(image, bounds.image))


def unasked(board, plan):
    """The longest of what begins without asking what is left of the slot, the dearest first."""
    return sorted(((cost, name) for name, cost in values(board, plan)[1].items()), reverse=True)


def of_service(numbers, service):
    """(bound if it returns, if it decides, at worst), or None."""
    found = tuple(numbers.get(word(service + end)) for end in (RETURNS, DECIDES, AT_WORST))
    return None if None in found else found


def is_visit(key, services):
    """Is it none of a service?"""
    return not any(key == word(s + end) for s, _ in services for end in (RETURNS, DECIDES, AT_WORST))


def by_way(key, visits):
    """{key: the most} of (instructions, has it decided?) of the visits of a case, if one has."""
    ways = {end: [cost for cost, decided in visits if decided == (end == DECIDED)] for end in (RETURNED, DECIDED)}
    return {key + end: max(costs) for end, costs in ways.items() if costs and ways[DECIDED]}


def way(numbers, key):
    """Of the key of a maximum: which way those visits have gone, or None if that is another key's."""
    if key.endswith(DECIDED):
        return DECIDES
    if key.endswith(RETURNED) or key.removesuffix("/max") + DECIDED not in numbers:
        return RETURNS
    return None


def service_of(key):
    """The service that a figure is of, or what is no service."""
    name = key.split("/")[0]
    return next((service for figure, service in OF_SERVICES.items() if key.startswith(figure + "/")),
                SAME.get(name, name))


def measured(numbers, service):
    """{way: the most that was measured}"""
    found = {}
    for key, value in numbers.items():
        if key.endswith("/max") and service_of(key) == service:
            found.setdefault(way(numbers, key), []).append(value)
    return {name: max(values) for name, values in found.items() if name is not None}


def limit(numbers, key, bounds):
    """What a measured figure may not exceed, or None."""
    for prefix, visits in OTHERS:
        if key.startswith(prefix):
            return max(bounds[word(visit)] for visit in visits)
    which = way(numbers, key)
    return None if which is None else bounds.get(word(service_of(key) + which))


def above(numbers, bounds):
    """What was measured above its bound: [(key, measured, bound)]."""
    pairs = [(key, value, limit(numbers, key, bounds)) for key, value in numbers.items()
             if key.endswith("/max") or key.startswith(("fault/", "late/"))]
    return [(key, value, most) for key, value, most in pairs if most is not None and value > most]


def none_above(board, numbers, wrong):
    """numbers, if nothing of them is wrong: [(key, measured, bound)]."""
    if wrong:
        raise Failure(f"{board.name}: above the bound: " +
                      ", ".join(f"{key} {value} of {most}" for key, value, most in wrong))
    return numbers


def check(board, numbers, plan):
    """numbers, if none of them is above its bound for the plan they were measured in."""
    return none_above(board, numbers, above(numbers, of_plan(board, plan)))
