"""The rows of a SELECT as plain text, for tables and views that join many of them."""

import json
from collections import defaultdict
from collections.abc import Mapping

from casegraph.collections import Profile
from casegraph.names import BASE
from casegraph.store.in_terms import in_terms, profile_of
from casegraph.store.protocol import Store

__all__ = ["Row", "Rows", "place"]

Row = dict[str, str]
"""The bound variables of a row; an IRI below the base is shortened to what comes after its kind."""


class Rows:
    """Reads rows of text from a store."""

    def __init__(self, store: Store) -> None:
        """Read from *store*."""
        self._store = store
        self.base = store.base
        self._terms = f"{store.base}ontology#"

    @property
    def profile(self) -> Profile:
        """The profile of the collection that the store was made from."""
        return profile_of(self._store)

    def select(self, query: str) -> list[Row]:
        """Return the rows of *query*, sorted, each once.

        >>> from casegraph.store.memory import MemoryStore
        >>> rows = Rows(MemoryStore.from_turtle("theme:risk a 1 ."))
        >>> rows.select("SELECT ?what ?number ?other { ?what a ?number OPTIONAL { ?what rdfs:label ?other } }")
        [{'what': 'risk', 'number': '1'}]
        """
        # Read as JSON, because to ask for each term of each row takes twice as long.
        answer = json.loads(self._store.answer(in_terms(query, self._store).replace(BASE, self.base)).body)
        names: list[str] = answer["head"]["vars"]
        rows: list[dict[str, dict[str, str]]] = answer["results"]["bindings"]
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
        if term["type"] != "uri" or not value.startswith(self.base):
            return value
        return value[len(self.base) :].partition("#" if value.startswith(self._terms) else "/")[2]


def place(passage: str) -> tuple[int, int]:
    """Return where a passage begins and ends: what its IRI ends in.

    >>> place("76c29de6110f605e#char=11,41")
    (11, 41)
    """
    start, _, end = passage.rpartition("=")[2].partition(",")
    return int(start), int(end)
