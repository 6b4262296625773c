# SPDX-License-Identifier: BSD-2-Clause
"""What is in an image that packer wrote, as far as the boot's time depends on it: the counts of counts.py."""

import re
import struct

from boot import read
from image import Unknown

# Turns of sending the longest line where the UART takes what it gets.
LINE_TURNS = 256 // 16 + 1
UNMAPPED, DEVICE = 1, 0x80000000
HEADER, PART, PAGE = 0x20, 132, 4096


def sizes_of(name):
    return int(re.search(rf"sizeof\(struct {name}\) == (\d+)", read("abi/pct.h"))[1])


class Table:
    """The plan table in some bytes: {section: [{field: word}]}."""

    def __init__(self, data):
        text = read("abi/config.def")
        more = "F(res0) F(res1) F(res2) F(res3)"
        self.sections, self.data = {}, data
        self.number = struct.unpack_from("<8I", data)[7]
        entries = [struct.unpack_from("<4I", data, 32 + 16 * i) for i in range(self.number)]
        found = {type_: rest for type_, *rest in entries}
        for type_, name, body in re.findall(r"^CFG_REC\((\d+), \w+, (\w+), \d\)(.*?)^CFG_END", text, re.M | re.S):
            fields = re.findall(r"F\((\w+)\)", body.replace("CFG_R4", more).replace("CFG_R2", more[:15]))
            offset, count, stride = found.get(int(type_), (0, 0, 0))
            self.sections[name] = [dict(zip(fields, struct.unpack_from(f"<{len(fields)}I", data, offset + i * stride)))
                                   for i in range(count)]


def block(image):
    """What an entry of the first level maps of a hypervisor."""
    return 1 << 20 if "enter_hypercall" in image.symbols else 2 << 20


def most(numbers):
    return max(numbers, default=0)


def runs(va, page, size, step):
    """(runs of entries that map this, entries of the longest): as mmu_map() does it."""
    number, longest = 0, 0
    while size:
        blocks = size >= step and (va | page) % step == 0
        length = size - size % step if blocks else min(size, step - va % step)
        longest = max(longest, length // (step if blocks else PAGE))
        number, va, page, size = number + 1, va + length, page + length, size - length
    return number, longest


def of_image(name, hypervisor):
    """Of the image of that name, which is to be of that hypervisor."""
    with open(name, "rb") as f:
        data = f.read()
    head, at, step = struct.unpack_from("<7I7H5H9I", data, HEADER), hypervisor.symbols, block(hypervisor)
    core, (size, table_off, table_size, manifest_off, _, digest_off, _, memory, _) = head[5], head[-9:]
    if core != at["core_image_end"] - at["core_base"]:
        raise Unknown(f"{name}: an image of another build or board")
    table = Table(data[table_off:table_off + table_size])
    binaries = struct.unpack_from("<4I", data, manifest_off)[3]
    parts = [struct.unpack_from("<5I", data, manifest_off + 16 + PART * i) for i in range(binaries)]
    images = [part[4] for part in parts if part[0] == 1]
    return {
        **of_table(table, step),
        "files": binaries, "images": sum(images), "image_runs": size // step + 2,
        "memory": memory, "memory_runs": memory // step + 2, "staged": digest_off - core, "waits": LINE_TURNS,
    }


def of_table(table, step):
    of = table.sections
    ram = [a for a in of["AREA"] if not a["flags"] & DEVICE]
    mapped = [runs(a["mapped"], a["phys"], a["size"], step) for a in of["AREA"] if not a["flags"] & UNMAPPED]
    control = [p["num_vcpus"] * (2 + (sizes_of("xm_pct") + 4 + p["num_ports"] // 8 + p["num_areas"] * sizes_of("xm_mem_area"))
                                 // PAGE) for p in of["PART"]]
    return {
        **{f"{section.lower()}_records": len(rows) for section, rows in of.items()},
        "area_bytes": sum(a["size"] for a in ram),
        "area_runs": most(number for number, _ in mapped), "area_entries": most(longest for _, longest in mapped),
        "control_runs": most(control) * PAGE // step + 2, "control_entries": min(most(control), step // PAGE),
        "areas": most(p["num_areas"] for p in of["PART"]), "ports": most(p["num_ports"] for p in of["PART"]),
        "vcpus": most(p["num_vcpus"] for p in of["PART"]), "slots": most(p["num_slots"] for p in of["PLAN"]),
        "dests": most(c["num_dests"] for c in of["CHANNEL"]), "ipvi_dests": most(i["num_dests"] for i in of["IPVI"]),
        "parts": len(of["PART"]), "consoles": len(of["CONSOLE"]), "irqs": len(of["IRQ"]), "sections": table.number,
        "ring": most([p["hm_quota"] for p in of["PART"]] + [m["hm_log_len"] for m in of["MACHINE"]]),
    }
