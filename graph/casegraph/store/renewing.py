"""Renewing: a store is made of the one before it, of which it shares the tables, and of what has changed.

RocksDB never changes a table that it has written, so that both stores can have it (as a hard link, or where there are
none as a copy); what it goes on writing to is copied. What goes is taken out of the new store alone, and what an
engine no longer shows may still be in its files: so words that are gone for good need a new store, and `renew` says so.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from casegraph.store.loading import forget_the_computer

__all__ = ["Changes", "NotRenewed", "Renewal", "renew", "table_bytes"]

_SAMPLE = 1_000
"""Lines of the new text, spread over it, that the new store must have."""

_AT_ONCE = 16 * 2**20
_TABLE = ".sst"
_OWN = re.compile(r"LOCK|LOG.*")
"""Files of a store that belong to a process that has it open."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
"""The SHA-256 of a page."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WORDLESS = frozenset(
    f"{_XSD}{name}" for name in ("boolean", "date", "decimal", "double", "gYear", "gYearMonth", "integer")
)


Term = NamedNode | BlankNode | Literal | Triple


class NotRenewed(Exception):
    """The store cannot be made of the one before."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The lines of N-Triples that go, and those that are new, each in a file, of the default graph or of one called *graph*."""

    removed: Path
    added: Path
    graph: str = ""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a store is to have that is made of the one before.

    *triples* says how many there are in each graph, "" being the default graph, whose *text* is a file of N-Triples.
    IRIs that begin with one of *counted* are of what a build counts: they say nothing that people wrote, nor does what is
    said of them. Those that begin with one of *derived* are of what it draws from texts: words said of them are words of these. The tables may have *most* bytes. *words_of* returns for an IRI another one that has all words of it, itself or "" if it has none.
    """

    changes: tuple[Changes, ...]
    triples: Mapping[str, int]
    text: Path
    counted: tuple[str, ...]
    derived: tuple[str, ...]
    most: int
    words_of: Callable[[str], str]


def renew(former: Path, folder: Path, renewal: Renewal) -> None:
    """Make a store in a new *folder* from the *former* one, and close it.

    Raises NotRenewed where the new store would not have what it must, and where words are gone for good: then there is no
    folder.
    """
    try:
        _share(former, folder)
        wrong = _change(folder, renewal)
        if not wrong:
            _tidy(folder, former)
            if table_bytes(folder) > renewal.most:
                wrong = "Its tables have become too large, as an engine does not drop at once what goes."
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:  # the engine's, which say little
        wrong = str(error) or type(error).__name__
    if wrong:  # by now nothing has the store open, which would go on writing to it
        shutil.rmtree(folder)
        raise NotRenewed(wrong)


def table_bytes(folder: Path) -> int:
    """Return how many bytes the tables of a store have."""
    return sum(path.stat().st_size for path in folder.glob(f"*{_TABLE}"))


def _share(former: Path, folder: Path) -> None:
    folder.mkdir()
    for path in sorted(former.iterdir()):
        if _OWN.fullmatch(path.name):
            continue
        if path.suffix == _TABLE:
            with suppress(OSError, NotImplementedError):  # another disk, or one without links
                os.link(path, folder / path.name)
                continue
        shutil.copyfile(path, folder / path.name)


def _change(folder: Path, renewal: Renewal) -> str:
    """Change the store; return what is wrong with it then, "" for nothing. It is closed when this returns."""
    store = Store(str(folder))
    for each in renewal.changes:
        for quad in _quads(each.removed, each.graph):
            store.remove(quad)
        for some in _blocks(each.added):
            graph = NamedNode(each.graph) if each.graph else None
            store.bulk_load(some, format=RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)
    store.flush()
    return _fault(store, renewal) or _gone_words(store, renewal)


def _tidy(folder: Path, former: Path) -> None:
    """Open and close the store once more, so that the engine drops what it has written to tables, then clean the new tables."""
    Store(str(folder)).flush()
    forget_the_computer(folder, [path.name for path in former.glob(f"*{_TABLE}")])


def _fault(store: Store, renewal: Renewal) -> str:
    named = {
        graph: sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(graph)))
        for graph in renewal.triples
        if graph
    }
    there = {**named, "": len(store) - sum(named.values())}
    if there != renewal.triples:
        return f"It has {there} triples, and must have {dict(renewal.triples)}."
    for each in renewal.changes:
        if any(quad in store for quad in _quads(each.removed, each.graph)):
            return "It still has what it must not have."
        if any(quad not in store for quad in _quads(each.added, each.graph)):
            return "It lacks something new."
    if any(quad not in store for quad in _sample(renewal.text)):
        return "It lacks something that stays."
    return ""


def _gone_words(store: Store, renewal: Renewal) -> str:
    own, derived = set[NamedNode | Literal](), set[NamedNode | Literal]()
    for quad in (quad for each in renewal.changes for quad in _quads(each.removed, each.graph)):
        if not _begins(quad.subject, renewal.counted):
            terms = derived if _begins(quad.subject, renewal.derived) else own
            terms |= {words for term in (quad.subject, quad.object) if (words := _words(term, renewal))}
    for term in (*own, *derived) if own else ():  # where no text goes, its words stay
        if not _is_used(term, store):
            return f"Nothing has {term} any more, which would stay in its files."
    return ""


def _words(term: Term, renewal: Renewal) -> NamedNode | Literal | None:
    """Return a term that has the words of another one, None if that has none."""
    if isinstance(term, Literal):
        return None if term.datatype.value in _WORDLESS or _DIGEST.fullmatch(term.value) else term
    if not isinstance(term, NamedNode) or _begins(term, renewal.counted):
        return None
    iri = renewal.words_of(term.value)
    return NamedNode(iri) if iri else None


def _begins(term: Term, with_one_of: tuple[str, ...]) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(with_one_of)


def _is_used(term: NamedNode | Literal, store: Store) -> bool:
    if next(store.quads_for_pattern(None, None, term, None), None) is not None:
        return True
    return isinstance(term, NamedNode) and next(store.quads_for_pattern(term, None, None, None), None) is not None


def _quads(file: Path, graph: str) -> Iterator[Quad]:
    place = NamedNode(graph) if graph else DefaultGraph()
    for quad in parse(path=str(file), format=RdfFormat.N_TRIPLES, lenient=True):
        yield Quad(quad.subject, quad.predicate, quad.object, place)


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as lines:
        while some := lines.read(_AT_ONCE) + lines.readline():
            yield some


def _sample(text: Path) -> Iterator[Quad]:
    size = text.stat().st_size
    with text.open("rb") as lines:
        for number in range(_SAMPLE):
            lines.seek(size * number // _SAMPLE)
            lines.readline()
            for quad in parse(lines.readline(), format=RdfFormat.N_TRIPLES, lenient=True):
                yield Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
