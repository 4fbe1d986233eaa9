"""Reviews: an entry of a page, read into the model."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from casegraph.areas import places_of, split_label
from casegraph.collections import contents, profile_named
from casegraph.extracting.action_readings import Acts, action_readings
from casegraph.extracting.addressees import Request, requests_of
from casegraph.extracting.agencies import abbreviations_in
from casegraph.extracting.incidents import incident_of
from casegraph.extracting.introductions import themes_of_introduction
from casegraph.extracting.keywords import keyword_id
from casegraph.extracting.lexicons import Lexicons, shipped_lexicons
from casegraph.extracting.limits import check_clauses, check_keywords
from casegraph.extracting.resolution import resolved
from casegraph.extracting.sent_to import requests_sent
from casegraph.extracting.subjects import Subjects, subjects_of, with_own
from casegraph.extracting.themes import MOST_THEMES, theme_readings, themes_of
from casegraph.gc_pause import gc_paused
from casegraph.reading import Contents, Entry, Page
from casegraph.reading.clauses import Clause, clauses_of
from casegraph.record.model import (
    Incident,
    Keyword,
    LearningPoint,
    Place,
    Reading,
    Recommendation,
    Review,
    Source,
    UnreadLine,
    new,
)

__all__ = ["extract"]

_NO_ACTS = Acts()
_FOR_ALL = Subjects()


@gc_paused()
def extract(page: Page, cut: Contents | None = None, lexicons: Lexicons | None = None) -> tuple[Review, ...]:
    r"""Read every entry of a page into a review, in the page's order.

    *cut* saves cutting the page again; *lexicons* take the place of those that ship. Raises PageError for a page
    without entry, and for one with more keywords or clauses than a page of case reviews can have.

    >>> from casegraph.reading.page import page_of
    >>> text = "2025 – Kent – Child U\nDeath of a boy.\nLearning includes: neglect.\nKeywords: drugs"
    >>> review, = extract(page_of(text.encode(), "kent.txt"))
    >>> review.year, review.places, review.subject, review.learning[0].themes[0].concept
    (2025, ('Kent',), 'Child U', 'neglect')
    """
    return tuple(_extract(page, cut or contents(page), lexicons or shipped_lexicons()))


def _extract(page: Page, cut: Contents, lexicons: Lexicons) -> Iterator[Review]:
    """Read entries stage by stage and not one by one: what a stage works with stays near the processor."""
    entries, profile = cut.entries, profile_named(cut.collection)
    default = profile.default_addressee
    for entry in entries:
        check_keywords(page, entry)
    incidents = [_incident(entry) for entry in entries]
    points = [entry.cut.learning if entry.cut else tuple(clauses_of(entry.learning)) for entry in entries]
    asks = [entry.cut.recommendations if entry.cut else tuple(clauses_of(entry.recommendations)) for entry in entries]
    check_clauses(page, sum(map(len, points)) + sum(map(len, asks)))
    learning = _learning(points, lexicons)
    addressed = [
        requests_sent(clauses, entry.sending, _abbreviations(entry, lexicons), lexicons.agencies)
        if entry.sending
        else requests_of(clauses, _abbreviations(entry, lexicons), default, lexicons.agencies)
        for clauses, entry in zip(asks, entries, strict=True)
    ]
    named = [_where(entry.says.area or "") for entry in entries]
    places, areas = [names for names, _ in named], [areas for _, areas in named]
    if not profile.areas_are_authorities:
        areas = [tuple(replace(place, partnership=None) for place in each) for each in areas]
    addressed = [
        clauses if entry.sending else resolved(clauses, where, entry.says.year)
        for clauses, where, entry in zip(addressed, areas, entries, strict=True)
    ]
    recommendations = _recommendations(asks, addressed, lexicons, subjects_of(cut.collection))
    recommendations = [
        tuple(each._replace(actions=(), owner=None) for each in of_entry) if entry.sending else of_entry
        for of_entry, entry in zip(recommendations, entries, strict=True)
    ]
    keywords = [tuple(Keyword(keyword_id(term.text), term) for term in entry.terms) for entry in entries]
    unread = _unread(cut)
    for parts in zip(entries, places, areas, keywords, incidents, learning, recommendations, unread, strict=True):
        yield _review(page, cut.collection, *parts)


def _incident(entry: Entry) -> Incident:
    """Return what happened; the heading of what is sent somewhere is a reference, which tells nothing of it."""
    if entry.sending and not entry.narrative:
        return Incident("not-stated", entry.heading, None, (), None)
    return incident_of(entry.narrative or (entry.heading,), entry.terms, entry.says.subject, entry.heading)


@lru_cache(maxsize=10_000)  # a collection has some hundred areas, and headings are short
def _where(label: str) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    """Return the places that a heading's label names, and what they mean."""
    names = split_label(label) if label else ()
    return names, places_of(names)


