#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""plan.py BOARD DIGIT UART REGION: a plan with 64 partitions, 8 plans of 1,000 slots, 512 ports
and 256 channels.  All partitions see their memory at the same address, so that one binary serves."""

import sys

PARTITIONS, PLANS, SLOTS, PORTS = 64, 8, 1000, 512
PAIRS = PORTS // PARTITIONS // 2
KINDS = ("sampling", "queuing")
SLOT_US, AREA, SHARE, MAPPED = 100, 0x10000, 0x1000000, 0xb0000000


def slots(plan):
    for s in range(SLOTS):
        yield (f'<Slot id="{s}" start="{s * SLOT_US}us" duration="{SLOT_US}us"'
               f' partitionId="{(s + plan) % PARTITIONS}"/>')


def partition(p, base):
    flags = "boot system" if p == PARTITIONS - 1 else "boot"
    yield f'<Partition id="{p}" name="p{p}" flags="{flags}" console="Uart"><PhysicalMemoryAreas>'
    yield f'<Area start="0x{base + p * AREA:x}" size="64KB" mappedAt="0x{MAPPED:x}"/>'
    yield f'<Area name="share" start="0x{base + SHARE:x}" size="256KB"/>'
    yield "</PhysicalMemoryAreas><PortTable>"
    for i in range(PAIRS):
        for name, direction in (("out", "source"), ("in", "destination")):
            yield f'<Port name="{name}{i}" type="{KINDS[i % 2]}" direction="{direction}"/>'
    yield "</PortTable></Partition>"


def channel(p, i):
    """Port i of p leads to the partition i + 1 further on."""
    ends = (f'<Source partitionId="{p}" portName="out{i}"/>'
            f'<Destination partitionId="{(p + i + 1) % PARTITIONS}" portName="in{i}"/>')
    if i % 2 == 0:
        return f'<SamplingChannel maxMessageLength="32B">{ends}</SamplingChannel>'
    return f'<QueuingChannel maxMessageLength="32B" maxNoMessages="4">{ends}</QueuingChannel>'


def lines(board, digit, uart, region):
    yield ('<SystemDescription xmlns="http://www.xtratum.org/xm-arm-2.x" version="1.0.0" name="scale">'
           f'<HwDescription board="{board}"><MemoryLayout>{region}</MemoryLayout>')
    yield '<ProcessorTable><Processor id="0" frequency="400MHz"><CyclicPlanTable>'
    for plan in range(PLANS):
        yield f'<Plan id="{plan}" majorFrame="{SLOTS * SLOT_US}us">'
        yield from slots(plan)
        yield "</Plan>"
    yield "</CyclicPlanTable></Processor></ProcessorTable>"
    yield f'<Devices><Uart id="{uart}" baudRate="115200" name="Uart"/></Devices></HwDescription>'
    yield '<XMHypervisor console="Uart"><PhysicalMemoryArea size="4MB"/></XMHypervisor><PartitionTable>'
    for p in range(PARTITIONS):
        yield from partition(p, int(digit, 16) << 28)
    yield "</PartitionTable><Channels>"
    for p in range(PARTITIONS):
        for i in range(PAIRS):
            yield channel(p, i)
    yield "</Channels></SystemDescription>"


if __name__ == "__main__":
    print("\n".join(lines(*sys.argv[1:])))
