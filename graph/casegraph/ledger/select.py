"""The ledger's rows from a graph, whether it is open in a folder or still in a build's memory: a few queries, then joins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, TypeVar

from casegraph.ledger.rows import LearningRow, Ledger, RecommendationRow
from casegraph.store.protocol import Store
from casegraph.store.rows import Row, Rows, place

__all__ = ["Tables", "learning", "ledger", "recommendations"]

Clause = TypeVar("Clause", LearningRow, RecommendationRow)

_CLAUSES = """
SELECT (STR(?clause) AS ?iri) ?review ?number ?text (STR(?passage) AS ?at) ?file {{
  ?clause a cg:{} ; cg:fromReview ?review ; cg:position ?number ; cg:text ?text ; cg:inPassage ?passage .
  ?passage oa:hasSource/rdfs:label ?file
}}"""
_READINGS = """
SELECT (STR(?clause) AS ?iri) ?kind ?concept ?basis (STR(?passage) AS ?at) ?quote {{
  ?clause a cg:{} ; cg:hasReading ?reading . ?reading a ?kind ; cg:readAs ?concept ; cg:inPassage ?passage .
  ?passage cg:quote ?quote
  FILTER(?kind != cg:Reading)
  OPTIONAL {{ ?reading cg:basis ?basis }}
}}"""
_REVIEWS = """
SELECT (?review AS ?id) (STR(?review) AS ?iri) ?title ?year ?outcome ?suicide ?link {
  ?review a cg:Review ; rdfs:label ?title
  OPTIONAL { ?review cg:year ?year }
  OPTIONAL { ?review cg:concernsIncident ?incident . ?incident cg:outcome ?outcome ; cg:isSuicide ?suicide }
  OPTIONAL { ?report prov:wasGeneratedBy ?review ; cg:reportAddress ?link }
}"""
_LINKS = """
SELECT ?id ?link ?to {
  ?id a cg:Review ; ?link ?to
  VALUES ?link { cg:commissionedBy cg:forArea dcterms:subject }
}"""
_CONCEPTS = """
SELECT ?scheme ?id ?label {
  VALUES ?scheme {
    <https://w3id.org/casegraph/scheme/agency> <https://w3id.org/casegraph/scheme/theme>
    <https://w3id.org/casegraph/scheme/keyword> <https://w3id.org/casegraph/scheme/outcome>
  }
  ?id skos:inScheme ?scheme ; skos:prefLabel ?label
}"""
_PLACES = """
SELECT ?id ?label ?nation ?region {
  ?id a ?kind ; rdfs:label ?label
  VALUES ?kind { cg:Area cg:SafeguardingPartnership }
  OPTIONAL { ?id cg:nation ?nation }
  OPTIONAL { ?id cg:region ?region }
}"""

_NO_OUTCOME = "not-stated"


class Tables(NamedTuple):
    """Both tables of the ledger."""

    recommendations: Ledger[RecommendationRow]
    learning: Ledger[LearningRow]


def ledger(store: Store) -> Tables:
    """Return both tables of a graph."""
    context = _Context(Rows(store))
    return Tables(context.rows("Recommendation", RecommendationRow), context.rows("LearningPoint", LearningRow))


def recommendations(store: Store) -> Ledger[RecommendationRow]:
    """Return a row for each recommendation.

    >>> from casegraph.store.memory import MemoryStore
    >>> recommendations(MemoryStore.from_turtle(""))
    <Ledger: 0 rows>
    """
    return _Context(Rows(store)).rows("Recommendation", RecommendationRow)


def learning(store: Store) -> Ledger[LearningRow]:
    """Return a row for each learning point.

    >>> from casegraph.store.memory import MemoryStore
    >>> learning(MemoryStore.from_turtle(""))
    <Ledger: 0 rows>
    """
    return _Context(Rows(store)).rows("LearningPoint", LearningRow)


@dataclass(frozen=True, slots=True)
class _Concept:
    """A concept that was read from a clause, with its basis and its words."""

    id: str
    basis: str
    words: str


class _Context:
    """The fields of each review, and the labels of concepts."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._labels: dict[tuple[str, str], str] = {}
        for row in rows.select(_CONCEPTS):
            self._labels.setdefault((row["scheme"], row["id"]), row["label"])
        self._reviews = self._read_reviews()

    def rows(self, kind: str, row_type: type[Clause]) -> Ledger[Clause]:
        """Return the clauses of a class as rows, by review and in the order of the page."""
        names = [each.name for each in fields(row_type)]
        readings = self._rows.by("iri", _READINGS.format(kind))
        clauses: dict[str, Row] = {}
        for row in self._rows.select(_CLAUSES.format(kind)):
            clauses.setdefault(row["iri"], row)
        listed = []
        for row in sorted(clauses.values(), key=lambda each: (each["review"], int(each["number"]))):
            values = self._clause(row) | self._read(readings.get(row["iri"], ())) | self._reviews[row["review"]]
            listed.append(row_type(**{name: values[name] for name in names}))
        return Ledger(listed)

    def _clause(self, row: Row) -> dict[str, Any]:
        start, end = place(row["at"])
        return {
            "iri": row["iri"],
            "text": row["text"],
            "file": row["file"],
            "start": start,
            "end": end,
            "passage_iri": row["at"],
        }

    def _read(self, rows: Iterable[Row]) -> dict[str, Any]:
        """Return the concepts that were read from a clause, in the order of their words."""
        found = _concepts(rows)
        agencies, mentioned, themes = (found.get(kind, []) for kind in ("Addressing", "Concern", "ThemeReading"))
        return {
            **self._labelled("agency", [each.id for each in agencies], "agency_ids", "agencies"),
            "agency_basis": tuple(each.basis for each in agencies),
            "agency_words": tuple(each.words for each in agencies),
            **self._labelled("agency", [each.id for each in mentioned], "mentioned_ids", "mentioned"),
            "mentioned_words": tuple(each.words for each in mentioned),
            **self._labelled("theme", [each.id for each in themes], "theme_ids", "themes"),
            "theme_words": tuple(each.words for each in themes),
        }

    def _labelled(self, scheme: str, ids: Iterable[str], ids_name: str, labels_name: str) -> dict[str, Any]:
        ids = tuple(ids)
        return {ids_name: ids, labels_name: tuple(self._labels[scheme, each] for each in ids)}

    def _read_reviews(self) -> dict[str, dict[str, Any]]:
        """Return the fields of each review, by its id."""
        links = self._rows.by("id", _LINKS)
        places: dict[str, Row] = {}
        for row in self._rows.select(_PLACES):
            places.setdefault(row["id"], row)
        found: dict[str, dict[str, Any]] = {}
        for row in self._rows.select(_REVIEWS):
            linked: dict[str, list[str]] = {"commissionedBy": [], "forArea": [], "subject": []}
            for link in links.get(row["id"], ()):
                linked[link["link"].rpartition("/")[2]].append(link["to"])
            areas = [places[each] for each in linked["forArea"]]
            outcome = row.get("outcome", _NO_OUTCOME)
            values = {
                "review_iri": row["iri"],
                "review": row["title"],
                "year": int(row["year"]) if "year" in row else None,
                "area_ids": tuple(linked["forArea"]),
                "areas": tuple(each["label"] for each in areas),
                "nations": _distinct(areas, "nation"),
                "regions": _distinct(areas, "region"),
                "partnership_ids": tuple(linked["commissionedBy"]),
                "partnerships": tuple(places[each]["label"] for each in linked["commissionedBy"]),
                "outcome_id": outcome,
                "outcome": self._labels["outcome", outcome],
                "suicide": row.get("suicide") == "true",
                **self._labelled("keyword", linked["subject"], "keyword_ids", "keywords"),
                "report": row.get("link"),
            }
            found.setdefault(row["id"], values)
        return found


