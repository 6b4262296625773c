# SPDX-License-Identifier: BSD-2-Clause
"""doc/timing.md and its charts, made of what bench.py has measured."""

import collections
import os
import re

import bounds
import chart
import static
from late import LONGER
from machine import BOARDS, ROOT, Failure, read
from measure import CROWD, CROWD_SERVICES, HOSTILE, INSNS_PER_MS, SCHEDULES, SLOTS_MS, SWEEP, TURN, word

PAGE = "doc/timing.md"
FIRST, HYP = BOARDS[0], BOARDS[2]
SIZES = (16, 256, 1024, 4096)
TICK = 10  # instructions of a tick of the timer of zynq7000: a bar of a histogram

# What is to be reached on zynq7000: (words, key, goal).
GOALS = (
    ("null hypercall, stub included", "null_hypercall/with_its_stub/max", 40),
    ("`XM_get_time`", "get_time/hardware_clock/max", 60),
    ("partition switch without floating point", "switch/without_fp/max", 120),
    ("partition switch, floating point on both sides", "switch/with_fp/max", 140),
    ("sampling write 16 B", "sampling_write/16_B/max", 120),
    ("sampling write 1024 B", "sampling_write/1024_B/max", 180),
    ("sampling write 4096 B", "sampling_write/4096_B/max", 340),
    ("sampling read 16 B", "sampling_read/16_B/max", 130),
    ("sampling read 1024 B", "sampling_read/1024_B/max", 190),
    ("sampling read 4096 B", "sampling_read/4096_B/max", 350),
    ("queuing send 16 B", "queuing_send/16_B/max", 140),
    ("queuing receive 16 B", "queuing_receive/16_B/max", 140),
    ("virtual timer to the handler", "interrupt_plain/virtual_timer/to_handler/max", 130),
    ("boundary to the timer entry, worst", "late/worst", 200),
    ("boot beyond digest, copy, zeroing, table check", "boot/rest", 50000),
)
# And on qemu_virt.
HYP_GOALS = (
    ("null hypercall, stub included", "null_hypercall/with_its_stub/max", 60),
    ("partition switch, floating point on both sides", "switch/with_fp/max", 250),
)
PART_GOAL = 28 << 10  # bytes of RAM of a partition beyond its areas, with its 16 KiB table
LOSS_GOAL = 0.2  # % of slots of 1 ms at 80 MHz

# XtratuM 2.1 on a LEON2 at 80 MHz, as its paper says, in % of slots of so many ms; and in cycles.
PAPER_LOSS = {1000: 0.00, 100: 0.03, 10: 0.29, 5: 0.57, 1: 2.67}
# Text of cores for comparison, in bytes; XM-Q's from its report, the others as built from their sources.  And what
# the plans of XM-ARM have as PhysicalMemoryArea of the hypervisor.
PUBLISHED_TEXT = (("XM-ARM 2.0.5", "95,081", "524,288 or 1,048,576 set aside"), ("XM-Q 1.0.8", "100,188"), ("PRTOS", "96,723"), ("seL4, zynq7000", "112,696"),
                  ("Bao, AArch32", "61,330"), ("Xen, arm32", "563,848"), ("OKL4, by its vendor", "< 65,536"))
PAPER_WRITE = {16: 1520, 1024: 4160, 4096: 12240}

HEAD = """<!-- SPDX-License-Identifier: BSD-2-Clause -->
# What it costs

This page and its charts are written by `./check --bench --accept`; `./check --bench` says what has changed.

Unit: executed instructions. QEMU counts them and lets one take one nanosecond, so a run repeats exactly, and a number that changes is a
change of the code. Caches, TLBs and buses are not in it: the numbers compare paths through code and are no worst-case execution times on silicon.

What is measured is measured by two methods that must agree. In the partition: calls are repeated, timed with the hardware clock, and the same loop
without the traps is taken off; for what takes the processor away, counters of all partitions are held against the time that passed. Outside: a plugin
of QEMU counts the instructions of every single visit to the hypervisor (`test/bench/trace.c`). Minimum and maximum are of the latter, and so are, alone,
the phases of the boot, the costs of faults and resets, and the longest visits. The debug build is the same code to the byte.

{versions}
"""


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows] + [""]


