"""The records of a build, one line a review: which review is where in the file, and what tells it from another reading of it."""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from casegraph.comparing.changes import ClauseKind
from casegraph.comparing.entry_fields import EntryFields, entry_fields
from casegraph.errors import BuildError, NoRecords, RecordError
from casegraph.record.identity import EntryKey
from casegraph.record.json_lines import line_object
from casegraph.record.json_objects import EntryObject
from casegraph.store.build_folder import BuildFolder

__all__ = ["RECORDS", "Line", "Records", "records_of", "records_path"]

RECORDS = "reviews.jsonl"
"""The file of a build that has them."""

_BYTES = 16  # of a digest: what differs by chance does so once in many worlds


class Line(NamedTuple):
    """A review: where its line begins, a digest of all that it says, and one of its words without the heading."""

    at: int
    number: int
    says: bytes
    words: bytes


@dataclass(frozen=True, slots=True)
class Records:
    """The reviews of a build by their ids, and how many clauses of each kind they have.

    What they say is read from the file when it is wanted. *collection* is the name of the collection that they are of, *corrections*
    a digest of what people overruled in them.
    """

    folder: BuildFolder
    lines: Mapping[str, Line]
    clauses: Counter[ClauseKind]
    collection: str
    corrections: bytes
    _mark: tuple[int, int, int]

    @contextmanager
    def reading(self) -> Iterator[Callable[[str], EntryFields]]:
        """Give what reads a review by its id; raises BuildError if the build has been replaced meanwhile."""
        path = self.folder.locate(RECORDS)
        with path.open("rb") as file:
            if _mark(file.fileno()) != self._mark:
                raise BuildError(
                    f"The build in {self.folder.path} was replaced during the comparison.", "Compare again."
                )

            def read(id: str) -> EntryFields:
                line = self.lines[id]
                file.seek(line.at)
                return entry_fields(_entry(self.folder, file.readline(), line.number))

            yield read


def records_of(folder: BuildFolder) -> Records:
    """Read the records of a build once, and keep of each only where it is and its digests.

    Raises NoRecords if the build has none, and BuildError for records that this version of Casegraph cannot read.
    """
    path = records_path(folder)
    keys: list[tuple[EntryKey, Line]] = []
    clauses: Counter[ClauseKind] = Counter()
    collection, overruled = "", list[str]()
    with path.open("rb") as file:
        at = 0
        for number, line in enumerate(file, start=1):
            if line.strip():
                entry = _entry(folder, line, number)
                collection = collection or entry["source"]["collection"]
                keys.append(_indexed(entry, at, number))
                overruled += (
                    [f"{entry['title']}\t{each}" for each in entry_fields(entry).corrections]
                    if "corrections" in entry
                    else []
                )
                clauses["learning point"] += len(entry["learning"])
                clauses["recommendation"] += sum(each["is_recommendation"] for each in entry["recommendations"])
            at += len(line)
        mark = _mark(file.fileno())
    times = Counter(key.slug for key, _ in keys)
    lines = {key.slug if times[key.slug] == 1 else f"{key.slug}-{key.digest}": line for key, line in keys}
    return Records(folder, lines, clauses, collection, _digest("\n".join(sorted(overruled)).encode()), mark)


def records_path(folder: BuildFolder) -> Path:
    """Return where the records of a build are; raises NoRecords if it has none."""
    path = folder.within(RECORDS)
    if not path.is_file():
        raise NoRecords(str(folder.path), RECORDS)
    return path


def _indexed(entry: EntryObject, at: int, number: int) -> tuple[EntryKey, Line]:
    from msgspec import msgpack

    narrative = [each["text"] for each in entry["narrative"]]
    learning = [each["text"] for each in entry["learning"]]
    recommendations = [each["text"] for each in entry["recommendations"]]
    reference = entry["sending"]["reference"]["text"] if "sending" in entry else ""
    key = EntryKey.of_words(
        entry["title"],
        narrative,
        entry["keywords"],
        learning,
        recommendations,
        entry["report"],
        entry["link"],
        reference,
    )
    body = [narrative, learning, recommendations]
    content = entry_fields(entry)._replace(page="")
    return key, Line(at, number, _digest(msgpack.encode(content)), _digest(msgpack.encode(body)) if any(body) else b"")


def _entry(folder: BuildFolder, line: bytes, number: int) -> EntryObject:
    try:
        return line_object(line, file=str(folder.path / RECORDS), number=number)
    except RecordError as error:
        version = str(folder.description().get("version", "?"))
        raise BuildError(
            f"{error.problem} The build in {folder.path} is from version {version} of Casegraph, and this version cannot read its records.",
            "Build its pages again.",
        ) from None


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_BYTES).digest()


def _mark(file: int) -> tuple[int, int, int]:
    """Return what tells a file from one that has taken its place."""
    status = os.fstat(file)
    return status.st_ino, status.st_mtime_ns, status.st_size
