# SPDX-License-Identifier: BSD-2-Clause
"""The hypervisor as it is linked: symbols, bytes, instructions, and what the source says of it."""

import bisect
import re
import struct
import subprocess

from cost import parse

CONDITION = "eq|ne|cs|cc|mi|pl|vs|vc|hi|ls|ge|lt|gt|le|hs|lo"
JUMP = re.compile(rf"b({CONDITION})?(?:\.[nw])?$")
CALL = re.compile(rf"blx?({CONDITION})?(?:\.[nw])?$")
BX = re.compile(rf"bx({CONDITION})?$")
LOAD_MANY = re.compile(rf"(?:pop|ldm(?:ia|fd|ib|da|db|ed|fa|ea)?)({CONDITION})?(?:\.[nw])?$")
# What may have pc as its first operand without writing it.
READS = re.compile(r"(?:cmp|cmn|tst|teq|str|push|stm|mcr|pld|vst|tb[bh])")
LEAVES = re.compile(r"(?:rfe(?:ia|ib|da|db)?|eret)$")
REFUSED = re.compile(r"(?:svc|swi|hvc|udf|bkpt|hlt|bxj|blxns|bxns|dbg|cdp2?)\b|<und|\.")
LINE = re.compile(r"^([0-9a-f]+):\t(\S+)(?:\t(.*))?$")
MARKS = ".debug_bounds"


class Unknown(Exception):
    """Something here is not understood: nothing can be said."""


class Insn:
    """One instruction.  flow: next | jump | branch | call | return | table | through | constant; where
    returns and jumps through a register may be conditional, maybe is true."""

    def __init__(self, at, size, name, operands, comment):
        self.at, self.size, self.name = at, size, name
        self.operands, self.comment = operands, comment
        self.target, self.maybe = None, False
        self.flow = self._flow()

    def _flow(self):
        name, operands = self.name, self.operands
        if REFUSED.match(name) or "UNDEFINED" in self.comment or "UNPREDICTABLE" in self.comment:
            return "refused"
        if name in ("cbz", "cbnz"):
            self.target = int(operands.split(",")[1].split()[0], 16)
            return "branch"
        if m := JUMP.match(name):
            self.target = int(operands.split()[0], 16)
            return "branch" if m[1] else "jump"
        if m := BX.match(name):
            self.maybe = bool(m[1])
            return "return" if operands == "lr" else "through"
        if CALL.match(name):
            if not re.match(r"[0-9a-f]{4,}\b", operands):
                return "refused"
            self.target = int(operands.split()[0], 16)
            return "call"
        if name in ("tbb", "tbh"):
            return "table"
        if LEAVES.match(name):
            return "return"
        return self._writes_pc()

    def _writes_pc(self):
        name, operands = self.name, self.operands
        if (m := LOAD_MANY.match(name)) and re.search(r"\bpc\b", operands.partition("{")[2]):
            self.maybe = bool(m[1])
            return "return"
        if not re.match(r"pc\b", operands) or READS.match(name):
            return "next"
        if (name, operands) in (("movs", "pc, lr"), ("subs", "pc, lr, #0")) or \
                re.match(r"ldr(?:\.w)?$", name) and operands.startswith("pc, [sp], #4"):
            return "return"
        if re.match(r"ldr(?:\.w)?$", name) and self.literal():
            return "constant"
        return "refused"

    def literal(self):
        """Address of the literal that it loads."""
        m = re.search(r"\(?\b([0-9a-f]{4,})\b", self.comment)
        return int(m[1], 16) if m and self.name.startswith("ldr") and "[pc" in self.operands else None


class Mark:
    """What one line of the source says of the place where it was compiled to."""

    def __init__(self, at, kind, text, source):
        self.at, self.kind, self.source = at, kind, source
        self.name, _, value = text.partition("=") if kind in ("with", "argument") else (text, "", text)
        try:
            self.value = parse(value)
        except ValueError:
            raise Unknown(f"{source}: no expression: {value}") from None


