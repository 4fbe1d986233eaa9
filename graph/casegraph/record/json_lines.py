"""Reviews as JSON lines, both ways: one review a line, nothing of the record lost."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

from casegraph.errors import PageError, RecordError
from casegraph.record.checks import InvalidValue, known
from casegraph.record.from_json import from_json
from casegraph.record.json_objects import LineObject
from casegraph.record.model import Review
from casegraph.record.page_record import PageRecord
from casegraph.record.to_json import to_json

if TYPE_CHECKING:
    from msgspec.json import Decoder

__all__ = ["from_line", "is_json_lines", "line_object", "read_json_lines", "to_line"]

_MARK = b"\xef\xbb\xbf"


def to_line(review: Review, others: Sequence[Review] = ()) -> str:
    """Return a review as one line of JSON, without the line's end; *others* are its entries elsewhere."""
    from msgspec import json

    return json.format(json.encode(to_json(review, others)), indent=0).decode()


def from_line(
    line: str | bytes, *, file: str = "reviews.jsonl", number: int = 1, collections: Collection[str] | None = None
) -> tuple[Review, ...]:
    """Return the review of a line, and after it the other entries for it.

    Their collections must be among *collections*, if these are given. Keys that Casegraph does not know are left alone.
    Raises RecordError, which names *file*, line *number* and key.
    """
    review_object = line_object(line, file=file, number=number)
    try:
        others = enumerate(review_object.get("others", ()))
        entries = (from_json(review_object), *(from_json(other, f"others[{at}].") for at, other in others))
        if collections is not None:
            for entry in entries:
                known(entry.source.collection, collections, "source.collection", "collection")
        return entries
    except InvalidValue as error:
        raise RecordError(file, number, error.key, error.reason) from None


def line_object(line: str | bytes, *, file: str = "reviews.jsonl", number: int = 1) -> LineObject:
    """Return what a line says as plain values of the right types, which may still be what no page could say.

    Raises RecordError as `from_line` does.
    """
    import msgspec

    try:
        return _decoder().decode(line)
    except msgspec.ValidationError as error:
        reason, _, key = str(error).partition(" - at `$.")
        raise RecordError(file, number, key.rstrip("`"), _plain(reason)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(file, number, "", f"it is no JSON in UTF-8 ({error})") from None
    except RecursionError:
        raise RecordError(file, number, "", "it has too many objects within each other") from None


def is_json_lines(content: bytes, file: str) -> bool:
    """Say whether a file holds JSON lines, by how it begins or else by its name.

    >>> is_json_lines(b'{"title": ', "saved.txt"), is_json_lines(b"2025 - Kent - Child A", "kent.txt")
    (True, False)
    """
    return content[:100].removeprefix(_MARK).lstrip().startswith(b"{") or file.lower().endswith((".jsonl", ".ndjson"))


def read_json_lines(content: bytes, file: str, collections: Collection[str] | None = None) -> tuple[PageRecord, ...]:
    """Return the records of the pages that the lines of a *file* come from, in the order in which they were read.

    *collections* are as in `from_line`. An entry that is there twice counts once. Raises PageError for a file without a review and RecordError for a line
    that is no review, or that differs from another one of the same entry.
    """
    pages: dict[tuple[int, str, str], dict[int, tuple[Review, int]]] = {}
    for number, line in enumerate(content.removeprefix(_MARK).split(b"\n"), start=1):
        for review in from_line(line, file=file, number=number, collections=collections) if line.strip() else ():
            source = review.source
            entries = pages.setdefault((source.page, source.sha256, source.file), {})
            other, before = entries.setdefault(source.start, (review, number))
            if other != review:
                raise RecordError(file, number, "source.start", f"the entry differs from that of line {before}")
    if not pages:
        raise PageError(f"{file} holds no review. Give a file that Casegraph has extracted, one review a line.")
    return tuple(
        PageRecord(name, sha256, tuple(entries[start][0] for start in sorted(entries)))
        for (_, sha256, name), entries in sorted(pages.items(), key=lambda page: page[0][0])
    )


@cache
def _decoder() -> "Decoder[LineObject]":
    from msgspec.json import Decoder

    return Decoder(LineObject)


def _plain(reason: str) -> str:
    """Return what msgspec complains of in our words.

    >>> _plain("Object missing required field `areas`"), _plain("Expected `int`, got `str`")
    ('“areas” is missing', 'int expected, str seen')
    """
    missing = re.fullmatch(r"Object missing required field `([^`]*+)`", reason)
    if missing:
        return f"“{missing[1]}” is missing"
    expected = re.fullmatch(r"Expected `([^`]*+)`, got `([^`]*+)`", reason)
    return f"{expected[1]} expected, {expected[2]} seen" if expected else reason
