"""The command line: exit codes, one line an error, data on stdout and talk on stderr."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

import casegraph
from casegraph.cli import error_handling, main
from casegraph.cli.table import table

ROOT = Path(casegraph.__file__).parents[1]
TRIPLES = """
@prefix cg: <https://w3id.org/casegraph/ontology#> .
@prefix agency: <https://w3id.org/casegraph/agency/> .
@prefix r: <https://w3id.org/casegraph/recommendation/kent/> .
r:1 cg:text "The ICB should learn." ; cg:addressedTo agency:icb ; cg:position 1 .
r:2 cg:text "Réaltín should be heard, and \\u001b[31mread\\u001b[0m." ; cg:addressedTo agency:police ; cg:position 12 .
"""
PAGE = "2025 – Kent – Child U\nDeath of a child.\nKeywords: neglect\n> Read the overview report\nA line too many.\n"
COMMANDS = [
    "build",
    "read-report",
    "extract",
    "check",
    "query",
    "ask",
    "role",
    "briefing",
    "report",
    "compare",
    "similar",
    "tracker",
    "explain",
    "cite",
    "metrics",
    "draw",
    "export",
    "evaluate",
    "wordings",
    "validate",
    "serve",
    "mcp",
    "conform",
    "completion",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small build."""
    folder = tmp_path_factory.mktemp("cli")
    store = ox.Store(str(folder / "store"))
    store.load(TRIPLES, format=ox.RdfFormat.TURTLE)
    store.flush()
    lines = sorted(f"{quad.triple} .\n" for quad in store)
    (folder / "casegraph.nt").write_bytes("".join(lines).encode())
    (folder / "build.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of one review, with a line that belongs to nothing."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8", newline="\n")
    return path


def run(*words: str | Path, stdin: bytes | None = None, **environment: str) -> Result:
    """Run a command in this process."""
    return CliRunner(env={"COLUMNS": None, **environment}).invoke(main, [str(word) for word in words], input=stdin)


def run_apart(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "casegraph", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(command: str) -> None:
    shown = run(command, "--help")

    assert shown.exit_code == 0
    assert f"\n  casegraph {command}" in shown.stdout.partition("Example")[2]


def test_help_lists_the_commands_in_the_order_of_use() -> None:
    shown = run("-h").stdout.partition("Commands:")[2]

    assert re.findall(r"^  ([\w-]+)", shown, re.MULTILINE)[: len(COMMANDS)] == COMMANDS


def test_the_version_is_the_packages() -> None:
    assert run("--version").stdout == f"casegraph {casegraph.__version__}\n"


def test_an_answer_is_a_plain_table_when_nobody_watches(folder: Path) -> None:
    shown = run(
        "query", "SELECT ?agency ?n { ?r cg:addressedTo ?agency ; cg:position ?n } ORDER BY ?n", "--graph", folder
    )

    assert shown.stdout == "agency          n\n-------------  --\nagency:icb      1\nagency:police  12\n"
    assert (shown.exit_code, shown.stderr) == (0, "")


def test_a_table_neither_overflows_the_terminal_nor_steers_it(folder: Path) -> None:
    shown = run("query", "SELECT ?r ?t { ?r cg:text ?t } ORDER BY ?r", "--graph", folder, COLUMNS="40").stdout

    assert max(map(len, shown.splitlines())) <= 40
    assert "\x1b" not in shown
    assert "Réaltín" in shown


def test_queries_come_as_text_file_or_stdin(folder: Path, tmp_path: Path) -> None:
    text = "ASK { ?r cg:addressedTo agency:icb }"
    file = tmp_path / "question.rq"
    file.write_text(f"\ufeff{text}", encoding="utf-8")

    assert run("query", text, "--graph", folder).stdout == "true\n"
    assert run("query", file, "--graph", folder).stdout == "true\n"
    assert run("query", "-", "--graph", folder, stdin=text.encode()).stdout == "true\n"


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("csv", "t\r\nThe ICB"),
        ("tsv", "?t\n"),
        ("json", '{"head":{"vars":["t"]}'),
        ("xml", "<?xml"),
        ("table", "t\n"),
    ],
)
def test_rows_have_five_formats(folder: Path, form: str, start: str) -> None:
    shown = run("query", "SELECT ?t { ?r cg:text ?t } ORDER BY ?r", "--graph", folder, "--format", form)

    assert shown.stdout_bytes.decode().startswith(start)


