"""Answers: what people wrote in a tracker as a graph of its own, which is never part of the graph of readings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pyoxigraph import RdfFormat, parse

from casegraph.names import BASE, prefixes_for, slug, thing
from casegraph.papers.safe_text import cell_text
from casegraph.rdf.sorted_lines import SortedLines
from casegraph.rdf.triples import Triples
from casegraph.rdf.turtle import turtle
from casegraph.resources import resource
from casegraph.tracking.days import day_of
from casegraph.tracking.model import Entries, Line, Tracker, Value
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection

__all__ = ["Answers", "answers", "answers_as", "graph_name", "recommendation_of"]

_TITLE = "Answers to recommendations"
_DESCRIPTION = (
    "What organisations wrote in a tracker about recommendations of case reviews. Casegraph has not checked it."
)


@dataclass(frozen=True, slots=True)
class Answers:
    """Lines of a tracker in which something is written: those whose recommendation is in a collection, and the others."""

    lines: Sequence[Line]
    others: Sequence[Line]


def answers(c: Collection, tracker: Tracker) -> Answers:
    """Return the answers in a tracker, without suggestions that nobody has confirmed; one whose recommendation has other words in the collection is among the others."""
    lines: list[Line] = []
    others = [each for each in map(_confirmed, tracker.gone) if each.entries]
    for line in map(_confirmed, tracker.lines):
        if line.entries:
            (others if recommendation_of(c, line) is None else lines).append(line)
    return Answers(lines, others)


def _confirmed(line: Line) -> Line:
    return replace(line, entries=line.entries.confirmed)


def recommendation_of(c: Collection, line: Line) -> Clause | None:
    """Return the recommendation that a line is about, None if the collection has none with this id and these words."""
    review = c.reviews.get(line.ask.review_id)
    for clause in review.asks if review is not None else ():
        if clause.number == line.ask.number:
            same = " ".join(cell_text(clause.text).split()) == " ".join(line.ask.text.split())
            return clause if same else None
    return None


def graph_name(base: str = BASE) -> str:
    """Return the IRI of the graph of answers.

    >>> graph_name("https://example.org/")
    'https://example.org/graph/answers'
    """
    return f"{base}graph/answers"


def answers_as(form: str, lines: Iterable[Line], base: str = BASE) -> str:
    """Return answers as turtle, ntriples or trig, where they stand in the graph with their name; with the terms that they use."""
    text = _triples(lines).text(base)
    if form == "ntriples":
        return text
    prefixes, _, statements = b"".join(turtle(SortedLines.of_text(text), _prefixes(base))).decode().partition("\n\n")
    if form == "trig":
        statements = f"<{graph_name(base)}> {{\n\n{statements}\n\n}}"
    return f"{prefixes}\n\n{statements}\n"


def _prefixes(base: str) -> dict[str, str]:
    return prefixes_for(base) | {"answer": f"{base}answer/", "answer-status": f"{base}answer-status/"}


def _triples(lines: Iterable[Line]) -> Triples:
    triples = Triples()
    triples.add({*_terms()})
    graph = graph_name()
    triples.type(graph, "void:Dataset")
    triples.say(graph, "dcterms:title", _TITLE, language="en")
    triples.say(graph, "dcterms:description", _DESCRIPTION, language="en")
    for line in lines:
        _say(triples, line.ask.id, line.entries)
    return triples


def _say(triples: Triples, id: str, entries: Entries) -> None:
    answer = thing("answer", id)
    triples.type(answer, "Answer")
    triples.link(answer, "answers", thing("recommendation", id))
    if entries.status:
        triples.link(answer, "answerStatus", thing("answer-status", slug(entries.status)))
    _say_day(triples, answer, "answeredOn", entries.date)
    _say_day(triples, answer, "answerDue", entries.due)
    for name, value in (
        ("answerAction", entries.action),
        ("answerOwner", entries.owner),
        ("answerEvidence", entries.evidence),
        ("answerImpact", entries.impact),
    ):
        if value is not None:
            triples.say(answer, name, str(value))


def _say_day(triples: Triples, answer: str, name: str, value: Value) -> None:
    """Say a day; words that mean none stay words."""
    day = day_of(value)
    if day is not None:
        triples.say(answer, name, day.isoformat(), "date")
    elif value is not None:
        triples.say(answer, name, str(value))


@cache
def _terms() -> frozenset[str]:
    """Return the ontology of answers as lines of N-Triples."""
    content = resource("ontology", "answers.ttl").read_bytes()
    return frozenset(f"{each} ." for each in parse(content, format=RdfFormat.TURTLE))
