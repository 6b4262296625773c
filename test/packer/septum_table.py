# SPDX-License-Identifier: BSD-2-Clause
"""Plan tables and cores made by hand, for tests that must break them.

The layout of the records is read from abi/config.def, so a table made here is
right by construction and can then be damaged at a named field.
"""

import os
import re
import struct
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
NONE = 0xFFFFFFFF
HEADER = struct.Struct("<8I")
CFG_MAGIC, TYPE_STRING = 0x54504553, 0x100
TABLE_BYTES = 2048
PART_BOOT = 4
AREA_UNMAPPED, AREA_READONLY, AREA_ROM, AREA_SHARED, AREA_DEVICE = 1, 2, 8, 0x200, 0x80000000
BOARDS = {"zynq7000": 1, "vexpress_a9": 2}
HALT = 6  # the one action that every event permits

# struct image_header and its struct core_sizes, abi/image.h
CORE_FIELDS = ("magic version abi_version board link_base image bss "
               "percpu part vcpu slot port channel console log_entry "
               "trace_entry space_fixed table_bytes table_shift "
               "image_size table_off table_size manifest_off manifest_size digest_off "
               "hyp_phys hyp_size header_console").split()
CORE_HEADER = struct.Struct("<7I12H9I")
CORE_OFFSET, CORE_BYTES = 0x20, CORE_HEADER.size
PART_RECORD = struct.Struct("<9I32s32s32s")
MANIFEST = struct.Struct("<4I")


def read_abi(name):
    with open(os.path.join(ROOT, "abi", name), encoding="utf-8") as f:
        return re.sub(r"/\*.*?\*/", "", f.read(), flags=re.S)


def read_records():
    """{record: (type number, [fields], needed)} from config.def."""
    text = read_abi("config.def")
    text = text[text.index("#endif"):]
    text = re.sub(r"CFG_R(\d)", lambda m: "".join(f"F(res{i})" for i in range(int(m[1]))), text)
    return {m[2]: (int(m[1]), re.findall(r"F\((\w+)\)", m[4]), m[3] == "1") for m in
            re.finditer(r"CFG_REC\((\d+), (\w+), \w+, (\d)\)(.*?)CFG_END", text, re.S)}


RECORDS = read_records()
EVENTS = len(re.findall(r"^HM_EVENT\(", read_abi("hm_events.def"), re.M))
CAUSES = len(re.findall(r"^HM_CAUSE\(", read_abi("hm_causes.def"), re.M))
CODES = len(re.findall(r"^TRACE_CODE\(", read_abi("trace_codes.def"), re.M))
ACTIONS = len(re.findall(r"^HM_ACTION\(", read_abi("hm_actions.def"), re.M))


