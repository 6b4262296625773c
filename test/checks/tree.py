# SPDX-License-Identifier: BSD-2-Clause
"""What the static checks share: the files of the tree, and how a check ends."""

import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
FOLDERS = ("abi", "core", "hal", "partitions", "tools", "examples", "test", "cmake", "config", "doc",
           ".ci")
CODE = ("abi", "core", "hal", "partitions", "tools", "examples", "test")


def path(*names):
    return os.path.join(ROOT, *names)


def rel(name):
    return os.path.relpath(name, ROOT)


def files(folders=FOLDERS, endings=None, top=False):
    """Paths relative to the root, sorted; build results and caches left out."""
    found = []
    for folder in folders:
        for where, dirs, names in os.walk(path(folder)):
            dirs[:] = [d for d in dirs if d != "__pycache__"]
            found += [rel(os.path.join(where, n)) for n in names]
    if top:
        found += [n for n in os.listdir(ROOT) if os.path.isfile(path(n))]
    ignored = {".o", ".img", ".pyc"}
    found = [f for f in found if os.path.splitext(f)[1] not in ignored]
    return sorted(f for f in found if endings is None or f.endswith(endings))


def read(name):
    with open(path(name), encoding="utf-8", errors="replace") as f:
        return f.read()


def run(command, **more):
    """Completed process with its output as text."""
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, **more)


def report(name, text):
    """Shown, and kept for the end of ./check."""
    print(text)
    folder = os.environ.get("SEPTUM_REPORTS")
    if folder:
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8") as f:
            f.write(text.rstrip("\n") + "\n")


def finish(problems, fine):
    """Ends the check: every problem on a line of its own, or the sentence `fine`."""
    for problem in problems:
        print(problem)
    if problems:
        sys.exit(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}")
    print(fine)
    sys.exit(0)


def board(name):
    """The settings of a board: {"MODE": ..., "UART": ...} from its board.cmake."""
    text = read(f"hal/arm/board/{name}/board.cmake")
    return dict(re.findall(r"set\(BOARD_(\w+) (\w+)\)", text))


def bounds():
    """{bound in abi/hypercalls.def: in words} of those that are no numbers."""
    formulas = re.findall(r'^BOUND\((\w+), .*, "(.*)"\)$', read("abi/bounds.def"), re.M)
    return {"HC_FREE": "free", **{f"HC_{name}": words for name, words in formulas}}
