#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Apply each fault of mutants.txt to a copy of the core and require that a test fails.

A fault is a line of four fields separated by tabs: file in core/, text, replacement, and the test
that should notice first ("model" or a unit test).  The text must occur exactly once in the file;
decode() says how line ends are written.  The sound core must pass first.
"""
import argparse
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

MODEL_ENTRIES = 150000
LIMIT_S = 40  # a mutant that hangs has been noticed


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--cc", default="cc")
    parser.add_argument("--only", default="")
    return parser.parse_args()


class Bench:
    """Objects and programs of the sound core, and how to make those of a mutant."""

    def __init__(self, args):
        self.out, self.cc = args.build.resolve(), args.cc
        self.src = self.out / "src"
        shutil.rmtree(self.src, ignore_errors=True)
        for part in ("abi", "core", "test/fake", "test/unit", "test/model"):
            shutil.copytree(args.source / part, self.src / part)
        # the rig compares the boot with packer; tables are tested with their checksum
        for name in ("packer/carve", "common/table"):
            for suffix in (".c", ".h"):
                shutil.copy(args.source / "tools" / (name + suffix), self.src / "test/fake")
        self.core = [f for f in sorted((self.src / "core").glob("*.c")) if f.name != "header.c"]
        self.fake = sorted((self.src / "test/fake").glob("*.c"))
        self.unit = sorted((self.src / "test/unit").glob("t_*.c"))
        self.model = sorted((self.src / "test/model").glob("*.c"))

    def compile(self, source, obj, extra=()):
        dirs = [*extra, "abi", "core", "core/include", "test/fake", "test/unit", "test/model"]
        command = [self.cc, "-std=c11", "-O1", "-w", '-DSEPTUM_VERSION="mutant"']
        command += [f"-I{d if os.path.isabs(d) else self.src / d}" for d in dirs]
        subprocess.run([*command, "-c", str(source), "-o", str(obj)], check=True)
        return obj

    def link(self, objects, program):
        libs = ["-lcmocka", "-lcrypto"]
        subprocess.run([self.cc, *map(str, objects), *libs, "-o", str(program)], check=True)
        return program

    def prepare(self):
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            def all_of(files):
                return list(pool.map(lambda f: self.compile(f, self.out / (f.stem + ".o")), files))
            self.core_objs = dict(zip([f.name for f in self.core], all_of(self.core)))
            self.fake_objs = all_of(self.fake)
            self.unit_objs = all_of(self.unit)
            self.model_objs = all_of([f for f in self.model])

    def programs(self, core, where, first):
        """(name, command) of every test on this core, the most promising one first."""
        base = [*core.values(), *self.fake_objs]
        tests = [(o.stem, [o]) for o in self.unit_objs] + [("model", self.model_objs)]
        tests.sort(key=lambda t: (t[0] != first, t[0] != "model"))
        for name, objects in tests:
            program = self.link([*objects, *base], where / ("p_" + name))
            extra = ["--entries", str(MODEL_ENTRIES)] if name == "model" else []
            yield name, [str(program), *extra]


def fails(command):
    try:
        result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                timeout=LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        return True
    return result.returncode != 0


def decode(field):
    """\\n is a line's end, \\t a tab, \\\\n what C writes as \\n."""
    field = field.replace("\\\\n", "\0").replace("\\n", "\n").replace("\\t", "\t")
    return field.replace("\0", "\\n")


def read_list(path):
    faults = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line and not line.startswith("#"):
            faults.append((number, *map(decode, line.split("\t"))))
    return faults


def mutate(bench, number, file, text, replacement):
    """The objects of the core with the fault, or why it cannot be applied."""
    where = bench.out / f"m{number}"
    where.mkdir(exist_ok=True)
    source = bench.src / "core" / file
    content = source.read_text()
    if content.count(text) != 1:
        return None, f"the text occurs {content.count(text)} times in core/{file}"
    changed = content.replace(text, replacement)
    if file.endswith(".c"):
        (where / file).write_text(changed)
        obj = bench.compile(where / file, where / (source.stem + ".o"))
        return {**bench.core_objs, source.name: obj}, where
    copy = where / "core"  # a header: everything is made anew beside it
    shutil.copytree(bench.src / "core", copy, dirs_exist_ok=True)
    (copy / file).write_text(changed)
    dirs = [str(copy), str(copy / "include")]
    return {f.name: bench.compile(copy / f.name, where / (f.stem + ".o"), dirs)
            for f in bench.core}, where


def judge(bench, fault):
    number, file, text, replacement, first = fault
    core, where = mutate(bench, number, file, text, replacement)
    if core is None:
        return number, f"line {number}: {where}"
    for name, command in bench.programs(core, where, first):
        if fails(command):
            return number, None, name
    return number, f"line {number}: no test notices {text!r} -> {replacement!r} in core/{file}"


def main():
    args = parse()
    bench = Bench(args)
    bench.prepare()
    for name, command in bench.programs(bench.core_objs, bench.out, ""):
        if fails(command):
            sys.exit(f"{name} fails with the sound core")
    faults = read_list(args.source / "test/mutants/mutants.txt")
    faults = [f for f in faults if args.only in f[1]]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda f: judge(bench, f), faults))
    survivors = [r[1] for r in results if r[1]]
    print(f"{len(results)} faults, {len(results) - len(survivors)} noticed")
    print("\n".join(survivors))
    sys.exit(1 if survivors else 0)


if __name__ == "__main__":
    main()
