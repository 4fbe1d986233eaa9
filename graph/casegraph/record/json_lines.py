"""A review as the JSON object that ``casegraph extract --format jsonl`` prints, one a line."""

import json
from typing import Any

from casegraph.record.model import LearningPoint, Passage, Reading, Recommendation, Review

__all__ = ["to_json", "to_line"]


def to_line(review: Review) -> str:
    """Return a review as one line of JSON, without the line's end."""
    return json.dumps(to_json(review), ensure_ascii=False)


def to_json(review: Review) -> dict[str, Any]:
    """Return a review as JSON values.

    Beside the ids, ``…_words`` list the passages that each was read from, as [start, end] in the page's text.
    """
    incident = review.incident
    return {
        "title": review.title,
        "year": review.year,
        "places": list(review.places),
        "subject": review.subject,
        "report": review.report,
        "complete": review.complete,
        "keywords": [term.text for term in review.keywords],
        "incident": {
            "outcome": incident.outcome,
            "suicide": incident.suicide is not None,
            "children": [
                {"age": _number(child.age), "age_unit": child.age_unit, "sex": child.sex} for child in incident.children
            ],
            "date": incident.date.edtf if incident.date else None,
            "earliest": incident.date.earliest if incident.date else None,
            "latest": incident.date.latest if incident.date else None,
        },
        "learning": [_learning(point) for point in review.learning],
        "recommendations": [_recommendation(recommendation) for recommendation in review.recommendations],
        "link": review.link,
        "source": {
            "file": review.source.file,
            "sha256": review.source.sha256,
            "start": review.source.start,
            "end": review.source.end,
            "collection": review.source.collection,
        },
    }


def _learning(point: LearningPoint) -> dict[str, Any]:
    return {**_passage(point.passage), **_readings("themes", "theme", point.themes)}


def _recommendation(recommendation: Recommendation) -> dict[str, Any]:
    return {
        **_passage(recommendation.passage),
        "is_recommendation": recommendation.is_recommendation,
        "addressees": [
            {"agency": each.agency, "basis": each.basis, "as_printed": each.words.text if each.words else None}
            for each in recommendation.addressings
        ],
        **_readings("concerns", "agency", recommendation.concerns),
        **_readings("themes", "theme", recommendation.themes),
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"text": passage.text, "start": passage.start, "end": passage.end}


def _readings(name: str, kind: str, readings: tuple[Reading, ...]) -> dict[str, Any]:
    """Return the concepts, each once, and in the same order the words that each was read from.

    The words are a list, not an object with the concepts as keys: of that, a reader of tables makes a column for each
    concept.
    """
    words: dict[str, list[list[int]]] = {}
    for reading in readings:
        words.setdefault(reading.concept, []).append([reading.words.start, reading.words.end])
    return {name: list(words), f"{name}_words": [{kind: each, "words": places} for each, places in words.items()]}


def _number(age: float | None) -> float | int | None:
    return int(age) if age is not None and age == int(age) else age
