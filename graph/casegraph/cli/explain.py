"""``casegraph explain``: the entry of a review, with each reading and the words that led to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from casegraph.cli.graph_source import GraphSource
from casegraph.cli.options import CommandWithExamples, format_and_output_options, source_options
from casegraph.cli.tab_completion import complete_reviews

if TYPE_CHECKING:
    from casegraph.collections import Profile
    from casegraph.graph import Graph
    from casegraph.views.explanation import Explained, Explanation, Seen
    from casegraph.views.sendings import SentDocument

__all__ = ["explain"]

_COLOURS = {
    "asked": "magenta",
    "owner": "magenta",
    "through": "magenta",
    "concerns": "blue",
    "theme": "green",
    "keyword": "cyan",
}
_WHOLE = "bright_green"
_HAPPENED = "yellow"
_LEAST = 30

Mark = tuple[int, int, str]
"""The start and end of words in a paragraph, and the colour of their reading; _WHOLE is not underlined."""


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph explain 2025-camden-child-yue",
        'casegraph explain "Child Yue"',
        'casegraph explain "Child Yue" --format json',
        'casegraph explain "Child Yue" -o yue.docx',
    ),
)
@click.argument("review", shell_complete=complete_reviews)
@source_options
@format_and_output_options("text", "json", "docx")
def explain(review: str, graph_source: GraphSource, output: str, form: str) -> None:
    """Show how Casegraph read a review: each reading, with the words it came from.

    REVIEW is a heading, words that only one heading has, or the last part of a review's IRI.

    “owner” is the likely owner: no agency is named, and Casegraph infers from the words which agency would have
    to act. It never counts as named. “through” is an agency that the addressee should get to act. “concerns” is
    an agency that is only mentioned. “action” is what to do. “strength” says whether the recommendation gives
    a time or frequency, says how to check, or only asks to consider.

    “by” is the wording that led to a reading, if it differs from the words on the page; `casegraph wordings`
    shows all wordings of a concept. “whole sentence” means that no wording matched, and Casegraph compared the
    sentence with labelled examples; the words shown counted most. “83% likely” means that about 83 of 100 such
    themes are right; for an action or an owner it is an estimate. --format docx writes the review's
    recommendations and learning points with their readings.
    """
    from casegraph.cli.output_file import coloured, write_output
    from casegraph.cli.table import terminal_width
    from casegraph.store.in_terms import profile_of
    from casegraph.views.explanation import explain as explanation_of
    from casegraph.views.explanation import find_review

    with graph_source.open() as graph:
        profile = profile_of(graph.store)
        iri = find_review(graph.store, review)
        if form == "docx":
            write_output(_paper(graph, iri), output)
            return
        explanation, sent = explanation_of(graph.store, iri), _sending(graph, iri)
        about = [*_sent(graph, sent)] if sent is not None else []
    if form == "json":
        import json
        from dataclasses import asdict

        from casegraph.views.json_answers import sending_answer

        own = {} if sent is None else {"sent": sending_answer(sent)}
        write_output(json.dumps({**asdict(explanation), **own}, ensure_ascii=False, indent=2) + "\n", output)
        return
    width = terminal_width() if output == "-" else None
    lines = _lines(explanation, about, profile, width, coloured(output))
    write_output("".join(f"{line}\n" for line in lines), output, styled=True)


def _paper(graph: "Graph", iri: str) -> bytes:
    """Return a review as a Word file: its recommendations and learning points with what was read in them."""
    from casegraph.briefings.review import review_document
    from casegraph.papers.word import word_file

    c = graph.collection()
    return word_file(review_document(c, c.reviews[iri.removeprefix(f"{graph.base}review/")]))


def _sending(graph: "Graph", iri: str) -> "SentDocument | None":
    """Return to whom the document was sent; None for a collection whose documents ask for no reply."""
    from casegraph.store.in_terms import profile_of
    from casegraph.views.sendings import sendings

    if not profile_of(graph.store).has_replies:
        return None
    return next((each for each in sendings(graph.store) if each.id == iri.rpartition("/")[2]), None)


def _sent(graph: "Graph", sent: "SentDocument") -> Iterator[str]:
    """Yield lines that say to whom a document was sent, when a reply is due and which replies are known."""
    from casegraph.store.in_terms import profile_of
    from casegraph.views.sending_words import sending_words

    words = sending_words(sent, profile_of(graph.store))
    for each in sent.addressees:
        read_as = ", ".join(label for _, label in each.agencies) or "not known which agency"
        yield f"Sent to: {_plain(each.name)} → {read_as}"
    if words.dated:
        yield f"Dated: {words.dated}"
    yield f"Reply due: {words.due}"
    yield f"Replies known: {'; '.join([words.replies, *map(_plain, words.came)])}"


def _lines(
    explanation: "Explanation", about: Iterable[str], profile: "Profile", width: int | None, colour: bool
) -> Iterator[str]:
    """Yield the lines of the whole explanation in a collection's words; those *about* the document come first."""
    from casegraph.collections.words import in_requests

    yield from (_bold(explanation.title, colour), _plain(explanation.iri))
    first, last = explanation.parts[0].words.start, explanation.parts[-1].words.end
    yield from (f"{_plain(explanation.file)}, characters {first:,} to {last:,}", *about, "")
    heading = ""
    keywords = {part.words for part in explanation.parts if part.part == "keyword"}
    for part in explanation.parts[1:]:
        if part.part == "narrative" and part.words in keywords:
            continue
        if part.part != heading:
            heading = part.part
            yield _bold(in_requests(_TITLES[part.part], profile), colour)
        yield from _paragraph(part, width, colour)


