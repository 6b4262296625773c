#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Tests of cfgc from the outside.

Usage: test_cfgc.py CFGC [--bless]

good/*.xml   must compile; NAME.dump is the table as text, NAME.err the warnings
bad/*.xml    NAME.err is everything cfgc says; one file at least for each check,
             called like it. "options: a b" in a comment gives options --a --b.
bad/*.py     prints a plan that is too long to keep
--bless      write the expected files anew, to be looked at before a commit
"""

import glob
import os
import random
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import zlib

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tools/bound"))

import contents  # noqa: E402
import counts  # noqa: E402
from cost import parse  # noqa: E402

GOOD, BAD = os.path.join(HERE, "good"), os.path.join(HERE, "bad")
BLESS = "--bless" in sys.argv


class Failures:
    """Every expectation that does not hold, so that one run shows all."""

    count = 0

    def expect(self, condition, text):
        if not condition:
            self.count += 1
            print("FAIL: " + text)

    def same(self, got, path, what):
        """Compare text with a file; no file means no text."""
        if BLESS:
            if got or os.path.exists(path):
                write(path, got.encode())
            return
        want = read(path).decode() if os.path.exists(path) else ""
        self.expect(got == want, f"{what}: expected\n{want}--- got\n{got}---")


FAILURES = Failures()


def read(path):
    with open(path, "rb") as f:
        return f.read()


def write(path, data):
    with open(path, "wb") as f:
        f.write(data)


def cfgc(*args, cwd=None):
    """Exit status, standard output and standard error of one run."""
    done = subprocess.run([CFGC, *args], cwd=cwd or WORK, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode()


def expect(condition, text):
    FAILURES.expect(condition, text)


def masked(err):
    """Without the bounds on the hypervisor's work, which change with its code."""
    err = re.sub(r"takes [^ ]+ [num]?s and may take [^ ]+ [num]?s \[", "takes # and may take # [", err)
    err = re.sub(r"of which [^ ]+ [num]?s are sure", "of which # are sure", err)
    err = re.sub(r"(?<=surely fits has )[0-9]+ bytes", "# bytes", err)
    err = re.sub(r"the hypervisor may take [^ ]+ [num]?s ", "the hypervisor may take # ", err)
    return re.sub(r"gives (?!0 )[^ ]+ [num]?s (.*\n.*the hypervisor may take #)", r"gives # \1", err)


def good_plans():
    return sorted(glob.glob(os.path.join(GOOD, "*.xml")))


# --- plans that must compile -----------------------------------------------------


def check_good(plan):
    # SEP-CFGC-001, SEP-CFGC-006 (cfgc itself runs the core's check), SEP-CFGC-007, SEP-DEV-009
    base = os.path.splitext(plan)[0]
    name = os.path.basename(plan)
    table = os.path.join(WORK, "good.bin")
    status, out, err = cfgc("-o", table, name, cwd=GOOD)
    expect(status == 0 and out == "", f"{name}: exit status {status}")
    FAILURES.same(err, base + ".err", name)
    if status != 0:
        return
    status, out, err = cfgc("--dump", table)
    expect(status == 0 and err == "", f"{name}: dump ends with {status}: {err}")
    FAILURES.same(out, base + ".dump", name)
    # SEP-CFGC-004
    again = os.path.join(WORK, "again.bin")
    cfgc("-o", again, os.path.relpath(plan, WORK))
    expect(read(table) == read(again), f"{name}: two runs give different tables")


# --- plans with something wrong ----------------------------------------------------


def options_of(text):
    match = re.search(r"options: ([^.>]*?)\s*(\.|-->)", text)
    return ["--" + word for word in match[1].split()] if match else []


def bad_plan(name):
    """Make bad/name.xml from its script, if it has one; where it is."""
    script = os.path.join(BAD, name + ".py")
    if not os.path.exists(script):
        return BAD
    made = subprocess.run([sys.executable, script], capture_output=True, check=True)
    write(os.path.join(WORK, name + ".xml"), made.stdout)
    return WORK


def check_bad(name):
    # SEP-CFGC-002, SEP-CFGC-003, SEP-CFGC-008, SEP-CFGC-009, SEP-CFGC-010
    # SEP-CFGC-012 (no-effect), SEP-CFGC-014 (pages-dma, io-dma), SEP-CFGC-017 (service-waits)
    folder = bad_plan(name)
    text = read(os.path.join(folder, name + ".xml")).decode()
    table = os.path.join(WORK, "bad.bin")
    write(table, b"stale")
    status, out, err = cfgc(*options_of(text), "-o", table, name + ".xml", cwd=folder)
    wrong = ": error: " in err
    expect(status == (1 if wrong else 0), f"{name}: exit status {status}")
    expect(out == "", f"{name}: prints {out}")
    expect((read(table) == b"stale") == wrong, f"{name}: a table beside an error, or none")
    FAILURES.same(masked(err), os.path.join(BAD, name + ".err"), name)
    lines = [int(m[1]) for m in re.finditer(r"^[^:]+:(\d+)(?::\d+)?: (?:error|warning):", err, re.M)]
    expect(lines == sorted(lines), f"{name}: not sorted by line")
    return set(re.findall(r"\[([a-z-]+)\]$", err, re.M))


def check_all_bad():
    names = {os.path.splitext(os.path.basename(f))[0] for f in glob.glob(BAD + "/*.[xp][my]*")}
    found = {name: check_bad(name) for name in sorted(names)}
    status, listing, _ = cfgc("--list-checks")
    checks = [line.split()[0] for line in listing.splitlines()]
    expect(status == 0 and checks, "--list-checks prints nothing")
    for check in checks:
        expect(check in found, f"check {check} has no plan bad/{check}.xml")
        expect(check in found.get(check, ()), f"bad/{check}.xml does not show {check}")
    expected = {os.path.splitext(os.path.basename(f))[0] for f in glob.glob(BAD + "/*.err")}
    expect(expected == names, f"without a partner: {expected ^ names}")


def check_list_of_refusals():
    """SEP-CFGC-013: what the documentation says is refused, is an error by that name."""
    text = read(os.path.join(ROOT, "doc/configuration.md")).decode()
    section = re.search(r"^## What is refused.*?^## ", text, re.M | re.S)[0]
    errors = {line.split()[0] for line in cfgc("--list-checks")[1].splitlines() if line.split()[1] == "error"}
    for row in re.findall(r"^\| [^|]* \| (`[^|]*) \|", section, re.M):
        names = set(re.findall(r"`([a-z-]+)`", row))
        expect(names and names <= errors, f"no such errors: {names - errors} of {row}")


# --- the schema and the lists ------------------------------------------------------


def values_of(schema, name):
    body = re.search(rf'simpleType name="{name}">(.*?)</xs:simpleType>', schema, re.S)[1]
    return set(re.findall(r'enumeration value="([^"]+)"', body))


def check_schema_lists():
    schema = read(os.path.join(ROOT, "config/XM_CF.xsd")).decode()
    events = read(os.path.join(ROOT, "abi/hm_events.def")).decode()
    actions = read(os.path.join(ROOT, "abi/hm_actions.def")).decode()
    want = {"XM_HM_EV_" + n for n in re.findall(r"^HM_EVENT\(\d+, \w+, (\w+),", events, re.M)}
    expect(values_of(schema, "hmString_t") == want, "events of XM_CF.xsd and hm_events.def differ")
    want = {"XM_HM_AC_" + n for n in re.findall(r"^HM_ACTION\(\d+, (\w+),", actions, re.M)}
    expect(values_of(schema, "hmAction_t") == want | {"XM_HM_AC_SHUTDOWN"},
           "actions of XM_CF.xsd and hm_actions.def differ")


def check_schema_is_used():
    """Everything that the schema allows is in a plan that compiles, but for the values that
    are refused by name; those are in a plan that does not."""
    # SEP-CFGC-001 SEP-CFGC-013
    schema = re.sub(r"<!--.*?-->", "", read(os.path.join(ROOT, "config/XM_CF.xsd")).decode(), flags=re.S)
    plans = {kind: "".join(re.sub(r"<!--.*?-->", "", read(f).decode(), flags=re.S)
                           for f in glob.glob(os.path.join(HERE, kind, "*.xml"))) for kind in ("good", "bad")}
    for name in re.findall(r'xs:element name="(\w+)"', schema):
        expect(re.search(rf"<{name}\b", plans["good"]), f"no good plan has the element {name}")
    for name in re.findall(r'xs:attribute name="(\w+)"', schema):
        expect(re.search(rf'\s{name}="', plans["good"]), f"no good plan has the attribute {name}")
    words = {kind: {w for v in re.findall(r'="([^"]*)"', text) for w in v.split()}
             for kind, text in plans.items()}
    missing = set(re.findall(r'enumeration value="([^"]+)"', schema)) - words["good"]
    expect(missing <= {"XM_HM_AC_SHUTDOWN", "PRIORITY"}, f"no good plan has {missing}")
    expect(missing <= words["bad"], f"no bad plan has {missing - words['bad']}")


# --- options and files --------------------------------------------------------------


def check_usage():
    # SEP-CFGC-003
    hello = os.path.join(GOOD, "hello.xml")
    for args in ([], [hello, hello], ["--nonsense", hello], ["--board", "pdp11", hello], ["-o"],
                 ["--check", "--dump", hello], ["--timing", "--check", hello], ["no-such-file.xml"], ["."],
                 ["-o", "no/such/folder/x.bin", hello]):
        status, out, err = cfgc(*args)
        expect(status == 2 and out == "" and err, f"{args}: exit status {status}")
    status, out, err = cfgc("--help")
    expect(status == 0 and out.startswith("usage: cfgc") and err == "", "--help")
    version = read(os.path.join(ROOT, "VERSION")).decode().strip()
    expect(cfgc("--version") == (0, f"cfgc {version}\n", ""), "--version")
    expect(os.listdir(WORK) == [], f"something was written: {os.listdir(WORK)}")


def check_output():
    hello = os.path.join(GOOD, "hello.xml")
    expect(cfgc("--check", hello) == (0, "", "") and os.listdir(WORK) == [], "--check writes")
    expect(cfgc(hello) == (0, "", ""), "default output")
    expect(os.listdir(WORK) == ["xm_cf.bin"], "default output file")
    mode = stat.S_IMODE(os.stat(os.path.join(WORK, "xm_cf.bin")).st_mode)
    expect(mode & 0o400 and not mode & 0o111, f"mode {mode:o}")
    status, out, _ = cfgc("-o", "/dev/stdout", hello)
    expect(status == 0 and len(out) > 100, "table to standard output")
    status, out, _ = cfgc("--dump", "-o", "text", "xm_cf.bin")
    expect(status == 0 and out == "", "dump to a file")
    expect(read(os.path.join(WORK, "text")) == read(os.path.join(GOOD, "hello.dump")), "its text")


def check_board():
    # The plan is for zynq7000; its areas are no RAM of the other board.
    status, _, err = cfgc("--check", "--board", "vexpress_a9", "hello.xml", cwd=GOOD)
    expect(status == 1 and "[area-ram]" in err, f"--board: {err}")
    expect(cfgc("--check", "--board", "vexpress_a9", "vexpress.xml", cwd=GOOD)[0] == 0, "--board")


def board_of(text):
    named = re.search(r'board="(\w+)"', text)
    return named[1] if named else "zynq7000"


def of_board(board, word):
    """A number of its description."""
    return int(re.search(rf"\.{word} = (\w+)", read(f"{ROOT}/hal/arm/board/{board}/board.c").decode())[1], 0)


def bounds(board):
    """{visit: Cost} by visits.def."""
    lines = re.findall(rf"^(?:VISIT|BOOT)\({board}, (?:([A-Z]+), )?(.*)\)$", read(f"{ROOT}/tools/cfgc/visits.def").decode(), re.M)
    return {name or "BOOT": parse(text.lower()) for name, text in lines}


def duration(board, instructions):
    """In ns; a tick is as many as it has instructions."""
    tick = of_board(board, "insns_per_tick")
    return -(-instructions // tick) * tick


def visits(board, plan, scrub=False):
    """{visit: ns} around the start of a slot."""
    insns = {name: cost.value(plan) for name, cost in bounds(board).items() if name != "BOOT"}
    insns["MOST"] = insns["LATE"] + insns["SCRUB" if scrub else "WORST"]
    return {name: duration(board, number) for name, number in insns.items()}


def nanoseconds(text):
    number, unit = text.split()
    return int(number) * {"ns": 1, "us": 10**3, "ms": 10**6, "s": 10**9}[unit]


def check_timing():
    """SEP-CFGC-015: every slot without what the hypervisor takes, reckoned here once more."""
    time, slots = r"(\d+ [num]?s)", 0
    for plan in good_plans():
        text = read(plan).decode(errors="replace")
        status, out, _ = cfgc("--timing", plan)
        expect(status == 0, f"--timing {plan}: exit status {status}")
        want = visits(board_of(text), counts.of_plan(plan), "scrubPeriod=" in text)
        head = re.match(rf"board \w+: .* takes {time} if .*, {time} at most\n.* displace .* {time} at most$", out, re.M)
        wanted = [want["START"], want["MOST"], want["LATE"]]
        expect([nanoseconds(t) for t in head.groups()] == wanted, f"{plan}: {head[0]}, {want}")
        for m in re.finditer(rf"^  slot .* for {time}: .* has {time}, surely {time}$", out, re.M):
            length, usual, surely = (nanoseconds(t) for t in m.groups())
            expect(usual == max(0, length - want["START"]) and surely == max(0, length - want["MOST"]), m[0])
            slots += 1
    expect(slots > 15, f"{slots} slots only")


def check_short_gaps():
    """SEP-CFGC-015: what begins a slot or a gap that is too short for it holds up the next one; where all
    are, more and more."""
    text = read(os.path.join(BAD, "slot-short.xml")).decode()
    path = os.path.join(WORK, "plan.xml")
    write(path, text.encode())
    ns = visits("zynq7000", counts.of_plan(path))
    short = ns["EDGE"] - 3000
    slots = '<Slot id="0" start="0ms" duration="4ms" partitionId="0"/>'
    first = text.index("<Slot "), text.index("</Plan>")
    for more, most in (((5000000,), 0), ((4000000 + short,), 3000), ((4000000 + short, 4500000 + short), 3000),
                       ((4000000 + short, 5000000 + 2 * short, 6000000 + 2 * short), 3000)):
        plan = slots + "".join(f'<Slot id="{i}" start="{at / 10**6:.6f}ms" duration="{0.5 if i < 3 else 1}ms" partitionId="1"/>'
                               for i, at in enumerate(more, 1))
        write(path, (text[:first[0]] + plan + text[first[1]:]).encode())
        found = re.search(r"(\d+ [num]?s) at most", cfgc("--timing", "plan.xml")[1])
        expect(found and nanoseconds(found[1]) == ns["MOST"] + most, f"{more}: {found and found[0]}, {ns}")
    dense = "".join(f'<Slot id="{i}" start="{i * 10}us" duration="10us" partitionId="{i % 2}"/>' for i in range(4))
    other = f'</Plan><Plan id="1" name="other" majorFrame="20ms">{text[first[0]:first[1]]}'
    write(path, (text[:first[0]] + dense + other + text[first[1]:]).replace('Frame="20ms"', 'Frame="40us"', 1).encode())
    found = re.search(r"(\d+ [num]?s) at most", cfgc("--timing", "plan.xml")[1])
    expect(found and nanoseconds(found[1]) == ns["MOST"] + 40000, f"dense: {found and found[0]}")


def rounded(size):
    return -(-size // 64) * 64


def boot_counts(table, step):
    """What the bound of the boot is over: by the table, and by what packer will put beside it, the binaries'
    bytes aside.  step: what an entry of the first level maps."""
    of, memory = contents.of_table(table, step), table.sections["MACHINE"][0]["hyp_size"]
    files = of["part_records"] + of["file_records"]
    return {**of, "files": files, "image_runs": (64 << 20) // step + 2, "memory": memory, "memory_runs": memory // step + 2,
            "staged": rounded(len(table.data)) + rounded(16 + 132 * files) + 128, "waits": contents.LINE_TURNS}


def check_boot_of(plan, board):
    table = os.path.join(WORK, "table.bin")
    status, _, err = cfgc("-o", table, plan)
    expect(status == 0, f"{plan}: {err}")
    of = boot_counts(contents.Table(read(table)), of_board(board, "block"))
    least, more = (bounds(board)["BOOT"].value({**of, "images": size}) for size in (0, 1024))
    found = re.search(r"^with UARTs that wait for nothing the boot takes (\d+ [num]?s) at most, and (\d+ [num]?s) more for each KB of the partitions' binaries$",
                      cfgc("--timing", plan)[1], re.M)
    want = [duration(board, least), duration(board, more - least)]
    expect(found and [nanoseconds(t) for t in found.groups()] == want, f"{plan}: {found and found[0]}, not {want} ns")


def odd_plan(board, first):
    """For RAM from there on: areas that are blocks of each mode, parts of them, both, or lie crosswise, and a
    partition with more of the log than the hypervisor has."""
    text = read(os.path.join(BAD, "hypervisor-align-hyp.xml")).decode()
    areas = "".join(f'<Area start="0x{first + start:x}" size="{size}KB" mappedAt="0x{mapped:x}"/>' for start, size, mapped in
                    ((0x2000000, 4096, 0x2000000), (0x2500000, 3072, 0x2500000), (0x2910000, 5120, 0x2910000),
                     (0x3000000, 6148, 0x3080000)))
    return (text.replace('"qemu_virt"', f'"{board}"').replace('start="0x70100000" ', "")
            .replace('name="reader"', 'name="reader" hmQuota="8192"')
            .replace("0x40000000", f"0x{first:x}").replace("1023MB", "512MB")
            .replace("0x50000000", f"0x{first + 0x1000000:x}").replace("0x54000000", f"0x{first + 0x5000000:x}")
            .replace("</Phys", areas + "</Phys", 1))


def long_plans(text, plans, slots):
    """With a plan of so many slots, and more plans."""
    first, last = text.index("<Slot "), text.index("</Plan>")
    many = "".join(f'<Slot id="{i}" start="{i}ms" duration="1ms" partitionId="0"/>' for i in range(slots))
    rest = "".join(f'<Plan id="{i}" majorFrame="20ms"><Slot id="0" start="0s" duration="20ms" partitionId="1"/></Plan>'
                   for i in range(1, plans))
    return text[:first].replace('"20ms"', f'"{slots}ms"') + many + "</Plan>" + rest + text[last + len("</Plan>"):]


def check_boot():
    """SEP-CFGC-018: what the boot takes, reckoned here once more; in plans of more than 2^32 instructions, too."""
    examples = glob.glob(os.path.join(ROOT, "examples/*/plan*.xml"))
    expect(len(examples) > 20, f"{len(examples)} examples only")
    for plan in good_plans() + examples:
        check_boot_of(plan, board_of(read(plan).decode(errors="replace")))
    for board, first in (("zynq7000", 0x10000000), ("vexpress_a9", 0x60000000), ("qemu_virt", 0x40000000),
                         ("vexpress_a15", 0x80000000)):
        write(os.path.join(WORK, "plan.xml"), odd_plan(board, first).encode())
        check_boot_of("plan.xml", board)
    write(os.path.join(WORK, "plan.xml"), long_plans(odd_plan("qemu_virt", 0x40000000), 2000, 10000).encode())
    check_boot_of("plan.xml", "qemu_virt")


