"""Safe text for terminals: the text of pages, files, queries and errors must not control the terminal.

Escape sequences move the cursor, or change colours and titles. Direction marks and characters without width make words look
like others. Surrogates, as in names of files that are not UTF-8, cannot be written at all.
"""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

__all__ = ["coloured", "escaped_stderr", "hanging", "is_terminal", "plain", "unfiltered", "visible"]

_WHITE = r"\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029"
_CONTROL = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f"
)
_SURROGATES = r"\ud800-\udfff"
_NOT_PLAIN = re.compile(f"[{_WHITE}{_CONTROL}]")
_SURROGATE = re.compile(f"[{_SURROGATES}]")
_NOT_VISIBLE = re.compile(rf"\r\n|(?![\t\n])[{_WHITE}{_CONTROL}{_SURROGATES}]")


def plain(text: str) -> str:
    r"""Return text in one line, for a table; control characters become white space.

    >>> plain("a\x1b[31mb\n\u202ec")
    'a [31mb  c'
    """
    return _SURROGATE.sub("\ufffd", _NOT_PLAIN.sub(" ", text))


def visible(text: str) -> str:
    r"""Return text in its lines, with control characters escaped as JSON and Turtle escape them.

    So data in these formats stay the same, even if somebody copies them from the terminal.

    >>> print(visible("a\x1b[31mb\n\u202ec"))
    a\u001b[31mb
    \u202ec
    """
    return _NOT_VISIBLE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    if match[0] == "\r\n":
        return "\n"
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def hanging(message: str) -> str:
    r"""Return a message whose later lines are indented, so that none of them looks like another message.

    >>> hanging("There is no file a\nError: b")
    'There is no file a\n  Error: b'
    """
    first, *others = message.split("\n")
    return "\n".join([first, *(f"  {line}" if line.strip() and line[:2] != "  " else line for line in others)])


def is_terminal(stream: TextIO) -> bool:
    """Return whether a stream is a terminal."""
    return stream.isatty()


class _EscapingStream:
    """A stream that escapes control characters, and otherwise acts like the stream that it wraps."""

    def __init__(self, stream: TextIO) -> None:
        self.unfiltered = stream

    def write(self, text: str) -> int:
        """Write a text and return its length."""
        self.unfiltered.write(visible(text))
        return len(text)

    def writelines(self, lines: Iterator[str]) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":  # otherwise click would bypass this on Windows
            raise AttributeError(name)
        return getattr(self.unfiltered, name)


@contextmanager
def escaped_stderr() -> Iterator[None]:
    """Escape control characters in everything that goes to standard error: messages, warnings, logs."""
    before = sys.stderr
    sys.stderr = cast("TextIO", _EscapingStream(before))
    try:
        yield
    finally:
        sys.stderr = before


def unfiltered(stream: TextIO) -> TextIO:
    """Return a stream for our own colours and progress; write nothing else to it."""
    return stream.unfiltered if isinstance(stream, _EscapingStream) else stream


def coloured(stream: TextIO) -> bool:
    """Return whether to write in colour to a stream: to a terminal, unless NO_COLOR is set."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")
