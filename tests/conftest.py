"""The page that ships, its reviews and a build of it, each made once."""

from pathlib import Path

import hypothesis
import pyoxigraph
import pytest

from casegraph.model import Review

hypothesis.settings.register_profile("any machine", deadline=None)  # how slow a machine is says nothing about the code
hypothesis.settings.load_profile("any machine")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def page_2025() -> Path:
    """The page of 2025 in data/."""
    return ROOT / "data" / "nspcc-case-reviews-2025.txt"


@pytest.fixture(scope="session")
def reviews(page_2025: Path) -> tuple[Review, ...]:
    """The reviews of that page."""
    from casegraph.extracting import extract
    from casegraph.reading import read_page

    return extract(read_page(page_2025))


@pytest.fixture(scope="session")
def built(page_2025: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that `casegraph build` has written from that page."""
    from casegraph.building.build import build

    out = tmp_path_factory.mktemp("built") / "exports"
    build([page_2025], out)
    return out


@pytest.fixture(scope="session")
def gold() -> Path:
    """The annotated reviews, one a line."""
    return ROOT / "data" / "gold" / "dev.jsonl"


@pytest.fixture(scope="session")
def built_store(built: Path) -> pyoxigraph.Store:
    """The store of that build."""
    return pyoxigraph.Store.read_only(str(built / "store"))
