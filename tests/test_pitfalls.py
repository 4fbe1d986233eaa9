"""The pitfalls of OOPS!, the metadata of FOOPS! and the integrity of SKOS, as far as they can be checked offline.

Each test is named by the catalogue's id and title (OOPS!: Poveda-Villalón et al.; FOOPS!: Garijo et al.; qSKOS: Mader).
"""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, XSD

ONTOLOGY = Path(__file__).parent.parent / "ontology"
IRI = rdflib.URIRef("https://w3id.org/casegraph/ontology")
CG = rdflib.Namespace(f"{IRI}#")
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
NO_DOMAIN = {
    "age", "end", "forCollection", "hasReading", "hasTheme", "inCommunity", "inPassage", "inProjection", "isSuicide", "position",
    "reportAddress", "share", "start", "text",
}  # fmt: skip
"""Properties that several classes have on purpose; two domains would be P19."""
SCHEMES = sorted(path.name for path in ONTOLOGY.glob("*.ttl") if "skos:ConceptScheme" in path.read_text("utf-8"))


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    """The ontology alone."""
    return rdflib.Graph().parse(ONTOLOGY / "casegraph.ttl")


@pytest.fixture(scope="module")
def properties(ontology: rdflib.Graph) -> list[rdflib.term.Node]:
    """All properties of the ontology."""
    return [term for kind in PROPERTIES for term in ontology.subjects(RDF.type, kind)]


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> rdflib.Graph:
    """A scheme file by itself."""
    return rdflib.Graph().parse(ONTOLOGY / str(request.param))


def own(term: rdflib.term.Node) -> str:
    """The local name of a term of ours."""
    return str(term).removeprefix(str(CG))


_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


def concepts(scheme: rdflib.Graph) -> list[rdflib.term.Node]:
    """The concepts of a scheme."""
    return list(scheme.subjects(RDF.type, SKOS.Concept))


def labels(scheme: rdflib.Graph, concept: rdflib.term.Node, *kinds: rdflib.URIRef) -> list[str]:
    """The labels of a concept, in small letters."""
    return [str(label).lower() for kind in kinds for label in scheme.objects(concept, kind)]


def test_p02_p34_p35_every_term_has_a_type(ontology: rdflib.Graph) -> None:
    for subject in set(ontology.subjects()) - {IRI}:
        assert {*ontology.objects(subject, RDF.type)} & {OWL.Class, *PROPERTIES, OWL.AnnotationProperty}, subject


def test_p03_no_property_is_called_is(properties: list[rdflib.term.Node]) -> None:
    assert not {own(term) for term in properties} & {"is", "isA", "has", "hasA"}


def test_p04_no_class_stands_alone(ontology: rdflib.Graph) -> None:
    """Each is joined to another by a hierarchy, a domain or a range."""
    for term in ontology.subjects(RDF.type, OWL.Class):
        hierarchy = [*ontology.objects(term, RDFS.subClassOf), *ontology.subjects(RDFS.subClassOf, term)]
        assert hierarchy or [*ontology.subjects(RDFS.domain, term), *ontology.subjects(RDFS.range, term)], term


def test_p05_p25_p26_no_wrong_inverse(ontology: rdflib.Graph) -> None:
    for one, other in ontology.subject_objects(OWL.inverseOf):
        assert one != other
        assert ontology.value(one, RDFS.domain) == ontology.value(other, RDFS.range)


@pytest.mark.parametrize("above", [RDFS.subClassOf, RDFS.subPropertyOf])
def test_p06_no_cycle_in_a_hierarchy(ontology: rdflib.Graph, above: rdflib.URIRef) -> None:
    for term, parent in ontology.subject_objects(above):
        assert term not in set(ontology.transitive_objects(parent, above)), term


def test_p07_no_concept_is_two_in_one(ontology: rdflib.Graph) -> None:
    for term in ontology.subjects(RDF.type, OWL.Class):
        assert not re.search(r"(?:And|Or)[A-Z]", own(term))


def test_p08_voc3_voc4_every_term_is_annotated(ontology: rdflib.Graph) -> None:
    for term in set(ontology.subjects()) - {IRI}:
        assert len([*ontology.objects(term, RDFS.label)]) == len([*ontology.objects(term, RDFS.comment)]) == 1, term


