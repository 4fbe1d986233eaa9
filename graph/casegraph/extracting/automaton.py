"""The automaton of a lexicon: which strings of codes a text can have, and what wordings use them for.

Most are a whole wording. They can also be an exception, or a part of a wording with gaps: such a wording is a walk from
node to node, a node a part, and those that begin alike begin with the same nodes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import ahocorasick

from casegraph.extracting.tokens import JOIN, NEVER, STOP, Codes, Part, readings

__all__ = ["Compiled", "Use", "compiled"]


class Use(NamedTuple):
    """What a wording is for: to find a concept, in any text or in those of a *kind*, or to except words from finding it."""

    concept: str
    kind: str = ""
    is_exception: bool = False


class Compiled(NamedTuple):
    """An automaton that finds words in a text's *codes*, and by node which wordings with gaps are complete there."""

    codes: Codes
    automaton: ahocorasick.Automaton
    ends: list[list[Use]]


class _Found(NamedTuple):
    """What words that a text has are used for: how many they are after the first, the wordings that they are, and more."""

    length: int
    concepts: tuple[str, ...]
    more: "_More | None"


class _More(NamedTuple):
    """What words are used for beside wordings that count in any text.

    They can be wordings in texts of a kind, follow other parts of wordings with gaps (by node, and as bits), be
    exceptions, and be first parts (nodes, and as bits).
    """

    own: tuple[tuple[str, str], ...]
    follow_bits: int
    follow: dict[int, list[int]]
    exceptions: tuple[str, ...]
    begins: frozenset[int]
    begins_bits: int


_Step = tuple[int, int]
"""From which node to which a part leads; a first part from _START."""
_Used = tuple[Part, list[Use], list[_Step]]
"""A part, and what it is used for: as a whole wording, and as a part of others."""
_START = -1


def compiled(wordings: Iterable[tuple[Use, str]]) -> Compiled:
    """Compile wordings, each with what it is for."""
    uses: defaultdict[tuple[Part, ...], list[Use]] = defaultdict(list)
    for use, text in wordings:
        for parts in readings(text):
            uses[parts].append(use)
    codes = Codes(word for parts in uses for part in parts for words, _ in part for word in words)
    used, ends = _used(uses)
    by_key: dict[str, tuple[int, ...]] = {}
    for number, (part, _, _) in enumerate(used):
        for key in _keys(part, codes):
            by_key[key] = (*by_key.get(key, ()), number)
    # Many words are used for the same, and that stands once.
    found = {numbers: _found_in([used[number] for number in numbers]) for numbers in set(by_key.values())}
    automaton = ahocorasick.Automaton()
    automaton.add_word(NEVER, None)  # without any word it would not search
    for key in sorted(by_key):
        automaton.add_word(key, found[by_key[key]])
    automaton.make_automaton()
    return Compiled(codes, automaton, ends)


def _used(uses: dict[tuple[Part, ...], list[Use]]) -> tuple[list[_Used], list[list[Use]]]:
    """Return what each part of wordings is used for, and by node which wordings with gaps are complete there."""
    used: dict[Part, _Used] = {}
    nodes: dict[tuple[Part, ...], int] = {(): _START}
    ends: list[list[Use]] = []
    for parts, uses_of in uses.items():
        for index, part in enumerate(parts, start=1):
            _, whole, steps = used.setdefault(part, (part, [], []))
            if len(parts) == 1:
                whole += uses_of
            elif parts[:index] not in nodes:
                nodes[parts[:index]] = len(ends)
                steps.append((nodes[parts[: index - 1]], len(ends)))
                ends.append([])
        if len(parts) > 1:
            ends[nodes[parts]] += uses_of
    return list(used.values()), ends


def _keys(part: Part, codes: Codes) -> Iterator[str]:
    """Yield the strings of codes that a part of a wording can be; a comma in it may be left out in the text."""
    words = [codes.fitting(each) for each, _ in part]
    if not any(comma for _, comma in part[:-1]):
        yield from map(JOIN.join, product(*words))
        return
    marks = [(JOIN, STOP) if comma else (JOIN,) for _, comma in part[:-1]]
    for each in product(*words):
        for between in product(*marks):
            yield "".join(map("".join, zip(each, (*between, ""), strict=True)))


def _found_in(used: list[_Used]) -> _Found:
    """Return what the same words are used for in all parts that they can be."""
    (part, whole, steps), *others = used
    for _, more_whole, more_steps in others:
        whole, steps = whole + more_whole, steps + more_steps
    return _found(len(part) - 1, tuple(whole), tuple(steps))


@lru_cache(maxsize=10_000)
def _found(length: int, whole: tuple[Use, ...], steps: tuple[_Step, ...]) -> _Found:
    concepts = tuple(sorted({use.concept for use in whole if not use.kind and not use.is_exception}))
    special = sorted({use for use in whole if use.kind or use.is_exception})
    if not special and not steps:
        return _Found(length, concepts, None)
    own = tuple((use.concept, use.kind) for use in special if use.kind and use.concept not in concepts)
    exceptions = tuple(use.concept for use in special if use.is_exception)
    follow: defaultdict[int, list[int]] = defaultdict(list)
    for before, node in steps:
        follow[before].append(node)
    begins = frozenset(follow.pop(_START, ()))
    return _Found(length, concepts, _More(own, _bits(follow), dict(follow), exceptions, begins, _bits(begins)))


def _bits(nodes: Iterable[int]) -> int:
    return sum(1 << node for node in nodes)
