"""Scores as triples, so that SPARQL can ask which node is most central; each is an observation of W3C's Data Cube."""

from casegraph.names import BASE, thing
from casegraph.network.centrality import Centrality, Score
from casegraph.network.measures import MEASURES
from casegraph.rdf.triples import Triples

__all__ = ["score_triples"]


def score_triples(measured: Centrality, base: str = BASE) -> Triples:
    """Return the scores of a projection's nodes, and the meaning of its measures; IRIs begin with *base*."""
    triples = Triples()
    network = thing("projection", measured.projection.name)
    triples.type(network, "Projection")
    triples.say(network, "rdfs:label", measured.projection.title, language="en")
    for name in measured.measures:
        measure = thing("measure", name)
        triples.type(measure, "skos:Concept")
        triples.link(measure, "skos:inScheme", thing("measure", ""))
        triples.link(measure, "skos:topConceptOf", thing("measure", ""))
        triples.link(thing("measure", ""), "skos:hasTopConcept", measure)
        triples.say(measure, "skos:prefLabel", name, language="en")
        triples.say(measure, "skos:definition", MEASURES[name].meaning, language="en")
        triples.say(measure, "skos:example", MEASURES[name].example, language="en")
    triples.type(thing("measure", ""), "skos:ConceptScheme")
    for predicate in ("rdfs:label", "skos:prefLabel", "dcterms:title"):
        triples.say(thing("measure", ""), predicate, "Measures of networks", language="en")
    for each in measured.nodes:
        for name, score in each.scores.items():
            iri = thing("score", measured.projection.name, name, each.node.iri.removeprefix(base))
            triples.type(iri, "Score")
            triples.link(iri, "inProjection", network)
            triples.link(iri, "ofMeasure", thing("measure", name))
            triples.link(iri, "ofNode", each.node.iri)
            _say(triples, iri, score)
        community = thing("community", measured.projection.name, f"{each.community}")
        triples.link(each.node.iri, "inCommunity", community)
    for part in measured.communities:
        community = thing("community", measured.projection.name, f"{part.number}")
        triples.type(community, "Community")
        triples.link(community, "inProjection", network)
        triples.say(community, "rdfs:label", f"{measured.projection.title}: {', '.join(part.typical)}", language="en")
    return triples


def _say(triples: Triples, iri: str, score: Score) -> None:
    triples.say(iri, "value", _double(score.value), "double")
    triples.say(iri, "expectedValue", _double(score.expected), "double")
    if score.z is not None:
        triples.say(iri, "zScore", _double(score.z), "double")
    triples.count(iri, "rank", score.rank)
    triples.count(iri, "rankLow", score.rank_low)
    triples.count(iri, "rankHigh", score.rank_high)


def _double(value: float) -> str:
    return repr(float(value))
