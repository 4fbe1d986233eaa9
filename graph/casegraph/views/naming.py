"""How many recommendations name an agency, and how many name none."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.views.texts import NAMING, NAMING_VIA

if TYPE_CHECKING:
    from casegraph.views.json_types import NamingCounts

__all__ = ["Naming"]


@dataclass(frozen=True, slots=True)
class Naming:
    """How many recommendations name an agency, and how many name none: never one without the other.

    *unnamed_via* of those that name none ask through a named body. *sentence* says both in a collection's words.
    """

    named: int
    unnamed: int
    unnamed_via: int = 0
    reviews_named: int = 0
    reviews_unnamed: int = 0
    sentence: str = NAMING

    def __str__(self) -> str:
        """Return them in words.

        >>> str(Naming(220, 263, 29))
        '220 named, 263 with no agency named (29 of these ask others to act)'
        >>> str(Naming(4, 1))
        '4 named, 1 with no agency named'
        """
        both = self.sentence.format(named=f"{self.named:,}", unnamed=f"{self.unnamed:,}")
        return both + (
            NAMING_VIA[self.unnamed_via != 1].format(via=f"{self.unnamed_via:,}") if self.unnamed_via else ""
        )

    def beside(self, number: str) -> str:
        """Return a *number* of recommendations with how many name an agency, unless all of them do.

        >>> Naming(4, 1).beside("5 recommendations"), Naming(4, 0).beside("4 recommendations")
        ('5 recommendations: 4 named, 1 with no agency named', '4 recommendations')
        """
        return f"{number}: {self}" if self.unnamed else number

    @property
    def counts(self) -> "NamingCounts":
        """The numbers of recommendations, as in JSON."""
        return {"named": self.named, "unnamed": self.unnamed, "unnamed_via": self.unnamed_via}
