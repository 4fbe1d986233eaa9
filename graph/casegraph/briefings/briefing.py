"""A briefing of two pages: how much is asked and of whom, about what, how firmly, and in which words."""

from collections.abc import Iterator, Sequence

from casegraph import __version__
from casegraph.briefings.counted_tables import actions_table, strength_in_words, subjects_table
from casegraph.briefings.own_words import blocks_in_own_words, sentence_in_own_words, title_of_requests
from casegraph.briefings.quotes import Chosen, chosen, quote
from casegraph.briefings.strengths import AT_LEAST, Strengths
from casegraph.briefings.taken_from import LICENCE, TakenFrom, taken_from
from casegraph.briefings.topics import Topic
from casegraph.collections.words import filled, left_out
from casegraph.papers.document import Block, Document, Heading, Note, Paragraph
from casegraph.papers.pieces import Piece, as_text
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection
from casegraph.views.elsewhere import elsewhere, label_of
from casegraph.views.roles import naming
from casegraph.views.texts import COUNTED, PARTS, TEXTS

__all__ = ["briefing", "closing", "foot", "reviews_in_words"]

_SUBJECTS, _ACTIONS = 6, 6  # rows of a table
_FILES = 4  # pages that are named
_LINES = 55.0  # of quotes on two pages, beside all that always stands there
_MENTION_LINES, _AROUND = 12.0, 4.5  # of the part on mentions, and of these its heading and remark
_OTHER_LINES = 16.0  # of the part on another collection
_SHORTENED = "A subject is what a recommendation is about; ways of acting, such as training, are kinds of action."


def briefing(c: Collection, topic: Topic, known: Strengths, others: Sequence[Collection] = ()) -> Document:
    """Return a briefing on a topic, which fits on two pages of A4.

    What *others* say of an agency or a theme, collections that were built together with this one, has a part of its own.
    """
    source, clauses = taken_from(c), topic.clauses
    all_asks = naming(c)
    share = f"{len(clauses):,} of {all_asks.named + all_asks.unnamed:,} recommendations"
    reviews = f"in {clauses.reviews:,} of {counted(len(c.reviews), 'review')}"
    mentioning = counted(len(topic.mentions), *COUNTED["mentioned"]) if topic.mentions else ""
    lines = _LINES - len(topic.who.rows) - (_MENTION_LINES if mentioning else 0) - _OTHER_LINES * len(others)
    blocks: list[Block] = [
        Note("", as_text(source.profile.notice.on_pages)),
        Paragraph(
            (
                Piece(share, is_strong=True),
                Piece(f", {reviews}, {topic.lead}.{f' {mentioning}.' if mentioning else ''}"),
            ),
            "lead",
        ),
        topic.who,
        Paragraph(as_text(f"{topic.remarks} Of all recommendations: {all_asks}."), "small"),
    ]
    if clauses:
        blocks += _counts(c, topic, known)
    quoted = chosen(c, topic.groups, known, lines)
    if clauses:
        blocks += _quotes(c, topic, quoted)
    if mentioning:
        mentions = chosen(c, [topic.mentions], known, quoted.left + _MENTION_LINES - _AROUND)
        blocks += _mentions(c, topic, mentions, len(quoted.clauses))
    blocks = [*blocks_in_own_words(blocks, c.profile), *_elsewhere(topic, others), *closing(source)]
    subject = sentence_in_own_words(f"{share}, {reviews}", c.profile)
    title = title_of_requests(topic.title, c.profile)
    return Document(title, f"A briefing on {reviews_in_words(c)}", blocks, foot(source), subject=subject)


def _counts(c: Collection, topic: Topic, known: Strengths) -> Iterator[Block]:
    """Yield the tables of subjects and of kinds of action, and how firm they are where a collection has any of that."""
    clauses = topic.clauses
    listed = [*clauses]
    has_actions = not left_out(sum(len(each.actions) for each in listed), c.profile)
    yield Heading("Subjects and kinds of action" if has_actions else "Subjects")
    yield subjects_table(c, clauses, _SUBJECTS, topic.theme)
    if has_actions:
        yield actions_table(listed, _ACTIONS)
    if not left_out(len(known), c.profile):
        yield Paragraph(as_text(strength_in_words(listed, known)))
        yield Paragraph(as_text(f"{_SHORTENED} {filled(AT_LEAST, c.profile.words)}"), "small")


