"""What axe finds wrong with a page in a browser, at any width."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["resize", "violations", "wait_for_redraw"]

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.2, levels A and AA, and axe's own advice."""


def violations(page: "Page", *rules: str) -> list[tuple[str, list[str]]]:
    """Return each rule that the page breaks with up to three of the elements that break it; *rules* are all by default.

    Axe is asked for violations only: to describe what passes as well doubles its work.
    """
    from axe_playwright_python.sync_playwright import Axe

    chosen = {"type": "rule", "values": [*rules]} if rules else {"type": "tag", "values": [*TAGS]}
    found = Axe().run(page, options={"runOnly": chosen, "resultTypes": ["violations"]})
    return [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found.response["violations"]]


def resize(page: "Page", width: int, height: int = 900) -> None:
    """Give the page another size and wait until it has drawn itself again.

    Pictures are drawn anew for their width, in the frame after the change: what is measured before that is the old one.
    """
    page.set_viewport_size({"width": width, "height": height})
    wait_for_redraw(page)


def wait_for_redraw(page: "Page") -> None:
    """Wait until the page has drawn what it changed, and has seen to the events of that."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
