"""What a client of linked data gets at the address of a thing: what the graph says of it, and what leads on from there.

That is: what it links to and what links to it, with labels; the scheme of a concept with its top concepts; the concepts of
a scheme; and the dataset that all of it is a part of.
"""

from casegraph.store.protocol import Store

__all__ = ["MOST", "members", "statements"]

MOST = 500
"""How many links from other things are given, so that the answer of what everything links to stays small."""

# Filters, not VALUES: for these Oxigraph would first look up all names and all types in the graph, which takes seconds.
_NAMES = "FILTER(?p IN (rdfs:label, skos:prefLabel, dcterms:title, cg:text))"

# Readings lead from a clause to a concept to which it has a link of its own as well; concepts of a scheme come all.
_LINKS = "SELECT DISTINCT ?s ?p { ?s ?p $iri FILTER(?p NOT IN (cg:readAs, skos:inScheme, skos:topConceptOf)) }"

_BESIDE = f"""SELECT ?in ?s {{
  {{ SELECT ?in {{ $iri skos:inScheme ?in FILTER EXISTS {{ ?one skos:inScheme ?in ; skos:broader/skos:inScheme ?in }} }} }}
  ?s skos:topConceptOf ?in }} ORDER BY ?in ?s LIMIT {MOST}"""
"""The top concepts of the scheme of a concept; where a scheme has no levels these are all, which the scheme itself gives.

The inner query looks for levels once a scheme; else Oxigraph would look once a top concept, which takes a second for keywords.
"""

_STATEMENTS = f"""CONSTRUCT {{ ?s ?p ?o }} {{
  {{ $iri ?p ?o BIND($iri AS ?s) }} UNION
  {{ ?s rdfs:isDefinedBy $iri ; ?p ?o }} UNION
  {{ $iri ?link ?s . ?s ?p ?o {_NAMES} }} UNION
  {{ {{ {_LINKS} ORDER BY ?p ?s LIMIT {MOST} }} BIND($iri AS ?o) }} UNION
  {{ {{ SELECT DISTINCT ?s {{ {{ {_LINKS.replace("?p", "?by")} ORDER BY ?by ?s LIMIT {MOST} }} }} }} ?s ?p ?o {_NAMES} }} UNION
  {{ ?o skos:broader $iri BIND(skos:narrower AS ?p) BIND($iri AS ?s) }} UNION
  {{ $iri skos:inScheme ?s . ?s a ?o BIND(rdf:type AS ?p) }} UNION
  {{ {{ {_BESIDE} }} BIND(skos:topConceptOf AS ?p) BIND(?in AS ?o) }} UNION
  {{ {{ {_BESIDE.replace("?s", "?o").replace("?in", "?s")} }} BIND(skos:hasTopConcept AS ?p) }} UNION
  {{ {{ {_BESIDE} }} ?s ?p ?o {_NAMES} }} UNION
  {{ ?s skos:inScheme $iri ; ?p ?o FILTER(?p IN (rdf:type, skos:inScheme, skos:prefLabel, skos:broader, skos:notation)) }}
}}"""

_DATASET = """CONSTRUCT {{ <{iri}> dcterms:isPartOf <{base}dataset> . <{base}dataset> a void:Dataset ; dcterms:title ?title }} {{
  <{base}dataset> dcterms:title ?title }}"""

_MEMBERS = "CONSTRUCT {{ ?one a cg:{name} ; rdfs:label ?label }} {{ ?one a cg:{name} ; rdfs:label ?label }}"


def statements(iri: str, store: Store) -> str:
    """Return, as N-Triples, what the graph says of an IRI and what leads on from it; "" if it says nothing."""
    ntriples = store.construct(_STATEMENTS.replace("$iri", f"<{iri}>"))
    if not ntriples:
        return ""
    lines = set(ntriples.splitlines(keepends=True))
    if sum(line.endswith(f" <{iri}> .\n") for line in lines) >= MOST:
        lines |= _cut_short(iri, store)
    if iri != f"{store.base}dataset":
        lines |= set(store.construct(_DATASET.format(iri=iri, base=store.base)).splitlines(keepends=True))
    return "".join(sorted(lines))


def members(name: str, store: Store) -> str:
    """Return, as N-Triples, all things of a class of our ontology with their labels."""
    return store.construct(_MEMBERS.format(name=name))


def _cut_short(iri: str, store: Store) -> set[str]:
    """Return a comment on how many links there are, if not all of them are given."""
    counted = f"SELECT (COUNT(*) AS ?n) {{ {{ {_LINKS} }} }}".replace("$iri", f"<{iri}>")
    (row,) = store.select(counted)
    number = int(row["n"].value)
    if number <= MOST:
        return set()
    words = f"{MOST} of {number:,} links from other things; the SPARQL endpoint has all of them."
    return {f'<{iri}> <http://www.w3.org/2000/01/rdf-schema#comment> "{words}"@en .\n'}