def test_p10_disjointness_is_said(ontology: rdflib.Graph) -> None:
    """Of what must never be mixed up."""
    said = {frozenset(map(own, pair)) for pair in ontology.subject_objects(OWL.disjointWith)}
    assert {frozenset(("Review", "Incident")), frozenset(("LearningPoint", "Recommendation"))} <= said


def test_p11_domain_and_range_are_said(ontology: rdflib.Graph, properties: list[rdflib.term.Node]) -> None:
    """But for the domains of properties that several classes share."""
    assert {own(term) for term in properties if ontology.value(term, RDFS.domain) is None} <= NO_DOMAIN
    assert {own(term) for term in properties if ontology.value(term, RDFS.range) is None} == set()


def test_p12_p27_p30_p31_nothing_is_called_equivalent_in_silence(ontology: rdflib.Graph) -> None:
    for relation in (OWL.equivalentClass, OWL.equivalentProperty):
        assert [*ontology.subject_objects(relation)] == []


def test_p19_no_property_has_two_domains_or_ranges(ontology: rdflib.Graph, properties: list[rdflib.term.Node]) -> None:
    for term in properties:
        for relation in (RDFS.domain, RDFS.range):
            assert len([*ontology.objects(term, relation)]) <= 1, term


def test_p20_labels_and_comments_are_not_swapped(ontology: rdflib.Graph) -> None:
    for term, label in ontology.subject_objects(RDFS.label):
        assert len(str(label)) < len(str(ontology.value(term, RDFS.comment)))


def test_p21_no_class_is_a_rest(ontology: rdflib.Graph) -> None:
    assert not {own(term).lower() for term in ontology.subjects(RDF.type, OWL.Class)} & {
        "other",
        "misc",
        "miscellaneous",
    }


def test_p22_names_follow_one_convention(ontology: rdflib.Graph, properties: list[rdflib.term.Node]) -> None:
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", own(term)) for term in ontology.subjects(RDF.type, OWL.Class))
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9]+", own(term)) for term in properties)


def test_p24_no_definition_uses_the_term_itself(ontology: rdflib.Graph) -> None:
    for relation in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf):
        assert all(one != other for one, other in ontology.subject_objects(relation))


def test_p28_p29_nothing_is_symmetric_or_transitive_by_mistake(ontology: rdflib.Graph) -> None:
    for kind in (OWL.SymmetricProperty, OWL.TransitiveProperty):
        for term in ontology.subjects(RDF.type, kind):
            assert ontology.value(term, RDFS.domain) == ontology.value(term, RDFS.range)


def test_p32_no_two_classes_have_one_label(ontology: rdflib.Graph) -> None:
    count = Counter(str(ontology.value(term, RDFS.label)).lower() for term in ontology.subjects(RDF.type, OWL.Class))
    assert max(count.values()) == 1


def test_p36_no_file_ending_in_the_iri(ontology: rdflib.Graph) -> None:
    assert not re.search(r"\.(?:ttl|owl|rdf)", str(IRI))
    assert (IRI, RDF.type, OWL.Ontology) in ontology


def test_p38_p39_p41_ontology_namespace_and_licence_are_declared(ontology: rdflib.Graph) -> None:
    assert str(ontology.value(IRI, VANN.preferredNamespaceUri)) == str(CG)
    assert str(ontology.value(IRI, VANN.preferredNamespacePrefix)) == "cg"
    assert str(ontology.value(IRI, DCTERMS.license)).startswith("https://creativecommons.org/")


def test_p40_no_namespace_is_hijacked(ontology: rdflib.Graph) -> None:
    assert all(str(subject).startswith(str(IRI)) for subject in ontology.subjects())