def check_strict_timing():
    """SEP-CFGC-016: a duration is met by what the hypervisor surely leaves, to the nanosecond."""
    text = read(os.path.join(BAD, "temporal-requirements-net.xml")).decode()
    write(os.path.join(WORK, "plan.xml"), text.encode())
    left = 10**7 - visits("zynq7000", counts.of_plan(os.path.join(WORK, "plan.xml")))["MOST"]
    for duration, status in ((left, 0), (left + 1, 1)):
        exact = text.replace('period="20ms" duration="10ms"', f'period="20ms" duration="{duration / 10**6:.6f}ms"')
        write(os.path.join(WORK, "plan.xml"), exact.encode())
        expect(cfgc("--check", "--strict-timing", "plan.xml")[0] == status, f"{duration} ns of {left}")
        expect(cfgc("--check", "plan.xml") == (0, "", ""), "not strict")
        found = re.search(r"partition 1 .*, (met|not met)$", cfgc("--timing", "plan.xml")[1], re.M)
        expect(found and found[1] == ("not met" if status else "met"), f"--timing of {duration} ns")


    absent = os.path.join(BAD, "temporal-requirements-absent.xml")
    expect(cfgc("--check", absent)[0] == 0, "a partition without a slot is an error")
    lines = [m[1] for m in re.finditer(r"^  partition . (.*)$", cfgc("--timing", absent)[1], re.M)]
    expect([line.split(": ")[1] for line in lines if '"writer"' in line][1] == "no slot in this plan" and
           [line.split(": ")[1] for line in lines if '"reader"' in line][0] == "no slot in this plan", f"{lines}")


