"""An answer as text: JSON, in which every character that nobody sees is written out."""

import re

__all__ = ["as_text"]

_UNSEEN = re.compile(
    "[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters that a page can hide words with: marks of direction, joiners, tags and the like."""


def as_text(answer: object) -> str:
    r"""Return plain values as JSON on one line; such characters become escapes, which mean the same to a program.

    >>> as_text({"quoted_source_text": 'a "\u202equote\U000e0041'})
    '{"quoted_source_text":"a \\"\\u202equote\\udb40\\udc41"}'
    """
    from msgspec import json

    return _UNSEEN.sub(_escaped, json.encode(answer).decode())


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
