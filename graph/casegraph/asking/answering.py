"""The answer to a question: rows, how many things they speak of, and of how many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casegraph.asking.binding import Bound, bind
from casegraph.asking.counting import counted
from casegraph.asking.questions import question
from casegraph.asking.values import permitted, with_prefixes
from casegraph.asking.years import as_words
from casegraph.notebook import html_table
from casegraph.store.protocol import Store
from casegraph.store.values import select_values

__all__ = ["Answer", "Row", "ask", "ask_bound", "sources"]

Row = Mapping[str, Any]
"""A row: from column to value, None where there is none."""

_JOINED = ("partnership", "link")


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What a question brought: *total* things of *denominator* in the graph, in *reviews* of its *documents*.

    A row of quotes has the exact words (``quote``), their review, partnership, year, the report's ``link`` if the page
    has one, and the ``passage``; ``iri`` is the thing that is counted. *remark* says which years that were asked for the
    graph does not have; *years* are those that a table by year covers; *narrowed* names the values that can be left out.
    """

    name: str
    question: str
    values: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int
    denominator: int
    nouns: tuple[str, str]
    documents: tuple[str, str]
    reviews: int
    note: str
    remark: str
    query: str
    years: tuple[int, ...] = ()
    narrowed: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """The count with its denominator, in a sentence."""
        one, many = self.nouns
        scope = "" if self.nouns == self.documents else f" in {self.reviews:,} {self.documents[self.reviews != 1]}"
        scope += f" of {self.values['year']}" if "year" in self.values else ""
        if not self.total:
            said = ", ".join(f"{name} {value}" for name, value in self.values.items() if name != "year")
            return f"None of the {self.denominator:,} {many}{scope} fits{f': {said}' if said else ''}."
        text = f"{self.total:,} of {self.denominator:,} {one if self.denominator == 1 else many}{scope}"
        return f"{text}." if self.total == len(self.rows) else f"{text}, in {len(self.rows):,} rows."

    def __repr__(self) -> str:
        """Return the question's name and the count with its denominator, not the rows."""
        return f"<Answer to {self.name}: {self.summary}>"

    def __str__(self) -> str:
        """Return the question, the count with its denominator, and what to know about it."""
        return "\n".join(_printable(line) for line in (self._asked, self.summary, self.remark, self.note) if line)

    def _repr_html_(self) -> str:
        """Return the answer as a table for a notebook: quotes whole, columns without any value left out."""
        names = [name for name in self.columns if name != "iri" and any(row[name] is not None for row in self.rows)]
        rows = ([_place(row[name]) if name == "passage" else row[name] for name in names] for row in self.rows)
        below = filter(None, (self.summary, self.remark, self.note and f"Note: {self.note}"))
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
            "remark": self.remark,
            "rows": [dict(row) for row in self.rows],
            "query": self.query,
        }


def ask(store: Store, name: str, parameters: Mapping[str, object] | None = None) -> Answer:
    """Ask a question of a graph by its name; raises QueryError for names and values that do not exist."""
    return ask_bound(store, bind(store, question(name), parameters or {}))


def ask_bound(store: Store, bound: Bound) -> Answer:
    """Return the answer to a question that has its values."""
    found = select_values(store, bound.sparql)
    rows = _merged(found)
    asked = bound.question
    year = bound.values.get("year")
    of = counted(store, asked.about, (year.terms or (year.value,)) if year is not None else ())
    columns = tuple(found.columns)
    key = next((name for name in ("iri", "passage") if name in columns), columns[0] if columns else "")
    return Answer(
        name=asked.name,
        question=asked.wording,
        values={name: value.label or value.id for name, value in bound.values.items()},
        columns=columns,
        rows=rows,
        total=len({row[key] for row in rows}),
        denominator=of.things,
        nouns=(of.one, of.many),
        documents=of.documents,
        reviews=of.reviews,
        note=asked.note,
        remark=_remark(year.absent if year is not None else ()),
        query=bound.sparql,
        years=_years(store, bound) if columns[1:2] == ("year",) else (),
        narrowed=tuple(each.name for each in asked.parameters if each.optional and each.name in bound.values),
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


def sources(store: Store) -> Mapping[str, str]:
    """Return the file names of the pages that a graph was made from, by the last part of their IRIs."""
    rows = select_values(
        store, with_prefixes("SELECT ?page ?file { ?page a cg:SourcePage ; rdfs:label ?file }", store.base)
    )
    return {str(row["page"]).rpartition("/")[2]: str(row["file"]) for row in rows}


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


def _years(store: Store, bound: Bound) -> tuple[int, ...]:
    """Return the years of the graph that a question was asked of, those without a row among them."""
    if "year" in bound.values:
        return tuple(int(str(term.value)) for term in bound.values["year"].terms)
    found = (permitted(store, each) for each in bound.question.parameters if each.name == "year")
    return tuple(sorted(int(value.id) for values in found for value in values))


def _remark(absent: Sequence[int]) -> str:
    """Return what to say of years that were asked for and are not in the graph.

    >>> _remark([2018, 2019, 2020])
    '2018 to 2020 are not in this graph.'
    """
    return f"{as_words(absent)} {'is' if len(absent) == 1 else 'are'} not in this graph." if absent else ""
