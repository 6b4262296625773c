# SPDX-License-Identifier: BSD-2-Clause
"""Charts as SVG: curves and a histogram."""

import math

WIDTH, HEIGHT = 760, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 20, 50
COLOURS = ("#0b5fa5", "#d9541e", "#2f8f4e", "#8a4fa0", "#b59410")
DASHES = ("", ' stroke-dasharray="8 6"', "", "", "")  # where the second hides the first
PLOT_W, PLOT_H = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM


def text(x, y, words, anchor="middle", more=""):
    words = words.replace("&", "&amp;").replace("<", "&lt;")
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{words}</text>'


def line(x1, y1, x2, y2, colour="#ccc"):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def frame(x_name, y_name, inside, names):
    legend = []
    for n, name in enumerate(names):
        y = TOP + 10 + 20 * n
        legend.append(f'<rect x="{WIDTH - RIGHT + 16}" y="{y - 9}" width="12" height="12" fill="{COLOURS[n]}"/>')
        legend.append(text(WIDTH - RIGHT + 34, y + 1, name, "start"))
    middle = TOP + PLOT_H / 2
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" fill="#222">',
        "<!-- SPDX-License-Identifier: BSD-2-Clause -->",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *inside,
        line(LEFT, TOP, LEFT, TOP + PLOT_H, "#222"), line(LEFT, TOP + PLOT_H, LEFT + PLOT_W, TOP + PLOT_H, "#222"),
        text(LEFT + PLOT_W / 2, HEIGHT - 10, x_name),
        text(16, middle, y_name, more=f' transform="rotate(-90 16 {middle})"'), *legend, "</svg>", ""])


def steps(top):
    """About five round numbers from 0 to at least top."""
    unit = 10 ** math.floor(math.log10(top))
    step = next(unit * f for f in (0.2, 0.5, 1, 2) if top / (unit * f) <= 6)
    return [step * n for n in range(math.ceil(top / step) + 1)]


def decades(low, high):
    return [10.0 ** n for n in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def scale(ticks, size, log):
    """A function from values to positions."""
    low, high = ticks[0], ticks[-1]
    if log:
        return lambda v: size * (math.log10(v) - math.log10(low)) / (math.log10(high) - math.log10(low))
    return lambda v: size * (v - low) / (high - low)


def grid(xs, ys, x_at, y_at):
    out = []
    for v in ys:
        y = TOP + PLOT_H - y_at(v)
        out += [line(LEFT, y, LEFT + PLOT_W, y), text(LEFT - 8, y + 4, f"{v:,.4g}" if v < 1 else f"{v:,.0f}", "end")]
    for v in xs:
        x = LEFT + x_at(v)
        out += [line(x, TOP + PLOT_H, x, TOP + PLOT_H + 5, "#222"),
                text(x, TOP + PLOT_H + 19, f"{v:,.4g}" if v < 1 else f"{v:,.0f}")]
    return out


def curves(x_name, y_name, series, log=False):
    """series: [(name, [(x, y)])]; log: both axes."""
    xs = [x for _, points in series for x, _ in points]
    ys = [y for _, points in series for _, y in points if y > 0 or not log]
    x_ticks = decades(min(xs), max(xs)) if log else steps(max(xs))
    y_ticks = decades(min(ys), max(ys)) if log else steps(max(ys))
    x_at, y_at = scale(x_ticks, PLOT_W, log), scale(y_ticks, PLOT_H, log)
    inside = grid(x_ticks, y_ticks, x_at, y_at)
    for n, (_, points) in enumerate(series):
        at = [(LEFT + x_at(x), TOP + PLOT_H - y_at(y)) for x, y in points if y > 0 or not log]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        inside.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[n]}" '
                      f'stroke-width="2"{DASHES[n]}/>')
        inside += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{COLOURS[n]}"/>' for x, y in at]
    return frame(x_name, y_name, inside, [name for name, _ in series])


def histogram(x_name, y_name, series, bins=40):
    """series: [(name, [values])], stacked."""
    x_ticks = steps(max(v for _, values in series for v in values))
    width = x_ticks[-1] / bins
    counts = [[0] * bins for _ in series]
    for n, (_, values) in enumerate(series):
        for v in values:
            counts[n][min(bins - 1, int(v / width))] += 1
    y_ticks = steps(max(sum(column) for column in zip(*counts)))
    x_at, y_at = scale(x_ticks, PLOT_W, False), scale(y_ticks, PLOT_H, False)
    inside, base = grid(x_ticks, y_ticks, x_at, y_at), [0] * bins
    for n, row in enumerate(counts):
        for k, count in enumerate(row):
            if count:
                y = TOP + PLOT_H - y_at(base[k] + count)
                inside.append(f'<rect x="{LEFT + x_at(k * width) + 0.5:.1f}" y="{y:.1f}" '
                              f'width="{x_at(width) - 1:.1f}" height="{y_at(count):.1f}" fill="{COLOURS[n]}"/>')
                base[k] += count
    return frame(x_name, y_name, inside, [name for name, _ in series])
