#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""test_bench.py BUILD: the bench notices what it is there for."""

import contextlib
import io
import sys
import xml.etree.ElementTree

import account
import bench
import bounds
import chart
import listing
import machine
import measure
import phases
import report
import static
import straddle


def quiet(function, *arguments):
    """(result, what it printed)"""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        return function(*arguments), out.getvalue()


def one_instruction_is_noticed(_):
    _, known = bench.load()
    key = next(iter(known))
    code, text = quiet(bench.compare, {**known, key: known[key] + 1}, True)
    assert code == 1 and "+1" in text and "1 figures not as" in text, text
    case = key[1].removesuffix("/min").removesuffix("/max")
    row = next(line for line in text.splitlines() if case in line).split()
    assert row == [key[0], case, str(known[key]), "->", str(known[key]), "to", str(known[key] + 1), "+1"], row
    assert "./check --bench --accept" in text, text


def a_figure_that_is_gone_is_noticed(_):
    _, known = bench.load()
    code, text = quiet(bench.compare, dict(list(known.items())[2:]), True)
    assert code == 1 and "1 figures not as" in text, text


def a_sample_of_each_board_is_compared(_):
    _, known = bench.load()
    for board in machine.BOARDS:
        found = {(name, key): value for (name, key), value in known.items() if name == board and key.startswith("get_time/")}
        assert quiet(bench.compare, found, False)[0] == 0
        gone = dict(list(found.items())[2:])
        code, text = quiet(bench.compare, gone, False)
        assert code == 1 and "1 figures not as" in text, text
        key = next(iter(found))
        code, text = quiet(bench.compare, {**found, key: found[key] + 1}, False)
        assert code == 1 and f"  {board} " in text, text


def a_goal_that_is_missed_is_said(_):
    boards = {name: {"overhead/1/missing": 1, "overhead/1/passed": 1000, "late/ticked/entry/max": 5, "memory/text_alone": 28672,
                     "memory/a_partition/max": 28672,
                     **{key: goal for _, key, goal in (report.HYP_GOALS if name == report.HYP else report.GOALS)}}
              for name in machine.BOARDS}
    assert all(row.reached for row in report.standing(boards))
    key, goal = "null_hypercall/with_its_stub/max", 40
    for measured, word in ((goal, "reached"), (goal + 1, "MISSED")):
        boards[machine.BOARDS[0]][key] = measured
        rows = report.standing(boards)
        text = quiet(bench.print_goals, rows)[1].splitlines()
        assert text[1].split()[-4:] == ["<=", str(goal), str(measured), word], text[1]
        assert text[-1].startswith(f"{sum(row.reached for row in rows)} of {len(rows)} goals are reached"), text[-1]
        assert (rows[0].words in text[-1]) == (word == "MISSED"), text[-1]


def a_chart_says_what_it_shows(board):
    starts = [(name, n, 1200 + n) for n, name in enumerate(measure.HOSTILE)]
    svg = xml.etree.ElementTree.fromstring(report.lateness_chart({"late/ticked/entry/max": 184}, starts))
    words = [element.text for element in svg.iter() if element.tag.endswith("text")]
    names = [name for name in measure.HOSTILE if name != "witness"]
    wanted = [f"How late slots begin behind hostile partitions, {board.name}", *(f"after {name}" for name in names), "goal: 200",
              "instructions from the boundary to the timer entry, processor awake",
              "instructions from the boundary to the first one of the partition", "slots"]
    assert not set(wanted) - set(words), words
    drawn = [element.get("fill") for element in svg.iter() if element.tag.endswith("rect") and float(element.get("x", 500)) < 500]
    assert all(drawn.count(colour) == 2 for colour in chart.COLOURS[:len(names)]), drawn


def what_is_later_than_its_bound_is_noticed(board):
    """SEP-BOUND-006"""
    most = bounds.unasked(board, "phases")[0][0]
    assert not static.later(board, {"phases/get_time/ticks/entry/worst": most, "phases/get_time/ticks/start/worst": most + 1})
    assert static.later(board, {"phases/get_time/ticks/entry/worst": most + 1}) == [
        ("phases/get_time/ticks/entry/worst", most + 1, most)]


def what_may_be_later_is_left_out_only_by_its_name(_):
    numbers = {"late/storm/entry/max": 100, "phases/upcall_return/a/entry/worst": 300, "phases/upcall_return_interrupt_due/a/entry/worst": 344,
               "phases/upcall_returns/a/entry/worst": 150, "phases/get_time/a/entry/worst": 120}
    assert report.worst_late(numbers) == 344
    assert report.worst_late(numbers, ("upcall_return",)) == 150
    assert report.worst_late(numbers, ("get_time", "upcall_return")) == 150


def the_same_is_the_same(_):
    code, text = quiet(bench.compare, bench.load()[1], True)
    assert code == 0, text


