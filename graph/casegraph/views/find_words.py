"""What the page that finds says of its results: how many there are, or that there are none, each once."""

from collections.abc import Sequence
from dataclasses import dataclass

from casegraph.views.attribution import counted
from casegraph.views.search_words import quoted
from casegraph.views.texts import TEXTS

__all__ = ["Counts"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many *meanings*, *names*, *sentences* and sentences that are *near* in meaning some words lead to."""

    meanings: int
    names: int
    sentences: int
    near: int

    def state(self, query: str, words: Sequence[str], remarks: Sequence[str]) -> tuple[str, Sequence[str]]:
        """Return what is above all results, and what else is to say of the words.

        >>> Counts(5, 0, 0, 0).state("information sharing babies", ["information", "sharing", "babies"], [])
        ('5 ways to read “information sharing babies”', [])
        >>> Counts(0, 1, 0, 0).state("home zones", ["home", "zones"], [])
        ('1 name and no sentence with “home” and “zones”', [])
        """
        if self.meanings:
            return f"{counted(self.meanings, 'way')} to read “{query}”", remarks
        if remarks and not self.names and not self.sentences:
            return " ".join(remarks), []
        names = counted(self.names, "name") if self.names else "No name"
        sentences = counted(self.sentences, "sentence") if self.sentences else "no sentence"
        return f"{names} and {sentences} with {quoted(words)}", remarks

    def none(self, words: Sequence[str]) -> str:
        """Return the one line that is there in place of sentences, or above those that are near in meaning.

        >>> Counts(5, 0, 0, 0).none(["sharing", "babies"])
        'No sentence contains “sharing” and “babies”: see the results above.'
        """
        if self.sentences:
            return ""
        if self.near:
            return TEXTS["relaxedWords"]
        return TEXTS["noSentenceSee" if self.meanings or self.names else "noneNear"].replace("{words}", quoted(words))

    def title(self, words: Sequence[str]) -> str:
        """Return the heading of the sentences.

        >>> Counts(3, 0, 7, 0).title(["home", "education"])
        'Sentences with “home” and “education” (7)'
        """
        if self.near:
            return f"{TEXTS['nearestInMeaning']} ({self.near:,})"
        return f"Sentences with {quoted(words)} ({self.sentences:,})"
