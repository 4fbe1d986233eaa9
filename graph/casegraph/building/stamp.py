"""Stamps: digests of what the graph of a page depends on beside the page, of all of it and of what decides how it is read."""

import hashlib
import platform
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from casegraph import __version__
from casegraph.building.cuts import PART
from casegraph.resources import resource

__all__ = ["reading_stamps", "stamp"]

_ENDINGS = (".py", ".toml", ".json", ".tsv", ".weights")
_READING = ("areas.py", "bodies.py", "collections", "extracting", "learned", "reading", "wordings")
"""What decides how a page is read: these modules and folders of the package, and the ontology with its wordings."""

_VOCABULARY = (
    "actions", "agencies", "areas", "bodies", "certainties", "coverage", "former-actions", "former-agencies", "keywords",
    "outcomes", "partnerships", "strengths", "themes",
)  # fmt: skip
"""The files of the ontology that readings name; its wordings lead to them."""

_SHOWN = 16  # hexadecimal digits of a stamp that people see
_LIBRARIES = ("duckdb", "msgspec", "pyahocorasick", "pyoxigraph", "turbohtml")


def stamp(base: str, *, learned: bool, with_links: bool = False, corrections: str = "") -> str:
    """Return a digest of the code, of the ontology with its wordings, of the collections' profiles, and of the *base* of IRIs.

    With or without the *learned* reader, themes differ, and *with_links* what is kept of pages; *corrections* is the digest of those that people made.
    """
    digest = hashlib.sha256()
    for line in (
        __version__,
        platform.python_version(),
        unicodedata.unidata_version,
        str(PART),
        base,
        str(learned),
        "links" * with_links,
        corrections,
        *_libraries(),
    ):
        digest.update(f"{line}\n".encode())
    for name, content in (*_contents(files("casegraph"), _ENDINGS), *_contents(resource("ontology"), ("",))):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


@cache
def reading_stamps() -> Mapping[str, str]:
    """Return digests of the rules by which pages are read, and of the vocabulary with its wordings.

    Two builds with the same ones read the same words in the same way.
    """
    folder = files("casegraph")
    rules = (each for name in _READING for each in _content(folder / name, name))
    ontology = resource("ontology")
    vocabulary = (
        each
        for name in (*(f"{each}.ttl" for each in _VOCABULARY), "wordings")
        for each in _content(ontology / name, name, ("",))
    )
    return {"rules": _digest(rules), "vocabulary": _digest(vocabulary)}


def _content(entry: Traversable, name: str, endings: tuple[str, ...] = _ENDINGS) -> Iterator[tuple[str, bytes]]:
    if entry.is_dir():
        yield from _contents(entry, endings, f"{name}/")
    else:
        yield name, entry.read_bytes()


def _digest(contents: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:_SHOWN]


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
