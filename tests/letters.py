"""A second collection: letters of an inspectorate that does not exist, whose folder tests put beside the first."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import casegraph.collections
from casegraph.collections import profile_named
from casegraph.collections.profile import Profile

if TYPE_CHECKING:
    from casegraph.graph import Graph

READER = '''
"""One letter a line: "Letter 7 (2024), Kent: What it asks"."""

import re

from casegraph.reading import Contents, Entry, Heading
from casegraph.reading.lines import lines_of
from casegraph.record.model import Passage

LETTER = re.compile(r"(?P<name>Letter \\d+) \\((?P<year>\\d+)\\), (?P<area>[^:]+): (?P<asks>.+)")


def recognises(page):
    return page.text.startswith("Letters of the made-up inspectorate")


def contents(page):
    title, *lines = lines_of(page.text)
    entries = []
    for line in lines:
        match = LETTER.fullmatch(line.text)
        start, asks = line.start, line.start + match.start("asks")
        entries.append(
            Entry(
                heading=Passage.of(page.text, start, start + match.end("area")),
                says=Heading(int(match["year"]), match["area"], match["name"]),
                narrative=(),
                learning=(),
                recommendations=(Passage.of(page.text, asks, line.end),),
                keywords=(),
                link=(),
            )
        )
    return Contents(tuple(entries), (title._replace(rule="title"),), (), len(entries))
'''
PROFILE = """
title = "Letters of the Made-up Inspectorate"
name = "inspectorate's letters"
address = "https://example.org/letters"
form = "lines such as Letter 7 (2024), Kent: what it asks"
is_published = true
documents = ["letter", "letters"]
counted_as = ["open letter", "open letters"]
default_addressee = "schools"
first_agencies = ["schools"]

[notice]
on_pages = "These pages are about made-up things."
on_pictures = "The letters behind this are about made-up things."
counts = "Counts are of what letters say."

[helpline]
question = "Worried about a letter?"
name = "Post Office"
telephone = "01632\\u00a0960\\u00a0000"
international = "+441632960000"
email = "help@example.org"
emergency = "112"

[rights]
holders = "the <made-up> inspectorate"
possessive = "the <made-up> inspectorate's"
words = "the inspectorate's letters"
page = "Text of the page: the inspectorate."
dataset = "The made-up inspectorate"

[dataset]
title = "Casegraph: letters"
description = "What letters ask for."
keywords = ["letters"]

[words]
text = "letter"
a_text = "a letter"
texts = "letters"
read = "open letters of the made-up inspectorate"
whole = ""
wholes = ""
appeared = "sent"
meant = "the school"
meant_in_full = "the school of the place"
meant_locally = "local school"
meant_which = "that got the letter"
thesaurus = ""
"""
LETTERS = """Letters of the made-up inspectorate
Letter 1 (2024), Kent: the police should share information about neglect
Letter 2 (2024), Essex: revise training on domestic abuse
"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Profile]:
    """A second collection, called letters, in a folder of its own; nothing else of the package knows it."""
    folder = tmp_path_factory.mktemp("collections")
    (folder / "letters").mkdir()
    for name, text in (("__init__.py", ""), ("reader.py", READER), ("profile.toml", PROFILE)):
        (folder / "letters" / name).write_text(text, encoding="utf-8")
    before = casegraph.collections.__path__
    casegraph.collections.__path__ = [*before, str(folder)]
    yield profile_named("letters")
    casegraph.collections.__path__ = before
    profile_named.cache_clear()
    for name in [name for name in sys.modules if name.startswith("casegraph.collections.letters")]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def letters_graph(letters: Profile, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Graph]":  # noqa: ARG001
    """The graph of a page of letters."""
    from casegraph.building.build import build
    from casegraph.graph import Graph

    folder = tmp_path_factory.mktemp("letters")
    (folder / "letters.txt").write_text(LETTERS, encoding="utf-8")
    build([folder / "letters.txt"], folder / "exports")
    with Graph.open(folder / "exports") as graph:
        yield graph