@pytest.mark.parametrize(
    "predicate",
    [
        pytest.param(DCTERMS.title, id="OM1 title"),
        pytest.param(DCTERMS.description, id="OM1 description"),
        pytest.param(DCTERMS.license, id="OM1 OM4.1 licence"),
        pytest.param(OWL.versionIRI, id="OM1 VER1 version IRI"),
        pytest.param(DCTERMS.creator, id="OM1 OM5.1 creator"),
        pytest.param(VANN.preferredNamespaceUri, id="OM1 namespace"),
        pytest.param(VANN.preferredNamespacePrefix, id="OM2 FIND1 prefix"),
        pytest.param(OWL.versionInfo, id="OM2 version"),
        pytest.param(DCTERMS.created, id="OM2 OM5.1 created"),
        pytest.param(DCTERMS.bibliographicCitation, id="OM2 citation"),
        pytest.param(DCTERMS.publisher, id="OM3 OM5.2 publisher"),
        pytest.param(DCTERMS.issued, id="OM3 OM5.2 issued"),
        pytest.param(DCTERMS.source, id="OM3 source"),
        pytest.param(rdflib.URIRef("http://purl.org/ontology/bibo/status"), id="OM3 status"),
    ],
)
def test_foops_metadata_is_there(ontology: rdflib.Graph, predicate: rdflib.URIRef) -> None:
    assert len([*ontology.objects(IRI, predicate)]) == 1


def test_uri2_the_version_iri_is_of_the_ontology(ontology: rdflib.Graph) -> None:
    from casegraph import __version__

    assert str(ontology.value(IRI, OWL.versionIRI)) == f"{IRI}/{__version__}"
    assert str(ontology.value(IRI, OWL.versionInfo)) == __version__


def test_voc2_other_vocabularies_are_reused_and_not_imported(ontology: rdflib.Graph) -> None:
    reused = {str(thing) for thing in ontology.objects() if isinstance(thing, rdflib.URIRef)}
    for vocabulary in ("ns/prov#", "ns/org#", "skos/core#", "spar/fabio/", "ns/oa#"):
        assert any(vocabulary in iri for iri in reused), vocabulary
    assert [*ontology.objects(IRI, OWL.imports)] == []


def test_days_and_times_are_annotations(ontology: rdflib.Graph, built: Path) -> None:
    """As OWL 2 has neither xsd:date nor EDTF among its datatypes; nothing that a reasoner works with has one of these."""
    days = {
        "announcedFor", "existedFrom", "existedUntil", "occurred", "occurredFrom", "occurredTo", "validFrom", "validUntil",
    }  # fmt: skip
    annotations = {own(term) for term in ontology.subjects(RDF.type, OWL.AnnotationProperty)}
    used = re.findall(rf'<{CG}(\w+)> "[^"]*"\^\^<(?!{XSD}(?!date>))', (built / "casegraph.nt").read_text("utf-8"))
    assert set(used) == days <= annotations
    assert "accessed" in annotations, "the page of 2025 was built without a day of access"
    assert not {XSD.date, XSD.time, XSD.gYear} & set(ontology.objects(None, RDFS.range))


@pytest.mark.skipif(not shutil.which("java"), reason="HermiT needs Java; .ci/setup installs it")
def test_hermit_takes_the_graph(tmp_path: Path, ontology: rdflib.Graph, built: Path) -> None:
    """A review with all of its parts, and everything that has a day or a time (the whole graph takes half a minute)."""
    import owlready2

    lines = (built / "casegraph.nt").read_text("utf-8").splitlines()
    review = min(re.findall(r"/review/([^/>]+)>", "\n".join(lines)))
    days = re.compile(r'"\^\^<http://(?:www\.w3\.org/2001/XMLSchema#date|id\.loc\.gov/datatypes/edtf/EDTF)>')
    wanted = {line.split(" ")[0] for line in lines if days.search(line)}
    slice_ = [line for line in lines if f"/{review}" in line.split(" ")[0] or line.split(" ")[0] in wanted]
    path = tmp_path / "slice.nt"
    ontology.serialize(path, format="nt", encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in slice_)
    world = owlready2.World()
    loaded = world.get_ontology(path.as_uri()).load()
    with loaded:
        owlready2.sync_reasoner_hermit(world, debug=0)
    assert list(world.inconsistent_classes()) == []
    assert len([line for line in slice_ if days.search(line)]) > 200
    assert len([*world[f"{CG}Incident"].instances()]) > 50


