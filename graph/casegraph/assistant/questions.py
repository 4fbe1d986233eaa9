"""The tools for the questions that ship: which there are, the values that they take, and their answers."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from casegraph.asking import (
    Answer,
    Parameter,
    Question,
    Row,
    ask_relaxing,
    bind,
    head_of,
    permitted,
    question,
    questions,
    years_as_columns,
)
from casegraph.asking.years import listed
from casegraph.assistant.forms import Named, NamedBy, Shown, Source, Value
from casegraph.assistant.sentences import named_by, source
from casegraph.assistant.served import Served
from casegraph.assistant.shortening import ROWS, part, shortened, shortened_rows
from casegraph.errors import Choice, UnknownName

__all__ = [
    "AskAnswer",
    "AskArguments",
    "QuestionsAnswer",
    "QuestionsArguments",
    "ValuesAnswer",
    "ValuesArguments",
    "ask_question",
    "list_questions",
    "question_values",
]

_NAME = Meta(description="The name of a question, from list_questions.", max_length=100)
_PAGE = Meta(description="Which part of the rows to show, from 1.", ge=1)


@dataclass(frozen=True, slots=True)
class QuestionsArguments:
    """Which question to describe."""

    question: Annotated[str, Meta(description="The name of a question, to see its parameters; without it, all are listed.", max_length=100)] = ""


@dataclass(frozen=True, slots=True)
class QuestionParameter:
    """A parameter of a question; if it *has_values*, question_values lists them."""

    name: str
    description: str
    is_optional: bool
    has_values: bool
    default: str
    example: str


@dataclass(frozen=True, slots=True)
class ShippedQuestion:
    """A question: the names of the parameters that it *needs*, and of those that it may have as well."""

    name: str
    question: str
    needs: list[str]
    may_have: list[str]


@dataclass(frozen=True, slots=True)
class DescribedQuestion:
    """One question: *note* says how to read its answer."""

    note: str
    parameters: list[QuestionParameter]


@dataclass(frozen=True, slots=True)
class QuestionsAnswer:
    """All questions that ship, or the one that was named, then *described*."""

    source: Source
    questions: list[ShippedQuestion]
    described: DescribedQuestion | None


@dataclass(frozen=True, slots=True)
class ValuesArguments:
    """Which parameter of which question."""

    question: Annotated[str, _NAME]
    parameter: Annotated[str, Meta(description="The name of a parameter that has_values.", max_length=100)]
    page: Annotated[int, _PAGE] = 1


@dataclass(frozen=True, slots=True)
class ValuesAnswer:
    """The values that a parameter can have in this graph: ids, with their names."""

    source: Source
    values: list[Named]
    shown: Shown


@dataclass(frozen=True, slots=True)
class AskArguments:
    """A question and the values of its parameters."""

    question: Annotated[str, _NAME]
    values: Annotated[
        dict[str, str | int | list[str | int]],
        Meta(description="A value for each parameter: an id or a name, a number, for years also a range or a list."),
    ] = field(default_factory=dict)
    page: Annotated[int, _PAGE] = 1


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


def list_questions(served: Served, wanted: QuestionsArguments) -> QuestionsAnswer:
    """Return all questions that ship, or one with its parameters; raises UnknownName for one that there is not."""
    if not wanted.question:
        return QuestionsAnswer(source(served), [*map(_listed, questions().values())], None)
    chosen = question(wanted.question)
    described = DescribedQuestion(
        chosen.note_in(served.collection.profile.words),
        [
            QuestionParameter(
                name=each.name,
                description=each.description,
                is_optional=_is_optional(each),
                has_values=bool(each.values),
                default=each.default.value if each.default is not None else "",
                example=each.example.value if each.example is not None else "",
            )
            for each in chosen.parameters
        ],
    )
    return QuestionsAnswer(source(served), [_listed(chosen)], described)


def _listed(each: Question) -> ShippedQuestion:
    needs = [parameter.name for parameter in each.parameters if not _is_optional(parameter)]
    may_have = [parameter.name for parameter in each.parameters if _is_optional(parameter)]
    return ShippedQuestion(each.name, each.wording, needs, may_have)


def _is_optional(parameter: Parameter) -> bool:
    return parameter.optional or parameter.default is not None


def question_values(served: Served, wanted: ValuesArguments) -> ValuesAnswer:
    """Return the values of a parameter; raises UnknownName for a question or a parameter that there is not."""
    chosen = question(wanted.question)
    named = {each.name: each for each in chosen.parameters}
    if wanted.parameter not in named or not named[wanted.parameter].values:
        has = [each.name for each in chosen.parameters if each.values]
        raise UnknownName(
            f"{chosen.name} has no list of values for “{wanted.parameter}”. It has one for: {', '.join(has) or 'none'}.",
            kind="parameter",
            value=wanted.parameter,
            near=map(Choice, has),
        )
    values = permitted(served.site.store, named[wanted.parameter])
    shown, where = part(values, wanted.page, "values", ROWS)
    return ValuesAnswer(source(served), [Named(each.id, shortened(each.label)[0]) for each in shown], where)


def ask_question(served: Served, wanted: AskArguments) -> AskAnswer:
    """Return the answer to a question; raises QueryError for names and values that do not exist."""
    store, chosen = served.site.store, question(wanted.question)
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
        naming=answer.naming and named_by(answer.naming),
        note=answer.note,
        quoted_remark=answer.remark,
        columns=[*answer.columns],
        heads=[*map(head_of, answer.columns)],
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