def another_compiler_is_said_and_not_compared(_):
    versions = bench.versions
    bench.versions = lambda: ["emulator of another kind"]
    code, text = quiet(bench.compare, {}, True)
    bench.versions = versions
    assert code == 0 and "Nothing is compared" in text, text


def a_figure_above_its_bound_is_noticed(_):
    """SEP-BOUND-006"""
    key = "get_time/ticks/max"
    assert bounds.above({key: 151}, BOUNDS) == [(key, 151, 150)]
    assert not bounds.above({key: 150}, BOUNDS)


def each_way_has_its_own_bound(_):
    """SEP-BOUND-006"""
    def calls(returned, decided):
        cost = max(returned, decided)
        return {"get_time/ticks/max": cost, **bounds.by_way("get_time/ticks", [(returned, False), (decided, True)])}

    assert not bounds.above(calls(150, 155), BOUNDS)
    assert bounds.above(calls(151, 155), BOUNDS) == [("get_time/ticks/returned/max", 151, 150)]
    assert bounds.above(calls(150, 156), BOUNDS) == [("get_time/ticks/decided/max", 156, 155)]
    assert not bounds.by_way("get_time/ticks", [(150, False)])
    measured = bounds.measured({**calls(149, 151), "get_time/other/max": 148}, "get_time")
    assert measured == {bounds.RETURNS: 149, bounds.DECIDES: 151}, measured


def what_is_no_service_has_its_own_bound(_):
    """SEP-BOUND-006"""
    for key, most in (("switch/with_fp/max", 140), ("interrupt_plain/virtual_timer/to_handler/max", 140),
                      ("fault/to_handler", 170), ("late/faults/longest", 180),
                      ("interrupt/device/return/max", 120), ("sampling_read/16_B/max", 130)):
        assert bounds.above({key: most + 1}, BOUNDS) == [(key, most + 1, most)], key
        assert not bounds.above({key: most}, BOUNDS), key


def a_decision_is_seen(board):
    visits = {match[2]: {v.decided for v in section.calls(board.symbols("subject")["bench_trap_bench_calls"])}
              for match, section, _ in measure.subject(board) if match[1] in ("poll_irqs", "reload_watchdog")}
    assert (visits["null hypercall"], visits["served"]) == ({False}, {True}), visits


# Of a made-up plan.
BOUNDS = {"bound/get_time": 150, "bound/get_time_and_decision": 155, "bound/get_time_at_worst": 160,
          "bound/timer": 140, "bound/timer_at_worst": 1000, "bound/fault": 170, "bound/fault_at_worst": 180,
          "bound/upcall_return": 120, "bound/upcall_return_and_decision": 1000,
          "bound/read_sampling_message": 130}


def turn(delay, cost, irq):
    """A call so long after the start of a slot of 2,100 instructions, or behind the next slot."""
    found, boundary = straddle.Turn(), 12100
    end = boundary + straddle.WITNESS_INSNS
    begin = 10000 + delay if delay < 2100 else end + 400 + delay
    after = max(begin + cost, boundary) if delay < 2100 else boundary
    found.delay, found.call = delay, machine.Visit(["V", begin, begin + cost, "0x10", "0x8", "0x10"])
    found.entry = machine.Visit(["V", after, after + 400, "0x10", "0x18" if irq else "0x8", "0x30"])
    found.end = machine.Visit(["V", end, end + 400, "0x30", "0x18", "0x10"])
    return found


def a_call_that_masks_interrupts_is_late_by_its_length(_):
    each = straddle.of_turns([turn(delay, 300, True) for delay in range(0, 2130)])
    assert {s.phase: s.entry for s in each}[0] == 299, each[-1]
    found = straddle.numbers({("a", "b"): each, ("a", "c"): [s._replace(entry=7) for s in each]})
    assert found["phases/a/b/entry/worst"] == max(s.entry for s in each) and "phases/a/c/entry/worst" not in found


def only_what_is_named_may_be_later_than_the_goal(_):
    def found(service, entry):
        return {"get_time": {"entry": (phases.BAR, "ticks", 0)}, service: {"entry": (entry, "a case", 0)}}

    named = "upcall_return"
    phases.LONGER = {named: "a reason"}
    for service, entry, within in (("poll_irqs", phases.BAR, True), ("poll_irqs", phases.BAR + 1, False),
                                   (named + ", interrupt due", phases.BAR + 1, True)):
        passed, text = quiet(phases.print_board, phases.BOUND[0], found(service, entry), 2, 2, 0)
        assert passed == within and str(entry) in text, text


def a_sweep_that_misses_the_boundary_fails(_):
    for delays in (range(0, 2000), range(200, 2130)):
        why = straddle.of_turns([turn(delay, 10, True) for delay in delays])
        assert "not at every phase" in why, why


