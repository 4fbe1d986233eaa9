"""Checks of values from JSON: offsets that can be, texts that fit them, ids that Casegraph knows."""

from collections.abc import Collection, Sequence

from casegraph.nearest import either, nearest
from casegraph.record.json_objects import PassageObject, Words
from casegraph.record.model import Passage, Source

__all__ = ["InvalidValue", "before", "check", "evidence", "known", "passage_of", "spanned", "within"]


class InvalidValue(ValueError):
    """A value that a record cannot have: the key's path in the JSON object, and what is wrong there."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key}: {reason}")
        self.key, self.reason = key, reason


def passage_of(given: PassageObject, source: Source, key: str) -> Passage:
    """Return a passage of the entry with this *source*."""
    return spanned(given["text"], [(given["start"], given["end"])], source, key)


def spanned(text: str, words: Words, source: Source, key: str) -> Passage:
    """Return the passage with a *text*, whose one place is in the entry and as long as the text."""
    check(len(words) == 1, key, f"it has {len(words)} places, not one")
    ((start, end),) = words
    check(
        source.start <= start <= end <= source.end,
        key,
        f"{start} to {end} is not within the entry, {source.start} to {source.end}",
    )
    check(end - start == len(text), key, f"{start} to {end} does not fit a text of {len(text)} characters")
    return Passage(start, end, text)


def within(span: tuple[int, int], passage: Passage, key: str) -> Passage:
    """Return the part of a passage at an offset of the page."""
    start, end = span
    check(
        passage.start <= start <= end <= passage.end,
        key,
        f"{start} to {end} is not within the text of its clause, {passage.start} to {passage.end}",
    )
    return passage.part(start, end)


def before(span: tuple[int, int], text: str, clause: Passage, source: Source, key: str) -> Passage:
    """Return the words with a *text* at an offset of the page, which stand before a clause and introduce it."""
    check(
        span[1] <= clause.start, key, f"{span[0]} to {span[1]} is not before its clause, which begins at {clause.start}"
    )
    return spanned(text, [span], source, key)


def evidence(words: Words, texts: Sequence[Passage], key: str) -> Passage:
    """Return the words of an incident: part of one of *texts*, the paragraphs, the heading and the keywords."""
    check(len(words) == 1, key, f"it has {len(words)} places, not one")
    ((start, end),) = words
    for passage in texts:
        if passage.start <= start <= end <= passage.end:
            return passage.part(start, end)
    raise InvalidValue(key, f"{start} to {end} is in no paragraph of the narrative, the heading or a keyword")


def known(given: str, ids: Collection[str], key: str, kind: str) -> None:
    """Raise InvalidValue unless an id is one of *ids*; *kind* says of what."""
    if given not in ids:
        near = [f"“{each}”" for each in nearest(given, ids)]
        raise InvalidValue(
            key,
            f"“{given[:80]}” is no {kind} that Casegraph knows" + (f"; did you mean {either(near)}?" if near else ""),
        )


def check(holds: bool, key: str, reason: str) -> None:
    """Raise InvalidValue with a *reason* unless something *holds* of the value at a *key*."""
    if not holds:
        raise InvalidValue(key, reason)
