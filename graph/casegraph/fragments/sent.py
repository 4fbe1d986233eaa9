"""The part of a document's page that says to whom it was sent, as plain values."""

from dataclasses import dataclass

from casegraph.fragments.elements import Link
from casegraph.views.sending_words import SendingWords

__all__ = ["Addressee", "Sent"]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to whom a document was sent: the *name* as given, and the *agencies* that it was read as.

    An agency that no clause names has no page, and no address.
    """

    name: str
    agencies: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """To whom a document was sent, and what is known of replies; *onward* leads to those of all documents, where a page has them."""

    addressees: tuple[Addressee, ...]
    words: SendingWords
    onward: Link | None