def spread(numbers, key):
    low, high = numbers[key + "/min"], numbers[key + "/max"]
    return str(low) if low == high else f"{low} to {high}"


def percent(part, whole):
    return f"{100 * part / whole:.3f}"


def loss(numbers, ms):
    return percent(numbers[f"overhead/{ms}/missing"], numbers[f"overhead/{ms}/passed"])


def worst_late(numbers, without=()):
    """The latest entry, but for calls of those services."""
    no = "|".join(f"{name}(_interrupt_due)?/" for name in without) or "/"
    return max(v for key, v in numbers.items() if re.fullmatch(rf"late/\w+/entry/max|phases/(?!{no}).*/entry/worst", key))


def straddled(numbers):
    """{service: {"entry" and "start": (worst, case, phase)}}"""
    found = {}
    for key, value in numbers.items():
        match = re.fullmatch(r"phases/(\w+)/(\w+)/(\w+)/worst", key)
        if match:
            phase = numbers[key.removesuffix("worst") + "phase"]
            found.setdefault(match[1], {})[match[3]] = value, match[2].replace("_", " "), phase
    return found


# --- sections ---------------------------------------------------------------------------------


Standing = collections.namedtuple("Standing", "words goal measured ratio reached")


def stands(words, value, goal, unit=""):
    return Standing(words, f"<= {goal:,}{unit}", f"{value:,}{unit}", value / goal, value <= goal)


def standing(boards):
    """[Standing] of all goals."""
    numbers = dict(boards[FIRST], **{"late/worst": worst_late(boards[FIRST])})
    bar = next(goal for _, key, goal in GOALS if key == "late/worst")
    return [*(stands(words, numbers[key], goal) for words, key, goal in GOALS),
            *([stands(f"boundary to the timer entry, but for {', '.join(f'`{name}`' for name in LONGER)}", worst_late(numbers, LONGER), bar)]
              if LONGER else ()),
            stands("lost of slots of 80,000 instructions", float(loss(numbers, 1)), LOSS_GOAL, " %"),
            stands("text and constants of the core, worst of the boards", max(boards[name]["memory/text_alone"] for name in BOARDS),
                   static.TEXT_GOAL, " B"),
            stands("RAM of a partition beyond its areas, worst of `flight`", boards[FIRST]["memory/a_partition/max"], PART_GOAL, " B"),
            *(stands(f"{words}, {HYP}", boards[HYP][key], goal) for words, key, goal in HYP_GOALS)]


def summary(rows):
    """In a sentence."""
    missed = [row.words for row in rows if not row.reached]
    return f"{len(rows) - len(missed)} of {len(rows)} goals are reached" + (f"; missed: {'; '.join(missed)}" if missed else "")


def goals(boards):
    rows = standing(boards)
    return ["## Goals", "", f"On {FIRST} where no board is named; the ratio is the measured one over the goal. {summary(rows)}. "
            "[paths.md](paths.md) takes apart what is a path, instruction by instruction.", "",
            *table(("figure", "goal", "measured", "ratio", ""), [
                (row.words, row.goal, row.measured, f"{row.ratio:.2f}", "reached" if row.reached else "**missed**") for row in rows])]


def listed():
    """(service, bound) of the list of hypercalls."""
    return re.findall(r"^HC\d\(\d+, (\w+), \w+, (\w+)", read("abi/hypercalls.def"), re.M)


def in_words(bound):
    formula = re.search(rf'^BOUND\({bound[3:]}, .*, "(.*)"\)$', read("abi/bounds.def"), re.M)
    return formula[1] if formula else bound.replace("HC_FREE", "free")


