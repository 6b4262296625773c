# SPDX-License-Identifier: BSD-2-Clause
"""The bound of the boot: from the first instruction of an image until the first slot is waited for, or begins.

What the boot does by lists is reckoned entry by entry: each rule of the table check
with the records of its section, and each load with its copy and its areas.
"""

import os
import re
from fractions import Fraction

from cost import Cost, parse
from image import Unknown
from longest import Longest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))

# Where it begins, and what may come in between, from before a warm reset.
BEGIN, NOTED = "boot", "data_in_hypervisor"
# Functions that are called for each entry of a list.
RECORD, LOAD = "check_record", "sys_load"
# What a slot begins with, a piece of a load or a scrub, is the slot's, even if it begins at once.
WITHOUT = ("load",)
# How many records the sections have whose number is counted already.
RECORDS = {"PART": "parts", "CONSOLE": "consoles", "AMAP": "area_records", "TRACE": "parts + 1",
           "IRQ": "irqs", "MACHINE": "1", "HM": "hm_records"}
# What the one that owns most of a section owns of it.
OWNED = {"VCPU": "vcpus", "AREA": "areas", "PORT": "ports", "SLOT": "slots"}
# Kinds of rules that ask more than whether a word is below a limit; SPAN goes the way of OWNS, NAME_ that of NAME.
KINDS = ("MACHINE", "PLAN", "AREA", "PART", "AMAP", "CHANNEL", "IRQ", "IPVI", "IORANGE", "ONCE", "NAME", "OWNS")
WAYS = {"SPAN": "OWNS", "NAME_": "NAME"}
# What no plan and no image says: every call in the boot is told.
TOLD = {"arguments", "blocks", "budget", "cache_lines", "characters", "entries", "length", "pieces", "records", "runs"}
COPIED, CLEARED = "copied", "cleared"
# What of something each partition has, and what all have.
TOTALS = ((("image", "parts"), "images"), (("area", "areas", "parts"), "area_bytes"),
          (("areas", "parts", "shared"), "area_bytes"), (("areas", "parts"), "area_records"),
          (("parts", "ports"), "port_records"), (("parts", "vcpus"), "vcpu_records"), (("irqs", "parts"), "irqs"))


def read(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as f:
        return f.read()


def rules():
    """[(section, kind, argument)] of the table check."""
    return re.findall(r"^RULE\((\w+), \w+, \w+, (\w+), (\w+)", read("abi/config_rules.def"), re.M)


def records(section):
    return parse(RECORDS.get(section, f"{section.lower()}_records"))


def constant(word):
    """A number, or one of the enumerations of the table."""
    return int(word) if word.isdigit() else int(re.search(rf"\b{word}\s*=?\s*(\d+)", read("abi/config.h"))[1])


class Boot:
    """Of one image of the hypervisor.  ends: as of Longest."""

    def __init__(self, image, ends):
        self.image, self.ends = image, ends
        self.parts = []  # all that was looked at
        self.longest = self._longest(WITHOUT, {self._function(RECORD): Cost(), self._function(LOAD): parse("start")})

    def _longest(self, without=(), known=None, **counts):
        named = [name for name in self.image.names.values() if name.partition(".")[0] in without]
        self.parts.append(Longest(self.image, self.ends, [*without, *named], None, known, counts))
        return self.parts[-1]

    def looked_at(self):
        """Functions, by address."""
        return set().union(*(part.results for part in self.parts))

    def _function(self, name):
        return next(at for at, found in self.image.functions.items() if found.partition(".")[0] == name)

    def cost(self):
        """With what only the ELF file says put in."""
        begin = self.longest.function(self.image.symbols[BEGIN]) + self.longest.function(self.image.symbols["hal_exit"])
        cost = begin.one().put("records", sum((records(section) for section, _, _ in rules()), Cost()) * Fraction(1, len(rules())))
        cost = 1 + cost.put("start", self._load()) + sum((self._rule(*rule) for rule in rules()), Cost())
        cost = (cost + self.longest.function(self.image.symbols[NOTED])).one()
        for count, size in self._sizes().items():
            cost = cost.put(count, Cost.of(size))
        for names, total in TOTALS:
            cost = cost.together(names, total)
        if told := cost.names() & TOLD:
            raise Unknown(f"{self.image.where(self.image.symbols[BEGIN])}: nothing says how much: {', '.join(sorted(told))}")
        return cost

    def _rule(self, section, kind, argument):
        way = WAYS.get(kind, kind)
        longest = self._longest([other for other in KINDS if other != way])
        cost = (records(section) * longest.function(self._function(RECORD))).put("records", records(section))
        if way == "NAME":
            cost = cost.put("letters", Cost.of(constant(argument)))
        owned = argument.removeprefix("CFG_")
        return cost.put("owned", parse(OWNED[owned]) if owned in OWNED else records(owned)) if kind == "OWNS" else \
            cost.put("owned", Cost())

    def _load(self):
        """A binary in whole blocks, and what is left; each area, and on to the next; the ports, and the end."""
        copy = self._pieces(Cost.of(1), CLEARED)
        clear = self._pieces(parse("areas"), COPIED)
        rest = self._pieces(parse("areas + ports + 1"), COPIED, CLEARED)
        whole, area = parse("image"), parse("area")
        return copy.at_once("image", whole) + copy.at_once("image", Cost.of(64)) + clear.at_once("area", area) + rest

    def _pieces(self, number, *without):
        return self._longest([*WITHOUT, *without], pieces=number).function(self._function(LOAD))

    def _sizes(self):
        at = self.image.symbols
        return {"core": at["core_image_end"] - at["core_base"], "whole": at["core_ram_end"] - at["core_base"],
                "bss": at["core_ram_end"] - at["core_stack_top"]}
