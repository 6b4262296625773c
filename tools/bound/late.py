# SPDX-License-Identifier: BSD-2-Clause
"""The bar for what may be at work at the end of a slot without having asked for time."""

# Instructions from the boundary to the timer's entry.
BAR = 200
# What may take longer, and why.
LONGER = {"upcall_return": "a frame outside the first area is looked for in all of them"}


def problems(costs, longer=None):
    """costs: {what: Cost}."""
    longer = LONGER if longer is None else longer
    above = {name for name, cost in costs.items() if cost.names() or cost.value({}) > BAR}
    found = [f"{name}: {costs[name]} instructions that nobody asked time for, {BAR} may be (tools/bound/late.py)"
             for name in sorted(above - longer.keys())]
    return found + [f"{name}: an excuse without need (tools/bound/late.py)" for name in sorted(longer.keys() - above)]
