# SPDX-License-Identifier: BSD-2-Clause
"""The longest path: loops from the inside, functions from the leaves of the call graph."""

import re
from functools import reduce
from operator import or_

from cost import Cost
from graph import Flow, Loop
from image import Unknown

CONSTANT = re.compile(r"(?:mov|movs|movw)(?:\.[nw])?$")


class Longest:
    """Of one image.  ends: functions after which the machine stands still or begins anew;
    without: functions that are not called; choice: entry of the marked table; boot: {count: Cost}
    of the boot, in which is done at once what is done in pieces later."""

    def __init__(self, image, ends=(), without=(), choice=None, known=None, boot=None):
        self.image, self.without, self.choice = image, set(without), choice
        self.ends = {image.symbols[name] for name in ends if name in image.symbols}
        self.cut = {m.at for m in image.marks if m.kind == "visit"}
        self.switch = [m for m in image.marks if m.kind == "switch"]
        self.parameters = {m.at: m for m in image.marks if m.kind == "argument"}
        self.results, self.looking, self.dead = dict(known or {}), [], {}
        self.boot = boot
        self.used = image.used
        # What others have found out of this image holds for all who ask the same of a function.
        self.flows = image.found.setdefault(("flows", frozenset(self.ends)), {})
        self.under = image.found.setdefault(("under", frozenset(self.ends)), {})
        self.shared = {} if known or boot is not None else image.found.setdefault(("costs", frozenset(self.ends)), {})

    # --- functions -------------------------------------------------------------------------

    def never(self, at):
        """Does the function there never return?"""
        if at not in self.dead:
            if at in self.ends:
                self.dead[at] = True
            else:
                self.dead[at] = not self._flow(at, None).ends
        return self.dead[at]

    def _enter(self, at):
        if at in self.looking:
            names = [self.image.where(a) for a in [*self.looking[self.looking.index(at):], at]]
            raise Unknown("recursion: " + " > ".join(names))
        self.looking.append(at)

    def flow(self, at):
        return self._flow(at, self.choice if self.choice is not None and self._switches(at) else None)

    def _flow(self, at, choice):
        if (at, choice) not in self.flows:
            self._enter(at)
            self.flows[at, choice] = Flow(self.image, at, self.never, self.cut, choice)
            self.looking.pop()
        return self.flows[at, choice]

    def _switches(self, at):
        return any(self._starts(m, at) for m in self.switch)

    def _under(self, at):
        """(names of functions and ways, is there a marked switch?) of what a function may lead to."""
        if at not in self.under:
            blocks = self._flow(at, None).blocks.values()
            self._enter(at)
            names, switch = {self.image.names.get(at)}, self._switches(at)
            names.update(m.name for block in blocks for m in block.marks if m.kind == "way")
            for target in {target for block in blocks for _, target in block.calls} - self.ends:
                more, switches = self._under(target)
                names, switch = names | more, switch or switches
            self.looking.pop()
            self.under[at] = names, switch
        return self.under[at]

    def _question(self, at):
        """What the cost of a function depends on."""
        names, switch = self._under(at)
        return at, frozenset(names & self.without), self.choice if switch else None

    def _starts(self, mark, at):
        """Is the mark in the function that begins there?"""
        following = [f for f in self.image.functions if f > at]
        return at <= mark.at < min(following, default=1 << 32)

    def function(self, at):
        if at not in self.results:
            question = self._question(at)
            if question not in self.shared:
                flow = self.flow(at)
                self._enter(at)
                self.shared[question] = self._function(flow)
                self.looking.pop()
            self.results[at] = self.shared[question]
        return self.results[at]

    def _function(self, flow):
        if not flow.ends:
            raise Unknown(f"{self.image.where(flow.start)}: no way back")
        if self.image.names.get(flow.start) in self.without:
            return None
        outer = flow.loops()
        for loop in outer:
            self._marks(flow, loop)
        given = self._given(flow, outer)
        costs = {at: self._block(flow, at, given) for at in flow.blocks}
        out = self._region(flow, flow.start, set(flow.blocks), outer, costs, set())
        ways = [cost for (_, to), cost in out.items() if to is None]
        if not ways:
            return None
        cost = ways[0]
        for way in ways[1:]:
            cost = cost | way
        return cost

    def _called(self, target):
        return None if self.image.names.get(target) in self.without else self.function(target)

    def _given(self, flow, outer):
        """{address of a call: {name: value}}: what CALL_WITH says is for the first call behind
        it that asks for the name, or the first loop of a function that was inlined, and holds
        where every way there has been told; of several values the largest."""
        names = {m.name for block in flow.blocks.values() for m in block.marks if m.kind == "with"}
        given, loops = {}, list(outer)
        for loop in loops:
            loops += loop.inner
        heads = {loop.header: loop for loop in loops}
        order = flow.order() if names else []
        before = {at: [p for p in order if at in flow.blocks[p].next] for at in order}
        after, changed = {}, True
        while changed:
            changed = False
            for at in order:
                told = self._join(names, at == flow.start, [after[p] for p in before[at] if p in after])
                if at in heads:
                    outside = [after[p] for p in before[at] if p in after and p not in heads[at].blocks]
                    self._tell_loop(heads[at], self._join(names, at == flow.start, outside), told)
                told = self._tell(flow.blocks[at], told, given)
                changed |= after.get(at) != told
                after[at] = told
        return given

    @staticmethod
    def _join(names, nothing, ways):
        told = {}
        for name in names:
            values = [None if nothing else way[name] for way in ways] or [None]
            told[name] = None if None in values or nothing else reduce(or_, values)
        return told

    @staticmethod
    def _tell_loop(loop, entering, told):
        loop.given = {name: value for name, value in entering.items() if value is not None}
        for name in loop.marks[0].value.names() if loop.marks else ():
            if name in told:
                told[name] = None

    def _tell(self, block, told, given):
        told, targets = dict(told), {}
        for insn, target in block.calls:
            targets.setdefault(insn.at, []).append(target)
        for insn in block.insns:
            for mark in block.marks:
                if mark.kind == "with" and mark.at == insn.at:
                    told[mark.name] = mark.value.settled() if self.boot is None else mark.value
            for target in targets.get(insn.at, ()):
                called = self._called(target)
                for name in called.names() if called is not None else ():
                    if name in told:
                        if told[name] is not None:
                            given.setdefault(insn.at, {})[name] = told[name]
                        else:
                            given.get(insn.at, {}).pop(name, None)
                        told[name] = None
        return told

    @staticmethod
    def _behind(flow, start, blocks, gate):
        """Those of the blocks that start does not reach but through one, with that."""
        seen, todo = {start}, [start]
        while todo and start != gate:
            for n in flow.blocks[todo.pop()].next:
                if n in blocks and n not in seen and n != gate:
                    seen.add(n)
                    todo.append(n)
        return blocks - seen if start != gate else set(blocks)

    def _block(self, flow, at, given):
        """Cost of a block with the calls in it; None if it calls what is not called."""
        block = flow.blocks[at]
        if any(m.kind == "way" and m.name in self.without for m in block.marks):
            return None
        cost = Cost.of(len(block.insns))
        for insn, target in block.calls:
            called = self._called(target)
            if called is None:
                return None
            for name, value in given.get(insn.at, {}).items():
                called = called.put(name, value)
            cost = cost + self._argument(block, insn, target, called)
        return cost

    def _argument(self, block, insn, target, called):
        """The cost of a call with what its block says of the argument that matters."""
        parameter = self.parameters.get(target)
        if parameter and parameter.name in called.names():
            register, = parameter.value.names()
            value = self._constant(block.insns[:block.insns.index(insn)], register)
            if value is not None:
                called = called.put(parameter.name, Cost.of(value))
        return called

    @staticmethod
    def _constant(insns, register):
        """What was moved to the register before the end of the instructions, if that is a number."""
        for insn in reversed(insns):
            if insn.flow == "call":
                return None
            if not re.search(rf"\b{register}\b", insn.operands):
                if re.search(r"\{.*-", insn.operands):
                    return None
                continue
            m = re.match(rf"{register}, #(\d+)$", insn.operands)
            if CONSTANT.match(insn.name) and m:
                return int(m[1])
            if not re.match(rf"str|cmp|tst|push", insn.name):
                return None
        return None

    def tables(self):
        """Targets of the tables of the marked switches."""
        return [self._table(mark) for mark in self.switch]

    def _table(self, mark):
        flow = self.around(mark)
        tables = [insn for block in flow.blocks.values() for insn in block.insns if insn.flow == "table"]
        if len(tables) != 1:
            raise Unknown(f"{mark.source}: {len(tables)} tables in the function, not one")
        return self.image.table(tables[0])

    def around(self, mark):
        """The function that a mark is in, if it is one that returns."""
        starts = [f for f in self.image.functions if f <= mark.at]
        flow = None if self.never(max(starts)) else self.flow(max(starts))
        return flow if flow and flow.holds(mark.at) else None

    def idle(self):
        """Lines with bounds of no loop, after all was looked at.  A line that was inlined in
        several places may have lost its loop in some."""
        found = []
        for mark in self.image.marks:
            if mark.kind in ("loop", "most") and mark.source not in self.used:
                flow = self.around(mark)
                if flow is None or not any(mark.at in flow.addresses(loop) for loop in flow.loops()):
                    found.append(mark.source)
        return sorted(set(found) - self.used)

    # --- loops -------------------------------------------------------------------------------

    def _marks(self, flow, loop):
        """Which marks are of which loop: the innermost around them; but two at the same
        place, at the head of a loop, are of the loop around it and of that."""
        loop.given = {}
        for inner in loop.inner:
            self._marks(flow, inner)
        deeper = set().union(*(inner.blocks for inner in loop.inner)) if loop.inner else set()
        loop.marks += [m for at in loop.blocks - deeper for m in flow.blocks[at].marks if m.kind == "loop"]
        for inner in loop.inner:
            if len({m.source for m in inner.marks}) > 1:
                first = min((m for m in inner.marks if m.at == inner.header), default=None,
                            key=self.image.marks.index)
                if first:
                    inner.marks = [m for m in inner.marks if m.source != first.source]
                    loop.marks.append(first)
        if len({m.source for m in loop.marks}) > 1 and not loop.inner:
            self._split(flow, loop)

    @staticmethod
    def _cycles(flow, loop, avoid):
        """The blocks of the cycles through the header that stay out of some blocks."""
        def reach(start, edges):
            seen, todo = set(), [start]
            while todo:
                for n in edges(todo.pop()):
                    if n in loop.blocks and n not in avoid and n not in seen:
                        seen.add(n)
                        todo.append(n)
            return seen
        before = {at: [p for p in loop.blocks if at in flow.blocks[p].next] for at in loop.blocks}
        return reach(loop.header, lambda at: flow.blocks[at].next) & reach(loop.header, before.get)

    def _split(self, flow, loop):
        """A loop that begins with another one has its header: what goes round without a mark
        of the outer one is the inner one."""
        for outer in sorted({m.source for m in loop.marks}):
            away = {flow.block_of(m.at) for m in loop.marks if m.source == outer}
            body = self._cycles(flow, loop, away) if loop.header not in away else set()
            if loop.header in body:
                inner = Loop(loop.header, body)
                inner.given = {}
                inner.marks = [m for m in loop.marks if m.source != outer]
                loop.marks = [m for m in loop.marks if m.source == outer]
                loop.inner = [inner]
                return

    def _region(self, flow, start, blocks, loops, costs, avoid):
        """{(block, next): cost} of the longest ways from start over every edge that leaves the
        blocks, returns (next: None) or goes back to start."""
        loop_of = {at: loop for loop in loops for at in loop.blocks}
        ways, arrive, out = {}, {start: Cost()}, {}
        for at in self._topological(flow, start, blocks, loop_of):
            if at not in arrive or at in avoid or (at in loop_of and loop_of[at].blocks & avoid):
                continue
            if at in loop_of:
                leaving = self._loop(flow, loop_of[at], costs)
            else:
                block = flow.blocks[at]
                leaving = {} if costs[at] is None else {(at, n): costs[at] for n in block.next}
                if block.returns and costs[at] is not None:
                    leaving[at, None] = costs[at]
            for (u, v), cost in leaving.items():
                way = arrive[at] + cost
                if v is None or v == start or v not in blocks:
                    out[u, v] = out[u, v] | way if (u, v) in out else way
                else:
                    arrive[v] = arrive[v] | way if v in arrive else way
        return out

    @staticmethod
    def _topological(flow, start, blocks, loop_of):
        def after(at):
            loop = loop_of.get(at)
            inside = loop.blocks if loop else {at}
            return [n for b in inside for n in flow.blocks[b].next
                    if n in blocks and n not in inside and n != start]
        seen, out, stack = {start}, [], [(start, iter(after(start)))]
        while stack:
            at, rest = stack[-1]
            n = next((n for n in rest if n not in seen), None)
            if n is None:
                out.append(at)
                stack.pop()
            else:
                seen.add(n)
                stack.append((n, iter(after(n))))
        return out[::-1]

    def _loop(self, flow, loop, costs):
        """{(block, next): cost} of the ways out of a loop."""
        sources = sorted({m.source for m in loop.marks})
        if len(sources) != 1:
            raise Unknown(f"{self.image.where(loop.header)}: a loop " + (
                "with the bounds of " + " and ".join(sources) if sources else "without a bound"))
        self.used.add(sources[0])
        value = loop.marks[0].value
        for name, number in {**(self.boot or {}), **loop.given}.items():
            value = value.put(name, number)
        costs, apart = self._rare(flow, loop, costs)
        out = self._region(flow, loop.header, loop.blocks, loop.inner, costs, set())
        marked = {flow.block_of(m.at) for m in loop.marks}
        unmarked = {} if loop.header in marked else \
            self._region(flow, loop.header, loop.blocks, loop.inner, costs, marked)
        if any(v == loop.header for _, v in unmarked):
            raise Unknown(f"{self.image.where(loop.header)}: a way round the loop that misses {sources[0]}")
        rounds = Cost()
        for (_, v), cost in out.items():
            if v == loop.header:
                rounds = rounds | cost
        return {edge: apart + self._ways_out(value, rounds, cost, unmarked.get(edge))
                for edge, cost in out.items() if edge[1] != loop.header}

    def _rare(self, flow, loop, costs):
        """The costs of blocks without those that are not in every round; and the cost of
        these: of what is only reached by way of the mark, as often as it says."""
        inner = set().union(*(l.blocks for l in loop.inner)) if loop.inner else set()
        found = []
        for at in sorted(loop.blocks - inner):
            mark = next((m for m in flow.blocks[at].marks if m.kind == "most"), None)
            if mark is None:
                continue
            self.used.add(mark.source)
            behind = self._behind(flow, loop.header, loop.blocks, at)
            if any(not behind.isdisjoint(other) for other, _ in found):
                raise Unknown(f"{mark.source}: one of these inside another")
            out = self._region(flow, at, behind, [l for l in loop.inner if l.header in behind], costs, set())
            each = Cost()
            for cost in out.values():
                each = each | cost
            found.append((behind, mark.value * each))
        hidden = set().union(*(behind for behind, _ in found))
        return ({at: Cost() if at in hidden else cost for at, cost in costs.items()},
                sum((cost for _, cost in found), Cost()))

    @staticmethod
    def _ways_out(times, rounds, cost, unmarked):
        """So many rounds and a way out that misses the mark, or one less and any way out."""
        if times.names():
            last = cost.beyond(rounds)
            return times * rounds + (last if unmarked is None else last | unmarked)
        number = times.value({})
        if number == 0:
            return unmarked if unmarked is not None else Cost()
        any_way = (number - 1) * rounds + cost
        return any_way if unmarked is None else any_way | (number * rounds + unmarked)
