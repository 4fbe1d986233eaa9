"""The page for analysts: every command in it exists, with its options, and the pages that it leads to."""

import re
import shlex
from pathlib import Path

import click

from casegraph.cli import main

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "analysts-desk.md").read_text(encoding="utf-8")


def test_every_command_of_the_page_exists_with_its_options() -> None:
    """What a person copies from it must not be refused as wrong usage."""
    lines = re.findall(r"^ {4}casegraph (.+)$", PAGE, re.MULTILINE)
    assert len(lines) > 15
    for line in lines:
        name, *words = shlex.split(line)
        command = main.get_command(click.Context(main), name)
        if isinstance(command, click.Group):
            command = command.get_command(click.Context(command), words[0])
        assert command is not None, line
        if name != "ask" and "--question" not in words:  # whose options are those of its questions
            known = {option for each in command.params for option in each.opts}
            assert {word for word in words if word.startswith("-")} <= known, line


def test_the_page_leads_to_pages_that_are_there() -> None:
    links = re.findall(r"\]\(([\w-]+\.md)\)", PAGE)
    assert len(links) == 3 and all((DOCS / link).is_file() for link in links)
