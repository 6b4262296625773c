# SPDX-License-Identifier: BSD-2-Clause
"""What is measured, each by two methods that must agree: the clock of the partitions
against the instructions that trace.c counted.

Every function returns {key: number}; keys are words with slashes, without blanks.
"""

import io
import os
import re
import tempfile

import bounds
import static
import straddle
from machine import Failure, read, run, tool, word

LINE = re.compile(r"BENCH section=(.*) case=(.*) calls=(\d+) rounds=(\d+) ticks=(\d+) empty=(\d+)"
                  r" wrong=(\d+)")
COUNT = re.compile(r"COUNT ticks=(\d+) empty=(\d+) turns=(\d+) (\d+) (\d+)")
TURN = 4  # instructions of a turn in count.S
SWEEP = "any arguments"
WHOLE = ("copy of memory", "copy of memory, unaligned")  # all visits of a call together

# Slots as the XtratuM paper has them, in ms at 80 MHz: 80 instructions are a microsecond.
SLOTS_MS = (1000, 200, 100, 50, 20, 10, 5, 1, 0.5)
INSNS_PER_MS = 80000


def put(found, key, costs):
    found[f"{key}/min"], found[f"{key}/max"] = min(costs), max(costs)


def put_calls(found, key, calls, more):
    """Of the visits of calls, of which each has a bound; and of those in which the core has decided who runs
    next, alone."""
    visits = [v for call in calls for v in call]
    costs = [v.cost() + more for v in visits]
    put(found, key, costs)
    found.update(bounds.by_way(key, [(cost, v.decided) for cost, v in zip(costs, visits) if not v.irq()]))


# --- services ---------------------------------------------------------------------------


def agree(board, what, ticks, insns):
    """Both methods have counted the same from one reading of the clock to the other: less than a tick is between
    them, because the clock shows no more."""
    if abs(ticks * board.tick - insns) >= board.tick:
        raise Failure(f"{board.name}: {what}: the clock says {ticks * board.tick:.0f} instructions, "
                      f"the trace {insns}")


def agree_on_both(board, match, section, empty):
    """Of a line: of the measurement, and of the same without traps."""
    agree(board, f"{match[1]}, {match[2]}", int(match[5]), section.timed)
    agree(board, f"{match[1]}, {match[2]}, without traps", int(match[6]), empty.timed)


STUB = 3  # bl, mov and bx around the svc


def measured(board, match, section, symbols):
    """([[visit]] of the calls of a line that are measured, instructions of the partition that count for each)"""
    name, case, calls, rounds = match.groups()[:4]
    if name == "interrupt":
        return to_handler(section, symbols["bench_handler"])
    lives = section.calls(symbols["bench_trap_bench_lives"])
    if lives:  # of the list the last one
        return lives_of(board, match, lives, symbols["bench_born_bench_lives"]), 1
    stub = name == "null_hypercall"
    made = made_again(section.calls(symbols["bench_trap_stub" if stub else "bench_trap_bench_calls"]))
    if len(made) != int(calls) * int(rounds):
        raise Failure(f"{board.name}: {name}, {case}: {len(made)} calls of {calls} x {rounds}")
    # Of a pair the first is measured, of the sweep every one.
    return made[::1 if case == SWEEP else int(calls)], 1 + STUB * stub


def lives_of(board, match, visits, born):
    visits = joined(visits)
    if len(visits) != int(match[4]) or any(v.target != born for v in visits):
        raise Failure(f"{board.name}: {match[1]}, {match[2]}: not {match[4]} new lives")
    return [[v] for v in visits]


def joined(visits):
    """An access that fails in the hypervisor is a trap from there to there, which ends at 0 what is no visit of
    its own."""
    found = []
    for v in visits:
        if found and found[-1].target == 0:
            first = found.pop()
            v.start, v.decided = first.start, v.decided or first.decided
        found.append(v)
    return found


