# SPDX-License-Identifier: BSD-2-Clause
"""Control-flow graphs: blocks of a function, its loops one inside the other, the longest path."""

from cost import Cost
from image import Unknown


def recursion(image, ends):
    """Refuses an image in which a function leads to itself.  ends: functions behind which
    everything begins anew."""
    calls, function = {at: set() for at in image.functions}, None
    for at, insn in sorted(image.insns.items()):
        function = at if at in image.functions else function
        call = insn.flow == "call" or insn.flow in ("jump", "branch") and insn.target != function
        if call and function is not None and insn.target in calls and insn.target not in ends:
            calls[function].add(insn.target)
    done = set()
    for start in calls:
        chain = [(start, iter(calls[start]))]
        while chain:
            at = next((n for n in chain[-1][1] if n not in done), None)
            on = [a for a, _ in chain]
            if at is None:
                done.add(chain.pop()[0])
            elif at in on:
                raise Unknown("recursion: " + " > ".join(image.where(a) for a in [*on[on.index(at):], at]))
            else:
                chain.append((at, iter(calls[at])))


class Block:
    def __init__(self, at):
        self.at, self.insns, self.next, self.calls, self.marks = at, [], [], [], []
        self.returns = False


class Loop:
    """A natural loop: the blocks of all cycles through its header."""

    def __init__(self, header, blocks):
        self.header, self.blocks = header, blocks
        self.inner, self.marks = [], []


