"""A regular expression as an automaton: the places in it that consume a character, and the steps between them.

It is made from Python's own parse of the expression and knows what Python has: possessive repeats, atomic groups, word
boundaries, and looking around by one character. A longer look-around is taken to hold.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

__all__ = ["Automaton", "Move", "automaton"]

_UNROLLED = 3  # copies of what may be repeated a limited number of times: growth does not depend on the limit
_START, _END = "\ue000", "\ue001"  # beside the characters of a text: its beginning and its end
_SAMPLES = "azAZ09_ \t\n-.,;:!?()[]{}<>'\"’‘“”–—•½é́\xa0\u2028字\x00#/|&%@=+*^~`$\\"


@dataclass(frozen=True)
class Step:
    """The way from one place to the next: what has to be before it and behind it, and the repeats that it leaves."""

    before: frozenset[str]
    behind: frozenset[str]
    leaves: frozenset[int] = frozenset()


Move = tuple[int, frozenset[int]]
"""Where a step leads, and the repeats that it leaves."""


@dataclass
class Piece:
    """A part of a pattern: how it may be entered, left and passed by without a character."""

    enter: list[tuple[int, Step]]
    leave: list[tuple[int, Step]]
    passed: list[Step]


@dataclass
class Automaton:
    """The places of a pattern with the characters of each, the steps between them, and those that go round."""

    alphabet: frozenset[str]
    words: frozenset[str]
    ignore_case: bool
    dot_all: bool
    takes: list[frozenset[str]] = field(default_factory=list)
    inside: list[frozenset[int]] = field(default_factory=list)
    steps: defaultdict[int, list[tuple[int, Step]]] = field(default_factory=lambda: defaultdict(list))
    rounds: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)
    groups: int = 0
    around: tuple[int, ...] = ()
    reach: dict[int, set[int]] = field(default_factory=dict)  # which of those that go round a place leads to
    kind: dict[str, int] = field(default_factory=dict)
    whole: Piece = field(default_factory=lambda: Piece([], [], []))
    example: dict[int, str] = field(default_factory=dict)
    known: dict[tuple[int, int], dict[str, list[Move]]] = field(default_factory=dict)
    sets: dict[Any, frozenset[str]] = field(default_factory=dict)

    @property
    def free(self) -> Step:
        """Return a step that asks for nothing."""
        return Step(self.alphabet | {_START}, self.alphabet | {_END})

    def place(self, characters: frozenset[str]) -> Piece:
        """Return the piece that is one place."""
        self.takes.append(characters)
        self.inside.append(frozenset(self.around))
        here = len(self.takes) - 1
        return Piece([(here, self.free)], [(here, self.free)], [])

    def charset(self, items: Any) -> frozenset[str]:
        """Return the characters that a set of the parse has."""
        known = tuple(items)
        if known not in self.sets:
            self.sets[known] = frozenset(each for each in self.alphabet if self._in(each, items))
        return self.sets[known]

    def _in(self, character: str, items: Any) -> bool:
        forms = {character, character.lower(), character.upper()} if self.ignore_case else {character}
        negated = any(kind is op.NEGATE for kind, _ in items)
        return negated != any(_has(kind, value, form) for kind, value in items for form in forms)

    def join(self, first: Piece, second: Piece) -> Piece:
        """Return one piece after the other."""
        for place, out in first.leave:
            for into, step in second.enter:
                self._step(place, into, _both(out, step))
        enter = first.enter + [
            (into, both) for by in first.passed for into, step in second.enter if (both := _both(by, step))
        ]
        leave = second.leave + [
            (of, both) for of, step in first.leave for by in second.passed if (both := _both(step, by))
        ]
        passed = [both for one in first.passed for other in second.passed if (both := _both(one, other))]
        return Piece(enter, leave, passed)

    def _step(self, place: int, into: int, step: Step | None) -> None:
        if step and step.before & self.takes[place] and step.behind & self.takes[into]:
            self.steps[place].append((into, step))

    def sequence(self, items: Any) -> Piece:
        """Return pieces one after the other."""
        whole = Piece([], [], [self.free])
        for kind, value in items:
            whole = self.join(whole, self.piece(kind, value))
        return whole

    def piece(self, kind: Any, value: Any) -> Piece:
        """Return the piece of one item of the parse."""
        match kind:
            case op.LITERAL:
                return self.place(self.charset([(op.LITERAL, value)]))
            case op.NOT_LITERAL:
                return self.place(self.charset([(op.NEGATE, None), (op.LITERAL, value)]))
            case op.ANY:
                return self.place(self.alphabet if self.dot_all else self.alphabet - {"\n"})
            case op.IN:
                return self.place(self.charset(value))
            case op.BRANCH:
                return _either([self.sequence(each) for each in value[1]])
            case op.SUBPATTERN:
                return self.sequence(value[3])
            case op.MAX_REPEAT | op.MIN_REPEAT:
                return self.repeat(*value)
            case op.POSSESSIVE_REPEAT:
                return self.possessive(*value)
            case op.ATOMIC_GROUP:
                return self.kept(lambda: self.sequence(value))
            case op.AT:
                return Piece([], [], list(self._at(value)))
            case op.ASSERT | op.ASSERT_NOT:
                return self._look(value[0], value[1], negated=kind is op.ASSERT_NOT)
            case _:
                raise NotImplementedError(f"{kind} cannot be analysed; write the pattern without it")

    def repeat(self, least: int, most: Any, body: Any, *, possessive: bool = False) -> Piece:
        """Return a piece that can go round, or a few copies of one that is repeated a limited number of times."""
        if most is not op.MAXREPEAT:
            most = min(int(most), max(_UNROLLED, 1))
            least = min(least, most)
            whole = Piece([], [], [self.free])
            for number in reversed(range(most)):  # x(x(x)?)?, as the engine tries it
                whole = self.join(self.sequence(body), whole)
                if number >= least:
                    whole.passed = _once((*whole.passed, self.free))
            return whole
        once = self.kept(lambda: self.sequence(body)) if possessive else self.sequence(body)
        first, last = ({place for place, _ in ends} for ends in (once.enter, once.leave))
        self.rounds |= min(first, last, key=len)  # each round passes one of either
        for place, out in once.leave:
            for into, step in once.enter:
                self._step(place, into, _both(out, step))
        once.passed = _once(once.passed if least else (*once.passed, self.free))
        return once

    def possessive(self, least: int, most: Any, body: Any) -> Piece:
        """Return a repeat that gives nothing back, neither when it is left nor from one round to the next."""
        whole = self.kept(lambda: self.repeat(least, most, body, possessive=True))
        if most is op.MAXREPEAT and len(body) == 1 and body[0][0] in (op.IN, op.LITERAL, op.NOT_LITERAL, op.ANY):
            (place, _), *_ = whole.leave  # of single characters it takes all that there are
            others = self.alphabet - self.takes[place] | {_END}
            whole.leave = [(of, replace(step, behind=step.behind & others)) for of, step in whole.leave]
            whole.passed = [replace(step, behind=step.behind & others) for step in whole.passed]
        return whole

    def kept(self, make: Callable[[], Piece]) -> Piece:
        """Make a piece that gives nothing back once it is left."""
        self.groups += 1
        outer, self.around = self.around, (*self.around, self.groups)
        number = frozenset((self.groups,))
        whole = make()
        self.around = outer
        whole.leave = [(of, replace(step, leaves=step.leaves | number)) for of, step in whole.leave]
        return whole

    def prepare(self, whole: Piece) -> None:
        """Work out what reaches what, and which characters count as the same before a step."""
        self.whole = whole
        befores = {step.before for steps in (*self.steps.values(), whole.enter) for _, step in steps}
        kinds: dict[tuple[bool, ...], int] = {}
        ordered = sorted(befores, key=sorted)
        for each in sorted(self.alphabet):
            self.kind[each] = kinds.setdefault(tuple(each in before for before in ordered), len(kinds))
        self.example = {number: each for each, number in self.kind.items()}
        comes_from: dict[int, set[int]] = {place: set() for place in range(len(self.takes))}
        for place, steps in self.steps.items():
            for into, _ in steps:
                comes_from[into].add(place)
        self.reach = {place: set() for place in comes_from}
        for loop in self.rounds:
            for place in _all_from([loop], comes_from.__getitem__):
                self.reach[place].add(loop)

    def circle(self, loop: int) -> set[int]:
        """Return the places through which a loop can go round, with its own."""
        return _all_from(
            [loop], lambda place: {into for into, _ in self.steps.get(place, ()) if loop in self.reach[into]}
        )

    def after(self, place: int, before: int) -> dict[str, list[Move]]:
        """Return by character where it leads from a place, behind a kind of character; twice where in two ways."""
        if (place, before) not in self.known:
            self.known[place, before] = self._by_character(self.steps.get(place, []), before)
        return self.known[place, before]

    def enter(self, before: int) -> dict[str, list[Move]]:
        """Return by character where the pattern begins behind a kind of character."""
        if (-1, before) not in self.known:
            self.known[-1, before] = self._by_character(self.whole.enter, before)
        return self.known[-1, before]

    def _by_character(self, steps: list[tuple[int, Step]], before: int) -> dict[str, list[Move]]:
        found: dict[str, list[Move]] = {}
        for into, step in steps:
            if self.example[before] in step.before:
                for character in step.behind & self.takes[into]:
                    found.setdefault(character, []).append((into, step.leaves))
        return found

    def _at(self, where: Any) -> Iterator[Step]:
        free, word, other = self.free, self.words, (self.alphabet - self.words) | {_START, _END}
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            yield replace(free, before=frozenset(_START))
        elif where in (op.AT_END, op.AT_END_STRING):
            yield replace(free, behind=frozenset(_END))
        elif where is op.AT_BOUNDARY:
            yield from (Step(word, other), Step(other, word))
        else:
            yield from (Step(word, word), Step(other, other))

    def _look(self, direction: int, body: Any, *, negated: bool) -> Piece:
        characters = self._single(body)
        if characters is not None:
            allowed = (self.alphabet - characters) | {_START, _END} if negated else characters
            step = replace(self.free, behind=allowed) if direction > 0 else replace(self.free, before=allowed)
            return Piece([], [], [step])
        passed = [self.free]
        if direction < 0:
            return Piece([], [], passed)
        inner = self.kept(lambda: self.sequence(body))
        self.ends |= {place for place, step in inner.leave if replace(step, leaves=frozenset()) == self.free}
        return Piece(inner.enter, [], passed)

    def _single(self, body: Any) -> frozenset[str] | None:
        if len(body) != 1:
            return None
        kind, value = body[0]
        if kind is op.IN:
            return self.charset(value)
        if kind is op.LITERAL:
            return self.charset([(op.LITERAL, value)])
        if kind is op.BRANCH and all(len(each) == 1 for each in value[1]):
            singles = [self._single(each) for each in value[1]]
            return None if None in singles else frozenset().union(*(each for each in singles if each is not None))
        return None


@cache
def _has(kind: Any, value: Any, character: str) -> bool:
    match kind:
        case op.LITERAL:
            return len(character) == 1 and ord(character) == value
        case op.RANGE:
            return len(character) == 1 and value[0] <= ord(character) <= value[1]
        case op.CATEGORY:
            name = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[value.name.rpartition("_")[2]]
            return bool(re.match(name, character)) != ("NOT" in value.name)
        case _:
            return False


def _all_from(places: list[int], next_to: Callable[[int], set[int]]) -> set[int]:
    """Return these places and all that they lead to, one step after the other."""
    seen, pending = {*places}, [*places]
    while pending:
        new = next_to(pending.pop()) - seen
        seen |= new
        pending.extend(new)
    return seen


def _both(one: Step, other: Step) -> Step | None:
    before, behind = one.before & other.before, one.behind & other.behind
    return Step(before, behind, one.leaves | other.leaves) if before and behind else None


def _once(steps: Iterable[Step]) -> list[Step]:
    return list(dict.fromkeys(steps))


def _either(pieces: list[Piece]) -> Piece:
    return Piece(
        [each for piece in pieces for each in piece.enter],
        [each for piece in pieces for each in piece.leave],
        _once(each for piece in pieces for each in piece.passed),
    )


def automaton(pattern: str, flags: int, *, full: bool) -> Automaton:
    """Return the automaton of a pattern; if it need not match all of a text, with the places behind which it can end."""
    tree = parser.parse(pattern, flags)
    flags = tree.state.flags
    alphabet = _alphabet(tree, flags)
    words = frozenset(each for each in alphabet if re.match(r"\w", each))
    machine = Automaton(alphabet, words, bool(flags & re.IGNORECASE), bool(flags & re.DOTALL))
    whole = machine.sequence(tree)
    if not full:
        machine.ends |= {
            place
            for place, step in whole.leave
            if step.before == machine.free.before
            and _END in step.behind
            and step.behind | machine.takes[place] >= alphabet  # what may not follow would have been taken
        }
    machine.prepare(whole)
    return machine


def _alphabet(tree: Any, flags: int) -> frozenset[str]:
    """Return one character of each kind that the pattern tells apart."""
    points: set[int] = set(map(ord, _SAMPLES))
    sets: list[Any] = [[(op.CATEGORY, op.CATEGORY_WORD)], [(op.CATEGORY, op.CATEGORY_SPACE)], [(op.LITERAL, 10)]]

    def walk(value: Any) -> None:
        if isinstance(value, parser.SubPattern):
            value = list(value)
        if isinstance(value, (list, tuple)):
            if len(value) == 2 and value[0] in (op.LITERAL, op.NOT_LITERAL):
                points.add(value[1])
                sets.append([(op.LITERAL, value[1])])
            elif len(value) == 2 and value[0] is op.IN:
                sets.append(value[1])
                for kind, of in value[1]:
                    if kind is op.LITERAL:
                        points.add(of)
                    elif kind is op.RANGE:
                        points.update((of[0], of[1], max(of[0] - 1, 0), min(of[1] + 1, 0x10FFFF)))
            else:
                for each in value:
                    walk(each)

    walk(tree)
    every = Automaton(frozenset(map(chr, points)), frozenset(), bool(flags & re.IGNORECASE), False)
    once = {tuple(items): items for items in sets}.values()
    kinds = {tuple(every._in(each, items) for items in once): each for each in sorted(every.alphabet, reverse=True)}
    return frozenset(kinds.values())