def made_again(visits):
    """[[visit]] of each call: one that is done in pieces goes back to its svc until the last."""
    found, more = [], False
    for v in visits:
        if not more:
            found.append([])
        found[-1].append(v)
        more = v.target == v.source
    return found


def to_handler(section, handler):
    """Begun by an interrupt or by an svc."""
    visits = [v for v in section.visits if v.target == handler]
    return [[v] for v in visits], int(not visits[0].irq()) if visits else 0


def service_case(found, board, match, section, empty, symbols):
    name, case, *_, wrong = match.groups()
    if int(wrong) and case != SWEEP:
        raise Failure(f"{board.name}: {name}, {case}: {wrong} calls have not had the result wanted")
    agree_on_both(board, match, section, empty)
    key = f"{word(name)}/{word(case)}"
    if name == "interrupt":
        return interrupt_case(found, key, section, symbols)
    made, more = measured(board, match, section, symbols)
    costs = [sum(v.cost() + more for v in call) for call in made]
    if more > 1 and (len(set(costs)) != 1 or section.length() - empty.length() != sum(costs)):
        raise Failure(f"{board.name}: the stub is not three instructions long")
    return put(found, key, costs) if name in WHOLE else put_calls(found, key, made, more)


def interrupt_case(found, key, section, symbols):
    """To the handler, and back from it."""
    made, more = to_handler(section, symbols["bench_handler"])
    put_calls(found, key + "/to_handler", made, more)
    put_calls(found, key + "/return", made_again(section.calls(symbols["bench_trap_handler"])), 1)


def booted(board, image, trace):
    """How long the boot of the image was, if that is not above its bound: until a partition runs,
    which is a little longer than the bound says, because the timer ends the wait."""
    total, most = trace.visits[0].end, bounds.of_boot(board, image)
    bounds.none_above(board, None, [("boot", total, most)] if total > most else [])
    return {"total": total, "bound": most}


def subject(board, options="", image=None, program="subject", typed=None):
    """[(line, section, the same without traps)] of the partition that measures."""
    image = image or board.image("bench-services")
    console, trace = run(board, image, board.symbols(program), options, typed=typed)
    booted(board, image, trace)
    lines = list(LINE.finditer(console))
    if len(trace.sections) != 2 * len(lines) or not lines:
        raise Failure(f"{board.name}: {len(lines)} lines, {len(trace.sections)} sections\n{console}")
    trace.time()
    return list(zip(lines, trace.sections[::2], trace.sections[1::2]))


def services(board, image=None):
    found, symbols = {}, board.symbols("subject")
    for match, section, empty in subject(board, image=image):
        service_case(found, board, match, section, empty, symbols)
    return found


# --- what is typed -------------------------------------------------------------------------

# In any 16 bytes, which one call takes from the UART, a selection of the partition comes to its end.
TYPED = "BENCH ready => " + r"\x1d0\r" + (r"\x1d0\r" + "thirteen more") * 2000 + "\n"


def typed(board, folder):
    """The dearest of reads of what is typed, which comes a bit at a time, at any time."""
    each, symbols = [], board.symbols("typed")
    image = services_image(board, folder, without(services_plan(board), WATCHDOG), "typed")  # it may take long
    for match, section, empty in subject(board, "", image, "typed", TYPED):
        each.append({})
        service_case(each[-1], board, match, section, empty, symbols)
    return {key: max(found[key] for found in each if key in found) for key in each[0]}


# --- among many partitions ----------------------------------------------------------------

CROWD = 64
CROWD_SERVICES = ("switch_sched_plan", "reset_partition", "halt_partition", "resume_partition", "get_partition_status",
                  "get_plan_status", "get_slot_status", "get_system_status", "hm_status", "hm_read", "trace_status")


def services_plan(board):
    with open(os.path.join(board.bench, f"services.{board.name}.xml"), encoding="utf-8") as f:
        return f.read()


def services_image(board, folder, plan, program="subject"):
    """An image of another plan for the partitions of services.xml."""
    return board.image_of(folder, plan, {name: f"bench-{base}-{board.name}.bin" for name, base in
                                         (("subject", program), ("peer", "peer"), ("victim", "idler"))})


