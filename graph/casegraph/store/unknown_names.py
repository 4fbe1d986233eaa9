"""Names of our own in a query that the graph does not have, each with the known name that was probably meant."""

import re

from casegraph.nearest import nearest
from casegraph.store.protocol import Store
from casegraph.store.tokens import tokens

__all__ = ["unknown_names"]

_ODD = re.compile(r"[\x00-\x20<>\"{}|^`\\]")  # in no IRI
_ALIKE = 0.75
_MOST = 10  # names that are looked for: a query can have thousands, and each is compared with all that the graph has


def unknown_names(store: Store, query: str) -> list[tuple[str, str]]:
    """Return the prefixed names of our own that *query* has and the graph has not, each with the nearest that it has.

    The nearest is "" where nothing comes near. Of many unknown names it returns the first 10. It does not look at names under
    other prefixes, such as dcterms:.
    """
    named = {
        token.text: store.prefixes[prefix] + local
        for token in tokens(query)
        if token.kind == "name"
        for prefix, _, local in [token.text.partition(":")]
        if local and store.prefixes.get(prefix, "").startswith(store.base)
    }
    values = " ".join(sorted(f"<{iri}>" for iri in named.values() if not _ODD.search(iri)))
    if not values:
        return []
    known = {row["it"].value for row in store.select(_KNOWN.format(values=values))}
    strange = [name for name, iri in named.items() if iri not in known][:_MOST]
    if not strange:
        return []
    names = _names(store)
    return [(name, next(iter(nearest(name, names, 1, _ALIKE)), "") or _elsewhere(name, names)) for name in strange]


def _names(store: Store) -> list[str]:
    """Return the prefixed name of everything of our own that has a label."""
    ours = {iri: name for name, iri in store.prefixes.items() if iri.startswith(store.base)}
    names = []
    for row in store.select(_LABELLED.format(base=store.base)):
        start = next((iri for iri in ours if row["it"].value.startswith(iri)), None)
        if start is not None:
            names.append(f"{ours[start]}:{row['it'].value.removeprefix(start)}")
    return names


def _elsewhere(name: str, names: list[str]) -> str:
    """Return the name that has the same last part under another prefix."""
    local = name.partition(":")[2]
    return next((each for each in sorted(names) if each.partition(":")[2] == local), "")


_KNOWN = """SELECT ?it {{ VALUES ?it {{ {values} }}
  FILTER(EXISTS {{ ?it ?p ?o }} || EXISTS {{ ?s ?it ?o }} || EXISTS {{ ?s ?p ?it }}
    || EXISTS {{ GRAPH ?g {{ ?it ?p ?o }} }}) }}"""

_LABELLED = """SELECT DISTINCT ?it {{
  {{ ?it rdfs:label ?label }} UNION {{ ?it skos:prefLabel ?label }} FILTER(STRSTARTS(STR(?it), "{base}"))
}}"""
