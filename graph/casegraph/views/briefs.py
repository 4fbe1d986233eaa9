"""A clause in one line: who it is for and how that is known, its first themes, and what is to be done."""

from collections.abc import Iterator, Sequence

from casegraph.collections.words import in_requests
from casegraph.views.addressing_ways import ADDRESSING_WAYS, AddressingWay
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.list_words import FIRST, STRENGTH_WORDS
from casegraph.views.texts import action_labels

__all__ = ["brief", "strength_in_words"]


def brief(c: Collection, clause: Clause, *, with_kind: bool = False) -> str:
    """Return a clause in one line: who it is for and how, themes, and what is to be done; a remark says that it is one.

    *with_kind* a learning point says so as well, where a list has other sentences beside it.
    """
    kind = (
        clause.kind.capitalize() if clause.kind == "remark" or (with_kind and clause.kind == "learning point") else ""
    )
    actions = [action_labels().get(each.id, each.id) for each in clause.actions]
    parts = [
        kind,
        *_agencies(c, clause),
        _first([c.themes[id].label for id in clause.theme_ids]),
        _first(actions, 1),
        strength_in_words(clause),
        "corrected by a person" if clause.corrected else "",
    ]
    return " · ".join(filter(None, parts))


def strength_in_words(clause: Clause) -> str:
    """Return how firmly a clause asks: whether it sets a time or a measure, or asks no more than to consider."""
    return ", ".join(STRENGTH_WORDS[each] for each in clause.strength if each in STRENGTH_WORDS)


def _agencies(c: Collection, clause: Clause) -> Iterator[str]:
    if clause.kind != "recommendation":
        return
    known: dict[AddressingWay, list[str]] = {
        "named": [each.id for each in clause.addressed if each.basis == "explicit"],
        "introduced": [each.id for each in clause.addressed if each.basis == "lead-in"],
        "via": clause.via_ids,
        "owner": clause.owner_ids,
    }
    if not clause.agency_ids():
        yield in_requests(ADDRESSING_WAYS["unnamed"].capitalize(), c.profile)
    for way, ids in known.items():
        if ids:
            yield f"{_first([c.agencies[id].label for id in ids])} ({in_requests(ADDRESSING_WAYS[way], c.profile)})"


def _first(names: Sequence[str], shown: int = FIRST) -> str:
    rest = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {rest:,} more" if rest > 0 else "")