def extremes(numbers, service):
    """((cost, case), (cost, case)): the cheapest and the dearest."""
    found = [(value, key.split("/")[1], key.endswith("/max")) for key, value in numbers.items()
             if key.startswith(service + "/")]
    if not found:
        return None
    swept = word(SWEEP)  # of two that cost the same the one that says more
    return (min((f for f in found if not f[2]), key=lambda f: (f[0], f[1] == swept)),
            max((f for f in found if f[2]), key=lambda f: (f[0], f[1] != swept)))


def services(boards):
    rows = []
    for service, bound in listed():
        first, hyp = (extremes(boards[name], service) for name in (FIRST, HYP))
        if not first:
            rows.append((f"`{service}`", "does not return", "", "", "", ""))
            continue
        cases = [e[1].replace("_", " ").replace(word(SWEEP).replace("_", " "), "*" + SWEEP + "*")
                 for e in first]
        over = bound.isdigit() and max(first[1][0], hyp[1][0]) > int(bound)
        rows.append((f"`{service}`", f"{first[0][0]} ({cases[0]})", f"{first[1][0]} ({cases[1]})",
                     f"{hyp[0][0]} to {hyp[1][0]}",
                     in_words(bound),
                     "above" if over else ""))
    return ["## Services", "",
            "From the `svc` to the instruction behind it, both ends of what was found over the arguments that `test/bench/cases.c` tries. "
            "*any arguments* are 256 draws of odd values. The bound is that of `abi/hypercalls.def`: so much must be left of the slot for the call to begin. "
            "`idle_self` ends in a switch. A reset of the caller itself is measured up to the first instruction of its new life.",
            "", *table(("service", f"minimum, {FIRST}", f"maximum, {FIRST}", HYP, "bound", ""), rows)]


def crowd(boards):
    hyp = boards[HYP]
    rows = [(f"`{service}`", *(str(numbers[f"crowd/{service}/{size}"]) for numbers in (boards[FIRST], hyp)
                               for size in ("few", "many"))) for service in CROWD_SERVICES]
    return ["## Services among many partitions", "",
            f"The most that a call cost, over the same arguments, in a plan of 3 partitions and in one of {CROWD}. "
            "What the health monitor has recorded is looked for in the ring of each partition.", "",
            *table(("service", f"{FIRST}, 3", f"{FIRST}, {CROWD}", f"{HYP}, 3", f"{HYP}, {CROWD}"), rows)]


def beside(measured, limit):
    """What was measured, its bound and their ratio."""
    return f"{measured:,} of {limit:,}: {limit / measured:.1f}" if measured else f"- of {limit:,}"


# What the visits are that are no calls.
VISITS = (
    ("timer", "the hypervisor's own timer interrupts: a slot begins, or a virtual timer or a watchdog expires; until the first instruction of who runs then"),
    ("interrupt", "a device interrupts; until the first instruction of who runs then"),
    ("fault", "an instruction of a partition faults; until its handler, its new life, or whoever else runs"),
    ("late abort", "a store of a partition is refused by the bus so late that the hypervisor is at work already; it is a fault of that partition as soon as that is to run again"),
    ("wake-up", "nobody could run, the processor slept, and an interrupt ends that; until the first instruction of a partition, or until it sleeps again"),
    ("decision then asleep", "what a visit takes from its decision on who runs next, if that is nobody: the processor has moved text for the UARTs and then sleeps"),
    ("decision", "what a visit takes from its decision on, if somebody runs; a part of each visit above"),
    ("piece of a load", "a piece of the memory of a partition that begins anew is copied, zeroed, compared or digested, in its own slot; of a scrub, too"),
    ("16 bytes for UARTs, 16 bytes from UARTs", "so many moved for each UART, and the console's answer to them"),
    ("line of an event", "a record of the health monitor or of a trace, as a line of text"),
)


