"""What is behind the figures of a report: each leads to the recommendations that it counts, here or on a served page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote as quote_path
from urllib.parse import urlencode

from casegraph.briefings.own_words import blocks_in_own_words
from casegraph.briefings.quotes import quote
from casegraph.names import slug
from casegraph.papers.document import Block, Heading, Paragraph
from casegraph.papers.pieces import Piece, as_text
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection, once
from casegraph.views.facts import facts
from casegraph.views.read_as_shown import Clauses

if TYPE_CHECKING:
    from casegraph.views.links import Mask

__all__ = ["APPENDIX", "Behind", "recommendation_places"]

APPENDIX = 2_000
"""The most recommendations that an appendix quotes."""


@dataclass(frozen=True, slots=True)
class _Figure:
    anchor: str
    label: str
    numbers: tuple[int, ...]


@dataclass(slots=True)
class Behind:
    """Collects what is behind figures; *recommendations* are all that there are, numbered from 1 in the order of the collection.

    With the address of a *site* that serves the same build, figures lead to its pages, and there is no appendix; "/" is the
    site that shows the report itself. Without, an appendix quotes all recommendations, unless there are more than ``APPENDIX``: then figures lead nowhere.
    """

    c: Collection
    recommendations: "Mask"
    site: str = ""
    figures: list[_Figure] = field(default_factory=list)

    @property
    def has_appendix(self) -> bool:
        """Whether the recommendations are quoted at the end."""
        return not self.site and int(self.recommendations.sum()) <= APPENDIX

    @property
    def places(self) -> Mapping[tuple[str, int], int]:
        """The number of each recommendation among all clauses, by the id of its review and its number there."""
        return recommendation_places(self.c)

    def none(self) -> "Mask":
        """Return a mask that means no clause."""
        import numpy as np

        return np.zeros(len(self.recommendations), bool)

    def address(self, review: str, number: int) -> str:
        """Return where a recommendation stands, "" if it is nowhere."""
        at = self.places.get((review, number))
        if at is None:
            return ""
        if self.site:
            return f"{self.site.rstrip('/')}/recommendation/{quote_path(review)}/{number}"
        return f"#r{int(self.recommendations[: at + 1].sum())}" if self.has_appendix else ""

    def figure(self, label: str, meant: "Mask", path: str = "", **parameters: str) -> Piece:
        """Return how many recommendations a figure counts, leading to them; *path* is the served page that lists them.

        The path can end with # and the place on the page.
        """
        import numpy as np

        meant = meant & self.recommendations
        shown = f"{int(meant.sum()):,}"
        if self.site and path and meant.any():
            return Piece(shown, self.on_site(path, **parameters))
        if not self.has_appendix or not meant.any():
            return Piece(shown)
        places = np.cumsum(self.recommendations)[meant].tolist()
        anchor = f"f{len(self.figures) + 1}-{slug(label)}"[:40].rstrip("-")
        self.figures.append(_Figure(anchor, label, tuple(places)))
        return Piece(shown, f"#{anchor}")

    def on_site(self, path: str, **parameters: str) -> str:
        """Return the address of a page of the site, "" without one."""
        page, sign, place = path.partition("#")
        query = f"?{urlencode(parameters)}" if parameters else ""
        return f"{self.site.rstrip('/')}{page}{query}{sign}{place}" if self.site else ""

    def _numbers(self, of: int) -> Iterator[Block]:
        """Yield what each figure counts, then the heading of all recommendations, *of* which there are so many."""
        yield Heading("Behind the figures", 1, is_on_new_page=True)
        yield Paragraph(
            as_text("Each figure of this paper, and the numbers of the recommendations that it counts."), "small"
        )
        for each in self.figures:
            count = f"{each.label} ({len(each.numbers):,}): "
            yield Paragraph((Piece(count, is_strong=True), *_listed(each.numbers)), "small", each.anchor)
        yield Heading(f"The {counted(of, 'recommendation')}", 1, is_on_new_page=True)

    def appendix(self) -> Iterator[Block]:
        """Yield, on a new page, what each figure counts, then all recommendations in their words."""
        if not self.has_appendix:
            return
        listed = Clauses.of(self.c, self.recommendations)
        yield from blocks_in_own_words(self._numbers(len(listed)), self.c.profile)
        review = ""
        for number, clause in enumerate(listed, 1):
            if clause.review != review:
                review = clause.review
                yield Heading(self.c.reviews[review].title, 3)
            yield quote(self.c, clause, number)


def _listed(numbers: Sequence[int]) -> list[Piece]:
    """Return numbers that lead to their quotes; three or more in a row are a range.

    >>> "".join(piece.text for piece in _listed([1, 2, 3, 4, 7, 9, 10]))
    '1 to 4, 7, 9, 10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    pieces: list[Piece] = []
    for run in runs:
        if len(run) > 2:
            pieces += [_link(run[0]), Piece(" to "), _link(run[-1]), Piece(", ")]
        else:
            pieces += [piece for number in run for piece in (_link(number), Piece(", "))]
    return pieces[:-1]


def _link(number: int) -> Piece:
    return Piece(str(number), f"#r{number}")


@once
def recommendation_places(c: Collection) -> Mapping[tuple[str, int], int]:
    """Return the number of each recommendation among all clauses, by the id of its review and its number there."""
    import numpy as np

    known = facts(c)
    clauses = Clauses.of(c, known.recommendations)
    numbers = np.flatnonzero(known.recommendations).tolist()
    return {(clause.review, clause.number): at for at, clause in zip(numbers, clauses, strict=True)}