@pytest.mark.skipif(not shutil.which("java"), reason="HermiT needs Java; .ci/setup installs it")
def test_hermit_finds_the_ontology_consistent(tmp_path: Path, ontology: rdflib.Graph) -> None:
    """And no class of it is empty by necessity."""
    import owlready2

    path = tmp_path / "casegraph.nt"
    ontology.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    loaded = world.get_ontology(path.as_uri()).load()
    with loaded:
        owlready2.sync_reasoner_hermit(world, debug=0)
    assert list(world.inconsistent_classes()) == []
    assert len([*world.classes()]) > 20


def test_hermit_would_find_a_contradiction(tmp_path: Path, ontology: rdflib.Graph) -> None:
    """A thing that is a learning point and a recommendation cannot be."""
    if not shutil.which("java"):
        pytest.skip("HermiT needs Java")
    import owlready2

    path = tmp_path / "wrong.nt"
    both = rdflib.URIRef("https://e.org/both")
    wrong = rdflib.Graph() + ontology
    wrong.add((both, RDF.type, CG.LearningPoint))
    wrong.add((both, RDF.type, CG.Recommendation))
    wrong.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    loaded = world.get_ontology(path.as_uri()).load()
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError), loaded:
        owlready2.sync_reasoner_hermit(world, debug=0)


def test_skos_each_file_is_one_scheme_with_title_and_licence(scheme: rdflib.Graph) -> None:
    (found,) = scheme.subjects(RDF.type, SKOS.ConceptScheme)
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license):
        assert (found, predicate, None) in scheme
    assert all((concept, SKOS.inScheme, found) in scheme for concept in concepts(scheme))


def test_skos_orphan_concepts_omitted_top_concepts_and_hierarchical_cycles(scheme: rdflib.Graph) -> None:
    """A concept of a scheme with a hierarchy is a top concept or has a broader one, never both, and none is above itself."""
    tops = set(scheme.subjects(SKOS.topConceptOf))
    for concept in concepts(scheme):
        above = {*scheme.objects(concept, SKOS.broader)}
        assert not (above and concept in tops)
        assert concept not in {b for a in above for b in scheme.transitive_objects(a, SKOS.broader)}
        assert above <= set(concepts(scheme)), "BrokenLinks"
        if tops:
            assert above or concept in tops, concept


def test_skos_missing_inconsistent_and_empty_labels_language_tags_and_unprintable_characters(
    scheme: rdflib.Graph,
) -> None:
    for concept in concepts(scheme):
        assert len([*scheme.objects(concept, SKOS.prefLabel)]) == 1
        for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition, SKOS.scopeNote):
            for label in scheme.objects(concept, kind):
                assert isinstance(label, rdflib.Literal) and label.language == "en"
                assert str(label).strip() == str(label) != "" and str(label).isprintable()


def test_skos_overlapping_and_disjoint_labels(scheme: rdflib.Graph) -> None:
    """No shown label stands for two concepts, and none is of two kinds on one concept."""
    shown = Counter(
        label for concept in concepts(scheme) for label in set(labels(scheme, concept, SKOS.prefLabel, SKOS.altLabel))
    )
    assert [label for label, number in shown.items() if number > 1] == []
    for concept in concepts(scheme):
        every = [str(each) for kind in _LABELS for each in scheme.objects(concept, kind)]
        assert len(every) == len(set(every)), concept


def test_skos_undocumented_concepts(scheme: rdflib.Graph) -> None:
    """Each has a definition; keywords are terms as printed, which nobody has defined."""
    for concept in concepts(scheme):
        assert (concept, SKOS.definition, None) in scheme or "/keyword/" in str(concept), concept


def test_skos_ambiguous_notations(scheme: rdflib.Graph) -> None:
    notations = Counter(str(value) for value in scheme.objects(None, SKOS.notation))
    assert not notations or max(notations.values()) == 1


def test_skos_mapping_relations_join_schemes_and_relations_stay_within(scheme: rdflib.Graph) -> None:
    for relation in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch):
        assert all(other not in concepts(scheme) for _, other in scheme.subject_objects(relation))
    for relation in (SKOS.broader, SKOS.related):
        assert all(other in concepts(scheme) for _, other in scheme.subject_objects(relation))


def test_skos_iris_are_http(scheme: rdflib.Graph) -> None:
    assert all(str(concept).startswith("https://w3id.org/casegraph/") for concept in concepts(scheme))
