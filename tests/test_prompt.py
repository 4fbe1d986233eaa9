"""The prompt: help that is whole, hints where nothing fits, near names, and the place of words at every width."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import casegraph
from casegraph.asking import ask_bound, bind, question
from casegraph.asking.counting import counted
from casegraph.cli import main
from casegraph.cli.table import grid
from casegraph.errors import CasegraphError
from casegraph.graph import Graph
from casegraph.names import BASE
from casegraph.nearest import nearest
from casegraph.views.explanation import find_review


def run(*words: str, columns: int | None = None) -> Result:
    """Run the command in a terminal of this width."""
    return CliRunner(env={"COLUMNS": str(columns) if columns else None}).invoke(main, list(words))


# Help


@pytest.mark.parametrize("words", [["--help"], ["draw", "--help"]])
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_the_list_of_commands_is_not_cut_off(words: list[str], columns: int) -> None:
    """Each command is followed by a whole sentence, on several lines if need be."""
    said = run(*words, columns=columns).stdout
    commands = said.partition("Commands:\n")[2].partition("\n\n")[0]
    assert "..." not in commands and "…" not in commands
    listed = re.split(r"^  (?=\w)", commands, flags=re.MULTILINE)[1:]
    assert len(listed) >= 5
    assert all(each.strip().endswith(".") for each in listed)


def test_help_points_to_ask_and_begins_with_what_to_try_first() -> None:
    for done in (run("--help"), run()):
        said = done.stdout + done.stderr
        assert "`casegraph ask`" in said.partition("Commands:")[0].replace("\n  ", " ")
        first = said.partition("Try first:\n")[2].partition("\n\n")[0].split("\n")
        assert [line.split()[1] for line in first if line.strip()] == ["build", "ask", "ask", "serve"]
    assert run().exit_code == 2


# Queries


NAMES = "SELECT ?r { ?r cg:adressedTo agency:icbs ; cg:hasTheme theme:neglet }"


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_an_empty_answer_says_so_with_the_names_that_were_meant(form: str, built: Path) -> None:
    """On standard error, so that what a program reads is the answer alone."""
    done = run("query", NAMES, "--graph", str(built), "--format", form)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "0 rows",
        "cg:adressedTo is not in this graph. Did you mean cg:addressedTo?",
        "agency:icbs is not in this graph. Did you mean agency:icb?",
        "theme:neglet is not in this graph. Did you mean theme:neglect?",
    ]
    assert "Did you mean" not in done.stdout and "0 rows" not in done.stdout


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?r { ?r cg:year 1900 }", ["0 rows"]),
        ("SELECT (COUNT(?r) AS ?n) { ?r cg:addressedTo agency:icbs }", ["agency:icbs is not in this graph. Did you mean agency:icb?"]),
        ("ASK { ?r a cg:Reviw }", ["cg:Reviw is not in this graph. Did you mean cg:Review?"]),
        ("DESCRIBE theme:neglet", ["0 statements", "theme:neglet is not in this graph. Did you mean theme:neglect?"]),
        ("SELECT ?r { ?r cg:hasTheme agency:neglect }", ["0 rows", "agency:neglect is not in this graph. Did you mean theme:neglect?"]),
        ("SELECT ?r { ?r cg:hasTheme theme:xyzzyxyzzy }", ["0 rows", "theme:xyzzyxyzzy is not in this graph."]),
        ("SELECT ?k { ?k skos:prefLable ?l }", ["0 rows"]),
        ("SELECT ?r { ?r a cg:Review } LIMIT 1", []),
        ("SELECT ?r { ?r a cg:Review }", []),
        ("ASK { ?r a cg:Review }", []),
        ("DESCRIBE theme:neglect", []),
    ],
)  # fmt: skip
def test_what_is_said_of_an_answer(query: str, said: list[str], built: Path) -> None:
    assert run("query", query, "--graph", str(built)).stderr.splitlines() == said


# Near names


def test_a_slip_of_the_pen_finds_the_review(built: Path) -> None:
    done = run("explain", "Child Yueh", "--graph", str(built))
    assert done.exit_code == 1
    assert "Did you mean:\n  2025-camden-child-yue   2025 – Camden – Child Yue\n" in done.stderr
    with Graph.open(built) as graph:
        for name in ("2025-camden-child-yeu", "Sarah Sharif", "review:2025-surrey-sara-sharrif"):
            with pytest.raises(CasegraphError, match=r"Did you mean:\n  2025-(camden-child-yue|surrey-sara-sharif)"):
                find_review(graph.store, name)


def test_near_names_come_from_one_place() -> None:
    """And in the same order each time, whatever order they are known in."""
    known = ["recommendations-to", "recommendations-on", "nobody-named"]
    assert nearest("recomendation-to", known)[0] == "recommendations-to"
    assert nearest("recomendation-to", known) == nearest("recomendation-to", reversed(known))
    assert nearest("", known) == nearest("zzz", known) == []


# Places


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 120, 159, 160, 200])
def test_the_place_on_the_page_is_shown_at_every_width(columns: int, built: Path) -> None:
    """The page's file and characters of each quote, within the width."""
    words = ["ask", "recommendations-to", "--agency", "dfe", "--theme", "home-education", "--graph", str(built)]
    with casegraph.open(built) as graph:
        rows = graph.ask("recommendations-to", agency="dfe", theme="home-education").rows
    done = run(*words, columns=columns)
    table = done.stdout.partition("\n\n")[2].partition(f"\n\n{len(rows)} of ")[0].splitlines()
    assert max(map(len, table)) <= columns
    at = next(number for number, line in enumerate(table) if set(line) <= {"-", " "})
    gap = table[at].find(" ")
    first, last = (gap, table[at].rindex(" ")) if gap > 0 else (columns, 0)  # rows one below the other have no columns
    cells = [
        line[:first] if columns < 160 else line[last:] for line in table[at + 1 :]
    ]  # the quote's column, or its own
    shown = re.sub(r"\s+", "", "".join(cells))
    for row in rows:
        start, end = row["passage"].partition("#char=")[2].split(",")
        assert f"nspcc-case-reviews-2025.txt{start}-{end}" in shown


