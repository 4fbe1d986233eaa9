"""Pieces of text: what a sentence of a document is made of."""

from dataclasses import dataclass

__all__ = ["Piece", "Text", "as_text"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; *address* is where they lead: an address of the web, or ``#`` and an anchor of the same document.

    On a served page it can also be an address of the same site, which begins with ``/``. Only an address makes a link: words that look like one stay words.
    """

    text: str
    address: str = ""
    is_strong: bool = False


Text = tuple[Piece, ...]
"""The pieces of a text in their order."""


def as_text(words: str | Piece | Text) -> Text:
    """Return words as a text.

    >>> as_text("72 reviews")
    (Piece(text='72 reviews', address='', is_strong=False),)
    """
    return (Piece(words),) if isinstance(words, str) else (words,) if isinstance(words, Piece) else words