def _quotes(c: Collection, topic: Topic, quoted: Chosen) -> list[Block]:
    rest = f" The other {quoted.others:,}: {topic.listed}." if quoted.others else ""
    remark = f"{quoted.count}: {'; '.join(filter(None, (topic.order, quoted.rule)))}.{rest}"
    return [
        Heading("In their words"),
        *(quote(c, clause, number) for number, clause in enumerate(quoted.clauses, 1)),
        Paragraph(as_text(remark), "small"),
    ]


def _mentions(c: Collection, topic: Topic, quoted: Chosen, before: int) -> list[Block]:
    """Return the part on recommendations that only mention an agency; their numbers follow those *before*."""
    verb, pronoun = ("mentions", "it") if len(topic.mentions) == 1 else ("mention", "them")
    remark = f"{counted(len(topic.mentions), 'recommendation')} only {verb} this agency. The numbers above leave {pronoun} out."
    remark += f" The other {quoted.others:,}: {topic.listed}." if quoted.others else ""
    return [
        Heading(PARTS["mentioned"]),
        Paragraph(as_text(remark), "small"),
        *(quote(c, clause, number) for number, clause in enumerate(quoted.clauses, before + 1)),
    ]


def _elsewhere(topic: Topic, others: Sequence[Collection]) -> Iterator[Block]:
    """Yield the parts on other collections: each with its own count, and quotes that say which document they are from."""
    listed = (elsewhere(c, "agency" if topic.agency else "theme", topic.agency or topic.theme) for c in others)
    for there in (each for each in listed if each and (topic.agency or topic.theme)):
        c, documents = there.collection, label_of(there.collection)
        yield Heading(f"In {documents[:1].lower()}{documents[1:]}")
        quoted = chosen(c, [[*there.clauses]], {}, _OTHER_LINES - _AROUND)
        rest = sentence_in_own_words(f" {quoted.state}.", c.profile) if there.clauses else ""
        yield Paragraph((Piece(f"{there.state}.", is_strong=True), Piece(f" {TEXTS['countedApart']}{rest}")))
        yield from (quote(c, clause) for clause in quoted.clauses)
        if there.clauses:
            yield Paragraph(as_text(f"{c.profile.rights.page} {c.profile.notice.counts}"), "small")


def closing(source: TakenFrom) -> list[Block]:
    """Return what stands at the end of every paper: how to cite, whose the words are, how it was made, who to turn to."""
    files = ", ".join(page.file for page in source.pages[:_FILES])
    files += f" and {counted(len(source.pages) - _FILES, 'more page')}" if len(source.pages) > _FILES else ""
    method = f"Read from {files}. A program reads the pages with listed wordings and learned examples: its readings can be wrong; the quoted words are exact."
    return [
        Heading("How to use this", 2),
        Paragraph((Piece("How to cite. ", is_strong=True), Piece(source.how_to_cite)), "small"),
        Paragraph((Piece("How it was made. ", is_strong=True), Piece(method)), "small"),
        Paragraph(
            (
                Piece("Rights. ", is_strong=True),
                Piece(f"{source.profile.rights.page} What Casegraph says about it: "),
                Piece("CC BY 4.0", LICENCE),
                Piece("."),
            ),
            "small",
        ),
        Paragraph((Piece("Helpline. ", is_strong=True), Piece(source.helpline)), "small"),
    ]


def foot(source: TakenFrom) -> str:
    """Return what stands below every page."""
    return f"Casegraph {__version__}. {source.profile.notice.counts}"


def reviews_in_words(c: Collection) -> str:
    """Return how many reviews there are, of which years."""
    years = sorted({year for each in c.reviews.values() if (year := each.year) is not None})
    appeared = c.profile.words.appeared
    when = (
        f" {appeared} from {years[0]} to {years[-1]}"
        if len(years) > 1
        else f" {appeared} in {years[0]}"
        if years
        else ""
    )
    return f"{counted(len(c.reviews), *c.profile.documents)}{when}"
