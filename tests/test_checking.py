"""`casegraph check` counts what was read of a page, and what a browser hides."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from casegraph.cli import main
from html_pages import ENTRY_AS_HTML

MARKUP = (
    f"<!doctype html><body>{ENTRY_AS_HTML}<p>© NSPCC</p><textarea>Tell us more</textarea><noscript>x</noscript></body>"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved page of one review, with words that a browser does not show."""
    path = tmp_path / "page.html"
    path.write_text(MARKUP, encoding="utf-8")
    return path


def test_clauses_and_hidden_words_are_counted(page: Path) -> None:
    shown = CliRunner().invoke(main, ["check", str(page)]).stdout

    assert "read        1 heading = 1 entry = 1 review\n              2 learning points, 2 recommendations\n" in shown
    assert "hidden      4 words that a browser does not show: 1 in <noscript>, 3 in <textarea>\n" in shown


def test_programs_get_the_same_counts(page: Path) -> None:
    (found,) = json.loads(CliRunner().invoke(main, ["check", str(page), "--format", "json"]).stdout)

    assert (found["learning"], found["recommendations"]) == (2, 2)
    assert found["hidden"] == {"noscript": 1, "textarea": 3}


def test_a_page_of_text_hides_nothing(page_2025: Path) -> None:
    shown = CliRunner().invoke(main, ["check", str(page_2025)]).stdout

    assert "434 learning points, 483 recommendations" in shown
    assert "hidden" not in shown
