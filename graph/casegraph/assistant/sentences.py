"""Clauses and reviews as parts of answers: words of pages in their own fields, with their place and their links."""

from casegraph.assistant.forms import Addressed, Concept, Named, NamedBy, Place, ReviewPart, Sentence, Source
from casegraph.assistant.instructions import ABOUT_QUOTES
from casegraph.assistant.served import Served
from casegraph.assistant.shortening import shortened
from casegraph.views.attribution import credit_of
from casegraph.views.clauses import Addressing, Clause
from casegraph.views.collection import Collection, Kind
from casegraph.views.list_words import CLAUSE_FOLDERS, STRENGTH_WORDS
from casegraph.views.naming import Naming
from casegraph.views.reviews import Review
from casegraph.views.texts import action_labels, bases

__all__ = ["concept", "iri_of", "named", "named_by", "place", "review_part", "sentence", "source"]


def source(served: Served) -> Source:
    """Return what an answer is from."""
    c = served.collection
    profile = c.profile
    return Source(
        collection_id=c.id,
        collection=profile.title,
        documents=len(c.reviews),
        counted_as=profile.counted_as[len(c.reviews) != 1],
        built=served.site.since,
        content_warning=profile.notice.on_pages,
        about_counts=profile.notice.counts,
        helpline=credit_of(c)[-1],
        rights=profile.rights.page,
        about_quoted_text=ABOUT_QUOTES,
    )


def sentence(served: Served, clause: Clause) -> Sentence:
    """Return a clause with its words, its place, and what it was read as."""
    c = served.collection
    review = c.reviews[clause.review]
    text, left_out = shortened(clause.text)
    iri = iri_of(c, clause)
    return Sentence(
        kind=clause.kind,
        quoted_source_text=text,
        characters_left_out=left_out,
        iri=iri,
        page=served.page(iri),
        review=named(c, "review", review.id),
        year=review.year,
        partnerships=[named(c, "partnership", id) for id in review.partnerships],
        addressed=[_addressed(c, each) for each in clause.addressed],
        via=[concept(c, "agency", id) for id in clause.via_ids],
        likely_owner=None if clause.owner is None else concept(c, "agency", clause.owner.id),
        mentioned=[concept(c, "agency", id) for id in clause.mentioned_ids],
        themes=[concept(c, "theme", id) for id in clause.theme_ids],
        actions=[action_labels().get(each.id, each.id) for each in clause.actions],
        strength=[STRENGTH_WORDS[each] for each in clause.strength if each in STRENGTH_WORDS],
        quoted_corrections=[shortened(each)[0] for each in clause.corrected],
        quoted_given=shortened(clause.given)[0],
        place=place(c, review, clause),
        quoted_report_link=shortened(review.link or "")[0],
    )


def review_part(served: Served, review: Review) -> ReviewPart:
    """Return a review as a list has it."""
    c = served.collection
    iri = f"{c.made.base}review/{review.id}"
    return ReviewPart(
        id=review.id,
        quoted_title=shortened(review.title)[0],
        iri=iri,
        page=served.page(iri),
        year=review.year,
        quoted_what_happened=shortened(review.happened)[0],
        certainty=review.certainty,
        recommendations=len(review.asks),
        learning_points=len(review.learning),
        partnerships=[named(c, "partnership", id) for id in review.partnerships],
        areas=[named(c, "area", id) for id in review.areas],
        keywords=[named(c, "keyword", id) for id in review.keywords],
        place=place(c, review, review),
        quoted_report_link=shortened(review.link or "")[0],
    )


def iri_of(c: Collection, clause: Clause) -> str:
    """Return the IRI of a clause."""
    return f"{c.made.base}{CLAUSE_FOLDERS[clause.kind]}/{clause.review}/{clause.number}"


def concept(c: Collection, kind: Kind, id: str) -> Concept:
    """Return a theme or an agency."""
    return Concept(id, c.label(kind, id))


def named(c: Collection, kind: Kind, id: str) -> Named:
    """Return a thing whose name comes from a page."""
    return Named(id, shortened(c.label(kind, id))[0])


def named_by(naming: Naming) -> NamedBy:
    """Return how many recommendations name an agency."""
    return NamedBy(naming.named, naming.unnamed, naming.unnamed_via)


def place(c: Collection, review: Review, part: Review | Clause) -> Place:
    """Return where a review or one of its clauses is."""
    page = c.page_of(review)
    iri = f"{c.made.base}source/{page.sha256[:16]}#char={part.start},{part.end}"
    return Place(page.file, part.start, part.end, page.address, iri)


def _addressed(c: Collection, each: Addressing) -> Addressed:
    known_by = bases(c.profile)[each.basis]
    return Addressed(each.id, c.label("agency", each.id), known_by, shortened(each.introduction)[0])
