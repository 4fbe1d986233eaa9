"""The lexicons that extraction reads with: those of the tables that ship, or others, to see what a changed table does."""

from functools import cache
from typing import NamedTuple

from casegraph.extracting.agencies import agency_lexicon
from casegraph.extracting.lexicon import Lexicon
from casegraph.extracting.themes import theme_lexicon

__all__ = ["Lexicons", "shipped_lexicons"]


class Lexicons(NamedTuple):
    """A lexicon of themes and one of agencies."""

    themes: Lexicon
    agencies: Lexicon


@cache
def shipped_lexicons() -> Lexicons:
    """Return the lexicons of the tables that ship; compiled once a process."""
    return Lexicons(theme_lexicon(), agency_lexicon())
