#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""test_bound.py: the bound tool on programs whose longest path is known, and on those it
has to refuse."""

import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tools/bound"))

import bound as tool  # noqa: E402
from cost import Cost, parse  # noqa: E402
from image import Image, Unknown  # noqa: E402
from longest import Longest  # noqa: E402
import boot  # noqa: E402
import contents  # noqa: E402
import late  # noqa: E402
import visits  # noqa: E402

HEAD = '#include "asm.h"\n.syntax unified\n.thumb\n.text\n'


def build(text, language="assembler-with-cpp"):
    with tempfile.TemporaryDirectory(prefix="bound-") as folder:
        elf = os.path.join(folder, "x.elf")
        subprocess.run(["arm-none-eabi-gcc", "-mcpu=cortex-a9", "-mthumb", "-Os", "-ffreestanding", "-nostdlib",
                        "-I", os.path.join(ROOT, "hal/arm/include"), "-I", os.path.join(ROOT, "abi"),
                        "-Wl,-e,f,-Ttext=0x8000", "-x", language, "-", "-o", elf],
                       input=text, text=True, check=True)
        return Image(elf)


def assembled(text):
    return build(HEAD + text)


def function(name, body):
    return f"FUNC({name})\n{body}\nEND({name})\n"


def bound(text, name="f", **more):
    image = assembled(text)
    return str(Longest(image, **more).function(image.symbols[name]).settled())


def refused(text, words, name="f"):
    try:
        result = bound(text, name)
    except Unknown as problem:
        assert words in str(problem), problem
    else:
        raise AssertionError(f"{result} instead of: {words}")


# --- SEP-BOUND-001 SEP-BOUND-002: paths ----------------------------------------------------------


def a_line_is_as_long_as_it_is():
    assert bound(function("f", "nop\nnop\nmovs r0, #1\nbx lr")) == "4"


def of_two_ways_the_longer_one_counts():
    body = "cmp r0, #0\nbeq 1f\nnop\nnop\nnop\nbx lr\n1: nop\nbx lr"
    assert bound(function("f", body)) == "6"


def everything_under_it_counts():
    assert bound(function("f", "cmp r0, #0\nitte eq\nmoveq r0, #1\nmoveq r1, #1\nmovne r1, #2\nbx lr")) == "6"


def a_return_may_be_conditional():
    assert bound(function("f", "push {r4, lr}\ncmp r0, #0\nit eq\npopeq {r4, pc}\nnop\npop {r4, pc}")) == "6"


def calls_are_added_and_arm_code_read():
    arm = ".arm\nFUNC(g)\nmov r0, #1\ncmp r0, #2\nbxne lr\nbx lr\nEND(g)\n.thumb\n"
    assert bound(function("f", "push {r4, lr}\nblx g\npop {r4, pc}") + arm) == "7"


def a_tail_call_is_a_call():
    assert bound(function("f", "nop\nb.w g") + function("g", "nop\nbx lr")) == "4"


def a_jump_through_a_literal_is_one():
    assert bound(function("f", "ldr r1, =g\nbx r1") + function("g", "nop\nbx lr")) == "4"


def ways_that_do_not_return_are_none():
    text = function("f", "push {r4, lr}\ncmp r0, #0\nbeq 1f\npop {r4, pc}\n1: nop\nnop\nnop\nbl stop") + \
        function("stop", "1: wfi\nb 1b")
    assert bound(text) == "4"


SWITCH = """
	NOTE("switch", "service", __LINE__)
	cmp	r0, #2
	bhi	9f
	tbb	[pc, r0]
0:	.byte	(1f - 0b) / 2, (2f - 0b) / 2, (3f - 0b) / 2
	.balign 2
1:	nop
	bx	lr
2:	nop
	nop
	bx	lr
3:	nop
	nop
	nop
