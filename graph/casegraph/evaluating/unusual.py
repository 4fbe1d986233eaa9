"""Unusual pages: much more of a page is left over than of other pages, so that its layout or its words may be new.

The rule: a share is unusual if it is larger than on any page that it is compared with, and if chance would give so large
a share to a page of this size less than once in a thousand times. So a small page needs a larger share than a large one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from math import exp, inf, lgamma, log, log1p

from casegraph.evaluating.page_counts import PageCounts, reference_pages

__all__ = ["ENOUGH", "MEASURES", "Measure", "Unusual", "Usual", "unusual", "usual_of"]

ENOUGH = 3
"""Former pages from which on these say what is usual; with fewer, the pages that were tested do, if they are of that collection."""

_CLAUSES = 50  # of a former page that says enough
_CHANCE = 0.001
_LEAST = 0.01  # a share below which nothing is unusual


@dataclass(frozen=True, slots=True)
class Measure:
    """A share of a page: *part* of *whole*, fields of `PageCounts`; what it is in words, and what to do if it is unusual."""

    part: str
    whole: str
    words: str
    remedy: str


MEASURES = (
    Measure(
        "unread",
        "lines",
        "lines were not read",
        "Its layout may be new, or parts of it were not saved: look at the lines that were not read.",
    ),
    Measure(
        "without_theme",
        "clauses",
        "learning points and recommendations have no theme",
        "It may use words that are not known yet: read some of these before you rely on counts of themes.",
    ),
    Measure(
        "unknown_places",
        "places",
        "places in headings are no known area",
        "Its headings may have another form: look at the places that are not known.",
    ),
)
"""What is watched of each page."""


@dataclass(frozen=True, slots=True)
class Usual:
    """The pages that say what is usual: former ones, or those that were tested; without any, nothing is unusual."""

    pages: tuple[PageCounts, ...]
    are_former: bool


@dataclass(frozen=True, slots=True)
class Unusual:
    """A share of a page that is unusual: the *part* of the *whole*, and the largest share that is usual, and where."""

    measure: Measure
    part: int
    whole: int
    usual: float
    is_beside_former: bool

    def __str__(self) -> str:
        """Return what was seen, what is usual and what to do.

        >>> tested = Usual((PageCounts(lines=200, unread=2),), are_former=False)
        >>> print(*unusual(PageCounts(lines=40, unread=12), tested))
        12 of 40 lines were not read (30 %); on the pages that were tested it is up to 1 %. Its layout may be new, or parts of it were not saved: look at the lines that were not read.
        """
        where = "former pages" if self.is_beside_former else "the pages that were tested"
        return (
            f"{self.part:,} of {self.whole:,} {self.measure.words} ({100 * self.part / self.whole:.0f} %); on {where} it is "
            f"up to {100 * self.usual:.0f} %. {self.measure.remedy}"
        )


def usual_of(former: Collection[PageCounts], *, are_tested: bool = True) -> Usual:
    """Return the pages that say what is usual: *former* ones if they are enough, else those that were tested.

    Pages of a collection with words of its own are not alike: unless they *are_tested*, those that were say nothing.

    >>> usual_of([]).are_former, usual_of([], are_tested=False).pages
    (False, ())
    """
    large = tuple(each for each in former if each.clauses >= _CLAUSES)
    if len(large) >= ENOUGH:
        return Usual(large, are_former=True)
    return Usual(reference_pages() if are_tested else (), are_former=False)


def unusual(page: PageCounts, usual: Usual) -> tuple[Unusual, ...]:
    """Return what is unusual about a page.

    >>> tested = Usual((PageCounts(lines=200, unread=2),), are_former=False)
    >>> unusual(PageCounts(lines=5, unread=1), tested), len(unusual(PageCounts(lines=500, unread=100), tested))
    ((), 1)
    """
    return tuple(each for measure in MEASURES if (each := _unusual(measure, page, usual)) is not None)


def _unusual(measure: Measure, page: PageCounts, usual: Usual) -> Unusual | None:
    part, whole = getattr(page, measure.part), getattr(page, measure.whole)
    shares = [_share(getattr(each, measure.part), getattr(each, measure.whole)) for each in usual.pages]
    most = max([_LEAST, *shares])
    if not whole or not usual.pages or part / whole <= most or _chance(part, whole, most) >= _CHANCE:
        return None
    return Unusual(measure, part, whole, most, usual.are_former)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _chance(part: int, whole: int, share: float) -> float:
    """Return how probable it is that a *part* of a *whole*, or more, is left over where a *share* is on average.

    >>> round(_chance(2, 2, 0.5), 3), round(_chance(1, 10, 0.1), 3)
    (0.25, 0.651)
    """
    if share >= 1:
        return 1.0
    logs = log(share), log1p(-share)
    everything, chance, smallest = lgamma(whole + 1), 0.0, -inf
    for number in range(part, whole + 1):
        of = (
            everything - lgamma(number + 1) - lgamma(whole - number + 1) + number * logs[0] + (whole - number) * logs[1]
        )
        chance += exp(of)
        if of < smallest and exp(of) < chance * 1e-9:
            break
        smallest = of
    return min(1.0, chance)