def bound(boards):
    rows = []
    for service, given in listed():
        cells = []
        for name in (FIRST, HYP):
            limits, measured = bounds.of_service(boards[name], service), bounds.measured(boards[name], service)
            if limits is None:
                raise Failure(f"{name}: no bound of {service}")
            cells += [*(beside(measured.get(way), limit) for way, limit in zip((bounds.RETURNS, bounds.DECIDES), limits)),
                      f"{limits[-1]:,}"]
        rows.append((f"`{service}`", *cells, in_words(given)))
    head = [f"{words}, {name}" for name in (FIRST, HYP) for words in ("returns", "with a decision", "at worst")]
    visits = [key for key in boards[FIRST] if key.startswith("bound/") and bounds.is_visit(key, listed())]
    return ["## Bounds", "",
            "Derived from the ELF file by `tools/bound`: no run can be longer. They are formulas over the counts of a plan, which "
            "`tools/bound/bound.py build/release/target-zynq7000` prints; here they are evaluated for the plan of the measurements, "
            "`test/bench/services.xml`. A call returns at once, or with a decision on who runs next, up to the first instruction of that partition; "
            "at worst, everything is traced, and that one also has to be loaded, or has no stack for its interrupt, which is logged and resets it. "
            "*a of b: c*: a is the most that was measured of calls that went this way, b their bound, c is b over a; a - where no case of the measurements goes this way. "
            "Which way a call went is seen by the plugin: with a decision it comes through `run_next()`. That nothing is above the bound of its way is checked whenever it is measured, "
            "with those of the plan that it is measured in. The last column is what must be left of the slot for the call to begin. "
            "The bound of the boot is [below](#boot).", "",
            *table(("service", *head, "list"), rows),
            "Other visits. At worst: with text for the console too, which is moved at the start of a slot, behind a fault, and when all sleep.", "",
            *(f"- *{name}*: {sentence}." for name, sentence in VISITS), "",
            *table(("visit", *BOARDS), [(key.removeprefix("bound/").replace("_", " "),
                                         *(f"{boards[name][key]:,}" for name in BOARDS)) for key in visits])]


def published(boards):
    a, h = boards[FIRST], boards[HYP]
    switch = "switch/without_fp"
    return ["## Hypercalls and switches, beside what was published", "",
            "The published columns are cycles of a LEON at 80 MHz, from the papers and reports on XtratuM 2.1 and XM-Q 1.0.8 (which flushes caches): "
            "a cycle is no instruction, but the order of magnitude compares.", "",
            *table(("", *BOARDS[::2], "XtratuM 2.1", "XM-Q 1.0.8"), [
                ("null hypercall with its stub", a["null_hypercall/with_its_stub/max"],
                 h["null_hypercall/with_its_stub/max"], "-", "-"),
                ("`XM_get_time`", spread(a, "get_time/hardware_clock"), spread(h, "get_time/hardware_clock"),
                 720, 640),
                ("partition switch", spread(a, switch), spread(h, switch), "2,000", "9,500"),
                ("with floating point on both sides", spread(a, "switch/with_fp"),
                 spread(h, "switch/with_fp"), "-", "-"),
                ("next slot of the same partition", spread(a, "switch/same_partition"),
                 spread(h, "switch/same_partition"), "-", "-")]),
            "Those are switches of a plan with nothing else to be looked at when a slot ends. What more there may be costs more; these are the whole costs, without floating point.", "",
            *table(("", *BOARDS[::2]), [
                (words, spread(a, "switch/" + key), spread(h, "switch/" + key)) for words, key in (
                    ("partition switch, in a plan with a watchdog", "with_watchdog"),
                    ("to a partition with an open hardware line", "to_open_line"),
                    ("from a partition with an open hardware line", "from_open_line"),
                    ("to a partition with an armed timer", "to_armed_timer"),
                    ("from a partition with an armed timer", "from_armed_timer"))])]


