"""Documents that were sent to somebody who must reply: to whom, until when, and how many replies are known."""

from collections import defaultdict
from dataclasses import dataclass

from casegraph.store.protocol import Store
from casegraph.store.values import select_values
from casegraph.views.collection import Collection

__all__ = ["SentDocument", "keep_sendings", "sendings", "sendings_of", "sent_to"]

_DOCUMENTS = """SELECT ?id ?title ?reference ?dated ?due ?assumed ?replies {
  ?id cg:reference ?reference ; rdfs:label ?title
  OPTIONAL { ?id cg:dated ?dated } OPTIONAL { ?id cg:responseDue ?due } OPTIONAL { ?id cg:isDueAssumed ?assumed }
  OPTIONAL { ?id cg:replies ?replies }
}"""
_NAMES = """SELECT DISTINCT ?id ?place ?name { ?id cg:sentTo ?addressee . ?addressee rdfs:label ?name ; cg:position ?place }
ORDER BY ?id ?place"""
_AGENCIES = "SELECT DISTINCT ?id ?agency { ?id cg:sentTo/cg:isAgency/skos:broader* ?agency }"


@dataclass(frozen=True, slots=True)
class SentDocument:
    """A document that was sent to somebody, by its id; days are in ISO 8601, "" for none that is known.

    *sent_to* are the addressees by name, *agencies* the ids of the agencies that they are, with those above them. *replies*
    counts those that are known, None where nobody counted; a day that *is_due_assumed* follows from the law alone.
    """

    id: str
    title: str
    reference: str
    dated: str
    due: str
    is_due_assumed: bool
    replies: int | None
    sent_to: tuple[str, ...]
    agencies: frozenset[str]


def sendings(store: Store) -> tuple[SentDocument, ...]:
    """Return the documents of a graph that were sent to somebody, the newest first.

    >>> from casegraph.store.memory import MemoryStore
    >>> turtle = "<https://w3id.org/casegraph/review/r> cg:reference 'r' ; rdfs:label 'R' ; cg:replies 2 ."
    >>> [(each.id, each.replies, each.due) for each in sendings(MemoryStore.from_turtle(turtle))]
    [('r', 2, '')]
    """
    names: defaultdict[str, list[str]] = defaultdict(list)
    for row in select_values(store, _NAMES):
        names[row["id"]].append(str(row["name"]))
    agencies: defaultdict[str, set[str]] = defaultdict(set)
    for row in select_values(store, _AGENCIES):
        agencies[row["id"]].add(str(row["agency"]).rpartition("/")[2])
    listed = [
        SentDocument(
            id=str(row["id"]).rpartition("/")[2],
            title=str(row["title"]),
            reference=str(row["reference"]),
            dated=_day(row["dated"]),
            due=_day(row["due"]),
            is_due_assumed=bool(row["assumed"]),
            replies=row["replies"],
            sent_to=tuple(names[row["id"]]),
            agencies=frozenset(agencies[row["id"]]),
        )
        for row in select_values(store, _DOCUMENTS)
    ]
    return tuple(sorted(listed, key=lambda each: (each.dated, each.id), reverse=True))


def keep_sendings(c: Collection, store: Store) -> Collection:
    """Return a collection that knows which of its documents were sent to whom, from its graph; it is kept as long as it."""
    if c.profile.has_replies:
        vars(c)["_sendings"] = sendings(store)
    return c


def sendings_of(c: Collection) -> tuple[SentDocument, ...]:
    """Return what `keep_sendings` has kept with a collection."""
    kept: tuple[SentDocument, ...] = vars(c).get("_sendings", ())
    return kept


def sent_to(c: Collection, agency: str) -> tuple[SentDocument, ...]:
    """Return the documents that were sent to an agency, narrower ones included."""
    return tuple(each for each in sendings_of(c) if agency in each.agencies)


def _day(value: object) -> str:
    return "" if value is None else str(value)[:10]
