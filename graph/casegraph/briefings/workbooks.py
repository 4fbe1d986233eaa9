"""Tables of views and answers to questions as workbooks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from casegraph.asking.answering import Answer
from casegraph.asking.heads import head_of
from casegraph.briefings.own_words import columns_in_own_words, sentence_in_own_words, title_of_requests
from casegraph.briefings.taken_from import TakenFrom, about_lines, taken_from
from casegraph.collections import Profile
from casegraph.papers.pieces import Piece
from casegraph.papers.tables import Cell, Column, columns_named
from casegraph.papers.workbook import AboutLine, Sheet, Workbook
from casegraph.views.attribution import counted
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.elsewhere import label_of
from casegraph.views.reviews import Review
from casegraph.views.role_answers import role_groups, role_head
from casegraph.views.roles import Role, role
from casegraph.views.tables import Table, review_table, sentence_table
from casegraph.views.texts import COUNTED, PARTS, TEXTS, action_labels

__all__ = [
    "answer_workbook",
    "cells",
    "columns_of",
    "reviews_workbook",
    "role_workbook",
    "sentences_workbook",
    "table_workbook",
]

_OF_SENTENCES = (
    "text", "title", "year", "kind", "partnership", "asked", "basis", "asked through", "likely owner", "concerned", "themes",
    "actions", "region", "nation",
)  # fmt: skip
_OF_REVIEWS = (
    "title", "year", "partnership", "areas", "what happened", "outcome", "children", "keywords", "recommendations",
    "learning points", "report", "date", "suicide", "certainty",
)  # fmt: skip
"""The columns that people read, in this order; those for programs come after them."""


def table_workbook(title: str, table: Table, source: TakenFrom, *about: AboutLine, sheet: str = "") -> Workbook:
    """Return a table as a workbook; *about* says what it is beside its *title*."""
    title = sentence_in_own_words(title, source.profile)
    listed = Sheet(sheet or title, columns_of(table.head, source.profile), cells(table.rows))
    return Workbook(title, (listed,), about_lines(source, *about))


def answer_workbook(answer: Answer, source: TakenFrom) -> Workbook:
    """Return the answer to a question as a workbook: its rows, and on the sheet “About” the count with its denominator."""
    values = ", ".join(f"{name} {value}" for name, value in answer.values.items())
    first = [
        AboutLine("Question", answer.question + (f" ({values})" if values else "")),
        AboutLine("Answer", " ".join(filter(None, (answer.summary, answer.naming_in_words, answer.remark)))),
    ]
    if answer.relaxed is not None:
        first.append(AboutLine("Filters", f"{answer.relaxed.filters_in_words} {answer.nearest_in_words}"))
    if answer.note:
        first.append(AboutLine("Note", answer.note))
    names = [name for name in answer.columns if any(row[name] is not None for row in answer.rows)] or [*answer.columns]
    rows = ([row[name] for name in names] for row in answer.rows)
    return Workbook(
        answer.question,
        (Sheet(answer.name, columns_of(names, answer.profile), cells(rows)),),
        about_lines(source, *first),
    )


def sentences_workbook(c: Collection, clauses: Iterable[Clause], title: str) -> Workbook:
    """Return clauses as a workbook, one a row, with the columns of the CSV: those first that people read."""
    table = _in_order(sentence_table(c, clauses), _OF_SENTENCES)
    return table_workbook(title, table, taken_from(c), sheet="Sentences")


def reviews_workbook(c: Collection, reviews: Iterable[Review], title: str) -> Workbook:
    """Return reviews as a workbook, one a row, with the columns of the CSV: those first that people read."""
    return table_workbook(
        title,
        _in_order(review_table(c, reviews), _OF_REVIEWS),
        taken_from(c),
        sheet=_headed(c.profile.short_documents[1]),
    )


def _in_order(table: Table, first: Sequence[str]) -> Table:
    """Return a table with some columns before the others."""
    head = [*table.head]
    order = [*map(head.index, first), *(at for at, name in enumerate(head) if name not in first)]
    return Table([head[at] for at in order], ([row[at] for at in order] for row in table.rows))


def role_workbook(c: Collection, shown: Role, others: Sequence[Collection] = ()) -> Workbook:
    """Return the recommendations that are the business of an agency, in the words of people.

    What *others* say of it, collections that were built together with this one, is on sheets of their own.
    """
    first = _role_workbook(c, shown)
    further = [_role_workbook(each, role(each, shown.agency), label_of(each)) for each in others]
    sheets = [sheet for book in (first, *further) for sheet in book.sheets]
    about = [*first.about]
    for each, book in zip(others, further, strict=True):
        about += (replace(line, name=f"{label_of(each)}: {line.name}") for line in book.about)
    return replace(first, sheets=tuple(sheets), about=about)


def _role_workbook(c: Collection, shown: Role, sheet: str = "") -> Workbook:
    label = role_head(c, shown)["label"]
    head = ("How", "Recommendation", "Review", "Year", "Agency", "Subjects and ways of acting", "Kind of action", "IRI")
    rows = (
        (
            PARTS[way],
            each["text"],
            each["review"],
            each["year"],
            "; ".join(c.agencies[id].label for id in each["agencies"]),
            "; ".join(c.themes[id].label for id in each["themes"]),
            "; ".join(action_labels()[id] for id in each["actions"]),
            each["iri"],
        )
        for way, own in role_groups(c, shown).items()
        for each in own
    )
    columns = columns_in_own_words((Column(name, "id" if name == "IRI" else "text") for name in head), c.profile)
    count = f"{counted(shown.asking, *COUNTED['asking'])}. {TEXTS['eachOnce']} {TEXTS['ofAll']} {shown.naming}."
    if mentioning := len(shown.groups["mentioned"]):
        count += f" {counted(mentioning, *COUNTED['mentioned'])}."
    ways = (
        AboutLine(PARTS[way], f"{len(own):,} in {counted(own.reviews, 'review')}") for way, own in shown.groups.items()
    )
    lines = (
        replace(each, text=sentence_in_own_words(each.text, c.profile)) for each in (AboutLine(label, count), *ways)
    )
    about = about_lines(taken_from(c), *lines)
    return Workbook(title_of_requests(label, c.profile), (Sheet(sheet or label, columns, rows),), about)


def columns_of(names: Iterable[str], profile: Profile | None = None) -> list[Column]:
    """Return columns of a program under heads for people, in the words of the collection of a *profile*.

    >>> [each.name for each in columns_of(["quote", "share_of_year", "iri"])]
    ['Quote', 'Share of year', 'IRI']
    """
    return [replace(each, name=_headed(head_of(each.name, profile))) for each in columns_named(names)]


def cells(rows: Iterable[Iterable[object]]) -> Iterator[Sequence[Cell]]:
    """Yield rows of anything as rows of cells: what no cell can hold as its text.

    >>> [*cells([("a", 1, None, ("b",))])]
    [['a', 1, None, "('b',)"]]
    """
    return ([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> Cell:
    is_cell = value is None or isinstance(value, str | int | float | Decimal | date | Piece)
    return value if is_cell else str(value)  # type: ignore[return-value]


def _headed(name: str) -> str:
    return "IRI" if name == "iri" else f"{name[:1].upper()}{name[1:]}"