def interrupts(boards):
    rows = []
    for words, key in (("virtual timer, expiry to handler", "_plain/virtual_timer/to_handler"),
                       ("of a partition with hardware lines", "_lines/virtual_timer/to_handler"),
                       ("and in a plan with a watchdog", "/virtual_timer/to_handler"),
                       ("device, interrupt to handler", "_lines/device/to_handler"),
                       ("in a plan with a watchdog", "/device/to_handler"),
                       ("pended by the partition itself, `svc` to handler", "/pended_by_itself/to_handler"),
                       ("return from a handler", "_plain/virtual_timer/return")):
        rows.append((words, *(spread(boards[name], "interrupt" + key) for name in BOARDS)))
    for words, key in (("fault, propagated and logged, to the handler", "to_handler"),
                       ("warm reset of itself, `svc` to the first instruction", "reset_of_itself")):
        rows.append((words, *(boards[name]["fault/" + key] for name in BOARDS)))
    rows[0] += ("2,720 (XM-Q)",)
    rows = [row if len(row) == 6 else row + ("",) for row in rows]
    return ["## Interrupts and faults", "",
            "To the first instruction of the partition's handler. The timer is periodic.", "",
            *table(("", *BOARDS, "published"), rows)]


def ports(boards):
    rows = []
    for size in SIZES:
        cells = [spread(boards[FIRST], f"{kind}/{size}_B")
                 for kind in ("sampling_write", "sampling_read", "queuing_send", "queuing_receive")]
        casts = [spread(boards[FIRST], f"multicast_write/{size}_B_to_{n}") for n in (2, 4, 8)]
        rows.append((f"{size} B", *cells, *casts, PAPER_WRITE.get(size, "-")))
    return ["## Ports", "",
            f"On {FIRST}, with one destination or as many as the column says. The last column are cycles of XtratuM 2.1.", "",
            *table(("", "sampling write", "sampling read", "queuing send", "queuing receive", "write to 2",
                    "to 4", "to 8", "published write"), rows),
            "![Cost of ports against the size of the message](timing-ports.svg)", ""]


def copies(boards):
    rows = [(f"{size} B", *(spread(boards[name], f"copy_of_memory{kind}/{size}_B") for name in (FIRST, HYP)
                            for kind in ("", "_unaligned"))) for size in SIZES]
    return ["## Copies of memory", "",
            "`memory_copy` to another partition, all its pieces of at most 1,024 B together: between two of them interrupts and the end of the slot may come.", "",
            *table(("", *(f"{name}, {how}" for name in (FIRST, HYP) for how in ("aligned", "unaligned"))), rows)]


def overhead(boards):
    rows = [(f"{ms} ms", f"{int(ms * INSNS_PER_MS):,}", *(loss(boards[name], ms) for name in BOARDS),
             f"{PAPER_LOSS[ms]:.2f}" if ms in PAPER_LOSS else "-") for ms in SLOTS_MS]
    return ["## Overhead against the length of slots", "",
            "Three partitions count; what their counters lack of the time that passed is lost, in percent. Slots have as many instructions as a processor "
            "with 80 million a second executes in the time, which makes them comparable with the paper's (LEON2 at 80 MHz).", "",
            *table(("slot", "instructions", *BOARDS, "XtratuM 2.1"), rows),
            "![Overhead against the length of slots](timing-overhead.svg)", ""]


def counters(boards):
    rows, numbers = [], boards[FIRST]
    for n, (words, _, _) in enumerate(SCHEDULES, 1):
        passed = numbers[f"counters/{n}/passed"]
        turns = [numbers[f"counters/{n}/{name}"] for name in ("first", "second", "third")]
        rows.append((words, f"{passed:,}", *(f"{t:,}" for t in turns),
                     percent(passed - TURN * sum(turns), passed)))
    return ["## Three counters, four schedules", "",
            f"Each partition has a third of the time; how it is cut changes. They count turns of {TURN} instructions on {FIRST}, until the first has "
            "counted to twenty millions.", "",
            *table(("schedule, at 80 MHz", "instructions passed", "first", "second", "third", "lost, %"), rows)]


