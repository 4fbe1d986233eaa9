"""The pictures of the explorer in the README: its main views, as Chromium shows them.

`make docs` writes docs/explorer-*.png with it.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from casegraph.building.build import build

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


def screenshots(folder: Path) -> None:
    """Build the graph of the page that ships, open its explorer and write a picture of each view."""
    from playwright.sync_api import sync_playwright

    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        sys.exit("Chromium is missing: .ci/setup docs installs it, or say where it is with CHROMIUM=/path/to/it")
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        build([PAGE], Path(made) / "out")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        for name, address in VIEWS.items():
            page.goto((Path(made) / "out" / "explorer.html").as_uri() + address)
            page.screenshot(path=folder / f"explorer-{name}.png")
        browser.close()


if __name__ == "__main__":
    screenshots(Path(sys.argv[1]))
