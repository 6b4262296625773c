# SPDX-License-Identifier: BSD-2-Clause
"""doc/paths.md: every instruction of the paths that have a goal, and why it is there."""

import collections
import re
import re
import tempfile

import listing
import measure
from machine import Failure, read, run, word
from report import GOALS, table

PAGE = "doc/paths.md"

# A path: the addresses of the hypervisor in order, and instructions of the partition that count too.
Path = collections.namedtuple("Path", "addresses more")
# base: of a path that differs from that one in some parts only, nothing else is listed.
Figure = collections.namedtuple("Figure", "key base")

FIGURES = (
    Figure("null_hypercall/with_its_stub/max", None),
    Figure("get_time/hardware_clock/max", None),
    Figure("switch/without_fp/max", None),
    Figure("switch/with_fp/max", "switch/without_fp/max"),
    Figure("sampling_write/16_B/max", None),
    Figure("sampling_write/1024_B/max", "sampling_write/16_B/max"),
    Figure("sampling_write/4096_B/max", "sampling_write/16_B/max"),
    Figure("sampling_read/16_B/max", None),
    Figure("sampling_read/1024_B/max", "sampling_read/16_B/max"),
    Figure("sampling_read/4096_B/max", "sampling_read/16_B/max"),
    Figure("queuing_send/16_B/max", None),
    Figure("queuing_receive/16_B/max", None),
    Figure("interrupt_plain/virtual_timer/to_handler/max", None),
)


# --- running once more, for the instructions of some visits ------------------------------------


def retold(board, visits, again):
    """{count at its beginning: addresses} of visits, by again(options) -> Trace, the same run."""
    trace = again("".join(f",path={v.start}" for v in visits))
    return {v.start: [board.linked(at) for at in v.path] for v in trace.visits if v.path}


def told(board, worst, again):
    """{name: Path} of {name: (visit, more)}"""
    paths = retold(board, [visit for visit, _ in worst.values()], again)
    found = {name: Path(paths.get(visit.start, ()), more) for name, (visit, more) in worst.items()}
    for name, (visit, _) in worst.items():
        if len(found[name].addresses) != visit.cost():
            raise Failure(f"{board.name}: {name}: {len(found[name].addresses)} instructions told of {visit.cost()}")
    return found


def worst_of(visits, more=0):
    return max(visits, key=lambda v: v.cost()), more


def of_cases(board, wanted, image=None, program="subject", prefix=""):
    """{"service/case": Path} of those for which wanted(name)."""
    symbols, worst = board.symbols(program), {}
    for match, section, _ in measure.subject(board, image=image, program=program):
        name = f"{prefix or word(match[1])}/{word(match[2])}"
        calls, more = measure.measured(board, match, section, symbols)
        if calls and wanted(name):
            worst[name] = worst_of([v for call in calls for v in call], more)
    image = image or board.image("bench-services")
    return told(board, worst, lambda options: run(board, image, symbols, options)[1]) if worst else {}


def of_switch(board, folder, name, fp):
    def again(options):
        return measure.count(board, folder, [measure.SWITCH_NS] * 3, (0, 1, 2), fp, "short", options)[2]

    visits = measure.switches_of(board, again("").sections[-1], measure.ALL)
    return told(board, {name: worst_of(visits)}, again)


def of_words(board, words):
    """{name: Path} of what matches that regular expression."""
    wanted = re.compile(words).search
    found = of_cases(board, wanted)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name, fp in (("switch/without_fp", False), ("switch/with_fp", True)):
            found.update(of_switch(board, folder, name, fp) if wanted(name) else {})
        if wanted("interrupt_plain/virtual_timer"):
            found.update(of_cases(board, "interrupt_plain/virtual_timer".__eq__, measure.plain_image(board, folder),
                                  "interrupted", "interrupt_plain"))
    return found


def of_figures(board):
    """{key of the figure: Path}"""
    found = of_words(board, "^(" + "|".join(figure.key.removesuffix("/max").removesuffix("/to_handler") for figure in FIGURES) + ")$")
    return {next(figure.key for figure in FIGURES if figure.key.startswith(name)): path for name, path in found.items()}


