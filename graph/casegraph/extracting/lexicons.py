"""What extraction reads with: the lexicons of the tables that ship and the learned reader, or others, to see what they do."""

from functools import cache
from typing import NamedTuple

from casegraph.extracting.agencies import agency_lexicon
from casegraph.extracting.lexicon import Lexicon
from casegraph.extracting.themes import theme_lexicon
from casegraph.learned import LearnedReader, shipped_reader

__all__ = ["Lexicons", "shipped_lexicons"]


class Lexicons(NamedTuple):
    """A lexicon of themes and one of agencies, and the learned reader of themes, if it is asked."""

    themes: Lexicon
    agencies: Lexicon
    learned: LearnedReader | None = None


@cache
def shipped_lexicons(*, learned: bool = True) -> Lexicons:
    """Return the lexicons of the tables that ship, compiled once a process, with the *learned* reader or without."""
    return Lexicons(theme_lexicon(), agency_lexicon(), shipped_reader() if learned else None)
