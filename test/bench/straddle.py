# SPDX-License-Identifier: BSD-2-Clause
"""How late slots begin when a call from the slot before straddles the boundary: every case of
every service, and faults, at every distance from it (phases.c, phases.S).

The boundary is known by the end of the witness's slot, which interrupts exactly, and how long
that is.  Phase: how many instructions before the boundary the hypervisor began with the call.
If the processor sleeps in between that is no difference of counts; but the delay is, between the
start of the slot and the call.
"""

import collections
import re

from machine import Failure, run, sections_of, word

LINE = re.compile(r"PHASES section=(.*) case=(.*)")
CALLER, WITNESS = 0, 3
WITNESS_INSNS = 3200  # its slots, CMakeLists.txt
ASKED = 2000  # phases, from there to the boundary

# Where an interrupt is due: the short slot has room for no more behind the call that opens it,
# and no visit is as long.
ASKED_DUE = 1500

Straddle = collections.namedtuple("Straddle", "phase entry start")


class Turn:
    """One call and the boundary after it: the visit of the call, how long after idle_self it
    began, the visit that led to the witness and the one that ended the witness's slot."""

    def __init__(self):
        self.call = self.delay = self.entry = self.end = None

    def boundary(self):
        return self.end.start - WITNESS_INSNS

    def before(self):
        """Did the call begin before the boundary?"""
        return self.call.start < self.entry.end

    def straddle(self, length):
        """length: from the return of idle_self to the boundary."""
        entry = max(0, self.entry.start - self.boundary()) if self.entry.irq() else None
        return Straddle(length - self.delay, entry, self.entry.end - self.boundary())


def is_in(board, partition, address):
    return address and (address - board.user) >> 20 == partition


def turns(board, section, wait, trap):
    """Of the calls at the address trap, each after the idle_self at wait."""
    found, woken = [], None
    for v in section.visits:
        if v.source == wait and not v.irq():
            found.append(Turn())
        turn = found[-1] if found else Turn()
        if v.source == trap and not v.irq() and not turn.call:
            turn.call, turn.delay = v, v.start - woken
        if is_in(board, CALLER, v.target):
            woken = v.end
        if is_in(board, WITNESS, v.target) and is_in(board, CALLER, v.source) and not turn.end:
            turn.entry = v
        elif turn.entry and is_in(board, WITNESS, v.source) and not turn.end:
            turn.end = v
    return [t for t in found if t.call and t.end]


def of_section(board, section, symbols, every):
    """[Straddle], or why not.  The trap is an svc, or an instruction that is none."""
    exact = int(board.tick) if every else None
    for name in ("bench_phases", "bench_due_phases", "bench_fault_phases"):
        each = turns(board, section, symbols["bench_wait_" + name], symbols["bench_trap_" + name])
        if each:
            return of_turns(each, exact, ASKED_DUE if "due" in name else ASKED)
    return "no call"


def of_turns(each, exact=None, asked=ASKED):
    """[Straddle], or why not.  The last call before the boundary has the phase 0: a step, few
    instructions, is between it and one behind the boundary.  No phase may be missing from exact on:
    a timer of QEMU may be a tick late, so that of the last ones one or another is behind it."""
    before = [t for t in each if t.before()]
    length = max((t.delay for t in before), default=0)
    found = [t.straddle(length) for t in before]
    phases = {s.phase for s in found}
    if len(before) == len(each) or max(phases, default=0) < asked:
        return f"not at every phase, {length}"
    missing = set(range(exact, asked + 1)) - phases if exact else ()
    return f"not at the phases {sorted(missing)}" if missing else found


def of_board(board, every=False):
    """{(service, case): [Straddle]}; every: from the image that leaves no phase out."""
    image, program, timeout = ("bench-every-phase", "steady", 3600) if every else ("bench-phases", "caller", 200)
    symbols = board.symbols(program)
    console, sections = run(board, board.image(image), symbols, timeout=timeout, kept=lambda name: [
        of_section(board, section, symbols, every) for section in sections_of(name)])
    lines = LINE.findall(console)
    if len(lines) != len(sections) or not lines:
        raise Failure(f"{board.name}: {len(lines)} lines, {len(sections)} sections of phases\n{console[-2000:]}")
    wrong = [f"{', '.join(key)}: {why}" for key, why in zip(lines, sections) if isinstance(why, str)]
    if wrong:
        raise Failure(f"{board.name}: " + "; ".join(wrong))
    found = dict(zip(lines, sections))
    agree(board, found, int(re.search(r"LATE ns=(\d+)", console)[1]))
    return found


def agree(board, found, worst):
    """Does the hypervisor say the same of the slots of the witness?  It reads its clock between the
    entry and the start."""
    late = max(s.entry for each in found.values() for s in each if s.entry is not None)
    if worst < late - board.tick:
        raise Failure(f"{board.name}: lateness by the trace {late}, by the hypervisor {worst}")


def worst(of_service):
    """{"entry" and "start": (instructions, case, phase)} of {case: [Straddle]}; no entry if the
    processor always slept or switched at the end of the call."""
    found = {}
    for what in ("entry", "start"):
        all_of_them = [(getattr(s, what), case, s.phase) for case, each in of_service.items() for s in each
                       if getattr(s, what) is not None]
        if all_of_them:
            found[what] = max(all_of_them, key=lambda row: row[0])
    return found


def numbers(found):
    """{key: number} of what of_board() has found: of each service its worst."""
    services, keys = {}, {}
    for (service, case), each in found.items():
        services.setdefault(service, {})[case] = each
    for service, of_service in services.items():
        for what, (insns, case, phase) in worst(of_service).items():
            key = f"phases/{word(service)}/{word(case)}/{what}"
            keys[key + "/worst"], keys[key + "/phase"] = insns, phase
    return keys
