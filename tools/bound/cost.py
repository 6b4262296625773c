# SPDX-License-Identifier: BSD-2-Clause
"""Costs: the largest of some polynomials over named counts.

A polynomial is {monomial: coefficient}; a monomial is a sorted tuple of names, () for
the constant.  Counts are never negative and coefficients neither, so a polynomial that
is no larger in any coefficient is no larger anywhere.
"""

import ast
import math
from fractions import Fraction

# Beyond so many alternatives they are merged into one that covers them all.
ALTERNATIVES = 12


def _covers(a, b):
    return all(a.get(m, 0) >= c for m, c in b.items())


def _merged(polynomials):
    return {m: max(p.get(m, 0) for p in polynomials) for p in polynomials for m in p}


class Cost:
    def __init__(self, *polynomials):
        kept = []
        for p in sorted(polynomials, key=lambda q: -sum(q.values())):
            if not any(_covers(k, p) for k in kept):
                kept = [k for k in kept if not _covers(p, k)] + [p]
        if len(kept) > ALTERNATIVES:
            kept = [_merged(kept)]
        self.polynomials = kept or [{}]

    @staticmethod
    def of(value):
        return value if isinstance(value, Cost) else Cost({(): Fraction(value)} if value else {})

    def __add__(self, other):
        return Cost(*({m: p.get(m, 0) + q.get(m, 0) for m in {**p, **q}}
                      for p in self.polynomials for q in Cost.of(other).polynomials))

    __radd__ = __add__

    def __mul__(self, other):
        def product(p, q):
            out = {}
            for m, c in p.items():
                for n, d in q.items():
                    key = tuple(sorted(m + n))
                    out[key] = out.get(key, 0) + c * d
            return out
        return Cost(*(product(p, q) for p in self.polynomials for q in Cost.of(other).polynomials))

    __rmul__ = __mul__

    def __or__(self, other):
        """The larger one."""
        return Cost(*self.polynomials, *Cost.of(other).polynomials)

    def __eq__(self, other):
        return isinstance(other, Cost) and self.polynomials == other.polynomials

    __hash__ = None

    def beyond(self, other):
        """No less than what of self goes beyond other, wherever that is."""
        floor = {m: min(q.get(m, 0) for q in other.polynomials) for q in other.polynomials for m in q}
        return Cost(*({m: c - floor.get(m, 0) for m, c in p.items() if c > floor.get(m, 0)}
                      for p in self.polynomials))

    def put(self, name, value):
        """With an expression in the place of a name."""
        out = self._put(name, value)
        for limited in {n for p in self.polynomials for m in p for n in m if n.startswith(name + "<")}:
            limit = int(limited.partition("<")[2])
            out = out._put(limited, Cost.of(limit if value.names() else min(limit, value.value({}))))
        return out

    def _put(self, name, value):
        out = None
        for p in self.polynomials:
            total = Cost()
            for m, c in p.items():
                term = Cost({tuple(n for n in m if n != name): c})
                for _ in range(m.count(name)):
                    term = term * value
                total = total + term
            out = total if out is None else out | total
        return out

    def at_once(self, name, value):
        """With an expression in the place of a name, whatever limit the name has."""
        out = self
        for limited in {n for p in self.polynomials for m in p for n in m if n.partition("<")[0] == name}:
            out = out._put(limited, value)
        return out

    def together(self, names, total):
        """Where all these counts are multiplied, which is what each of some has, their total; of a
        cost of one polynomial, because each may be dearest in another way."""
        def joined(m):
            rest = list(m)
            for name in names:
                if name not in rest:
                    return m
                rest.remove(name)
            return tuple(sorted([*rest, total]))
        found, (polynomial,) = {}, self.polynomials
        for m, c in polynomial.items():
            found[joined(m)] = found.get(joined(m), 0) + c
        return Cost(found)

    def each(self, name):
        """What one of a count is worth, whatever the others are."""
        return Cost(*({tuple(n for n in m if n != name): c for m, c in p.items() if m.count(name) == 1}
                      for p in self.polynomials))

    def merged(self):
        """One polynomial that covers them all: {monomial: coefficient}."""
        return _merged(self.polynomials)

    def one(self):
        """That as a cost: a sum over several that are so is no more than so many of it."""
        return Cost(self.merged())

    def names(self):
        return {n.partition("<")[0] for p in self.polynomials for m in p for n in m}

    def settled(self):
        """With the limits themselves where a count has one."""
        out = self
        for name in {n for p in self.polynomials for m in p for n in m if "<" in n}:
            out = out._put(name, Cost.of(int(name.partition("<")[2])))
        return out

    def value(self, counts):
        """The bound where the counts are so."""
        return max(math.ceil(sum(c * math.prod(counts[n] for n in m) for m, c in p.items()))
                   for p in self.polynomials)

    def plain(self):
        """For other tools."""
        def term(m, c):
            return "*".join([str(math.ceil(c)) if not m else str(float(c)).removesuffix(".0"), *m])
        return "|".join("+".join(term(m, p[m]) for m in sorted(p, key=lambda m: (len(m), m)) if p[m]) or "0"
                        for p in self.polynomials)

    def __str__(self):
        return " | ".join(_text(p) for p in self.polynomials)


def _text(p):
    terms = []
    for m in sorted(p, key=lambda m: (len(m), m)):
        if p[m]:
            number = str(math.ceil(p[m])) if not m else f"{float(p[m]):g}"
            factor = [] if p[m] == 1 and m else [number]
            terms.append(" ".join(factor + list(m)))
    return " + ".join(terms) or "0"


def parse(text):
    """An expression of numbers and names with + * and / by a number."""
    def walk(node):
        if isinstance(node, ast.Expression):
            return walk(node.body)
        if isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value >= 0:
            return Cost.of(node.value)
        if isinstance(node, ast.Name):
            return Cost({(node.id,): Fraction(1)})
        if isinstance(node, ast.BinOp):
            if isinstance(node.op, ast.Div) and isinstance(node.right, ast.Constant):
                return walk(node.left) * Fraction(1, node.right.value)
            if isinstance(node.op, ast.Add):
                return walk(node.left) + walk(node.right)
            if isinstance(node.op, ast.Mult):
                return walk(node.left) * walk(node.right)
        if isinstance(node, ast.Call) and node.func.id == "min":
            return Cost({(f"{node.args[0].id}<{node.args[1].value}",): Fraction(1)})
        raise ValueError(text)
    try:
        return walk(ast.parse(text.strip(), mode="eval"))
    except (SyntaxError, ZeroDivisionError, TypeError) as error:
        raise ValueError(text) from error
