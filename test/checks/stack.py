#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""stack.py BUILD...: worst stack of the hypervisor from the compiler's call graphs.

Walks the .ci files of -fcallgraph-info=su from every function that no C function
calls: those are the entries of the assembly.  The deepest chain, with the frame
that the assembly pushes before it, must fit in three quarters of the stack.
Recursion, frames of unknown size and calls through pointers are problems.
BUILD is the folder of a board's sub-build.
"""

import glob
import os
import re
import sys

import tree

# Functions without a call graph: the compiler's library, by its disassembly.
LIBRARY = {"__aeabi_uldivmod": 48, "__aeabi_ldivmod": 64, "__aeabi_uidivmod": 8, "__aeabi_uidiv": 8,
           "__aeabi_idiv": 8, "__aeabi_lmul": 16, "__aeabi_llsr": 0, "__aeabi_llsl": 0,
           "__udivmoddi4": 40}
NODE = re.compile(r'^node: \{ title: "([^"]+)" label: "([^"]*)"(.*)\}$')
EDGE = re.compile(r'^edge: \{ sourcename: "([^"]+)" targetname: "([^"]+)"')


class Graph:
    def __init__(self, build):
        self.frame, self.calls, self.problems = {}, {}, []
        pattern = os.path.join(build, "CMakeFiles", "*.dir", "**", "*.ci")
        for name in sorted(glob.glob(pattern, recursive=True)):
            # Left over from a source that is no longer built?
            if os.path.exists(name[:-3] + ".obj") or os.path.exists(name[:-3] + ".o"):
                self.read(name)
        self.assembly = assembly_symbols(build)

    def read(self, name):
        with open(name, encoding="utf-8") as f:
            for line in f:
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
        called = {t for s, targets in self.calls.items() for t in targets if t != s}
        return sorted(n for n in self.frame if n not in called)

    def depth(self, name, chain=()):
        """(bytes, chain of names) of the deepest way down from name."""
        if name in chain:
            self.problems.append("recursion: " + " > ".join([*chain, name]))
            return 0, ()
        own = self.frame.get(name)
        if own is None:
            own = LIBRARY.get(name, self.assembly.get(name))
        if own is None:
            self.problems.append(f"{chain[-1] if chain else ''} calls {name}, of unknown stack use")
            return 0, ()
        if name not in self.known:
            below = [self.depth(t, (*chain, name)) for t in sorted(self.calls.get(name, ()))]
            deepest = max(below, default=(0, ()))
            self.known[name] = own + deepest[0], (name, *deepest[1])
        return self.known[name]

    known = None

    def worst(self):
        self.known = {}
        return max((self.depth(root) for root in self.roots()), default=(0, ()))


def assembly_symbols(build):
    """Assembly functions that C calls are leaves that push nothing unless they say
    so with a symbol <name>_stack."""
    out = tree.run(["arm-none-eabi-nm", os.path.join(build, "core.elf")]).stdout
    values = {m[2]: int(m[1], 16) for m in re.finditer(r"^([0-9a-f]{8}) \w (\S+)$", out, re.M)}
    return {name: values.get(name + "_stack", 0) for name in values}


def stack_size(symbols):
    if "core_stack" in symbols and "core_stack_top" in symbols:
        return symbols["core_stack_top"] - symbols["core_stack"]
    return None


def check(build):
    board = os.path.basename(os.path.normpath(build)).removeprefix("target-")
    graph = Graph(build)
    depth, chain = graph.worst()
    size, entry = constants(build)
    problems = sorted(set(graph.problems))
    if not chain:
        problems.append("no call graphs")
    if size is None:
        problems.append("core.elf has no __stack_size")
        size = 0
    elif (depth + entry) * 4 > size * 3:
        problems.append(f"{depth + entry} bytes are more than 3/4 of {size}")
    lines = [f"worst stack for {board}: {depth + entry} bytes of {size} (limit {size * 3 // 4})"]
    lines += [f"  {graph.frame.get(name, graph.assembly.get(name, 0)):5}  {name}" for name in chain]
    return "\n".join(lines), [f"{board}: {p}" for p in problems]


def main():
    results = [check(build) for build in sys.argv[1:]]
    tree.report("budget-stack", "\n".join(text for text, _ in results))
    tree.finish([p for _, problems in results for p in problems], "within the budget")


if __name__ == "__main__":
    main()
