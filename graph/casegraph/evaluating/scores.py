"""Scores: what was read rightly, wrongly and not at all in each field, with precision, recall and F1."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from casegraph.evaluating.gold import Gold, GoldClause, GoldIncident, squash
from casegraph.evaluating.newer_concepts import as_annotated
from casegraph.record.model import Incident, LearningPoint, Recommendation, Review

__all__ = ["FIELDS", "Clause", "Finding", "Scores", "aligned_clauses", "evaluate", "finding_of", "scores"]

FIELDS = (
    "reviews",
    "keywords",
    "places",
    "subject",
    "outcome",
    "suicide",
    "children",
    "date",
    "learning found",
    "learning exact cut",
    "learning themes",
    "recommendations found",
    "recommendations exact cut",
    "recommendation themes",
    "addressees",
    "addressees explicit",
    "addressees with basis",
    "concerns",
)
"""The fields that are scored, in the order of an entry."""

Clause = LearningPoint | Recommendation


class Finding(NamedTuple):
    """How a field of one review, or of one of its clauses, agrees with the annotation."""

    field: str
    review: str
    clause: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


class Scores(NamedTuple):
    """The counts of a field over all reviews, with precision, recall and F1."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 0 if nothing was read."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what was annotated that was read; 0 if nothing was annotated."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 if nothing was read rightly."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 0.0


def scores(findings: Iterable[Finding], fields: Sequence[str] = FIELDS) -> dict[str, Scores]:
    """Return the scores of every field, in the order of *fields*.

    >>> scores([Finding("places", "A", "", ("Kent",), (), ()), Finding("places", "B", "", (), ("?",), ("Essex",))])[
    ...     "places"].f1
    0.5
    """
    counts = {field: [0, 0, 0] for field in fields}
    for finding in findings:
        for index, labels in enumerate((finding.right, finding.wrong, finding.missed)):
            counts[finding.field][index] += len(labels)
    return {field: Scores(*count) for field, count in counts.items()}


def evaluate(gold: Sequence[Gold], reviews: Iterable[Review]) -> list[Finding]:
    """Compare *reviews* with the annotated ones of the same titles; other reviews are ignored."""
    read = {squash(review.title): review for review in reviews}
    return [finding for each in gold for finding in _review(each, read.get(squash(each.title)))]


def _review(gold: Gold, read: Review | None) -> Iterator[Finding]:
    def finding(field: str, required: AbstractSet[str], labels: AbstractSet[str]) -> Finding:
        return finding_of(field, gold.title, "", required, labels)

    yield finding("reviews", {gold.title}, {gold.title} if read else set())
    keywords = [term.text for term in read.keywords] if read else []
    yield finding("keywords", set(map(squash, gold.keywords)), set(map(squash, keywords)))
    places = {squash(" and ".join(read.places)) or "none"} if read else set()
    yield finding("places", {squash(" and ".join(gold.places)) or "none"}, places)
    yield finding("subject", {squash(gold.subject)}, {squash(read.subject)} if read else set())
    yield from _incident(gold, read.incident if read else None)
    learning = aligned_clauses(gold.learning, read.learning if read else ())
    yield from _cutting("learning", gold.title, learning)
    for clause, hits in learning:
        if clause:
            yield _themes("learning themes", gold.title, clause, hits)
    requests = [each for each in read.recommendations if each.is_recommendation] if read else []
    recommendations = [
        (clause, hits)
        for clause, hits in aligned_clauses(gold.recommendations, requests)
        if clause is None or clause.is_recommendation
    ]
    yield from _cutting("recommendations", gold.title, recommendations)
    for clause, hits in recommendations:
        if clause:
            yield _themes("recommendation themes", gold.title, clause, hits)
            yield from _agencies(gold.title, clause, hits)


def _incident(gold: Gold, read: Incident | None) -> Iterator[Finding]:
    labels = _labels(_as_annotated(read)) if read else {}
    for field in ("outcome", "suicide", "children", "date"):
        right = [_labels(incident)[field] for incident in gold.incidents]
        label = labels.get(field)
        required = label if label in right else right[0]
        yield finding_of(field, gold.title, "", {required}, {label} if label else set())


def _as_annotated(read: Incident) -> GoldIncident:
    children = tuple((child.age, child.age_unit, child.sex) for child in read.children)
    return GoldIncident(read.outcome, read.suicide is not None, children, read.date.edtf if read.date else None)


