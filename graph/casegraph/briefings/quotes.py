"""Which recommendations a briefing quotes, by a rule that it states, and how each quote says where it is from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casegraph.briefings.strengths import Strengths
from casegraph.collections.words import in_requests
from casegraph.papers.document import Quote
from casegraph.papers.pieces import Piece, Text
from casegraph.views.clauses import Addressing, Clause, ThemeReading
from casegraph.views.collection import Collection

__all__ = ["RULE", "Chosen", "chosen", "quote", "source_of", "words_before"]

RULE = (
    "first those with a deadline or a measure, then the newest; every review once before any review again; only whole quotes of "
    "up to {longest} characters. Those of one review keep the order of its list; words in square brackets come earlier in the text"
)
"""The rule, after which groups come in which order."""

_LONGEST = 420  # characters of a quote
_A_LINE = 92  # characters of a quote on a line
_BESIDE = 2.4  # lines of the source below a quote, and of the room around it


@dataclass(frozen=True, slots=True)
class Chosen:
    """The clauses that are quoted, how many of them all are not, and how many lines are left."""

    clauses: tuple[Clause, ...]
    others: int
    left: float

    @property
    def rule(self) -> str:
        """The rule in words."""
        return RULE.format(longest=_LONGEST)


def chosen(c: Collection, groups: Iterable[Sequence[Clause]], known: Strengths, lines: float) -> Chosen:
    """Return the clauses that are quoted on so many *lines*: those of the first group first (see ``RULE``).

    Of each group those of one review are together, in the order in which it lists them.
    """
    quoted: list[Clause] = []
    left, total = lines, 0
    used: set[str] = set()
    for group in groups:
        total += len(group)
        first: list[Clause] = []
        later: list[Clause] = []
        for clause in sorted(group, key=lambda each: _rank(c, each, known)):
            (later if clause.review in used else first).append(clause)
            used.add(clause.review)
        own: dict[str, list[Clause]] = {}
        for clause in (*first, *later):
            needed = 1 + len(clause.text + words_before(clause)) // _A_LINE + _BESIDE
            if len(clause.text) <= _LONGEST and needed <= left:
                own.setdefault(clause.review, []).append(clause)
                left -= needed
        quoted += [clause for each in own.values() for clause in sorted(each, key=lambda one: one.number)]
    return Chosen(tuple(quoted), total - len(quoted), left)


def _rank(c: Collection, clause: Clause, known: Strengths) -> tuple[bool, int, str, int]:
    is_firm = bool(known.get((clause.review, clause.number), frozenset()) & {"deadline", "measure"})
    return not is_firm, -(c.reviews[clause.review].year or 0), clause.review, clause.number


def quote(c: Collection, clause: Clause, number: int | None = None, *, prefix: Text = ()) -> Quote:
    """Return a clause as a quote with its review, its number there, and its place on the page."""
    anchor = f"r{number}" if number is not None else ""
    source, shown = (*prefix, *source_of(c, clause)), "" if number is None else str(number)
    return Quote(clause.text, source, shown, anchor, words_before(clause))


def words_before(clause: Clause) -> str:
    """Return the words before a clause that it depends on, such as a heading that names the agency; "" if there are none.

    >>> from casegraph.views.clauses import Quote as Words
    >>> asked = (Addressing("board", (), "lead-in", (Words(3, 8, "board"),)), Addressing("icb", (), "lead-in", (Words(0, 8, "ICB board"),)))
    >>> words_before(Clause("recommendation", "r", 1, "Audit it", 20, 28, (), asked))
    'ICB board'
    """
    read: list[Addressing | ThemeReading] = [each for each in clause.addressed if each.introduction]
    read += clause.themes
    places = {(each.start, -each.end): each for reading in read for each in reading.outside}
    shown: list[str] = []
    end = -1
    for _, each in sorted(places.items()):
        if each.end > end:  # else it is a part of the words before
            shown.append(each.text)
            end = each.end
    return " … ".join(shown)


def source_of(c: Collection, clause: Clause) -> Text:
    """Return where a clause stands: its review, its number there, its place on the page, and the report's address if there is one."""
    review = c.reviews[clause.review]
    page = f" of {c.page_of(review).file}" if len(c.made.pages) > 1 else ""
    place = (
        f", {in_requests(clause.kind, c.profile)} {clause.number} (characters {clause.start:,} to {clause.end:,}{page})"
    )
    report = (Piece("; "), Piece("report", review.link)) if review.link else ()
    given = (Piece(f". {clause.given}"),) if clause.given else ()
    return (Piece(review.title), Piece(place), *report, *given)
