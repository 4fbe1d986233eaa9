"""`casegraph draw`: what it writes, and that its small pages open without a network and without a fault."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner

from casegraph.cli import main
from casegraph.visual.picture_page import picture_page
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
    assert page.read_text(encoding="utf-8") == picture_page(picture)
    shown = visit(page)
    assert shown.locator("figure > svg").count() == 1
    assert "0808 800 5000" in shown.get_by_role("contentinfo").inner_text()
    found = Axe().run(shown)
    assert found.violations_count == 0, found.generate_report()


def test_a_folder_without_a_build_is_named(tmp_path: Path) -> None:
    """The message says what to do, as with every command that reads a graph."""
    done = CliRunner().invoke(main, ["draw", "explorer", "--graph", str(tmp_path / "none")])
    assert done.exit_code == 1
    assert "casegraph build --out" in done.stderr
