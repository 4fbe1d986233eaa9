"""What people read is plain English: phrases that were dropped as hard to understand do not come back."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from casegraph.cli import main

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "graph" / "casegraph"

DROPPED = (
    r"(?<!to )whom\b",  # who
    r"of which\b",  # a second sentence
    r"kinds? of agenc(?:y|ies)",  # agency
    r"so many\b",
    r"each of several",
    r"letter by letter",
    r"taken to be meant",  # no agency named (assumed: …)
    r"concerned, but not asked",  # mentioned, but not responsible
    r"who is asked\b",  # who it is for
    r"(?:names?|naming) nobody|nobody (?:is|was|are) (?:named|asked)",  # no agency named
    r"speaks? of\b",  # mentions
    r"tells? of\b",  # says, describes
    r"(?:stands?|lies?|lay) (?:behind|beside|beneath|nowhere|there|in the|at the|on every|under its)",  # is
    r"takes? (?:\w+ )?away\b",  # remove
    r"takes? it with you",  # download
    r"one step away",  # related
    r"is kept under",  # page not found
    r"stays? folded",  # hidden
    r"as far as the\b",  # where stated
    r"whether it was suicide",  # death by suicide
    r"how it is known|it is known on\b|how that is known",  # how the agency was identified
    r"words marked|marked that were read",  # matched words highlighted
    r"links at random|linked to much",
    r"knows nothing|nothing in the \w+ answers",  # no results
    r"listens? to nobody|asks? for nothing",
    r"(?:picture|diagram) to move about",  # interactive diagram
    r"(?:quer(?:y|ies)|work|request) (?:is|was|are|were) ended",  # stopped
    r"anew\b",  # again
    r"former (?:build|copy|file)",  # earlier
    r"c(?:ame|ome), went|came and went",  # new, gone or changed
    r"read otherwise",  # read differently
    r"speak of themes|learned on\b",
    r"whoever (?:is|was) asked",  # the addressee
    r"no (?:trend|ranking|advice) at all",
    r"pass (?:it|them|this) on\b",  # share
)
"""Each as a pattern, beside what to write instead."""

_PHRASE = re.compile(rf"\b(?:{'|'.join(DROPPED)})", re.IGNORECASE)
_WORDS = 3  # fewer are a name or a piece of a pattern
_NOT_READ = (
    "extracting",
    "views/search_words.py",  # words of a search, as people type them
    "evaluating",
    "learned",
    "training",
    "wordings",
    "reading",
    "reports/headings.py",
    "asking/intent.py",
)
"""Parts of the package whose strings are words to look for in pages, not words for people."""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield each command with its whole name."""
    waiting: list[tuple[str, click.Command]] = [("casegraph", main)]
    for name, command in waiting:
        yield name, command
        if isinstance(command, click.Group):
            waiting += [(f"{name} {each}", command.commands[each]) for each in command.commands]


def helps() -> Iterator[tuple[str, str]]:
    """Yield the help of each command and option."""
    for name, command in commands():
        yield name, command.help or ""
        yield from ((f"{name} {each.name}", getattr(each, "help", None) or "") for each in command.params)


def strings(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings, in one line each."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            apart |= {id(each) for each in node.values}
            yield "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.value


def in_package() -> Iterator[tuple[str, str]]:
    """Yield the strings of the package that people may read: messages, headings, notes."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith(_NOT_READ):
            for text in strings(path):
                if len(text.split()) >= _WORDS and "SELECT" not in text:
                    yield name, text


def in_pages() -> Iterator[tuple[str, str]]:
    """Yield templates, fragments and scripts without their comments."""
    comments = {".html": r"\{#.*?#\}|<!--.*?-->", ".js": r"(?<![:\"'])//[^\n]*|/\*.*?\*/"}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in comments and "static" not in path.parts:
            text = re.sub(comments[path.suffix], "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            yield path.relative_to(PACKAGE).as_posix(), text


def in_ontology() -> Iterator[tuple[str, str]]:
    """Yield titles, notes, definitions and messages; not queries, nor words that people may type (``schema:keywords``)."""
    literal = r'"(?:[^"\\]|\\.)*"@en'
    for path in sorted((ROOT / "ontology").rglob("*.ttl")):
        text = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(rf"(?:schema:keywords|skos:altLabel|skos:hiddenLabel) {literal}(?: ?, ?{literal})*", "", text)
        yield path.relative_to(ROOT).as_posix(), " ".join(re.findall(literal, text))


def in_prose() -> Iterator[tuple[str, str]]:
    """Yield the pages of documentation, without decision records and what a program wrote."""
    pages = ("README.md", "CONTRIBUTING.md", "exports/README.md", "ontology/wordings/README.md")
    for path in (*(ROOT / page for page in pages), *sorted((ROOT / "docs").glob("*.md"))):
        if path.name != "interop.md":
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


PLACES = {"help": helps, "package": in_package, "pages": in_pages, "ontology": in_ontology, "prose": in_prose}


@pytest.mark.parametrize("place", PLACES)
def test_phrases_that_were_dropped_do_not_come_back(place: str) -> None:
    texts = [(name, " ".join(text.split())) for name, text in PLACES[place]()]
    hits = [
        f"{name}: {text[max(0, hit.start() - 50) : hit.end() + 40]}"
        for name, text in texts
        for hit in _PHRASE.finditer(text)
    ]
    assert len(texts) > 5
    assert hits == []


def test_the_help_of_each_command_begins_with_one_short_sentence() -> None:
    """What people want to do with it, in one or two lines of a narrow terminal."""
    first = {name: (command.help or "").partition("\n\n")[0] for name, command in commands()}
    assert [f"{name}: {text}" for name, text in first.items() if len(text) > 100 or not text.endswith(".")] == []


def test_labels_of_forms_are_short() -> None:
    """They stand above a field on a screen 360 pixels wide: what is longer is a hint below."""
    from casegraph.asking.questions import questions

    labels = {
        f"{each.name} {parameter.name}": parameter.label
        for each in questions().values()
        for parameter in each.parameters
    }
    assert [f"{name}: {label}" for name, label in labels.items() if len(label) > 45] == []
