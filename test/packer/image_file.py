# SPDX-License-Identifier: BSD-2-Clause
"""An image taken apart, changed at a named place, and sealed again."""

import hashlib
import struct

from septum_table import (CORE_FIELDS, CORE_HEADER, CORE_OFFSET, HEADER, MANIFEST, PART_RECORD, RECORDS,
                          seal)

PART_WORDS = "kind owner area offset size entry xm_abi xm_api const_size".split()


class Image:
    def __init__(self, data):
        self.data = bytearray(data)

    def word(self, at):
        return struct.unpack_from("<I", self.data, at)[0]

    def header_fields(self):
        return dict(zip(CORE_FIELDS, CORE_HEADER.unpack_from(self.data, CORE_OFFSET)))

    def header(self, name):
        return self.header_fields()[name]

    def set_word(self, at, value):
        struct.pack_into("<I", self.data, at, value & 0xFFFFFFFF)

    def set_header(self, name, value):
        fields = {**self.header_fields(), name: value}
        CORE_HEADER.pack_into(self.data, CORE_OFFSET, *fields.values())

    def part_at(self, part, field="kind"):
        at = self.header("manifest_off") + MANIFEST.size + part * PART_RECORD.size
        return at + 4 * PART_WORDS.index(field)

    def set_part(self, part, field, value):
        self.set_word(self.part_at(part, field), value)

    def part(self, part, field):
        return self.word(self.part_at(part, field))

    def set_table(self, record, index, field, value):
        """A field of the plan table inside the image; the checksum follows."""
        off, size = self.header("table_off"), self.header("table_size")
        number, fields, _ = RECORDS[record]
        for i in range(self.word(off + 28)):
            entry = off + HEADER.size + 16 * i
            if self.word(entry) == number:
                at = off + self.word(entry + 4) + index * self.word(entry + 12)
                self.set_word(at + 4 * fields.index(field), value)
        self.data[off:off + size] = seal(bytes(self.data[off:off + size]))

    def seal(self):
        """A root digest that matches what stands before it."""
        at = self.header("digest_off")
        self.data[at:at + 32] = hashlib.sha256(self.data[:at]).digest()

    def flip(self, at):
        self.data[at] ^= 0x10
