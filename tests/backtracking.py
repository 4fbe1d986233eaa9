"""How much a regular expression may backtrack, worked out without trying it.

Two things make work grow faster than the text: a loop that can go round on the same characters in two ways (exponential),
and a loop that can hand over to another one on characters that keep both going (quadratic or worse). A search begins at
every character, so it has a loop of its own in front. This is the analysis that tools such as recheck make of JavaScript's
expressions; none that is kept up knows what Python's have: possessive repeats and atomic groups, which give nothing back.

Where it simplifies, it errs towards blame: what has not been matched to the end of a pattern is taken to fail.
"""

from collections.abc import Iterable
from itertools import product

from pattern_automaton import Automaton, Move, automaton

__all__ = ["blame"]


def blame(pattern: str, flags: int = 0, *, anchored: bool = False, full: bool = False) -> str:
    r"""Return why the work of a pattern can outgrow the text, "" if it cannot.

    *anchored*: it is tried at one place only, as ``match`` and ``fullmatch`` do; *full*: it has to match all the text.

    >>> blame(r"(?:a+)+b")
    'exponential: a loop goes round on “a” in two ways'
    >>> blame(r"a+b"), blame(r"a+b", anchored=True)
    ('quadratic search: a loop goes round on “a” from every start', '')
    """
    machine = automaton(pattern, flags, full=full)
    twice = _in_two_ways(machine)
    if twice:
        return f"exponential: a loop goes round on “{twice}” in two ways"
    loops = sorted(machine.rounds - machine.ends)
    for loop in loops:
        for place in sorted(machine.rounds - {loop}):
            if loop in machine.reach[place]:
                common = _hands_over(machine, place, loop)
                if common:
                    return f"polynomial: two loops go round on “{common}”, one after the other"
    for loop in loops if not anchored else ():
        common = _hands_over(machine, None, loop)
        if common:
            return f"quadratic search: a loop goes round on “{common}” from every start"
    return ""


_Both = tuple[int, int, int, frozenset[int] | None]
"""Where two ways are, the kind of character behind them, and once they have parted the groups that both are in."""


def _in_two_ways(machine: Automaton) -> str:
    """Return a character on which a loop can go round in two ways, "" if there is none."""
    for place in sorted(machine.rounds):
        circle = machine.circle(place)
        for first in sorted({machine.kind[each] for each in machine.takes[place]}):
            begin: _Both = (place, place, first, None)
            seen, pending = {begin}, [begin]
            while pending:
                for character, state in _both_ways(machine, circle, pending.pop()):
                    if state[:3] == (place, place, first) and state[3] is not None:
                        return character
                    if state not in seen:
                        seen.add(state)
                        pending.append(state)
    return ""


def _both_ways(machine: Automaton, circle: set[int], state: _Both) -> Iterable[tuple[str, _Both]]:
    """Yield where two ways round a circle can go next on the same character.

    Once they have parted, the way that first leaves a group that gives nothing back, in which both are, ends the other.
    """
    one, other, before, parted = state
    ones, others = machine.after(one, before), machine.after(other, before)
    for character in sorted(ones.keys() & others.keys()):
        pairs = product(enumerate(ones[character]), enumerate(others[character]))
        for (a, (into, leaves)), (b, (onto, left)) in pairs:
            if into not in circle or onto not in circle or (parted and (leaves | left) & parted):
                continue
            groups = parted
            if parted is None and (into != onto or a != b):
                groups = machine.inside[one] - (leaves & left) | machine.inside[into] & machine.inside[onto]
            yield character, (into, onto, machine.kind[character], groups)


def _hands_over(machine: Automaton, place: int | None, loop: int) -> str:
    """Return the end of words on which *place* (None: any start) goes round and leads to *loop*, which goes round.

    A loop that passes a place where the match can end never fails; a way out of what gives nothing back ends the others.
    """
    own = machine.takes[loop] & (machine.alphabet if place is None else machine.takes[place])
    kept = frozenset() if place is None else machine.inside[place]
    for first in sorted({machine.kind[each] for each in own}):
        begin = (place, place, loop, first)
        seen, pending = {begin}, [begin]
        while pending:
            stays, goes, back, before = pending.pop()
            rounds = machine.after(back, before)
            stay = {} if stays is None else machine.after(stays, before)
            go = machine.enter(before) if goes is None else machine.after(goes, before)
            for character in sorted(rounds):
                states = product(
                    [None] if stays is None else _towards(machine, stay.get(character, ()), place, kept),
                    [*([None] if goes is None else []), *_towards(machine, go.get(character, ()), loop, kept)],
                    [into for into in _towards(machine, rounds[character], loop) if into not in machine.ends],
                )
                for ways in states:
                    state = (*ways, machine.kind[character])
                    if state == (place, loop, loop, first):
                        return character
                    if state not in seen:
                        seen.add(state)
                        pending.append(state)
    return ""


def _towards(
    machine: Automaton, moves: Iterable[Move], to: int | None, kept: frozenset[int] = frozenset()
) -> list[int]:
    """Return where moves lead from which *to* can be reached, without those that leave what is to be kept."""
    return [into for into, leaves in moves if to in machine.reach[into] and not leaves & kept]
