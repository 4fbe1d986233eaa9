"""An explanation: what a review's entry was read as, paragraph by paragraph, with the words behind each reading."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from casegraph.collections.words import in_requests
from casegraph.errors import CasegraphError, Choice, UnknownName
from casegraph.names import slug
from casegraph.nearest import nearest
from casegraph.store.in_terms import in_terms, profile_of
from casegraph.store.protocol import Store
from casegraph.store.values import select_values

__all__ = ["KINDS", "Explained", "Explanation", "Part", "Seen", "Words", "explain", "find_review"]

Part = Literal["heading", "narrative", "learning", "recommendation", "remark", "keyword"]

_SHOWN = 10
_ALIKE = 0.85  # and more is a slip of the pen


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """Words on the page: their place in its text, and they themselves."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One reading: its *kind* ("theme", "asked", "owner", "action", "outcome" …), what it says, and the words it was read from.

    *note* is the basis of an addressing or a theme, and tells children apart. *words* are empty where nobody is named.
    *wordings* are those of the concept's table or labels that made the reading; incidents and keywords have none, and
    neither has what was read from the whole clause. *probability* is that of a theme, an action or an owner, if it is known.
    """

    kind: str
    says: str
    note: str
    words: tuple[Words, ...]
    wordings: tuple[str, ...] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """A paragraph or clause of an entry, with what was read from it; *number* counts clauses of a part."""

    part: Part
    number: int
    words: Words
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A review's entry on a page, in the page's order."""

    iri: str
    title: str
    file: str
    parts: tuple[Explained, ...]


def find_review(store: Store, name: str) -> str:
    """Return the IRI of the review that *name* means: the last part of an IRI, a heading, or words of only one heading.

    Raises UnknownName if no review or several are meant, with those that come near.
    """
    rows, own = select_values(store, in_terms(_REVIEWS, store)), profile_of(store)
    one, several = (in_requests(each, own) for each in ("review", "reviews"))
    wanted = slug(name.removeprefix(f"{store.base}review/").removeprefix("review:"))
    named = list(dict.fromkeys((str(row["review"]), str(row["title"])) for row in rows))
    exact = [iri for iri, title in named if wanted in (iri.rpartition("/")[2], slug(title))]
    matches = [(iri, title) for iri, title in named if wanted and f"-{wanted}-" in f"-{slug(title)}-"]
    if len(exact) == 1 or len(matches) == 1:
        return exact[0] if len(exact) == 1 else matches[0][0]
    if matches:
        more = f"\n  … and {len(matches) - _SHOWN} more" if len(matches) > _SHOWN else ""
        raise _unknown(
            f"“{name}” can be {len(matches)} {several}. Name one of:\n{_listed(matches[:_SHOWN])}{more}", name, matches
        )
    called: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for row in rows:
        iri, title = str(row["review"]), str(row["title"])
        for one in (iri.rpartition("/")[2], slug(title), slug(str(row["name"] or ""))):
            called[one][iri, title] = None
    near = dict.fromkeys(review for one in nearest(wanted, called, cutoff=_ALIKE) for review in called[one])
    if near:
        listed = [*near][:_SHOWN]
        raise _unknown(f"No {one} is called “{name}”. Did you mean:\n{_listed(listed)}", name, listed)
    words = set(wanted.split("-"))
    nearby = sorted(named, key=lambda each: -len(words & set(slug(each[1]).split("-"))))[:3]
    raise _unknown(f"No {one} is called “{name}”. Nearest are:\n{_listed(nearby)}", name, nearby)


def _unknown(problem: str, name: str, near: Iterable[tuple[str, str]]) -> UnknownName:
    choices = [Choice(iri.rpartition("/")[2], title) for iri, title in near]
    return UnknownName(problem, kind="review", value=name, near=choices)