class Table:
    """sections[record] is a list of dicts; bytes() lays them out."""

    def __init__(self, board):
        self.board = board
        self.sections = {name: [] for name in RECORDS}
        self.strings = b""

    def text(self, text):
        at = len(self.strings)
        self.strings += text.encode() + b"\0"
        return at

    def add(self, record, **values):
        fields = RECORDS[record][1]
        assert set(values) <= set(fields), (record, values)
        self.sections[record].append({**dict.fromkeys(fields, 0), **values})
        return len(self.sections[record]) - 1

    def bytes(self):
        parts = [(number, 4 * len(fields), b"".join(
            struct.pack(f"<{len(fields)}I", *(r[f] for f in fields))
            for r in self.sections[name])) for name, (number, fields, needed) in RECORDS.items()
            if needed or self.sections[name]]
        parts.append((TYPE_STRING, 1, self.strings))
        at = HEADER.size + 16 * len(parts)
        # Whole units, so that no address in a test depends on the lists.
        fill = -(at + sum(len(data) for _, _, data in parts)) % TABLE_BYTES
        parts[-1] = (TYPE_STRING, 1, self.strings + bytes(fill))
        directory = body = b""
        for number, stride, data in parts:
            directory += struct.pack("<4I", number, at, len(data) // stride, stride)
            at += len(data)
            body += data
        head = HEADER.pack(CFG_MAGIC, 1, 1, at, 0, self.board, 1, len(parts))
        return seal(head + directory + body)


def seal(table):
    """The same bytes with the right checksum."""
    blank = table[:16] + bytes(4) + table[20:]
    return table[:16] + struct.pack("<I", zlib.crc32(blank)) + table[20:]


class Part:
    """A partition of simple_table()."""

    def __init__(self, name, phys, size=0x100000, flags=PART_BOOT, image=None, entry=NONE,
                 area_flags=0, files=(), mapped=None, more=()):
        self.files, self.more = files, more  # more areas: (physical address, size)
        self.mapped = phys if mapped is None else mapped
        self.name, self.phys, self.size, self.flags = name, phys, size, flags
        self.image, self.entry, self.area_flags = image, entry, area_flags


def simple_table(parts, board="zynq7000", hyp_phys=0x1FC00000, hyp_size=0x400000, uart=1):
    """One CPU, one plan with a slot of 1 ms for each partition, one sampling
    channel from the first to the last partition."""
    t = Table(BOARDS[board])
    t.add("machine", name=NONE, hyp_phys=hyp_phys, hyp_size=hyp_size, console=0, late_ns=1000000,
          hm_log_len=64, hm_quota=16, ring_bytes=1024)
    t.add("console", uart=uart, name=NONE)
    t.add("cpu", num_plans=1)
    t.add("plan", name=NONE, frame_lo=1000000 * len(parts), num_slots=len(parts))
    t.add("channel", max_len=64, depth=1, num_dests=1, src=0)
    t.add("dest", port=1)
    for _ in range(EVENTS + CAUSES + ACTIONS + CODES):
        t.add("hm_name", name=t.text("x"))
    for _ in range(EVENTS):
        t.add("hm", action=HALT, log=1)
    for i, p in enumerate(parts):
        first, last = i == 0, i == len(parts) - 1
        t.add("part", id=i, name=t.text(p.name), flags=p.flags, first_vcpu=i, num_vcpus=1,
              first_area=len(t.sections["area"]), num_areas=1 + len(p.more), console=NONE, entry=p.entry, hm_quota=16,
              first_port=0 if first else 1, num_ports=first + last,
              first_hm=EVENTS * (i + 1), image=t.text(p.image) if p.image else NONE)
        t.add("vcpu", part=i)
        t.add("trace", part=i, console=NONE, length=32)
        t.add("slot", id=i, vcpu=i, start_lo=1000000 * i, len_lo=1000000)
        t.add("area", part=i, name=NONE, phys=p.phys, size=p.size, mapped=p.mapped,
              flags=p.area_flags, image=NONE if p.area_flags & AREA_DEVICE else i)
        for phys, size in p.more:
            t.add("area", part=i, name=NONE, phys=phys, size=size, mapped=phys, image=NONE)
        for name in p.files:
            t.add("file", part=i, name=t.text(name))
        for _ in range(EVENTS):
            t.add("hm", action=HALT, log=1)
    t.add("trace", part=len(parts), console=NONE, length=32)
    areas = t.sections["area"]
    for i in sorted(range(len(areas)), key=lambda i: (areas[i]["phys"], i)):
        t.add("amap", area=i)
    t.add("port", part=0, name=t.text("out"), direction=2)
    t.add("port", part=len(parts) - 1, name=t.text("in"), direction=1)
    return t


def core(board="zynq7000", size=0x1000, file_size=None, **words):
    """A core.bin: a header with plausible sizes in front of a pattern."""
    values = dict.fromkeys(CORE_FIELDS, 0)
    values.update(magic=0x4D504553, version=1, abi_version=1, board=BOARDS[board],
                  link_base=0xC0000000, image=size, bss=0x8000, percpu=256, part=128, vcpu=512,
                  slot=32, port=32, channel=64, console=64, log_entry=48,
                  trace_entry=24, space_fixed=16384, table_bytes=1024, table_shift=20)
    assert set(words) <= set(values), words
    values.update(words)
    data = bytearray((i * 7 + i // 256) & 255 for i in range(size))
    data[CORE_OFFSET:CORE_OFFSET + CORE_BYTES] = CORE_HEADER.pack(*values.values())
    return bytes(data[:file_size])


HEADER_MAGIC, LINK_MAGIC, LINK_END = 0x24584D69, 0x4B4C5053, 0x444E4553


def xm_header(*files, count=None, abi=0x030100, api=0x030102):
    """The image header of a partition; files: (address, size) of each buffer."""
    table = [word for file in files for word in file]
    table += [0] * (6 - len(table))
    return struct.pack("<11I", HEADER_MAGIC, abi, api, len(files) if count is None else count, *table,
                       HEADER_MAGIC)


def link_record(base, const_end, data_end, end):
    """What partition.ld writes; offsets from the base but for the base itself."""
    return struct.pack("<6I", LINK_MAGIC, base, base + const_end, base + data_end, base + end, LINK_END)


def binary(size, seed):
    return bytes((i * 13 + seed) & 255 or 1 for i in range(size))