@pytest.mark.parametrize(
    ("settings", "start"),
    [((), "@prefix"), (("--format", "turtle"), "@prefix"), (("--format", "ntriples"), "<https://w3id.org")],
)
def test_graphs_have_two_formats(folder: Path, settings: tuple[str, ...], start: str) -> None:
    shown = run("query", "DESCRIBE <https://w3id.org/casegraph/recommendation/kent/1>", "--graph", folder, *settings)

    assert shown.stdout.startswith(start)
    assert shown.exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(["query", "SELECT {"], 1, "line 1, column 8", id="syntax"),
        pytest.param(["query", "ASK { SERVICE <x:y> {} }"], 1, "SERVICE", id="service"),
        pytest.param(["query", "DELETE WHERE {}"], 1, "DELETE", id="update"),
        pytest.param(["query", "SELECT * { ?s ?p ?o }", "--format", "turtle"], 1, "choose one of json", id="format"),
        pytest.param(["query", "nowhere.rq"], 2, "no file nowhere.rq", id="no file"),
        pytest.param(["query", "ASK {}", "--timeout", "0"], 2, "--timeout", id="timeout"),
        pytest.param(["query"], 2, "Missing argument", id="no argument"),
        pytest.param(["qeury"], 2, "Did you mean", id="no command"),
        pytest.param(["export", "turtel"], 2, "turtel", id="no format"),
        pytest.param(["export", "turtle", "--projection", "collection"], 2, "graphml", id="projection of a graph"),
        pytest.param(["export", "graphml", "--projection", "nope"], 1, "nope", id="no projection"),
        pytest.param(["export", "turtle", "-o", "none/here.ttl"], 1, "folder none does not exist", id="no folder"),
        pytest.param(["export", "turtle", "-o", "."], 1, "is a folder", id="folder as file"),
        pytest.param(["extract", "."], 1, "is a folder", id="page is a folder"),
        pytest.param(["extract", "missing.txt"], 1, "does not exist", id="no page"),
        pytest.param(["check"], 2, "Missing argument", id="check nothing"),
    ],
)
def test_errors_say_what_is_wrong_and_leave_with_their_code(
    folder: Path, words: list[str], code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    graph = ["--graph", str(folder)] if words[0] in ("query", "export") else []
    shown = run(*words, *graph)

    assert shown.exit_code == code
    assert said in shown.stderr
    assert shown.stdout == ""
    assert "Traceback" not in shown.stderr


def test_a_folder_without_build_names_the_command_that_makes_one(tmp_path: Path) -> None:
    shown = run("query", "ASK {}", "--graph", tmp_path)

    assert shown.exit_code == 1
    assert shown.stderr.count("\n") == 1
    assert "`casegraph build --out" in shown.stderr


def test_a_runaway_query_ends_with_one_line(folder: Path) -> None:
    product = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(20))
    shown = run("query", f"SELECT (COUNT(*) AS ?n) {{ {product} }}", "--graph", folder, "--timeout", "0.4")

    assert shown.exit_code == 1
    assert shown.stderr.startswith("Error: The query was stopped because it took longer than 0.4 s.")
    assert shown.stderr.count("\n") == 1