def _unread(cut: Contents) -> list[tuple[UnreadLine, ...]]:
    """Return for each entry the unread lines after it; the first has those before it as well."""
    lines: list[list[UnreadLine]] = [[] for _ in cut.entries]
    for line in cut.unread:
        at = bisect_right(cut.entries, line.start, key=lambda entry: entry.start)
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
        sending=entry.sending,
    )


def _learning(points: Sequence[Sequence[Clause]], lexicons: Lexicons) -> list[tuple[LearningPoint, ...]]:
    passages = [clause.passage for clauses in points for clause in clauses]
    themes = iter(theme_readings(passages, "learning", lexicons.themes, lexicons.learned))
    return [tuple([new(LearningPoint, (clause.passage, next(themes))) for clause in clauses]) for clauses in points]


def _recommendations(
    asks: Sequence[Sequence[Clause]],
    addressed: Sequence[Sequence[Request]],
    lexicons: Lexicons,
    subjects: Subjects = _FOR_ALL,
) -> list[tuple[Recommendation, ...]]:
    """Join clauses with what they ask of whom; only those that ask something have themes, actions and an owner."""
    both = [[*zip(*each, strict=True)] for each in zip(asks, addressed, strict=True)]
    asking = [(clause.passage, request) for each in both for clause, request in each if request.is_recommendation]
    passages = [passage for passage, _ in asking]
    texts = [subjects.text_of(passage.text) for passage in passages]
    mentions = [themes_of(text, "recommendation", lexicons.themes) for text in texts]
    if subjects.own:
        mentions = [
            with_own(each, themes_of(text, "recommendation", subjects.own))
            for each, text in zip(mentions, texts, strict=True)
        ]
    least = subjects.least_with_wording, subjects.least_without
    themes = iter(theme_readings(passages, "recommendation", lexicons.themes, lexicons.learned, mentions, texts, least))
    about = [_about(requests, themes) for requests in addressed]
    requests = [request for _, request in asking]
    acts = iter(action_readings(passages, requests, mentions, learned=lexicons.learned is not None))
    return [
        tuple(
            [
                _recommendation(clause, request, own, next(acts))
                if request.is_recommendation
                else _recommendation(clause, request)
                for (clause, request), own in zip(each, of_review, strict=True)
            ]
        )
        for each, of_review in zip(both, about, strict=True)
    ]


def _recommendation(
    clause: Clause, request: Request, themes: tuple[Reading, ...] = (), acts: Acts = _NO_ACTS
) -> Recommendation:
    asks, addressings, concerns, via, strength, _, _ = request
    given = clause.given if asks else None
    parts = (clause.passage, asks, addressings, concerns, themes, via, acts.owner, acts.actions, strength, given)
    return new(Recommendation, parts)


def _about(requests: Sequence[Request], themes: Iterator[tuple[Reading, ...]]) -> list[tuple[Reading, ...]]:
    """Return the themes of a review's clauses; what a prefix is about holds for all clauses that its actor is asked in."""
    about: list[tuple[Reading, ...]] = []
    prefixed: tuple[Reading, ...] = ()
    for request in requests:
        own = next(themes) if request.is_recommendation else ()
        if request.topic:
            own = themes_of_introduction(request.topic, own, prefixed, MOST_THEMES)
        elif request.is_recommendation:
            prefixed = own
        about.append(own)
    return about


def _address(page: Page, entry: Entry) -> str | None:
    """Return where the link line of a saved page leads, if that is a web address."""
    for passage in entry.link:
        at = bisect_right(page.links, passage.start, key=lambda link: link.end)  # links are in order, none in another
        while at < len(page.links) and page.links[at].start < passage.end:
            if page.links[at].address.startswith(("https://", "http://")):
                return page.links[at].address
            at += 1
    return None