# --- the page -----------------------------------------------------------------------------------

HEAD = """<!-- SPDX-License-Identifier: BSD-2-Clause -->
# Where the instructions go

This page is written by `./check --bench --accept`, like [timing.md](timing.md), whose figures it takes apart: of each path that has a goal the dearest visit that was
measured on zynq7000, every instruction in the order of execution. A row is a run of instructions of one line of the source, or of assembler; functions that are inlined have
their own name. `n` counts instructions; *n x* is a turn of a loop. A sum that is not the figure, and a function of which nobody has said why it is there, fail the bench.

Why each part cannot go is said once, below, in the order of the parts; the list is `test/bench/reasons.txt`.
`test/bench/paths.py --path build/release zynq7000 <case>` shows the path of any other case, on any board.
"""


def cell(text):
    return "`" + text.replace("|", "\\|") + "`" if text else ""


GOAL = {key: (words, goal) for words, key, goal in GOALS}


def overview(reasons, paths, rows):
    """A row for each figure: what of it is in which part."""
    parts = {key: collections.Counter({"partition": paths[key].more, **dict(listing.by_part(reasons, rows[key]))}) for key in rows}
    names = ["partition", *reasons.parts]
    return ["## Parts", "", *table(["figure", "goal", "measured", *names], [
        (*GOAL[key], sum(parts[key].values()), *(parts[key][name] or "" for name in names)) for key in rows])]


def whys(reasons):
    rows = [(e.part, ", ".join(cell(name) for name in e.names if name != "*") or "all", cell(e.words or ""), e.sentence)
            for part in reasons.parts for e in reasons.entries if e.part == part]
    return ["## Why", "", "With an expression: for those lines of the source that have it.", "",
            *table(("part", "function", "lines", "why it cannot go"), rows)]


def listed(rows):
    return table(("n", "part", "function", "source", "instructions"),
                 [(f"{row.times} x {len(row.instructions)}" if row.times > 1 else len(row.instructions),
                   row.reason.part, cell(row.function), f"{row.file.rsplit('/')[-1]}: {cell(row.source())}",
                   cell("; ".join(row.instructions))) for row in rows])


# Of the partition's instructions; 0: an interrupt.
OF_PARTITION = {0: "From the vector of the interrupt to the first instruction of the partition.",
                1: "And one of the partition: the `svc`.",
                1 + measure.STUB: "And four of the partition: `mov`, `svc`, and `bl` and `bx` around them."}


def of_figure(figure, path, rows, base):
    """Of a figure with a base only the parts that are not as there."""
    words, goal = GOAL[figure.key]
    lines = [f"## {words}: {len(path.addresses) + path.more}", "", f"Goal: {goal}. {OF_PARTITION[path.more]}"]
    if base is not None:
        lines[-1] += f" Only the parts that are not as in *{GOAL[figure.base][0]}*:"
        rows = [row for row in rows if in_part(rows, row.reason.part) != in_part(base, row.reason.part)]
    return lines + ["", *listed(rows)]


def in_part(rows, part):
    return [row for row in rows if row.reason.part == part]


def account(board, numbers):
    """(Reasons, {key: Path}, {key: rows}) whose sums are the figures."""
    reasons, code = listing.Reasons(read(listing.REASONS)), listing.Listing(board)
    paths = of_figures(board)
    rows = {figure.key: code.rows(reasons, paths[figure.key].addresses) for figure in FIGURES}
    for key, found in rows.items():
        if listing.cost(found) + paths[key].more != numbers[key]:
            raise Failure(f"{PAGE}: {key}: {listing.cost(found) + paths[key].more} instructions, measured {numbers[key]}")
    if reasons.wrong():
        raise Failure("\n  ".join([listing.REASONS + ":", *reasons.wrong()]))
    return reasons, paths, rows


def page(board, numbers):
    """{file name: text}"""
    reasons, paths, rows = account(board, numbers)
    lines = [HEAD, *overview(reasons, paths, rows), *whys(reasons)]
    for figure in FIGURES:
        lines += of_figure(figure, paths[figure.key], rows[figure.key], rows.get(figure.base))
    return {PAGE: "\n".join(lines).rstrip() + "\n"}
