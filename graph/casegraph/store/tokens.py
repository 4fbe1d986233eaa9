"""The words of a SPARQL query: strings, IRIs, comments, variables and names, each with its place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from casegraph.errors import QuerySyntaxError

__all__ = ["Token", "place", "star", "syntax_error", "token_at", "tokens"]


class Token(NamedTuple):
    """A word of a query, what kind it is, and where it starts (0-based code point).

    Kinds: string, iri, variable, blank, name (prefixed), language, number, word, sign.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return where the word ends."""
        return self.start + len(self.text)


def _class(ascii_characters: str) -> str:
    """Return what matches one of these characters, or any beyond ASCII: no other word can begin with such a one."""
    others = (code for code in range(128) if chr(code) not in ascii_characters)
    return f"[^{''.join(map(re.escape, map(chr, others)))}]"


_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"
_LETTER, _START, _INNER = _class(_LETTERS), _class(f"{_LETTERS}{_DIGITS}_"), _class(f"{_LETTERS}{_DIGITS}_-")
_DOTTED, _LOCAL = _class(f"{_LETTERS}{_DIGITS}_-."), _class(f"{_LETTERS}{_DIGITS}_-.:")
_LOCAL_START, _LOCAL_END = _class(f"{_LETTERS}{_DIGITS}_:"), _class(f"{_LETTERS}{_DIGITS}_-:")
_CODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_SPACES = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(
    "|".join(
        (
            r'(?P<string>"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'
            r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''|"
            r'"(?!"")(?:[^"\\\r\n]|\\[^\r\n])*"|'
            r"'(?!'')(?:[^'\\\r\n]|\\[^\r\n])*')",
            rf'(?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_CODE})*>)',
            rf"(?P<variable>[?$]{_START}+)",
            rf"(?P<blank>_:{_START}(?:{_DOTTED}*{_INNER})?)",
            rf"(?P<name>(?:{_LETTER}(?>{_INNER}*(?:\.{{1,9}}{_INNER}+){{0,30}}))?:"
            rf"(?:(?:{_LOCAL_START}|{_ESCAPE})(?:(?:{_LOCAL}|{_ESCAPE})*(?:{_LOCAL_END}|{_ESCAPE}))?)?)",
            r"(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--(?:ltr|rtl))?)",
            r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)",
            rf"(?P<word>(?:{_class(f'{_LETTERS}_')}|{_CODE})(?:{_INNER}|{_CODE})*)",
            r"(?P<sign>&&|\|\||\^\^|!=|<=|>=|.)",
        )
    ),
    re.DOTALL,
)


def token_at(text: str, position: int) -> Token | None:
    r"""Return the first word at or after *position*, past white space and comments; None at the end.

    >>> token_at("# who\n?agency", 0)
    Token(kind='variable', text='?agency', start=6)
    """
    position = _past_spaces(text, position)
    while text.startswith("#", position):
        end = text.find("\n", position)
        end = end if end >= 0 else len(text)
        carriage = text.find("\r", position, end)
        position = _past_spaces(text, carriage if carriage >= 0 else end)
    match = _TOKEN.match(text, position)
    return Token(match.lastgroup or "", match[0], match.start()) if match else None


def _past_spaces(text: str, position: int) -> int:
    spaces = _SPACES.match(text, position)
    return spaces.end() if spaces else position


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a query in order.

    Raises QuerySyntaxError at a string that is never closed.

    >>> [token.text for token in tokens("ASK { ?x ex:service 'SERVICE' }")]
    ['ASK', '{', '?x', 'ex:service', "'SERVICE'", '}']
    """
    token = token_at(text, 0)
    while token:
        if token.text in ("'", '"'):
            raise syntax_error(text, token.start, f"the string that opens with {token.text} is not closed")
        yield token
        token = token_at(text, token.end)


def star(text: str) -> int | None:
    """Return the place of the ``*`` in SELECT *, None if the query names its variables.

    >>> star("SELECT DISTINCT * { ?s ?p ?o }"), star("SELECT ?s { ?s ?p* ?o }")
    (16, None)
    """
    before = ""
    for token in tokens(text) if "*" in text else ():
        if token.text == "*" and before.startswith("SELECT"):
            return token.start
        if token.text == "{":
            break
        before += token.text.upper() if before or token.text.upper() == "SELECT" else ""
        if before and before not in ("SELECT", "SELECTDISTINCT", "SELECTREDUCED"):
            break
    return None


def place(text: str, position: int) -> tuple[int, int]:
    r"""Return the line and column (both from 1) of a position.

    >>> place("ASK\n{ }", 4)
    (2, 1)
    """
    breaks = [match.end() for match in re.finditer(r"\r\n|\r|\n", text[:position])]
    return len(breaks) + 1, position - (breaks[-1] if breaks else 0) + 1


def syntax_error(text: str, position: int, reason: str) -> QuerySyntaxError:
    """Return the error that points at a position of a query."""
    line, column = place(text, position)
    source = re.split(r"\r\n|\r|\n", text)[line - 1]
    source = source.replace("\t", " ").encode("utf-8", "replace").decode()
    return QuerySyntaxError(reason, line=line, column=column, source=source)
