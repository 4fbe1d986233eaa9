"""docs/contract.md names only what exists: commands, options, files, keys, terms, networks, questions and addresses."""

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pyoxigraph
import pytest
from click.testing import CliRunner
from starlette.routing import Match

import casegraph
from casegraph.cli import main
from casegraph.conforming import Verdict
from casegraph.graph import Graph
from casegraph.names import BASE, PREFIXES
from casegraph.network.projection_queries import projections
from casegraph.record.json_lines import to_line
from casegraph.record.model import Review
from casegraph.schemes import scheme
from casegraph.web.app import application

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
CODE = re.findall(r"`([^`\n]+)`", TEXT)


def section(title: str) -> str:
    """The part of the contract under a heading."""
    found = re.search(rf"\n##+ {re.escape(title)}\n(.*?)(?=\n##+ |\Z)", TEXT, re.DOTALL)
    assert found, f"docs/contract.md has no section {title}"
    return found[1]


def coded(text: str) -> list[str]:
    """What stands in code spans."""
    return re.findall(r"`([^`\n]+)`", text)


def result(*words: str) -> Any:
    """What a command prints as JSON."""
    done = CliRunner().invoke(main, [*words, "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


CALLS = tuple(dict.fromkeys(code for code in CODE if code.startswith("casegraph ")))
"""The commands that the contract writes out."""


def test_the_contract_is_read_as_a_whole() -> None:
    """The other claims would hold of an empty list too."""
    assert len(CALLS) >= 10


@pytest.mark.parametrize("call", CALLS)
def test_commands_and_options_exist(call: str) -> None:
    name, *words = call.removeprefix("casegraph ").replace("[", "").replace("]", "").split()
    options = {option: each for each in main.commands[name].params for option in each.opts}
    named = {word for word in words if word.startswith("--") and word != "--PARAMETER"}
    assert named <= options.keys()
    if "--format" in named:
        kinds = options["--format"].type
        assert isinstance(kinds, click.Choice)
        assert set(words[words.index("--format") + 1].split("|")) <= set(kinds.choices)


def test_every_command_that_reads_a_build_takes_a_folder() -> None:
    reading = ("query", "ask", "explain", "metrics", "export", "validate", "serve")
    drawing = main.commands["draw"]
    assert isinstance(drawing, click.Group)
    for command in (*(main.commands[name] for name in reading), *drawing.commands.values()):
        options = {option: each for each in command.params for option in each.opts}
        assert options["--graph"].default == Path("exports"), command.name


def test_a_build_has_the_files(built: Path) -> None:
    table = [line.split("|")[1] for line in section("Builds").splitlines() if line.startswith("| `")]
    files = [name for cell in table for name in coded(cell)]
    assert len(files) > 10
    assert [name for name in files if not (built / name).exists()] == []


def test_exit_codes_are_those_of_the_command_line() -> None:
    from casegraph.cli.error_handling import PROBLEMS_FOUND

    codes = [int(line.split("|")[1]) for line in section("Exit codes").splitlines() if re.match(r"\| \d", line)]
    assert codes == [0, 1, 2, PROBLEMS_FOUND, 130]


def keys(value: object, path: str = "") -> Iterator[str]:
    """The paths of all keys in a JSON value; the items of a list share one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{path}.{key}"
            yield from keys(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, f"{path}[]")


def test_reviews_have_the_keys(reviews: tuple[Review, ...]) -> None:
    example = re.search(r"```json\n(.*?)```", section("Reviews as JSON"), re.DOTALL)
    assert example
    lines = [json.loads(to_line(review)) for review in reviews]
    promised = set(keys(json.loads(example[1])))
    assert len(promised) > 30
    assert promised <= {key for line in lines for key in keys(line)}
    assert all(set(json.loads(example[1])) <= set(line) for line in lines)


def test_values_are_those_that_are_listed(reviews: tuple[Review, ...]) -> None:
    text = section("Reviews as JSON")
    lines = [json.loads(to_line(review)) for review in reviews]
    listed = {
        key: set(coded(found[1]))
        for key in ("report", "outcome", "basis")
        if (found := re.search(rf"- `{key}` is (.*)", text))
    }
    assert {line["report"] for line in lines} <= {*listed["report"], None}
    assert {line["incident"]["outcome"] for line in lines} <= listed["outcome"]
    bases = {each["basis"] for line in lines for clause in line["recommendations"] for each in clause["addressees"]}
    assert bases <= listed["basis"]
    assert listed["outcome"] == set(scheme("outcomes.ttl"))


def test_ids_are_those_of_the_annotated_reviews() -> None:
    for file in ("themes", "agencies"):
        assert f"`data/gold/{file}.tsv`" in TEXT
        head, *rows = (ROOT / "data" / "gold" / f"{file}.tsv").read_text(encoding="utf-8").splitlines()
        assert head.split("\t")[0] == "id"
        assert {row.split("\t")[0] for row in rows if row} <= set(scheme(f"{file}.ttl"))


def test_things_and_short_cuts_are_in_the_graph(built_store: pyoxigraph.Store) -> None:
    text = section("The graph")
    assert f"`{BASE}`" in text
    iris = [each.replace("…/", BASE) for each in coded(text) if each.startswith("…/") and "<" not in each]
    assert len(iris) == 8
    assert [
        iri for iri in iris if not built_store.query(f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s a <{iri}> }} }}")
    ] == []
    terms = [each for each in coded(text) if re.fullmatch(r"(?:cg|dcterms):\w+", each)]
    assert len(terms) == 15
    unused = [each for each in terms if not built_store.query(f"ASK {{ ?s {each} ?o }}", prefixes=PREFIXES)]
    assert unused == []


def test_answers_have_the_keys(built: Path) -> None:
    listed, answer, role, scores, verdicts, wordings = (
        set(coded(line.partition("`casegraph")[2].partition("`")[2]))
        for line in re.split(r"\n- ", section("Answers of commands").strip())
        if "--format json" in line
    )
    assert all(listed <= set(each) for each in result("ask")) and len(listed) == 3
    assert verdicts == {each.name for each in fields(Verdict)} - {"query"} | {"kind", "name"}  # as test_conform.py sees
    assert all(wordings <= set(each) for each in result("wordings", "neglect")) and len(wordings) == 9
    naming = set(result("ask", "recommendations-to", "--agency", "icb", "--graph", str(built))["naming"])
    assert naming == {"named", "unnamed", "unnamed_via"} < answer
    assert answer - naming <= set(result("ask", "nobody-named", "--graph", str(built))) and len(answer - naming) == 7
    of_agency = result("role", "icb", "--graph", str(built))
    (row, *_) = of_agency["groups"]["named"]
    assert role <= {*of_agency, *of_agency["groups"], *row} and len(role) == 21
    endings = {each for each in scores if each.startswith("_")}
    measures = scores - endings - {"iri", "label", "kind", "community", "counted"}
    promised = (scores - endings) | {f"{measure}{ending}" for measure in measures for ending in endings}
    promised |= {f"counted{ending}" for ending in endings if ending.startswith("_rank")}
    assert len(endings) == 5 and len(measures) == 9
    rows = result("metrics", "theme-theme", "--samples", "2", "--graph", str(built))
    assert all(promised == set(row) for row in rows)


def test_networks_and_pictures_are_all_there() -> None:
    lines = re.split(r"\n- ", section("Answers of commands").strip())
    (networks,) = (line for line in lines if "Names of projections" in line)
    assert set(coded(networks.partition("Names of projections")[2])) == set(projections())
    (pictures,) = (line for line in lines if line.startswith("`casegraph draw"))
    drawing = main.commands["draw"]
    assert isinstance(drawing, click.Group)
    assert [each.split()[0] for each in coded(pictures)[1:]] == list(drawing.commands)


def test_python_has_the_names() -> None:
    methods = [match[1] for each in coded(section("Python")) if (match := re.match(r"\.(\w+)\(", each))]
    assert methods == ["query", "rdflib", "network", "ask"]
    assert all(inspect.isfunction(getattr(Graph, name)) for name in methods)
    assert all(callable(getattr(casegraph, name)) for name in re.findall(r"`casegraph\.(\w+)\(", TEXT))


def test_the_server_has_the_addresses(built: Path) -> None:
    app = application(built, hosts=("127.0.0.1",))
    try:
        paths = [each.partition("?")[0] for each in coded(section("Server")) if each.startswith("/")]
        assert paths == ["/sparql", "/query", "/", "/recommendations", "/findings/who-acts", "/suggest.json"]
        for path in paths:
            scope = {"type": "http", "method": "GET", "path": path, "headers": []}
            assert any(route.matches(scope)[0] is Match.FULL for route in app.routes), path
    finally:
        app.state.pool.close()


def test_modules_and_tests_that_cite_the_contract_can_point_to_it() -> None:
    """Whoever reads “the contract” in code finds the page."""
    files = [
        path
        for folder in ("graph/casegraph", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if "node_modules" not in path.parts
    ]
    citing = [path for path in files if re.search(r"\bthe contract\b", path.read_text(encoding="utf-8"))]
    wrong = [path.name for path in citing if "docs/contract.md" not in path.read_text(encoding="utf-8")]
    assert not wrong
