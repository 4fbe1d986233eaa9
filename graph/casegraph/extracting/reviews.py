"""Reviews: an entry of a page, read into the model."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from casegraph.areas import places_of, split_label
from casegraph.collections import contents, profile_named
from casegraph.extracting.addressees import Asked, asked
from casegraph.extracting.agencies import abbreviations_in
from casegraph.extracting.incidents import incident_of
from casegraph.extracting.keywords import keyword_id
from casegraph.extracting.lexicons import Lexicons, shipped_lexicons
from casegraph.extracting.limits import check_clauses, check_keywords
from casegraph.extracting.resolution import resolved
from casegraph.extracting.themes import theme_readings
from casegraph.gc_pause import gc_paused
from casegraph.reading import Contents, Entry, Page
from casegraph.reading.clauses import Clause, clauses_of
from casegraph.record.model import (
    Incident,
    Keyword,
    LearningPoint,
    Place,
    Recommendation,
    Review,
    Source,
    UnreadLine,
)

__all__ = ["extract"]


@gc_paused()
def extract(page: Page, found: Contents | None = None, lexicons: Lexicons | None = None) -> tuple[Review, ...]:
    r"""Read every entry of a page into a review, in the page's order.

    *found* saves cutting the page again; *lexicons* take the place of those that ship. Raises PageError for a page
    without entry, and for one with more keywords or clauses than a page of case reviews can have.

    >>> from casegraph.reading.page import page_of
    >>> text = "2025 – Kent – Child U\nDeath of a boy.\nLearning includes: neglect.\nKeywords: drugs"
    >>> review, = extract(page_of(text.encode(), "kent.txt"))
    >>> review.year, review.places, review.subject, review.learning[0].themes[0].concept
    (2025, ('Kent',), 'Child U', 'neglect')
    """
    return tuple(_extract(page, found or contents(page), lexicons or shipped_lexicons()))


def _extract(page: Page, found: Contents, lexicons: Lexicons) -> Iterator[Review]:
    """Read entries stage by stage and not one by one: what a stage works with stays near the processor."""
    entries, default = found.entries, profile_named(found.collection).default_addressee
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
    places = [split_label(entry.says.area) if entry.says.area else () for entry in entries]
    areas = [places_of(names) for names in places]
    addressed = [
        resolved(clauses, where, entry.says.year)
        for clauses, where, entry in zip(addressed, areas, entries, strict=True)
    ]
    recommendations = [_recommendations(*clauses, lexicons) for clauses in zip(asks, addressed, strict=True)]
    keywords = [tuple(Keyword(keyword_id(term.text), term) for term in entry.terms) for entry in entries]
    unread = _unread(found)
    for parts in zip(entries, places, areas, keywords, incidents, learning, recommendations, unread, strict=True):
        yield _review(page, found.collection, *parts)


def _unread(found: Contents) -> list[tuple[UnreadLine, ...]]:
    """Return for each entry the unread lines after it; the first has those before it as well."""
    lines: list[list[UnreadLine]] = [[] for _ in found.entries]
    for line in found.unread:
        at = bisect_right(found.entries, line.start, key=lambda entry: entry.start)
        lines[max(0, at - 1)].append(UnreadLine(line.number, line.text))
    return [tuple(each) for each in lines]


def _abbreviations(entry: Entry, lexicons: Lexicons) -> dict[str, str]:
    texts = (each.text for each in (*entry.narrative, *entry.learning, *entry.recommendations))
    return abbreviations_in(texts, lexicons.agencies)


def _review(
    page: Page,
    collection: str,
    entry: Entry,
    places: tuple[str, ...],
    areas: tuple[Place, ...],
    keywords: tuple[Keyword, ...],
    incident: Incident,
    learning: tuple[LearningPoint, ...],
    recommendations: tuple[Recommendation, ...],
    unread: tuple[UnreadLine, ...],
) -> Review:
    return Review(
        heading=entry.heading,
        year=entry.says.year,
        places=places,
        areas=areas,
        subject=entry.says.subject,
        report=entry.report,
        complete=entry.complete,
        narrative=entry.narrative,
        incident=incident,
        learning=learning,
        recommendations=recommendations,
        keywords=keywords,
        link=_address(page, entry),
        source=Source(page.file, page.sha256, entry.start, entry.end, collection, unread=unread),
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
