"""Findings: no more than the graph says, each number with the filters that open what it counts, for any collection."""

from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest

from casegraph.building.build import build
from casegraph.collections.profile import Profile
from casegraph.drawing.finding_picture import finding_picture
from casegraph.graph import Graph
from casegraph.views.citation import citation_of_numbers
from casegraph.views.collection import Collection
from casegraph.views.collection_file import FILE, read_collection
from casegraph.views.facets import choose
from casegraph.views.finding import LEAST, Finding, Number, finding_lines
from casegraph.views.findings import findings
from casegraph.views.recommendation_filters import recommendations
from letters import letters, letters_graph

__all__ = ["letters", "letters_graph"]

TWO_YEARS = """\
2025 – Kent – Child A
Death of a 4-month-old boy in May 2024.
Recommendations include: the police should share information about neglect; consider a review of training by June 2026.
Keywords: infants
2024 – Leeds – Child B
Serious harm of a 15-year-old girl.
Recommendations to the partnership include: share information about neglect; hear the voice of the child.
Keywords: child neglect
"""


@pytest.fixture(scope="module")
def real(built: Path) -> Collection:
    """The collection of the page that ships."""
    return read_collection(built / FILE)


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Two small reviews of two years."""
    folder = tmp_path_factory.mktemp("two-years")
    (folder / "page.txt").write_text(TWO_YEARS, encoding="utf-8", newline="\n")
    build([folder / "page.txt"], folder / "out", write=[])
    return read_collection(folder / "out" / FILE)


def by_id(c: Collection) -> dict[str, Finding]:
    """The findings of a collection."""
    return {each.id: each for each in findings(c)}


def listed(c: Collection, number: Number) -> int:
    """How many recommendations or reviews the filters of a number give."""
    filters = parse_qs(urlencode(number.filters))
    return len(recommendations(c, filters) if number.view == "recommendations" else choose(c, filters).reviews)


@pytest.mark.parametrize("name", ["real", "two_years", "built_of_years"])
def test_each_number_opens_exactly_what_it_counts(request: pytest.FixtureRequest, name: str) -> None:
    """In titles, bars and grids, of one year and of many."""
    given = request.getfixturevalue(name)
    c = given if isinstance(given, Collection) else read_collection(given / FILE)
    numbers = [each for finding in findings(c) for each in finding.numbers]
    assert len(numbers) > 15
    assert [(each, listed(c, each)) for each in numbers if listed(c, each) != each.value] == []


def test_who_has_to_act_is_what_the_graph_says(real: Collection, built: Path) -> None:
    """The four parts add up to all recommendations, and the first two to those that name an agency."""
    with Graph.open(built) as graph:
        (row,) = (
            graph.query("""SELECT (COUNT(DISTINCT ?all) AS ?of) (COUNT(DISTINCT ?names) AS ?named) (COUNT(DISTINCT ?text) AS ?in_text) {
          ?all a cg:Recommendation
          OPTIONAL { ?all cg:hasAddressing/cg:basis ?basis FILTER(?basis != basis:default) BIND(?all AS ?names) }
          OPTIONAL { ?all cg:hasAddressing/cg:basis basis:explicit BIND(?all AS ?text) } }""")
        )
        firmly = {
            str(each["strength"]).rpartition("/")[2]: each["number"]
            for each in graph.query(
                "SELECT ?strength (COUNT(?r) AS ?number) { ?r a cg:Recommendation ; cg:hasStrength ?strength } GROUP BY ?strength"
            )
        }
    who, actions = by_id(real)["who-acts"], by_id(real)["actions"]
    text, introduction, through, nobody = (each.value for each in who.charts[0].rows)
    assert who.sentence == f"Of {row['of']} recommendations, {row['named']} name who has to act"
    assert (text, text + introduction, text + introduction + through + nobody) == (
        row["in_text"], row["named"], row["of"],
    )  # fmt: skip
    assert [each.value for each in actions.charts[1].rows] == [firmly[each] for each in ("deadline", "measure", "soft")]


def test_nothing_is_called_the_most_frequent_of_few_or_where_readings_tie(
    two_years: Collection, real: Collection
) -> None:
    """Then the title only counts; where it ranks, the next subject is clearly rarer."""
    few = by_id(two_years)["subjects"]
    assert "most" not in few.sentence and few.sentence.startswith("Of 4 recommendations, ")
    ranked = by_id(real)["subjects"]
    values = [each.value for each in ranked.charts[0].rows]
    said = [each.value for each in ranked.title if isinstance(each, Number)]
    assert "The most frequent subject" in ranked.sentence and values[: len(said)] == said
    assert min(said) >= LEAST and values[len(said)] <= 0.9 * min(said)


def test_ages_are_compared_only_with_a_warning_and_the_number_of_reviews_of_each(
    real: Collection, two_years: Collection
) -> None:
    """An age with fewer than five reviews is no column; without two ages that have more there is no such finding."""
    ages = by_id(real)["ages"]
    assert ages.grid is not None
    _, reviews = ages.grid.rows[:2]
    assert [each.view for each in reviews.cells] == ["reviews"] * len(ages.grid.heads)
    assert min(each.value for each in reviews.cells) >= 5 and "18 and over" not in ages.grid.heads
    assert any("Small numbers: 10 to 13 case reviews" in each for each in ages.notes)
    assert "ages" not in by_id(two_years)


def test_years_are_a_finding_only_where_there_are_several_and_never_a_trend(
    real: Collection, two_years: Collection
) -> None:
    years = by_id(two_years)["years"]
    assert years.sentence == "2 case reviews published from 2024 to 2025 make 4 recommendations"
    assert [[each.value for each in chart.rows] for chart in years.charts] == [[1, 1], [2, 2], [2, 1]]
    assert [each for each in years.notes if "no trend" in each]
    assert "years" not in by_id(real)


def test_findings_of_letters_are_in_words_of_letters(letters: Profile, letters_graph: Graph) -> None:
    """With a denominator; what nobody reads in letters, such as ages and times, is left out or counted as none."""
    assert letters_graph.directory is not None
    c = read_collection(letters_graph.directory / FILE)
    shown = by_id(c)
    assert [*shown] == ["who-acts", "subjects", "actions"]
    assert (shown["who-acts"].sentence, shown["who-acts"].of) == (
        "Of 2 recommendations, 1 names who has to act",
        "Of 2 recommendations in 2 letters.",
    )
    assert shown["actions"].sentence == "None of 2 recommendations gives a time or says how to check"
    assert letters.title in citation_of_numbers(c, "who-acts", "x").harvard


def test_a_picture_has_the_sentence_every_number_and_its_source(real: Collection) -> None:
    for each in findings(real):
        svg = finding_picture(real, each)
        assert all(f">{line.number:,}</text>" in svg for line in finding_lines(each))
        assert each.sentence in " ".join(svg.partition("<title")[2].split()) and real.profile.title in svg
        assert "…</text>" not in svg


def test_a_finding_is_cited_with_the_program_that_counted_and_the_day_of_the_pages(two_years: Collection) -> None:
    cited = citation_of_numbers(two_years, "who-acts", "Of 4 recommendations, 3 name who has to act")
    assert cited.harvard.startswith(
        f"Casegraph {two_years.made.version}. Of 4 recommendations, 3 name who has to act. Counted from 2 case reviews in "
    )
    assert cited.bibtex.startswith("@misc{casegraph-who-acts,") and "ID  - casegraph-who-acts" in cited.ris
