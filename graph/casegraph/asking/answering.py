"""The answer to a question: its rows, and the count of what they are about with its denominator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casegraph.asking.basis_names import with_own_bases
from casegraph.asking.binding import Bound, bind
from casegraph.asking.counting import counted, naming_of
from casegraph.asking.from_columns import table_from_columns
from casegraph.asking.from_counts import counting_query
from casegraph.asking.heads import head_of
from casegraph.asking.questions import question as question_of
from casegraph.asking.relaxed import Relaxed
from casegraph.asking.values import permitted, with_prefixes
from casegraph.asking.years import as_words
from casegraph.collections import Profile
from casegraph.collections.words import in_requests
from casegraph.notebook import html_table
from casegraph.store.build_tables import BuildTables
from casegraph.store.in_terms import profile_of
from casegraph.store.protocol import Store
from casegraph.store.values import select_values
from casegraph.views.naming import Naming
from casegraph.views.texts import TEXTS

__all__ = ["Answer", "Row", "ask", "ask_bound", "sources"]

Row = Mapping[str, Any]
"""A row: the value of each column, None if there is none."""

_OF_AGENCIES = {"agency", "asked"}  # columns and parameters of agencies that recommendations are addressed to
_JOINED = ("partnership", "link")
_GROUP = "group"
"""The first column of tables whose rows stand for what the user chooses; their first row counts all that fits."""


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """The answer to a question: *total* of the *denominator* in the graph, in *reviews*, which are called *documents*.

    A row of quotes has the exact words (``quote``), their review, partnership, year, the report's ``link`` if the page has
    one, and the ``passage``; ``iri`` is what is counted. *remark* lists requested years that are not in the graph, and names a question that replaces this one. *years*
    are those of a table by year. *narrowed* has the names of optional parameters with a value. *relaxed* is what there is
    where nothing fits (see ``Relaxed``). Where rows name agencies, *naming* says how many recommendations name any. *in_words* is a summary that says more than the count. *profile* is that of the collection that was asked.
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
    relaxed: Relaxed | None = None
    naming: Naming | None = None
    in_words: str = ""
    profile: Profile | None = None

    @property
    def summary(self) -> str:
        """The count with its denominator, in a sentence."""
        if self.in_words:
            return self.in_words
        one, many = self.nouns
        scope = "" if self.nouns == self.documents else f" in {self.reviews:,} {self.documents[self.reviews != 1]}"
        scope += f" of {self.values['year']}" if "year" in self.values else ""
        if not self.total:
            values = ", ".join(f"{name} {value}" for name, value in self.values.items() if name != "year")
            if not self.denominator:
                return f"There are no {many}{scope}."
            return f"None of the {self.denominator:,} {many}{scope} fits{f': {values}' if values else ''}."
        text = f"{self.total:,} of {self.denominator:,} {one if self.denominator == 1 else many}{scope}"
        rows = f"{len(self.rows):,} row{'s' if len(self.rows) != 1 else ''}"
        return f"{text}." if self.total == len(self.rows) else f"{text}, in {rows}."

    def head(self, column: str) -> str:
        """Return the head of a column, as people read it."""
        return head_of(column, self.profile)

    def __repr__(self) -> str:
        """Return the question's name and the count with its denominator, not the rows."""
        return f"<Answer to {self.name}: {self.summary}>"

    def __str__(self) -> str:
        """Return the question, the count with its denominator, the remark and the note."""
        lines = (self._with_values, self.summary, self.naming_in_words, self.remark, *self._relaxed, self.note)
        return "\n".join(_printable(line) for line in lines if line)

    def _repr_html_(self) -> str:
        """Return the answer as a table for a notebook, with whole quotes and without empty columns."""
        names = [name for name in self.columns if name != "iri" and any(row[name] is not None for row in self.rows)]
        rows = ([_place(row[name]) if name == "passage" else row[name] for name in names] for row in self.rows)
        below = filter(
            None, (self.summary, self.naming_in_words, self.remark, *self._relaxed, self.note and f"Note: {self.note}")
        )
        return html_table([*map(self.head, names)], rows, above=(self._with_values,), below=below)

    @property
    def naming_in_words(self) -> str:
        """How many recommendations name an agency and how many name none, "" where rows name no agency."""
        of_all = TEXTS["ofAll"] if self.profile is None else in_requests(TEXTS["ofAll"], self.profile)
        if self.naming is None:
            return ""
        return f"{of_all} {self.naming if self.profile is None else in_requests(str(self.naming), self.profile)}."

    @property
    def nearest_in_words(self) -> str:
        """What is shown in place of an answer that has nothing, "" for any other."""
        return "" if self.relaxed is None else self.relaxed.nearest_in_words_of(self.profile)

    @property
    def _relaxed(self) -> tuple[str, ...]:
        """What there is where nothing fits: sentences, then the nearest recommendations."""
        if self.relaxed is None:
            return ()
        return (
            self.relaxed.filters_in_words,
            self.nearest_in_words,
            *(f"“{row['quote']}” ({row['review']})" for row in self.relaxed.nearest),
        )

    @property
    def _with_values(self) -> str:
        """The question with its values."""
        values = ", ".join(f"{name} {value}" for name, value in self.values.items())
        return f"{self.question} ({values})" if values else self.question

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as plain values, as in ``casegraph ask --format json``."""
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
            "naming": self.naming and self.naming.counts,
            "relaxed": self.relaxed and self.relaxed.as_dict(),
            "query": self.query,
        }


def ask(store: Store, name: str, parameters: Mapping[str, object] | None = None) -> Answer:
    """Ask a question of a graph by its name; raises QueryError for names and values that do not exist."""
    return ask_bound(store, bind(store, question_of(name), parameters or {}))


def ask_bound(store: Store, bound: Bound, tables: BuildTables | None = None) -> Answer:
    """Return the answer to a question that has its values.

    With the *tables* of its build, counting questions are answered from these: the rows are the same, and at thousands of
    reviews they are there sooner. Raises DamagedBuild for a table that cannot be read.
    """
    table = table_from_columns(store, bound, tables) if tables is not None else None
    if table is None:
        table = select_values(store, counting_query(store, bound) or bound.sparql)
    question = bound.question
    year = bound.values.get("year")
    years = (year.terms or (year.value,)) if year is not None else ()
    of, profile = counted(store, question.about, years), profile_of(store)
    rows = with_own_bases(_merged(table), profile)
    columns = tuple(table.columns)
    key = next((name for name in ("iri", "passage") if name in columns), columns[0] if columns else "")
    return Answer(
        name=question.name,
        question=in_requests(question.wording, profile),
        values={name: value.label or value.id for name, value in bound.values.items()},
        columns=columns,
        rows=rows,
        total=_counted_in_all(rows) if columns[:1] == (_GROUP,) else len({row[key] for row in rows}),
        denominator=of.things,
        nouns=(of.one, of.many),
        documents=of.documents,
        reviews=of.reviews,
        note=in_requests(question.note_in(of.words), profile),
        remark=_remark(year.absent if year is not None else (), question.replaced_by),
        query=bound.sparql,
        years=_years(store, bound) if columns[1:2] == ("year",) else (),
        naming=naming_of(store, years) if _is_of_agencies(bound, columns) else None,
        narrowed=tuple(each.name for each in question.parameters if each.optional and each.name in bound.values),
        profile=profile,
    )


def _counted_in_all(rows: Sequence[Row]) -> int:
    """Return the number in the row for all, which is the first; it stands beside the name of the group.

    >>> _counted_in_all([{"group": "All", "recommendations": 7}, {"group": "2025", "recommendations": 7}])
    7
    """
    return int([*rows[0].values()][1]) if rows else 0


def _is_of_agencies(bound: Bound, columns: Sequence[str]) -> bool:
    """Return whether an answer counts or lists recommendations by whom they name."""
    return bool(_OF_AGENCIES & {*columns, *bound.values}) and not bound.question.about.endswith("#Review")


def _place(passage: object) -> str:
    """Return the end of a passage's IRI: the source and the characters."""
    return str(passage or "").rpartition("/")[2]


