"""Whatever stands on a page, the explorer shows it as text: nothing of it runs, and nothing breaks."""

import json
import re
from html import escape
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from accessibility import GO_TO
from casegraph.building.build import build
from casegraph.explorer.page import explorer_page
from conftest import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OWN = "window.owned=document.title='owned'"
HOSTILE = (
    f"</script><script>{OWN}</script>",
    f'<img src=x onerror="{OWN}">',
    f"javascript:{OWN}//",
    f"\"'`><svg/onload={OWN}>",
    "&lt;b&gt; &amp;amp; &quot;",
    "\u202eright to left\u2067\u200f",
    "a" * 10_000,
    "{{script}} {{data}} ${1+1}",
    "__proto__",
    "constructor",
    "#/%zz?a=b&c=d/../",
    "ŵ ŷ – “Réaltín” 👩‍👧 𝒳",
)

KEPT = {"kind", "sha256", "base", "version", "words", "ways"}  # words that the explorer's own code understands
SWITCHES = {"yes", "no"}  # by which it finds the picture of a network
LISTED = {
    "groups",
    "themes",
    "agencies",
    "keywords",
    "partnerships",
    "areas",
    "reviews",
}  # things with an id of their own


class Poison:
    """Puts hostile text into every field, over and over; ids stay different from each other."""

    def __init__(self) -> None:
        self.texts = cycle(HOSTILE)
        self.ids: set[str] = set()

    def id(self) -> str:
        """A hostile id."""
        text = next(self.texts)
        text = f"{text} {len(self.ids)}" if text in self.ids else text
        self.ids.add(text)
        return text

    def into(self, data: Any, under: str = "") -> Any:
        """The same data with hostile texts; the places of words stay within the text that they stand in."""
        if isinstance(data, str):
            return data if data in SWITCHES else next(self.texts)
        if isinstance(data, list):
            return [self.into(each, under) for each in data]
        if not isinstance(data, dict):
            return data
        if "themes" in data and "text" in data:
            text = next(self.texts)
            words = {
                name: bounded(data[name], len(text)) for name in ("themes", "asked", "via", "concerns") if name in data
            }
            owner = bounded([data["owner"]], len(text))[0] if data.get("owner") else None
            return data | {"text": text, "owner": owner} | words
        poisoned = {name: value if name in KEPT else self.into(value, name) for name, value in data.items()}
        if "id" in data:
            poisoned["id"] = self.id() if under in LISTED else data["id"]
        return poisoned


def bounded(readings: list[Any], length: int) -> list[Any]:
    """Readings whose words lie in a text of this length."""
    return [
        [
            [[min(place, length) for place in pair] for pair in part] if isinstance(part, list) else part
            for part in reading
        ]
        for reading in readings
    ]


@pytest.fixture(scope="module")
def poisoned(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An explorer of the page of 2025 with hostile text in every field of its data."""
    page = (built / "explorer.html").read_text(encoding="utf-8")
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    path = tmp_path_factory.mktemp("hostile") / "explorer.html"
    path.write_text(explorer_page(Poison().into(json.loads(found))), encoding="utf-8", newline="\n")
    return path


def places(page: "Page") -> list[str]:
    """Where a view's links within the explorer lead, one of each kind."""
    found = page.locator('a[href^="#"]').evaluate_all("links => links.map(link => link.getAttribute('href'))")
    first: dict[str, str] = {}
    for address in found:
        first.setdefault(re.split("[/?=&]", address.removeprefix("#").lstrip("/"))[0], address)
    return list(first.values())


def harmless(page: "Page") -> None:
    """Nothing ran, and nothing of the text became markup."""
    assert page.evaluate("window.owned") is None
    assert page.title() != "owned"
    markup = (
        "script:not(head script, body > script), img, iframe, [onerror], [onload], svg[onload], a[href^='javascript' i]"
    )
    assert page.locator(markup).count() == 0
    assert page.locator("script").count() == 2
    assert page.get_by_role("heading", level=1).count() == 1


def test_hostile_text_in_every_field_runs_nothing_and_breaks_nothing(poisoned: Path, visit: Visit) -> None:
    """Every view, and everything that its links lead to, once a kind."""
    page = visit(poisoned)
    seen: set[str] = set()
    waiting = places(page)
    while waiting:
        address = waiting.pop()
        kind = re.split("[/?=&]", address.removeprefix("#").lstrip("/"))[0]
        if kind in seen:
            continue
        seen.add(kind)
        page.evaluate(GO_TO, address)
        harmless(page)
        waiting += places(page)
    assert len(seen) >= 9, seen


HOSTILE_PAGE = "".join(
    f"<h2>2025 – Kent – {escape(name[:80])}</h2><p>Death of a 3-year-old boy in March 2023. {escape(name)}.</p>"
    f"<p>Learning includes: neglect {escape(name)}; information sharing.</p>"
    f"<p>Recommendations include: the police should review {escape(name)}; the ICB to audit training.</p>"
    f"<p>Keywords: {escape(name.replace(',', ' '))}, neglect</p>"
    f'<p><a href="{escape(name, quote=True)}">Read the overview report</a></p>'
    for name in (name.replace(";", "") for name in HOSTILE)
)


def test_a_hostile_page_is_shown_as_it_reads(tmp_path: Path, visit: Visit) -> None:
    """From a saved page to the explorer, its words arrive letter by letter and nothing more."""
    (tmp_path / "hostile.html").write_text(f"<!DOCTYPE html><body>{HOSTILE_PAGE}", encoding="utf-8")
    build([tmp_path / "hostile.html"], tmp_path / "out")
    page = visit(tmp_path / "out" / "explorer.html", "#reviews")
    harmless(page)
    shown = page.locator("main").text_content() or ""
    for text in (HOSTILE[1], HOSTILE[4]):
        assert text.replace(";", "") in shown


def test_only_fragments_become_markup(built: Path, browser: "Browser") -> None:
    """The browser refuses markup that did not come through them, whichever script would make it."""
    sinks = (
        "document.body.innerHTML = '<b>1</b>'",
        "document.body.insertAdjacentHTML('beforeend', '<b>1</b>')",
        "trustedTypes.createPolicy('other', {})",
    )
    with browser.new_page() as page:
        page.goto((built / "explorer.html").as_uri())
        for sink in sinks:
            tried = f"() => {{ try {{ {sink}; return 'made'; }} catch (error) {{ return error.name; }} }}"
            assert page.evaluate(tried) == "TypeError"
