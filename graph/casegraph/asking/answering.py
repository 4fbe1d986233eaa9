"""The answer to a question: rows, how many things they speak of, and of how many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casegraph.asking.binding import Bound, bind
from casegraph.asking.questions import question
from casegraph.asking.values import Answering, with_prefixes
from casegraph.names import BASE
from casegraph.notebook import html_table
from casegraph.rdf.table import Table

__all__ = ["Answer", "Row", "ask", "ask_bound"]

Row = Mapping[str, Any]
"""A row: from column to value, None where there is none."""

_JOINED = ("partnership", "link")

_NOUNS = {
    "Recommendation": ("recommendation", "recommendations"),
    "LearningPoint": ("learning point", "learning points"),
    "Review": ("published review", "published reviews"),
    "Passage": ("passage", "passages"),
    "theme": ("theme", "themes"),
    "agency": ("kind of agency", "kinds of agency"),
    "keyword": ("keyword", "keywords"),
    "action": ("kind of action", "kinds of action"),
    "panel-2020": ("practice theme", "practice themes"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What a question brought: *total* things of *denominator* in the graph, in *reviews* published reviews.

    A row of quotes has the exact words (``quote``), their review, partnership, year, the report's ``link`` if the page
    has one, and the ``passage``; ``iri`` is the thing that is counted.
    """

    name: str
    question: str
    values: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int
    denominator: int
    counted: str
    reviews: int
    note: str
    query: str

    @property
    def summary(self) -> str:
        """The count with its denominator, in a sentence."""
        one, many = _NOUNS[self.counted]
        text = f"{self.total:,} of {self.denominator:,} {one if self.denominator == 1 else many}"
        if self.counted != "Review":
            text += f" in {self.reviews:,} published review{'s' * (self.reviews != 1)}"
        if "year" in self.values:
            text += f" of {self.values['year']}"
        return f"{text}." if self.total == len(self.rows) else f"{text}, in {len(self.rows):,} rows."

    def __repr__(self) -> str:
        """Return the question's name and the count with its denominator, not the rows."""
        return f"<Answer to {self.name}: {self.summary}>"

    def __str__(self) -> str:
        """Return the question, the count with its denominator, and what to know about it."""
        return "\n".join(_printable(line) for line in (self._asked, self.summary, self.note) if line)

    def _repr_html_(self) -> str:
        """Return the answer as a table for a notebook: quotes whole, columns without any value left out."""
        names = [name for name in self.columns if name != "iri" and any(row[name] is not None for row in self.rows)]
        rows = ([_place(row[name]) if name == "passage" else row[name] for name in names] for row in self.rows)
        below = (self.summary, f"Note: {self.note}") if self.note else (self.summary,)
        return html_table(names, rows, above=(self._asked,), below=below)

    @property
    def _asked(self) -> str:
        """The question with its values."""
        values = ", ".join(f"{name} {value}" for name, value in self.values.items())
        return f"{self.question} ({values})" if values else self.question

    def as_dict(self) -> dict[str, Any]:
        """Return all of it as plain values, as ``casegraph ask --format json`` writes them."""
        return {
            "name": self.name,
            "question": self.question,
            "parameters": dict(self.values),
            "summary": self.summary,
            "total": self.total,
            "denominator": self.denominator,
            "reviews": self.reviews,
            "note": self.note,
            "rows": [dict(row) for row in self.rows],
            "query": self.query,
        }


def ask(graph: Answering, name: str, parameters: Mapping[str, object] | None = None) -> Answer:
    """Ask a question of a graph by its name; raises QueryError for names and values that do not exist."""
    return ask_bound(graph, bind(graph, question(name), parameters or {}))


def ask_bound(graph: Answering, bound: Bound) -> Answer:
    """Return the answer to a question that has its values."""
    found: Table = graph.query(bound.sparql)
    rows = _merged(found)
    asked = bound.question
    denominator, reviews = _numbers(graph, asked.about, bound.values["year"].id if "year" in bound.values else None)
    columns = tuple(found.columns)
    key = next((name for name in ("iri", "passage") if name in columns), columns[0] if columns else "")
    return Answer(
        name=asked.name,
        question=asked.wording,
        values={name: value.label or value.id for name, value in bound.values.items()},
        columns=columns,
        rows=rows,
        total=len({row[key] for row in rows}),
        denominator=denominator,
        counted=_counted(asked.about),
        reviews=reviews,
        note=asked.note,
        query=bound.sparql,
    )


def _place(passage: object) -> str:
    """Return what a passage's IRI ends in: the source and the characters."""
    return str(passage or "").rpartition("/")[2]


def _printable(text: str) -> str:
    r"""Return *text* without what a terminal would obey.

    >>> _printable("\x1b[31m–")
    '�[31m–'
    """
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _merged(found: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows in their order; those that differ in the partnership or link alone become one.

    >>> _merged([{"quote": "act", "partnership": "B"}, {"quote": "act", "partnership": "A"}])
    ({'quote': 'act', 'partnership': 'A; B'},)
    """
    several: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in found:
        key = tuple(value for name, value in row.items() if name not in _JOINED)
        kept = several.setdefault(key, dict(row))
        for name in _JOINED:
            if row.get(name) and kept[name] != row[name]:
                kept[name] = "; ".join(sorted({*str(kept[name] or row[name]).split("; "), str(row[name])}))
    return tuple(several.values())


def _counted(about: str) -> str:
    """Return what rows are about: a class's name, or the name of a scheme."""
    return about.replace("#", "/").rpartition("/")[2]


def _numbers(graph: Answering, about: str, year: str | None) -> tuple[int, int]:
    """Return how many such things, and how many reviews, the graph has, in a year if it is given."""
    of, in_year = "", ""
    if year is not None:
        in_year = f" ; cg:year {int(year)}"
        of = f" ; cg:fromReview/cg:year {int(year)}" if _counted(about) in ("Recommendation", "LearningPoint") else ""
    if "/scheme/" in about:
        things = (
            f"?thing skos:inScheme <{graph.base}{about.removeprefix(BASE)}> "
            f'FILTER NOT EXISTS {{ ?thing dcterms:isReplacedBy ?new }} FILTER(!CONTAINS(STR(?thing), "/theme/group-"))'
        )
    else:
        things = f"?thing a cg:{_counted(about)}{in_year if about.endswith('#Review') else of}"
    query = (
        f"SELECT ?things ?reviews WHERE {{ {{ SELECT (COUNT(DISTINCT ?thing) AS ?things) WHERE {{ {things} }} }} "
        f"{{ SELECT (COUNT(DISTINCT ?review) AS ?reviews) WHERE {{ ?review a cg:Review{in_year} }} }} }}"
    )
    (row,) = graph.query(with_prefixes(query, graph.base))
    return int(row["things"]), int(row["reviews"])
