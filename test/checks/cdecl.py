# SPDX-License-Identifier: BSD-2-Clause
"""What headers declare, all of it: functions, types, variables, constants, macros.

clang says what is declared and the preprocessor which macros there are, so nothing is
left out that a program could use; a kind of declaration that is not known here ends
the check.  Values, sizes and offsets are those of the target's compiler.
"""

import json
import re
import struct
import sys

import tree

INCLUDE = "partitions/libxm/include"
LANGUAGE = ["-mcpu=cortex-a9", "-std=gnu11", "-ffreestanding", "-nostdinc", "-w", "-x", "c", "-",
            "-I" + tree.path(INCLUDE)]
CLANG = ["clang", "--target=armv7a-none-eabi", *LANGUAGE]
GCC = ["arm-none-eabi-gcc", *LANGUAGE]
GUARD = re.compile(r"^(LIBXM|ABI)_\w+_H$")


def includes(headers):
    return "".join(f"#include <{h}>\n" for h in headers)


def compiled(command, source, **more):
    done = tree.run(command, input=source, **more)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}\n{source}")
    return done.stdout


# --- declarations --------------------------------------------------------------------


class Declarations:
    """functions {name: (result, [parameter types])}, types {name: text}, records {C name:
    [(field path, type, bits or None)]}, variables {name: type}, constants [name]."""

    def __init__(self, headers):
        self.functions, self.types, self.records = {}, {}, {}
        self.variables, self.constants = {}, []
        text = compiled([*CLANG, "-fsyntax-only", "-Xclang", "-ast-dump=json"], includes(headers))
        unnamed = {}
        for d in json.loads(text)["inner"]:
            if d.get("isImplicit"):
                continue
            kind = getattr(self, d["kind"], None)
            if kind is None:
                sys.exit(f"{d['kind']} {d.get('name')}: not understood")
            kind(d, unnamed)

    def FunctionDecl(self, d, _):
        result, parameters = re.fullmatch(r"(.*?) ?\((.*)\)", without_attributes(d)).groups()
        self.functions[d["name"]] = result, [p.strip() for p in parameters.split(",")]

    def VarDecl(self, d, _):
        self.variables[d["name"]] = d["type"]["qualType"]

    def EnumDecl(self, d, _):
        if "name" in d:
            self.types[f"enum {d['name']}"] = "enum"
        self.constants += [c["name"] for c in d["inner"] if c["kind"] == "EnumConstantDecl"]

    def StaticAssertDecl(self, *_):
        pass

    def RecordDecl(self, d, unnamed):
        if not d.get("completeDefinition"):
            return
        if "name" in d:
            self.record(f"{d['tagUsed']} {d['name']}", d)
        else:
            unnamed[d["id"]] = d

    def TypedefDecl(self, d, unnamed):
        own = d["inner"][0].get("ownedTagDecl", {})
        if own.get("id") in unnamed:
            self.record(d["name"], unnamed.pop(own["id"]))
            self.types[d["name"]] = unnamed_kind(d)
        else:
            self.types[d["name"]] = d["type"]["qualType"]

    def record(self, name, d):
        self.records[name] = list(fields(d, ""))


def without_attributes(d):
    return d["type"]["qualType"].replace(" __attribute__((noreturn))", "")


def unnamed_kind(d):
    return d["type"]["qualType"].split()[0]


def fields(d, prefix):
    """(path, type, bits) in order; members of records without a name by their own names."""
    inner = None
    for i in d["inner"]:
        if i["kind"] == "RecordDecl":
            inner = i
        elif i["kind"] == "FieldDecl" and ("anonymous" in i["type"]["qualType"] or
                                           "unnamed" in i["type"]["qualType"]):
            yield from fields(inner, prefix + (i["name"] + "." if "name" in i else ""))
        elif i["kind"] == "FieldDecl":
            bits = i["inner"][0]["value"] if i.get("isBitfield") else None
            yield prefix + i["name"], i["type"]["qualType"], bits
        elif i["kind"] not in ("IndirectFieldDecl", "PackedAttr"):
            sys.exit(f"{i['kind']} in a record: not understood")


# --- macros --------------------------------------------------------------------------


def macros(headers):
    """{name with its parameters: replacement}."""
    def all_of(text):
        listed = compiled([*GCC, "-dM", "-E"], text)
        return dict(re.findall(r"^#define (\w+(?:\([^)]*\))?) ?(.*)$", listed, re.M))

    before = all_of("")
    return {name: " ".join(text.split()) for name, text in all_of(includes(headers)).items()
            if before.get(name) != text and not GUARD.match(name)}


def constant_ones(headers, expressions):
    """Those of the expressions that are integer constants."""
    if not expressions:
        return []
    head = includes(headers)
    first = head.count("\n") + 1
    tests = "".join(f"_Static_assert(sizeof(char[({e}) - ({e}) + 1]), \"\");\n" for e in expressions)
    said = tree.run([*GCC, "-fsyntax-only", "-fmax-errors=0"], input=head + tests).stdout
    wrong = {int(n) - first for n in re.findall(r"^<stdin>:(\d+):\d+: error", said, re.M)}
    return [e for i, e in enumerate(expressions) if i not in wrong]


def values(headers, expressions):
    """{expression: value} as the target's compiler has it."""
    if not expressions:
        return {}
    source = (includes(headers) + "const long long values[] "
              "__attribute__((section(\".values\"), used)) = {\n" +
              "".join(f"(long long)({e}),\n" for e in expressions) + "};\n")
    assembly = compiled([*GCC, "-S", "-o", "-"], source)
    words = []
    for directive, operand in re.findall(r"^\s+\.(word|space)\s+(-?\w+)", assembly, re.M):
        words += [0] * (int(operand) // 4) if directive == "space" else [int(operand, 0) & 0xffffffff]
    packed = struct.pack(f"<{len(words)}I", *words)
    return dict(zip(expressions, struct.unpack(f"<{len(expressions)}q", packed)))
