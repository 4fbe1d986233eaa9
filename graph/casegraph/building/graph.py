"""The graph of reviews as one sorted text of N-Triples: the triples of all parts, and what is said once for all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import BinaryIO

from casegraph.building.facts import Facts, common_lines
from casegraph.building.files import MEDIA_TYPES
from casegraph.building.part import NTRIPLES, make_part
from casegraph.collections import Profile, profile_named, profiles
from casegraph.names import BASE
from casegraph.rdf.description import description_lines
from casegraph.rdf.merging import merged
from casegraph.rdf.partitions import Counts
from casegraph.rdf.triples import rebased
from casegraph.record.identity import Minted

__all__ = ["graph_blocks", "graph_text", "said_once"]


def graph_blocks(parts: Iterable[BinaryIO], once: set[str], base: str = BASE) -> Iterator[list[bytes]]:
    """Yield the lines of a graph in order, many at a time: those of *parts*, each sorted, and those said *once*.

    The IRIs of *parts* begin with *base* already, those of *once* with the usual base.
    """
    last = BytesIO("".join(f"{line}\n" for line in sorted(rebased(once, base))).encode())
    return merged([*parts, last])


def said_once(
    facts: Facts, pages: Iterable[str], profile: Profile, base: str = BASE, files: Mapping[str, str] = MEDIA_TYPES
) -> set[str]:
    """Return what a graph says beside the triples of its parts, which have these *facts*, in IRIs with the usual base.

    *pages* are the SHA-256 of the source pages, *profile* is that of their collection. *files* are the media types, by
    name, of the exports that are written.
    """
    lines = common_lines(facts.shared, facts.keywords, facts.areas, profile.words)
    counts = Counts.of(lines, facts.examples)
    counts.update(facts.counts)
    return lines | description_lines(counts, facts.tally.years, sorted({*pages}), files, profile, base=base)


def graph_text(minted: Sequence[Minted], base: str = BASE) -> str:
    """Return the graph of reviews and the vocabularies they use as sorted N-Triples text."""
    part = make_part(minted, base)
    entries = [entry for each in minted for entry in (each.review, *each.others)]
    about = profile_named(min({entry.source.collection for entry in entries})) if entries else profiles()[0]
    once = said_once(part.facts, (entry.source.sha256 for entry in entries), about, base)
    blocks = graph_blocks([BytesIO(part.pieces[NTRIPLES])], once, base)
    return b"".join(line for block in blocks for line in block).decode()
