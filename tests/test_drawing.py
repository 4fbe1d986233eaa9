"""`casegraph draw`: what it writes, and that its small pages open without a network and without a fault."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from accessibility import violations
from casegraph.cli import main
from casegraph.collections import profiles
from casegraph.drawing.picture_page import picture_page
from casegraph.network.projection_queries import projections
from conftest import Visit

PICTURES = (("heatmap",), ("timeline",), ("neighbourhood", "--of", "agency/icb"))


@pytest.mark.parametrize("words", PICTURES, ids=lambda words: words[0])
def test_a_picture_is_svg_and_its_page_holds_it_whole(
    built: Path, tmp_path: Path, visit: Visit, words: tuple[str]
) -> None:
    """The same picture either way; the page has its title, the helpline, and nothing that WCAG forbids."""
    svg, page = tmp_path / "picture.svg", tmp_path / "picture.html"
    for path in (svg, page):
        done = CliRunner().invoke(main, ["draw", *words, "--graph", str(built), "-o", str(path)])
        assert done.exit_code == 0, done.output
    picture = svg.read_text(encoding="utf-8")
    assert picture == CliRunner().invoke(main, ["draw", *words, "--graph", str(built)]).stdout
    assert page.read_text(encoding="utf-8") == picture_page(picture, profiles()[0])
    narrow = visit(page, width=320)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    assert narrow.locator("figure").evaluate("each => each.scrollWidth > 960")  # the picture is moved, and can be read
    shown = visit(page)
    assert shown.locator("figure > svg").count() == 1
    assert "0808 800 5000" in shown.get_by_role("contentinfo").inner_text()
    assert violations(shown) == []


def test_a_network_is_written_whole_in_place_of_another_file(built: Path, tmp_path: Path) -> None:
    """The same bytes to a file and to standard output."""
    path = tmp_path / "network.html"
    path.write_text("what was there before", encoding="utf-8")
    words = ["draw", "network", "agency-agency", "--graph", str(built)]
    done = CliRunner().invoke(main, [*words, "-o", str(path)])
    assert done.exit_code == 0, done.output
    assert path.read_bytes() == CliRunner().invoke(main, words).stdout_bytes
    assert [each.name for each in tmp_path.iterdir()] == ["network.html"]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        pytest.param(("network", "agencies"), "choose one of: agency-agency, ", id="projection"),
        pytest.param(("neighbourhood", "--of", "agency/icbb"), "Did you mean agency/icb", id="thing"),
    ],
)
def test_a_wrong_name_is_answered_with_right_ones(
    built: Path, tmp_path: Path, words: tuple[str, ...], hint: str
) -> None:
    """No file is written."""
    path = tmp_path / "picture.html"
    done = CliRunner().invoke(main, ["draw", *words, "--graph", str(built), "-o", str(path)])
    assert done.exit_code == 1 and hint in done.stderr
    assert not path.exists()


def test_the_help_of_a_network_names_each_projection() -> None:
    said = CliRunner().invoke(main, ["draw", "network", "--help"]).stdout
    assert set(projections()) <= set(re.split(r"[\s,]+", said.replace("theme-theme.", "theme-theme")))


def test_a_folder_without_a_build_is_named(tmp_path: Path) -> None:
    """The message says what to do, as with every command that reads a graph."""
    done = CliRunner().invoke(main, ["draw", "explorer", "--graph", str(tmp_path / "none")])
    assert done.exit_code == 1
    assert "casegraph build --out" in done.stderr
