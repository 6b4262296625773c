#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""A plan with one area too many for the control table of 1 MB; too long to keep as a file."""

AREAS = 32627

print('''<?xml version="1.0"?>
<SystemDescription xmlns="http://www.xtratum.org/xm-arm-2.x" version="1.0.0" name="bad">
	<HwDescription>
		<MemoryLayout>
			<Region type="sdram" start="0x0" size="1023MB"/>
		</MemoryLayout>
		<ProcessorTable>
			<Processor id="0">
				<CyclicPlanTable>
					<Plan id="0" majorFrame="20ms">
						<Slot id="0" start="0ms" duration="10ms" partitionId="0"/>
					</Plan>
				</CyclicPlanTable>
			</Processor>
		</ProcessorTable>
		<Devices/>
	</HwDescription>
	<XMHypervisor>
		<PhysicalMemoryArea size="16MB"/>
	</XMHypervisor>
	<PartitionTable>
		<Partition id="0" name="many" flags="boot">
			<PhysicalMemoryAreas>''')
for number in range(AREAS):
    print(f'\t\t\t\t<Area start="0x{0x10000000 + number * 4096:08x}" size="4KB"/>')
print('''			</PhysicalMemoryAreas>
		</Partition>
	</PartitionTable>
</SystemDescription>''')
