"""The tool that says what plain words can mean, and finds names and sentences by them."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from casegraph.assistant.forms import Named, Sentence, Shown, Source
from casegraph.assistant.sentences import named, sentence, source
from casegraph.assistant.served import Served
from casegraph.assistant.shortening import part, shortened
from casegraph.assistant.tool import COLLECTION
from casegraph.collections.words import in_requests
from casegraph.views.collection import KINDS, Collection, Kind
from casegraph.views.facts import facts
from casegraph.views.find import find
from casegraph.views.meaning import nearest_in_meaning
from casegraph.views.readings import Suggestion
from casegraph.views.suggestions import remarks_on
from casegraph.web.suggest import address_of_suggestion

__all__ = ["SearchAnswer", "SearchArguments", "search"]

_NAMES = 10  # of a kind
_LONGEST = 400
_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class SearchArguments:
    """What to look for."""

    words: Annotated[
        str,
        Meta(
            description="Plain words: a name, a subject, or a question such as “what was the integrated care board asked to do”.",
            min_length=1,
            max_length=_LONGEST,
        ),
    ]
    page: Annotated[int, Meta(description="Which part of the sentences to show, from 1.", ge=1)] = 1
    collection: Annotated[str, COLLECTION] = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that words can mean, and how much it leads to.

    With a *kind*, the tool entity has it under its *id*, *beside* the theme that narrows it; *page* is its page.
    """

    what: str
    quoted_text: str
    how_much: str
    reviews: int
    kind: str
    id: str
    beside: str
    page: str


@dataclass(frozen=True, slots=True)
class NamesOfKind:
    """The things of a kind whose name has the words: the first ones, of *total*."""

    kind: str
    total: int
    names: list[Named]


@dataclass(frozen=True, slots=True)
class MeantQuestion:
    """A question that ships and that the words may mean, with the values that they name, for ask_question."""

    question: str
    wording: str
    values: dict[str, str]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What words can mean, the likeliest first: readings, questions, names, and sentences that have the words.

    If no sentence has them, *sentences* are the recommendations nearest in meaning, and *are_nearest* is true; *shown* has how many there are, of
    all *of_sentences*: recommendations, learning points and remarks.
    """

    source: Source
    readings: list[Reading]
    quoted_remarks: list[str]
    questions: list[MeantQuestion]
    names: list[NamesOfKind]
    sentences: list[Sentence]
    are_nearest: bool
    shown: Shown
    of_sentences: int


def search(served: Served, wanted: SearchArguments) -> SearchAnswer:
    """Return what words can mean, as the search page does, and the questions that they come near."""
    c = served.collection
    matches = find(c, [wanted.words])
    near = () if matches.clauses else nearest_in_meaning(c, [wanted.words]).clauses
    listed, where = part(matches.clauses or near, wanted.page, "sentences")
    return SearchAnswer(
        source=source(served),
        readings=[_reading(served, each) for each in matches.read.readings],
        quoted_remarks=remarks_on(matches.read),
        questions=_questions(served, wanted.words),
        names=[_names(c, kind, matches.things[kind]) for kind in KINDS if kind in matches.things],
        sentences=[sentence(served, each) for each in listed],
        are_nearest=bool(near),
        shown=where,
        of_sentences=len(facts(c).review_of),
    )


def _reading(served: Served, each: Suggestion) -> Reading:
    kind = each.view if each.view in KINDS else ""
    beside = each.parameters.get("with", "")
    return Reading(
        what=each.kind,
        quoted_text=shortened(each.text)[0],
        how_much=in_requests(each.weight, served.collection.profile),
        reviews=each.reviews,
        kind=kind,
        id=each.id,
        beside=beside if isinstance(beside, str) else "",
        page=served.address(address_of_suggestion(each)),
    )


def _names(c: Collection, kind: Kind, ids: tuple[str, ...]) -> NamesOfKind:
    return NamesOfKind(kind, len(ids), [named(c, kind, id) for id in ids[:_NAMES]])


def _questions(served: Served, words: str) -> list[MeantQuestion]:
    from casegraph.asking import matches

    return [
        MeantQuestion(each.question.name, each.question.wording, dict(each.values), each.complete)
        for each in matches(served.site.store, words)[:_QUESTIONS]
    ]
