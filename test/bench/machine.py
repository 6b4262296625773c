# SPDX-License-Identifier: BSD-2-Clause
"""Running images under trace.c: what a board is, and what a run has left behind."""

import bisect
import functools
import glob
import hashlib
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tools/bound"))

from bound import DECISION  # noqa: E402

BOARDS = ("zynq7000", "vexpress_a9", "qemu_virt", "vexpress_a15")
EXIT_STOPPED = 71  # of qemu-run, when trace.c has ended QEMU
IRQ_VECTOR = 0x18  # the same in both modes
WINDOW = 0xC0000000
USER_BYTES = 0x10000000


class Failure(Exception):
    """A run that cannot be believed."""


def read(*names):
    with open(os.path.join(ROOT, *names), encoding="utf-8") as f:
        return f.read()


def word(text):
    return re.sub(r"\W+", "_", text).strip("_")


def tool(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", check=False)
    if done.returncode:
        raise Failure(f"{' '.join(command[:2])}: {done.stdout}")
    return done.stdout


class Board:
    """What is to be known of a board, from its own files, and where its build is."""

    def __init__(self, name, build):
        self.name, self.build = name, build
        self.bench = os.path.join(build, "test/bench")
        ns, per = re.search(r"HAL_TICKS\((\d+), (\d+)\)", read(f"hal/arm/board/{name}/board.c")).groups()
        self.tick = int(per) / int(ns)  # instructions in a tick of the partitions' clock
        self.nor = int(re.search(r"\.nor = \{ (\w+)", read(f"hal/arm/board/{name}/board.c"))[1], 16)
        digit = re.search(rf"BOARD_{name}_R (\w)", read("cmake/plans.cmake"))[1]
        self.user = int(digit, 16) << 28

    def image(self, name):
        return os.path.join(self.build, "images", f"{name}-{self.name}.img")

    def image_of(self, folder, plan, bins):
        """An image in the folder, of the text of a plan and {partition: file of test/bench}."""
        xml, table, image = (os.path.join(folder, name) for name in ("plan.xml", "table.bin", "sys.img"))
        with open(xml, "w", encoding="utf-8") as f:
            f.write(plan)
        parts = [word for name, file in bins.items() for word in ("-p", f"{name}={self.bench}/{file}")]
        tool(f"{self.build}/bin/cfgc", "--board", self.name, "-o", table, xml)
        tool(f"{self.build}/bin/packer", "-o", image, *parts, table)
        return image

    def symbols(self, partition, prefix="bench_"):
        out = tool("arm-none-eabi-nm", os.path.join(self.bench, f"bench-{partition}-{self.name}.elf"))
        return {name: int(at, 16) for at, name in re.findall(rf"^(\w+) \w ({prefix}\w*)$", out, re.M)}

    def contents(self):
        """A digest of everything that runs on the board."""
        names = [os.path.join(self.build, "share/septum", self.name, "core.bin")]
        names += sorted(glob.glob(os.path.join(self.bench, f"*-{self.name}.bin")))
        digest = hashlib.sha256()
        for name in names:
            with open(name, "rb") as f:
                digest.update(f.read())
        return digest.hexdigest()

    def linked(self, at):
        """The link address of code of the hypervisor: before it maps itself it runs where its
        image is in ROM, or at the alias of that at 0."""
        if WINDOW <= at < WINDOW + USER_BYTES:
            return at
        return WINDOW + (at - self.nor if at >= self.nor else at)

    def core(self):
        return os.path.join(self.build, f"target-{self.name}", "core.elf")

    @functools.cached_property
    def decision(self):
        """Where the core decides who runs next."""
        found = re.findall(rf"^(\w+) [tT] {DECISION}(?:\.\S+)?$", tool("arm-none-eabi-nm", self.core()), re.M)
        if len(found) != 1:
            raise Failure(f"{self.name}: {len(found)} functions are {DECISION}")
        return int(found[0], 16)


class Visit:
    """One visit to the hypervisor: instructions before it and after, and the addresses."""

    __slots__ = ("start", "end", "source", "vector", "target", "decided", "path")

    def __init__(self, words, path=()):
        self.path = path  # addresses, with path=on
        self.start, self.end = int(words[1]), int(words[2])
        self.source, self.vector, self.target = (int(w, 16) for w in words[3:6])
        self.decided = words[6:] == ["1"]  # has the core decided who runs next?

    def cost(self):
        return self.end - self.start

    def irq(self):
        return self.vector % 0x20 == IRQ_VECTOR


class Section:
    """What happened between a beginning and an end."""

    def __init__(self, start):
        self.start, self.end = start, None
        self.timed = None  # from one reading of the clock to the other, Trace.time()
        self.visits, self.profile = [], {}

    def length(self):
        return self.end - self.start

    def calls(self, svc):
        """The visits from the svc at that address."""
        return [v for v in self.visits if v.source == svc and not v.irq()]


def words_of(name):
    """The words of each line of the file of trace.c."""
    with open(name, encoding="ascii") as f:
        for line in f:
            if not line.endswith("\n"):
                break  # QEMU was ended in the middle of it
            yield line.split()


def sections_of(name):
    """[Section], of a long file one after the other, without their profiles."""
    inside = None
    for words in words_of(name):
        if words[0] == "V" and inside:
            inside.visits.append(Visit(words))
        elif words[0] == "B":
            inside = Section(int(words[1]))
        elif words[0] == "E":
            inside.end = int(words[1])
            yield inside
            inside = None


class Trace:
    """The file of trace.c."""

    def __init__(self, name):
        self.visits, self.sections, self.profile = [], [], {}  # the profile of the boot
        inside, profile, path = None, self.profile, []
        for words in words_of(name):
            if words[0] == "V":
                visit, path = Visit(words, path), []
                self.visits.append(visit)
                if inside:
                    inside.visits.append(visit)
            elif words[0] == "I":
                path.append(int(words[1], 16))
            elif words[0] == "B":
                inside, path = Section(int(words[1])), []
            elif words[0] == "E":
                inside.end = int(words[1])
                self.sections.append(inside)
                inside, profile = None, inside.profile
            else:
                profile[int(words[1], 16)] = int(words[2])

    def time(self):
        """A partition reads its clock before each section and behind it, by the same svc: how many
        instructions are from one reading to the other."""
        clock = next(v for v in reversed(self.visits) if v.start < self.sections[0].start).source
        starts = [v.start for v in self.visits if v.source == clock and not v.irq()]
        for section in self.sections:
            section.timed = (starts[bisect.bisect(starts, section.end)] -
                             starts[bisect.bisect(starts, section.start) - 1])


def marks(symbols):
    """Options of trace.c: where measurements begin and end, by the names in calls.S."""
    return "".join(f",{what}={at:#x}" for name, at in sorted(symbols.items())
                   for what in ("begin", "end")
                   if name.startswith(f"bench_{what}_") and not name.endswith("prepare"))


def run(board, image, symbols=None, options="", traced=True, timeout=200, kept=Trace, typed=None):
    """(console, what is kept of the file of trace.c or None) of an image; typed: answers of qemu-run."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        out = os.path.join(folder, "trace")
        command = [os.path.join(ROOT, "tools/qemu-run"), "--timeout", str(timeout), image]
        if typed:
            answers = os.path.join(folder, "answers")
            with open(answers, "w", encoding="utf-8") as f:
                f.write(typed)
            command[1:1] = ["--answers", answers]
        if traced:
            plugin = os.path.join(board.build, "test/bench/bench_trace.so")
            command += ["--", "-plugin", f"{plugin},out={out},user={board.user:#x},decide={board.decision:#x}"
                        + marks(symbols or {}) + options]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                              text=True, errors="replace")
        if done.returncode != (EXIT_STOPPED if "stop=" in options else 0):
            raise Failure(f"{image}: exit code {done.returncode}\n{done.stdout[-2000:]}{done.stderr}")
        return done.stdout, kept(out) if traced else None