_TITLES = {
    "heading": "Heading",
    "narrative": "What happened",
    "learning": "Learning",
    "recommendation": "Recommendations",
    "remark": "Remarks among the recommendations",
    "keyword": "Keywords",
}


def _paragraph(part: "Explained", width: int | None, colour: bool) -> Iterator[str]:
    """Yield the text of a paragraph with its matched words in colour, and its readings in columns."""
    from casegraph.cli.table import grid
    from casegraph.views.explanation import KINDS

    if part.part == "keyword":
        concepts = [each.says for each in part.seen if each.kind == "keyword" and each.says != part.words.text]
        others = [f"{each.kind} {each.says}" for each in part.seen if each.kind != "keyword"]
        yield f"  {_plain(part.words.text)}" + "".join(f"  → {_plain(each)}" for each in concepts + others)
        return
    number = f"{part.number:>2}  " if part.number else "  "
    indent = " " * len(number)
    marks = [
        (words.start - part.words.start, words.end - part.words.start, _colour(reading))
        for reading in part.seen
        for words in reading.words
        if part.words.start <= words.start and words.end <= part.words.end
    ]
    room = max(_LEAST, width - len(indent)) if width else None
    for line, text in enumerate(_wrapped(_plain(part.words.text), marks if colour else [], room)):
        yield (indent if line else number) + text
    if part.seen:
        rows = [[_kind(reading), _plain(reading.says), _quoted(reading), _by(reading)] for reading in part.seen]
        room = max(_LEAST, width - len(indent) - 2) if width else None
        table = grid([""] * 4, rows, [False] * 4, room, may_stack=False)
        starts = {seen_kind: colour_of for seen_kind, colour_of in _COLOURS.items() if colour}
        for text in table.split("\n")[2:-1]:
            kind = text.split(" ", 1)[0]
            named = kind in KINDS and text[:1] != " "
            painted = (
                click.style(kind, fg=starts.get(kind, _HAPPENED)) + text[len(kind) :] if named and colour else text
            )
            yield f"{indent}  {painted}"
    yield ""


def _colour(reading: "Seen") -> str:
    return _WHOLE if _is_from_whole(reading) else _COLOURS.get(reading.kind, _HAPPENED)


def _is_from_whole(reading: "Seen") -> bool:
    by_example = reading.kind in ("action", "owner") and reading.probability is not None and not reading.wordings
    return by_example or (reading.kind == "theme" and reading.note == "learned")


def _kind(reading: "Seen") -> str:
    return f"{reading.kind} ({reading.note})" if reading.kind in ("asked", "owner") else reading.kind


def _quoted(reading: "Seen") -> str:
    words = dict.fromkeys(_plain(each.text) for each in reading.words)
    return ", ".join(f"“{each}”" for each in words) or "no agency named"


def _by(reading: "Seen") -> str:
    """Return the wordings that made a reading, without those that anybody sees in its words, and how likely it is."""
    words = " ".join(f" {_simple(each.text)} " for each in reading.words)
    wordings = [each for each in reading.wordings if f" {_simple(each)} " not in words]
    by = f"by {', '.join(map(_plain, wordings))}" if wordings else "whole sentence" if _is_from_whole(reading) else ""
    likely = "" if reading.probability is None else f"{reading.probability:.0%} likely"
    return ", ".join(part for part in (by, likely) if part)


def _simple(text: str) -> str:
    """Return the words of a text in their plain form, parted by single spaces; marks such as * stay."""
    from casegraph.extracting.lexicon.codes import plain_form

    return " ".join(map(plain_form, re.split(r"[\s/-]+", text)))


def _plain(text: str) -> str:
    from casegraph.cli.table import plain

    return plain(text)


def _bold(text: str, colour: bool) -> str:
    return click.style(_plain(text), bold=True) if colour else _plain(text)


def _wrapped(text: str, marks: Sequence[Mark], width: int | None) -> Iterator[str]:
    """Yield the lines of a text, broken at spaces, with the matched words in colour."""
    start = 0
    while start < len(text):
        end = len(text)
        if width and end - start > width:
            space = text.rfind(" ", start, start + width + 1)
            end = space if space > start else start + width
        yield "".join(_painted(text, start, end, marks))
        start = end + (text[end : end + 1] == " ")


def _painted(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[str]:
    """Yield the pieces of a line; where marks overlap, the first counts."""
    colours: list[str | None] = [None] * (end - start)
    for first, last, colour in marks:
        for place in range(max(first, start), min(last, end)):
            colours[place - start] = colours[place - start] or colour
    begin = start
    for place in range(start + 1, end + 1):
        if place == end or colours[place - start] != colours[begin - start]:
            painted = colours[begin - start]
            piece = text[begin:place]
            yield (
                click.style(piece, fg=painted, underline=painted != _WHOLE, italic=painted == _WHOLE)
                if painted
                else piece
            )
            begin = place