class Flow:
    """The blocks reachable from an address until the function returns.

    A jump to another function is a call and a return.  never: does that function never
    return?  cut: addresses at which a path ends, because something else begins there.
    choice: which entry of the marked table is looked at, or None.
    """

    def __init__(self, image, start, never, cut=(), choice=None):
        self.image, self.start, self.never, self.cut, self.choice = image, start, never, cut, choice
        self.blocks, self.marked = {}, set()
        self._explore()
        self._drop_dead()
        for mark in image.marks:
            if mark.at in self._block_of:
                self.blocks[self._block_of[mark.at]].marks.append(mark)

    # --- blocks --------------------------------------------------------------------------

    def _successors(self, insn):
        """(addresses in this function, returns, functions called) of an instruction."""
        image, after = self.image, insn.at + insn.size
        if insn.flow == "next":
            return [after], False, []
        if insn.flow == "call":
            ends = self.never(insn.target) and not insn.name.endswith(("eq", "ne"))
            return [] if ends else [after], False, [insn.target]
        if insn.flow in ("jump", "branch"):
            rest = [after] if insn.flow == "branch" else []
            if insn.target in image.functions and insn.target != self.start:
                return rest, not self.never(insn.target), [insn.target]
            return [insn.target, *rest], False, []
        if insn.flow == "return":
            aim = image.aim(insn)
            return ([aim], False, []) if aim else ([after] if insn.maybe else [], True, [])
        if insn.flow == "table":
            targets = image.table(insn)
            if self.choice is not None:
                targets = [targets[self.choice]]
            return list(dict.fromkeys(targets)), False, []
        if insn.flow == "through":
            return self._through_literal(insn)
        if insn.flow == "constant":
            return self._away(image.read(insn.literal(), 4))
        raise Unknown(f"{image.where(insn.at)}: {insn.name} {insn.operands}: not understood")

    def _through_literal(self, insn):
        """bx to a constant that the instruction before it has loaded."""
        previous = self.image.before(insn, 1)
        literal = previous[0].literal() if previous and previous[0].operands.startswith(insn.operands + ",") else None
        if literal is None or insn.maybe:
            raise Unknown(f"{self.image.where(insn.at)}: a call or jump through a register")
        return self._away(self.image.read(literal, 4))

    def _away(self, address):
        """To another function, which returns for this one."""
        target = address & ~1
        return [], not self.never(target), [target]

    def _explore(self):
        image, todo, facts = self.image, [self.start], {}
        leaders = {self.start}
        while todo:
            at = todo.pop()
            if at in facts:
                continue
            insn = image.insns.get(at)
            if insn is None or insn.name.startswith("."):
                raise Unknown(f"{image.where(at)}: no instruction there")
            follow, returns, calls = self._successors(insn)
            ends = [n for n in follow if n in self.cut]
            follow = [n for n in follow if n not in ends]
            facts[at] = follow, returns or bool(ends), calls
            if insn.flow != "next" and not (insn.flow == "call" and follow):
                leaders.update(follow)
            if len(follow) == 1 and follow[0] != at + insn.size:
                leaders.update(follow)
            todo += follow
        self._block_of = {}
        for leader in leaders & facts.keys():
            self._fill(Block(leader), facts, leaders)

    def _fill(self, block, facts, leaders):
        at = block.at
        self.blocks[at] = block
        while True:
            self._block_of[at] = block.at
            insn = self.image.insns[at]
            follow, returns, calls = facts[at]
            block.insns.append(insn)
            block.calls += [(insn, target) for target in calls]
            block.returns |= returns
            if len(follow) == 1 and follow[0] == at + insn.size and follow[0] not in leaders and \
                    insn.flow in ("next", "call", "return"):
                at = follow[0]
                continue
            block.next = follow
            return

    def _drop_dead(self):
        """Paths that never return are no paths."""
        alive = {at for at, b in self.blocks.items() if b.returns}
        before = {}
        for at, block in self.blocks.items():
            for n in block.next:
                before.setdefault(n, []).append(at)
        todo = list(alive)
        while todo:
            for p in before.get(todo.pop(), ()):
                if p not in alive:
                    alive.add(p)
                    todo.append(p)
        self.blocks = {at: b for at, b in self.blocks.items() if at in alive}
        for block in self.blocks.values():
            block.next = [n for n in block.next if n in alive]
        self._block_of = {at: b for at, b in self._block_of.items() if b in alive}
        self.ends = bool(alive) and self.start in alive

    def holds(self, at):
        return at in self._block_of

    def block_of(self, at):
        return self._block_of[at]

    def addresses(self, loop):
        """Of the instructions of a loop."""
        return {at for at, block in self._block_of.items() if block in loop.blocks}

    # --- loops ---------------------------------------------------------------------------

    def order(self):
        """Blocks in reverse postorder."""
        seen, out, stack = {self.start}, [], [(self.start, iter(self.blocks[self.start].next))]
        while stack:
            at, rest = stack[-1]
            n = next((n for n in rest if n not in seen), None)
            if n is None:
                out.append(at)
                stack.pop()
            else:
                seen.add(n)
                stack.append((n, iter(self.blocks[n].next)))
        return out[::-1]

    def loops(self):
        """The outermost loops, each with those inside it."""
        order = self.order()
        place = {at: i for i, at in enumerate(order)}
        before = {at: [] for at in order}
        for at in order:
            for n in self.blocks[at].next:
                before[n].append(at)
        above = self._dominators(order, place, before)
        found = {}
        for at in order:
            for n in self.blocks[at].next:
                if place[n] <= place[at]:
                    if not self._dominates(above, n, at):
                        raise Unknown(f"{self.image.where(n)}: a loop with more than one way in")
                    found.setdefault(n, set()).update(self._body(n, at, before))
        return self._nest([Loop(h, blocks) for h, blocks in found.items()])

    @staticmethod
    def _dominators(order, place, before):
        above = {order[0]: order[0]}
        changed = True
        while changed:
            changed = False
            for at in order[1:]:
                new = None
                for p in before[at]:
                    if p in above:
                        a, b = p, new
                        while b is not None and a != b:
                            if place[a] > place[b]:
                                a = above[a]
                            else:
                                b = above[b]
                        new = a
                if above.get(at) != new:
                    above[at], changed = new, True
        return above

    @staticmethod
    def _dominates(above, high, low):
        while low != high and above[low] != low:
            low = above[low]
        return low == high

    @staticmethod
    def _body(header, latch, before):
        body, todo = {header}, [latch]
        while todo:
            at = todo.pop()
            if at not in body:
                body.add(at)
                todo += before[at]
        return body

    @staticmethod
    def _nest(loops):
        outer = []
        ordered = sorted(loops, key=lambda l: len(l.blocks))
        for i, loop in enumerate(ordered):
            loop.parent = next((l for l in ordered[i + 1:] if loop.header in l.blocks), None)
            (loop.parent.inner if loop.parent else outer).append(loop)
        return outer
