"""Bodies and places: which board, force or partnership is meant, how that is known, and silence where it is not."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import DCTERMS, RDFS, SKOS, XSD

import casegraph
from casegraph.areas import areas, place_of, split_label
from casegraph.bodies import bodies, body_named, coverage, covering
from casegraph.building.graph import graph_text
from casegraph.extracting import extract
from casegraph.names import PREFIXES
from casegraph.reading.page import page_of
from casegraph.record.identity import mint

ROOT = Path(__file__).parent.parent
CG = rdflib.Namespace(PREFIXES["cg"])


def resolved(page: str) -> set[tuple[str, ...]]:
    """For each addressing of a page: agency, body or reason, basis, share."""
    store = ox.Store()
    reviews = extract(page_of(page.encode(), "page.txt"))
    store.load(graph_text(mint([reviews])).encode(), format=ox.RdfFormat.N_TRIPLES)
    found = store.query(
        """SELECT ?agency ?what ?basis ?share { ?r cg:hasAddressing ?a . ?a cg:readAs ?agency
             { ?a cg:hasResolution ?x . ?x cg:resolvedTo ?what ; cg:resolutionBasis ?basis OPTIONAL { ?x cg:share ?share } }
             UNION { ?a cg:notResolved ?what } }""",
        prefixes=PREFIXES,
    )
    assert isinstance(found, ox.QuerySolutions)
    return {tuple(str(value.value).rpartition("/")[2] if value else "" for value in row) for row in found}


def page(heading: str, asked: str) -> str:
    """A page with one review that asks somebody."""
    return f"{heading}\nDeath of a boy.\nRecommendations include: {asked}.\nKeywords: neglect\n"


@pytest.mark.parametrize(
    ("heading", "asked", "expected"),
    [
        pytest.param("2025 – Birmingham – A", "the ICB should act", {("icb", "icb-qhl", "from-area", "1")}, id="one board"),
        pytest.param(
            "2025 – Essex – A",
            "the ICB should act",
            {
                ("icb", "icb-qh8", "from-area", "0.567"),
                ("icb", "icb-qjg", "from-area", "0.2281"),
                ("icb", "icb-qm7", "from-area", "0.2049"),
            },
            id="three boards, each with its share",
        ),
        pytest.param(
            "2025 – Cumbria – A",
            "the ICB should act",
            {("icb", "icb-qhm", "from-area", "0.9661"), ("icb", "icb-qe1", "from-area", "0.7465")},
            id="two areas, of each board its larger share of one",
        ),
        pytest.param("2019 – Birmingham – A", "the ICB should act", {("icb", "no-facts", "", "")}, id="before the boards"),
        pytest.param("2014 – Birmingham – A", "the CCG should act", {("icb", "former-kind", "", "")}, id="a former kind"),
        pytest.param("2025 – Anonymous – A", "the ICB should act", {("icb", "no-area", "", "")}, id="no area"),
        pytest.param("2025 – Cardiff – A", "the ICB should act", {("icb", "no-facts", "", "")}, id="no board in Wales"),
        pytest.param(
            "2025 – Oxfordshire – A", "the police should act", {("police", "police-thames-valley", "from-area", "1")}, id="force"
        ),
        pytest.param(
            "2025 – Kent – A", "Thames Valley Police should act", {("police", "police-thames-valley", "named", "")}, id="named"
        ),
        pytest.param(
            "2025 – Cardiff – A",
            "the health board should act",
            {("health", "cardiff-and-vale-university-health-board", "from-area", "1")},
            id="Welsh board",
        ),
        pytest.param("2025 – Kent – A", "health providers should act", set(), id="health in general has no body"),
        pytest.param(
            "2025 – Redcar and Cleveland – A",
            "hear the child",
            {("safeguarding-partnership", "south-tees", "commissioned", "")},
            id="joint partnership",
        ),
    ],
)  # fmt: skip
def test_a_kind_of_body_leads_to_the_body_with_how_it_is_known(
    heading: str, asked: str, expected: set[tuple[str, ...]]
) -> None:
    assert resolved(page(heading, asked)) == expected


def test_every_addressing_of_a_kind_with_known_bodies_is_resolved_or_says_why_not(built: Path) -> None:
    with casegraph.open(built) as graph:
        silent = graph.query(
            """SELECT ?a { VALUES ?kind { agency:icb agency:police agency:safeguarding-partnership }
                 ?a a cg:Addressing ; cg:readAs ?kind
                 FILTER NOT EXISTS { ?a cg:hasResolution|cg:notResolved [] } }"""
        )
        both = graph.query("SELECT ?a { ?a cg:hasResolution [] ; cg:notResolved [] }")
    assert silent == both == []


def test_coverage_joins_known_bodies_and_areas() -> None:
    assert {row.body for row in coverage()} <= bodies().keys()
    assert {row.area for row in coverage()} <= areas().keys()
    assert len(bodies()) == 42 + 43 + 7


@pytest.mark.parametrize("nation", ["England", "Wales"])
def test_every_area_has_a_police_force_and_its_shares_of_boards_make_a_whole(nation: str) -> None:
    for area in areas().values():
        if area.nation == nation:
            assert len(covering("police", [area.gss], 2025)) == 1
            shares = [row.share for row in covering("icb", [area.gss], 2025)]
            assert sum(shares) == pytest.approx(1 if nation == "England" else 0, abs=0.001)


def test_boards_are_sure_from_2022_to_2026() -> None:
    assert [bool(covering("icb", ["E08000025"], year)) for year in (2021, 2022, 2026, 2027)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("words", "kind", "body"),
    [
        ("NHS Mid and South Essex ICB", "icb", "icb-qh8"),
        ("the Metropolitan Police Service", "police", "police-metropolitan"),
        ("Devon and Cornwall Police", "police", "police-devon-cornwall"),
        ("police", "police", None),
        ("Essex Police", "icb", None),
    ],
)
def test_a_body_is_known_by_its_name(words: str, kind: str, body: str | None) -> None:
    found = body_named(words, kind)
    assert (found.id if found else None) == body


def announced() -> dict[str, set[str]]:
    """The ICBs that were announced to come after each one that goes, by name."""
    graph = rdflib.Graph().parse(ROOT / "ontology" / "bodies.ttl")
    followed: dict[str, set[str]] = {}
    for body, successor in graph.subject_objects(CG.announcedSuccessor):
        name = str(graph.value(body, SKOS.prefLabel)).removeprefix("NHS ").removesuffix(" Integrated Care Board")
        followed.setdefault(name, set()).add(str(graph.value(successor, RDFS.label)))
        assert graph.value(successor, CG.announcedFor) == rdflib.Literal("2026-04-01", datatype=XSD.date)
        assert graph.value(successor, DCTERMS.issued) == rdflib.Literal("2025-09-09", datatype=XSD.date)
        assert len(set(graph.objects(successor, DCTERMS.source))) == 2, "for its name, and for what goes into it"
    return followed


def test_boards_that_were_announced_to_go_have_their_successors_and_sources() -> None:
    followed = announced()
    assert len(followed) == 13
    assert followed["Norfolk and Waveney"] == {"Norfolk and Suffolk ICB (announced)"}
    assert followed["Frimley"] == {
        "Hampshire and the Isle of Wight ICB (announced)",
        "Surrey and Sussex ICB (announced)",
        "Thames Valley ICB (announced)",
    }
    assert "Birmingham and Solihull" not in followed


def test_nothing_is_resolved_to_a_board_that_was_only_announced() -> None:
    assert not [key for key in bodies() if key.startswith("announced-")]
    assert not [row for row in coverage() if row.body.startswith("announced-")]
    assert resolved(page("2026 – Norfolk – A", "the ICB should act")) == {("icb", "icb-qmm", "from-area", "1")}


@pytest.mark.parametrize(
    ("label", "partnership", "members"),
    [
        ("Cumbria", "cumbria", 2),
        ("Northamptonshire", "northamptonshire", 2),
        ("Gwent", "gwent", 5),
        ("Rhondda Cynon Taf", "cwm-taf-morgannwg", 1),
        ("City & Hackney", "city-and-hackney", 2),
        ("Leicestershire and Rutland", "leicestershire-and-rutland", 2),
        ("Northern Ireland", "northern-ireland", 11),
    ],
)
def test_former_counties_and_boards_of_several_areas_are_known(label: str, partnership: str, members: int) -> None:
    place = place_of(label)
    assert place is not None
    assert place.partnership is not None
    assert (place.partnership, len(place.areas)) == (partnership, members)


def test_a_review_of_two_partnerships_has_both() -> None:
    assert split_label("Hertfordshire and Northamptonshire") == ("Hertfordshire", "Northamptonshire")