def displaced(boards):
    """The bounds beside the worst that was measured."""
    unasked = sorted((key for key in boards[FIRST] if key.startswith("phases_unasked/")), key=lambda key: -boards[FIRST][key])[:2]
    rows = [(words, *(f"{number(boards[name]):,}" for name in BOARDS)) for words, number in (
        ("latest entry that was measured, here and below", worst_late),
        *((f"bound of what does not ask for time, in the plan of the calls that straddle: `{key.split('/')[-1]}`",
           lambda numbers, key=key: numbers[key]) for key in unasked),
        ("of the longest that does not ask, in `flight`", lambda numbers: numbers["displaced/unasked"]),
        ("of a decision", lambda numbers: numbers["displaced/decision"]),
        ("of a decision at worst", lambda numbers: numbers["displaced/decision_at_worst"]),
        ("of all by which others can displace a slot", lambda numbers: numbers["displaced/most"]),
        ("of what the hypervisor takes of a slot if all behave", lambda numbers: numbers["displaced/usual"]),
        ("of what it takes at most, and by which the slot is displaced", lambda numbers: numbers["displaced/worst"]))]
    return ["What was measured has bounds, too; here for the plan of `examples/flight`, if no other is named. The entry is late by what is at work at the boundary and has not asked what is left "
            "of the slot: a call that may begin at any time, the refusal of any other, an interrupt, each without the decision behind it, which asks. The longest two are below, for the plan in which they are measured; that no entry is later than "
            "the longest is checked whenever it is measured. `cfgc --timing` prints for any plan, rounded up, by how much others can displace a slot in all, and what the hypervisor "
            "takes of each slot ([configuration.md](configuration.md)): there the processor may have slept, and so a whole decision, in which everything is traced, an interrupt is delivered and "
            "a partition begins anew, is at work at the boundary. What a guard lets through (`core/guards.h`: services with a bound, faults, pieces of loads and scrubs, lines, UARTs) "
            "is in none of them: it begins only while there is time for it and the decision behind it, and is over at the boundary. "
            "Where a plan has calls traced, the event is written down before a call asks for time: the entry may be later by that, too.", "",
            *table(("instructions", *BOARDS), rows)]


def late(boards):
    rows = []
    for name in (*HOSTILE, "ticked"):
        if f"late/{name}/start/min" not in boards[FIRST]:
            continue
        row = ["nobody: a gap" if name == "witness" else name]
        for numbers in (boards[FIRST], boards[HYP]):
            entry = f"late/{name}/entry"
            row += [spread(numbers, entry) if entry + "/min" in numbers else "asleep",
                    spread(numbers, f"late/{name}/start"), numbers.get(f"late/{name}/longest", "-")]
        rows.append(row)
    return ["## How late slots start", "",
            "After slots of partitions that do what keeps the hypervisor busy (`test/bench/hostile.c`): a storm of dear services, faults, resets of itself, "
            "interrupts, text; and *ticked*, whose timer expires at every distance from the end of its slots (`test/bench/ticked.c`). Entry: from the boundary to the first instruction of the timer's interrupt, if the processor was awake. Start: to the first instruction of "
            "the partition whose slot it is. Visit: the longest that began in the partition and led back to it; so long interrupts are masked. "
            "QEMU's timers are exact to a tick, 10 or 16 instructions.", "",
            *table(("slot before", *(f"{what}, {name}" for name in (FIRST, HYP)
                                     for what in ("entry", "start", "visit"))), rows),
            *displaced(boards),
            "![Histogram of the start of slots](timing-lateness.svg)", ""]


def phase_cells(worst):
    """Of a service: entry, case, phase, start."""
    value, case, phase = worst.get("entry", ("-", worst["start"][1], "-"))
    return value, case, phase, worst["start"][0]


def entry_first(worst):
    """For sorting: the dearest first."""
    return -worst.get("entry", (-1,))[0], -worst["start"][0]


