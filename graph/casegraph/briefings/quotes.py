"""Which recommendations a briefing quotes, by a rule that it states, and how each quote says where it is from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casegraph.briefings.strengths import Strengths
from casegraph.collections.words import in_requests
from casegraph.papers.document import Quote
from casegraph.papers.pieces import Piece, Text
from casegraph.views.clauses import Addressing, Clause, ThemeReading
from casegraph.views.collection import Collection
from casegraph.views.sendings import sending_of

__all__ = ["Chosen", "chosen", "quote", "source_of", "words_before"]

_FIRST = "first those that give a time or frequency or say how to check, then those of the newest year"
_FIRST_OF_OTHERS = "the newest year first"
_RULE = (
    "{first}; every review once before any review again; only whole quotes of up to {longest} characters that fit on two pages. "
    "Those of one review keep the order of its list"
)
_BEFORE = "words in square brackets come earlier in the text"
_NAMES = "{instead} stand{s} in the place of names"

_LONGEST = 420  # characters of a quote
_A_LINE = 92  # characters of a quote on a line
_A_LINE_BELOW = 112  # characters of its source on a line
_BESIDE = 1.4  # lines of the room around a quote


@dataclass(frozen=True, slots=True)
class Chosen:
    """The clauses that are quoted, how many of them all are not, how many lines are left, and the *rule* in words."""

    clauses: tuple[Clause, ...]
    others: int
    left: float
    rule: str

    @property
    def count(self) -> str:
        """How many of how many are quoted.

        >>> Chosen((), 8, 0, "").count
        '0 of 8 are quoted'
        """
        quoted = len(self.clauses)
        return f"{quoted:,} of {quoted + self.others:,} {'is' if quoted == 1 else 'are'} quoted"


def chosen(c: Collection, groups: Iterable[Sequence[Clause]], known: Strengths, lines: float) -> Chosen:
    """Return the clauses that are quoted on so many *lines*: those of the first group first, by the rule that they state.

    Of each group those of one review are together, in the order in which it lists them.
    """
    quoted: list[Clause] = []
    left, total = lines, 0
    used: set[str] = set()
    for group in groups:
        total += len(group)
        short = sorted((one for one in group if len(one.text) <= _LONGEST), key=lambda one: _rank(c, one, known))
        own: dict[str, list[Clause]] = {}
        for are_first in (True, False):
            for clause in short:
                is_further = clause in own.get(clause.review, ()) if not are_first else clause.review in used
                needed = _lines_of(c, clause)
                if not is_further and needed <= left:
                    own.setdefault(clause.review, []).append(clause)
                    used.add(clause.review)
                    left -= needed
        quoted += [clause for each in own.values() for clause in sorted(each, key=lambda one: one.number)]
    return Chosen(tuple(quoted), total - len(quoted), left, _rule(c, quoted, bool(known)))


def _rule(c: Collection, quoted: Sequence[Clause], has_strengths: bool) -> str:
    """Return the rule in words: what holds where firm requests are known, and what the square brackets of these quotes mean."""
    rule = _RULE.format(first=_FIRST if has_strengths else _FIRST_OF_OTHERS, longest=_LONGEST)
    names = [
        each
        for each in (c.profile.asides if c.profile.leaves_names_out else ())
        if each.startswith("[") and any(each in clause.text for clause in quoted)
    ]
    brackets = [_NAMES.format(instead=" and ".join(f"“{each}”" for each in names), s="s" * (len(names) == 1))]
    if any(_before(c, clause) for clause in quoted):
        brackets.append(f"other {_BEFORE}" if names else _BEFORE)
    return "; ".join([rule, *(brackets if names else brackets[1:])])


def _lines_of(c: Collection, clause: Clause) -> float:
    """Return about how many lines a quote needs, with its source and the room around it."""
    below = sum(len(piece.text) for piece in source_of(c, clause))
    return 2 + len(clause.text + _before(c, clause)) // _A_LINE + below // _A_LINE_BELOW + _BESIDE


def _rank(c: Collection, clause: Clause, known: Strengths) -> tuple[bool, int, str, int]:
    is_firm = bool(known.get((clause.review, clause.number), frozenset()) & {"deadline", "measure"})
    return not is_firm, -(c.reviews[clause.review].year or 0), clause.review, clause.number


def quote(c: Collection, clause: Clause, number: int | None = None, *, prefix: Text = ()) -> Quote:
    """Return a clause as a quote with its review, its number there, and its place on the page."""
    anchor = f"r{number}" if number is not None else ""
    source, shown = (*prefix, *source_of(c, clause)), "" if number is None else str(number)
    return Quote(clause.text, source, shown, anchor, _before(c, clause))


def _before(c: Collection, clause: Clause) -> str:
    """Return the words before a clause; those to whom its document is sent are in the line below it."""
    return words_before(clause, is_sent=c.profile.has_replies)


def words_before(clause: Clause, *, is_sent: bool = False) -> str:
    """Return the words before a clause that it depends on, such as a heading that names the agency; "" if there are none.

    Of a document that *is_sent*, the words that name agencies are its addressees: they are no part of what it says.

    >>> from casegraph.views.clauses import Quote as Words
    >>> asked = (Addressing("board", (), "lead-in", (Words(3, 8, "board"),)), Addressing("icb", (), "lead-in", (Words(0, 8, "ICB board"),)))
    >>> words_before(Clause("recommendation", "r", 1, "Audit it", 20, 28, (), asked))
    'ICB board'
    """
    read: list[Addressing | ThemeReading] = [] if is_sent else [each for each in clause.addressed if each.introduction]
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
    """Return where a clause stands: its review, number and place on the page, the report's address, and to whom it was sent, if known."""
    review = c.reviews[clause.review]
    page = f" of {c.page_of(review).file}" if len(c.made.pages) > 1 else ""
    place = (
        f", {in_requests(clause.kind, c.profile)} {clause.number} (characters {clause.start:,} to {clause.end:,}{page})"
    )
    report = (Piece("; "), Piece("report", review.link)) if review.link else ()
    sent = sending_of(c, clause.review)
    to = (Piece(f". Sent to: {'; '.join(sent.sent_to)}"),) if sent and sent.sent_to else ()
    given = (Piece(f". {clause.given}"),) if clause.given else ()
    return (Piece(review.title), Piece(place), *report, *to, *given)
