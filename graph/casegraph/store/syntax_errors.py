"""Where a query stops being SPARQL, and what could be there instead.

Oxigraph reports the furthest character that any of its rules looked at, which can lie words or lines behind the
mistake: a rule for a long keyword looks that many characters ahead. Two tricks make the place exact. With much white
space between the words, no rule looks past the next word. And a word fits at a place if reading gets beyond it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from casegraph.errors import QuerySyntaxError
from casegraph.nearest import nearest
from casegraph.store.tokens import Token, syntax_error, tokens

__all__ = ["mistake"]

_SPACE = " " * 40
_BRACKETS = ("{", "}", "(", ")", "[", "]", ";", ",")
_CANDIDATES = {
    "a variable": "?x",
    "an IRI": "<http://example.org/x>",
    "a text": "'x'",
    "a number": "1",
    "'{'": "{",
    "'}'": "}",
    "'('": "(",
    "')'": ")",
    "'['": "[",
    "']'": "]",
    "'.'": ".",
    "';'": ";",
    "','": ",",
    "'*'": "*",
    "an operator (= < + && …)": "&& ?x",
    **{
        word: word
        for word in (
            "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "AS", "OPTIONAL", "FILTER", "UNION", "MINUS", "BIND",
            "VALUES", "BY", "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "OFFSET",
        )
    },
}  # fmt: skip
_WORDS = tuple(word for phrase in _CANDIDATES.values() for word in phrase.split() if word.isalpha() and len(word) > 2)
_AGGREGATES = {"COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"}
_LONGEST = 10_000  # characters of a query that is read again and again to say what is wrong
_READ_AGAIN = 2_000_000  # characters at most, to find the variable that is not grouped
_STAR = "SELECT * is not authorized with GROUP BY"


Parse = Callable[[Sequence[str]], list[str]]
"""Gives the engine's message on each of several texts, empty for one that it reads."""


class _Query(NamedTuple):
    """A query, its words, the same with much space between them, and where each word and the end are in that."""

    text: str
    words: list[Token]
    spaced: str
    starts: list[int]


def mistake(text: str, message: str, parse: Parse, prefixes: Mapping[str, str]) -> QuerySyntaxError:
    """Return the error for a query that the engine cannot read.

    *message* is what the engine says of it; *prefixes* are known without a declaration.
    """
    if len(text) > _LONGEST:
        return syntax_error(text, min(_position(message, text), len(text)), "this cannot be read")
    query = _spaced(text)
    if undeclared := _undeclared(query, prefixes):
        return undeclared
    (spaced_message,) = parse([query.spaced])
    if not spaced_message:
        return syntax_error(text, min(_position(message, text), len(text)), "this cannot be read")
    failed = _position(spaced_message, query.spaced)
    if _STAR in spaced_message:
        return syntax_error(
            text, _last("SELECT", query, failed), "SELECT * cannot stand with GROUP BY: name the variables"
        )
    if word := _ungrouped(query, failed, parse):
        reason = f"{word.text} is neither in GROUP BY nor inside COUNT, SUM or another aggregate"
        return syntax_error(text, word.start, reason)
    index = max((index for index, start in enumerate(query.starts) if start <= failed), default=0)
    if special := _special(query, spaced_message, index, parse):
        return special
    expected = _expected(_fitting(query.spaced[: query.starts[index]], parse))
    if index == len(query.words):
        return syntax_error(text, query.words[-1].end, f"the query ends too early{expected}")
    word = query.words[index]
    close = nearest(word.text.upper(), _WORDS, 1, 0.75) if word.kind == "word" else []
    hint = f" (did you mean {close[0]}?)" if close and close[0] != word.text.upper() else ""
    shown = word.text if len(word.text) <= 40 else f"{word.text[:40]}…"
    return syntax_error(text, word.start, f"{shown} cannot stand here{hint}{expected}")


def _special(query: _Query, message: str, index: int, parse: Parse) -> QuerySyntaxError | None:
    """Return the error for mistakes that a list of possible words would not explain."""
    words, before = query.words, query.words[:index]
    opened = [word for word in words[: index + 1] if word.text.startswith("<")]
    if "IRI parsing failed" in message and opened:
        iri = query.text[opened[-1].start :].partition(">")[0] + ">"
        reason = f"{iri} is no full IRI: it needs a scheme (https://…), and no spaces or quotes"
        return syntax_error(query.text, opened[-1].start, reason)
    if index < len(words) and before and before[-1].text.upper() == "PREFIX":
        return syntax_error(query.text, words[index].start, f"a prefix ends with a colon: {words[index].text}:")
    if len(before) > 2 and before[-1].text == ")" and before[-3].text.upper() == "AS" and before[-2].kind == "variable":
        start, name = query.starts[index - 2], before[-2].text
        (renamed,) = parse([f"{query.spaced[:start]}{name}_{query.spaced[start + len(name) :]}"])
        if not renamed or _position(renamed, query.spaced) > query.starts[min(index + 1, len(words))]:
            return syntax_error(query.text, before[-2].start, f"{name} has a value already; name another variable")
    return None


