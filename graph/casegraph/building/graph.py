"""The graph of reviews as one sorted text of N-Triples: the triples of all parts, and what is said once for all."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from casegraph.building.again import Difference, difference
from casegraph.building.facts import Facts, common_lines
from casegraph.building.files import MEDIA_TYPES
from casegraph.building.kept import SAID_ONCE
from casegraph.building.part import NTRIPLES, make_part
from casegraph.building.parts import Parts
from casegraph.building.recorded_reviews import recorded_review
from casegraph.building.repeats import asks_in, recommendations_of, repeat_lines
from casegraph.collections import Profile, profile_named, profiles
from casegraph.names import BASE
from casegraph.rdf.description import description_lines
from casegraph.rdf.merging import SortedFile, merged
from casegraph.rdf.partitions import Counts
from casegraph.rdf.triples import rebased
from casegraph.record.identity import Minted

__all__ = ["graph_text", "once_text", "said_once", "write_graph"]


def write_graph(stage: Path, parts: Parts, base: str) -> tuple[int, Difference | None]:
    """Write the graph into the folder of a build that has what is said once; return how many triples it has.

    Where *parts* of the former build are used again, what has changed since is returned as well.
    """
    texts = [*parts.texts(), SortedFile(stage / SAID_ONCE)]
    if parts.again:
        changes = difference(parts.again, texts, parts.folder, base)
        former = parts.again.former
        return former.kept.triples[""] + changes.write(former.folder / NTRIPLES, stage / NTRIPLES), changes
    triples = 0
    with (stage / NTRIPLES).open("wb") as file:
        for block in merged(texts):
            triples += len(block)
            file.writelines(block)
    parts.remove_graph()  # the store needs its room
    return triples, None


def said_once(
    facts: Facts,
    pages: Iterable[str],
    profile: Profile,
    base: str = BASE,
    files: Mapping[str, str] = MEDIA_TYPES,
    repeats: Collection[str] = (),
) -> set[str]:
    """Return what a graph says beside the triples of its parts, which have these *facts*, in IRIs with the usual base.

    *pages* are the SHA-256 of the source pages, *profile* is that of their collection. *files* are the media types, by
    name, of the exports that are written. *repeats* are the lines of what several reviews ask alike.
    """
    lines = common_lines(facts.shared, facts.keywords, facts.areas, profile).union(repeats)
    counts = Counts.of(lines, facts.examples | recommendations_of(repeats))
    counts.update(facts.counts)
    return lines | description_lines(counts, facts.tally.years, sorted({*pages}), files, profile, base=base)


def graph_text(minted: Sequence[Minted], base: str = BASE) -> str:
    """Return the graph of reviews and the vocabularies they use as sorted N-Triples text."""
    part = make_part(minted, base)
    entries = [entry for each in minted for entry in (each.review, *each.others)]
    about = profile_named(min({entry.source.collection for entry in entries})) if entries else profiles()[0]
    repeats = repeat_lines(asks_in(map(recorded_review, minted)))
    once = said_once(part.facts, (entry.source.sha256 for entry in entries), about, base, repeats=repeats)
    blocks = merged([BytesIO(part.ntriples), BytesIO(once_text(once, base))])
    return b"".join(line for block in blocks for line in block).decode()


def once_text(once: set[str], base: str) -> bytes:
    """Return lines that are said once, under the usual base of IRIs, as sorted text under *base*."""
    return "".join(f"{line}\n" for line in sorted(rebased(once, base))).encode()
