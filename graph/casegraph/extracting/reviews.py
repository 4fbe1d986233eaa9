"""Reviews: an entry of a page, read into the model."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from casegraph.areas import split_label
from casegraph.collections import contents, profile
from casegraph.extracting.addressees import Asked, asked
from casegraph.extracting.agencies import abbreviations_in
from casegraph.extracting.incidents import incident_of
from casegraph.extracting.lexicons import Lexicons, shipped_lexicons
from casegraph.extracting.limits import check_clauses, check_keywords
from casegraph.extracting.themes import theme_readings
from casegraph.gc_pause import gc_paused
from casegraph.reading import Contents, Entry, Page
from casegraph.reading.clauses import Clause, clauses_of
from casegraph.record.model import Incident, LearningPoint, Recommendation, Review, Source

__all__ = ["extract"]


@gc_paused()
def extract(page: Page, found: Contents | None = None, lexicons: Lexicons | None = None) -> tuple[Review, ...]:
    r"""Read every entry of a page into a review, in the page's order.

    *found* saves cutting the page again; *lexicons* take the place of those that ship. Raises PageError for a page without entry, and for one with more keywords or
    clauses than a page of case reviews can have.

    >>> from casegraph.reading.page import page_of
    >>> text = "2025 – Kent – Child U\nDeath of a boy.\nLearning includes: neglect.\nKeywords: drugs"
    >>> review, = extract(page_of(text.encode(), "kent.txt"))
    >>> review.year, review.places, review.subject, review.learning[0].themes[0].concept
    (2025, ('Kent',), 'Child U', 'neglect')
    """
    return tuple(_extract(page, found or contents(page), lexicons or shipped_lexicons()))


def _extract(page: Page, found: Contents, lexicons: Lexicons) -> Iterator[Review]:
    """Read entries stage by stage and not one by one: what a stage works with stays near the processor."""
    entries, default = found.entries, profile(found.collection).default_addressee
    for entry in entries:
        check_keywords(page, entry)
    incidents = [incident_of(entry.narrative or (entry.heading,), entry.terms, entry.says.subject) for entry in entries]
    points = [tuple(clauses_of(entry.learning)) for entry in entries]
    asks = [tuple(clauses_of(entry.recommendations)) for entry in entries]
    check_clauses(page, sum(map(len, points)) + sum(map(len, asks)))
    learning = [tuple([_learning(clause, lexicons) for clause in clauses]) for clauses in points]
    addressed = [
        asked(clauses, _abbreviations(entry, lexicons), default, lexicons.agencies)
        for clauses, entry in zip(asks, entries, strict=True)
    ]
    recommendations = [_recommendations(*clauses, lexicons) for clauses in zip(asks, addressed, strict=True)]
    for parts in zip(entries, incidents, learning, recommendations, strict=True):
        yield _review(page, found.collection, *parts)


def _abbreviations(entry: Entry, lexicons: Lexicons) -> dict[str, str]:
    texts = (each.text for each in (*entry.narrative, *entry.learning, *entry.recommendations))
    return abbreviations_in(texts, lexicons.agencies)


def _review(
    page: Page,
    collection: str,
    entry: Entry,
    incident: Incident,
    learning: tuple[LearningPoint, ...],
    recommendations: tuple[Recommendation, ...],
) -> Review:
    return Review(
        title=entry.heading.text,
        heading=entry.heading,
        year=entry.says.year,
        places=split_label(entry.says.area) if entry.says.area else (),
        subject=entry.says.subject,
        report=entry.report,
        complete=entry.complete,
        narrative=entry.narrative,
        incident=incident,
        learning=learning,
        recommendations=recommendations,
        keywords=entry.terms,
        link=_address(page, entry),
        source=Source(page.file, page.sha256, entry.start, entry.end, collection),
    )


def _learning(clause: Clause, lexicons: Lexicons) -> LearningPoint:
    return LearningPoint(clause.passage, theme_readings(clause.passage, "learning", lexicons.themes))


def _recommendations(
    clauses: Sequence[Clause], addressed: Sequence[Asked], lexicons: Lexicons
) -> tuple[Recommendation, ...]:
    return tuple(
        Recommendation(
            clause.passage,
            who.is_recommendation,
            who.addressings,
            who.concerns,
            theme_readings(clause.passage, "recommendation", lexicons.themes) if who.is_recommendation else (),
        )
        for clause, who in zip(clauses, addressed, strict=True)
    )


def _address(page: Page, entry: Entry) -> str | None:
    """Return where the link line of a saved page leads, if that is a web address."""
    for passage in entry.link:
        at = bisect_right(page.links, passage.start, key=lambda link: link.end)  # links are in order, none in another
        while at < len(page.links) and page.links[at].start < passage.end:
            if page.links[at].address.startswith(("https://", "http://")):
                return page.links[at].address
            at += 1
    return None