def straddling(boards):
    found = {name: straddled(boards[name]) for name in BOARDS}
    services = sorted(found[FIRST], key=lambda service: entry_first(found[FIRST][service]))
    rows = [(f"`{service}`", *phase_cells(found[FIRST][service]), *phase_cells(found[HYP][service])[::3])
            for service in services]
    most = []
    for name in BOARDS:
        service = min(found[name], key=lambda service: entry_first(found[name][service]))
        value, case, phase = found[name][service]["entry"]
        most.append((name, value, f"`{service}`, {case}", phase, max(w["start"][0] for w in found[name].values())))
    return ["## Calls that straddle the end of a slot", "",
            "Each case of each service of the list (`test/bench/cases.c`), messages of all sizes to up to 8 destinations, and an instruction that is none, begun at every "
            "distance from the end of a slot, from 2,000 instructions to none: up to 400 every third, before that every eleventh, and other ones for every case; "
            "`./check --campaign` leaves none out ([robustness.md](robustness.md)). "
            "*interrupt due*: a service that may begin at any time, behind which an interrupt is delivered, as the partition has opened it in the slot. "
            "Entry and start as above. No entry: at the boundary the processor slept, because the call was not begun, or the call itself led to the switch. "
            "Phase: instructions from the first one of the call to the boundary.", "",
            "The worst:", "",
            *table(("board", "entry", "of", "phase", "start"), most),
            "Of each service, the worst case:", "",
            *table(("service", f"entry, {FIRST}", "case", "phase", f"start, {FIRST}", f"entry, {HYP}", f"start, {HYP}"), rows)]


def boot(boards):
    rows = [(phase.replace("_", " "), *(f"{boards[name]['boot/' + phase]:,}" for name in BOARDS))
            for phase in ("digest", "copy", "zeroing", "table_check", "rest", "total")]
    bound_ = ("bound, over what was measured", *(beside(of["boot/total"], of["boot/bound"]) for of in (boards[name] for name in BOARDS)))
    return ["## Boot", "", "From reset to the first instruction of a partition, the image of `examples/flight`. The bound is derived as those of the visits, with formulas "
            "over the records of the table and the bytes of the image: the table check is reckoned rule by rule with the records each is for, a load with its copy and its areas, "
            "and logs and traces as after a warm reset, full. UARTs take what they get, as QEMU's do: a slow one holds the boot up while the first line is printed. `cfgc --timing` evaluates it for a plan, `tools/bound/bound.py --image sys.img build/release/target-zynq7000` for an image.", "",
            *table(("", *BOARDS), [*rows, bound_])]


def memory(boards):
    rows = [(words, *(spread(boards[name], "memory/" + key) if key == "a_partition" else
                      f"{boards[name]['memory/' + key]:,}" for name in BOARDS))
            for words, key in (("text and constants of the core", "text_alone"), ("as they are in memory, up to a page between them", "text"),
                               ("its data, stack and own tables", "data"),
                               ("a partition beyond its areas", "a_partition"), ("a port, in that", "a_port"),
                               ("all partitions", "partitions"), ("all channels with their messages", "channels"),
                               ("shared by all", "shared_by_all"), ("what the boot takes", "total"))]
    text = [(f"Septum, {name}", f"{boards[name]['memory/text_alone']:,}", f"{boards[name]['memory/total']:,}",
             spread(boards[name], "memory/a_partition")) for name in (FIRST, HYP)]
    stack = [("worst chain of calls", "worst"), ("the stack", "size")]
    return ["## Memory", "", "In bytes, of the image of `examples/flight`: `packer --memory` says it of any image, item by item, and the tests of "
            f"the core compare the last line with the boot. The goal for text and constants, {static.TEXT_GOAL:,}, is for these themselves, as `test/checks/size.py` "
            "counts them. In memory constants begin on a page of their own, because they cannot be executed; the rest of the last page of text is empty, and the second line has it. "
            f"For a partition, tables of the address space included, the goal is {PART_GOAL:,}.", "",
            *table(("", *BOARDS), rows),
            "The stack of the hypervisor, by `test/checks/stack.py` from the compiler's call graphs and the disassembly; no chain may take more than three quarters of it. The page of "
            f"{static.GUARD:,} bytes below it holds constants and cannot be written, and no frame is so large as to step over it: a deeper chain would be a panic.", "",
            *table(("", *BOARDS), [(words, *(f"{boards[name]['stack/' + key]:,}" for name in BOARDS)) for words, key in stack]),
            "Beside others. Of the text of cores there are figures. What a partition takes, or the hypervisor in all, is not published for any of them, XtratuM included: of XM-ARM only "
            "what plans set aside for it is known, whatever it uses of that.", "",
            *table(("", "text and constants", "hypervisor in all, `flight`", "a partition"), [*text, *(row + ("-",) * (4 - len(row)) for row in PUBLISHED_TEXT)])]


