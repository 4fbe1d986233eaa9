"""What was read against what the graph says, in words."""

from collections import Counter
from collections.abc import Mapping

from interop.model import Facts

__all__ = ["SAME", "difference", "sameness"]

SAME = "same: "
_SHOWN = 100


def sameness(read: Facts, said: Facts) -> str:
    """Return “same: …” with how much was read, or “differs: …” with what.

    >>> sameness({"nodes": ["a", "b"]}, {"nodes": ["b", "a"], "edges": ["ab"]})
    'same: 2 nodes'
    >>> sameness({"nodes": ["a", "a", "c"]}, {"nodes": ["a", "b"]})
    'differs: of 2 nodes 1 is missing (b), 2 are too many (a)'
    """
    counted: Mapping[str, Counter[str]] = {what: Counter(items) for what, items in read.items()}
    differences = [difference(what, items, Counter(said[what])) for what, items in counted.items()]
    if not counted or not all(said[what] for what in counted):
        return "differs: nothing was compared"
    if any(differences):
        return "differs: " + "; ".join(filter(None, differences))
    return SAME + ", ".join(f"{items.total():,} {what}" for what, items in counted.items())


def difference(what: str, read: "Counter[str]", said: "Counter[str]") -> str:
    """Return what is missing and what is too many, each with its first example; nothing if they are the same."""
    parts = []
    for name, left in (("missing", said - read), ("too many", read - said)):
        if left:
            verb = "is" if left.total() == 1 else "are"
            parts.append(f"{left.total():,} {verb} {name} ({_short(min(left))})")
    return f"of {said.total():,} {what} {', '.join(parts)}" if parts else ""


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
