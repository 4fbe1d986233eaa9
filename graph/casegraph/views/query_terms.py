"""What an editor of queries completes: the terms of the ontology, and the themes, agencies and outcomes of a graph."""

from dataclasses import dataclass

from casegraph.store.protocol import Store

__all__ = ["QueryTerm", "query_terms"]

_TERMS = """SELECT ?term (MIN(?l) AS ?label) (EXISTS {{ ?term a owl:Class }} AS ?is_class) {{
  {{ ?term rdfs:label ?l FILTER(STRSTARTS(STR(?term), "{base}ontology#")) }} UNION
  {{ ?term a skos:ConceptScheme ; rdfs:label|skos:prefLabel|dcterms:title ?l FILTER(STRSTARTS(STR(?term), "{base}scheme/")) }} UNION
  {{ ?term skos:inScheme ?scheme ; skos:prefLabel ?l FILTER(STRSTARTS(STR(?term), "{base}theme/")
     || STRSTARTS(STR(?term), "{base}agency/") || STRSTARTS(STR(?term), "{base}outcome/")
     || STRSTARTS(STR(?term), "{base}action/")) }} }} GROUP BY ?term"""


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A term: its prefixed name as *label*, what people call it as *detail*, and a *type*: class, property or constant."""

    label: str
    detail: str
    type: str


def query_terms(store: Store) -> list[QueryTerm]:
    """Return the terms of a graph by their prefixed names.

    >>> from casegraph.store.memory import MemoryStore
    >>> query_terms(MemoryStore.from_turtle("cg:Review a owl:Class ; rdfs:label 'review' ."))
    [QueryTerm(label='cg:Review', detail='review', type='class')]
    """
    prefixes = sorted(store.prefixes.items(), key=lambda each: -len(each[1]))
    terms = []
    for row in store.select(_TERMS.format(base=store.base)):
        name, iri = next(each for each in prefixes if row["term"].value.startswith(each[1]))
        type = "class" if row["is_class"].value == "true" else "property" if name == "cg" else "constant"
        terms.append(QueryTerm(f"{name}:{row['term'].value.removeprefix(iri)}", row["label"].value, type))
    return sorted(terms, key=lambda each: each.label)
