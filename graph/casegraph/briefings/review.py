"""One review as a document: what happened, what it learned and what it asks, all in its words, with their places."""

from collections.abc import Iterator

from casegraph.briefings.briefing import closing, foot
from casegraph.briefings.taken_from import taken_from
from casegraph.collections.words import in_requests
from casegraph.papers.document import Block, Document, Heading, Note, Paragraph, Quote
from casegraph.papers.pieces import Piece, as_text
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.reviews import Review
from casegraph.views.texts import action_labels, bases

__all__ = ["review_document"]


def review_document(c: Collection, review: Review) -> Document:
    """Return a review with all its recommendations and learning points."""
    source = taken_from(c)
    blocks: list[Block] = [Note("", as_text(source.profile.notice.on_pages))]
    if review.happened:
        blocks.append(Paragraph(as_text(f"{review.happened[:1].upper()}{review.happened[1:]}"), "lead"))
    blocks += [Paragraph(as_text(each)) for each in review.narrative]
    if review.link:
        blocks.append(
            Paragraph((Piece(f"The {source.profile.words.whole or 'document'}: "), Piece(review.link, review.link)))
        )
    for title, clauses in (("What it recommends", review.recommendations), ("What it learned", review.learning)):
        if clauses:
            blocks += [
                Heading(in_requests(f"{title} ({len(clauses):,})", c.profile)),
                *(_quote(c, clause) for clause in clauses),
            ]
    places = ", ".join(c.partnerships[id].label for id in review.partnerships)
    subject = f"{c.profile.documents[0]} in its own words"
    subject = f"{'An' if subject[:1] in 'aeiou' else 'A'} {subject}"
    return Document(review.title, places, [*blocks, *closing(source)], foot(source), subject)


def _quote(c: Collection, clause: Clause) -> Quote:
    """Return a clause, and below it whom it asks for what, where it stands, and what was given with it."""
    read = "; ".join(_readings(c, clause))
    place = f"Characters {clause.start:,} to {clause.end:,} of {c.page_of(c.reviews[clause.review]).file}"
    below = f"{read[:1].upper()}{read[1:]}. {place}" if read else place
    return Quote(clause.text, as_text(f"{below}. {clause.given}".rstrip()), str(clause.number))


def _readings(c: Collection, clause: Clause) -> Iterator[str]:
    known = bases(c.profile)
    if clause.addressed:
        yield "asked: " + ", ".join(f"{c.agencies[each.id].label} ({known[each.basis]})" for each in clause.addressed)
    if clause.via:
        yield "through another: " + ", ".join(c.agencies[id].label for id in clause.via_ids)
    if clause.owner is not None:
        yield f"likely owner: {c.agencies[clause.owner.id].label}"
    if clause.themes:
        yield "about: " + ", ".join(c.themes[id].label for id in clause.theme_ids)
    if clause.actions:
        yield "to be done: " + ", ".join(action_labels()[each.id] for each in clause.actions)