def _concepts(rows: Iterable[Row]) -> dict[str, list[_Concept]]:
    """Return the concepts of each kind of reading, in the order of their first words; overlapping words are merged.

    >>> read = {"kind": "ThemeReading", "concept": "risk", "quote": "at risk", "at": "x#char=9,16"}
    >>> _concepts([read | {"quote": "risk of harm", "at": "x#char=12,24"}, read, read | {"at": "x#char=30,37"}])
    {'ThemeReading': [_Concept(id='risk', basis='explicit', words='at risk of harm … at risk')]}
    """
    found: dict[str, dict[str, tuple[str, list[str]]]] = {}
    ends: dict[tuple[str, str], int] = {}
    for row in sorted(rows, key=lambda each: (*place(each["at"]), each["concept"])):
        basis = row.get("basis", "explicit")
        _, words = found.setdefault(row["kind"], {}).setdefault(row["concept"], (basis, []))
        if basis == "default":  # no words were read; the passage is the whole clause
            continue
        start, end = place(row["at"])
        before = ends.get((row["kind"], row["concept"]), start)
        if start < before:
            words[-1] += row["quote"][before - start :]
        else:
            words.append(row["quote"])
        ends[row["kind"], row["concept"]] = max(before, end)
    return {
        kind: [_Concept(each, basis, " … ".join(words)) for each, (basis, words) in concepts.items()]
        for kind, concepts in found.items()
    }


def _distinct(rows: Iterable[Mapping[str, str]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[name] for row in rows if name in row))