def _printable(text: str) -> str:
    r"""Return *text* without control characters.

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


def _merged(separate: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows in their order; rows that differ only in the partnership or link become one.

    >>> _merged([{"quote": "act", "partnership": "B"}, {"quote": "act", "partnership": "A"}])
    ({'quote': 'act', 'partnership': 'A; B'},)
    """
    merged: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in separate:
        key = tuple(value for name, value in row.items() if name not in _JOINED)
        target = merged.setdefault(key, dict(row))
        for name in _JOINED:
            if row.get(name) and target[name] != row[name]:
                target[name] = "; ".join(sorted({*str(target[name] or row[name]).split("; "), str(row[name])}))
    return tuple(merged.values())


def _years(store: Store, bound: Bound) -> tuple[int, ...]:
    """Return the years that the answer covers, including those without a row."""
    if "year" in bound.values:
        return tuple(int(str(term.value)) for term in bound.values["year"].terms)
    values_of_years = (permitted(store, each) for each in bound.question.parameters if each.name == "year")
    return tuple(sorted(int(value.id) for values in values_of_years for value in values))


def _remark(absent: Sequence[int], replaced_by: str = "") -> str:
    """Return sentences about requested years that are not in the graph, and about a question that replaces this one.

    >>> _remark([2018, 2019, 2020])
    '2018 to 2020 are not in this graph.'
    >>> _remark([], "beside-the-rest")
    'This question is kept for existing users; beside-the-rest replaces it.'
    """
    sentences = [f"{as_words(absent)} {'is' if len(absent) == 1 else 'are'} not in this graph."] if absent else []
    if replaced_by:
        sentences.append(f"This question is kept for existing users; {replaced_by} replaces it.")
    return " ".join(sentences)
