"""Where a query stops being SPARQL, and what could stand there instead.

Oxigraph reports the furthest character that any of its rules looked at, which can lie words or lines behind the mistake:
a rule for a long keyword looks that many characters ahead. Two tricks make the place exact. With much white space
between the words, no rule looks past the next word. And a word fits at a place if reading gets beyond it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from casegraph.errors import QuerySyntaxError
from casegraph.rdf.tokens import Token, syntax_error, tokens

__all__ = ["mistake"]

_SPACE = " " * 40
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
_MEANINGS = {
    "The SELECT contains a variable that is unbound": (
        "SELECT",
        "a variable after SELECT is neither in GROUP BY nor inside COUNT, SUM or another aggregate",
    ),
    "SELECT * is not authorized with GROUP BY": ("SELECT", "SELECT * cannot stand with GROUP BY: name the variables"),
}


def mistake(
    text: str, message: str, parse: Callable[[Sequence[str]], list[str]], prefixes: Mapping[str, str]
) -> QuerySyntaxError:
    """Return the error for a query that the engine cannot read.

    *message* is what the engine says of it; *parse* gives the engine's message on each of several texts, empty for one
    that it reads; *prefixes* are known without a declaration.
    """
    words = list(tokens(text))
    for word in words:
        if reason := _unknown_prefix(word, words, prefixes):
            return syntax_error(text, word.start, reason)
    spaced, starts = _spaced(text, words)
    (said,) = parse([spaced])
    failed = _position(said or message, spaced)
    for meaning, (keyword, reason) in _MEANINGS.items():
        if meaning in said:
            return syntax_error(text, _last(keyword, words, failed, starts), reason)
    index = max((index for index, start in enumerate(starts) if start <= failed), default=0)
    if special := _special(text, said, words, index, spaced, starts, parse):
        return special
    fitting = _fitting(spaced[: starts[index]], parse)
    if index == len(words):
        end = words[-1].end if words else 0
        return syntax_error(text, end, f"the query ends too early{_expected(fitting)}")
    word = words[index]
    close = get_close_matches(word.text.upper(), _WORDS, 1, 0.75) if word.kind == "word" else []
    hint = f" (did you mean {close[0]}?)" if close and close[0] != word.text.upper() else ""
    shown = word.text if len(word.text) <= 40 else f"{word.text[:40]}…"
    return syntax_error(text, word.start, f"{shown} cannot stand here{hint}{_expected(fitting)}")


def _special(
    text: str,
    said: str,
    words: Sequence[Token],
    index: int,
    spaced: str,
    starts: Sequence[int],
    parse: Callable[[Sequence[str]], list[str]],
) -> QuerySyntaxError | None:
    """Return the error for mistakes that a list of what could stand there would not explain."""
    before = words[:index]
    opened = [word for word in words[: index + 1] if word.text.startswith("<")]
    if "IRI parsing failed" in said and opened:
        iri = text[opened[-1].start :].partition(">")[0] + ">"
        return syntax_error(
            text, opened[-1].start, f"{iri} is no full IRI: it needs a scheme (https://…), and no spaces or quotes"
        )
    if index < len(words) and before and before[-1].text.upper() == "PREFIX":
        return syntax_error(text, words[index].start, f"a prefix ends with a colon: {words[index].text}:")
    if len(before) > 2 and before[-1].text == ")" and before[-3].text.upper() == "AS" and before[-2].kind == "variable":
        start, name = starts[index - 2], before[-2].text
        (renamed,) = parse([f"{spaced[:start]}{name}_{spaced[start + len(name) :]}"])
        if not renamed or _position(renamed, spaced) > starts[min(index + 1, len(words))]:
            return syntax_error(text, before[-2].start, f"{name} has a value already; give the new one another name")
    return None


def _unknown_prefix(word: Token, words: Sequence[Token], prefixes: Mapping[str, str]) -> str:
    """Say what is wrong with a prefixed name if its prefix is declared nowhere."""
    if word.kind != "name":
        return ""
    name = word.text.partition(":")[0]
    declared = {
        after.text[:-1]
        for before, after in zip(words, words[1:], strict=False)
        if before.kind == "word" and before.text.upper() == "PREFIX" and after.kind == "name"
    }
    if name in declared or name in prefixes:
        return ""
    close = get_close_matches(name, sorted({*prefixes, *declared}), 1)
    hint = f" (did you mean {close[0]}:?)" if close else ""
    return f"the prefix {name}: is not known{hint}; declare it with PREFIX, or use one of {', '.join(sorted(prefixes))}"


def _spaced(text: str, words: Sequence[Token]) -> tuple[str, list[int]]:
    """Return the query with much space where there is some or a bracket stands, and where each word and the end are."""
    parts: list[str] = []
    starts: list[int] = []
    length, end = 0, 0
    for word in words:
        gap = _SPACE if word.start > end or word.text in "{}()[];," or (parts and parts[-1] in "{}()[];,") else ""
        starts.append(length + len(gap))
        parts += [gap, word.text] if gap else [word.text]
        length, end = length + len(gap) + len(word.text), word.end
    starts.append(length + len(_SPACE))
    return "".join(parts) + _SPACE * 2, starts


def _position(message: str, text: str) -> int:
    """Return the position that a message of the engine names by line and column."""
    found = re.match(r"error at (\d+):(\d+)", message)
    if not found:
        return 0
    lines = text.split("\n")[: int(found[1]) - 1]
    return sum(len(line) + 1 for line in lines) + int(found[2]) - 1


def _last(keyword: str, words: Sequence[Token], failed: int, starts: Sequence[int]) -> int:
    """Return the place of the last *keyword* before the position where reading failed."""
    found = [
        word.start
        for word, start in zip(words, starts, strict=False)
        if word.kind == "word" and word.text.upper().startswith(keyword) and start <= failed
    ]
    return found[-1] if found else 0


def _fitting(before: str, parse: Callable[[Sequence[str]], list[str]]) -> list[str]:
    """Return what the engine would read on from here; a character that fits nowhere marks the end of each trial."""
    trials = [f"{before}{_SPACE}{word}{_SPACE}" for word in _CANDIDATES.values()]
    messages = parse([f"{trial}\x01" for trial in trials])
    return [
        name
        for name, trial, message in zip(_CANDIDATES, trials, messages, strict=True)
        if _position(message, trial) >= len(trial)
    ]


def _expected(fitting: Sequence[str]) -> str:
    """List what fits, unless it is so much that it would tell nothing."""
    return f"; it could go on with {', '.join(fitting)}" if 0 < len(fitting) <= 14 else ""
