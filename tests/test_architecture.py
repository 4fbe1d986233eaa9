"""The package keeps its shape: arrows go one way, heavy libraries wait, files stay small."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "graph" / "casegraph"

ORDER = (
    (
        "areas",
        "bodies",
        "csv_table",
        "errors",
        "gc_pause",
        "names",
        "nearest",
        "notebook",
        "page_size",
        "palette",
        "resources",
        "saved_table",
        "schemes",
        "unranked",
        "wordings",
    ),
    ("papers",),
    ("office",),
    ("learned", "record"),
    ("reading",),
    ("reports",),
    ("collections",),
    ("extracting",),
    ("corrections",),
    ("similar",),
    ("evaluating",),
    ("training",),
    ("rdf",),
    ("counts",),
    ("store",),
    ("network",),
    ("views",),
    ("comparing",),
    ("ledger",),
    ("exporting",),
    ("asking",),
    ("graph",),
    ("briefings",),
    ("tracking",),
    ("fragments",),
    ("drawing",),
    ("explorer",),
    ("validating",),
    ("conforming",),
    ("building",),
    ("cluster",),
    ("web",),
    ("assistant",),
    ("cli",),
)
"""What may import what: a part knows its own row and the rows above it."""

DOORS = ("__init__", "__main__")
"""The package's own two modules; they lead to all parts."""

HEAVY = {
    "docx",
    "duckdb",
    "networkit",
    "networkx",
    "numpy",
    "lxml",
    "mcp",
    "pandas",
    "pypdf",
    "pyspark",
    "python_calamine",
    "pyvis",
    "rdflib",
    "scipy",
    "sklearn",
    "starlette",
    "turbohtml",
    "uvicorn",
    "xlsxwriter",
}
ONLY_IN_CLI = {"click"}
ROOM_FOR_ANYTHING = re.compile(r"utils?|helpers?|common|misc|managers?")


@dataclass(frozen=True)
class Import:
    """An import statement of a module of the package; *at_once* if importing that module carries it out."""

    by: Path
    line: int
    module: str
    at_once: bool

    @property
    def part(self) -> str:
        """The part of the package, folder or single module, that has the statement."""
        return self.by.relative_to(PACKAGE).parts[0].removesuffix(".py")

    def __str__(self) -> str:
        return f"{self.by.relative_to(ROOT)}:{self.line} imports {self.module}"


