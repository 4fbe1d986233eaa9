"""Years: lists and ranges of them in every question that has a year, and tables that count by year."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import casegraph
from casegraph.asking import Answer, bind, pivot, question, questions
from casegraph.asking.years import Span, absent, as_words, chosen, mark_ranges, parse, spans_in, written
from casegraph.cli import main
from casegraph.errors import QueryError
from casegraph.graph import Graph
from casegraph.names import slug

WITH_YEAR = [name for name, each in questions().items() if any(one.name == "year" for one in each.parameters)]
BY_YEAR = ("theme-year-table", "agency-year-table", "outcome-year-table", "keyword-year-table")


@pytest.fixture(scope="module")
def graph(built_of_years: Path) -> Iterator[Graph]:
    """A graph of several years."""
    with casegraph.open(built_of_years) as opened:
        yield opened


def run(built: Path, *words: str) -> Result:
    """Run `casegraph ask` on a built graph."""
    return CliRunner().invoke(main, ["ask", *words, "--graph", str(built)])


def example(name: str) -> dict[str, str]:
    """The example of a question, without its year."""
    parameters = question(name).parameters
    return {each.variable: each.example.value for each in parameters if each.example and each.name != "year"}


# How years are written


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", 2018, 2018),
        ("2018-2020", 2018, 2020),
        ("2018–2020", 2018, 2020),
        ("2018..2020", 2018, 2020),
        ("2018 to 2020", 2018, 2020),
        ("2018-20", 2018, 2020),
        ("2018..", 2018, None),
        ("2018-", 2018, None),
        ("..2020", None, 2020),
    ],
)
def test_a_range_is_written_in_several_ways(text: str, first: int | None, last: int | None) -> None:
    assert parse(text) == (Span(first, last),)


@pytest.mark.parametrize(
    "text", ["", "..", "-", "abc", "20", "2018,", "2020-2018", "2018;2019", "١٢٣٤", "2018-2", "20189"]
)
def test_what_is_not_a_year_is_refused_with_what_would_be(text: str) -> None:
    with pytest.raises(ValueError, match=r"write (2018, 2018-2020|2018-2020)"):
        parse(text)


SPANS = st.lists(
    st.one_of(
        st.integers(1900, 2099).map(lambda year: Span(year, year)),
        st.tuples(st.integers(1900, 2099), st.integers(1900, 2099)).map(lambda ends: Span(min(ends), max(ends))),
        st.integers(1900, 2099).map(lambda year: Span(year, None)),
        st.integers(1900, 2099).map(lambda year: Span(None, year)),
    ),
    min_size=1,
    max_size=5,
).map(tuple)


@given(SPANS)
def test_what_is_written_is_read_as_the_same_years(spans: tuple[Span, ...]) -> None:
    assert parse(written(spans)) == spans


@given(SPANS, st.lists(st.integers(1950, 2050), min_size=1, unique=True))
def test_a_year_is_either_chosen_or_absent_or_not_asked_for(spans: tuple[Span, ...], known: list[int]) -> None:
    had, lacking = set(chosen(spans, known)), set(absent(spans, known))
    assert had == {year for year in known if any(year in span for span in spans)}
    assert not lacking & set(known)
    assert all(any(year in span for span in spans) for year in lacking)


@pytest.mark.parametrize(
    ("words", "years", "rest"),
    [
        ("what changed between 2018 and 2025", "2018-2025", "what-changed"),
        ("from 2018 to 2020 about neglect", "2018-2020", "about-neglect"),
        ("neglect since 2020", "2020..", "neglect"),
        ("neglect from 2020 onwards", "2020..", "neglect"),
        ("neglect in 2020 and later", "2020..", "neglect-in"),
        ("neglect after 2019", "2020..", "neglect"),
        ("neglect before 2019", "..2018", "neglect"),
        ("neglect up to 2019", "..2019", "neglect"),
        ("neglect in 2018, 2020 and 2021", "2018,2020,2021", "neglect-in-and"),
        ("neglect in 2018-19", "2018-2019", "neglect-in"),
        ("neglect 2018–2020", "2018-2020", "neglect"),
        ("neglect in the 2010s", "2010-2019", "neglect-in"),
        ("reviews from 2018", "2018", "reviews-from"),
        ("between 2025 and 2018", "2018-2025", ""),
        ("the Children Act 1989", "", "the-children-act-1989"),
        ("review BSCP2022-23/03", "", "review-bscp2022-23-03"),
        ("room 20251", "", "room-20251"),
    ],
)
def test_words_name_years(words: str, years: str, rest: str) -> None:
    spans, left = spans_in(slug(mark_ranges(words)))
    assert (written(spans), re.sub("-+", "-", left).strip("-")) == (years, rest)


def test_years_are_told_as_ranges() -> None:
    assert as_words([2025]) == "2025"
    assert as_words([2018, 2019]) == "2018 and 2019"
    assert as_words([2019, 2018, 2020, 2025]) == "2018 to 2020 and 2025"


# In questions


@pytest.mark.parametrize("name", WITH_YEAR)
def test_a_range_brings_what_its_years_bring(name: str, graph: Graph) -> None:
    """Rows that list things are those of the single years; tables of counts speak of the same reviews and things.

    A repeat is a row of each of its years, and one row of the range.
    """
    parts = [graph.ask(name, year=year, **example(name)) for year in (2018, 2019, 2021)]
    whole = graph.ask(name, year="2018-2019,2021", **example(name))
    assert whole.values["year"] == "2018, 2019 and 2021"
    assert whole.reviews == sum(each.reviews for each in parts)
    if "iri" in whole.columns or name in BY_YEAR:
        rows = [str(row) for each in parts for row in each.rows]
        assert sorted(map(str, whole.rows)) == sorted(set(rows) if name == "repeats" else rows)
    elif not question(name).about.startswith("https://w3id.org/casegraph/scheme/"):
        assert whole.denominator == sum(each.denominator for each in parts)


def test_years_are_given_as_text_numbers_or_a_set(graph: Graph) -> None:
    one, *others = (
        graph.ask("list-reviews", year=years) for years in ("2018-2019,2021", [2018, 2019, 2021], {2021, "2018..2019"})
    )
    assert one.total > 3 and others == [one, one]


@pytest.mark.parametrize("name", WITH_YEAR)
def test_all_years_bring_what_no_year_brings(name: str, graph: Graph) -> None:
    everything, all_years = graph.ask(name, **example(name)), graph.ask(name, year="1900..2099", **example(name))
    assert all_years.rows == everything.rows
    assert (all_years.total, all_years.denominator) == (everything.total, everything.denominator)


def test_counts_of_several_years_are_added_before_they_are_divided(graph: Graph) -> None:
    whole = {row["agency"]: row for row in graph.ask("yearly-table", year="2018,2019").rows}
    parts = [row for year in (2018, 2019) for row in graph.ask("yearly-table", year=year).rows]
    for agency, row in whole.items():
        assert row["recommendations"] == sum(each["recommendations"] for each in parts if each["agency"] == agency)
    assert graph.ask("yearly-table", year=range(2018, 2020)).rows == graph.ask("yearly-table", year="2018-2019").rows


def test_years_are_terms_of_the_query_each_in_a_row_of_its_own(graph: Graph) -> None:
    sparql = bind(graph.store, question("reviews-by-outcome"), {"outcome": "death", "year": "2018..2020"}).sparql
    outcome = "<https://w3id.org/casegraph/outcome/death>"
    rows = " ".join(f"({outcome} UNDEF {year})" for year in (2018, 2019, 2020))
    assert f"VALUES ($outcome $how_certain $year) {{ {rows} }}" in sparql


@pytest.mark.parametrize(
    "text", ["2018) } #", "2018 UNION", "2018,<x:y>", "2018\n2019", "$year", '"2018"', "2018..2019 }"]
)
def test_nothing_but_years_gets_into_a_query(text: str, graph: Graph) -> None:
    with pytest.raises(QueryError, match=r"not a year or a range of years"):
        graph.ask("nobody-named", year=text)


@pytest.mark.parametrize(
    ("year", "message"),
    [
        ("1999", r"^1999 is not in this graph, which has 2010 to 2023 and 2025\.$"),
        ("2000-2005", r"^2000 to 2005 are not in this graph, which has"),
        ("2030..", r"^No year of 2030\.\. is in this graph, which has"),
        ([1999, 2024], r"^1999 and 2024 are not in this graph"),
    ],
)
def test_years_that_the_graph_does_not_have_are_said(year: object, message: str, graph: Graph) -> None:
    with pytest.raises(QueryError, match=message):
        graph.ask("nobody-named", year=year)


def test_of_a_range_that_is_there_in_part_the_rest_is_said(graph: Graph) -> None:
    answer = graph.ask("nobody-named", year="2023-2026")
    assert answer.remark == "2024 and 2026 are not in this graph."
    assert "of 2023 and 2025" in answer.summary
    assert graph.ask("nobody-named", year="2018..").remark == "2024 is not in this graph."
    assert graph.ask("nobody-named", year="2018..2020").remark == ""


# On the command line


def test_the_option_takes_a_list_a_range_and_may_come_twice(built_of_years: Path) -> None:
    totals = {}
    for years in (["2018,2020-2021"], ["2018", "2020..2021"], ["2018", "2020", "2021"]):
        words = [word for year in years for word in ("--year", year)]
        done = run(built_of_years, "list-reviews", *words, "--format", "json")
        assert done.exit_code == 0, done.stderr
        found = json.loads(done.stdout)
        totals[" ".join(years)] = found["total"]
        assert {row["year"] for row in found["rows"]} == {2018, 2020, 2021}
        assert found["parameters"] == {"year": "2018, 2020 and 2021"}
    assert len(set(totals.values())) == 1


def test_a_wrong_year_is_a_matter_of_usage(built_of_years: Path) -> None:
    for year, message in (("soon", "“soon” is not a year"), ("1999", "1999 is not in this graph")):
        done = run(built_of_years, "list-reviews", "--year", year)
        assert done.exit_code == 2 and done.stdout == ""
        assert message in done.stderr


def test_years_missing_from_a_range_are_said_below_the_answer(built_of_years: Path) -> None:
    assert "\n2024 is not in this graph.\n" in run(built_of_years, "outcome-year-table", "--year", "2020-2025").stdout
    done = run(built_of_years, "outcome-year-table", "--year", "2020-2025", "--format", "csv")
    assert "2024 is not in this graph." in done.stderr


# Tables by year


@pytest.mark.parametrize("name", BY_YEAR)
def test_a_table_by_year_counts_what_the_years_have(name: str, graph: Graph) -> None:
    """Each cell is what the same table says when it is asked of that year alone, and a share is of that year."""
    answer = graph.ask(name)
    assert {row["year"] for row in answer.rows} <= set(answer.years)
    assert len(answer.years) == 15
    for year in (2012, 2025):
        (things, number) = (answer.columns[0], answer.columns[2])
        alone = {row[things]: (row[number], row["share_of_year"]) for row in graph.ask(name, year=year).rows}
        assert alone == {row[things]: (row[number], row["share_of_year"]) for row in answer.rows if row["year"] == year}
        assert all(0 < share <= 1 for _, share in alone.values())


def test_the_years_of_agencies_agree_with_the_yearly_table(graph: Graph) -> None:
    by_year = {(row["agency"], row["year"]): row["recommendations"] for row in graph.ask("agency-year-table").rows}
    for year in (2014, 2018, 2025):
        alone = {row["agency"]: row["recommendations"] for row in graph.ask("yearly-table", year=year).rows}
        assert alone == {agency: number for (agency, of), number in by_year.items() if of == year}


def test_outcomes_of_a_year_are_its_reviews(graph: Graph) -> None:
    sums: dict[int, int] = {}
    for row in graph.ask("outcome-year-table").rows:
        sums[row["year"]] = sums.get(row["year"], 0) + row["reviews"]
    reviews = graph.query("SELECT ?year (COUNT(?r) AS ?n) { ?r a cg:Review ; cg:year ?year } GROUP BY ?year")
    assert sums == {row["year"]: row["n"] for row in reviews}


def test_years_go_across_with_a_column_for_each_and_zeros_where_there_is_nothing(graph: Graph) -> None:
    answer = graph.ask("theme-year-table", theme="safe-sleeping")
    table = pivot(answer, "year")
    assert table.columns == ("theme", "all", *map(str, answer.years))
    (row,) = table.rows
    told = {str(each["year"]): each["recommendations"] for each in answer.rows}
    assert {year: row[year] for year in table.columns[2:]} == {year: told.get(year, 0) for year in table.columns[2:]}
    assert row["all"] == sum(told.values()) > 0


def test_years_go_down_with_the_others_across(graph: Graph) -> None:
    table = pivot(graph.ask("outcome-year-table", year="2018.."), "outcome")
    assert [row["year"] for row in table.rows] == [2018, 2019, 2020, 2021, 2022, 2023, 2025]
    assert table.columns[:2] == ("year", "Death")


def test_shares_can_go_across_too(graph: Graph) -> None:
    answer = graph.ask("outcome-year-table", year=[2018, 2019])
    table = pivot(answer, "year:share_of_year")
    assert table.columns == ("outcome", "2018", "2019")
    for year in table.columns[1:]:
        assert abs(sum(float(row[year] or 0) for row in table.rows) - 1) < 0.001


def test_other_tables_go_across_as_well(graph: Graph) -> None:
    answer = graph.ask("theme-agency-table", basis="explicit")
    table = pivot(answer, "agency")
    cells = {(row["theme"], name): row[name] for row in table.rows for name in table.columns[1:] if row[name]}
    assert cells == {(row["theme"], row["agency"]): row["recommendations"] for row in answer.rows}


@pytest.mark.parametrize(
    ("name", "column", "message"),
    [
        ("nobody-named", "year", r"not a table of numbers.*Ask theme-year-table"),
        ("yearly-table", "year", r"not a table of numbers"),
        ("theme-year-table", "agency", r"“agency” cannot go across here; theme or year can"),
        ("theme-year-table", "year:mean", r"no number “mean”.*it has recommendations, share_of_year, reviews"),
    ],
)
def test_what_cannot_go_across_is_said(name: str, column: str, message: str, graph: Graph) -> None:
    with pytest.raises(QueryError, match=message):
        pivot(graph.ask(name), column)


def test_nothing_across_is_nothing(graph: Graph) -> None:
    nothing: Answer = graph.ask("agency-year-table", agency="dfe", theme="neglect", year=2025)
    assert pivot(nothing, "year") == nothing


def test_the_command_shows_years_across_and_writes_rows(built_of_years: Path) -> None:
    """A program takes one number a row; --across makes columns of them in CSV as well."""
    shown = run(built_of_years, "outcome-year-table", "--year", "2018-2020").stdout
    assert re.search(r"^outcome +all +2018 +2019 +2020$", shown, re.MULTILINE)
    done = run(built_of_years, "outcome-year-table", "--year", "2018-2020", "--format", "csv")
    assert next(iter(csv.reader(io.StringIO(done.stdout)))) == [
        *("outcome", "year", "reviews", "suspected_or_alleged", "share_of_year"),
    ]
    done = run(built_of_years, "outcome-year-table", "--year", "2018-2020", "--format", "csv", "--across", "year")
    assert next(iter(csv.reader(io.StringIO(done.stdout)))) == ["outcome", "all", "2018", "2019", "2020"]
    wrong = run(built_of_years, "outcome-year-table", "--across", "agency")
    assert wrong.exit_code == 2 and "“agency” cannot go across" in wrong.stderr