def _labels(incident: GoldIncident) -> dict[str, str]:
    children = [
        " ".join(str(part) for part in (f"{age:g}" if age is not None else None, unit, sex) if part) or "unspecified"
        for age, unit, sex in incident.children
    ]
    return {
        "outcome": incident.outcome,
        "suicide": "yes" if incident.suicide else "no",
        "children": ", ".join(children) or "none",
        "date": incident.date or "none",
    }


def _cutting(part: str, title: str, aligned: Sequence[tuple[GoldClause | None, list[Clause]]]) -> Iterator[Finding]:
    """Yield whether each annotated clause was found, and cut as annotated; a clause that matches none is wrong."""
    for clause, hits in aligned:
        if clause is None:
            spare = tuple(hit.passage.text for hit in hits)
            yield Finding(f"{part} found", title, "", (), spare, ())
            continue
        yield finding_of(f"{part} found", title, clause.text, {"found"}, {"found"} if hits else set())
        exact = any(squash(hit.passage.text) in clause.cuts for hit in hits)
        otherwise = {hit.passage.text for hit in hits} or {"nothing"}
        yield finding_of(
            f"{part} exact cut", title, clause.text, {"cut"}, {"cut"} if exact else {" / ".join(sorted(otherwise))}
        )


def _themes(field: str, title: str, clause: GoldClause, hits: Sequence[Clause]) -> Finding:
    read = {theme.concept for hit in hits for theme in hit.themes}
    themes = as_annotated(read, clause.themes | clause.themes_allowed)
    return finding_of(field, title, clause.text, clause.themes, themes, clause.themes_allowed)


def _agencies(title: str, clause: GoldClause, hits: Sequence[Clause]) -> Iterator[Finding]:
    recommendations = [hit for hit in hits if isinstance(hit, Recommendation)]
    bases, allowed = clause.addressees, clause.addressees_allowed
    known = bases.keys() | allowed
    named = {
        (agency, each.basis)
        for hit in recommendations
        for each in hit.addressings
        for agency in as_annotated([each.agency], known)
    }
    yield finding_of("addressees", title, clause.text, bases.keys(), {agency for agency, _ in named}, allowed)
    explicit = {agency for agency in bases if "explicit" in bases[agency]}
    named_explicitly = {agency for agency, basis in named if basis == "explicit"}
    yield finding_of("addressees explicit", title, clause.text, explicit, named_explicitly, allowed)
    with_basis = {agency if basis in bases.get(agency, ()) else f"{agency} ({basis})" for agency, basis in named}
    yield finding_of("addressees with basis", title, clause.text, bases.keys(), with_basis, allowed)
    mentioned = {concern.concept for hit in recommendations for concern in (*hit.concerns, *hit.via)}
    concerns = as_annotated(mentioned, clause.concerns | clause.concerns_allowed)
    yield finding_of("concerns", title, clause.text, clause.concerns, concerns, clause.concerns_allowed)


def finding_of(
    field: str,
    review: str,
    clause: str,
    required: AbstractSet[str],
    labels: AbstractSet[str],
    allowed: AbstractSet[str] = frozenset(),
) -> Finding:
    """Return how the *labels* of a field agree with those that are required; what is *allowed* is neither right nor wrong.

    >>> finding_of("themes", "A", "", {"neglect"}, {"neglect", "alcohol", "drugs"}, {"drugs"}).wrong
    ('alcohol',)
    """
    return Finding(
        field,
        review,
        clause,
        tuple(sorted(required & labels)),
        tuple(sorted(labels - required - allowed)),
        tuple(sorted(required - labels)),
    )


def aligned_clauses(gold: Sequence[GoldClause], read: Sequence[Clause]) -> list[tuple[GoldClause | None, list[Clause]]]:
    """Match each clause with the most similar annotated one; clauses without a match come last, with None."""
    hits: list[list[Clause]] = [[] for _ in gold]
    spare: list[Clause] = []
    for each in read:
        text = squash(each.passage.text)
        similarities = [max(_similarity(text, cut) for cut in clause.cuts) for clause in gold]
        best = max(similarities, default=0.0)
        (hits[similarities.index(best)] if best else spare).append(each)
    return [*zip(gold, hits, strict=True), (None, spare)]


def _similarity(one: str, other: str) -> float:
    """Return the share of the longer text that the shorter covers, 0 unless it is part of it or nine of ten words are shared."""
    short, long = sorted((one, other), key=len)
    if not short:
        return 0.0
    words = set(short.split())
    shared = len(words & set(long.split()))
    return len(short) / len(long) if short in long or shared >= 0.9 * len(words) > 2 else 0.0
