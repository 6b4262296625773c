# SPDX-License-Identifier: BSD-2-Clause
"""The counts that formulas are over: what each is, and what it is in a plan."""

import xml.etree.ElementTree as tree

SENTENCES = {
    "area": "bytes of the largest area of RAM",
    "area_bits": "bits of the number of mapped areas of all partitions",
    "area_bytes": "bytes of all areas of RAM",
    "area_entries": "entries of the longest run of them that maps an area",
    "area_runs": "runs of entries that map the area that needs most",
    "areas": "memory areas of the partition that has most",
    "calls": "calls of a list, which only begin where one ends before the slot does: 1 for a delay",
    "consoles": "UARTs of the plan",
    "control_entries": "entries of the longest run of them that maps control tables of a partition",
    "control_runs": "runs of entries that map the control tables of the partition that needs most",
    "dests": "destinations of the channel that has most",
    "files": "binaries in the image",
    "image_runs": "runs of entries that map the image",
    "images": "bytes of all binaries of partitions",
    "ipvi_dests": "destinations of the inter-partition interrupt that has most",
    "irqs": "hardware lines of all partitions",
    "length": "bytes of the longest message",
    "memory": "bytes of the hypervisor's memory",
    "memory_runs": "runs of entries that map it",
    "parts": "partitions",
    "pieces": "pieces of a load, which only begin where one ends before the slot does: 0 for a delay",
    "ports": "ports of the partition that has most",
    "refusals": "1 if a partition has a device, which may refuse a store late, else 0",
    "register_bits": "bits of the number of IoPorts of the partition that has most",
    "ring": "records of the longest ring of the health monitor's log",
    "sections": "sections of the table",
    "shared": "bytes of the largest area that is shared",
    "slots": "slots of the plan that has most",
    "staged": "bytes of table and manifest",
    "vcpus": "virtual CPUs of the partition that has most",
    "waits": "turns of sending a line: 17 where the UART takes what it gets, a million before it is given up",
}


def sentence(name):
    """What a count is, or None."""
    section = name.removesuffix("_records")
    return SENTENCES.get(name) or (f"records of the section {section} of the table" if section != name else None)


def of_plan(name):
    """{count: number} of a plan's XML."""
    root = tree.parse(name).getroot()
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    parts = list(root.iter("Partition"))

    def most(numbers):
        return max(numbers, default=0)

    areas = [len([*p.iter("Area"), *p.iterfind(".//IoPages/Range")]) +
             sum(len(a.get("device").split()) for a in p.iter("APBDev")) for p in parts]
    ioports = [[*p.iterfind(".//IoPorts/Range"), *p.iter("Restricted")] for p in parts]
    lines = [sum(len(i.get("lines", "").split()) for i in p.iter("Interrupts")) for p in parts]
    channels = [*root.iter("SamplingChannel"), *root.iter("QueuingChannel")]
    return {
        "areas": most(areas), "area_bits": sum(areas).bit_length(),
        "calls": 1, "consoles": len(list(root.iter("Uart"))),
        "dests": most([len(list(c.iter("Destination"))) for c in channels]),
        "irqs": sum(lines),
        "length": most([size(c.get("maxMessageLength")) for c in channels]),
        "ipvi_dests": most([len(i.get("destinationId").split()) for i in root.iter("Ipvi")]),
        "parts": len(parts), "pieces": 0,
        "ports": most([len(list(p.iter("Port"))) for p in parts]),
        "refusals": int(any(p.find(".//IoPages/Range") is not None or p.find(".//APBDev") is not None for p in parts)),
        "register_bits": most([len(i) for i in ioports]).bit_length(),
        "vcpus": most([int(p.get("noVCpus", "1")) for p in parts]),
    }


def size(text):
    units = {"B": 1, "KB": 1 << 10, "MB": 1 << 20}
    number = text.rstrip("BKM")
    return int(float(number) * units[text[len(number):]])
