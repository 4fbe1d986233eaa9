"""Shapes of counts: those of the page that ships are right, and each way of being wrong is found by the shape about it."""

from pathlib import Path

import pytest
import rdflib
import shacl_rust
from rdflib.namespace import RDF, SH

from casegraph.names import BASE, PREFIXES

FILE = Path(__file__).parent.parent / "ontology" / "counts-shapes.ttl"

COUNT = f"{BASE}count/2025"
ALL = "cg:countedAgency scheme:agency ; cg:countedAgencyOrNarrower scheme:agency"
CELL = {
    "year": "cg:countedYear 2025",
    "agency": "cg:countedAgency agency:police ; cg:countedAgencyOrNarrower agency:police",
    "theme": "cg:countedTheme theme:neglect ; cg:countedThemeOrNarrower theme:neglect",
    "basis": "cg:countedBasis basis:explicit",
    "recommendations": "cg:countedRecommendations 3",
    "reviews": "cg:countedReviews 2",
}
OF_ALL = {
    "agency": ALL,
    "theme": "cg:countedTheme scheme:theme ; cg:countedThemeOrNarrower scheme:theme",
    "basis": "cg:countedBasis scheme:basis",
    "published": "cg:publishedReviews 9",
    "naming": "cg:countedNaming 2 ; cg:countedAskedThrough 0",
}
RIGHT = {
    "a cell": {},
    "an agency with narrower ones": {"agency": "cg:countedAgencyOrNarrower agency:health"},
    "all recommendations of a year": OF_ALL,
    "a year that recommends nothing": {**OF_ALL, "recommendations": "", "reviews": "", "naming": ""},
}
WRONG = {
    "without a year": ("count", {"year": ""}),
    "of two years": ("count", {"year": "cg:countedYear 2024, 2025"}),
    "of a year in words": ("count", {"year": 'cg:countedYear "2025"'}),
    "without an agency": ("count", {"agency": ""}),
    "for two agencies": (
        "count",
        {"agency": "cg:countedAgency agency:police ; cg:countedAgencyOrNarrower agency:health"},
    ),
    "for a theme as an agency": ("count", {"agency": "cg:countedAgency theme:neglect"}),
    "without a theme": ("count", {"theme": ""}),
    "for two themes": ("count", {"theme": "cg:countedTheme theme:neglect, theme:suicide"}),
    "without a basis": ("count", {"basis": ""}),
    "on two bases": ("count", {"basis": "cg:countedBasis basis:explicit, basis:default"}),
    "of no recommendation": ("count", {"recommendations": "cg:countedRecommendations 0"}),
    "of two numbers": ("count", {"recommendations": "cg:countedRecommendations 3, 4"}),
    "of more reviews than recommendations": ("count", {"reviews": "cg:countedReviews 4"}),
    "of recommendations without reviews": ("count-numbers", {"reviews": ""}),
    "of reviews without recommendations": ("count-numbers", {"recommendations": ""}),
    "of nothing": ("count-numbers", {"recommendations": "", "reviews": ""}),
    "published for one agency": ("count-reviews", {**OF_ALL, "agency": CELL["agency"]}),
    "published on one theme": ("count-reviews", {**OF_ALL, "theme": CELL["theme"]}),
    "fewer published than recommend": ("count-reviews", {**OF_ALL, "published": "cg:publishedReviews 1"}),
    "naming an agency, for one agency": ("count-naming", {**OF_ALL, "agency": CELL["agency"]}),
    "more that name an agency than there are": (
        "count-naming",
        {**OF_ALL, "naming": "cg:countedNaming 4 ; cg:countedAskedThrough 0"},
    ),
    "naming without asking through": ("count-naming", {**OF_ALL, "naming": "cg:countedNaming 2"}),
    "for all agencies on one basis": ("count-of-all-agencies", {"agency": ALL}),
}


@pytest.fixture(scope="module")
def shapes() -> str:
    """The shapes as text."""
    return FILE.read_text(encoding="utf-8")


def found(changed: dict[str, str], shapes: str) -> set[str]:
    """What an engine says of a cell with some parts changed."""
    parts = " ; ".join(filter(None, ("a cg:Count", *{**CELL, **changed}.values())))
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    report = shacl_rust.validate(f"{prefixes}<{COUNT}> {parts} .", shapes)
    return {words for each in report["results"] for words in each["messages"]}


def messages(shape: str, shapes: str) -> set[str]:
    """What a shape can say."""
    graph = rdflib.Graph().parse(data=shapes, format="turtle")
    node = rdflib.URIRef(f"{BASE}shape/{shape}")
    return {
        str(words) for each in {node, *graph.objects(node, SH.property)} for words in graph.objects(each, SH.message)
    }


@pytest.mark.parametrize("changed", RIGHT.values(), ids=RIGHT)
def test_a_right_count_conforms(changed: dict[str, str], shapes: str) -> None:
    assert found(changed, shapes) == set()


@pytest.mark.parametrize(("shape", "changed"), WRONG.values(), ids=WRONG)
def test_a_wrong_count_is_found_by_its_shape(shape: str, changed: dict[str, str], shapes: str) -> None:
    """Its message is that of the shape, not of another one alone."""
    assert found(changed, shapes) & messages(shape, shapes)


def test_every_shape_has_a_wrong_count(shapes: str) -> None:
    graph = rdflib.Graph().parse(data=shapes, format="turtle")
    named = {str(each).rpartition("/")[2] for each in graph.subjects(RDF.type, SH.NodeShape)}
    assert named == {shape for shape, _ in WRONG.values()}


def test_counts_of_the_page_that_ships_conform(built: Path, shapes: str) -> None:
    report = shacl_rust.validate((built / "counts.ttl").read_text(encoding="utf-8"), shapes)
    assert report["conforms"], report["results"][:5]
