"""Clauses: recommendations, learning points and remarks, with what they are about and which of their words say so."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = [
    "BASES",
    "THEME_BASES",
    "Addressing",
    "Basis",
    "Clause",
    "ClauseKind",
    "Owner",
    "Quote",
    "Reading",
    "Span",
    "ThemeBasis",
    "ThemeReading",
]

Basis = Literal["explicit", "lead-in", "default"]
"""How Casegraph knows which agency a recommendation is addressed to."""

ClauseKind = Literal["recommendation", "learning point", "remark"]
"""A remark is a sentence among the recommendations that asks nobody to do anything."""

BASES: tuple[Basis, ...] = ("explicit", "lead-in", "default")
"""Each basis, the surest first."""

ThemeBasis = Literal["wording", "learned", "corrected"]
"""How a theme is known: by a wording that is listed for it, from the clause as a whole, or from a person who put it there."""

THEME_BASES: tuple[ThemeBasis, ...] = ("wording", "learned", "corrected")
"""Each basis of a theme, the most usual first."""


class Span(NamedTuple):
    """Words in a text: from the code point *start* to before *end*."""

    start: int
    end: int


class Quote(NamedTuple):
    """Words on the page, and where they begin and end in its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A theme or an agency that Casegraph found in a clause, and in which of its words."""

    id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ThemeReading(Reading):
    """A theme that Casegraph found in a clause, how, and how probable it is; None if that is not known.

    If the basis is *learned*, no wording fits: the spans are the words that counted most. Words *outside* the clause are
    those of an introduction that holds for it ("With regards to EHE the DfE should:").
    """

    basis: ThemeBasis = "wording"
    probability: float | None = None
    outside: tuple[Quote, ...] = ()

    @property
    def introduction(self) -> str:
        """The words before the clause that the theme was read from, "" if it was read from the clause itself."""
        return " … ".join(each.text for each in self.outside)


@dataclass(frozen=True, slots=True)
class Addressing(Reading):
    """An agency that a recommendation is addressed to, and how that is known.

    If the basis is *lead-in*, words *outside* the clause name the agency; if it is *default*, none do.
    """

    basis: Basis
    outside: tuple[Quote, ...] = ()

    @property
    def introduction(self) -> str:
        """The words before the clause that name the agency, "" if the clause names it itself or nobody is named.

        >>> Addressing("icb", (), "lead-in", (Quote(3, 10, "the ICB"),)).introduction
        'the ICB'
        """
        return "" if self.spans else " … ".join(each.text for each in self.outside)


@dataclass(frozen=True, slots=True)
class Owner(Reading):
    """The agency that plainly must act where none is named, inferred from the words; None if its probability is not known."""

    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A recommendation, a learning point or a remark, in the exact words of its review.

    *number* counts the clauses of a review as the graph does; *start* and *end* are its place in the text of the page.
    *via* are agencies that whoever it is addressed to is to get to act, *mentioned* those that it does no more than mention.
    *strength* says whether it sets a time ("deadline"), how one knows that it is done ("measure"), or asks no more than to
    consider ("soft"). *corrected* says what people overruled in it, a sentence each, and *given* what a local report says
    beside its words.
    """

    kind: ClauseKind
    review: str
    number: int
    text: str
    start: int
    end: int
    themes: tuple[ThemeReading, ...]
    addressed: tuple[Addressing, ...] = ()
    mentioned: tuple[Reading, ...] = ()
    via: tuple[Reading, ...] = ()
    owner: Owner | None = None
    actions: tuple[Reading, ...] = ()
    strength: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    given: str = ""

    @property
    def is_remark(self) -> bool:
        """Whether it asks nobody to do anything, though it is among the recommendations."""
        return self.kind == "remark"

    @property
    def theme_ids(self) -> list[str]:
        """The themes of the clause."""
        return [each.id for each in self.themes]

    @property
    def mentioned_ids(self) -> list[str]:
        """The agencies that the clause does no more than mention."""
        return [each.id for each in self.mentioned]

    @property
    def via_ids(self) -> list[str]:
        """The agencies that the clause asks through another, to which it is addressed."""
        return [each.id for each in self.via]

    @property
    def owner_ids(self) -> list[str]:
        """The likely owner of the clause, if there is one."""
        return [] if self.owner is None else [self.owner.id]

    @property
    def all_agency_ids(self) -> list[str]:
        """Every agency that the clause has to do with."""
        return [*self.agency_ids(named=False), *self.via_ids, *self.owner_ids, *self.mentioned_ids]

    def agency_ids(self, *, named: bool = True) -> list[str]:
        """Return the agencies that the clause is addressed to; *named* leaves out those that no words name.

        >>> clause = Clause("recommendation", "r", 1, "Audit it", 0, 8, (), (Addressing("icb", (), "default"),))
        >>> clause.agency_ids(), clause.agency_ids(named=False)
        ([], ['icb'])
        """
        return [each.id for each in self.addressed if not named or each.basis != "default"]
