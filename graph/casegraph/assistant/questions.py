"""The tools for the questions that ship: which there are, and the values that they take."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from casegraph.asking import Parameter, Question, permitted, question
from casegraph.asking.questions import every_question, questions_for
from casegraph.assistant.forms import Named, Shown, Source
from casegraph.assistant.sentences import source
from casegraph.assistant.served import Served
from casegraph.assistant.shortening import ROWS, part, shortened
from casegraph.assistant.tool import COLLECTION
from casegraph.errors import Choice, UnknownName

__all__ = [
    "PAGE",
    "QUESTION",
    "QuestionsAnswer",
    "QuestionsArguments",
    "ValuesAnswer",
    "ValuesArguments",
    "list_questions",
    "question_values",
]

QUESTION = Meta(description="The name of a question, from list_questions.", max_length=100)
PAGE = Meta(description="Which part of the rows to show, from 1.", ge=1)


@dataclass(frozen=True, slots=True)
class QuestionsArguments:
    """Which question to describe."""

    question: Annotated[
        str,
        Meta(description="The name of a question, to see its parameters; without it, all are listed.", max_length=100),
    ] = ""
    collection: Annotated[str, COLLECTION] = ""


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

    question: Annotated[str, QUESTION]
    parameter: Annotated[str, Meta(description="The name of a parameter that has_values.", max_length=100)]
    page: Annotated[int, PAGE] = 1
    collection: Annotated[str, COLLECTION] = ""


@dataclass(frozen=True, slots=True)
class ValuesAnswer:
    """The values that a parameter can have in this graph: ids, with their names."""

    source: Source
    values: list[Named]
    shown: Shown


def list_questions(served: Served, wanted: QuestionsArguments) -> QuestionsAnswer:
    """Return all questions that hold for a collection, or one with its parameters; raises UnknownName for one that there is not."""
    if not wanted.question:
        every = [*questions_for(served.collection.profile).values()]
        if served.has_graphs_of_others:
            every += [each for each in every_question().values() if each.is_across]
        return QuestionsAnswer(source(served), [*map(_listed, every)], None)
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