def crowd_plan(board):
    """The plan of the services with so many partitions more that there are CROWD; nothing
    of them runs, but they have memory, a slot in each plan and all that belongs to them."""
    text = services_plan(board)
    ids, base = range(text.count("<Partition "), CROWD), int(re.search(r'<Area start="(\w+)"', text)[1], 16)
    more = "".join(f'<Slot id="{n}" start="{3900 + n}ms" duration="1ms" partitionId="{n}"/>\n' for n in ids)
    text = re.sub(r'"3995ms"(.*)', rf'"3895ms"\1\n{more}', text)
    more = "".join(f'<Partition id="{n}" name="crowd{n}"><PhysicalMemoryAreas><Area start="{base + 0x2000000 + n * 0x10000:#x}" '
                   'size="64KB"/></PhysicalMemoryAreas></Partition>\n' for n in ids)
    text = text.replace("</PartitionTable>", more + "</PartitionTable>").replace('size="2MB"', 'size="8MB"')
    return text


def crowd(board, folder, few):
    """What services cost at most among many partitions, and among few."""
    found, plan = {}, crowd_plan(board)
    many = bounds.check(board, services(board, services_image(board, folder, plan)), io.StringIO(plan))
    for service in CROWD_SERVICES:
        for name, numbers in (("few", few), ("many", many)):
            found[f"crowd/{service}/{name}"] = max(
                value for key, value in numbers.items() if key.startswith(service + "/") and key.endswith("/max"))
    return found


# --- interrupts in plans without what a decision always has to look at ----------------------

WATCHDOG = '<Watchdog initialValue="1000s"/>'


def without(text, pattern):
    text, times = re.subn(pattern, "", text)
    if not times:
        raise Failure(f"the plan has no {pattern}")
    return text


def plain_image(board, folder, lines=False):
    text = without(services_plan(board), WATCHDOG)
    return services_image(board, folder, text if lines else without(text, "<Interrupts lines=.*/>"), "interrupted")


def plain_interrupts(board, folder):
    """The virtual timer of a partition that has nothing else, and that and a device of one
    with hardware lines."""
    symbols, found = board.symbols("interrupted"), {}
    for name in ("plain", "lines"):
        for match, section, empty in subject(board, "", plain_image(board, folder, name == "lines"), "interrupted"):
            if name == "plain" and match[2] != "virtual timer":  # it has no device
                continue
            key = f"interrupt_{name}/{word(match[2])}"
            agree_on_both(board, match, section, empty)
            interrupt_case(found, key, section, symbols)
    return found


# --- images of the counters ---------------------------------------------------------------


def slots(lengths_ns, order):
    """The plan's text: slots one after the other, (partition, length) each."""
    text, at = "", 0
    for n, (partition, length) in enumerate(zip(order, lengths_ns)):
        text += f'<Slot id="{n}" start="{at / 1000}us" duration="{length / 1000}us" partitionId="{partition}"/>\n'
        at += length
    return f'majorFrame="{at / 1000}us">\n{text}</Plan>'


def counter_image(board, folder, plan, fp, first, more):
    """An image of the counters with another plan, and floating point or not; more: what the
    plan has more, {text: text behind it}."""
    with open(os.path.join(board.bench, f"counters.{board.name}.xml"), encoding="utf-8") as f:
        text = f.read()
    text = re.sub(r'majorFrame=.*<!-- end -->', lambda _: plan, text, flags=re.S)
    if fp:
        text = re.sub(r'flags="boot', 'flags="fp boot', text)
    for before, extra in more.items():
        text = text.replace(before, before + extra, 1)
    bins = {"first": first, "second": "second", "third": "third"}
    return board.image_of(folder, text, {name: f"bench-{base}-{board.name}.bin" for name, base in bins.items()})


