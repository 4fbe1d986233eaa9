"""CONTRIBUTING.md tells newcomers of what is there: every folder, path, target and command that it names exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from casegraph.cli import main
from test_architecture import ORDER, PACKAGE, ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TREE = re.search(r"## Where things are\n\n((?:    .*\n)+)", TEXT)
CODE = re.findall(r"`([^`\n]+)`", TEXT)


def listed(indent: int) -> list[str]:
    """The folders of the tree at an indent, in order."""
    assert TREE
    return re.findall(rf"^ {{{indent}}}(\S+)/  +\S", TREE[1], re.MULTILINE)


def folders(parent: Path) -> set[str]:
    """The Python packages in a folder."""
    return {each.parent.name for each in parent.glob("*/__init__.py")}


def test_the_tree_has_every_part_of_the_package() -> None:
    assert sorted(listed(6)) == sorted(folders(PACKAGE))


def test_the_tree_is_in_the_order_of_imports() -> None:
    rank = {part: rank for rank, parts in enumerate(ORDER) for part in parts}
    assert [rank[part] for part in listed(6)] == sorted(rank[part] for part in listed(6))


def test_the_tree_has_every_folder_of_the_repository() -> None:
    kept = {path.split("/")[0] for path in listed(4)}
    ignored = {"dist"}  # what building makes
    there = {each.name for each in ROOT.iterdir() if each.is_dir() and each.name[0] not in "._"} - ignored
    assert kept == there
    assert [path for path in listed(4) if not (ROOT / path).is_dir()] == []


def test_every_path_exists() -> None:
    """Paths in code spans are whole, from the root, unless they are names of a folder that the sentence is about."""
    tops = ("graph/", "ontology/", "tests/", "docs/", "data/", "exports/", "benchmarks/", ".ci/")
    paths = [each for each in CODE if each.startswith(tops) and " " not in each]
    assert len(paths) > 40
    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []


def test_every_target_of_make_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)`", TEXT))
    assert len(named) >= 8
    assert named <= targets


def test_every_command_exists() -> None:
    named = set(re.findall(r"casegraph ([a-z]+)", "\n".join(CODE)))
    assert {"check", "build"} <= named <= set(main.commands)


def test_the_glossary_is_sorted_and_says_each_word_once() -> None:
    words = re.findall(r"^\| ([a-z-][a-z -]*) \| ", TEXT.partition("## Glossary")[2], re.MULTILINE)[1:]
    assert len(words) > 40
    assert words == sorted(set(words))


def test_every_module_that_a_decision_names_exists() -> None:
    """A record keeps its date and its reasons, but points to where the code is now."""
    tops = ("graph/casegraph", "tests", "ontology", "benchmarks")
    files = [path.relative_to(ROOT).as_posix() for top in tops for path in (ROOT / top).rglob("*.*")]
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    named = {
        (record.name, code)
        for record in records
        for code in re.findall(r"`([\w/]+\.(?:py|html|js|ttl))`", record.read_text("utf-8"))
    }
    assert len(named) > 40
    assert [each for each in sorted(named) if not any(f"/{file}".endswith(f"/{each[1]}") for file in files)] == []


EMPTY_NAMES = {"asked", "found", "said", "told"}
JSON_KEYS = PACKAGE / "views" / "json_types.py"
"""The types of what the server answers in JSON: others read their keys, so the names stay."""


def bound_names(path: Path) -> Iterator[str]:
    """The names that a module gives to values, functions and classes."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id.lstrip("_")
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name.lstrip("_")
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr.lstrip("_")
        elif isinstance(node, (ast.MatchAs, ast.MatchStar, ast.ExceptHandler)) and node.name:
            yield node.name.lstrip("_")


def test_variables_say_what_they_hold() -> None:
    """“found” or “said” could be anything."""
    files = [*PACKAGE.rglob("*.py")]
    assert len(files) > 260
    assert [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in files
        if path != JSON_KEYS
        for name in bound_names(path)
        if name.lower() in EMPTY_NAMES
    ] == []