def _ungrouped(query: _Query, failed: int, parse: Parse) -> Token | None:
    """Return the first variable that a SELECT cannot have beside aggregates: inside one, the query can be read further."""

    def helps(texts: Sequence[str]) -> list[bool]:
        unread = len(query.spaced) - failed
        messages = zip(texts, parse(texts), strict=True)
        return [not message or len(text) - _position(message, text) < unread for text, message in messages]

    selects = list(_free(query.words))
    grouped = any(word.text.upper() in {*_AGGREGATES, "GROUP"} for word in query.words)
    if not grouped or sum(map(len, selects)) * len(query.spaced) > _READ_AGAIN:
        return None
    for free in selects:
        without = [[other for other in free if other != index] for index in free]
        helped, *others = helps([_sampled(query, indexes) for indexes in (free, *without)])
        if helped:
            return next((query.words[index] for index, other in zip(free, others, strict=True) if not other), None)
    return None


def _free(words: Sequence[Token]) -> Iterator[list[int]]:
    """Give for each SELECT the places of the variables after it that are in no aggregate and get no value there."""
    for start, word in enumerate(words):
        if word.kind == "word" and word.text.upper() == "SELECT":
            inside, places = [False], []
            for index, (before, each) in enumerate(pairwise(words[start:]), start + 1):
                if each.text.upper() in ("{", "WHERE", "FROM"):
                    break
                if each.text == "(":
                    inside.append(inside[-1] or before.text.upper() in _AGGREGATES)
                elif each.text == ")":
                    inside[1:] = inside[1:-1]
                elif each.kind == "variable" and not inside[-1] and before.text.upper() != "AS":
                    places.append(index)
            yield places


def _sampled(query: _Query, indexes: Sequence[int]) -> str:
    """Put some variables of a query into aggregates; one outside brackets then needs a name."""
    text = query.spaced
    for index in reversed(indexes):
        name, start, depth = query.words[index].text, query.starts[index], 0
        for word in query.words[:index]:
            depth = 0 if word.text.upper() == "SELECT" else depth + (word.text == "(") - (word.text == ")")
        sample = f"SAMPLE({name})" if depth else f"(SAMPLE({name}) AS {name}_{index})"
        text = f"{text[:start]}{sample}{text[start + len(name) :]}"
    return text


def _undeclared(query: _Query, prefixes: Mapping[str, str]) -> QuerySyntaxError | None:
    """Return the error for the first prefixed name whose prefix is declared nowhere."""
    known = {
        *prefixes,
        *(
            after.text[:-1]
            for before, after in pairwise(query.words)
            if before.text.upper() == "PREFIX" and after.kind == "name"
        ),
    }
    for word in query.words:
        name = word.text.partition(":")[0]
        if word.kind == "name" and name not in known:
            close = nearest(name, known, 1)
            hint = f" (did you mean {close[0]}:?)" if close else ""
            reason = f"the prefix {name}: is not known{hint}; declare it with PREFIX, or use one of "
            return syntax_error(query.text, word.start, reason + ", ".join(sorted(known)))
    return None


def _spaced(text: str) -> _Query:
    """Widen each space, and put space beside each bracket."""
    words = list(tokens(text))
    parts: list[str] = []
    starts: list[int] = []
    length, end, bracket = 0, 0, False
    for word in words:
        gap = _SPACE if word.start > end or bracket or word.text in _BRACKETS else ""
        starts.append(length + len(gap))
        parts += (gap, word.text)
        length, end, bracket = length + len(gap) + len(word.text), word.end, word.text in _BRACKETS
    starts.append(length + len(_SPACE))
    return _Query(text, words, "".join(parts) + _SPACE * 2, starts)


def _position(message: str, text: str) -> int:
    """Return the position that a message of the engine names by line and column."""
    match = re.match(r"error at (\d+):(\d+)", message)
    if not match:
        return 0
    lines = text.split("\n")[: int(match[1]) - 1]
    return sum(len(line) + 1 for line in lines) + int(match[2]) - 1


def _last(keyword: str, query: _Query, failed: int) -> int:
    """Return the place of the last *keyword* before the position where reading failed."""
    return max(
        (
            word.start
            for word, start in zip(query.words, query.starts, strict=False)
            if word.kind == "word" and word.text.upper().startswith(keyword) and start <= failed
        ),
        default=0,
    )


def _fitting(before: str, parse: Parse) -> list[str]:
    """Return what the engine would read on from here; a character that fits nowhere marks the end of each trial."""
    trials = [f"{before}{_SPACE}{word}{_SPACE}" for word in _CANDIDATES.values()]
    messages = parse([f"{trial}\x01" for trial in trials])
    return [
        name
        for name, trial, message in zip(_CANDIDATES, trials, messages, strict=True)
        if _position(message, trial) >= len(trial)
    ]


def _expected(fitting: Sequence[str]) -> str:
    """List what fits, unless the list is too long to help."""
    return f"; it could go on with {', '.join(fitting)}" if 0 < len(fitting) <= 14 else ""
