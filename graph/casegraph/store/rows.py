"""Asking a graph for rows of plain text, whether it lies open in a folder or is still in a build's memory."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from pyoxigraph import QueryResultsFormat, QuerySolutions

from casegraph.names import BASE, PREFIXES

__all__ = ["Ask", "Row", "Rows", "place"]

Ask = Callable[[str], Any]
"""Answers a SELECT with Oxigraph's QuerySolutions: the ``query`` of a store, or the ``solutions`` of an open graph."""

Row = dict[str, str]
"""The bound variables of a row; an IRI below the base is shortened to what comes after its kind."""

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


class Rows:
    """A graph that answers with rows of text; its IRIs begin with *base*."""

    def __init__(self, ask: Ask, base: str = BASE) -> None:
        """Take note of whom to ask."""
        self._ask = ask
        self._base = base
        self._terms = f"{base}ontology#"

    def select(self, query: str) -> list[Row]:
        """Return the rows of *query*, sorted, each once. The usual prefixes need no declaration.

        >>> from pyoxigraph import RdfFormat, Store
        >>> store = Store()
        >>> store.load(f"<{BASE}theme/risk> a 1 .", format=RdfFormat.TURTLE)
        >>> Rows(store.query).select("SELECT ?what ?number ?other { ?what a ?number OPTIONAL { ?what rdfs:label ?other } }")
        [{'what': 'risk', 'number': '1'}]
        """
        found: QuerySolutions = self._ask((_PREFIXES + query).replace(BASE, self._base))
        names = [variable.value for variable in found.variables]
        # Read as JSON, because to ask for each term of each row takes twice as long.
        rows: list[dict[str, dict[str, str]]] = json.loads(_json(found))["results"]["bindings"]
        text = self._text
        texts = {tuple([text(row[name]) if name in row else None for name in names]) for row in rows}
        ordered = sorted(texts, key=lambda row: tuple(value or "" for value in row) if None in row else row)
        return [{name: value for name, value in zip(names, row, strict=True) if value is not None} for row in ordered]

    def by(self, key: str, query: str) -> dict[str, list[Row]]:
        """Return the rows of *query* by what they have as *key*."""
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.select(query):
            rows[row[key]].append(row)
        return rows

    def _text(self, term: Mapping[str, str]) -> str:
        value = term["value"]
        if term["type"] != "uri" or not value.startswith(self._base):
            return value
        return value[len(self._base) :].partition("#" if value.startswith(self._terms) else "/")[2]


def _json(found: QuerySolutions) -> bytes:
    content = found.serialize(format=QueryResultsFormat.JSON)
    assert content is not None  # there is when no file is named
    return content


def place(passage: str) -> tuple[int, int]:
    """Return where a passage begins and ends: what its IRI ends in.

    >>> place("76c29de6110f605e#char=11,41")
    (11, 41)
    """
    start, _, end = passage.rpartition("=")[2].partition(",")
    return int(start), int(end)
