"""Documents that were sent to somebody who must reply: to whom, until when, and how many replies are known."""

from collections import defaultdict
from dataclasses import dataclass

from casegraph.store.protocol import Store
from casegraph.store.values import select_values
from casegraph.views.collection import Collection

__all__ = [
    "KnownReply",
    "NamedAddressee",
    "SentDocument",
    "keep_sendings",
    "sending_of",
    "sendings",
    "sendings_of",
    "sent_to",
]

_DOCUMENTS = """SELECT ?id ?title ?reference ?dated ?due ?assumed ?replies {
  ?id cg:reference ?reference ; rdfs:label ?title
  OPTIONAL { ?id cg:dated ?dated } OPTIONAL { ?id cg:responseDue ?due } OPTIONAL { ?id cg:isDueAssumed ?assumed }
  OPTIONAL { ?id cg:replies ?replies }
}"""
_NAMES = """SELECT DISTINCT ?id ?place ?name ?agency ?label {
  ?id cg:sentTo ?addressee . ?addressee rdfs:label ?name ; cg:position ?place
  OPTIONAL { ?addressee cg:isAgency ?agency OPTIONAL { ?agency skos:prefLabel ?label } }
} ORDER BY ?id ?place ?agency"""
_REPLIES = """SELECT DISTINCT ?reply ?id ?sender ?day {
  ?id cg:hasReply ?reply OPTIONAL { ?reply cg:repliedBy ?sender } OPTIONAL { ?reply cg:received ?day }
} ORDER BY ?id ?reply"""
_AGENCIES = "SELECT DISTINCT ?id ?agency { ?id cg:sentTo/cg:isAgency/skos:broader* ?agency }"


@dataclass(frozen=True, slots=True)
class NamedAddressee:
    """Somebody to whom a document was sent: the *name* as given, and by id and label the *agencies* that it was read as."""

    name: str
    agencies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KnownReply:
    """A reply that is known: who *sender* is, and the *day* on which it came; "" for what is not known."""

    sender: str
    day: str


@dataclass(frozen=True, slots=True)
class SentDocument:
    """A document that was sent to somebody, by its id; days are in ISO 8601, "" for none that is known.

    *sent_to* are the addressees by name, *agencies* the ids of the agencies that they are, with those above them. *replies*
    counts those that are known, None where nobody counted; a day that *is_due_assumed* follows from the law alone.
    *addressees* are the same as *sent_to*, each with its own agencies; *came* are replies that are known one by one.
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
    addressees: tuple[NamedAddressee, ...] = ()
    came: tuple[KnownReply, ...] = ()


def sendings(store: Store) -> tuple[SentDocument, ...]:
    """Return the documents of a graph that were sent to somebody, the newest first.

    >>> from casegraph.store.memory import MemoryStore
    >>> turtle = "<https://w3id.org/casegraph/review/r> cg:reference 'r' ; rdfs:label 'R' ; cg:replies 2 ."
    >>> [(each.id, each.replies, each.due) for each in sendings(MemoryStore.from_turtle(turtle))]
    [('r', 2, '')]
    """
    names: defaultdict[str, dict[tuple[int, str], list[tuple[str, str]]]] = defaultdict(dict)
    for row in select_values(store, _NAMES):
        read_as = names[row["id"]].setdefault((int(row["place"]), str(row["name"])), [])
        if row["agency"] is not None:
            id = str(row["agency"]).rpartition("/")[2]
            read_as.append((id, str(row["label"] or id)))
    came: defaultdict[str, list[KnownReply]] = defaultdict(list)
    for row in select_values(store, _REPLIES):
        came[row["id"]].append(KnownReply(str(row["sender"] or ""), _day(row["day"])))
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
            sent_to=tuple(name for _, name in names[row["id"]]),
            agencies=frozenset(agencies[row["id"]]),
            addressees=tuple(NamedAddressee(name, tuple(read_as)) for (_, name), read_as in names[row["id"]].items()),
            came=tuple(came[row["id"]]),
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


def sending_of(c: Collection, id: str) -> SentDocument | None:
    """Return to whom a document was sent, by its id; None if that is not known."""
    return next((each for each in sendings_of(c) if each.id == id), None)


def sent_to(c: Collection, agency: str) -> tuple[SentDocument, ...]:
    """Return the documents that were sent to an agency, narrower ones included."""
    return tuple(each for each in sendings_of(c) if agency in each.agencies)


def _day(value: object) -> str:
    return "" if value is None else str(value)[:10]
