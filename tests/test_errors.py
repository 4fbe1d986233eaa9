"""Errors carry what was wrong as data, and each face says it in its own words."""

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from casegraph import errors
from casegraph.asking import question, value_errors
from casegraph.asking.value_errors import AmbiguousValue, MissingValue, UnknownValue, WrongValue
from casegraph.cli.error_words import error_words as on_the_command_line
from casegraph.errors import (
    AnswerTooLarge,
    BuildError,
    CasegraphError,
    Choice,
    DamagedBuild,
    EndpointError,
    NoBuild,
    NoRecords,
    PageTooLarge,
    QueryError,
    QuerySyntaxError,
    QueryTimeout,
    RecordError,
    SuspectPages,
    TableError,
    UnknownName,
    UnusableFolder,
    UpdateRefused,
)
from casegraph.graph import Graph
from casegraph.store.results import too_slow
from casegraph.web.error_words import error_words as on_a_page

PACKAGE = Path(errors.__file__).parent
OF_A_FACE = re.compile(r"(?<![\w-])--[a-z]{2}|`casegraph ")
"""An option such as --out, or a command such as `casegraph build`."""

EXAMPLES: list[CasegraphError] = [
    BuildError("It cannot be built."),
    PageTooLarge("page.txt", "is 40.0 MB", limit=32, enough=40),
    RecordError("reviews.jsonl", 3, "source.start", "int expected, str seen"),
    TableError("neglect.tsv", 3, "no wording", "Write one."),
    NoBuild("exports", "store"),
    NoRecords("exports", "reviews.jsonl"),
    DamagedBuild("The file build.json in exports is damaged.", "exports"),
    UnusableFolder("Another build is writing to exports.", "Wait for it, or name another folder.", directory="exports"),
    SuspectPages("The pages hold 3 learning points, so nothing was built.", kind="fewer"),
    EndpointError("unreachable", "https://example.org/sparql", "no connection can be made", 502),
    QuerySyntaxError("expected a variable", line=1, column=8, source="SELECT {"),
    UpdateRefused("The query would change the graph (INSERT at line 1, column 1), which is only read here."),
    AnswerTooLarge(1_000),
    too_slow(2.5),
    UnknownName("There is no question “x”.", kind="question", value="x", near=[Choice("y")]),
    WrongValue("least", "x", after=" takes a whole number, such as 3, not “x”."),
    MissingValue("recommendations-to", "agency", "the agency"),
    AmbiguousValue("place", "x", [Choice("a", "A"), Choice("b", "B")], "a (A), b (B)"),
    UnknownValue("There is no agency “x” in this graph.", parameter="agency", value="x", kind="agency"),
]


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The strings of a module that a program can show, with their lines: all but docstrings."""
    told = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_texts_of_a_face_are_seen_and_docstrings_are_not() -> None:
    """The next claim would hold of nothing too."""
    module = ast.parse('"""Says --out."""\nclass A:\n  """--out"""\n\n  def b():\n    raise E(f"{x} with --out.")\n')
    assert [line for line, text in texts(module) if OF_A_FACE.search(text)] == [6]
    assert OF_A_FACE.search("Run `casegraph build`.") and not OF_A_FACE.search("--- -- --1 well--known")


def test_only_the_command_line_names_its_options_and_commands() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}:{line}: {text!r}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] != "cli"
        for line, text in texts(ast.parse(path.read_text(encoding="utf-8")))
        if OF_A_FACE.search(re.sub(r"var\(--|[{;] ?--|<!--|frictionless validate --", "", text))
    ]
    assert not wrong


def test_every_error_is_an_example_here() -> None:
    """So the next claims hold of each that has fields of its own."""
    kinds = {getattr(part, name) for part in (errors, value_errors) for name in part.__all__} - {Choice}
    own = {kind for kind in kinds if "__init__" in vars(kind)} - {CasegraphError}
    assert own <= {type(each) for each in EXAMPLES}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_passes_to_another_process_whole(error: CasegraphError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_says_what_was_wrong_in_every_face(error: CasegraphError) -> None:
    """In sentences, the problem first; options stand on the command line only."""
    library, page, command_line = str(error), on_a_page(error), on_the_command_line(error)
    assert library.startswith(error.problem) and library.rstrip(" ^\n")
    assert not OF_A_FACE.search(library) and not OF_A_FACE.search(page)
    assert command_line.split(" ")[0].strip("-") == library.split(" ", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (NoBuild("exports", "store"), r"Make one with `casegraph build --out exports`, or name the folder"),
        (DamagedBuild("It is damaged.", "exports"), r"Make the build again with `casegraph build --out exports`\.$"),
        (NoRecords("exports", "reviews.jsonl"), r"Build its pages again: `casegraph build PAGE --out exports`"),
        (UnusableFolder("It is no folder.", directory="x"), r"no folder\. Name another folder with --out\.$"),
        (SuspectPages("Fewer.", kind="fewer"), r"with `casegraph check`, .* with --out\. .* build again with --force\.$"),
        (SuspectPages("Twice.", kind="twice"), r"^Twice\. If everything is correct, build again with --force\.$"),
        (PageTooLarge("p", "is 3.0 MB", limit=2, enough=3), r"raise the limit: --max-megabytes 3\.$"),
        (too_slow(5), r"longer than 5 s\. .* or give it more time \(--timeout\)\.$"),
        (UpdateRefused("It would change the graph."), r"run `casegraph build` instead\.$"),
        (UnknownName("No x.", kind="question", value="x"), r"^No x\. `casegraph ask` lists all\.$"),
        (MissingValue("recommendations-to", "agency", "the agency"), r"needs --agency: the agency\. For example: casegraph ask r"),
        (EndpointError("credentials", "https://e.org/", "it needs some"), r"CASEGRAPH_ENDPOINT_TOKEN"),
    ],
)  # fmt: skip
def test_the_command_line_says_which_option_helps(error: CasegraphError, remedy: str) -> None:
    assert re.search(remedy, on_the_command_line(error))


def test_a_form_calls_a_parameter_by_its_label_and_leaves_the_servers_limits_alone() -> None:
    wrong = WrongValue("least", "x", after=" takes a whole number, such as 3, not “x”.")
    label = question("keyword-pairs").parameters[0].label

    assert on_a_page(wrong, question("keyword-pairs")).startswith(f"“{label}” takes a whole number")
    assert on_a_page(too_slow(5)).endswith("fewer free ends, a LIMIT).")


def test_what_comes_near_is_data(built: Path) -> None:
    """A program can offer it without reading sentences."""
    with Graph.open(built) as graph:
        with pytest.raises(UnknownValue) as unknown:
            graph.ask("recommendations-to", agency="polise")
        with pytest.raises(UnknownName) as question_name:
            graph.ask("nobody-name")
        with pytest.raises(UnknownName) as projection:
            graph.projection("agency-themes")
        with pytest.raises(WrongValue) as wrong:
            graph.ask("keyword-pairs", least="many")

    assert (unknown.value.parameter, unknown.value.kind, unknown.value.value) == ("agency", "agency", "polise")
    assert Choice("police", "Police") in unknown.value.near
    assert (question_name.value.kind, question_name.value.near[0].id) == ("question", "nobody-named")
    assert "agency-theme" in [each.id for each in projection.value.near]
    assert (wrong.value.parameter, wrong.value.value) == ("least", "many")
    assert str(wrong.value).startswith("least takes a whole number")


def test_a_query_that_was_ended_says_why_as_data() -> None:
    assert (too_slow(3).kind, too_slow(3).limit) == ("time", 3)
    assert QueryTimeout("The query was stopped.").kind == "cancelled"
    assert issubclass(QueryTimeout, QueryError)
