"""Details: what a network says of its nodes beside label and kind, so that other programs can group, filter and colour by it.

A review has its year, outcome, nation, area and partnership, a theme its group, an agency its sector. Group and sector
are the labels of the concept at the top of the scheme; one that is at the top itself has its own label. Where a review has several of one
thing they are joined by semicolons; what is not known is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from casegraph.store.protocol import Store

__all__ = ["DETAILS", "Detail", "detail_names", "details"]

Detail = tuple[str, str | int]
"""A name and a value."""

DETAILS: Mapping[str, Mapping[str, type[str] | type[int]]] = {
    "review": {"year": int, "outcome": str, "nation": str, "area": str, "partnership": str},
    "theme": {"group": str},
    "agency": {"sector": str},
}
"""The names of the details of each kind, in their order, and what their values are."""

_REVIEWS = """
SELECT ?node ?name ?value {
  { ?node cg:year ?value BIND("year" AS ?name) }
  UNION { ?node cg:concernsIncident/cg:outcome/skos:prefLabel ?value BIND("outcome" AS ?name) }
  UNION { ?node cg:forArea/cg:nation ?value BIND("nation" AS ?name) }
  UNION { ?node cg:forArea/rdfs:label ?value BIND("area" AS ?name) }
  UNION { ?node cg:areaLabel ?value FILTER NOT EXISTS { ?node cg:forArea ?known } BIND("area" AS ?name) }
  UNION { ?node cg:commissionedBy/rdfs:label ?value BIND("partnership" AS ?name) }
  FILTER(LANG(?value) IN ("", "en"))
}"""
_CONCEPTS = """
SELECT ?node ("%s" AS ?name) ?value {
  ?top skos:topConceptOf scheme:%s ; skos:prefLabel ?value . ?node skos:broader* ?top
  FILTER(LANG(?value) IN ("", "en"))
}"""
_QUERIES = {
    "review": _REVIEWS,
    "theme": _CONCEPTS % ("group", "theme"),
    "agency": _CONCEPTS % ("sector", "agency"),
}


def details(store: Store, kinds: Mapping[str, str]) -> dict[str, tuple[Detail, ...]]:
    """Return the details of the nodes whose *kinds* are given by IRI, in the order of DETAILS.

    >>> from casegraph.store.memory import MemoryStore
    >>> details(MemoryStore.from_turtle("<urn:r> cg:year 2025 ."), {"urn:r": "review"})
    {'urn:r': (('year', 2025),)}
    """
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for kind in sorted(set(kinds.values()) & _QUERIES.keys()):
        for row in store.select(_QUERIES[kind]):
            if kinds.get(row["node"].value) == kind:
                found[row["node"].value][row["name"].value].add(row["value"].value)
    return {
        iri: tuple(
            (name, value)
            for name, of in DETAILS[kinds[iri]].items()
            if (value := _whole(said[name]) if of is int else "; ".join(sorted(said[name])))
        )
        for iri, said in found.items()
    }


def _whole(texts: Iterable[str]) -> int | None:
    """Return the smallest whole number among *texts*, whose datatypes nobody may have checked."""
    numbers = [int(text) for text in texts if text.isascii() and text.isdecimal()]
    return min(numbers, default=None)


def detail_names(kinds: Iterable[str]) -> Mapping[str, type[str] | type[int]]:
    """Return the details that nodes of these *kinds* can have, in order.

    >>> list(detail_names(["theme", "agency"]))
    ['group', 'sector']
    """
    present = set(kinds)
    return {name: of for kind, names in DETAILS.items() if kind in present for name, of in names.items()}