def count(board, folder, lengths_ns, order, fp=False, first="first", options=None, more={}):
    """(instructions that passed, turns of the three, Trace if there are options for it)"""
    image = counter_image(board, folder, slots(lengths_ns, order), fp, first, more)
    traced = options is not None
    symbols = board.symbols(first) if traced else None
    console, trace = run(board, image, symbols, options or "", traced)
    if traced:
        booted(board, image, trace)
    match = COUNT.search(console)
    if not match:
        raise Failure(f"{board.name}: nothing counted\n{console}")
    ticks, empty, *turns = (int(n) for n in match.groups())
    return (ticks - empty) * board.tick + TURN, turns, trace


def partition_of(board, address):
    """Which partition of hostile.xml or counters.xml: a megabyte each."""
    return (address - board.user) >> 20


# --- partition switches -----------------------------------------------------------------------


# Which switches at the ends of slots are meant, by the partitions before and after.
ALL, SAME, INTO_FIRST, FROM_FIRST = (lambda a, b: a != b, lambda a, b: a == b, lambda a, b: a != b == 0,
                                     lambda a, b: b != a == 0)
SWITCH_NS = 40000  # a slot
OWN_LINE = {"</PhysicalMemoryAreas>": '<HwResources><Interrupts lines="70"/></HwResources>'}
OWN_WATCHDOG = {'<PhysicalMemoryArea size="512KB"/>': WATCHDOG}


def switches_of(board, section, which):
    return [v for v in section.visits if v.irq() and which(partition_of(board, v.source), partition_of(board, v.target))]


def switch_case(found, board, folder, meant, order=(0, 1, 2), **image):
    """meant: {key: which}; image: how the image of the counters is not the plain one."""
    passed, turns, trace = count(board, folder, [SWITCH_NS] * len(order), order, options="",
                                 **{"first": "short", **image})
    section = trace.sections[-1]
    spent = sum(v.cost() for v in section.visits)
    lost = passed - TURN * sum(turns)
    if abs(lost - spent) > 2 * board.tick + 2 * TURN:  # others stand in the middle of a turn
        raise Failure(f"{board.name}: {', '.join(meant)}: by the counters {lost:.0f} instructions, by the trace {spent}")
    for key, which in meant.items():
        put(found, key, [v.cost() for v in switches_of(board, section, which)])


def switches(board, folder):
    found = {}
    for meant, image in (
            ({"switch/without_fp": ALL}, {}),
            ({"switch/with_fp": ALL}, {"fp": True}),
            ({"switch/same_partition": SAME}, {"order": (1, 2, 0, 0, 0)}),
            ({"switch/with_watchdog": ALL}, {"more": OWN_WATCHDOG}),
            ({"switch/to_open_line": INTO_FIRST, "switch/from_open_line": FROM_FIRST}, {"first": "open", "more": OWN_LINE}),
            ({"switch/to_armed_timer": INTO_FIRST, "switch/from_armed_timer": FROM_FIRST}, {"first": "armed"})):
        switch_case(found, board, folder, meant, **image)
    return found


# --- how late slots begin -------------------------------------------------------------------

WITNESS_INSNS = 20000  # its slots, hostile.xml
HOSTILE = ("witness", "storm", "faults", "resets", "flood", "victim", "talker")


def starts(board, visits):
    """[(partition before, lateness or None, start)] of the slots of the witness, in instructions
    after the boundary: until the timer entry began, None if the processor slept before it, and
    until the first instruction of the witness.  Only the end of the slot interrupts it, exactly
    at the boundary; how much of its length is missing there was missing at its beginning."""
    found, entry = [], None
    for v in visits:
        inside = v.source and partition_of(board, v.source) == 0
        if v.irq() and entry and inside:
            before = HOSTILE[partition_of(board, entry.source)]
            awake = entry.irq() and before != "witness"
            late = max(0, WITNESS_INSNS - (v.start - entry.start)) if awake else None
            found.append((before, late, WITNESS_INSNS - (v.start - entry.end)))
        entry = v if v.target and partition_of(board, v.target) == 0 else None
    return found