def explain(store: Store, review: str) -> Explanation:
    """Return the explanation of the review with the IRI *review*.

    Raises CasegraphError if the graph has no such review.
    """
    about = select_values(store, in_terms(_ABOUT, store).replace("?review", f"<{review}>"))
    if not about:
        raise CasegraphError(f"The graph has no {in_requests('review', profile_of(store))} {review}.")
    readings: defaultdict[str, dict[tuple[str, str, str], set[Words]]] = defaultdict(dict)
    wordings: defaultdict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    probabilities: dict[tuple[str, str, str, str], float] = {}
    for row in select_values(store, _READINGS.replace("?review", f"<{review}>")):
        reading = (str(row["kind"]), _says(row), str(row["note"] or ""))
        words = readings[str(row["of"])].setdefault(reading, set())
        if row["wording"]:
            wordings[str(row["of"]), *reading].add(str(row["wording"]))
        if row["probability"] is not None:
            probabilities[str(row["of"]), *reading] = float(row["probability"])
        if reading[2] != "default":
            words.add(_words(row))
    happened = readings.pop("incident", {})
    explained = []
    for row in select_values(store, _PARTS.replace("?review", f"<{review}>")):
        within = _words(row)
        of = str(row["of"])
        seen = [
            Seen(
                *reading,
                tuple(sorted(words)),
                tuple(sorted(wordings[of, *reading])),
                probabilities.get((of, *reading)),
            )
            for reading, words in readings.get(of, {}).items()
        ]
        for reading, words in happened.items():
            inside = tuple(sorted(each for each in words if within.start <= each.start and each.end <= within.end))
            seen += [Seen(*reading, inside)] if inside else []
        seen.sort(key=lambda each: (KINDS.index(each.kind), each.words, each.says))
        explained.append(Explained(row["part"], int(row["number"] or 0), within, tuple(seen)))
    explained.sort(key=lambda each: (each.words, each.part))
    return Explanation(review, str(about[0]["title"]), str(about[0]["file"]), tuple(explained))


def _says(row: Mapping[str, Any]) -> str:
    """Return what a reading says, in words."""
    if row["kind"] != "child":
        return str(row["says"])
    age = f"{row['age']:f}".rstrip("0").rstrip(".") + f" {row['unit']}" if row["age"] is not None else ""
    return ", ".join(part for part in (age, str(row["sex"] or "")) if part) or "age and sex not stated"


def _words(row: Mapping[str, Any]) -> Words:
    return Words(int(row["start"]), int(row["end"]), str(row["quote"]))


def _listed(reviews: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"  {iri.rpartition('/')[2]}   {title}" for iri, title in reviews)


KINDS = (
    "outcome",
    "suicide",
    "certainty",
    "child",
    "date",
    "asked",
    "owner",
    "through",
    "concerns",
    "action",
    "strength",
    "theme",
    "keyword",
)
"""The kinds of what is seen, in the order in which it is shown."""

_REVIEWS = """
SELECT ?review ?title ?name {
  ?review a cg:Review ; rdfs:label ?title OPTIONAL { ?review cg:caseName ?name }
} ORDER BY ?title ?review ?name"""

_ABOUT = """
SELECT ?title ?file {
  ?review a cg:Review ; rdfs:label ?title ; cg:inPassage/oa:hasSource/rdfs:label ?file
} ORDER BY ?file LIMIT 1"""

# The store is quick where each branch of a union is whole in itself; so each has the passage's pattern.
_PASSAGE = "cg:inPassage ?passage . ?passage cg:start ?start ; cg:end ?end ; cg:quote ?quote"

_PARTS = """
SELECT ?of ?part ?number ?start ?end ?quote {
  {
    ?review IN_PASSAGE BIND("heading" AS ?part)
  } UNION {
    ?review cg:inPassage ?heading . ?heading oa:hasSource ?page .
    ?entry dcterms:references ?review ; dcterms:isPartOf ?page ; IN_PASSAGE
    FILTER(?passage != ?heading) BIND("narrative" AS ?part)
  } UNION {
    ?review cg:hasLearning ?of . ?of cg:position ?number ; IN_PASSAGE BIND("learning" AS ?part)
  } UNION {
    ?review cg:hasRecommendation ?of . ?of cg:position ?number ; IN_PASSAGE BIND("recommendation" AS ?part)
  } UNION {
    ?review cg:hasRemark ?of . ?of cg:position ?number ; IN_PASSAGE BIND("remark" AS ?part)
  } UNION {
    ?review cg:hasReading ?of . ?of a cg:KeywordReading ; IN_PASSAGE BIND("keyword" AS ?part)
  }
}""".replace("IN_PASSAGE", _PASSAGE)

