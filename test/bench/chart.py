# SPDX-License-Identifier: BSD-2-Clause
"""Charts as SVG: curves and histograms, each with its title, its axes with their units, the goal
as a dashed line or point, and a legend."""

import collections
import math

WIDTH = 820
LEFT, RIGHT, TOP, BOTTOM = 80, 220, 44, 56  # around a panel
COLOURS = ("#0b5fa5", "#d9541e", "#2f8f4e", "#8a4fa0", "#b59410", "#4a4a4a")
GOAL = "#c00000"
DASHED = ' stroke-dasharray="7 5"'

# Points of a curve; like: that of the same colour, whose goal it is.
Series = collections.namedtuple("Series", "name points like", defaults=(None,))
# A line across a panel at a value of its x axis.
Mark = collections.namedtuple("Mark", "at words colour", defaults=(GOAL,))
# series: [(name, [values])].
Histogram = collections.namedtuple("Histogram", "x_name y_name series width marks", defaults=((),))


def text(x, y, words, anchor="middle", more=""):
    words = words.replace("&", "&amp;").replace("<", "&lt;")
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{words}</text>'


def line(x1, y1, x2, y2, colour="#ccc", more=""):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{more}/>'


def number(v):
    return f"{v:,.4g}" if v < 1 else f"{v:,.0f}"


class Axis:
    """From values to distances from its beginning."""

    def __init__(self, ticks, length, log=False):
        self.ticks, self.length, self.log = ticks, length, log

    def at(self, v):
        low, high = self.ticks[0], self.ticks[-1]
        if self.log:
            return self.length * (math.log10(v) - math.log10(low)) / (math.log10(high) - math.log10(low))
        return self.length * (v - low) / (high - low)


class Panel:
    """A rectangle with two axes."""

    def __init__(self, top, height, x_axis, y_axis):
        self.top, self.bottom, self.right = top, top + height, WIDTH - RIGHT
        self.x_axis, self.y_axis = x_axis, y_axis

    def x(self, v):
        return LEFT + self.x_axis.at(v)

    def y(self, v):
        return self.bottom - self.y_axis.at(v)

    def grid(self, x_name, y_name):
        out = []
        for v in self.y_axis.ticks:
            out += [line(LEFT, self.y(v), self.right, self.y(v)), text(LEFT - 8, self.y(v) + 4, number(v), "end")]
        for v in self.x_axis.ticks:
            out += [line(self.x(v), self.bottom, self.x(v), self.bottom + 5, "#222"),
                    text(self.x(v), self.bottom + 19, number(v))]
        middle = (self.top + self.bottom) / 2
        return [*out, line(LEFT, self.top, LEFT, self.bottom, "#222"), line(LEFT, self.bottom, self.right, self.bottom, "#222"),
                text((LEFT + self.right) / 2, self.bottom + 40, x_name),
                text(20, middle, y_name, more=f' transform="rotate(-90 20 {middle:.1f})"')]

    def mark(self, mark, n):
        """n: how many others have their words above those of this one."""
        x = self.x(mark.at)
        return [line(x, self.top, x, self.bottom, mark.colour, ' stroke-width="2"' + DASHED),
                text(x - 6, self.top + 12 + 18 * n, mark.words, "end", f' fill="{mark.colour}"')]


def legend(rows):
    """rows: [(name, colour, dashed)]"""
    out = []
    for n, (name, colour, dashed) in enumerate(rows):
        x, y = WIDTH - RIGHT + 16, TOP + 10 + 20 * n
        out.append(line(x, y - 3, x + 24, y - 3, colour, ' stroke-width="2"' + DASHED) if dashed else
                   f'<rect x="{x + 6}" y="{y - 9}" width="12" height="12" fill="{colour}"/>')
        out.append(text(x + 32, y + 1, name, "start"))
    return out


