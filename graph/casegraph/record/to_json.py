"""A review as JSON values; `from_json` reads them back."""

from collections.abc import Sequence
from typing import cast

from casegraph.record.json_objects import (
    AddresseeObject,
    ChildObject,
    ConcernWords,
    CorrectionObject,
    EntryObject,
    GivenObject,
    GivenWords,
    IncidentObject,
    LearningObject,
    LineObject,
    OwnerObject,
    PassageObject,
    RecommendationObject,
    SourceObject,
    ThemeWords,
    Words,
)
from casegraph.record.model import (
    Addressing,
    Child,
    Correction,
    Incident,
    LearningPoint,
    Passage,
    Reading,
    Recommendation,
    Review,
    Source,
    basis_of,
    by_concept,
)
from casegraph.record.sending_json import sending_object

__all__ = ["to_json"]


def to_json(review: Review, others: Sequence[Review] = ()) -> LineObject:
    """Return a review as JSON values, with the *others*: entries of the same review elsewhere."""
    line = cast(LineObject, _entry(review))  # a key that may be absent is
    if others:
        line["others"] = [_entry(other) for other in others]
    return line


def _entry(review: Review) -> EntryObject:
    entry: EntryObject = {
        "title": review.title,
        "title_words": _words(review.heading),
        "year": review.year,
        "places": list(review.places),
        "areas": [
            {"places": list(place.names), "gss": list(place.areas), "partnership": place.partnership}
            for place in review.areas
        ],
        "subject": review.subject,
        "report": review.report,
        "complete": review.complete,
        "keywords": [term.text for term in review.keywords],
        "keywords_words": [{"keyword": term.concept, "words": _words(term.words)} for term in review.keywords],
        "narrative": [_passage(paragraph) for paragraph in review.narrative],
        "incident": _incident(review.incident),
        "learning": [_learning(point) for point in review.learning],
        "recommendations": [_recommendation(recommendation) for recommendation in review.recommendations],
        "link": review.link,
        "source": _source(review.source),
    }
    if review.sending:
        entry["sending"] = sending_object(review.sending)
    if review.corrections:
        entry["corrections"] = [_correction(each) for each in review.corrections]
    if review.is_local:
        entry = {"title": entry["title"], "status": "local, not published", **entry}
    return entry


def _correction(correction: Correction) -> CorrectionObject:
    return {
        "clause": _words(correction.clause),
        "field": correction.field,
        "was": correction.was,
        "is": correction.now,
        "who": correction.who,
        "when": correction.when,
        "why": correction.why,
    }


def _incident(incident: Incident) -> IncidentObject:
    date = incident.date
    return {
        "outcome": incident.outcome,
        "outcome_words": _words(incident.outcome_words),
        "suicide": incident.suicide is not None,
        "suicide_words": _words(incident.suicide),
        "certainty": incident.certainty,
        "certainty_words": _words(incident.certainty_words),
        "adult_words": _words(incident.adult),
        "children": [_child(child) for child in incident.children],
        "date": date.edtf if date else None,
        "earliest": date.earliest if date else None,
        "latest": date.latest if date else None,
        "date_words": _words(date.words if date else None),
    }


def _child(child: Child) -> ChildObject:
    return {
        "age": _number(child.age),
        "age_unit": child.age_unit,
        "sex": child.sex,
        "months": _number(child.months),
        "words": _words(child.words),
    }


def _learning(point: LearningPoint) -> LearningObject:
    return {
        **_passage(point.passage),
        "themes": _concepts(point.themes),
        "themes_words": _themes(point.themes, point.passage),
    }


