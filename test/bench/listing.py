# SPDX-License-Identifier: BSD-2-Clause
"""What the instructions of a path are: disassembled, with their lines of source, and with
the reason for them out of reasons.txt."""

import bisect
import collections
import os
import re

from machine import ROOT, WINDOW, Failure, read, tool

REASONS = "test/bench/reasons.txt"
LINKER = "the linker"
LONGEST_TURN = 12  # rows of a loop


class Reason(collections.namedtuple("Reason", "part names words sentence")):
    """words: of the lines that it is for, a regular expression; None: of the whole function."""

    def key(self):
        return ", ".join(self.names) + (f' "{self.words}"' if self.words is not None else "")


class Row(collections.namedtuple("Row", "reason function file lines instructions times")):
    """lines: the line of a C source; of assembler a list."""

    def goes_on(self, other):
        same = self[:3] == other[:3]
        return same and (self.lines == other.lines or isinstance(self.lines, list))

    def source(self):
        return "; ".join(self.lines) if isinstance(self.lines, list) else self.lines


NONE = Reason("", (), None, "")


class Reasons:
    """reasons.txt, which says how it is written."""

    def __init__(self, text):
        self.parts, self.entries, self.used, self.missing, part = [], [], set(), [], None
        for line in re.sub(r"\n[ \t]+", " ", text).splitlines():
            match = re.fullmatch(r"\[(.+)\]", line)
            if match:
                part = match[1]
                self.parts.append(part)
            elif line and not line.startswith("#"):
                match = re.fullmatch(r'([\w*, ]+?)(?: "(.*?)")?: (.*)', line)
                if not match or part is None:
                    raise Failure(f"{REASONS}: cannot use: {line}")
                names = [name.strip() for name in match[1].split(",")]
                self.entries.append(Reason(part, tuple(names), match[2], match[3]))

    def of(self, function, source):
        """Of a function and a line of it: the first one for that line, of any function, or of the whole."""
        mine = [e for e in self.entries if function in e.names or "*" in e.names]
        for entry in sorted(mine, key=lambda e: (e.words is None, "*" in e.names)):
            if entry.words is None or re.search(entry.words, source):
                self.used.add(entry)
                return entry
        return None

    def wrong(self):
        """What is missing, and what nothing needed."""
        return list(dict.fromkeys(self.missing)) + [
            f"{entry.key()}: on no path" for entry in self.entries if entry not in self.used]


