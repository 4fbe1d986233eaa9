"""The dataset is described as DCAT-AP 3.0 asks (SEMIC, 2024): what is mandatory, how often, and of which class.

The shapes stand here in our own words, after the tables of the specification. Vocabularies of the EU and IANA are not
in the graph, so their terms get their classes here, as in a validator that has loaded them.
"""

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, RDF, SH, SKOS

SHAPES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<urn:dataset> a sh:NodeShape ; sh:targetClass dcat:Dataset ; sh:property
    [ sh:path dcterms:title ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcterms:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcterms:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
    [ sh:path dcterms:creator ; sh:class foaf:Agent ] ,
    [ sh:path dcat:keyword ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcat:theme ; sh:minCount 1 ; sh:class skos:Concept ;
        sh:pattern "^http://publications.europa.eu/resource/authority/data-theme/[A-Z]{4}$" ] ,
    [ sh:path dcterms:spatial ; sh:minCount 1 ; sh:class dcterms:Location ] ,
    [ sh:path dcterms:temporal ; sh:minCount 1 ; sh:class dcterms:PeriodOfTime ] ,
    [ sh:path dcterms:language ; sh:class dcterms:LinguisticSystem ] ,
    [ sh:path dcterms:conformsTo ; sh:class dcterms:Standard ] ,
    [ sh:path dcterms:rights ; sh:class dcterms:RightsStatement ] ,
    [ sh:path dcterms:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dcterms:LicenseDocument ] ,
    [ sh:path owl:versionInfo ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcat:version ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] .

<urn:distribution> a sh:NodeShape ; sh:targetClass dcat:Distribution ; sh:property
    [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:downloadURL ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcterms:title ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcterms:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcterms:format ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dcterms:MediaTypeOrExtent ;
        sh:pattern "^http://publications.europa.eu/resource/authority/file-type/[A-Z_]+$" ] ,
    [ sh:path dcat:mediaType ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dcterms:MediaType ;
        sh:pattern "^https://www.iana.org/assignments/media-types/[a-z]+/[a-z+.-]+$" ] ,
    [ sh:path dcterms:rights ; sh:maxCount 1 ; sh:class dcterms:RightsStatement ] ,
    [ sh:path dcterms:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dcterms:LicenseDocument ] .

<urn:agent> a sh:NodeShape ; sh:targetClass foaf:Agent ;
    sh:property [ sh:path foaf:name ; sh:minCount 1 ; sh:nodeKind sh:Literal ] .

<urn:period> a sh:NodeShape ; sh:targetClass dcterms:PeriodOfTime ; sh:property
    [ sh:path dcat:startDate ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:gYear ] ,
    [ sh:path dcat:endDate ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:gYear ] .
"""

EU = "http://publications.europa.eu/resource/authority/"
ELSEWHERE = {
    DCTERMS.LicenseDocument: ["https://creativecommons.org/licenses/by/4.0/"],
    DCTERMS.LinguisticSystem: [f"{EU}language/ENG"],
    DCTERMS.Location: [f"{EU}country/GBR"],
    SKOS.Concept: [f"{EU}data-theme/{name}" for name in ("GOVE", "SOCI")],
    DCTERMS.MediaTypeOrExtent: [
        f"{EU}file-type/{name}"
        for name in ("CSV", "JSON", "JSON_LD", "PARQUET", "RDF_N_TRIPLES", "RDF_TRIG", "RDF_TURTLE", "RDF_XML", "XML")
    ],
    DCTERMS.MediaType: [
        f"https://www.iana.org/assignments/media-types/{name}"
        for name in (
            "application/json", "application/ld+json", "application/n-triples", "application/rdf+xml",
            "application/trig", "application/vnd.apache.parquet", "application/xml", "text/csv", "text/turtle",
        )
    ],
}  # fmt: skip
"""Terms of controlled vocabularies by class; media types as IANA has registered them."""


@pytest.fixture(scope="module")
def described(built: Path) -> rdflib.Graph:
    """What the graph says of the dataset, its files and its publisher, with what the vocabularies of others say."""
    beneath = ("<https://w3id.org/casegraph/dataset", "<https://w3id.org/casegraph/ontology> ")
    lines = (built / "casegraph.nt").read_text(encoding="utf-8").splitlines()
    graph = rdflib.Graph().parse(data="\n".join(line for line in lines if line.startswith(beneath)), format="nt")
    for kind, terms in ELSEWHERE.items():
        for term in terms:
            graph.add((rdflib.URIRef(term), RDF.type, kind))
    return graph


def found(graph: rdflib.Graph) -> set[tuple[str, str]]:
    """The nodes and paths that are not as the shapes ask."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=SHAPES, format="turtle"))
    assert isinstance(report, rdflib.Graph)
    return {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultPath)))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_the_description_is_as_dcat_ap_asks(described: rdflib.Graph) -> None:
    assert found(described) == set()
    assert len(set(described.subjects(RDF.type, DCAT.Distribution))) >= 10


@pytest.mark.parametrize(
    ("kind", "predicate"),
    [
        *((DCAT.Dataset, each) for each in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license)),
        *((DCAT.Dataset, each) for each in (DCAT.keyword, DCAT.theme, DCTERMS.spatial, DCTERMS.temporal)),
        *((DCAT.Distribution, each) for each in (DCAT.accessURL, DCAT.mediaType, DCTERMS.format, DCTERMS.license)),
        (FOAF.Agent, FOAF.name),
        (DCTERMS.PeriodOfTime, DCAT.startDate),
    ],
    ids=lambda term: term.partition("#")[2] or term.rpartition("/")[2],
)
def test_what_is_missing_would_be_found(described: rdflib.Graph, kind: rdflib.URIRef, predicate: rdflib.URIRef) -> None:
    node = min(described.subjects(RDF.type, kind), key=str)
    without = rdflib.Graph() + described
    assert (node, predicate, None) in without
    without.remove((node, predicate, None))
    assert (str(node), str(predicate)) in found(without)


def test_the_period_is_that_of_the_reviews(described: rdflib.Graph) -> None:
    (period,) = described.subjects(RDF.type, DCTERMS.PeriodOfTime)
    ends = [described.value(period, each) for each in (DCAT.startDate, DCAT.endDate)]
    assert [str(end) for end in ends] == ["2025", "2025"]


def test_the_ontology_it_conforms_to_is_in_the_graph(described: rdflib.Graph) -> None:
    (standard,) = described.objects(None, DCTERMS.conformsTo)
    assert {OWL.Ontology, DCTERMS.Standard} <= set(described.objects(standard, RDF.type))