9:	bx	lr
"""


def a_table_has_the_longest_of_its_cases():
    assert bound(function("f", SWITCH)) == "7"


def a_table_can_be_cut_to_one_case():
    assert [bound(function("f", SWITCH), choice=n) for n in range(3)] == ["5", "6", "7"]


def every_marked_table_is_cut_to_its_case():
    text = function("f", SWITCH.replace("1:	nop", "1:	b.w g")) + function("g", SWITCH)
    assert [bound(text, choice=n) for n in range(2)] == ["9", "6"]


def a_function_can_be_left_out():
    text = function("f", "push {r4, lr}\ncmp r0, #0\nbeq 1f\nbl g\n1: pop {r4, pc}") + function("g", "nop\nbx lr")
    assert bound(text) == "7" and bound(text, without=["g"]) == "4"


def a_way_can_be_left_out():
    text = function("f", 'cmp r0, #0\nbeq 1f\nWAY_OF(rare)\nnop\nnop\n1: bx lr')
    assert bound(text) == "5" and bound(text, without=["rare"]) == "3"


# --- SEP-BOUND-003: loops ------------------------------------------------------------------------


def a_loop_counts_as_often_as_it_says():
    # movs, five times (subs, bne), bx
    assert bound(function("f", "movs r0, #5\n1: LOOP_BOUND_OF(5)\nsubs r0, #1\nbne 1b\nbx lr")) == "12"


def a_loop_that_looks_first_looks_once_more():
    # b, six times (subs, bcs), five times nop, bx
    assert bound(function("f", "b 2f\n1: LOOP_BOUND_OF(5)\nnop\n2: subs r0, #1\nbcs 1b\nbx lr")) == "19"


NESTED = """
	movs	r0, #0
1:	LOOP_BOUND_OF(4)
	movs	r1, #0
2:	LOOP_BOUND_OF(3)
	adds	r1, #1
	cmp	r1, #3
	bne	2b
	adds	r0, #1
	cmp	r0, #4
	bne	1b
	bx	lr
