"""Clients that follow links get on: from a page to its other forms, from a thing to what links to it, from a scheme to its concepts."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import pytest
import rdflib
from rdflib import DCTERMS, RDF, RDFS, SKOS, VOID, Literal, URIRef

from serving import Server

BASE = "https://w3id.org/casegraph/"
CG = rdflib.Namespace(f"{BASE}ontology#")


def graph(server: Server, address: str) -> rdflib.Graph:
    """The triples at an address."""
    status, _, body = server.ask("GET", f"{address}.nt")
    assert status == 200, body
    return rdflib.Graph().parse(body, format="nt")


def links(server: Server, address: str) -> dict[str, list[tuple[str, str]]]:
    """Where a page's header leads, by relation: address and media type."""
    _, headers, _ = server.ask("GET", address, headers={"Accept": "text/html"})
    found: dict[str, list[tuple[str, str]]] = {}
    for target, relation, media_type in re.findall(
        r'<([^>]*)>; rel="([^"]*)"; type="([^"]*)"', headers.get("link", "")
    ):
        found.setdefault(relation, []).append((target, media_type))
    return found


@pytest.mark.parametrize(
    "address",
    ["/", "/matrix?year=2025", "/reviews?region=London&page=2", "/find?words=safety+plan", "/theme", "/theme/neglect?part=learning",
     "/agency/icb", "/review/2025-camden-child-yue", "/recommendation/2025-camden-child-yue/1", "/questions/actions-table", "/networks/agency-theme?by=degree", "/downloads", "/about",
     f"/query?{urlencode({'query': 'SELECT ?r { ?r a cg:Review } LIMIT 1'})}", "/ontology%23Review"],
)  # fmt: skip
def test_a_page_leads_to_its_other_forms(server: Server, address: str) -> None:
    """By its header and by its head, to addresses that answer in that form."""
    others = links(server, address)["alternate"]
    page = server.ask("GET", address, headers={"Accept": "text/html"})[2].decode()
    head = page.partition("</head>")[0]
    told = re.findall(r'<link rel="alternate" type="([^"]*)" href="([^"]*)">', head)
    assert [(unescape(target), media_type) for media_type, target in told] == others
    for target, media_type in others:
        status, headers, _ = server.ask("GET", target)
        assert (status, headers["content-type"].partition(";")[0]) == (200, media_type), target


def test_the_other_forms_are_of_the_same_reviews(server: Server) -> None:
    """With the filters, without what only a page takes or what is nothing."""
    targets = [
        target for target, _ in links(server, "/reviews?region=London&page=2&theme=nonsense&yaer=1")["alternate"]
    ]
    assert targets == [f"/reviews.{form}?region=London" for form in ("json", "csv", "docx", "xlsx")]


def test_a_question_without_an_answer_leads_nowhere(server: Server) -> None:
    """It has no other form before somebody says what it needs."""
    assert links(server, "/questions/recommendations-to") == {}
    assert len(links(server, "/questions/recommendations-to?agency=icb")["alternate"]) == 4


def test_a_long_address_makes_no_long_header(server: Server) -> None:
    """Which servers in between refuse; the page has the links."""
    words = urlencode({"words": "child " * 700})
    assert links(server, f"/find?{words}") == {}
    page = server.ask("GET", f"/find?{words}", headers={"Accept": "text/html"})[2].decode()
    assert page.count('<link rel="alternate"') == 4


def test_the_overview_leads_programs_to_its_description(server: Server) -> None:
    """RFC 8631."""
    found = links(server, "/")
    assert found["service-desc"] == [("/openapi.json", "application/json")]
    for relation in ("service-desc", "service-doc", "describedby"):
        for target, media_type in found[relation]:
            status, headers, _ = server.ask("GET", target, headers={"Accept": media_type})
            assert (status, headers["content-type"].partition(";")[0]) == (200, media_type)


