"""A note in two parts: what everybody should read with an answer, and the rest for whoever works with its numbers."""

import re

__all__ = ["note_parts"]

_FIRST = 2  # sentences
_BETWEEN = re.compile(r"(?<=[.?!]) (?=[A-Z“])")


def note_parts(note: str) -> tuple[str, str]:
    """Return the first two sentences of a note and the others.

    >>> note_parts("One. Two, i.e. more. Three. Four.")
    ('One. Two, i.e. more.', 'Three. Four.')
    >>> note_parts("One.")
    ('One.', '')
    """
    sentences = _BETWEEN.split(note)
    return " ".join(sentences[:_FIRST]), " ".join(sentences[_FIRST:])
