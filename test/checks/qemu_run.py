#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""tools/qemu-run: console and exit code for every way a run can end."""

import concurrent.futures
import os
import subprocess
import sys
import tempfile

import tree

ZYNQ = {"BOARD": 1, "CONSOLE": 2, "UART": "0xe0001000", "FIFO": 0x30}
VEXPRESS = {"BOARD": 2, "CONSOLE": 1, "UART": "0x10009000", "FIFO": 0}
HALT = "one\nSEPTUM HALT status=7\n"

# what it shows, board, text, options, exit code, what is on the console
CASES = [
    ("halt", ZYNQ, HALT, [], 7, HALT),
    ("halt on the other board", VEXPRESS, HALT, [], 7, HALT),
    ("start from RAM", ZYNQ, HALT, ["--ddr"], 7, HALT),
    ("status modulo 256", ZYNQ, "SEPTUM HALT status=513\n", [], 1, "SEPTUM HALT status=513\n"),
    ("stop", ZYNQ, "SEPTUM STOP digest\n", [], 65, "SEPTUM STOP digest\n"),
    ("panic", VEXPRESS, "SEPTUM PANIC 12\n", [], 70, "SEPTUM PANIC 12\n"),
    ("silence", ZYNQ, "one\n", ["--timeout", "10"], 124, "one\n"),
    ("half a line", ZYNQ, "SEPTUM HALT status=0", ["--timeout", "10"], 124, "SEPTUM HALT status=0"),
    ("the words inside a line", ZYNQ, "x SEPTUM HALT status=0\n", ["--timeout", "10"], 124,
     "x SEPTUM HALT status=0\n"),
    ("reset is no end", ZYNQ, "SEPTUM RESET mode=0\n", ["--timeout", "10"], 124, "SEPTUM RESET mode=0\n"),
    ("forged: more follows", ZYNQ, HALT + "two\n", ["--timeout", "10"], 124, HALT + "two\n"),
    ("other UART", ZYNQ, HALT, ["--uart", "0", "--timeout", "10"], 124, ""),
    ("board named, not the image's", VEXPRESS, HALT, ["--board", "zynq7000", "--timeout", "10"], 124, ""),
    ("going on", ZYNQ, HALT, ["--raw", "--timeout", "10"], 7, HALT),
    ("no emulator", ZYNQ, HALT, ["--qemu", "no-such-emulator"], 71, ""),
    ("emulator ends by itself", ZYNQ, HALT, ["--", "-no-such-option"], 71, ""),
    ("vexpress cannot start from RAM", VEXPRESS, HALT, ["--ddr"], 2, ""),
]


def build(folder, board, text):
    """The image in a folder of its own."""
    folder = tempfile.mkdtemp(dir=folder)
    elf, image = os.path.join(folder, "x.elf"), os.path.join(folder, "x.img")
    quoted = '"' + text.replace("\n", "\\n") + '"'
    defines = [f"-D{k}={v}" for k, v in {**board, "TEXT": quoted}.items()]
    subprocess.run(["arm-none-eabi-gcc", "-mcpu=cortex-a9", "-nostdlib", "-Wl,-Ttext=0", *defines,
                    tree.path("test/checks/qemu_run.S"), "-o", elf], check=True)
    subprocess.run(["arm-none-eabi-objcopy", "-O", "binary", elf, image], check=True)
    return image


def run(image, options):
    return subprocess.run([sys.executable, tree.path("tools/qemu-run"), "--timeout", "20", image, *options],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def read_by_head(image):
    """Exit code and errors when standard output is closed before anything comes."""
    with subprocess.Popen([sys.executable, tree.path("tools/qemu-run"), "--timeout", "20", image],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as child:
        child.stdout.close()
        errors = child.stderr.read()
    return child.returncode, errors


def wrong(folder, case):
    """What is wrong with one case, or None."""
    name, board, text, options, code, console = case
    done = run(build(folder, board, text), options)
    if (done.returncode, done.stdout) == (code, console):
        return None
    return (f"{name}: {done.returncode} for {code}, {done.stdout!r} for {console!r}\n{done.stderr}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        # Most of them only wait for their time to run out.
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            found = list(pool.map(lambda case: wrong(folder, case), CASES))
        problems = [text for text in found if text]
        copy = os.path.join(folder, "uart1")
        run(build(folder, ZYNQ, HALT), ["--uart", "0", "--uart-file", f"1={copy}", "--timeout", "10"])
        with open(copy, encoding="utf-8") as f:
            if f.read() != HALT:
                problems.append("--uart-file: the file is not what the UART sent")
        if read_by_head(build(folder, ZYNQ, HALT)) != (141, b""):
            problems.append("a reader that goes away: no quiet end")
        with open(os.path.join(folder, "noise"), "wb") as f:
            f.write(b"\xff" * 4096)
        done = run(f.name, [])
        if done.returncode != 2 or "--board" not in done.stderr:
            problems.append("an image without a header: no request for --board")
    tree.finish(problems, f"{len(CASES) + 3} ways to end")


if __name__ == "__main__":
    main()
