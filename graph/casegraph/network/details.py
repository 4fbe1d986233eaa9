"""Details of nodes beside label and kind, so that other programs can group, filter and colour by them.

A review has its year, outcome, nation, area, partnership and how certain the outcome is, a theme its group, an agency its sector. Group and sector are
the labels of the top concept of the scheme; a top concept has its own label. Several values are joined by semicolons, and
unknown values are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from casegraph.store.protocol import Store

__all__ = ["DETAILS", "Detail", "detail_names", "details"]

Detail = tuple[str, str | int]
"""A name and a value."""

DETAILS: Mapping[str, Mapping[str, type[str] | type[int]]] = {
    "review": {"year": int, "outcome": str, "nation": str, "area": str, "partnership": str, "certainty": str},
    "theme": {"group": str},
    "agency": {"sector": str},
}
"""The names of the details of each kind, in order, with the types of their values."""

_REVIEWS = """
SELECT ?node ?name ?value {
  { ?node cg:year ?value BIND("year" AS ?name) }
  UNION { ?node cg:concernsIncident/cg:outcome/skos:prefLabel ?value BIND("outcome" AS ?name) }
  UNION { ?node cg:concernsIncident/cg:certainty/skos:prefLabel ?value BIND("certainty" AS ?name) }
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
    """Return the details of nodes, in the order of DETAILS; *kinds* has the kind of each node, by IRI.

    >>> from casegraph.store.memory import MemoryStore
    >>> details(MemoryStore.from_turtle("<urn:r> cg:year 2025 ."), {"urn:r": "review"})
    {'urn:r': (('year', 2025),)}
    """
    texts: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for kind in sorted(set(kinds.values()) & _QUERIES.keys()):
        for row in store.select(_QUERIES[kind]):
            if kinds.get(row["node"].value) == kind:
                texts[row["node"].value][row["name"].value].add(row["value"].value)
    return {
        iri: tuple(
            (name, value)
            for name, of in DETAILS[kinds[iri]].items()
            if (value := _least_number(by_name[name]) if of is int else "; ".join(sorted(by_name[name])))
        )
        for iri, by_name in texts.items()
    }


def _least_number(texts: Iterable[str]) -> int | None:
    """Return the smallest whole number among *texts*; others, whose datatype may be wrong, are ignored."""
    numbers = [int(text) for text in texts if text.isascii() and text.isdecimal()]
    return min(numbers, default=None)


def detail_names(kinds: Iterable[str]) -> Mapping[str, type[str] | type[int]]:
    """Return the details that nodes of these *kinds* can have, in order.

    >>> list(detail_names(["theme", "agency"]))
    ['group', 'sector']
    """
    present = set(kinds)
    return {name: of for kind, names in DETAILS.items() if kind in present for name, of in names.items()}
