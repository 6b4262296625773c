#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""abi.py ABI_DUMP [--update]: the contract is the one of test/golden/abi.txt.

Three things: the text that ABI_DUMP prints is the golden file to the byte;
every constant, structure and member of the headers in abi/ appears in it; and
the target's compiler lays everything out as the host's.
"""

import difflib
import re
import sys

import tree

GOLDEN = "test/golden/abi.txt"
HEADERS = ("abi.h", "config.h", "image.h", "pct.h", "types.h", "xm_consts.h", "xm_types.h")
INCLUDES = "".join(f'#include "{h}"\n' for h in HEADERS)
# Macros that are no values of the contract: they only help to write it.
HELPERS = re.compile(r"^(\w+_H|HM_M|HM_[HP]_\w+|HM_\w+|CFG_R[24]|ARRAY_LEN|NOINLINE|FAST|FLATTEN)$")
COMPILERS = (["arm-none-eabi-gcc", "-mcpu=cortex-a9", "-ffreestanding"],
             ["clang", "--target=armv7a-none-eabi", "-ffreestanding"])


def expand(*options):
    command = ["gcc", "-std=c11", "-E", *options, "-I" + tree.path("abi"), "-x", "c", "-"]
    return tree.run(command, input=INCLUDES).stdout


def own_text():
    """The preprocessed text that comes from abi/ alone, without line marks."""
    kept, ours = [], False
    for line in expand().splitlines():
        mark = re.match(r'# \d+ "([^"]*)"', line)
        if mark:
            ours = mark[1].startswith(tree.path("abi"))
        elif ours:
            kept.append(line)
    return "\n".join(kept)


def headers_define():
    """Names of constants, and tag.member of structures, as the headers have them."""
    text = own_text()
    names = set()
    for body in re.findall(r"\benum\s*\w*\s*\{([^}]*)\}", text):
        names |= {item.split("=")[0].strip() for item in body.split(",")} - {""}
        names = {n for n in names if re.fullmatch(r"\w+", n)}
    sources = "".join(tree.read("abi/" + h) for h in HEADERS)
    for macro in re.findall(r"^#define (\w+)[ \t]+\S", sources, re.M):
        if not HELPERS.match(macro):
            names.add(macro)
    for tag, body in re.findall(r"\bstruct (\w+)\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*;", text):
        names.add(tag)
        names |= {f"{tag}.{member}" for member in members(body)}
    names |= set(re.findall(r"\btypedef [\w ]+ (\w+);", text))
    return names - {"xmLong_t"}  # long, whatever it is: no structure may use it


def members(body):
    """Names of the members of a structure, inner structures as outer.inner."""
    inner = re.compile(r"struct\s*\{([^{}]*)\}\s*(\w+)\s*;")
    found = [f"{outer}.{m}" for text, outer in inner.findall(body) for m in members(text)]
    for declaration in inner.sub("", body).split(";"):
        words = re.sub(r"\[[^]]*\]", "", declaration).strip()
        if words:
            found += [re.split(r"[\s*]+", part.strip())[-1] for part in words.split(",")]
    return found


def missing(text):
    printed = set(re.findall(r"^(?:const|struct|field|scalar) (\S+)", text, re.M))
    return [f"{name} is in the headers but not in test/golden/abi_items.def"
            for name in sorted(headers_define() - printed)]


def layout(text):
    """Problems of the target's compilers with the host's numbers."""
    asserts = [f"_Static_assert({name} == ({value}ll), \"{name}\");"
               for name, value in re.findall(r"^const (\S+) (-?\d+)$", text, re.M)]
    asserts += [f"_Static_assert(sizeof(struct {tag}) == {size}, \"{tag}\");"
                for tag, size in re.findall(r"^struct (\S+) (\d+)$", text, re.M)]
    asserts += [f"_Static_assert(__builtin_offsetof(struct {tag}, {m}) == {offset} && "
                f"sizeof(((struct {tag} *)0)->{m}) == {size}, \"{tag}.{m}\");"
                for tag, m, offset, size in
                re.findall(r"^field (\w+)\.(\S+) (\d+) (\d+)$", text, re.M)]
    asserts += [f"_Static_assert(sizeof({t}) == {size}, \"{t}\");"
                for t, size in re.findall(r"^scalar (\S+) (\d+)", text, re.M)]
    problems = []
    for compiler in COMPILERS:
        done = tree.run([*compiler, "-std=c11", "-I" + tree.path("abi"), "-fsyntax-only", "-x", "c", "-"],
                        input=INCLUDES + "\n".join(asserts))
        if done.returncode:
            problems.append(f"{compiler[0]}:\n{done.stdout}")
    return problems, len(asserts)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    text = tree.run([sys.argv[1]]).stdout
    if "--update" in sys.argv:
        with open(tree.path(GOLDEN), "w", encoding="utf-8") as f:
            f.write(text)
    problems = list(difflib.unified_diff(tree.read(GOLDEN).splitlines(), text.splitlines(),
                                         GOLDEN, "abi/ as it is", lineterm="", n=0))
    if problems:
        problems.append("The contract differs: give it a new SEPTUM_ABI_VERSION and a line in "
                        "CHANGES.md, then run test/checks/abi.py --update")
    problems += missing(text)
    wrong, count = layout(text)
    tree.finish(problems + wrong, f"{count} facts, the same for host and target")


if __name__ == "__main__":
    main()
