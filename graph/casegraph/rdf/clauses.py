"""Learning points and recommendations as triples: their words, themes and agencies, and the bodies that are meant."""

from collections.abc import Sequence

from casegraph.collections import profile_named
from casegraph.names import thing
from casegraph.rdf.passages import passage_statements, reading_statements
from casegraph.rdf.triples import Triples
from casegraph.record.model import (
    Addressing,
    LearningPoint,
    Reading,
    Recommendation,
    Resolution,
    Review,
    Source,
    basis_of,
    by_concept,
)

__all__ = ["clause_statements"]


def clause_statements(triples: Triples, iri: str, slug: str, review: Review) -> None:
    """Add the clauses of the review with this *iri* and *slug*, numbered from 1 in each of its lists."""
    for number, point in enumerate(review.learning, start=1):
        clause = thing("learning", slug, str(number))
        triples.link(iri, "hasLearning", clause)
        triples.type(clause, "LearningPoint")
        _clause(triples, iri, clause, number, review.source, point)
    for number, recommendation in enumerate(review.recommendations, start=1):
        _recommendation(triples, iri, slug, number, review.source, recommendation)


def _recommendation(
    triples: Triples, iri: str, slug: str, number: int, source: Source, recommendation: Recommendation
) -> None:
    if not recommendation.is_recommendation:
        remark = thing("remark", slug, str(number))
        triples.link(iri, "hasRemark", remark)
        triples.type(remark, "Remark")
        _clause(triples, iri, remark, number, source, recommendation)
        return
    clause = thing("recommendation", slug, str(number))
    triples.link(iri, "hasRecommendation", clause)
    triples.type(clause, profile_named(source.collection).request_class)
    _clause(triples, iri, clause, number, source, recommendation)
    for name, given in recommendation.given._asdict().items() if recommendation.given else ():
        if given:
            triples.say(clause, f"{name}Given", given.text)
    for addressing in recommendation.addressings:
        _addressing(triples, clause, source, recommendation, addressing)
    for body in recommendation.concerns:
        _concern(triples, clause, source, body)
    for body in recommendation.via:
        triples.link(clause, "askedThrough", thing("agency", body.concept))
        triples.type(_concern(triples, clause, source, body), "AskedThrough")
    for each in recommendation.strength:
        strength, reading = thing("strength", each.concept), f"{clause}/strength/{each.concept}"
        triples.link(clause, "hasStrength", strength)
        triples.type(reading, "Reading", "StrengthReading")
        reading_statements(triples, clause, reading, strength, passage_statements(triples, source, each.words))
    for each in recommendation.actions:
        _action(triples, clause, source, each)
    if recommendation.owner:
        _owner(triples, clause, source, recommendation.owner)


def _action(triples: Triples, clause: str, source: Source, action: Reading) -> None:
    """Add what a recommendation asks to be done."""
    kind, reading = thing("action", action.concept), f"{clause}/action/{action.concept}"
    triples.link(clause, "hasAction", kind)
    triples.type(reading, "Reading", "ActionReading")
    _probability(triples, reading, action)
    passage = passage_statements(triples, source, action.words)
    reading_statements(triples, clause, reading, kind, passage, action.wording)


def _owner(triples: Triples, clause: str, source: Source, owner: Reading) -> None:
    """Add who plainly must act where nobody is named: never an addressee."""
    agency, reading = thing("agency", owner.concept), f"{clause}/owner/{owner.concept}"
    triples.link(clause, "likelyOwner", agency)
    triples.type(reading, "Reading", "LikelyOwner")
    triples.link(reading, "basis", thing("basis", "inferred"))
    _probability(triples, reading, owner)
    passage = passage_statements(triples, source, owner.words)
    reading_statements(triples, clause, reading, agency, passage, owner.wording)


