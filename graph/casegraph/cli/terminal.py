"""What a terminal is shown: text of pages, files, queries and errors, in which nothing can steer the terminal.

Escape sequences move the cursor, recolour or retitle; marks of direction and characters without width make words look
like others; parts of characters, as in the names of files that are not UTF-8, cannot be written at all.
"""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

__all__ = ["coloured", "escaped_stderr", "hanging", "is_terminal", "plain", "unfiltered", "visible"]

_WHITE = r"\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029"
_STEERING = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f"
)
_PARTS = r"\ud800-\udfff"
_NOT_PLAIN = re.compile(f"[{_WHITE}{_STEERING}]")
_PART = re.compile(f"[{_PARTS}]")
_NOT_VISIBLE = re.compile(rf"\r\n|(?![\t\n])[{_WHITE}{_STEERING}{_PARTS}]")


def plain(text: str) -> str:
    r"""Return text in one line, for a table: what could steer the terminal becomes white space.

    >>> plain("a\x1b[31mb\n\u202ec")
    'a [31mb  c'
    """
    return _PART.sub("\ufffd", _NOT_PLAIN.sub(" ", text))


def visible(text: str) -> str:
    r"""Return text in its lines, with what could steer the terminal written as JSON and Turtle write it.

    So data in these formats stay what they are, even when they are copied from the terminal.

    >>> print(visible("a\x1b[31mb\n\u202ec"))
    a\u001b[31mb
    \u202ec
    """
    return _NOT_VISIBLE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    if found[0] == "\r\n":
        return "\n"
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def hanging(message: str) -> str:
    r"""Return a message whose later lines stand in from the margin, so that none of them looks like another message.

    >>> hanging("There is no file a\nError: b")
    'There is no file a\n  Error: b'
    """
    first, *others = message.split("\n")
    return "\n".join([first, *(f"  {line}" if line.strip() and line[:2] != "  " else line for line in others)])


def is_terminal(stream: TextIO) -> bool:
    """Tell whether somebody watches what is written to a stream."""
    return stream.isatty()


class _EscapingStream:
    """A stream that writes what is visible of a text, and is otherwise the stream that it stands for."""

    def __init__(self, stream: TextIO) -> None:
        self.unfiltered = stream

    def write(self, text: str) -> int:
        """Write a text; returns its length."""
        self.unfiltered.write(visible(text))
        return len(text)

    def writelines(self, lines: Iterator[str]) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":  # or click would write into it on Windows, past this
            raise AttributeError(name)
        return getattr(self.unfiltered, name)


@contextmanager
def escaped_stderr() -> Iterator[None]:
    """Let nothing pass to standard error that could steer a terminal, whoever writes it: messages, warnings, logs."""
    before = sys.stderr
    sys.stderr = cast("TextIO", _EscapingStream(before))
    try:
        yield
    finally:
        sys.stderr = before


def unfiltered(stream: TextIO) -> TextIO:
    """Return a stream for our own colours and progress; nothing else may be written to it."""
    return stream.unfiltered if isinstance(stream, _EscapingStream) else stream


def coloured(stream: TextIO) -> bool:
    """Tell whether to write in colour to a stream: to a terminal whose user has not asked for none."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")