_READINGS = """
SELECT ?of ?kind ?says ?note ?age ?unit ?sex ?start ?end ?quote ?wording ?probability {
  {
    ?of cg:fromReview ?review ; cg:hasReading ?reading . ?reading a cg:ThemeReading ; cg:readAs ?concept ; IN_PASSAGE
    OPTIONAL { ?reading cg:basis ?basis }
    BIND("theme" AS ?kind) BIND(REPLACE(STR(?basis), "^.*/", "") AS ?note)
    OPTIONAL { ?reading cg:wording ?wording }
    OPTIONAL { ?reading cg:probability ?probability }
  } UNION {
    ?of cg:fromReview ?review ; cg:hasReading ?reading . ?reading a cg:Concern ; cg:readAs ?concept ; IN_PASSAGE
    OPTIONAL { ?reading a ?through FILTER(?through = cg:AskedThrough) }
    BIND(IF(BOUND(?through), "through", "concerns") AS ?kind)
    OPTIONAL { ?reading cg:wording ?wording }
  } UNION {
    ?of cg:fromReview ?review ; cg:hasReading ?reading . ?reading a cg:StrengthReading ; cg:readAs ?concept ; IN_PASSAGE
    BIND("strength" AS ?kind)
  } UNION {
    ?of cg:fromReview ?review ; cg:hasReading ?reading . ?reading a cg:ActionReading ; cg:readAs ?concept ; IN_PASSAGE
    BIND("action" AS ?kind)
    OPTIONAL { ?reading cg:wording ?wording }
    OPTIONAL { ?reading cg:probability ?probability }
  } UNION {
    ?of cg:fromReview ?review ; cg:hasReading ?reading . ?reading a cg:LikelyOwner ; cg:readAs ?concept ; cg:basis ?basis ; IN_PASSAGE
    BIND("owner" AS ?kind) BIND(REPLACE(STR(?basis), "^.*/", "") AS ?note)
    OPTIONAL { ?reading cg:wording ?wording }
    OPTIONAL { ?reading cg:probability ?probability }
  } UNION {
    ?of cg:fromReview ?review ; cg:hasAddressing ?reading . ?reading cg:readAs ?concept ; cg:basis ?basis ; IN_PASSAGE
    BIND("asked" AS ?kind) BIND(REPLACE(STR(?basis), "^.*/", "") AS ?note)
    OPTIONAL { ?reading cg:wording ?wording }
  } UNION {
    ?review cg:hasReading ?of . ?of a cg:KeywordReading ; cg:readAs ?concept ; IN_PASSAGE BIND("keyword" AS ?kind)
  } UNION {
    ?review cg:concernsIncident ?incident . ?incident cg:outcome ?concept ; cg:outcomeInPassage ?at . ?at PASSAGE
    BIND("incident" AS ?of) BIND("outcome" AS ?kind)
  } UNION {
    ?review cg:concernsIncident ?incident . ?incident cg:suicideInPassage ?at ; cg:certainty ?sure . ?at PASSAGE
    BIND("incident" AS ?of) BIND("suicide" AS ?kind)
    BIND(IF(?sure = certainty:stated, "yes", STRAFTER(STR(?sure), "/certainty/")) AS ?says)
  } UNION {
    ?review cg:concernsIncident ?incident . ?incident cg:certainty ?concept ; cg:certaintyInPassage ?at . ?at PASSAGE
    BIND("incident" AS ?of) BIND("certainty" AS ?kind)
  } UNION {
    ?review cg:concernsIncident ?incident . ?incident cg:occurred ?says ; cg:dateInPassage ?at . ?at PASSAGE
    BIND("incident" AS ?of) BIND("date" AS ?kind)
  } UNION {
    ?review cg:concernsIncident ?incident . ?incident cg:hasChild ?child . ?child IN_PASSAGE
    BIND("incident" AS ?of) BIND("child" AS ?kind) BIND(STR(?child) AS ?note)
    OPTIONAL { ?child cg:age ?age ; cg:ageUnit ?unit }
    OPTIONAL { ?child cg:sex ?sex }
  }
  OPTIONAL { ?concept skos:prefLabel ?says }
}""".replace("IN_PASSAGE", _PASSAGE).replace("PASSAGE", _PASSAGE.partition(" . ?passage ")[2])