def test_an_error_of_our_own_shows_no_trace_unless_asked(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr("casegraph.extracting.records.read_records", broken)
    plain, traced = run("extract", page), run("extract", page, "--debug")

    assert plain.exit_code == traced.exit_code == 1
    assert plain.stderr.count("\n") == 1
    assert "--debug" in plain.stderr
    assert "surprise" in plain.stderr
    assert "Traceback" in traced.stderr


def test_interruption_leaves_with_130(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("casegraph.extracting.records.read_records", interrupted)

    assert run("extract", page).exit_code == 130


def test_a_reader_that_leaves_early_is_no_error(folder: Path) -> None:
    rows = "VALUES (?x ?y ?z) { " + "(1 2 3) " * 20_000 + "}"
    query = folder / "many.rq"
    query.write_text(f"SELECT * {{ {rows} }}", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "casegraph", "query", str(query), "--graph", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert (process.returncode, said) == (0, b"")


def test_build_writes_a_graph_and_tells_what_it_holds(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shown = run("build", page, "--out", out, "--force")

    assert (shown.exit_code, shown.stdout) == (0, "")
    assert re.search(r"^reviews +1$", shown.stderr, re.MULTILINE)
    assert "page.txt, line 5 was not read: A line too many." in shown.stderr
    assert f"--graph {out}" in shown.stderr
    assert "Child U" in run("query", "SELECT ?t { ?r a cg:Review ; rdfs:label ?t }", "--graph", out).stdout


def test_build_takes_another_base(page: Path, tmp_path: Path) -> None:
    run("build", page, "--out", tmp_path / "out", "--force", "--base", "https://example.org/kg/")
    shown = run("query", "SELECT ?r { ?r a cg:Review }", "--graph", tmp_path / "out", "--format", "csv")

    assert shown.stdout_bytes == b"r\r\nhttps://example.org/kg/review/2025-kent-child-u\r\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["missing.txt"], "missing.txt does not exist", id="no page"),
        pytest.param(["page.txt", "--out", "page.txt"], "page.txt is not a folder", id="no folder"),
        pytest.param(["page.txt", "--base", "example.org"], "cannot be the base", id="no base"),
    ],
)
def test_a_build_that_cannot_be_made_says_why(
    page: Path, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(page.parent)
    shown = run("build", *words, "--force")

    assert shown.exit_code == 1
    assert said in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_extract_prints_one_review_a_line(page: Path) -> None:
    shown = run("extract", page, "--format", "jsonl")
    (line,) = shown.stdout.splitlines()
    review = json.loads(line)

    assert review["title"] == "2025 – Kent – Child U"
    assert review["source"]["start"] == 0
    assert shown.exit_code == 0


def test_check_tells_every_line_that_was_not_read(page: Path) -> None:
    shown = run("check", page)

    assert shown.exit_code == error_handling.PROBLEMS_FOUND
    assert "1 heading = 1 entry = 1 review" in shown.stdout
    assert "line 5: A line too many." in shown.stdout


def test_check_tells_every_place_that_is_not_known(page: Path) -> None:
    page.write_text(PAGE.replace("Kent", "Atlantis").replace("A line too many.\n", ""), encoding="utf-8", newline="\n")
    shown = run("check", page)

    assert shown.exit_code == error_handling.PROBLEMS_FOUND
    assert "line 1: no area is known as Atlantis (2025 – Atlantis – Child U)" in shown.stdout


def test_check_is_content_with_a_page_that_was_read_whole(page: Path) -> None:
    page.write_text(PAGE.replace("A line too many.\n", ""), encoding="utf-8", newline="\n")

    assert run("check", page).exit_code == 0


def test_check_gives_json_to_programs(page: Path) -> None:
    (found,) = json.loads(run("check", page, "--format", "json").stdout)

    assert found["unread"] == [{"line": 5, "text": "A line too many."}]
    assert found["headings"] == found["entries"] == found["reviews"] == 1


def test_check_prints_the_text_exactly(page: Path) -> None:
    page.write_bytes(b"\xef\xbb\xbf2025 - Kent - Child U\r\nDeath.\r\nx\ry\n")

    assert run("check", page, "--text").stdout_bytes == b"2025 - Kent - Child U\r\nDeath.\r\nx\ry\n"


def test_export_replaces_its_file_at_the_end(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.nt"
    target.write_text("old")
    shown = run("export", "ntriples", "--graph", folder, "-o", target)

    assert shown.exit_code == 0
    assert target.read_bytes() == (folder / "casegraph.nt").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nt"]


def test_export_writes_to_stdout_unless_told_otherwise(folder: Path) -> None:
    assert run("export", "ntriples", "--graph", folder).stdout_bytes == (folder / "casegraph.nt").read_bytes()


def test_export_of_tables_gives_the_one_that_is_asked_for(folder: Path) -> None:
    edges = run("export", "csv", "--graph", folder, "--projection", "agency-theme").stdout
    nodes = run("export", "csv", "--graph", folder, "--projection", "agency-theme", "--table", "nodes").stdout

    assert "source" in edges.splitlines()[0].lower()
    assert "source" not in nodes.splitlines()[0].lower()


def test_help_imports_nothing_heavy() -> None:
    program = "import sys; from casegraph.cli import main\ntry: main(['-h'])\nexcept SystemExit: print(*sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    loaded = {name.partition(".")[0] for name in shown.stdout.split()}

    assert "click" in loaded
    assert not loaded & {"pyoxigraph", "rdflib", "networkx", "subprocess", "asyncio", "dataclasses", "tempfile"}


def test_python_m_casegraph_is_the_same_command() -> None:
    assert run_apart("--version").stdout == run("--version").stdout


def test_columns_that_have_no_room_are_not_left_out() -> None:
    names = [f"variable{i}" for i in range(9)]
    row = {name: {"type": "literal", "value": f"value of {name}"} for name in names}
    lines = table(json.dumps({"head": {"vars": names}, "results": {"bindings": [row]}}), {}, 30).splitlines()

    assert max(map(len, lines)) <= 30
    assert [name for name in names if f"value of {name}" not in " ".join(map(str.strip, lines))] == []


def test_check_tells_of_headings_that_stand_more_than_once(tmp_path: Path) -> None:
    """Word for word the same is one review; another text under the same heading is another review."""
    entry = "2025 – Kent – Child A\nDeath of a boy.\nKeywords: drugs\n"
    page = tmp_path / "page.txt"
    page.write_text(entry + entry + entry.replace("boy", "girl"), "utf-8")
    done = run("check", page)
    assert "3 headings = 3 entries → 2 reviews" in done.stdout
    assert done.stdout.count("printed more than once, word for word: 2025 – Kent – Child A") == 1
    assert done.stdout.count("shares its heading with another review: 2025 – Kent – Child A") == 2