def document(title, height, inside):
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12" fill="#222">',
        "<!-- SPDX-License-Identifier: BSD-2-Clause -->", f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        text(LEFT, 24, title, "start", ' font-size="15" font-weight="bold"'), *inside, "</svg>", ""])


def steps(top):
    """About five round numbers from 0 to at least top."""
    unit = 10 ** math.floor(math.log10(top))
    step = next(unit * f for f in (0.2, 0.5, 1, 2) if top / (unit * f) <= 6)
    return [step * n for n in range(math.ceil(round(top / step, 6)) + 1)]


def decades(low, high):
    return [10.0 ** n for n in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def colours(series):
    """Of a goal that of its curve, or its own if it has none."""
    own = [s.name for s in series if s.like is None]
    return [GOAL if s.like == "" else COLOURS[own.index(s.like or s.name)] for s in series]


def curve(panel, s, colour):
    at = [(panel.x(x), panel.y(y)) for x, y in s.points]
    path, goal = " ".join(f"{x:.1f},{y:.1f}" for x, y in at), s.like is not None
    fill = "#fff" if goal else colour
    return [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{DASHED * goal}/>',
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{5 if goal else 3}" fill="{fill}" stroke="{colour}"/>' for x, y in at)]


def curves(title, x_name, y_name, series, log=False):
    """series: [Series]; log: both axes, which have no 0.  like: a goal, of the curve of that name or, if it
    is "", of all."""
    height = 320
    series = [s._replace(points=[(x, y) for x, y in s.points if y > 0 or not log]) for s in series]
    xs, ys = ([point[n] for s in series for point in s.points] for n in (0, 1))
    ticks = decades if log else lambda low, high: steps(high)
    panel = Panel(TOP, height, Axis(ticks(min(xs), max(xs)), WIDTH - LEFT - RIGHT, log), Axis(ticks(min(ys), max(ys)), height, log))
    inside = panel.grid(x_name, y_name)
    for s, colour in zip(series, colours(series)):
        inside += curve(panel, s, colour)
    rows = [(s.name, colour, s.like is not None) for s, colour in zip(series, colours(series))]
    return document(title, TOP + height + BOTTOM, [*inside, *legend(rows)])


def columns(values, width, n):
    """How many are in each of n intervals so wide."""
    counts = collections.Counter(min(n - 1, int(v // width)) for v in values)
    return [counts[k] for k in range(n)]


def stacked(h, top, height):
    """A histogram as a panel."""
    x_ticks = steps(max([mark.at * 1.1 for mark in h.marks] + [v + h.width for _, values in h.series for v in values]))
    n = math.ceil(x_ticks[-1] / h.width)
    rows = [columns(values, h.width, n) for _, values in h.series]
    panel = Panel(top, height, Axis(x_ticks, WIDTH - LEFT - RIGHT), Axis(steps(max(sum(column) for column in zip(*rows))), height))
    inside, base = panel.grid(h.x_name, h.y_name), [0] * n
    for s, row in enumerate(rows):
        for k, count in enumerate(row):
            if count:
                inside.append(f'<rect x="{panel.x(k * h.width) + 0.5:.1f}" y="{panel.y(base[k] + count):.1f}" '
                              f'width="{panel.x_axis.at(h.width) - 1:.1f}" height="{panel.y_axis.at(count):.1f}" fill="{COLOURS[s]}"/>')
                base[k] += count
    return [*inside, *(part for n, mark in enumerate(h.marks) for part in panel.mark(mark, n))]


def histograms(title, panels):
    """panels: [Histogram], one below the other, with the same names of series, one on top of the other."""
    height, inside = 210, []
    for k, h in enumerate(panels):
        inside += stacked(h, TOP + k * (height + BOTTOM + 10), height)
    rows = [(name, COLOURS[n], False) for n, (name, _) in enumerate(panels[0].series)]
    return document(title, TOP + len(panels) * (height + BOTTOM + 10), [*inside, *legend(rows)])
