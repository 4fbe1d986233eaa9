"""The pictures in the README: the explorer's main views and the query page, as Chromium shows them.

`make docs` writes docs/explorer-*.png and docs/served-query.png with it.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from casegraph.building.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["VIEWS", "screenshots"]

PAGE = Path(__file__).parent.parent / "data" / "nspcc-case-reviews-2025.txt"
VIEWS = {
    "matrix": "#/matrix?cell=information-sharing~safeguarding-partners",
    "overview": "#/",
    "review": "#/review/2025-camden-child-yue",
    "network": "#/network?least=3&at=agency/childrens-social-care",
}
"""The views that are shown, by the last word of the picture's name."""

WIDTH, HEIGHT = 1280, 800

QUERY = """# Which themes are named agencies asked about most?
SELECT ?agency ?theme (COUNT(DISTINCT ?recommendation) AS ?recommendations) {
  ?recommendation cg:addressedToExplicitly ?agency ; cg:hasTheme ?theme
} GROUP BY ?agency ?theme ORDER BY DESC(?recommendations)"""


def screenshots(folder: Path) -> None:
    """Build the graph of the page that ships, open its explorer and write a picture of each view."""
    from playwright.sync_api import sync_playwright

    found = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not found:
        sys.exit("Chromium is missing: .ci/setup docs installs it, or say where it is with CHROMIUM=/path/to/it")
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        build([PAGE], Path(made) / "out")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        for name, address in VIEWS.items():
            page.goto((Path(made) / "out" / "explorer.html").as_uri() + address)
            page.screenshot(path=folder / f"explorer-{name}.png")
        _served(browser, Path(made) / "out", folder)
        browser.close()


def _served(browser: "Browser", built: Path, folder: Path) -> None:
    """Write a picture of the query page, as `casegraph serve` shows it."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    command = [sys.executable, "-m", "casegraph", "serve", "--no-log", "--port", str(port), "--graph", str(built)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        server.stderr.readline()  # it listens
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(f"http://127.0.0.1:{port}/query?{urlencode({'query': QUERY})}")
        page.locator(".cm-content").wait_for()
        page.screenshot(path=folder / "served-query.png")
        server.terminate()


if __name__ == "__main__":
    screenshots(Path(sys.argv[1]))
