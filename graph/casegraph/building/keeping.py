"""Keeping: what a build leaves for the next one beside its files."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from casegraph.building.entries import PageEntries
from casegraph.building.kept import (
    COUNTED,
    FOLDER,
    KEPT_TABLES,
    SAID_ONCE,
    Kept,
    KeptPage,
    digest_of,
    kept_reviews,
    write_kept,
)
from casegraph.building.others import OtherCollection
from casegraph.building.part import NTRIPLES, RECORDS
from casegraph.building.parts import Parts
from casegraph.record.identity import Identity
from casegraph.store.renewing import table_bytes
from casegraph.views.collection_file import FILE as COLLECTION

__all__ = ["keep"]

_NEEDED = (NTRIPLES, RECORDS, COLLECTION, KEPT_TABLES, SAID_ONCE, COUNTED)


def keep(
    stage: Path,
    parts: Parts,
    pages: Sequence[PageEntries],
    identities: Sequence[Identity],
    triples: Mapping[str, int],
    others: Sequence[OtherCollection] = (),
) -> None:
    """Keep in the folder of a build what the next one can use, if that has all files that it would need.

    The store has graphs of *others*, whose text the next one would need to change these.
    """
    if parts.kept is None or not all((stage / name).exists() for name in _NEEDED):
        shutil.rmtree(stage / FOLDER)
        return
    known = _known(stage, parts)
    beside = [each.ntriples for each in others if each.graph]
    files = [*(stage / name for name in _NEEDED), *beside, *sorted((stage / "store").iterdir())]
    names = {path.relative_to(stage).as_posix(): path for path in files if path.name != "LOCK"}
    kept = Kept(
        stamp=parts.stamp,
        triples=dict(triples),
        packed=_packed(stage, parts, known),
        files={name: known.get(name) or digest_of(path) for name, path in names.items()},
        pages=[*map(KeptPage.of, pages)],
        reviews=kept_reviews(identities),
        parts=parts.kept,
    )
    write_kept(kept, stage)


def _packed(stage: Path, parts: Parts, known: Mapping[str, str]) -> int:
    """Return how many bytes the tables of the store had when it was loaded as a whole, which may have been by a former build."""
    if parts.again and any(name.startswith("store/") for name in known):
        return parts.again.former.kept.packed
    return table_bytes(stage / "store")


def _known(stage: Path, parts: Parts) -> dict[str, str]:
    """Return the digests of files that the build shares with the former one, by their names."""
    if not parts.again:
        return {}
    former = parts.again.former
    return {name: digest for name, digest in former.kept.files.items() if _is_same(former.folder / name, stage / name)}


def _is_same(one: Path, other: Path) -> bool:
    return other.exists() and one.exists() and one.samefile(other)
