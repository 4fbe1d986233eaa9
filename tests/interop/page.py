"""The page with the results: how it is written, and how a test reads it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from interop.model import Package, Reader

__all__ = ["Row", "missing", "page", "rows_of"]

_HEAD = """\
# What other programs read

`make interop` wrote this page: do not edit it. It builds the graph of the page in data/, serves it on this computer, has each
of these programs read it, and compares what they read with what the graph says, item by item. “Same” means that nothing is
missing and nothing is too many. `python -m tests.interop WORD` runs the readers whose names have a word, and prints their results.

| what is read | program | version | result |
| --- | --- | --- | --- |
"""
_TAIL = """
## Left out

- **Apache Jena** of Debian 12 (4.5.0) does not start: an error of its own Xerces. Newer ones are in none of the registries.
- **DuckDB by URL** needs its extension httpfs, which comes from a server of its own; with fsspec it misses a function.
- **owlready2 with RDF/XML** cuts the slash at the end of an IRI; it reads N-Triples as they are.
- **shacl-engine** (npm) brings 430 packages. It was run once: the build conforms.
- **frictionless** (PyPI) brings web servers and telemetry. It was run once: data packages in both forms are valid.
- **Gephi, Cytoscape and Protégé** are no packages. Gephi Lite's and Cytoscape's own libraries are in the table.

Decimal numbers are compared by value where a program guesses types. Where a program has no missing values, 0 is taken for one.
NetworKit reads no values, and scikit-network makes one link of all those of a pair. Gnumeric takes a month such as 2022-12 for its
first day. Oxigraph sends `a / (b * c)` on to an endpoint without the brackets; the questions that ship are written without them.
"""
_MISSING = "not installed here"


@dataclass(frozen=True)
class Row:
    """A row of the table; *versions* are names of packages, their versions and where they are from."""

    face: str
    program: str
    versions: str
    result: str

    @classmethod
    def of(cls, reader: Reader, found: Mapping[Package, str], result: str) -> Self:
        """The row of a reader."""
        versions = ", ".join(f"{each.name} {found[each]} ({each.registry})" for each in found if found[each])
        return cls(reader.face, reader.program, versions, result)

    def __str__(self) -> str:
        """The row as Markdown."""
        return "| " + " | ".join(map(_cell, (self.face, self.program, self.versions, self.result))) + " |"


def _cell(text: str) -> str:
    """Text as a cell can have it: in one line, and no bar, no tag and no mark-up in it."""
    return re.sub(r"([\\|<`*_\[])", r"\\\1", " ".join(text.split()))


def missing(packages: Iterable[Package]) -> str:
    """Return that packages are not installed, and the line that installs them.

    >>> missing([Package("Debian", "r-base-core", "54 MB")])
    'not installed here: apt-get install --no-install-recommends r-base-core (54 MB)'
    """
    parts = []
    for each in packages:
        size = f" ({each.size})" if each.size else ""
        install = "apt-get install --no-install-recommends" if each.registry == "Debian" else ".ci/setup interop brings"
        parts.append(f"{install} {each.name}{size}")
    return ": ".join([_MISSING, ", ".join(parts)]) if parts else _MISSING


def page(rows: Iterable[Row]) -> str:
    """Return the page."""
    return _HEAD + "".join(f"{row}\n" for row in rows) + _TAIL


def rows_of(text: str) -> list[Row]:
    """Return the rows of a page; raises ValueError if it is not in the form that `page` writes."""
    if not text.startswith(_HEAD) or not text.endswith(_TAIL):
        raise ValueError("The page begins or ends in another way.")
    found = []
    for line in text[len(_HEAD) : -len(_TAIL)].splitlines():
        cells = re.fullmatch(r"\| (.+?) \| (.+?) \| (.*?) \| (.+) \|", line)
        if not cells:
            raise ValueError(f"This is no row: {line}")
        found.append(Row(*cells.groups()))
    return found
