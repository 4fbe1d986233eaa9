"""What stands before a list holds for it: whom a lead-in names, and what the prefix of an actor is about."""

import json

import pytest

from casegraph.building.graph import graph_text
from casegraph.building.recorded_reviews import recorded_review
from casegraph.extracting import extract
from casegraph.extracting.introductions import led_in
from casegraph.names import BASE
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.record.json_lines import from_line, to_line
from casegraph.record.model import Passage, Review
from casegraph.store.memory import MemoryStore
from casegraph.store.values import select_values
from casegraph.views.from_store import collection_of
from casegraph.web.listed import sentence

PAGE = "2025 – Kent – Child U\nDeath of a boy.\nRecommendations include: {}.\nKeywords: drugs\n"


def review(recommendations: str) -> Review:
    """The review of an entry with these recommendations."""
    (read,) = extract(page_of(PAGE.format(recommendations).encode(), "kent.txt"))
    return read


def themes(recommendations: str) -> list[list[tuple[str, str]]]:
    """The themes of each clause that wordings led to, with their words."""
    return [
        [(each.concept, each.words.text) for each in clause.themes if each.wording]
        for clause in review(recommendations).recommendations
    ]


@pytest.mark.parametrize(
    "prefix",
    [
        "With regards to elective home education the DfE should: ",
        "With regard to elective home education, the DfE should: ",
        "In relation to elective home education, the DfE: ",
        "Regarding elective home education the DfE needs to: ",
        "In respect of elective home education the DfE and the police should: ",
    ],
)
def test_the_subject_of_a_prefix_runs_on_with_its_actor(prefix: str) -> None:
    """To the clauses that the actor is asked in, with the words of the prefix; not to those of another actor."""
    first, second, third = themes(f"{prefix}paint chairs; paint desks; the ambulance service should paint cars")
    assert ("home-education", "elective home education") in first
    assert second == [("home-education", "elective home education")]
    assert third == []


@pytest.mark.parametrize(
    "recommendations",
    [
        "the DfE should: paint elective home education; paint desks",
        "Health visitors: paint chairs; paint desks",
        "With regards to elective home education the DfE should paint chairs; paint desks",
    ],
)
def test_only_what_a_prefix_is_about_runs_on(recommendations: str) -> None:
    """What a clause is about, or whoever is asked, says nothing of the next; nor does a sentence without a colon."""
    assert themes(recommendations)[1] == []


def test_the_own_words_of_a_clause_come_before_those_of_its_prefix() -> None:
    """A clause that names the theme itself is read from its own words."""
    prefix = "With regards to elective home education the DfE should: "
    assert themes(f"{prefix}paint chairs; visit home educated children")[1] == [("home-education", "home educated")]


def test_a_theme_from_an_introduction_says_so_in_every_form() -> None:
    """In JSON and in the graph by the words as printed, in lists by a line of its own; the record comes back from its line."""
    read = review("With regards to elective home education the DfE should: paint chairs; paint desks")
    line = to_line(read)
    said, later = (clause["themes_words"][0] for clause in json.loads(line)["recommendations"])
    assert "introduction" not in said
    assert later["introduction"] == ["elective home education"]
    assert later["words"] == said["words"]
    assert from_line(line) == (read,)
    minted = mint([[read]])
    store = MemoryStore.from_turtle(graph_text(minted))
    (row,) = select_values(
        store, "SELECT ?theme ?words { ?reading a cg:ThemeReading ; cg:asPrinted ?words ; cg:readAs ?theme }"
    )
    assert (str(row["theme"]), str(row["words"])) == (f"{BASE}theme/home-education", "elective home education")
    collection = collection_of(store)
    (of_page,) = collection.reviews.values()
    assert of_page == recorded_review(minted[0])
    first, second = (sentence(collection, clause) for clause in of_page.asks)
    assert first.introduced == ()
    (introduced,) = second.introduced
    assert (introduced.quote, [link.text for link in introduced.themes]) == (
        "elective home education",
        ["Elective home education"],
    )
    assert "Elective home education" not in [link.text for link in second.themes]


@pytest.mark.parametrize(
    ("lead_in", "agencies"),
    [
        (
            "Recommendations to the partnership and board include:",
            ["safeguarding-partnership", "safeguarding-adults-board"],
        ),
        ("Recommendations to the partnership and the police include:", ["safeguarding-partnership", "police"]),
        ("The Safeguarding Board for Northern Ireland should", ["safeguarding-partnership"]),
        ("The Safeguarding Board should seek assurance that:", ["safeguarding-partnership"]),
        ("The partnership is asked to ensure that:", ["safeguarding-partnership"]),
        ("LSCB recommendations include:", ["safeguarding-partnership"]),
        ("Recommendations directed at the police include:", ["police"]),
        ("Calls on the Department for Education to:", ["dfe"]),
        ("The panel recommends the Home Office to:", ["home-office"]),
        ("Board to:", ["safeguarding-partnership"]),
        ("Recommendations for single agencies include:", []),
        ("Recommendations about the police include:", []),
        ("The review recommends that", []),
        ("National recommendations include:", ["national-body"]),
    ],
)
def test_an_introduction_names_all_whom_it_asks(lead_in: str, agencies: list[str]) -> None:
    """And nobody whom it only tells of."""
    assert [each.agency for each in led_in(Passage.of(lead_in, 0, len(lead_in)))] == agencies


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        ("young carers: schools to ask why a pupil is late", ["schools"]),
        ("Nationally: NHS England to publish its figures", ["nhs-england"]),
        ("for the retail trade: the police to visit shops", ["police"]),
        ("the police to change their meetings: one child, one plan", ["police"]),
        ("review three things: schools should not be forgotten", ["safeguarding-partnership"]),
    ],
)
def test_a_heading_that_names_nobody_leaves_the_actor_to_what_it_heads(clause: str, agencies: list[str]) -> None:
    """Who acts stands behind it, or before it where it is no heading at all."""
    (read,) = review(clause).recommendations
    assert [each.agency for each in read.addressings] == agencies


@pytest.mark.parametrize(
    ("heading", "agency"),
    [("Nationally", "national-body"), ("At a national level", "national-body"), ("For public health", "public-health")],
)
def test_a_heading_says_who_is_asked_until_another_begins(heading: str, agency: str) -> None:
    """Its actor runs on to imperatives, and ends where a clause has a heading or a subject of its own."""
    clauses = review(
        f"{heading}: paint chairs; paint desks; siblings to have their own plan; paint cars"
    ).recommendations
    asked = [[(each.agency, each.basis) for each in clause.addressings] for clause in clauses]
    nobody = [("safeguarding-partnership", "default")]
    assert asked == [[(agency, "explicit")], [(agency, "explicit")], nobody, nobody]
    assert [
        clause.addressings[0].basis
        for clause in review(f"{heading}: paint; Signwriters: pay; paint desks").recommendations
    ] == ["explicit", "default", "default"]