def inside_slots(board, visits):
    """Costs of what only hostile partitions do: the least of faults and resets, because others
    have text of the health monitor to print on the way; and the longest visits."""

    def own(name, target):
        return [v.cost() for v in visits if v.target == target and not v.irq() and v.source
                and partition_of(board, v.source) == HOSTILE.index(name)]

    faults = own("faults", board.symbols("faults", "libxm_")["libxm_fault_entry"])
    resets = own("resets", board.symbols("resets", "_start")["_start"])
    return {"fault/to_handler": min(faults), "fault/reset_of_itself": min(resets) + 1,
            **longest(board, visits)}


def longest(board, visits):
    """The longest visits of each hostile partition that lead back to itself: so long interrupts
    are masked, and so late a slot may begin in the worst case."""
    found = {}
    for v in visits:
        if v.source and v.target and partition_of(board, v.source) == partition_of(board, v.target):
            key = f"late/{HOSTILE[partition_of(board, v.source)]}/longest"
            found[key] = max(found.get(key, 0), v.cost())
    return {key: n for key, n in found.items() if key != "late/witness/longest"}


def lateness(board):
    """What starts() and inside_slots() find."""
    console, trace = run(board, board.image("bench-hostile"), board.symbols("witness"))
    booted(board, board.image("bench-hostile"), trace)
    found = starts(board, trace.sections[0].visits)
    worst = int(re.search(r"LATE ns=(\d+)", console)[1])
    late = max((late for _, late, _ in found if late is not None), default=-1)
    first = max(start for _, _, start in found)
    if late < 0:
        raise Failure(f"{board.name}: the processor has slept before every slot")
    # The hypervisor reads its clock somewhere in between.
    if not late - board.tick <= worst <= first + board.tick:
        raise Failure(f"{board.name}: lateness by the trace {late} to {first}, by the hypervisor {worst}")
    return found, inside_slots(board, trace.sections[0].visits)


def after_each(board, late):
    """{key: number} of the starts behind each hostile partition, and behind a gap, in which the processor
    sleeps.  Each must be there: a figure that is none would look like a good one."""
    found = {}
    for name in HOSTILE:
        first = [start for before, _, start in late if before == name]
        awake = [entry for before, entry, _ in late if before == name and entry is not None]
        if not first or (not awake and name != "witness"):
            raise Failure(f"{board.name}: {len(first)} slots behind those of {name}, {len(awake)} of them awake")
        put(found, f"late/{name}/start", first)
        if awake:
            put(found, f"late/{name}/entry", awake)
    return found


TICKED_NS, AFTER_NS, REST_NS = 40000, 20000, 20000


def ticked(board, folder):
    """[(lateness, start)] of slots behind those of a partition whose timer expires every 50 us.  Frames
    and intervals have no factor in common but a tick, so that every distance from the end of a slot
    comes up."""
    frame = TICKED_NS, AFTER_NS, REST_NS + int(board.tick)
    trace = run(board, counter_image(board, folder, slots(frame, (0, 1, 2)), False, "ticked", {}),
                board.symbols("ticked"))[1]
    found, entry = [], None
    for v in trace.sections[0].visits:
        if entry and v.irq() and v.source and partition_of(board, v.source) == 1:
            late = AFTER_NS - (v.start - entry.start)
            found.append((max(0, late), late + entry.cost()))
        entry = v if v.irq() and v.target and partition_of(board, v.target) == 1 else None
    if len(found) < 50000 / board.tick:
        raise Failure(f"{board.name}: {len(found)} slots are not as many as an interval has ticks")
    return found


# --- overhead against the length of slots, and the counters ------------------------------------


def overhead(board, folder):
    """Equal slots of the three counters: how many instructions passed, and how many are missing."""
    found = {}
    for ms in SLOTS_MS:
        passed, turns, _ = count(board, folder, [int(ms * INSNS_PER_MS)] * 3, (0, 1, 2))
        found[f"overhead/{ms}/passed"] = int(passed)
        found[f"overhead/{ms}/missing"] = int(passed) - TURN * sum(turns)
    return found


