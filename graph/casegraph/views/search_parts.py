"""The parts of what somebody types: the names in it, the longest first, and what is left as words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from casegraph.views.collection import Collection
from casegraph.views.plain_text import plain
from casegraph.views.search_names import SearchName, keys_of_names, names_with, nearest_names, search_names
from casegraph.views.search_words import GENERAL, SMALL, key_of, meaningful, tokens
from casegraph.views.word_search import reviews_with

__all__ = ["AMONG", "LIMITS", "SHARED", "SURE", "Option", "Part", "Parts", "is_shared", "parts_of"]

AMONG = ("nation", "region", "partnership", "year", "age")
"""Kinds of which a review can have any of several, and which are no mere words."""

SHARED = frozenset(
    "area board borough child city council county health local partnership region regional safeguarding".split()
)
"""Words, without plurals, that many partnerships have in their names: they mean none of them."""

LIMITS: Mapping[str, int] = {"exact": 4, "close": 2, "beside": 2, "mistyped": 3}
"""How many names that have words *exact*ly, and how many that have them among others (*close*), words can mean; how many words
*beside* one that is *mistyped* may belong to it, and how many such words are looked after."""

SURE = 0.85
"""How alike a name must be to several words, one of which is mistyped: the others may be meant as they are."""


class Option(NamedTuple):
    """One meaning of a part: a name, or else words."""

    name: SearchName | None
    words: str


class Part(NamedTuple):
    """A part of what is typed: what it can mean, the likeliest first."""

    options: Sequence[Option]


class Parts(NamedTuple):
    """All parts; words that occur nowhere are *replaced* by the parts of the nearest names, or *unused* if no name is near."""

    parts: Sequence[Part]
    unused: Sequence[str]
    replaced: Sequence[str]


def parts_of(c: Collection, words: Sequence[str], tries: int = LIMITS["mistyped"]) -> Parts:
    """Return the parts of what is typed."""
    at = next(_unknown(c, words), None) if tries else None
    if at is None:
        return Parts([*_known(c, words)], [], [])
    best = (0.0, 0, at, at + 1, [])  # type: tuple[float, int, int, int, list[SearchName]]
    for start in range(max(0, at - LIMITS["beside"]), at + 1):
        for end in range(at + 1, min(len(words), at + 1 + LIMITS["beside"]) + 1):
            near = nearest_names(c, " ".join(words[start:end]))
            is_like = near and (end - start == 1 or near[0][0] >= SURE)
            if is_like and (near[0][0], end - start) > best[:2]:
                best = (near[0][0], end - start, start, end, [name for _, name in near])
    _, _, start, end, names = best
    before, after = parts_of(c, words[:start], tries - 1), parts_of(c, words[end:], tries - 1)
    own = [Part([Option(name, "") for name in names])] if names else []
    text = [" ".join(words[start:end])]
    return Parts(
        [*before.parts, *own, *after.parts],
        [*before.unused, *([] if names else text), *after.unused],
        [*before.replaced, *(text if names else []), *after.replaced],
    )


def is_shared(name: SearchName, words: Sequence[str]) -> bool:
    """Return whether words are only such as many partnerships have in their names.

    They mean none of these, and no other name but by its label.
    """
    is_label = name.kind != "partnership" and _has_words(name.label, words)
    return not is_label and all(key_of([word]) in SHARED for word in words)


def _longest(c: Collection, words: Sequence[str], at: int) -> int:
    """Return where the longest name ends that begins with a word, 0 if none does."""
    keys = keys_of_names(c)
    ends = (end for end in range(len(words), at, -1) if words[end - 1] not in SMALL and key_of(words[at:end]) in keys)
    return next(ends, 0)


def _unknown(c: Collection, words: Sequence[str]) -> Iterator[int]:
    """Yield where words are that are part of no name and that no review has."""
    at = 0
    while at < len(words):
        end = 0 if words[at] in SMALL else _longest(c, words, at)
        if not end and words[at] not in SMALL | GENERAL and not reviews_with(c, [plain(words[at])]).any():
            yield at
        at = end or at + 1


def _known(c: Collection, words: Sequence[str]) -> Iterator[Part]:
    """Yield the names among some words, and what is left between them."""
    left: list[str] = []
    at = 0
    while at < len(words):
        end = 0 if words[at] in SMALL else _longest(c, words, at)
        if not end:
            left += [words[at]] if words[at] not in SMALL | GENERAL else []
            at += 1
            continue
        if left:
            yield Part([Option(None, " ".join(left))])
            left = []
        yield Part([*_meanings(c, words[at:end])])
        at = end
    if left:
        yield Part([Option(None, " ".join(left))])


def _meanings(c: Collection, words: Sequence[str]) -> Iterator[Option]:
    """Yield what words mean that are a name: what has the name, what has its words in another name, and these words."""
    names = search_names(c)
    exact = [names[number] for number, _ in keys_of_names(c)[key_of(words)]][: LIMITS["exact"]]
    yield from (Option(each, "") for each in exact)
    if exact[0].kind not in AMONG:
        own = meaningful(words)
        close = [
            each for each in names_with(c, own) if each not in exact and each.reviews and _has_words(each.label, own)
        ]
        close = [each for each in close if not is_shared(each, own)]
        close.sort(key=lambda each: (len(meaningful(tokens(each.label))), -each.reviews))
        yield from (Option(each, "") for each in close[: LIMITS["close"]])
        yield Option(None, " ".join(meaningful(words)))


def _has_words(label: str, words: Sequence[str]) -> bool:
    """Return whether a label, which people see, has words that begin with all of these."""
    mine = tokens(label)
    return all(any(word.startswith(each) for word in mine) for each in words)
