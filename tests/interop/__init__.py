"""Other people's programs read what Casegraph writes: ``make interop``.

Each reader runs in a process of its own. What it read is compared with what the graph says, item by item, and the results are
a table for docs/interop.md.
"""