class Listing:
    """The code of a board's hypervisor."""

    def __init__(self, board):
        self.core, self.lines, self.places = board.core(), {}, {}
        self.symbols = sorted((int(at, 16), name) for at, name in re.findall(
            r"^(\w{8}) [tTrRdDbB] ([A-Za-z_][\w.]*)$", tool("arm-none-eabi-nm", "--defined-only", self.core), re.M))
        with open(os.path.join(board.build, "share/septum", board.name, "core.bin"), "rb") as f:
            self.bytes = f.read()
        self.texts = {int(at, 16): text for at, text in re.findall(
            r"^\s*([0-9a-f]{8}):\s+(.*)$", tool("arm-none-eabi-objdump", "-d", "--no-show-raw-insn", self.core), re.M)}

    def symbol(self, at):
        """The name of an address, with the distance from it if it is not the first."""
        i = bisect.bisect(self.symbols, (at, "~")) - 1
        start, name = self.symbols[i]
        return name if start == at else f"{name}+{at - start:#x}"

    def word(self, at):
        """A constant of the code: a name, if it is an address, or a number."""
        value = int.from_bytes(self.bytes[at - WINDOW:at - WINDOW + 4], "little")
        name = self.symbol(value & ~1) if self.symbols[0][0] <= value <= self.symbols[-1][0] else f"{value:#x}"
        return "=" + name

    def text(self, at):
        """The instruction: no addresses, no comments."""
        text = re.sub(r"\s+", " ", self.texts.get(at, "?"))
        literal = re.search(r"\[pc, #-?\d+\].*@ \(?([0-9a-f]{8}) ", text)
        if literal:
            return re.sub(r"\[pc, .*", self.word(int(literal[1], 16)), text)
        text = re.sub(r" ?[@;].*", "", text)
        return re.sub(r"\b([0-9a-f]{8}) <.*>", lambda m: self.symbol(int(m[1], 16)), text)

    def place(self, addresses):
        """Look up where these are from: afterwards places[address] is [(function, file, line number)],
        the innermost first."""
        new = sorted(set(addresses) - set(self.places))
        if not new:
            return
        out = tool("arm-none-eabi-addr2line", "-afi", "-e", self.core, *(f"{at:#x}" for at in new))
        for at, chunk in zip(new, re.split(r"^0x\w+\n", out, flags=re.M)[1:]):
            lines = chunk.splitlines()
            self.places[at] = [(name.split(".")[0], *self.source(where)) for name, where in zip(lines[::2], lines[1::2])]
            if self.places[at][-1][1].endswith((".S", LINKER)):  # addr2line is one instruction late
                self.places[at] = [(self.symbol(at).split("+")[0], *self.places[at][-1][1:])]

    def source(self, where):
        """(file, text of the line)"""
        name, _, number = where.split(" ")[0].rpartition(":")
        if name == "??":  # a veneer of the linker
            return LINKER, ""
        name = os.path.relpath(os.path.realpath(name), ROOT)
        if name not in self.lines:
            self.lines[name] = read(name).splitlines()
        text = self.lines[name][int(number) - 1] if number.isdigit() else ""
        if name.endswith(".S"):
            text = re.sub(r"/\*.*|@.*", "", text)
        return name, re.sub(r"\s+", " ", text).strip()

    def reason(self, reasons, at):
        """(reason, function, file, text); a header's functions have the reason of who uses them.
        Without reasons what it is in."""
        chain = self.places[at]
        if reasons is None:
            return NONE, *next((c for c in chain if not c[1].endswith(".h")), chain[-1])
        for n, (function, file, text) in enumerate(chain):
            reason = reasons.of(function, text)
            if reason:
                inner = next((c for c in chain[:n + 1] if not c[1].endswith(".h")), chain[n])
                return reason, *inner
            if not file.endswith(".h") or n == len(chain) - 1:
                reasons.missing.append(f"why {function}() of {file} is on a path is not said: {text}")
                return NONE, function, file, text

    def rows(self, reasons, path):
        """[Row] of addresses in their order: of each line one, of assembler as far as it goes on."""
        self.place(path)
        found, last = [], 0
        for at in path:
            reason, function, file, line = self.reason(reasons, at)
            lines = [line] if file.endswith(".S") else line
            new = Row(reason, function, file, lines, [self.text(at)], 1)
            if found and at > last and found[-1].goes_on(new):
                found[-1].instructions.append(new.instructions[0])
                if found[-1].lines[-1:] != lines and lines is not line:
                    found[-1].lines.append(line)
            else:
                found.append(new)
            last = at
        return folded(found)


def folded(rows):
    """Turns of a loop that are alike are one, so many times."""
    found, i = [], 0
    while i < len(rows):
        for length in range(1, LONGEST_TURN + 1):
            times = 1
            while rows[i:i + length] == rows[i + times * length:i + (times + 1) * length]:
                times += 1
            if times > 1:
                found += [row._replace(times=times) for row in rows[i:i + length]]
                i += times * length
                break
        else:
            found.append(rows[i])
            i += 1
    return found


def cost(rows):
    return sum(len(row.instructions) * row.times for row in rows)


def by_part(reasons, rows):
    """[(part, instructions)], in the order of the list."""
    found = collections.Counter()
    for row in rows:
        found[row.reason.part] += cost([row])
    return [(part, found[part]) for part in reasons.parts if found[part]]
