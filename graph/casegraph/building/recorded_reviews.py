"""Reviews as pages show them, from the record: what ``casegraph.views.stored_reviews`` reads from the graph of the same record.

Asking a store takes ten times as long, and a build has the records in its hands.
"""

from collections.abc import Iterable, Iterator

from casegraph.areas import partnership
from casegraph.collections import profile_named
from casegraph.record import model
from casegraph.record.ages import AGE_GROUPS, age_group
from casegraph.record.identity import Minted
from casegraph.record.outcome_words import happening_of, outcome_in_words
from casegraph.views.clauses import Clause, ClauseKind, Quote, Reading, Span
from casegraph.views.corrections import Corrected, in_words
from casegraph.views.given import given_in_words
from casegraph.views.incidents import ages, date_in_words, happened
from casegraph.views.reviews import Child, Review
from casegraph.views.stored_clauses import addressings_in, owner_in, readings_in, themes_in

__all__ = ["recorded_review"]


def recorded_review(minted: Minted) -> Review:
    """Return a review as pages show it."""
    record, id = minted.review, minted.slug
    placed, described = minted.having(lambda entry: entry.places), minted.having(lambda entry: entry.keywords)
    incident = record.incident
    date = incident.date.edtf if incident.date else None
    happening = happening_of(incident)
    what = outcome_in_words(happening)
    children = tuple(map(_child, incident.children))
    groups = {age_group(_number(child.months)) for child in incident.children} or {age_group(None)}
    return Review(
        id=id,
        title=record.title,
        name=record.subject,
        year=record.year,
        partnerships=_partnerships(record),
        areas=tuple(sorted({gss for place in placed.areas for gss in place.areas})),
        keywords=tuple(sorted({keyword.concept for keyword in described.keywords})),
        outcome=incident.outcome,
        suicide=happening.suicide,
        date=date,
        what=what,
        happened=happened(what, date_in_words(date or "")),
        certainty=happening.certainty,
        doubt=happening.doubt,
        keyword_only=happening.keyword_only,
        adult=happening.adult,
        corrected=_corrected(record, None),
        children=children,
        ages=ages(children),
        age_groups=tuple(AGE_GROUPS[each] for each in sorted(groups)),
        report=record.report,
        link=record.link,
        page=record.source.sha256,
        start=record.source.start,
        end=record.source.end,
        narrative=_narrative(record),
        learning=tuple(_learning(id, record)),
        recommendations=tuple(_recommendations(id, record)),
    )


def _corrected(record: model.Review, clause: model.Passage | None) -> tuple[str, ...]:
    """Return what people overruled in a clause, or of what happened, in words."""
    corrections = (each for each in record.corrections if each.clause == clause)
    return tuple(in_words(Corrected(*each[1:])) for each in corrections)


def _partnerships(record: model.Review) -> tuple[str, ...]:
    here = (partnership(place.partnership) for place in record.areas if place.partnership)
    return tuple(sorted({each.id for each in here if each}))


def _narrative(record: model.Review) -> tuple[str, ...]:
    """Return what a review says of what happened, without paragraphs that are its keywords, which have a place of their own."""
    shown = {(each.start, each.end) for each in (record.heading, *(keyword.words for keyword in record.keywords))}
    paragraphs = {(each.start, each.end): each.text for each in record.narrative}
    return tuple(text for place, text in sorted(paragraphs.items()) if place not in shown)


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _child(child: model.Child) -> Child:
    if child.age is None or not child.age_unit:
        return Child(None, None, child.sex)
    age = round(child.age, 2)
    return Child(int(age) if age.is_integer() else age, child.age_unit, child.sex)


def _learning(review: str, record: model.Review) -> Iterator[Clause]:
    for number, point in enumerate(record.learning, start=1):
        yield _clause("learning point", review, number, point, _corrected(record, point.passage))


def _recommendations(review: str, record: model.Review) -> Iterator[Clause]:
    for number, each in enumerate(record.recommendations, start=1):
        kind: ClauseKind = "recommendation" if each.is_recommendation else "remark"
        given = _given(each.given, record.source.collection) if each.given else ""
        yield _clause(kind, review, number, each, _corrected(record, each.passage), given)


def _clause(
    kind: ClauseKind,
    review: str,
    number: int,
    content: model.LearningPoint | model.Recommendation,
    corrected: tuple[str, ...],
    given: str = "",
) -> Clause:
    at = Span(content.passage.start, content.passage.end)
    asks = content if isinstance(content, model.Recommendation) and kind == "recommendation" else None
    return Clause(
        kind=kind,
        review=review,
        number=number,
        text=content.passage.text,
        start=at.start,
        end=at.end,
        themes=themes_in(
            at, ((each.concept, Quote(*each.words), each.basis, each.probability) for each in content.themes)
        ),
        addressed=addressings_in(
            at, ((each.agency, each.basis, Quote(*(each.words or content.passage))) for each in asks.addressings)
        )
        if asks
        else (),
        mentioned=_readings(at, asks.concerns) if asks else (),
        via=_readings(at, asks.via) if asks else (),
        owner=owner_in(at, ((each.concept, _span(each.words), each.probability) for each in (asks.owner,) if each))
        if asks
        else None,
        actions=_readings(at, asks.actions) if asks else (),
        strength=tuple(sorted({each.concept for each in asks.strength})) if asks else (),
        corrected=corrected,
        given=given if asks else "",
    )


def _given(given: model.Given, collection: str) -> str:
    texts = {name: each.text for name, each in given._asdict().items() if each}
    return given_in_words(**texts, is_reply_due=profile_named(collection).has_replies)


def _readings(at: Span, readings: Iterable[model.Reading]) -> tuple[Reading, ...]:
    return readings_in(at, ((each.concept, _span(each.words)) for each in readings))


def _span(words: model.Passage) -> Span:
    return Span(words.start, words.end)
