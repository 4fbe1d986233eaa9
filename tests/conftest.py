"""The page that ships, its reviews and a build of it, each made once; and a browser to open pages in."""

import gc
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pyoxigraph
import pytest

from casegraph.record.model import Review
from casegraph.store.memory import MemoryStore
from cpu_time import (  # noqa: F401 - hooks
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_ignore_collect,
    pytest_runtest_call,
    pytest_runtest_setup,
    pytest_runtest_teardown,
    pytest_terminal_summary,
    pytest_xdist_auto_num_workers,
)
from letters import letters, letters_graph  # noqa: F401 - fixtures
from trackers import tracked  # noqa: F401 - a fixture
from two_pages import two_pages  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Error, Page, Request

    from serving import Server

hypothesis.settings.register_profile("thorough", deadline=None)  # how slow a machine is says nothing about the code
hypothesis.settings.register_profile("every change", deadline=None, max_examples=40)

ROOT = Path(__file__).parent.parent
collect_ignore = ["interop"]  # programs of other people, which `make interop` runs


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples of a property with every change than `make thorough` does."""
    hypothesis.settings.load_profile("thorough" if config.option.thorough else "every change")


def pytest_collection() -> None:
    """Look for no garbage while tests are collected, as next to nothing of that is garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From now on look for it; nothing is put aside, as `gc_paused` would count that each time."""
    gc.collect()
    gc.enable()


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


def _built_once(pages: Sequence[Path], name: str, factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a build that is made once a run, whichever of its processes needs it first."""
    from casegraph.building.build import build

    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    folder = factory.getbasetemp().parent if is_worker else factory.getbasetemp()
    made, lock = folder / name, folder / f"{name}.lock"
    while not made.exists():
        try:
            lock.mkdir()
        except FileExistsError:  # another process builds it
            time.sleep(0.05)
            continue
        try:
            if not made.exists():
                build(pages, folder / f"{name}.half" / "exports")
                (folder / f"{name}.half").rename(made)
        finally:
            lock.rmdir()
    return made / "exports"


@pytest.fixture(scope="session")
def built(page_2025: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that `casegraph build` has written from that page."""
    return _built_once([page_2025], "built", tmp_path_factory)


@pytest.fixture(scope="session")
def built_of_years(page_2025: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one graph of that page and of invented pages of 2010 to 2023."""
    invented = [path for folder in ("gold", "pages") for path in sorted((ROOT / "tests" / folder).glob("*.txt"))]
    return _built_once([page_2025, *invented], "built-of-years", tmp_path_factory)


@pytest.fixture(scope="session")
def gold() -> Path:
    """The annotated reviews, one a line."""
    return ROOT / "data" / "gold" / "dev.jsonl"


@pytest.fixture(scope="session")
def built_store(built: Path) -> pyoxigraph.Store:
    """The store of that build."""
    return pyoxigraph.Store.read_only(str(built / "store"))


@pytest.fixture(scope="session")
def built_graph(built_store: pyoxigraph.Store) -> MemoryStore:
    """The same, as Casegraph asks it."""
    return MemoryStore(built_store)


@pytest.fixture(scope="session")
def server(built: Path) -> "Iterator[Server]":
    """A server of that build for all files that only ask: what it has measured once it need not measure again."""
    from serving import serving

    with serving(built) as running:
        yield running


PATIENCE = 120_000
"""Milliseconds in which a page must get where a test expects it: how busy the machine is says nothing about the page."""


def _patient(make: Callable[..., Any]) -> Callable[..., Any]:
    """What makes pages or contexts of pages, with that patience."""

    def made(**settings: Any) -> Any:
        opened = make(**settings)
        opened.set_default_timeout(PATIENCE)
        return opened

    return made


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium without a GPU and without WebGL, as on a locked-down machine; ended with the module that asks for it."""
    from playwright.sync_api import expect, sync_playwright

    found = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert found, "Chromium is missing: .ci/setup test installs it, or say where it is with CHROMIUM=/path/to/it"
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-3d-apis"]
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        expect.set_options(timeout=PATIENCE)
        for name in ("new_context", "new_page"):
            setattr(browser, name, _patient(getattr(browser, name)))
        yield browser
        browser.close()


Visit = Callable[..., "Page"]
"""Opens a file as a page: ``visit(path, "#fragment", width=320)``, further settings being those of a browser context."""


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """What opens pages, offline; the test fails if one asks for anything, opens a window, or has an error to tell."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(path: Path, fragment: str = "", *, width: int = 1280, **settings: Any) -> "Page":
        context = browser.new_context(offline=True, viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        address = path.resolve().as_uri()
        _listen(page, address, complaints)
        page.goto(address + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


def _listen(page: "Page", address: str, complaints: list[str]) -> None:
    """Note what a page at *address* has no business to do."""

    def request(ask: "Request") -> None:
        if ask.url.partition("#")[0] != address and not ask.url.startswith(("data:", "blob:")):
            complaints.append(f"asks for {ask.url}")

    def console(said: "ConsoleMessage") -> None:
        if said.type in ("error", "warning"):
            complaints.append(f"says {said.text}")

    def failed(error: "Error") -> None:
        complaints.append(f"fails: {error}")

    def dialog(opened: "Dialog") -> None:
        complaints.append(f"opens a dialog: {opened.message}")
        opened.dismiss()

    def popup(opened: "Page") -> None:
        complaints.append(f"opens {opened.url}")

    page.on("request", request)
    page.on("console", console)
    page.on("pageerror", failed)
    page.on("dialog", dialog)
    page.on("popup", popup)
