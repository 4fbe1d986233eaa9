"""The automaton of a lexicon: which strings of codes a text can have, and which wordings they belong to.

A wording is known by its number. Most are one part, words side by side. A wording with gaps is a walk from node to
node, a node for each part; wordings that begin alike begin with the same nodes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

import ahocorasick

from casegraph.extracting.lexicon.codes import JOIN, NEVER, STOP, Codes
from casegraph.extracting.lexicon.notation import Part, Parts, parts_of
from casegraph.wordings import Wording

__all__ = ["Compiled", "Hit", "compiled"]


class Compiled(NamedTuple):
    """An automaton that finds words in a text's *codes*; *ends* are the wordings with gaps that each node completes.

    Wordings go on from the *inner* first nodes only.
    """

    codes: Codes
    automaton: ahocorasick.Automaton
    ends: list[list[int]]
    inner: int


Hit = tuple[
    int,
    tuple[int, ...],
    tuple[tuple[int, str], ...],
    int,
    dict[int, tuple[int, ...]],
    int,
    tuple[int, ...],
    tuple[int, ...],
    tuple[int, ...],
]
"""What a hit of the automaton means, as nine things:

how many words it has after its first; the wordings that count in any text; wordings for one kind of text, each with the
kind; as words that are part of a wording with gaps, the nodes that they follow, as bits, and for each of these the
nodes that it leads to; the nodes that they begin at, as bits and one by one; wordings that are exceptions; and wordings
that find nothing that all these do not find for the same concept.

It is a plain tuple because a text has a hit for almost every word, and these are taken apart fastest.
"""
_Step = tuple[int, int]
"""From which node a part leads to which; a first part starts from _START."""
_Used = tuple[Part, list[int], list[_Step]]
"""A part, the wordings that it is the whole of, and its steps in others."""
_START = -1
_NO_STEPS: dict[int, tuple[int, ...]] = {}  # one for all


def compiled(wordings: Sequence[Wording]) -> Compiled:
    """Compile wordings; the number of each is its place among them. Of two that find the same, the first is given."""
    numbers: defaultdict[Parts, list[int]] = defaultdict(list)
    for number, wording in enumerate(wordings):
        for parts in parts_of(wording.text):
            numbers[parts].append(number)
    codes = Codes(word for parts in numbers for part in parts for words, _ in part for word in words)
    used, ends, inner = _used(numbers)
    by_key: dict[str, tuple[int, ...]] = {}
    for place, (part, _, _) in enumerate(used):
        alone = (place,)
        for key in _keys(part, codes):
            places = by_key.setdefault(key, alone)
            if places is not alone:
                by_key[key] = (*places, place)
    # Many strings mean the same; they share one hit.
    hits = {places: _hit(wordings, [used[place] for place in places]) for places in {*by_key.values()}}
    automaton = ahocorasick.Automaton()
    automaton.add_word(NEVER, None)  # without any word it would not search
    for key in sorted(by_key):
        automaton.add_word(key, hits[by_key[key]])
    automaton.make_automaton()
    return Compiled(codes, automaton, ends, inner)


def _used(numbers: dict[Parts, list[int]]) -> tuple[list[_Used], list[list[int]], int]:
    """Return what each part is used for, the wordings with gaps that each node completes, and how many nodes are inner.

    Inner nodes, from which a wording goes on, come first: as bits they are short.
    """
    used: dict[Part, _Used] = {}
    prefixes = dict.fromkeys([parts[:index] for parts in numbers for index in range(1, len(parts))])
    leaves = [parts for parts in numbers if len(parts) > 1 and parts not in prefixes]
    nodes: dict[Parts, int] = {parts: number for number, parts in enumerate([(), *prefixes, *leaves], start=_START)}
    ends: list[list[int]] = [[] for _ in (*prefixes, *leaves)]
    reached: set[Parts] = set()
    for parts, numbers_of in numbers.items():
        for index, part in enumerate(parts, start=1):
            _, whole, steps = used.setdefault(part, (part, [], []))
            if len(parts) == 1:
                whole += numbers_of
            elif parts[:index] not in reached:
                reached.add(parts[:index])
                steps.append((nodes[parts[: index - 1]], nodes[parts[:index]]))
        if len(parts) > 1:
            ends[nodes[parts]] += numbers_of
    return list(used.values()), ends, len(prefixes)


def _keys(part: Part, codes: Codes) -> Iterable[str]:
    """Return the strings of codes that a part of a wording can be, each once; a text may leave a comma out."""
    words = [codes.fitting(each) for each, _ in part]
    if not any(comma for _, comma in part[:-1]):
        return map(JOIN.join, product(*words)) if len(words) > 1 else words[0]
    return _keys_with_commas(part, words)


def _keys_with_commas(part: Part, words: list[list[str]]) -> Iterator[str]:
    marks = [(JOIN, STOP) if comma else (JOIN,) for _, comma in part[:-1]]
    for each in product(*words):
        for between in product(*marks):
            yield "".join(map("".join, zip(each, (*between, ""), strict=True)))


def _hit(wordings: Sequence[Wording], used: list[_Used]) -> Hit:
    """Return what words mean that are all of these parts."""
    part, whole, steps = used[0]
    for _, more_whole, more_steps in used[1:]:
        whole, steps = whole + more_whole, steps + more_steps
    if len(whole) == 1 and not steps and wordings[whole[0]].counts_in == "any":  # most are so
        return len(part) - 1, (whole[0],), (), 0, _NO_STEPS, 0, (), (), ()
    anywhere: dict[str, int] = {}
    own: dict[tuple[str, str], int] = {}
    exceptions: dict[str, int] = {}
    for number in sorted(whole):
        concept, _, counts_in, *_ = wordings[number]
        if counts_in == "any":
            anywhere.setdefault(concept, number)
        elif counts_in == "exception":
            exceptions.setdefault(concept, number)
        else:
            own.setdefault((concept, counts_in), number)
    own = {key: number for key, number in own.items() if key[0] not in anywhere}
    same = tuple(sorted({*whole} - {*anywhere.values(), *own.values(), *exceptions.values()}))
    follow: defaultdict[int, list[int]] = defaultdict(list)
    for before, node in steps:
        follow[before].append(node)
    begins = tuple(follow.pop(_START, ()))
    return (
        len(part) - 1,
        tuple(anywhere.values()),
        tuple([(number, kind) for (_, kind), number in own.items()]),
        _bits(follow),
        {before: tuple(nodes) for before, nodes in follow.items()} or _NO_STEPS,
        _bits(begins),
        begins,
        tuple(exceptions.values()),
        same,
    )


def _bits(nodes: Iterable[int]) -> int:
    return sum(1 << node for node in nodes)