def check_examples():
    """SEP-CFGC-016: what the examples ask for, they surely get."""
    for plan in glob.glob(os.path.join(ROOT, "examples/*/plan*.xml")):
        status, _, err = cfgc("--check", "--strict-timing", plan)
        expect(status == 0, f"{plan}: {err}")


def check_longest_message():
    """SEP-CFGC-010, SEP-CFGC-017: the message that is advised fits what surely is left, reckoned here once
    more, and the hypervisor's own rule, to a word; and nothing is said of it any more."""
    path = os.path.join(WORK, "plan.xml")
    text = read(os.path.join(BAD, "service-waits.xml")).decode()
    rules = read(os.path.join(ROOT, "abi/bounds.def")).decode()
    write(path, text.encode())
    plan = counts.of_plan(path)
    for end, dests, rule in (("Source", 1, "WRITE"), ("Destination", 0, "COPY")):
        slot = {"Source": 150000, "Destination": 120000}[end]
        left = slot - visits("zynq7000", plan)["MOST"] - 3000  # the way to the check
        base, per = re.search(rf"BOUND\({rule}, (.*) \+ (\d) \* WORDS.*, ", rules).groups()
        insns = parse(base.lower()).value(plan) + 70 * dests
        most = max(w for w in range(50000) if -(-(insns + int(per) * w) // 10) * 10 < left) * 4
        err = cfgc("--check", "plan.xml")[2] if end == "Source" else ""
        expect(end != "Source" or f"surely fits has {most} bytes" in err, f"{end}: {most} bytes\n{err}")
        for length in (most, most + 4):
            write(path, text.replace("500000B", f"{length}B").encode())
            said = [m for m in cfgc("--check", "plan.xml")[2].splitlines() if "a message of" in m]
            line = text[:text.index('name="out"' if end == "Source" else 'name="in"')].count("\n") + 1
            said = [m for m in said if f":{line}:" in m]
            expect(bool(said) == (length > most), f"{end}, {length} of {most}: {said}")


def check_large_plan():
    """SEP-CFGC-017: with more areas than bounds are for, every service may take longer."""
    text = read(os.path.join(BAD, "service-too-long.xml")).decode()
    last = text.rindex("<Area ")
    more = "".join(f'<Area start="0x{0x18100000 + i * 0x1000:x}" size="4KB"/>' for i in range(19))
    least = 16500 + 500 + 12 * 110
    for areas, slot, status in (("", 17, "too-long"), ("", 17.01, "waits"), (more, least / 1000, "too-long"),
                                (more, least / 1000 + 0.01, "waits")):
        plan = (text[:last] + text[last:].replace("</Phys", areas + "</Phys", 1)).replace('"17us"', f'"{slot}us"')
        write(os.path.join(WORK, "plan.xml"), plan.encode())
        said = [m for m in cfgc("--check", "plan.xml")[2].splitlines() if "write_console" in m]
        expect(len(said) == 1 and f"[service-{status}]" in said[0], f"{len(areas)}, {slot}: {said}")


def check_partition_ld():
    # SEP-CFGC-011
    status, out, err = cfgc("--partition-ld", "Partition3", "shared-ocm.xml", cwd=GOOD)
    want = ("/* Made by cfgc: the first area of partition 2, Partition3. */\n"
            "__septum_base = 0x00400000;\n__septum_size = 0x10000;\n"
            "MEMORY { AREA (rwx) : ORIGIN = 0x00400000, LENGTH = 0x10000 }\n")
    expect((status, out, err) == (0, want, ""), f"--partition-ld: {status} {out} {err}")
    status, out, err = cfgc("--partition-ld", "nobody", "hello.xml", cwd=GOOD)
    expect(status == 1 and out == "" and 'error: there is no partition "nobody"' in err,
           "--partition-ld of nobody")
    status, out, err = cfgc("--partition-ld", "reader", "area-empty.xml", cwd=BAD)
    expect(status == 1 and out == "" and "[area-empty]" in err, "--partition-ld of a bad plan")


def check_hostile_xml():
    # SEP-CFGC-009
    text = read(os.path.join(GOOD, "hello.xml"))
    deep = b"<a>" * 100000
    plans = {
        "nothing": b"",
        "nul": text.replace(b"hello", b"he\0lo"),
        "utf16": text.decode().encode("utf-16"),
        "deep": deep,
        "binary": bytes(range(256)) * 16,
        "include": text.replace(b"<Devices/>", b'<Devices/><xi:include xmlns:xi='
                                b'"http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
        "entity": text.replace(b'name="hello">', b'name="&password;">'),
        "huge": text + b" " * (4 << 20),
    }
    for name, plan in plans.items():
        write(os.path.join(WORK, name), plan)
        status, out, err = cfgc("--check", name)
        expect(status == (2 if name == "huge" else 1), f"{name}: exit status {status}: {err}")
        expect(out == "" and "root:" not in err, f"{name}: {out}{err}")
        expect(name != "huge" or f"larger than {4 << 20} bytes" in err, err)


def check_encodings():
    text = read(os.path.join(GOOD, "hello.xml")).replace(b"The least", "El m\u00ednimo".encode("latin-1"))
    latin = text.replace(b'version="1.0"?>', b'version="1.0" encoding="ISO-8859-1"?>', 1)
    write(os.path.join(WORK, "latin.xml"), latin)
    expect(cfgc("--check", "latin.xml") == (0, "", ""), "a plan in ISO-8859-1")
    write(os.path.join(WORK, "bom.xml"), b"\xef\xbb\xbf" + read(os.path.join(GOOD, "hello.xml")))
    expect(cfgc("--check", "bom.xml") == (0, "", ""), "a plan with a byte order mark")
    crlf = read(os.path.join(BAD, "area-empty.xml")).replace(b"\n", b"\r\n")
    write(os.path.join(WORK, "area-empty.xml"), crlf)
    _, _, err = cfgc("--check", "area-empty.xml")
    expect(err.encode() == read(os.path.join(BAD, "area-empty.err")), "line ends of two characters")


def renew_crc(table):
    table[16:20] = bytes(4)
    table[16:20] = zlib.crc32(table).to_bytes(4, "little")


def check_hostile_tables():
    path = os.path.join(WORK, "table.bin")
    cfgc("-o", path, os.path.join(GOOD, "two-cpus.xml"))
    table = read(path)
    rng = random.Random(2)
    for length in [0, 1, 31, 32, 63, len(table) - 4, len(table) - 1]:
        write(path, table[:length])
        status, out, err = cfgc("--dump", path)
        expect(status == 1 and out == "" and ": error: header" in err, f"cut at {length}: {err}")
    for _ in range(100):
        changed = bytearray(table)
        at = rng.randrange(0, len(table), 4)
        value = rng.choice([0, 1, 0xFF, 0xFFFFFFFF, 0x7FFFFFFF, rng.getrandbits(32)])
        changed[at:at + 4] = value.to_bytes(4, "little")
        renew_crc(changed)
        write(path, changed)
        status, out, err = cfgc("--dump", path)
        expect(status in (0, 1) and (status == 1) == (": error: " in err),
               f"word {at // 4} = {value:#x}: {status} {err}")


# --- all ------------------------------------------------------------------------------


def fresh(test, *args):
    """Run a test in an empty folder."""
    global WORK
    WORK = tempfile.mkdtemp()
    try:
        test(*args)
    finally:
        shutil.rmtree(WORK)


def main():
    for plan in good_plans():
        fresh(check_good, plan)
    for test in (check_all_bad, check_list_of_refusals, check_schema_lists, check_schema_is_used, check_usage,
                 check_output, check_board, check_partition_ld, check_timing, check_boot, check_strict_timing, check_short_gaps,
                 check_examples, check_longest_message, check_large_plan, check_hostile_xml, check_encodings,
                 check_hostile_tables):
        fresh(test)
    print(f"{len(good_plans())} good plans, {FAILURES.count} failures")
    return 1 if FAILURES.count else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    CFGC = os.path.realpath(sys.argv[1])
    WORK = None
    sys.exit(main())