def _recommendation(recommendation: Recommendation) -> RecommendationObject:
    passage = recommendation.passage
    written: RecommendationObject = {
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "is_recommendation": recommendation.is_recommendation,
        "addressees": [_addressee(each) for each in recommendation.addressings],
        "concerns": _concepts(recommendation.concerns),
        "concerns_words": _concerns(recommendation.concerns),
        "themes": _concepts(recommendation.themes),
        "themes_words": _themes(recommendation.themes, recommendation.passage),
        "via": _concepts(recommendation.via),
        "via_words": _concerns(recommendation.via),
        "owner": _owner(recommendation.owner),
        "actions": _concepts(recommendation.actions),
        "actions_words": [
            {
                "action": action,
                "words": [_span(each) for each in of],
                "wordings": [each.wording for each in of],
                "probability": of[0].probability,
            }
            for action, of in by_concept(recommendation.actions).items()
        ],
        "strength": _concepts(recommendation.strength),
        "strength_words": [
            {"strength": strength, "words": [_span(each) for each in of]}
            for strength, of in by_concept(recommendation.strength).items()
        ],
    }
    if recommendation.given:
        parts = recommendation.given._asdict()
        written["given"] = cast("GivenObject", {name: _given(each) for name, each in parts.items() if each})
    return written


def _given(passage: Passage) -> GivenWords:
    return {"text": passage.text, "words": _words(passage)}


def _owner(owner: Reading | None) -> OwnerObject | None:
    if owner is None:
        return None
    return {
        "agency": owner.concept,
        "words": [_span(owner)],
        "wording": owner.wording,
        "probability": owner.probability,
        "basis": "inferred",
    }


def _addressee(addressing: Addressing) -> AddresseeObject:
    return {
        "agency": addressing.agency,
        "basis": addressing.basis,
        "as_printed": addressing.words.text if addressing.words else None,
        "words": _words(addressing.words),
        "wording": addressing.wording,
        "former_agency": addressing.former_agency,
        "bodies": [{"body": each.body, "basis": each.basis, "share": each.share} for each in addressing.resolutions],
        "not_resolved": addressing.not_resolved,
    }


def _source(source: Source) -> SourceObject:
    written: SourceObject = {
        "file": source.file,
        "sha256": source.sha256,
        "start": source.start,
        "end": source.end,
        "collection": source.collection,
        "page": source.page,
    }
    if source.address:
        written["address"] = source.address
    if source.accessed:
        written["accessed"] = source.accessed
    if source.unread:
        written["unread"] = [{"line": line.number, "text": line.text} for line in source.unread]
    return written


def _passage(passage: Passage) -> PassageObject:
    return {"text": passage.text, "start": passage.start, "end": passage.end}


def _words(passage: Passage | None) -> Words:
    return [(passage.start, passage.end)] if passage else []


def _concepts(readings: Sequence[Reading]) -> list[str]:
    """Return the concepts of readings, each once."""
    return list(dict.fromkeys(each.concept for each in readings))


def _themes(readings: Sequence[Reading], clause: Passage) -> list[ThemeWords]:
    """Return for each theme, in the order of `_concepts`, the words that it was read from."""
    themes: list[ThemeWords] = []
    for theme, of in by_concept(readings).items():
        words: ThemeWords = {
            "theme": theme,
            "words": [_span(each) for each in of],
            "wordings": [each.wording for each in of],
            "basis": basis_of(of),
            "probability": of[0].probability,
        }
        if of[0].words.start < clause.start:
            words["introduction"] = [each.words.text for each in of]
        themes.append(words)
    return themes


def _concerns(readings: Sequence[Reading]) -> list[ConcernWords]:
    """Return the same for agencies."""
    concerns: list[ConcernWords] = []
    for agency, of in by_concept(readings).items():
        words: ConcernWords = {
            "agency": agency,
            "words": [_span(each) for each in of],
            "wordings": [each.wording for each in of],
        }
        if any(each.former_agency for each in of):
            words["former_agencies"] = [each.former_agency for each in of]
        concerns.append(words)
    return concerns


def _span(reading: Reading) -> tuple[int, int]:
    return reading.words.start, reading.words.end


def _number(number: float | None) -> float | int | None:
    """Return a number without decimal places where it is whole."""
    return int(number) if number is not None and number == int(number) else number
