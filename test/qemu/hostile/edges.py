#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""From the plan of this case: what partition 0 may reach, what belongs to others,
and every edge of all of it, as tables for hostile.c."""

import os
import re
import sys
import xml.etree.ElementTree as ET

NS = "{http://www.xtratum.org/xm-arm-2.x}"
ROOT = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "..", "..")
PAGE = 4096
TOP = 1 << 32
# Devices of each board: nobody's, or the hypervisor's without being its memory.
BOARDS = {
    "zynq7000": {"gic": 0xF8F00000, "console": 0xE0001000, "slcr": 0xF8000000, "nor": 0xE2000000},
    "vexpress_a9": {"gic": 0x1E000000, "console": 0x10009000, "system": 0x10000000,
                    "nor": 0x40000000},
    "qemu_virt": {"gic": 0x08000000, "gic cpu": 0x08010000, "console": 0x09000000,
                  "configuration": 0x09020000, "nor": 0x04000000},
    "vexpress_a15": {"gic": 0x2C001000, "console": 0x1C090000, "system": 0x1C010000,
                     "nor": 0x08000000},
}


def apb_devices(board):
    """{name: address} of the devices of a board that cfgc can give away."""
    with open(os.path.join(ROOT, "tools", "cfgc", "apb.def"), encoding="utf-8") as f:
        return {name: int(address, 16) for name, address in
                re.findall(rf"^APB\({board}, (\w+), (0x[0-9a-f]+),", f.read(), re.M)}



def header_constant(name):
    with open(os.path.join(ROOT, "core", "include", "hal_machine.h"), encoding="utf-8") as f:
        return int(re.search(rf"#define {name}\s+(0x[0-9a-f]+)u", f.read())[1], 16)


def size_of(text):
    number, unit = re.fullmatch(r"(\d+)([MK]?)B", text).groups()
    return int(number) << {"": 0, "K": 10, "M": 20}[unit]


def areas_of(partition):
    for area in partition.iter(NS + "Area"):
        start = int(area.get("start"), 16)
        mapped = int(area.get("mappedAt", area.get("start")), 16)
        yield (area.get("name"), start, mapped, size_of(area.get("size")),
               area.get("flags", "").split())


def own_regions(partition, devices):
    """(name, base, size, kind) as the partition sees them."""
    for name, _, mapped, size, flags in areas_of(partition):
        kind = "HIDDEN" if "unmapped" in flags else "CONSTANT" if "read-only" in flags else "MEMORY"
        yield f"own {name}", mapped, size, kind
    for grant in partition.iter(NS + "APBDev"):
        for device in grant.get("device").split():
            yield f"own {device}", devices[device], PAGE, "DEVICE"


def accesses(edges, devices):
    """How many hostile.c tries: each length is loaded and stored, in ARM and in Thumb
    state, unless it is no register of a device; and the fetches."""
    def strange(at, length):
        return at % length and any(d - length < at < d + PAGE for d in devices)

    near = [(edge + offset) % TOP for edge in edges for offset in (-8, -4, -1, 0, 1, 4, 8)]
    data = sum(4 for at in near for length in (1, 2, 4, 8, 12) if not strange(at, length))
    return data + sum(2 for at in near if at % 4 == 0) + 2 * len(edges)


def main():
    plan, board, out = sys.argv[1:]
    root = ET.parse(plan).getroot()
    partitions = list(root.iter(NS + "Partition"))
    window, size = header_constant("HAL_WINDOW_BASE"), header_constant("HAL_WINDOW_SIZE")
    pct = header_constant("HAL_PCT_BASE")
    hyp = root.find(f"{NS}XMHypervisor/{NS}PhysicalMemoryArea")

    own = list(own_regions(partitions[0], apb_devices(board)))
    granted = [base for _, base, _, kind in own if kind == "DEVICE"]
    mine = {start for _, start, _, _, _ in areas_of(partitions[0])}
    foreign = [("window", window, size),
               ("hypervisor", int(hyp.get("start"), 16), size_of(hyp.get("size")))]
    for partition in partitions[1:]:
        foreign += [(f"{partition.get('name')} {name}", start, n)
                    for name, start, _, n, _ in areas_of(partition) if start not in mine]
    # Own memory at its physical address, where it is not mapped, is nobody's.
    moved = [(f"{n} where it is", s, z) for n, s, m, z, _ in areas_of(partitions[0]) if s != m]
    pages = [("control table", pct, PAGE, "TABLE"), ("control word", pct + PAGE, PAGE, "WORD")]

    edges = {}
    for name, base, length in [r[:3] for r in own + pages] + foreign + moved + \
            [(n, a, PAGE) for n, a in BOARDS[board].items()] + [("page 0", 0, PAGE)]:
        edges.setdefault(base, f"{name}, start")
        edges.setdefault((base + length) % TOP, f"{name}, end")

    with open(out, "w", encoding="utf-8") as f:
        f.write("/* made by edges.py */\n")
        f.write("static const struct region own[] = {\n")
        f.writelines(f'\t{{ 0x{b:08x}, 0x{n:x}, {k} }}, /* {name} */\n'
                     for name, b, n, k in own + pages)
        f.write("};\nstatic const struct region foreign[] = {\n")
        f.writelines(f'\t{{ 0x{b:08x}, 0x{n:x}, FOREIGN }}, /* {name} */\n' for name, b, n in foreign)
        f.write("};\nstatic const struct edge edges[] = {\n")
        f.writelines(f'\t{{ 0x{a:08x}, "{name}" }},\n' for a, name in sorted(edges.items()))
        f.write("};\n")
        f.write(f"enum {{ NUM_ACCESSES = {accesses(edges, granted)} }};\n")


if __name__ == "__main__":
    main()