# Lengths in ms at 80 MHz and whose they are.
SCHEDULES = (
    ("one slot of 200 ms each", (200, 200, 200), (0, 1, 2)),
    ("ten slots of 20 ms each", (20,) * 30, (0, 1, 2) * 10),
    ("hundred slots of 2 ms each", (2,) * 300, (0, 1, 2) * 100),
    ("first: 100 slots of 2 ms; others: 4 ms between them", (2, 4) * 100, (0, 1, 0, 2) * 50),
)


def counters(board, folder):
    found = {}
    for n, (_, lengths, order) in enumerate(SCHEDULES, 1):
        lengths = [int(ms * INSNS_PER_MS) for ms in lengths]
        passed, turns, _ = count(board, folder, lengths, order)
        found[f"counters/{n}/passed"] = int(passed)
        for name, value in zip(("first", "second", "third"), turns):
            found[f"counters/{n}/{name}"] = value
    return found


# --- boot --------------------------------------------------------------------------------------

ZEROING = "FUNC(hal_zero)"  # in mem.S, whose functions before it copy


def phase_of(lines, zeroing):
    """What an instruction is for, by its source line and those that it is inlined at."""
    for line in lines:
        name, _, number = line.strip().split(" ")[0].rpartition(":")
        name = name.rsplit("/", 1)[-1]
        if name == "mem.S":
            return "zeroing" if int(number) >= zeroing else "copy"
        if name in ("sha256.c", "config_check.c"):
            return {"sha256.c": "digest", "config_check.c": "table_check"}[name]
    return "rest"


def phases(board, profile):
    """Instructions by phase, of addresses at which the hypervisor has run."""
    lines = read("hal/arm/common/mem.S").splitlines()
    zeroing = next(n for n, text in enumerate(lines, 1) if ZEROING in text)
    linked = [board.linked(at) for at in profile]
    out = tool("arm-none-eabi-addr2line", "-ai", "-e", board.core(), *(f"{at:#x}" for at in linked))
    found = {}
    places = re.split(r"^0x\w+\n", out, flags=re.M)[1:]
    for place, n in zip(places, profile.values()):
        phase = phase_of(place.splitlines(), zeroing)
        found[phase] = found.get(phase, 0) + n
    return found


def boot(board):
    """Instructions from reset to the first one of a partition, in examples/flight."""
    _, trace = run(board, board.image("flight"), options=",profile=on,stop=start")
    found = phases(board, trace.profile)
    whole = booted(board, board.image("flight"), trace)
    if sum(found.values()) != whole["total"]:
        raise Failure(f"{board.name}: the phases of the boot are {found}, together not {whole['total']}")
    return {f"boot/{phase}": n for phase, n in {**found, **whole}.items()}


# --- all of it -----------------------------------------------------------------------------------


def sample(board):
    """What a few seconds are enough for."""
    found = bounds.check(board, services(board), "services")
    found.update(bounds.of_plan(board, "services"))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        found.update(bounds.check(board, switches(board, folder), "counters"))
        found.update(bounds.check(board, plain_interrupts(board, folder), "services"))
        found.update(bounds.check(board, typed(board, folder), "services"))
    return found


def everything(board):
    """({key: number}, [(partition before, lateness, start)])"""
    found, (late, more) = sample(board), lateness(board)
    found.update(bounds.check(board, more, "hostile"))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        found.update(crowd(board, folder, found))
        found.update(overhead(board, folder))
        found.update(counters(board, folder))
        expiries = ticked(board, folder)
        put(found, "late/ticked/entry", [entry for entry, _ in expiries])
        put(found, "late/ticked/start", [start for _, start in expiries])
    found.update(straddle.numbers(straddle.of_board(board)))
    found.update(boot(board))
    found.update(static.of_board(board))
    found.update(after_each(board, late))
    return static.check(board, found), late
