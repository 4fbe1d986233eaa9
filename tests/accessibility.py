"""What axe finds wrong with a page in a browser, at any width."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["GO_TO", "resize", "violations", "wait_for_redraw"]

GO_TO = """(address) => new Promise((done) => {
  if (location.hash === address) return done();
  const look = () => (document.querySelector("[aria-busy]") ? requestAnimationFrame(look) : done());
  addEventListener("hashchange", () => requestAnimationFrame(look), { once: true });
  location.hash = address;
})"""
"""Goes to an address within the explorer, and waits until all of it is drawn, what is out of sight as well."""

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.2, levels A and AA, and axe's own advice."""


ONE_OF_EACH_LOOK = """() => {
  const looks = new Map();
  const look = (each) => {
    if (!looks.has(each)) {
      const style = getComputedStyle(each);
      const own = [
        style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.fontSize, style.fontWeight, style.textShadow,
        style.filter, style.mixBlendMode, style.position, style.float, style.visibility, style.display,
      ].join();
      looks.set(each, each.parentElement ? `${own};${look(each.parentElement)}` : own);
    }
    return looks.get(each);
  };
  const seen = new Set();
  for (const each of document.querySelectorAll("body *")) {
    each.removeAttribute("data-look");
    const hasText = [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if ((hasText || each.matches("input, select, textarea")) && each.checkVisibility() && !seen.has(look(each))) {
      seen.add(look(each));
      each.dataset.look = "first";
    }
  }
  axe.configure({ rules: [{ id: "color-contrast", selector: "[data-look]" }] });
}"""
"""Has axe judge the contrast of one element of each look: with the same colours, sizes and backgrounds all the way up.

A table has hundreds of cells that look alike, and to judge them all takes most of axe's time.
"""


def violations(page: "Page", *rules: str) -> list[tuple[str, list[str]]]:
    """Return each rule that the page breaks with up to three of the elements that break it; *rules* are all by default.

    Axe is asked for violations only: to describe what passes as well doubles its work.
    """
    from axe_playwright_python.sync_playwright import Axe

    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    page.evaluate(ONE_OF_EACH_LOOK)
    chosen = {"type": "rule", "values": [*rules]} if rules else {"type": "tag", "values": [*TAGS]}
    found = page.evaluate("options => axe.run(options)", {"runOnly": chosen, "resultTypes": ["violations"]})
    return [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found["violations"]]


def resize(page: "Page", width: int, height: int = 900) -> None:
    """Give the page another size and wait until it has drawn itself again.

    Pictures are drawn anew for their width, in the frame after the change: what is measured before that is the old one.
    """
    page.set_viewport_size({"width": width, "height": height})
    wait_for_redraw(page)


def wait_for_redraw(page: "Page") -> None:
    """Wait until the page has drawn what it changed, and has seen to the events of that."""
    page.evaluate("""new Promise((done) => {
      const look = () => (document.querySelector("[aria-busy]") ? requestAnimationFrame(look) : done());
      requestAnimationFrame(() => requestAnimationFrame(look));
    })""")