class Image:
    def __init__(self, elf, objdump="arm-none-eabi-objdump"):
        with open(elf, "rb") as f:
            self.bytes = f.read()
        self._read_sections()
        self._read_symbols()
        self._read_marks()
        self.insns, self.found = {}, {}  # what is known of functions, longest.py
        self.used = set()  # sources of bounds that are of a loop
        out = subprocess.run([objdump, "-d", "--no-show-raw-insn", "-z", elf], check=True,
                             capture_output=True, text=True).stdout
        self._read_code(out)

    def _read_sections(self):
        head = struct.unpack_from("<16sHHIIIIIHHHHHH", self.bytes)
        offset, size, count, names = head[6], head[11], head[12], head[13]
        rows = [struct.unpack_from("<10I", self.bytes, offset + i * size) for i in range(count)]
        self.sections = {self._text(rows[names][4] + row[0]): row for row in rows}

    def _text(self, at):
        return self.bytes[at:self.bytes.index(b"\0", at)].decode()

    def _read_symbols(self):
        table, strings = self.sections[".symtab"], self.sections[".strtab"]
        self.symbols, self.functions, self.names = {}, {}, {}
        for at in range(table[4], table[4] + table[5], 16):
            name, value, _, info, _, section = struct.unpack_from("<IIIBBH", self.bytes, at)
            text = self._text(strings[4] + name)
            if not text or text.startswith("$") or section in (0, 0xfff1):
                continue
            self.symbols[text] = value & ~1
            if info & 15 == 2:
                self.functions.setdefault(value & ~1, text)
            if info & 15 in (0, 2):
                self.names.setdefault(value & ~1, text)
        self._sorted = sorted(self.names)

    def where(self, at):
        """An address for people."""
        i = bisect.bisect_right(self._sorted, at) - 1
        return f"{at:08x} ({self.names[self._sorted[i]]})" if i >= 0 else f"{at:08x}"

    def _read_marks(self):
        self.marks = []
        row = self.sections.get(MARKS)
        at, end = (row[4], row[4] + row[5]) if row else (0, 0)
        while at < end:
            address = struct.unpack_from("<I", self.bytes, at)[0]
            words, at = [], at + 4
            for _ in range(4):
                words.append(self._text(at))
                at += len(words[-1].encode()) + 1
            kind, text, file, line = words
            if address:  # 0: the linker has dropped what it is about
                self.marks.append(Mark(address & ~1, kind, text, f"{file.rsplit('/', 1)[-1]}:{line}"))

    def _read_code(self, out):
        last = None
        for line in out.splitlines():
            m = LINE.match(line.strip())
            if not m:
                continue
            operands, _, comment = (m[3] or "").partition("@")
            insn = Insn(int(m[1], 16), 0, m[2], operands.split(";")[0].strip(), comment + line.partition(";")[2])
            if last:
                last.size = insn.at - last.at
            self.insns[insn.at] = last = insn
        if last:
            last.size = 4

    def read(self, at, size):
        for row in self.sections.values():
            if row[1] == 1 and row[3] and row[3] <= at and at + size <= row[3] + row[5]:
                start = row[4] + at - row[3]
                return int.from_bytes(self.bytes[start:start + size], "little")
        raise Unknown(f"no constant at {at:08x}")

    def before(self, insn, count):
        """The instructions in front of it, the nearest first."""
        found, at = [], insn.at
        while len(found) < count:
            previous = next((self.insns[at - n] for n in (2, 4)
                             if at - n in self.insns and self.insns[at - n].size == n), None)
            if previous is None:
                break
            found.append(previous)
            at = previous.at
        return found

    def aim(self, insn):
        """Where an exception return goes whose lr was set just before, by ADR."""
        for previous in self.before(insn, 4) if insn.name == "subs" else ():
            if previous.name == "addw" and (m := re.match(r"lr, pc, #(\d+)", previous.operands)):
                return (previous.at + 4 & ~3) + int(m[1])
        return None

    def _taken_off(self, insn, register):
        """What the instruction before insn takes off the register."""
        for previous in self.before(insn, 1):
            if m := re.match(rf"subs? {register}, (?:\w+, )?#(\d+)", f"{previous.name} {previous.operands}"):
                return int(m[1])
        return 0

    def table(self, insn):
        """Targets of a tbb or tbh, by number; the comparison before it says how many, and a
        subtraction before that which is the first: the rest go where what is too large goes."""
        register = re.match(r"\[pc, (\w+)", insn.operands)[1]
        width = 2 if insn.name == "tbh" else 1
        other = None
        for previous in self.before(insn, 8):
            if re.match(r"bhi", previous.name):
                other = previous.target
            elif other and (m := re.match(rf"{register}, #(\d+)", previous.operands)) and \
                    re.match(r"cmp", previous.name):
                return [other] * self._taken_off(previous, register) + [
                    insn.at + 4 + 2 * self.read(insn.at + 4 + i * width, width) for i in range(int(m[1]) + 1)]
            elif re.match(rf"{register}\b", previous.operands) and not re.match(r"str|cmp|push", previous.name):
                break
        raise Unknown(f"{self.where(insn.at)}: no bound of the table")
