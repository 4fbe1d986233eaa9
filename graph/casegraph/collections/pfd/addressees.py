"""Whom a report is sent to, as kinds of agency, and as an organisation where that is known."""

from collections.abc import Iterable

from casegraph.record.model import Addressee, Passage

__all__ = ["addressees_in"]


def addressees_in(names: Iterable[Passage]) -> tuple[Addressee, ...]:
    """Return the addressees with these names."""
    return tuple(Addressee(name) for name in names)