def imports_of(node: ast.AST, by: Path, at_once: bool = True) -> Iterator[Import]:
    """Every import below *node*, a name that is imported from a package counting as one of its modules."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(by, child.lineno, alias.name, at_once)
        elif isinstance(child, ast.ImportFrom):
            for alias in child.names:
                yield Import(by, child.lineno, f"{child.module}.{alias.name}", at_once)
        else:
            waits = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            for_types = isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")
            yield from imports_of(child, by, at_once and not waits and not for_types)


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


MODULES = sorted(PACKAGE.rglob("*.py"))
RANK = {part: rank for rank, parts in enumerate(ORDER) for part in parts}


@cache
def imports() -> tuple[Import, ...]:
    """Every import of the package."""
    return tuple(found for path in MODULES for found in imports_of(parsed(path), path))


def test_the_whole_package_is_looked_at() -> None:
    """The other claims would hold of an empty list too."""
    assert len(MODULES) > 40
    assert {"click", "rdflib", "networkx"} <= {found.module.split(".")[0] for found in imports()}
    assert {found.part for found in imports() if found.part not in DOORS} <= set(RANK), "a part has no place in ORDER"


def test_imports_are_seen_wherever_they_stand() -> None:
    """Inside a function an import waits; in a branch, a class or a try it does not."""
    source = "import a\ntry:\n import b.c\nexcept E: pass\nif TYPE_CHECKING:\n import d\ndef f():\n from e import g\n"
    found = [(one.module, one.at_once) for one in imports_of(ast.parse(source), PACKAGE / "x.py")]
    assert found == [("a", True), ("b.c", True), ("d", False), ("e.g", False)]


def test_arrows_go_one_way() -> None:
    """No part imports a part that stands below it in ORDER."""
    wrong = []
    for found in imports():
        root, _, rest = found.module.partition(".")
        above = RANK[found.part] if found.part not in DOORS else len(ORDER)
        if root == "casegraph" and RANK.get(rest.split(".")[0], 0) > above:
            wrong.append(str(found))
    assert not wrong


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Each module can be understood, tested and moved after those that it imports."""
    files = {path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", "."): path for path in MODULES}
    names = {path: name.removesuffix(".__init__") for name, path in files.items()}
    known = {f"casegraph.{name}": name for name in names.values()}
    graph: dict[str, set[str]] = {name: set() for name in names.values()}
    for found in imports():
        for module in (found.module, found.module.rpartition(".")[0]):
            if module in known and known[module] != names[found.by]:
                graph[names[found.by]].add(known[module])
                break
    for package in {name.rpartition(".")[0] for name in graph} & set(graph):  # a package hands on what its modules have
        graph[package] = set()
    assert sum(map(len, graph.values())) > 500
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_pictures_of_the_graph_read_the_graph() -> None:
    """Projections and exports come from the graph alone, never from the model or the page."""
    past = ("casegraph.record.model", "casegraph.reading", "casegraph.extracting")
    wrong = [
        str(one)
        for one in imports()
        if one.part in ("network", "ledger", "exporting", "views", "drawing", "explorer")
        and one.module.startswith(past)
    ]
    assert not wrong


def test_views_know_no_request_and_no_template() -> None:
    """What faces show is computed without any of them, so that an assistant or a picture can have it as well."""
    faces = {"jinja2", "markupsafe", "starlette", "uvicorn"}
    wrong = [str(one) for one in imports() if one.part == "views" and one.module.split(".")[0] in faces]
    wrong += [str(one) for one in imports() if one.part == "views" and one.module.startswith("casegraph.web")]
    assert not wrong


def test_triples_say_what_the_record_says() -> None:
    """What an entry means is decided where it is read, not where its triples are written."""
    wrong = [str(one) for one in imports() if one.part == "rdf" and one.module.startswith("casegraph.extracting")]
    assert not wrong


def test_talking_to_people_is_left_to_the_command_line() -> None:
    """The terminal libraries are imported in cli/ and nowhere else."""
    wrong = [str(one) for one in imports() if one.module.split(".")[0] in ONLY_IN_CLI and one.part != "cli"]
    assert not wrong


def test_csv_is_written_in_one_place() -> None:
    """Only csv_table writes CSV, and only its script does in a browser: nothing else has a writer, joins cells or marks bytes."""
    writers = re.compile(
        r"csv\.(?:writer|DictWriter)\b|(?<!\w)[\"'](?:,|;|\\t)[\"']\.join\((?!accept\))|\\ufeff[\"'](?!\w)|\.join\([\"'`],[\"'`]\)"
    )
    scripts = [path for path in PACKAGE.rglob("*.js") if "static" not in path.parts]
    assert len(scripts) > 10
    others = [path for path in (*MODULES, *scripts) if path.stem != "csv_table"]
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in others
        for found in writers.finditer(path.read_text("utf-8"))
    ]
    assert not wrong
    readers = {one.by.relative_to(PACKAGE).as_posix() for one in imports() if one.module.split(".")[0] == "csv"}
    assert readers <= {
        "rdf/vocabulary.py",
        "reports/cells.py",
        "training/labelled.py",
        "saved_table.py",
        "tracking/sheets.py",
        "collections/pfd/table.py",
    }, (
        "these read the tables of mappings, of local reports, of coroners' reports, of labelled clauses, trackers, and tables that people save"
    )


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    """Importing any module of the package stays cheap."""
    wrong = [str(one) for one in imports() if one.at_once and one.module.split(".")[0] in HEAVY]
    assert not wrong


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    """`pip install casegraph` brings what its commands need, and no more; extras bring what a cluster, an assistant and training need."""
    distribution = {
        "ahocorasick": "pyahocorasick",
        "docx": "python-docx",
        "pyspark": "pyspark-client",
        "python_calamine": "python-calamine",
        "sklearn": "scikit-learn",
    }
    outside = {one.module.split(".")[0] for one in imports()} - {"casegraph", "__future__"} - sys.stdlib_module_names
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras["mcp"], *extras["spark"], *extras["train"]]
    declared = {re.split(r"[<>=!~ ]", line)[0] for line in lines}
    assert {distribution.get(name, name) for name in outside} == declared


@pytest.mark.parametrize("folder", ["graph", "tests", "benchmarks"])
def test_a_module_holds_one_idea(folder: str) -> None:
    """No file is longer than 400 lines, or named so that anything would fit."""
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    assert [file.name for file in files if len(file.read_text(encoding="utf-8").splitlines()) > 400] == []
    assert [file.name for file in files if any(map(ROOM_FOR_ANYTHING.fullmatch, file.stem.split("_")))] == []
