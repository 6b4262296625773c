# SPDX-License-Identifier: BSD-2-Clause
"""The bar for what may be at work at the end of a slot without having asked for time."""

# Instructions from the boundary to the timer's entry; HYP mode saves more by itself.
BAR, BAR_HYP = 200, 210
# What may take longer, and why.
LONGER = {}


def problems(costs, hyp, longer=None):
    """costs: {what: Cost}, of a board with HYP mode or not."""
    longer, bar = LONGER if longer is None else longer, BAR_HYP if hyp else BAR
    above = {name for name, cost in costs.items() if cost.names() or cost.value({}) > bar}
    found = [f"{name}: {costs[name]} instructions that nobody asked time for, {bar} may be (tools/bound/late.py)"
             for name in sorted(above - longer.keys())]
    return found + [f"{name}: an excuse without need (tools/bound/late.py)" for name in sorted(longer.keys() - above)]
