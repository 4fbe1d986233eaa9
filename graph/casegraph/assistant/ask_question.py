"""The tool that answers a question that ships, with values for its parameters."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from casegraph.asking import Answer, Row, ask_relaxing, bind, question, years_as_columns
from casegraph.asking.years import listed
from casegraph.assistant.forms import NamedBy, Shown, Source, Value
from casegraph.assistant.questions import PAGE, QUESTION
from casegraph.assistant.sentences import named_by, source
from casegraph.assistant.served import Served
from casegraph.assistant.shortening import ROWS, part, shortened_rows
from casegraph.assistant.tool import COLLECTION

__all__ = ["AskAnswer", "AskArguments", "ask_question"]


@dataclass(frozen=True, slots=True)
class AskArguments:
    """A question and the values of its parameters."""

    question: Annotated[str, QUESTION]
    values: Annotated[
        dict[str, str | int | list[str | int]],
        Meta(description="A value for each parameter: an id or a name, a number, for years also a range or a list."),
    ] = field(default_factory=dict)
    page: Annotated[int, PAGE] = 1
    collection: Annotated[str, COLLECTION] = ""


@dataclass(frozen=True, slots=True)
class WithoutFilter:
    """How many fit without one filter, where nothing fits with it."""

    filter: str
    quoted_value: str
    fit: int


@dataclass(frozen=True, slots=True)
class AskAnswer:
    """The answer to a question: its rows, and the count of what they are about (*total*) with its *denominator*.

    *heads* say what each column is; in *quoted_rows* a value stands under its column's place. *quoted_summary* has the count
    in words. Where nothing fits, *without* says how many fit without each filter, and *quoted_nearest* has the recommendations
    nearest in meaning. *query* is the SPARQL behind it.
    """

    source: Source
    question: str
    quoted_values: dict[str, str]
    quoted_summary: str
    total: int
    denominator: int
    reviews: int
    naming: NamedBy | None
    note: str
    quoted_remark: str
    columns: list[str]
    heads: list[str]
    quoted_rows: list[list[Value]]
    shown: Shown
    texts_cut: int
    without: list[WithoutFilter]
    quoted_nearest: list[dict[str, Value]]
    query: str


def ask_question(served: Served, wanted: AskArguments) -> AskAnswer:
    """Return the answer to a question, which one across collections is asked of them all.

    Raises QueryError for names and values that do not exist, and for a question that is not for the collection.
    """
    chosen = question(wanted.question)
    served = served.with_all if chosen.is_across else served
    store = served.site.store
    given = {name: listed(map(str, each)) if isinstance(each, list) else each for name, each in wanted.values.items()}
    answer = ask_relaxing(store, bind(store, chosen, given), lambda: served.collection, tables=served.site.tables)
    return _answer(served, years_as_columns(answer), wanted.page)


def _answer(served: Served, answer: Answer, page: int) -> AskAnswer:
    shown, where = part(answer.rows, page, "rows", ROWS)
    rows, cut = shortened_rows([[_value(row[name]) for name in answer.columns] for row in shown])
    relaxed = answer.relaxed
    return AskAnswer(
        source=source(served),
        question=answer.question,
        quoted_values=dict(answer.values),
        quoted_summary=answer.summary,
        total=answer.total,
        denominator=answer.denominator,
        reviews=answer.reviews,
        naming=None if answer.naming is None else named_by(answer.naming),
        note=answer.note,
        quoted_remark=answer.remark,
        columns=[*answer.columns],
        heads=[*map(answer.head, answer.columns)],
        quoted_rows=rows,
        shown=where,
        texts_cut=cut,
        without=[WithoutFilter(each.name, each.value, each.without) for each in relaxed.filters] if relaxed else [],
        quoted_nearest=[_nearest(row) for row in relaxed.nearest] if relaxed else [],
        query=answer.query,
    )


def _nearest(row: Row) -> dict[str, Value]:
    (cells,), _ = shortened_rows([[*map(_value, row.values())]])
    return dict(zip(row, cells, strict=True))


def _value(value: object) -> Value:
    """Return a value of a row as JSON has it: a decimal as a number, a day as text.

    >>> _value(Decimal("0.25")), _value(None), _value(3)
    (0.25, None, 3)
    """
    if isinstance(value, Decimal):
        return round(float(value), 4)
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)