def _concern(triples: Triples, clause: str, source: Source, body: Reading) -> str:
    """Add a body that a clause names without addressing it; returns the IRI of the reading."""
    agency, reading = thing("agency", body.concept), f"{clause}/concern/{body.concept}"
    triples.link(clause, "concerns", agency)
    triples.type(reading, "Reading", "Concern")
    _former_agency(triples, reading, body.former_agency)
    reading_statements(triples, clause, reading, agency, passage_statements(triples, source, body.words), body.wording)
    return reading


def _addressing(
    triples: Triples, clause: str, source: Source, recommendation: Recommendation, addressing: Addressing
) -> None:
    agency, node = thing("agency", addressing.agency), f"{clause}/addressing/{addressing.agency}"
    triples.link(clause, "addressedTo", agency)
    if addressing.basis == "explicit":
        triples.link(clause, "addressedToExplicitly", agency)
    triples.link(clause, "hasAddressing", node)
    triples.type(node, "Reading", "Addressing")
    triples.link(node, "basis", thing("basis", addressing.basis))
    if addressing.words:
        triples.say(node, "asPrinted", addressing.words.text)
    _former_agency(triples, node, addressing.former_agency)
    passage = passage_statements(triples, source, addressing.words or recommendation.passage)
    reading_statements(triples, clause, node, agency, passage, addressing.wording)
    for resolution in addressing.resolutions:
        _resolution(triples, clause, node, resolution)
    if addressing.not_resolved:
        triples.link(node, "notResolved", thing("resolution", addressing.not_resolved))


def _resolution(triples: Triples, clause: str, addressing: str, resolution: Resolution) -> None:
    """Add the body that an addressing means."""
    node = f"{addressing}/{resolution.body}"
    body = thing("partnership" if resolution.basis == "commissioned" else "body", resolution.body)
    triples.link(addressing, "hasResolution", node)
    triples.type(node, "Resolution")
    triples.link(node, "resolvedTo", body)
    triples.link(node, "resolutionBasis", thing("resolution", resolution.basis))
    triples.link(clause, "addressedToBody", body)
    if (share := resolution.share) is not None:
        whole = ".0" if share == int(share) else ""
        triples.say(node, "share", f"{share:.4f}".rstrip("0").rstrip(".") + whole, "decimal")


def _former_agency(triples: Triples, reading: str, former: str | None) -> None:
    """Add the former agency that the words name, if they do."""
    if former:
        triples.link(reading, "namedAs", thing("agency", former))


def _clause(
    triples: Triples, review: str, clause: str, number: int, source: Source, content: LearningPoint | Recommendation
) -> None:
    """Add what all clauses have: their words, their place, and their themes."""
    triples.link(clause, "fromReview", review)
    triples.say(clause, "text", content.passage.text)
    triples.count(clause, "position", number)
    triples.link(clause, "inPassage", passage_statements(triples, source, content.passage))
    for concept, readings in by_concept(content.themes).items():
        _theme(triples, clause, source, content.passage.start, concept, readings)


def _theme(
    triples: Triples, clause: str, source: Source, begins: int, concept: str, readings: Sequence[Reading]
) -> None:
    """Add one reading of a theme, with all words of the clause that lead to it, or of what introduces it."""
    theme, node = thing("theme", concept), f"{clause}/theme/{concept}"
    triples.link(clause, "hasTheme", theme)
    triples.type(node, "Reading", "ThemeReading")
    triples.link(node, "basis", thing("basis", basis_of(readings)))
    _probability(triples, node, readings[0])
    for each in readings:
        if each.words.start < begins:
            triples.say(node, "asPrinted", each.words.text)
        reading_statements(triples, clause, node, theme, passage_statements(triples, source, each.words), each.wording)


def _probability(triples: Triples, node: str, reading: Reading) -> None:
    """Add how probable a reading is, if anybody judged that."""
    if reading.probability is not None:
        triples.say(node, "probability", f"{reading.probability:.2f}".rstrip("0"), "decimal")
