#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""bound.py [--check | --formulas FILE | --image FILE | --plan XML [--why VISIT]] BUILD...: bounds in instructions
of the boot and of every visit to the hypervisor, from the release ELF of a board.

BUILD is the folder of a board's sub-build, in which core.elf is.  Every loop on a way
from reset or a vector to a partition must have a bound beside it in the source, every bound
a loop; calls through pointers, recursion and instructions that are not understood are
errors.  What depends on the plan is a formula over the counts of counts.py.

  --check     only whether all visits have bounds, and nothing in the image recurs: a step of the build
  --formulas  write them, for other tools: "bound NAME TERM+TERM|TERM..." a line, the
              largest of the sums counts; a TERM is a number, or number*count*count
  --image     print what the boot of that image takes at most
  --plan      print the values for a plan instead of formulas
  --why       with --plan, for one visit: by how much it would be shorter if a function
              took no time
"""

import os
import re
import subprocess
import sys

import contents
import counts
from boot import NOTED, Boot
from cost import Cost, parse
from graph import recursion
from image import Image, Unknown
from longest import Longest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))

# Behind these the machine stands still or begins anew.
ENDS = ("core_panic", "sys_halt", "sys_reset", "hal_stop", "hal_reset")
# Labels of vectors.S that traps of partitions go to, where they have several.
FAULTS = ("enter_undefined", "enter_prefetch", "enter_data")
# Who runs next, and what is so called behind the name of a service.
DECISION, DECIDES, AT_WORST = "run_next", " and decision", " at worst"
# The service behind which may be any other.
LIST = "multicall"
# Bytes of the longest record that is copied where no time was kept for it, as for messages is.
RECORD = 256
# What is not ordinary: a virtual CPU that begins anew, a partition that is loaded, what the health monitor is told of (but a
# fault itself), entries in the trace that nobody asked a call for, and text for the console, of which there is none before a call goes on.
RARE = ("talk", "start", "load", "misbehaviour", "audit")
# Ways of a call that ask for time first, where it has not; copies of what is not aligned, or long.
ASKS, COPIES = "asks", ("odd", "long")
# What only begins where it ends before the slot does.
GUARDED = (ASKS, "asked", "load", "report_next", "console_pump", "input_listen")
# Behind these, as behind faults, it is that the caller begins anew.
STARTS = ("reset_partition", "reset_vcpu", "hm_raise_event", "hm_raise_fault", "trace_masked_event", "inport",
          "outport")
START = tuple(way for way in RARE if way != "start")


def services():
    """{number: (name, what is not done for it)}"""
    def not_done(name, bound):
        if name == LIST:
            return ()
        return "list", *(("timed", "formula") if bound == "HC_FREE" else ("formula",) if bound.isdigit() else ())

    with open(os.path.join(ROOT, "abi/hypercalls.def"), encoding="utf-8") as f:
        return {int(n): (name, not_done(name, bound))
                for n, name, bound in re.findall(r"^HC\d\((\d+), (\w+), \w+, (\w+)", f.read(), re.M)}


def base(name):
    """Without what the compiler puts behind the name of a function that it has changed."""
    return name.partition(".")[0]


def entries(image):
    """{way into the hypervisor: where it begins}"""
    marks = {m.name: m.at for m in image.marks if m.kind == "visit"}
    trap = [image.symbols.get("enter_hypercall") or image.symbols["enter_trap"]]
    return {"hypercall": trap, "interrupt": [image.symbols["enter_irq"]],
            "fault": [image.symbols[label] for label in FAULTS if label in image.symbols] or trap,
            "late abort": [marks["late_abort"]], "wake-up": [marks["wakeup"]],
            "decision": [at for at, name in image.names.items() if base(name) == DECISION]}


def known(longest, costs):
    """Every bound is of a loop, every count in the costs has a sentence."""
    idle = longest.idle()
    if idle:
        raise Unknown("bounds without a loop: " + ", ".join(idle))
    unknown = {n for cost in costs for n in cost.names() if counts.sentence(n) is None}
    if unknown:
        raise Unknown(f"counts that nobody knows: {', '.join(sorted(unknown))}")


def check(image):
    """Whether all that Bounds needs is there, without its numbers: how many functions were looked at."""
    longest = Longest(image, ENDS)
    boot = Boot(image, ENDS)
    costs = [longest.function(at) for starts in entries(image).values() for at in starts]
    known(longest, [boot.cost(), *costs])
    recursion(image, {image.symbols[name] for name in ENDS if name in image.symbols})
    return len(longest.results.keys() | boot.looked_at())


class Bounds:
    """All of one image: {name: Cost}.  shown: only what has this in its name; free: functions
    that cost nothing, to see what they are worth."""

    def __init__(self, elf, shown="", free=()):
        self.image = image = elf if isinstance(elf, Image) else Image(elf)
        self.shown, self.free = shown, {at: Cost() for at in free}
        self.whole = self._longest()
        noted = 1 + self.whole.function(image.symbols[NOTED])
        self.found, self.reached = {}, set()
        for name, starts, more, without, choice in self._visits():
            cost = self._cost(starts, without, choice) if shown in ("", name) else None
            if cost is not None:
                self.found[name] = (cost + more + noted).settled()
        if not shown:
            self._guarded()
            self.boot = Boot(image, ENDS).cost()
            known(self.whole, [self.boot, *self.found.values()])

    def _longest(self, without=(), choice=None):
        named = [name for name in self.image.names.values() if base(name) in without]
        return Longest(self.image, ENDS, [*without, *named], choice, self.free)

    def _cost(self, starts, without, choice):
        longest, worst = self._longest(without, choice), None
        for start in starts:
            cost = longest.function(start)
            worst = cost if worst is None else worst | cost
        self.reached |= longest.results.keys()
        return worst

    def _visits(self):
        """(name, where it begins, instructions before that, what is left out, service)"""
        begin = entries(self.image)
        trap, faults, enter_irq, decision = (begin[way] for way in ("hypercall", "fault", "interrupt", "decision"))
        yield "timer", enter_irq, 1, ("core_irq", *RARE), None
        yield "timer at worst", enter_irq, 1, ("core_irq",), None
        yield "interrupt", enter_irq, 1, ("core_timer", *RARE), None
        yield "interrupt at worst", enter_irq, 1, ("core_timer", "talk"), None
        yield "fault", faults, 1, ("core_hypercall", *START), None
        yield "fault at worst", faults, 1, ("core_hypercall",), None
        yield "late abort", begin["late abort"], 0, (), None
        yield "wake-up", begin["wake-up"], 0, (), None
        yield "decision, then asleep", decision, 0, (), None
        yield "decision", decision, 0, RARE, None
        yield "decision at worst", decision, 0, ("talk",), None
        for number, (name, not_done) in self._services().items():
            number = None if name == LIST else number
            yield name, trap, 2, ("fault_entry", DECISION, "switch", "audit", *not_done), number  # the svc, too
            yield name + DECIDES, trap, 2, ("fault_entry", *(START if name in STARTS else RARE), *not_done), number
            yield name + AT_WORST, trap, 2, ("fault_entry", "talk", *not_done), number

    def _late(self, more):
        """The longest of what may be at work at a boundary.  What is begun only while there is time
        for it is over by then: services with a bound, what a list of calls needs for itself, lines of
        events, what UARTs get and give, pieces of loads and scrubs."""
        late = Cost()
        for name, starts, before, without, number in self._visits():
            begun = name.endswith(AT_WORST) and ("timed" in without or number is None and name != LIST + AT_WORST)
            if begun or name in ("late abort", "wake-up"):
                without = [way for way in without if way not in RARE]
                late = late | (self._cost(starts, (*without, *GUARDED, *more), number) + before)
        return late + self._told_late(more)

    def _told_late(self, more=()):
        """What may follow any visit before interrupts are taken: a store of the partition that runs then
        was refused when it no longer ran, and it is told as it goes on."""
        return parse("refusals") * self._cost(entries(self.image)["late abort"], (*GUARDED, *more), None)

    def slot(self):
        """{visit: Cost} of what is not left of a slot, for visits.py: how late its timer's
        visit begins because of another one, whatever others do (LATE); because of that of the
        boundary before, where this is so near (EDGE); and that visit if all behave (START), with
        events to log and text to print (WORST), and with a piece of a scrub (SCRUB); and of the
        boot (BOOT)."""
        worst = self._cost([self.image.symbols["enter_irq"]], ("core_irq", "load"), None) + 1
        told = self._told_late()
        visits = {"LATE": self._late(["boundary"]), "EDGE": self._late([]), "START": self.found["timer"],
                  "WORST": worst + told, "SCRUB": self.found["timer at worst"] + told,
                  "BOOT": self.boot}
        return {name: cost.settled().put("pieces", Cost()).put("length", Cost.of(RECORD))
                for name, cost in visits.items()}

    def unasked(self):
        """{what: Cost} of visits that may be at work at a boundary though they have not asked what
        is left of the slot, and go back to the partition: so late may its timer's interrupt be.
        A decision asks, but for those whose caller sleeps then; what is copied is short and aligned
        (a frame).  Without entries in the trace, and without late news of a store."""
        free = [number for number, (_, not_done) in self._services().items() if "timed" in not_done]
        trap, way_out = entries(self.image), ("fault_entry", DECISION, "switch", "audit", "list", ASKS, *COPIES)
        found = {services()[number][0]: self._cost(trap["hypercall"], (*way_out, "timed", "formula"), number) + 2
                 for number in free}
        # Refused by the first thing that is looked at, before the time: any that not everybody may ask for.
        refused = min(services().keys() - set(free))
        found["a call without the right"] = \
            self._cost(trap["hypercall"], (*way_out, "call", "hc_fits"), refused) + 2
        found["an interrupt"] = self._cost(trap["interrupt"], ("core_timer", DECISION, "switch", "audit"), None) + 1
        return {name: cost.settled() for name, cost in found.items()}

    def _services(self):
        found = services()
        for table in self.whole.tables():
            if len(table) != len(found):
                raise Unknown(f"{len(table)} services in a table, {len(found)} in the list")
        return found

    def _guarded(self):
        """What the core only begins while there is time for it (core/guards.h)."""
        self.found["piece of a load"] = self.found["decision at worst"].each("pieces")
        for at, name in self.image.names.items():
            if base(name) == "report_next":
                self.found["line of an event"] = self.whole.function(at).settled()
            if base(name) == "console_pump":
                self.found["16 bytes for UARTs"] = self.whole.function(at).put("budget", Cost.of(16)).settled()
            if base(name) == "input_listen":
                self.found["16 bytes from UARTs"] = self.whole.function(at).put("budget", Cost.of(16)).settled()


def located(image_path, text):
    """The message with the source line of the address in it."""
    m = re.match(r"(?:recursion: )?([0-9a-f]{8})\b", text)
    if not m:
        return text
    out = subprocess.run(["arm-none-eabi-addr2line", "-i", "-e", image_path, m[1]], check=False,
                         capture_output=True, text=True).stdout.splitlines()
    lines = [line.split(" ")[0].removeprefix(ROOT + "/") for line in out]
    return f"{' < '.join(lines)}: {text}" if lines else text


def formulas(bounds):
    found = {**bounds.found, "boot": bounds.boot}
    lines = ["# The largest of the sums (|), each of products (+, *); counts as tools/bound/counts.py says."]
    names = sorted({*counts.SENTENCES, *(name for cost in found.values() for name in cost.names())})
    lines += [f"count {name} {counts.sentence(name)}" for name in names]
    return "\n".join(lines + [f"bound {name} {cost.plain()}" for name, cost in found.items()]) + "\n"


def why(elf, visit, plan):
    """The functions on the longest path of a visit, the dearest first; with those they call."""
    bounds = Bounds(elf, visit)
    whole = bounds.found[visit].value(plan)
    print(f"  {whole:8}  {visit}")
    rows = [(whole - Bounds(bounds.image, visit, [at]).found[visit].value(plan), base(bounds.image.names[at]))
            for at in bounds.reached]
    for worth, name in sorted(rows, reverse=True):
        if worth > whole / 50:
            print(f"  {worth:8}  {name}")


def show(build, options):
    """Prints what there is to say of a build."""
    elf, plan = os.path.join(build, "core.elf"), options.get("--plan")
    name = os.path.basename(os.path.abspath(build))
    plan = counts.of_plan(plan) if plan else None
    if "--check" in options:
        return print(f"{name}: {check(Image(elf))} functions have bounds")
    if "--image" in options:
        image = Image(elf)
        most = Boot(image, ENDS).cost().value(contents.of_image(options["--image"], image))
        return print(f"{name}: {most} instructions from reset until the first slot is waited for")
    if "--why" in options:
        return why(elf, options["--why"], plan)
    bounds = Bounds(elf)
    found = bounds.found
    if "--formulas" in options:
        with open(options["--formulas"], "w", encoding="utf-8") as f:
            f.write(formulas(bounds))
    print(f"{name}: {len(found)} bounds")
    for name, cost in found.items():
        print(f"  {name:45} {cost if plan is None else cost.value(plan)}")
    if plan is None:
        print(f"  {'boot':45} {bounds.boot}")
    return None


def main(arguments):
    options, builds, rest = {}, [], iter(arguments)
    for word in rest:
        if word == "--check":
            options[word] = True
        elif word in ("--plan", "--formulas", "--image", "--why"):
            options[word] = next(rest, "")
        else:
            builds.append(word)
    if not builds or "--why" in options and "--plan" not in options:
        sys.exit(__doc__)
    problems = 0
    for build in builds:
        try:
            show(build, options)
        except Unknown as problem:
            print(located(os.path.join(build, "core.elf"), str(problem)))
            problems += 1
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
