"""What a new line of a tracker begins with where the source says so: by when, and who; nobody has confirmed it yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casegraph.store.in_terms import in_terms
from casegraph.store.protocol import Store
from casegraph.store.values import select_values
from casegraph.tracking.model import GIVEN, INFERRED, INTRODUCED, NAMED, STATED, Entries
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.given import agencies_in_words, due_in_words

__all__ = ["Sources", "sources_in", "suggested"]

_DEADLINES = """SELECT DISTINCT ?recommendation ?words ?start {
  ?recommendation a cg:Recommendation ; cg:hasReading ?reading .
  ?reading cg:readAs <%sstrength/deadline> ; cg:inPassage ?passage . ?passage cg:quote ?words ; cg:start ?start
} ORDER BY ?recommendation ?start"""
_GIVEN = """SELECT ?recommendation ?due ?agency { ?recommendation a cg:Recommendation
  OPTIONAL { ?recommendation cg:dueGiven ?due } OPTIONAL { ?recommendation cg:agencyGiven ?agency } FILTER(BOUND(?due) || BOUND(?agency)) }"""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a graph has of deadlines, by the ids of recommendations: the words of the text; what a local report gives in its table."""

    deadlines: Mapping[str, str] = field(default_factory=dict)
    due: Mapping[str, str] = field(default_factory=dict)
    agency: Mapping[str, str] = field(default_factory=dict)


def sources_in(store: Store) -> Sources:
    """Return what a graph says of deadlines and owners."""
    start = f"{store.base}recommendation/"
    deadlines: dict[str, list[str]] = {}
    for row in select_values(store, in_terms(_DEADLINES % store.base, store)):
        deadlines.setdefault(str(row["recommendation"]).removeprefix(start), []).append(str(row["words"]))
    given: dict[str, dict[str, str]] = {"due": {}, "agency": {}}
    for row in select_values(store, in_terms(_GIVEN, store)):
        for name, known in given.items():
            if row.get(name):
                known[str(row["recommendation"]).removeprefix(start)] = str(row[name])
    return Sources({id: "; ".join(words) for id, words in deadlines.items()}, given["due"], given["agency"])


def suggested(c: Collection, clause: Clause, sources: Sources) -> Entries:
    """Return when a recommendation is due and who owns it, as far as its source says, each with how that is known.

    A deadline has the words of the text: no date is made of them. A day by which only a reply is due says so. An owner is as the text names it, or a likely one.
    """
    id = f"{clause.review}/{clause.number}"
    given = due_in_words(sources.due.get(id, ""), is_reply_due=c.profile.has_replies)
    due = _marked(given, GIVEN) or _marked(sources.deadlines.get(id, ""), STATED)
    owner = _marked(agencies_in_words(sources.agency.get(id, "")), GIVEN) or _named(c, clause)
    if not owner and clause.owner is not None:
        owner = _marked(c.agencies[clause.owner.id].label, INFERRED)
    return Entries(owner=owner or None, due=due or None)


def _named(c: Collection, clause: Clause) -> str:
    """Return whom a recommendation names, in its own words, "" for nobody."""
    explicit = [each for each in clause.addressed if each.basis == "explicit"]
    inside = sorted(explicit, key=lambda each: each.spans[:1])
    if inside:
        words = (
            " ".join(clause.text[span.start : span.end] for span in each.spans) or c.agencies[each.id].label
            for each in inside
        )
        return _marked("; ".join(dict.fromkeys(words)), NAMED)
    outside = [each for each in clause.addressed if each.basis == "lead-in"]
    return _marked(
        "; ".join(dict.fromkeys(each.introduction or c.agencies[each.id].label for each in outside)), INTRODUCED
    )


def _marked(words: str, mark: str) -> str:
    return f"{' '.join(words.split())} {mark}" if words.strip() else ""
