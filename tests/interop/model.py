"""Readers, what they read from, and what they report."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Facts", "Package", "Reader", "Sources"]

Facts = Mapping[str, Iterable[str]]
"""What was read, or is to be read: by what is counted ("nodes", "rows") every item as text. Items can occur twice."""


@dataclass(frozen=True)
class Sources:
    """What readers read: the folder of a build, answers of its endpoint as files, and a running server.

    *work* is an empty folder that a reader can write to.
    """

    build: Path
    answers: Path
    address: str
    work: Path


@dataclass(frozen=True)
class Package:
    """A package of a registry (PyPI, npm or Debian), or Python itself.

    *size* is what a Debian package takes with what it brings. Only packages that have one may be missing.
    """

    registry: str
    name: str
    size: str = ""


@dataclass(frozen=True)
class Reader:
    """A program that reads one *face* of Casegraph by *read*, and has to find what the graph says under *truth*."""

    face: str
    program: str
    packages: tuple[Package, ...]
    truth: str
    read: Callable[[Sources], Facts]
    seconds: int = 180

    @property
    def name(self) -> str:
        """How it is called on the command line."""
        return f"{self.face}: {self.program}"