"""


def nested_loops_multiply():
    # movs, 4 x (movs, 3 x 3, 3), bx
    assert bound(function("f", NESTED)) == str(1 + 4 * (1 + 9 + 3) + 1)


def loops_with_one_head_are_told_apart():
    body = "1: LOOP_BOUND_OF(3)\nsubs r1, #1\nbne 1b\nLOOP_BOUND_OF(4)\nsubs r0, #1\nbne 1b\nbx lr"
    # The inner one is come to anew in each round of the outer one.
    assert bound(function("f", body)) == str(4 * (3 * 2 + 2) + 1)


def counts_make_a_formula():
    body = NESTED.replace("OF(4)", "OF(ports + 1)").replace("OF(3)", "OF(areas)")
    image = assembled(function("f", body))
    cost = Longest(image).function(image.symbols["f"])
    for ports, areas in ((0, 1), (3, 3), (9, 2)):
        exact = 1 + (ports + 1) * (1 + 3 * areas + 3) + 1
        assert exact <= cost.value({"ports": ports, "areas": areas}) <= exact + 3, cost


def what_is_rare_in_a_loop_counts_as_often_as_it_says():
    body = "1: LOOP_BOUND_OF(10)\ncmp r0, r1\nbne 2f\nNOTE(\"most\", \"2\", __LINE__)\nnop\nnop\nnop\n" \
           "2: subs r0, #1\nbne 1b\nbx lr"
    assert bound(function("f", body)) == str(10 * 4 + 2 * 3 + 1)


COPY = function("copy", "ARGUMENT(length, r2)\n1: LOOP_BOUND_OF(length / 4)\nsubs r2, #4\nbhi 1b\nbx lr")


def an_argument_is_seen_or_told():
    call = "push {r4, lr}\n%s\nbl copy\npop {r4, pc}"
    assert bound(function("f", call % "movs r2, #40") + COPY) == str(3 + 1 + 20 + 1)
    assert bound(function("f", call % "CALL_WITH(length, 80)\nmov r2, r3") + COPY) == str(3 + 1 + 40 + 1)
    assert "length" in bound(function("f", call % "mov r2, r3") + COPY)
    # A flag decides whether the register is written.
    assert "length" in bound(function("f", call % "it eq\nmoveq r2, #40") + COPY)


def what_is_told_on_one_way_only_is_not_believed():
    text = "push {r4, lr}\ncmp r0, #0\nbeq 1f\nCALL_WITH(length, 8)\nnop\n1: mov r2, r3\nbl copy\npop {r4, pc}"
    assert "length" in bound(function("f", text) + COPY)


# --- SEP-BOUND-004: what is refused ---------------------------------------------------------------


def a_loop_without_a_bound_is_refused():
    refused(function("f", "1: subs r0, #1\nbne 1b\nbx lr"), "a loop without a bound")


def a_way_round_the_bound_is_refused():
    refused(function("f", "1: subs r0, #1\nbeq 1b\nLOOP_BOUND_OF(3)\nsubs r0, #1\nbne 1b\nbx lr"), "misses")


def two_bounds_for_one_loop_are_refused():
    refused(function("f", "1: LOOP_BOUND_OF(3)\nsubs r0, #1\nLOOP_BOUND_OF(4)\nnop\nbne 1b\nbx lr"), "bounds of")


def a_bound_without_a_loop_is_noticed():
    image = assembled(function("f", "1: LOOP_BOUND_OF(3)\nsubs r0, #1\nbne 1b\nLOOP_BOUND_OF(4)\nnop\nbx lr"))
    longest = Longest(image)
    longest.function(image.symbols["f"])
    assert len(longest.idle()) == 1 and longest.idle()[0].startswith("<stdin>:"), longest.idle()


def recursion_is_refused():
    refused(function("f", "push {r4, lr}\nbl g\npop {r4, pc}") +
            function("g", "push {r4, lr}\ncmp r0, #0\nbeq 1f\nbl f\n1: pop {r4, pc}"), "recursion")


def calls_through_registers_are_refused():
    refused(function("f", "push {r4, lr}\nblx r3\npop {r4, pc}"), "blx r3")
    refused(function("f", "bx r3"), "through a register")
    refused(function("f", "mov pc, r3"), "not understood")
    refused(function("f", "ldr pc, [r3]"), "not understood")
    refused(function("f", "ldr r3, =f\nadds r3, #1\nbx r3"), "through a register")


def a_table_without_a_limit_is_refused():
    refused(function("f", SWITCH.replace("bhi	9f", "nop")), "no bound of the table")


def a_loop_with_two_ways_in_is_refused():
    refused(function("f", "cmp r0, #0\nbeq 2f\n1: LOOP_BOUND_OF(3)\nnop\n2: subs r0, #1\nbne 1b\nbx lr"),
            "more than one way in")


def data_is_no_code():
    refused(function("f", "nop\n.short 0xde00"), "no instruction")


# The records of each rule are looked at; then each partition is loaded.
BOOTED = f"""push {{r4, lr}}
1: LOOP_BOUND_OF({len(boot.rules())})
nop
2: LOOP_BOUND_OF(records)
bl check_record
subs r0, #1
bne 2b
subs r1, #1
bne 1b
3: LOOP_BOUND_OF(parts)
bl sys_load
subs r0, #1
bne 3b
pop {{r4, pc}}"""
SIZES = "".join(f".globl core_{name}\n.set core_{name}, f + {at}\n"
                for name, at in (("base", 0), ("image_end", 64), ("stack_top", 96), ("ram_end", 128)))


def hypervisor(body, more=""):
    """A hypervisor whose interrupts do that, and that has more."""
    more += SIZES
    marks = "VISIT(late_abort)\nnop\nVISIT(wakeup)\nbx lr"
    return assembled(function("f", body) + more + function("enter_irq", "push {r4, lr}\nbl f\npop {r4, pc}") +
                     "".join(function(name, "bx lr") for name in ("enter_trap", "run_next", "check_record", "sys_load", "hal_exit", "data_in_hypervisor")) +
                     ("" if "(boot)" in more else function("boot", BOOTED)) +
                     function("waits", marks))


def a_build_is_checked_for_loops_and_recursion():
    loop = "1: %s\nsubs r0, #1\nbne 1b\nbx lr"
    caller = function("caller", "push {r4, lr}\nbl %s\npop {r4, pc}")
    assert tool.check(hypervisor(loop % "LOOP_BOUND_OF(3)", caller % "f")) == 12
    for image, words in ((hypervisor(loop % ""), "(f): a loop without a bound"),
                         (hypervisor(loop % "LOOP_BOUND_OF(stars)"), "counts that nobody knows: stars"),
                         (hypervisor("LOOP_BOUND_OF(3)\nbx lr"), "bounds without a loop"),
                         (hypervisor("blx r3"), "blx r3"),
                         (hypervisor("bx lr", caller % "caller"), "recursion: 0000"),
                         (hypervisor("bx lr", function("a", "b.w b") + function("b", "bl a\nbx lr")), "(b) > ")):
        try:
            tool.check(image)
        except Unknown as problem:
            assert words in str(problem), problem
        else:
            raise AssertionError(words)


# --- SEP-BOUND-010: the boot -------------------------------------------------------------------------


def a_jump_to_a_constant_or_by_an_exception_return_is_followed():
    assert bound(function("f", "nop\nldr pc, =g") + function("g", "nop\nnop\nbx lr")) == "5"
    aimed = "adr.w lr, 1f\nnop\nsubs pc, lr, #0\nnop\n1: nop\nbx lr"
    assert bound(function("f", aimed)) == "5"


def at_the_boot_is_done_at_once_what_later_is_done_in_pieces():
    caller = "push {r4, lr}\nCALL_WITH_OF(length, min(image, 128))\nmov r2, r3\nbl copy\npop {r4, pc}"
    text = "#define CALL_WITH_OF(name, n) NOTE(\"with\", #name \"=\" #n, __LINE__)\n" + function("f", caller) + COPY
    later = bound(text)
    image = assembled(text)
    boot = Longest(image, boot={}).function(image.symbols["f"])
    assert str(boot.at_once("image", Cost.of(128))) == later, (boot, later)
    assert boot.at_once("image", Cost.of(1280)).value({}) > 8 * int(later)


def what_each_has_is_together_what_all_have():
    assert str(parse("3 * parts * areas + parts + 2").together(("areas", "parts"), "all")) == "2 + 3 all + parts"
    assert str(parse("parts * areas * areas + all").together(("areas", "parts"), "all")) == "all + all areas"
    # Nine without and one with ten take more than ten alike: so only of one sum that covers both.
    each = parse("parts * 49") | parse("parts * 44 + parts * irqs * 11")
    assert str(each.one().together(("irqs", "parts"), "irqs")) == "11 irqs + 49 parts"


def what_nothing_tells_the_boot_is_refused():
    body = BOOTED.replace("pop {r4, pc}", "4: LOOP_BOUND_OF(length)\nsubs r0, #1\nbne 4b\npop {r4, pc}")
    image = hypervisor("bx lr", function("boot", body))
    try:
        boot.Boot(image, tool.ENDS).cost()
    except Unknown as problem:
        assert "(boot): nothing says how much: length" in str(problem), problem
    else:
        raise AssertionError("length")


def every_rule_is_reckoned():
    """With the records of its section; SPAN and OWNS look at what they own."""
    text = open(os.path.join(ROOT, "abi/config_rules.def"), encoding="utf-8").read()
    assert len(boot.rules()) == sum(line.startswith("RULE(") for line in text.splitlines())
    kinds = {boot.WAYS.get(kind, kind) for _, kind, _ in boot.rules()}
    assert not set(boot.KINDS) - kinds
    marked = open(os.path.join(ROOT, "core/config_check.c"), encoding="utf-8").read()
    assert all(f"WAY_OF({kind});" in marked for kind in boot.KINDS)


def lists_are_reckoned_entry_by_entry():
    """One rule is for slots: the three instructions of the loop and the one of check_record()."""
    cost = boot.Boot(hypervisor("bx lr"), tool.ENDS).cost()
    names = dict.fromkeys(cost.names(), 0)
    none, slot, part = (cost.value({**names, **more}) for more in ({}, {"slot_records": 1}, {"parts": 1}))
    assert slot - none == 4 * sum(section == "SLOT" for section, _, _ in boot.rules()), (none, slot)
    assert part > none


def runs_of_entries_are_as_mmu_map_writes_them():
    megabyte = 1 << 20
    assert contents.runs(0, 0, 0x10000, megabyte) == (1, 16)
    assert contents.runs(0xff000, 0xff000, 0x2000, megabyte) == (2, 1)
    assert contents.runs(0, 0, 4 * megabyte, megabyte) == (1, 4)
    assert contents.runs(0, 0, 4 * megabyte + 0x3000, megabyte) == (2, 4)
    assert contents.runs(0, 0x1000, 2 * megabyte, megabyte) == (2, 256)


# --- SEP-BOUND-005: the macros of C ----------------------------------------------------------------

C = """
#include "types.h"
u32 g(u32);
int f(const u32 *p, u32 n)
{
	u32 i, sum = 0;

	for (i = 0; i < n; i++) {
		NOTE
		sum += g(p[i]);
	}
	return (int)sum;
}
__asm__(".thumb\\n.globl g\\n.type g, %function\\n.thumb_func\\ng: bx lr\\n.size g, . - g");
"""


def in_c_a_bound_adds_no_instruction():
    noted, bare = (build(C.replace("NOTE", note), "c") for note in ("LOOP_BOUND_OF(areas);", ""))
    assert [i.name for i in noted.insns.values()] == [i.name for i in bare.insns.values()]
    constant = build(C.replace("NOTE", "LOOP_BOUND(sizeof(u64) * 2);"), "c")
    costs = [Longest(image).function(image.symbols["f"]) for image in (noted, constant)]
    assert costs[0].names() == {"areas"} and not costs[1].names()
    assert costs[0].value({"areas": 16}) - costs[1].value({}) in range(0, 3), costs


# --- costs ------------------------------------------------------------------------------------------


def the_largest_of_costs_is_no_less_than_any():
    a, b = parse("3 * areas + 10"), parse("20 + 2 * ports")
    for counts in ({"areas": 0, "ports": 0}, {"areas": 9, "ports": 1}, {"areas": 1, "ports": 9}):
        assert (a | b).value(counts) == max(a.value(counts), b.value(counts))
    assert str(parse("5") | parse("4")) == "5" and str(parse("min(length, 95) / 5").settled()) == "19"
    assert str(parse("7 + 5 * pieces + 2 * pieces * areas").each("pieces")) == "5 + 2 areas"
    many = Cost()
    for n in range(30):  # incomparable ones, more than are kept
        many = many | parse(f"{n} * areas + {30 - n} * ports")
    assert all(many.value({"areas": 2, "ports": 3}) >= 2 * n + 3 * (30 - n) for n in range(30))


# --- SEP-BOUND-007: what cfgc knows of a build ---------------------------------------------------


def numbers_are_rounded_up_a_little():
    assert [visits.rounded(n) for n in (0, 1, 31, 33, 4084, 4096, 4097)] == [0, 1, 31, 34, 4096, 4096, 4352]
    assert visits.text(parse("4084 + 21 * areas") | parse("862 + 11 * irqs")) == "4096 + 21 * AREAS + 11 * IRQS"


def what_is_known_is_held_against_the_build():
    cost = parse("4000 + 21 * areas")
    for known, wrong in (("4096 + 22 * AREAS", None), ("4000 + 20 * AREAS", "may take"),
                         ("3999 + 22 * AREAS", "may take"), ("4096 + 22 * AREAS + 1 * PORTS", None),
                         ("9000 + 22 * AREAS", "only"), (None, "may take")):
        visits.known = lambda: {("board", "START"): known} if known else {}
        found = visits.problems("board", {"START": cost})
        assert (len(found) == 1 and wrong in found[0]) if wrong else not found, (known, found)


# --- SEP-BOUND-009: what does not ask for time ---------------------------------------------------


def what_nobody_asked_time_for_is_short_or_excused():
    costs = {"short": parse("200"), "long": parse("201"), "grows": parse("9 + 1 * areas")}
    for excused, wrong in (({"long": "", "grows": ""}, []), ({"long": ""}, ["grows: 9 + areas"]),
                           ({"grows": ""}, ["long: 201"]),
                           ({"short": "", "long": "", "grows": ""}, ["short: an excuse without need"])):
        found = late.problems(costs, False, excused)
        assert len(found) == len(wrong) and all(map(str.startswith, found, wrong)), found
    assert not late.problems({"long": parse("210")}, True, {})


def main():
    tests = [t for name, t in globals().items() if callable(t) and getattr(t, "__module__", "") == "__main__"
             and not t.__code__.co_argcount and name != "main" and not isinstance(t, type)]
    for test in tests:
        test()
        print(test.__name__.replace("_", " "))


if __name__ == "__main__":
    main()