def a_phase_that_is_left_out_is_noticed(_):
    each = [turn(delay, 10, True) for delay in range(0, 2130)]
    assert not isinstance(straddle.of_turns(each, 10), str)
    why = straddle.of_turns(each[:1500] + each[1501:], 10)
    assert why == "not at the phases [599]", why


def a_hostile_partition_that_always_sleeps_at_the_boundary_is_noticed(board):
    late = [(name, 5, 400) for name in measure.HOSTILE]
    assert measure.after_each(board, late)["late/storm/entry/max"] == 5
    asleep = [(name, None if name == "storm" else n, start) for name, n, start in late]
    for lacking in (late[2:], asleep):
        try:
            measure.after_each(board, lacking)
        except machine.Failure as failure:
            assert "behind those of" in str(failure), failure
        else:
            raise AssertionError("a figure that is missing went unseen")


def the_pieces_of_a_call_are_one_call(_):
    def visit(start, target):
        return machine.Visit(["V", start, start + 10, "0x10", "0x8", target])

    made = measure.made_again([visit(n, target) for n, target in enumerate(("0x10", "0x10", "0x14", "0x14", "0x10", "0x14"))])
    assert [[v.start for v in call] for call in made] == [[0, 1, 2], [3], [4, 5]], made
    found = measure.joined([visit(n, target) for n, target in enumerate(("0x14", "0x0", "0x0", "0x14"))])
    assert [(v.start, v.end) for v in found] == [(0, 10), (1, 13)], found


def methods_that_disagree_fail(board):
    for wrong in (board.tick * 1.00005, board.tick * 0.99995):
        board.tick = wrong
        try:
            measure.services(board)
        except machine.Failure as failure:
            assert "the trace" in str(failure), failure
        else:
            raise AssertionError("a clock that is wrong by a twenty-thousandth went unseen")


def a_function_on_a_path_without_a_reason_is_noticed(board):
    code = listing.Listing(board)
    here = next(at for at, name in code.symbols if name == "core_timer")
    reasons = listing.Reasons("[part]\ncore_irq: it is there\n")
    code.rows(reasons, [here])
    missing, unused = reasons.wrong()
    assert "why core_timer() of core/entry.c is on a path is not said" in missing, missing
    assert unused == "core_irq: on no path", unused


def a_path_that_is_not_its_figure_is_noticed(board):
    paths, of_figures = account.of_figures(board), account.of_figures
    numbers = {key: len(path.addresses) + path.more for key, path in paths.items()}
    account.account(board, numbers)
    key = next(iter(numbers))
    account.of_figures = lambda _: {**paths, key: paths[key]._replace(addresses=paths[key].addresses[1:])}
    try:
        account.account(board, numbers)
    except machine.Failure as failure:
        assert key in str(failure) and f"measured {numbers[key]}" in str(failure), failure
    else:
        raise AssertionError("a path that lacks an instruction went unseen")
    account.of_figures = of_figures


def loops_are_counted_turn_by_turn(_):
    def row(n):
        return listing.Row(listing.NONE, "f", "f.c", f"line {n}", ["nop"] * n, 1)

    rows = [row(1)] + [row(2), row(3)] * 4 + [row(4)]
    found = listing.folded(rows)
    assert listing.cost(found) == listing.cost(rows) == 25 and len(found) == 4 and found[1].times == 4, found


def main():
    board = machine.Board(machine.BOARDS[0], sys.argv[1])
    compared = bench.versions() == bench.load()[0]  # with other tools nothing is
    tests = [another_compiler_is_said_and_not_compared, a_figure_above_its_bound_is_noticed, each_way_has_its_own_bound,
             what_is_no_service_has_its_own_bound, a_decision_is_seen,
             a_call_that_masks_interrupts_is_late_by_its_length, only_what_is_named_may_be_later_than_the_goal, a_sweep_that_misses_the_boundary_fails, a_phase_that_is_left_out_is_noticed,
             a_hostile_partition_that_always_sleeps_at_the_boundary_is_noticed,
             what_is_later_than_its_bound_is_noticed, the_pieces_of_a_call_are_one_call,
             a_function_on_a_path_without_a_reason_is_noticed, a_path_that_is_not_its_figure_is_noticed,
             loops_are_counted_turn_by_turn, what_may_be_later_is_left_out_only_by_its_name, a_chart_says_what_it_shows, a_goal_that_is_missed_is_said, methods_that_disagree_fail]
    if compared:
        tests += [one_instruction_is_noticed, a_figure_that_is_gone_is_noticed, the_same_is_the_same,
                  a_sample_of_each_board_is_compared]
    for test in tests:
        test(board)
        print(f"ok: {test.__name__.replace('_', ' ')}")


if __name__ == "__main__":
    main()