def test_rows_without_quotes_have_their_place_too(built: Path) -> None:
    said = run("ask", "list-reviews", "--place", "Camden", "--graph", str(built), columns=120).stdout
    assert re.search(r"^review .* place$", said, re.MULTILINE)
    assert re.search(r"nspcc-case-reviews-2025\.txt\s+(\S+ )*?39584-39609|39584-39609", said)


def test_a_file_gets_the_place_as_a_column(built: Path, tmp_path: Path) -> None:
    words = ["ask", "recommendations-to", "--agency", "icb", "--graph", str(built)]
    run(*words, "-o", str(tmp_path / "table.txt"), columns=80)
    text = (tmp_path / "table.txt").read_text("utf-8")
    assert len(re.findall(r"  nspcc-case-reviews-2025\.txt \d+-\d+$", text, re.MULTILINE)) == 5


def test_a_cell_of_several_lines_stays_in_its_column() -> None:
    assert grid(["a", "b"], [["one\ntwo", "x"]], [False, False]) == "a    b\n---  -\none  x\ntwo\n"


def test_a_terminal_too_narrow_for_a_table_shows_its_rows_one_below_the_other() -> None:
    """Words stay whole: they are broken only where one alone is longer than the line, and nothing is left out."""
    rows = [["one-twothree", "x" * 6], ["four", "y"]]
    assert grid(["a", "b"], rows, [False, False], 14) == "a\n-\none-twothree\n  b: xxxxxx\n\nfour\n  b: y\n"
    assert grid(["a", "b"], rows, [False, False], 20) == (
        "a             b\n------------  ------\none-twothree  xxxxxx\nfour          y\n"
    )
    assert grid(["a", "b"], rows, [False, False], 17) == (
        "a          b\n---------  ------\none-       xxxxxx\ntwothree\nfour       y\n"
    )


# What is counted


@pytest.mark.parametrize(
    ("about", "one", "many"),
    [
        ("ontology#Incident", "incident", "incidents"),
        ("ontology#Child", "child", "children"),
        ("ontology#ThemeReading", "theme reading", "theme readings"),
        ("ontology#CatalogueEntry", "catalogue entry", "catalogue entries"),
        ("ontology#NoSuchClass", "no such class", "no such classes"),
        ("scheme/outcome", "listed outcomes", "listed outcomes"),
    ],
)
def test_a_question_can_be_about_any_class(about: str, one: str, many: str, built: Path) -> None:
    """What its rows are called is the label that the ontology gives."""
    with casegraph.open(built) as graph:
        found = counted(graph.store, f"{BASE}{about}")
        assert (found.one, found.many, found.reviews) == (one, many, 73)
        asked = replace(question("reviews-by-outcome"), about=f"{BASE}{about}")
        answer = ask_bound(graph.store, bind(graph.store, asked, {"outcome": "death", "year": "2025"}))
        assert answer.summary.endswith(f"{many} in 73 published reviews of 2025.")


@pytest.mark.parametrize("name", ["Incident", "Child", "LearningPoint", "Recommendation", "ThemeReading", "Concern"])
def test_what_is_counted_in_each_year_adds_up(name: str, built_of_years: Path) -> None:
    with casegraph.open(built_of_years) as graph:
        rows = graph.query("SELECT DISTINCT ?year { ?r cg:year ?year }")
        years = [next(iter(graph.solutions(f"SELECT ({row['year']} AS ?y) {{}}")))["y"] for row in rows]
        about = f"{BASE}ontology#{name}"
        assert (
            sum(counted(graph.store, about, [year]).things for year in years)
            == counted(graph.store, about, years).things
        )
        assert counted(graph.store, about, years).things == counted(graph.store, about).things > 0
