"""A review as one line of JSON with all that is counted of it, from which DuckDB makes the rows of every table."""

from collections.abc import Iterable
from functools import cache

import msgspec

from casegraph.areas import areas
from casegraph.record.ages import AGE_GROUPS, age_group
from casegraph.record.identity import Minted
from casegraph.record.model import LearningPoint, Reading, Recommendation, Review, basis_of, by_concept
from casegraph.schemes import scheme

__all__ = ["COLUMNS", "line_of"]

COLUMNS = """{
    review: 'VARCHAR', title: 'VARCHAR', year: 'INTEGER', places: 'VARCHAR[]', areas: 'VARCHAR[]', nations: 'VARCHAR[]',
    regions: 'VARCHAR[]', partnerships: 'VARCHAR[]', outcome: 'VARCHAR', suicide: 'BOOLEAN', certainty: 'VARCHAR', date_from: 'VARCHAR',
    date_to: 'VARCHAR', ages_in_months: 'DOUBLE[]', age_groups: 'VARCHAR[]', sexes: 'VARCHAR[]', keywords: 'VARCHAR[]', report: 'VARCHAR',
    link: 'VARCHAR', is_complete: 'BOOLEAN', learning_points: 'INTEGER', recommendations: 'INTEGER', file: 'VARCHAR',
    clauses: 'STRUCT(
        clause VARCHAR, kind VARCHAR, number INTEGER, text VARCHAR, start BIGINT, "end" BIGINT,
        themes STRUCT(theme VARCHAR, theme_group VARCHAR, basis VARCHAR, probability DOUBLE)[],
        agencies STRUCT(role VARCHAR, agency VARCHAR, sector VARCHAR, basis VARCHAR)[],
        asked_through VARCHAR[], actions VARCHAR[], owner VARCHAR, owner_words VARCHAR, strength VARCHAR[]
    )[]'
}"""
"""The keys of a line, with their types in DuckDB's words."""


class _Theme(msgspec.Struct, frozen=True):
    theme: str
    theme_group: str
    basis: str
    probability: float | None


class _Agency(msgspec.Struct, frozen=True):
    role: str
    agency: str
    sector: str
    basis: str | None = None


class _Clause(msgspec.Struct, frozen=True):
    """A clause; where it has no theme or no agency, a null stands for it, so that it still has a row."""

    clause: str
    kind: str
    number: int
    text: str
    start: int
    end: int
    themes: list[_Theme | None]
    agencies: list[_Agency | None]
    asked_through: list[str]
    actions: list[str]
    owner: str | None
    owner_words: str | None
    strength: list[str]


class _Line(msgspec.Struct, frozen=True):
    review: str
    title: str
    year: int
    places: tuple[str, ...]
    areas: list[str]
    nations: list[str]
    regions: list[str]
    partnerships: list[str]
    outcome: str
    suicide: bool
    certainty: str
    date_from: str | None
    date_to: str | None
    ages_in_months: list[float | None]
    age_groups: list[str]
    sexes: list[str | None]
    keywords: list[str]
    report: str | None
    link: str | None
    is_complete: bool
    learning_points: int
    recommendations: int
    file: str
    clauses: list[_Clause]


_ENCODER = msgspec.json.Encoder()


def line_of(minted: Minted) -> bytes:
    """Return the line of a review, with its end."""
    review, slug = minted.review, minted.slug
    placed, described = minted.having(lambda entry: entry.places), minted.having(lambda entry: entry.keywords)
    covered = [areas()[gss] for place in placed.areas for gss in place.areas]
    incident, date = review.incident, review.incident.date
    groups = {age_group(child.months) for child in incident.children} or {age_group(None)}
    line = _Line(
        review=slug,
        title=review.title,
        year=review.year,
        places=placed.places,
        areas=_each_once(area.gss for area in covered),
        nations=_each_once(area.nation for area in covered),
        regions=_each_once(area.region for area in covered),
        partnerships=_each_once(place.partnership for place in review.areas if place.partnership),
        outcome=incident.outcome,
        suicide=incident.suicide is not None,
        certainty=incident.certainty,
        date_from=date.earliest if date else None,
        date_to=date.latest if date else None,
        ages_in_months=[child.months for child in incident.children],
        age_groups=[AGE_GROUPS[each] for each in sorted(groups)],
        sexes=[child.sex for child in incident.children],
        keywords=_each_once(keyword.concept for keyword in described.keywords),
        report=review.report,
        link=review.link,
        is_complete=review.complete,
        learning_points=len(review.learning),
        recommendations=sum(each.is_recommendation for each in review.recommendations),
        file=review.source.file,
        clauses=_clauses(review, slug),
    )
    return _ENCODER.encode(line) + b"\n"


def _clauses(review: Review, slug: str) -> list[_Clause]:
    clauses = [
        _clause("learning", "learning point", slug, number, point, [])
        for number, point in enumerate(review.learning, start=1)
    ]
    for number, each in enumerate(review.recommendations, start=1):
        kind = "recommendation" if each.is_recommendation else "remark"
        clauses.append(_clause(kind, kind, slug, number, each, _agencies(each)))
    return clauses


def _clause(
    path: str, kind: str, slug: str, number: int, content: LearningPoint | Recommendation, agencies: list[_Agency]
) -> _Clause:
    passage = content.passage
    asks = content if isinstance(content, Recommendation) else None
    owner = asks and asks.owner
    themes = [_theme(id, basis_of(of), of[0].probability) for id, of in by_concept(content.themes).items()]
    return _Clause(
        f"{path}/{slug}/{number}",
        kind,
        number,
        passage.text,
        passage.start,
        passage.end,
        [*themes] or [None],
        [*agencies] or [None],
        _concepts(asks.via) if asks else [],
        _concepts(asks.actions) if asks else [],
        owner.concept if owner else None,
        owner.words.text if owner else None,
        _concepts(asks.strength) if asks else [],
    )


def _agencies(recommendation: Recommendation) -> list[_Agency]:
    """Return the agencies of a recommendation, each once in each role."""
    concerned = _concepts((*recommendation.concerns, *recommendation.via))
    addressed = {each.agency: _agency("asked", each.agency, each.basis) for each in recommendation.addressings}
    return [*addressed.values(), *(_agency("concerned", id, None) for id in concerned)]


@cache
def _agency(role: str, id: str, basis: str | None) -> _Agency:
    return _Agency(role, id, _top("agencies.ttl", id), basis)


@cache
def _theme(id: str, basis: str, probability: float | None) -> _Theme:
    return _Theme(id, _top("themes.ttl", id).removeprefix("group-"), basis, probability)


def _top(file: str, id: str) -> str:
    """Return the broadest concept above one, itself if there is none."""
    concepts, seen = scheme(file), {id}
    while (broader := concepts[id].broader) and broader not in seen:
        id = broader
        seen.add(id)
    return id


def _concepts(readings: Iterable[Reading]) -> list[str]:
    return _each_once(each.concept for each in readings)


def _each_once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