# --- files --------------------------------------------------------------------------------------


KINDS = (("sampling write", "sampling_write"), ("sampling read", "sampling_read"), ("queuing send", "queuing_send"),
         ("queuing receive", "queuing_receive"))


def ports_chart(first):
    lines = [chart.Series(words, [(size, first[f"{key}/{size}_B/max"]) for size in SIZES]) for words, key in KINDS]
    bars = {key: goal for _, key, goal in GOALS}
    goals_of = [chart.Series(f"goal of {words}", [(size, bars[f"{key}/{size}_B/max"]) for size in SIZES if f"{key}/{size}_B/max" in bars],
                             words) for words, key in KINDS]
    return chart.curves(f"Cost of ports, {FIRST}, at most", "length of the message, bytes", "instructions", [*lines, *goals_of])


def overhead_chart(boards):
    losses = [chart.Series(name, [(ms, 100 * boards[name][f"overhead/{ms}/missing"] / boards[name][f"overhead/{ms}/passed"])
                                  for ms in SLOTS_MS]) for name in (FIRST, HYP)]
    return chart.curves("Lost to the hypervisor, by the length of slots", "length of slots, ms, at 80 million instructions a second",
                        "lost, % of the time",
                        [*losses, chart.Series("XtratuM 2.1 (its paper)", sorted(PAPER_LOSS.items())),
                         chart.Series(f"goal: {LOSS_GOAL} % at 1 ms", [(1, LOSS_GOAL)], "")], log=True)


def lateness_chart(first, starts):
    names = [name for name in HOSTILE if name != "witness"]
    entries = [(f"after {name}", [entry for before, entry, _ in starts if before == name and entry is not None]) for name in names]
    begins = [(f"after {name}", [start for before, _, start in starts if before == name]) for name in names]
    bar = next(goal for _, key, goal in GOALS if key == "late/worst")
    marks = (chart.Mark(bar, f"goal: {bar}"), chart.Mark(worst_late(first), f"latest of all, calls that straddle it included: {worst_late(first)}", "#222"))
    return chart.histograms(f"How late slots begin behind hostile partitions, {FIRST}", [
        chart.Histogram("instructions from the boundary to the timer entry, processor awake", "slots", entries, TICK, marks),
        chart.Histogram("instructions from the boundary to the first one of the partition", "slots", begins, 5 * TICK)])


def charts(boards, starts):
    first = boards[FIRST]
    return {"doc/timing-ports.svg": ports_chart(first), "doc/timing-overhead.svg": overhead_chart(boards),
            "doc/timing-lateness.svg": lateness_chart(first, starts)}


def of_boards(found):
    return {name: {key: value for (board, key), value in found.items() if board == name} for name in BOARDS}


def pages(found, more, versions):
    """{file name: text} of the page and its charts"""
    boards = of_boards(found)
    lines = [HEAD.format(versions="\n".join("- " + line for line in versions))]
    for section in (goals, published, services, crowd, bound, ports, copies, interrupts, overhead, counters, late, straddling, boot, memory):
        lines += section(boards)
    text = "\n".join(lines).rstrip() + "\n"
    return {PAGE: text, **charts(boards, more[FIRST])}


def write(texts):
    """Files of {file name: text}."""
    for name, text in texts.items():
        with open(os.path.join(ROOT, name), "w", encoding="utf-8") as f:
            f.write(text)


def outdated(texts):
    """The names of those files that are not so."""
    return [name for name, text in texts.items()
            if not os.path.exists(os.path.join(ROOT, name)) or read(name) != text]
