#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""stack.py BUILD...: worst stack of the hypervisor from the compiler's call graph.

Walks the call graph that -fcallgraph-info=su leaves at the link from every function
that no other calls or that the assembly names.  Where the graph has nothing (assembly,
code that runs before the MMU is on), the disassembly says what is pushed and called.
The deepest chain, with what the entry code has pushed before it, must fit in three
quarters of the stack.
What is below the stack must be read-only for a page (core.ld), so that going beyond ends
in a panic, and no frame may be so large as to step over that.
Recursion, frames of unknown size and calls through pointers are problems.
BUILD is the folder of a board's sub-build.
"""

import glob
import os
import re
import sys

import tree

# What the entry code has pushed when it calls the first C function: nothing, it
# saves the partition's registers in the vCPU (vectors.S).
ENTRY = 0
PAGE = 4096
NODE = re.compile(r'^node: \{ title: "([^"]+)" label: "([^"]*)"(.*)\}$')
EDGE = re.compile(r'^edge: \{ sourcename: "([^"]+)" targetname: "([^"]+)"')


class Graph:
    def __init__(self, build, symbols):
        self.frame, self.calls, self.problems, self.known = {}, {}, [], {}
        self.symbols, self.elf = symbols, os.path.join(build, "core.elf")
        for name in sorted(glob.glob(os.path.join(build, "core.elf*.ci"))):
            self.read(name)
        objects = glob.glob(os.path.join(build, "CMakeFiles", "*.dir", "**", "*.S.obj"), recursive=True)
        out = tree.run(["arm-none-eabi-nm", *objects]).stdout if objects else ""
        self.functions = functions_of(self.elf)
        self.named_by_assembly = set(re.findall(r"^ +U (\w+)$", out, re.M)) & self.functions

    def read(self, name):
        with open(name, encoding="utf-8") as f:
            for line in f:
                # Local names carry the name of a temporary object.
                line = re.sub(r'"[^"]*\.o:', '"', line)
                node, edge = NODE.match(line), EDGE.match(line)
                if node:
                    size = re.search(r"\\n(\d+) bytes \(([^)]*)\)", node[2])
                    if size:
                        self.frame[node[1]] = int(size[1])
                        if "dynamic" in size[2] and "bounded" not in size[2]:
                            self.problems.append(f"{node[1]}: the frame has no fixed size")
                elif edge:
                    self.calls.setdefault(edge[1], set()).add(edge[2])

    def roots(self):
        """What nobody in the graph calls, and what the assembly names."""
        called = {t for s, targets in self.calls.items() for t in targets if t != s}
        return sorted({n for n in self.frame if n not in called} | self.named_by_assembly)

    def depth(self, name, chain=()):
        """(bytes, chain of names) of the deepest way down from name."""
        if name in chain:
            self.problems.append("recursion: " + " > ".join([*chain, name]))
            return 0, ()
        own = self.own(name)
        if own is None:
            self.problems.append(f"{chain[-1] if chain else ''} calls {name}, of unknown stack use")
            return 0, ()
        if name not in self.known:
            below = [self.depth(t, (*chain, name)) for t in sorted(self.calls.get(name, ()))]
            deepest = max(below, default=(0, ()))
            self.known[name] = own + deepest[0], (name, *deepest[1])
        return self.known[name]

    def own(self, name):
        """Frame of a function, or None.  Assembly and the compiler's library have no call
        graph: all that the code pushes counts, and the calls it makes are added."""
        if name not in self.frame and name in self.symbols:
            out = tree.run(["arm-none-eabi-objdump", "-d", "--no-show-raw-insn",
                            f"--disassemble={name}", self.elf]).stdout
            self.frame[name] = pushed(out)
            targets = set(re.findall(r"\tb(?:lx?|\.[nw])?\t[0-9a-f]+ <(\w+)>", out))
            self.calls[name] = (targets & self.functions) - {name}
        return self.frame.get(name)

    def worst(self):
        return max((self.depth(root) for root in self.roots()), default=(0, ()))


def pushed(disassembly):
    """Bytes of everything that a piece of code puts on the stack."""
    total = 0
    for registers in re.findall(r"\t(?:push|stmdb|stmfd)\S*\t(?:sp!, )?\{([^}]*)\}", disassembly):
        total += 4 * len(registers.split(","))
    for first, last in re.findall(r"\tvpush\t\{d(\d+)(?:-d(\d+))?\}", disassembly):
        total += 8 * (int(last or first) - int(first) + 1)
    total += 4 * len(re.findall(r"\tstr\S*\t\w+, \[sp, #-4\]!", disassembly))
    for amount in re.findall(r"\tsub\S*\tsp, (?:sp, )?#(\d+)", disassembly):
        total += int(amount)
    return total


def functions_of(elf):
    """Names of all functions; labels inside of them are none."""
    out = tree.run(["arm-none-eabi-readelf", "-sW", elf]).stdout
    return set(re.findall(r" FUNC +\w+ +\w+ +\d+ (\w+)$", out, re.M))


def elf_symbols(build):
    out = tree.run(["arm-none-eabi-nm", os.path.join(build, "core.elf")]).stdout
    return {m[2]: int(m[1], 16) for m in re.finditer(r"^([0-9a-f]{8}) \w (\S+)$", out, re.M)}


def check(build):
    board = os.path.basename(os.path.normpath(build)).removeprefix("target-")
    symbols = elf_symbols(build)
    graph = Graph(build, symbols)
    depth, chain = graph.worst()
    depth += ENTRY
    problems = sorted(set(graph.problems))
    if not chain:
        problems.append("no call graphs")
    size = symbols.get("core_stack_top", 0) - symbols.get("core_stack", 0)
    if depth * 4 > size * 3:
        problems.append(f"{depth} bytes are more than 3/4 of {size}")
    if symbols.get("core_stack", 0) - PAGE < symbols.get("core_rodata", 0):
        problems.append("no page of constants guards the stack")
    problems += [f"{name}: its frame steps over the guard" for name, size in graph.frame.items() if size >= PAGE]
    lines = [f"worst stack for {board}: {depth} bytes of {size} (limit {size * 3 // 4})",
             f"  {ENTRY:5}  (entry code)"]
    lines += [f"  {graph.own(name):5}  {name}" for name in chain]
    return "\n".join(lines), [f"{board}: {p}" for p in problems]


def main():
    results = [check(build) for build in sys.argv[1:]]
    tree.report("budget-stack", "\n".join(text for text, _ in results))
    tree.finish([p for _, problems in results for p in problems], "within the budget")


if __name__ == "__main__":
    main()