@pytest.mark.parametrize("media_type", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_every_form_says_the_same(server: Server, media_type: str) -> None:
    def triples(media_type: str) -> set[pyoxigraph.Triple]:
        body = server.ask("GET", "/theme/neglect", headers={"Accept": media_type})[2]
        form = pyoxigraph.RdfFormat.from_media_type(media_type)
        return {quad.triple for quad in pyoxigraph.parse(body, format=form)}

    assert triples(media_type) == triples("application/n-triples") != set()


def test_a_theme_leads_to_the_recommendations_that_have_it(server: Server, built: Path) -> None:
    """With their words, as many as the whole graph has."""
    theme, told = URIRef(f"{BASE}theme/neglect"), graph(server, "/theme/neglect")
    clauses = set(told.subjects(CG.hasTheme, theme))
    whole = (built / "casegraph.nt").read_text(encoding="utf-8")
    assert len(clauses) == len(re.findall(rf"<{CG.hasTheme}> <{re.escape(theme)}> \.", whole)) > 40
    assert all(told.value(clause, CG.text) for clause in clauses)
    assert str(told.value(theme, SKOS.prefLabel)) == "Neglect"


def test_a_concept_leads_up_down_and_to_its_scheme(server: Server) -> None:
    """Narrower concepts, which the graph has the other way round; each with a label; the scheme with its top concepts."""
    group, told = URIRef(f"{BASE}theme/group-harm"), graph(server, "/theme/group-harm")
    narrower = set(told.objects(group, SKOS.narrower))
    assert URIRef(f"{BASE}theme/neglect") in narrower == set(told.subjects(SKOS.broader, group))
    scheme = told.value(group, SKOS.inScheme)
    assert scheme == URIRef(f"{BASE}scheme/theme") and (scheme, RDF.type, SKOS.ConceptScheme) in told
    assert told.value(scheme, DCTERMS.title) == Literal("Themes", "en")
    top = set(told.objects(scheme, SKOS.hasTopConcept))
    assert group in top and 5 < len(top) < 30
    assert all(told.value(one, SKOS.prefLabel) for one in (*narrower, *top))


@pytest.mark.parametrize("kind", ["theme", "agency", "keyword"])
def test_a_scheme_has_all_its_concepts(server: Server, kind: str) -> None:
    """At its own address and at that of the list, each with a label; those at the top say so."""
    scheme, told = URIRef(f"{BASE}scheme/{kind}"), graph(server, f"/scheme/{kind}")
    concepts = set(told.subjects(SKOS.inScheme, scheme))
    assert len(concepts) > 50 and all(told.value(one, SKOS.prefLabel) for one in concepts)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in told and told.value(scheme, DCTERMS.title)
    assert {one for one in concepts if told.value(one, SKOS.broader) not in concepts} == set(
        told.objects(scheme, SKOS.hasTopConcept)
    )
    assert set(graph(server, f"/{kind}")) == set(told)


@pytest.mark.parametrize(("kind", "name"), [("partnership", "SafeguardingPartnership"), ("area", "Area")])
def test_a_list_of_things_has_them_all(server: Server, kind: str, name: str) -> None:
    told = graph(server, f"/{kind}")
    things = set(told.subjects(RDF.type, CG[name]))
    assert len(things) > 40 and all(told.value(one, RDFS.label) for one in things)


def test_everything_leads_to_the_dataset(server: Server) -> None:
    told = graph(server, "/recommendation/2025-camden-child-yue/1")
    dataset = told.value(URIRef(f"{BASE}recommendation/2025-camden-child-yue/1"), DCTERMS.isPartOf)
    assert dataset == URIRef(f"{BASE}dataset") and (dataset, RDF.type, VOID.Dataset) in told
    assert graph(server, "/dataset").value(dataset, VOID.triples)


def test_what_everything_links_to_stays_small_and_says_so(server: Server) -> None:
    """A page is the source of thousands of passages."""
    source, told = URIRef(f"{BASE}source/76c29de6110f605e"), graph(server, "/source/76c29de6110f605e")
    assert len(list(told.subject_predicates(source))) == 500
    assert re.fullmatch(r"500 of 5,\d{3} links .*", str(told.value(source, RDFS.comment)))
    assert graph(server, "/theme/neglect").value(URIRef(f"{BASE}theme/neglect"), RDFS.comment) is None
