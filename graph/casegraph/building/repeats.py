"""Repeats: what several reviews ask, as triples that are said once for all parts of a graph."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casegraph.names import PREFIXES, term, thing
from casegraph.rdf.triples import Triples
from casegraph.similar.asks import Asks, asks_of
from casegraph.similar.clusters import Cluster, clusters_of
from casegraph.similar.numbers import shipped_numbers
from casegraph.similar.stems import stems_of
from casegraph.views.filed_asks import FiledAsks, filed_asks
from casegraph.views.reviews import Review
from casegraph.views.similar import words_shared

__all__ = ["AsksOfReviews", "asks_in", "recommendations_of", "repeat_lines"]

_WORDS = 5
_HALF = 0.5  # of the members must have a word that explains a repeat


@dataclass(frozen=True, slots=True)
class _Ask:
    review: str
    number: int
    year: int
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class AsksOfReviews:
    """The recommendations of reviews in their order, and what their different *texts* ask."""

    recommendations: Sequence[_Ask]
    texts: Sequence[str]
    asks: Asks

    def filed(self) -> FiledAsks:
        """Return what they ask as a build keeps it in a file."""
        number = {text: at for at, text in enumerate(self.texts)}
        return filed_asks(self.asks, [number[each.text] for each in self.recommendations])


def asks_in(reviews: Iterable[Review]) -> AsksOfReviews:
    """Return what the recommendations of some reviews ask: 0.25 ms of CPU for each different text."""
    recommendations = [
        _Ask(review.id, clause.number, review.year or 0, clause.text)
        for review in reviews
        for clause in review.recommendations
        if not clause.is_remark
    ]
    texts = [*dict.fromkeys(each.text for each in sorted(recommendations, key=_in_order))]
    return AsksOfReviews(recommendations, texts, asks_of(texts))


def repeat_lines(recommended: AsksOfReviews) -> set[str]:
    """Return the triples of what recommendations of at least two reviews ask alike, under the usual base of IRIs.

    A repeat is called after its first recommendation (by year, review and number), whatever other repeats there are.
    Costs 0.25 ms of CPU for each text.

    >>> repeat_lines(asks_in([]))
    set()
    """
    recommendations, texts = sorted(recommended.recommendations, key=_in_order), recommended.texts
    if not recommendations:
        return set()
    place = {each: at for at, each in enumerate(recommendations)}
    having: dict[str, list[_Ask]] = {}
    for each in recommendations:
        having.setdefault(each.text, []).append(each)
    clusters = clusters_of(recommended.asks)
    joined = {number for cluster in clusters for number in cluster.members}
    alone = [Cluster((at,), (1.0,)) for at, text in enumerate(texts) if at not in joined and len(having[text]) > 1]
    triples = Triples()
    for cluster in (*clusters, *alone):  # the same words in several reviews are a repeat too
        members = [
            (each, likeness)
            for number, likeness in zip(cluster.members, cluster.likeness, strict=True)
            for each in having[texts[number]]
        ]
        if len({each.review for each, _ in members}) > 1:
            _describe(triples, sorted(members, key=lambda member: place[member[0]]))
    return {*triples}


def _in_order(ask: _Ask) -> tuple[int, str, int]:
    return ask.year, ask.review, ask.number


def recommendations_of(lines: Iterable[str]) -> set[str]:
    """Return the types of the recommendations that lines of repeats name: parts say them, and counting needs them.

    >>> recommendations_of(["<r> <https://w3id.org/casegraph/ontology#ofRecommendation> <a> ."])
    {'<a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/casegraph/ontology#Recommendation> .'}
    """
    of = f" <{term('ofRecommendation')}> "
    named = (line.partition(of)[2].removesuffix(" .") for line in lines if of in line)
    return {f"{each} <{PREFIXES['rdf']}type> <{term('Recommendation')}> ." for each in named}


def _describe(triples: Triples, members: Sequence[tuple[_Ask, float]]) -> None:
    first = members[0][0]
    name = (first.review, str(first.number))
    iri = thing("repeat", *name)
    triples.type(iri, "Repeat")
    triples.say(iri, "rdfs:label", ", ".join(_words([each.text for each, _ in members])) or first.text)
    triples.link(iri, "firstAskedBy", thing("recommendation", *name))
    triples.count(iri, "reviewsAsking", len({each.review for each, _ in members}))
    for each, likeness in members:
        recommendation = thing("recommendation", each.review, str(each.number))
        repetition = thing("repetition", each.review, str(each.number))
        triples.link(iri, "repeatedBy", recommendation)
        triples.link(iri, "hasRepetition", repetition)
        triples.type(repetition, "Repetition")
        triples.link(repetition, "ofRecommendation", recommendation)
        triples.say(repetition, "likeness", f"{likeness:.2f}", "decimal")


def _words(texts: Sequence[str]) -> list[str]:
    """Return the words that most texts share, the most telling first, as the first text that has each writes it.

    >>> _words(["Promote the escalation policy", "the policy on escalation", "audit escalations"])
    ['escalation', 'policy']
    """
    numbers, stems = shipped_numbers(), {text: {*stems_of(text)} - {""} for text in dict.fromkeys(texts)}
    times = Counter(stem for text in texts for stem in stems[text])
    shared = [stem for stem, number in times.items() if number > 1 and number >= _HALF * len(texts)]
    best = sorted(shared, key=lambda stem: (-times[stem] * numbers.rarity(stem), stem))[:_WORDS]
    written: dict[str, str] = {}
    for text in stems:
        for word in words_shared(text, text)[0]:
            written.setdefault(stems_of(word)[0], word)
    return [written[stem] for stem in best if stem in written]
