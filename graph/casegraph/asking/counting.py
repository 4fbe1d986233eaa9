"""The denominators of answers: how many instances of a class a graph has, and what they are called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casegraph.asking.questions import Term
from casegraph.asking.values import with_prefixes
from casegraph.collections.profile import Words
from casegraph.counts import GRAPH
from casegraph.names import BASE
from casegraph.store.in_terms import in_terms, profile_of
from casegraph.store.protocol import Store
from casegraph.store.values import select_values
from casegraph.views.naming import Naming

__all__ = ["Counted", "counted", "naming_of", "plural"]

_OF_ANYTHING = "^cg:concernsIncident|^cg:hasChild/^cg:concernsIncident|(^cg:hasReading|^cg:hasAddressing)/cg:fromReview"
_OF = {
    **dict.fromkeys(("Recommendation", "LearningPoint", "Remark"), "cg:fromReview"),
    "Repeat": "cg:repeatedBy/cg:fromReview",
}
"""The paths from a clause, a repeat and everything else to its reviews; one path for all would be slow."""

_NAMING = """SELECT ?all ?named ?via WHERE {
  { SELECT (COUNT(DISTINCT ?r) AS ?all) WHERE { ?r a cg:Recommendation IN_YEARS } }
  { SELECT (SUM(?names) AS ?named) (SUM(IF(?names = 0, ?asks, 0)) AS ?via) WHERE {
    { SELECT ?r (MAX(IF(?basis = basis:default, 0, 1)) AS ?names) WHERE {
      ?r a cg:Recommendation ; cg:hasAddressing/cg:basis ?basis IN_YEARS
    } GROUP BY ?r }
    OPTIONAL { SELECT DISTINCT ?r (1 AS ?through) WHERE { ?r cg:askedThrough ?body } }
    BIND(COALESCE(?through, 0) AS ?asks)
  } }
}"""
_NAMING_OF_COUNTS = """SELECT (SUM(?n) AS ?all) (SUM(?naming) AS ?named) (SUM(?through) AS ?via) WHERE {
  GRAPH <GRAPH_OF_COUNTS> {
    ?cell cg:countedNaming ?naming ; cg:countedAskedThrough ?through ; cg:countedRecommendations ?n ; cg:countedYear ?year
  } IN_YEARS
}"""

_IRREGULAR = {"child": "children", "person": "people", "body": "bodies"}


@dataclass(frozen=True, slots=True)
class Counted:
    """The number of instances and of *reviews*, and the name of the class: *one* and *many*.

    *documents* is the name of the reviews, one and many, *words* what else their collection calls by a name of its own.
    """

    things: int
    reviews: int
    one: str
    many: str
    documents: tuple[str, str]
    words: Words


def counted(store: Store, about: str, years: Sequence[Term] = ()) -> Counted:
    """Count what a question is *about*, a class or a concept scheme by IRI, and the reviews; *years* restrict both.

    The name is the label that the ontology gives the class, or the title of the scheme.
    """
    iri = in_terms(about, store).replace(BASE, store.base, 1)
    is_scheme = "/scheme/" in about
    is_review = about == f"{BASE}ontology#Review"
    in_years = f"?review cg:year ?year FILTER(?year IN ({', '.join(map(str, years))}))"
    of_reviews = in_years if years else in_terms("?review a cg:Review", store)
    if is_scheme:
        things = (
            f"?thing skos:inScheme <{iri}> FILTER NOT EXISTS {{ ?thing dcterms:isReplacedBy ?new }} "
            f'FILTER(!CONTAINS(STR(?thing), "/theme/group-"))'
        )
    elif years and not is_review:
        things = f"?thing a <{iri}> ; {_OF.get(about.rpartition('#')[2], _OF_ANYTHING)} ?review . {in_years}"
    else:
        things = of_reviews.replace("?review", "?thing") if is_review else f"?thing a <{iri}>"
    query = f"""SELECT ?things ?reviews (SAMPLE(?name) AS ?label) WHERE {{
  {{ SELECT (COUNT(DISTINCT ?thing) AS ?things) WHERE {{ {things} }} }}
  {{ SELECT (COUNT(DISTINCT ?review) AS ?reviews) WHERE {{ {of_reviews} }} }}
  OPTIONAL {{ <{iri}> rdfs:label|dcterms:title ?name }}
}} GROUP BY ?things ?reviews"""
    (row,) = select_values(store, with_prefixes(query, store.base))
    name = str(row["label"] or _spelt(iri))
    name = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    profile = profile_of(store)
    documents = profile.counted_as
    one, many = documents if is_review else (name, name if is_scheme else plural(name))
    if is_scheme:  # reviews need not have all of it
        one, many = f"listed {one}", f"listed {many}"
    return Counted(int(row["things"]), int(row["reviews"]), one, many, documents, profile.words)


def naming_of(store: Store, years: Sequence[Term] = ()) -> Naming:
    """Count the recommendations that name an agency and those that do not, in all years or only in *years*.

    Where a graph has counts they are taken from these: the whole graph takes seconds at thousands of reviews.
    """
    counts = f"GRAPH <{store.base}{GRAPH}> {{ ?cell cg:countedNaming ?naming }}"
    if store.ask(with_prefixes(f"ASK {{ {counts} }}", store.base)):
        query, of_year = _NAMING_OF_COUNTS.replace("GRAPH_OF_COUNTS", f"{store.base}{GRAPH}"), ""
    else:
        query, of_year = in_terms(_NAMING, store), "; cg:fromReview/cg:year ?year . "
    in_years = f"{of_year}FILTER(?year IN ({', '.join(map(str, years))}))" if years else ""
    (row,) = select_values(store, with_prefixes(query.replace("IN_YEARS", in_years), store.base))
    every, named, via = (int(row[name] or 0) for name in ("all", "named", "via"))
    return Naming(named, every - named, via)


def plural(name: str) -> str:
    """Return the plural of an English noun.

    >>> [plural(name) for name in ("incident", "catalogue entry", "child", "key", "address", "organisation in a body")]
    ['incidents', 'catalogue entries', 'children', 'keys', 'addresses', 'organisations in a body']
    """
    head, preposition, rest = re.match(r"(.*?)(?:( (?:of|in|to|for|with|from) )(.*))?$", name, re.DOTALL).groups("")  # type: ignore[union-attr]
    start, space, last = head.rpartition(" ")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif re.search(r"[^aeiou]y$", last):
        last = f"{last[:-1]}ies"
    else:
        last += "es" if re.search(r"(?:s|x|z|ch|sh)$", last) else "s"
    return f"{start}{space}{last}{preposition}{rest}"


def _spelt(iri: str) -> str:
    """Return the last part of an IRI as words.

    >>> _spelt("http://www.w3.org/ns/org#FormalOrganization")
    'formal organization'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]", " ", re.split(r"[/#]", iri)[-1]).lower()
