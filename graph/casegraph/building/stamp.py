"""The stamp: a digest of all that the graph of a page depends on beside the page."""

import hashlib
import platform
import unicodedata
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from casegraph import __version__
from casegraph.building.cuts import PART
from casegraph.resources import resource

__all__ = ["stamp"]

_ENDINGS = (".py", ".toml", ".json", ".tsv", ".weights")
_LIBRARIES = ("duckdb", "msgspec", "pyahocorasick", "pyoxigraph", "turbohtml")


def stamp(base: str, *, learned: bool) -> str:
    """Return a digest of the code, of the ontology with its wordings, of the collections' profiles, and of the *base* of IRIs.

    With or without the *learned* reader, themes differ.
    """
    digest = hashlib.sha256()
    for line in (
        __version__,
        platform.python_version(),
        unicodedata.unidata_version,
        str(PART),
        base,
        str(learned),
        *_libraries(),
    ):
        digest.update(f"{line}\n".encode())
    for name, content in (*_contents(files("casegraph"), _ENDINGS), *_contents(resource("ontology"), ("",))):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _libraries() -> Iterator[str]:
    for name in _LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield name


def _contents(folder: Traversable, endings: tuple[str, ...], above: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the files in a folder and below, by name."""
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        name = f"{above}{each.name}"
        if each.is_dir():
            yield from _contents(each, endings, f"{name}/")
        elif each.name.endswith(endings):
            yield name, each.read_bytes()
