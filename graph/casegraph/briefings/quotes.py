"""Which recommendations a briefing quotes, by a rule that it states, and how each quote says where it is from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casegraph.briefings.strengths import Strengths
from casegraph.collections.words import in_requests
from casegraph.papers.document import Quote
from casegraph.papers.pieces import Piece, Text
from casegraph.views.clauses import Addressing, Clause, ThemeReading
from casegraph.views.collection import Collection
from casegraph.views.sendings import sending_of, sendings_of

__all__ = ["Chosen", "chosen", "quote", "source_of", "words_before"]

_FIRST = "first those that give a time or frequency or say how to check, then those of the newest year"
_NEWEST, _NEWEST_YEAR = "the newest first", "the newest year first"
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

    @property
    def state(self) -> str:
        """How many of how many are quoted, and by which rule if there is one."""
        return f"{self.count}: {self.rule}" if self.rule else self.count


def chosen(c: Collection, groups: Iterable[Sequence[Clause]], known: Strengths, lines: float) -> Chosen:
    """Return the clauses that are quoted on so many *lines*: those of the first group first, by the rule that they state.

    Of each group those of one review are together, in the order in which it lists them.
    """
    quoted: list[Clause] = []
    left, total = lines, 0
    days = {each.id: each.dated for each in sendings_of(c)}
    used: set[str] = set()
    for group in groups:
        total += len(group)
        short = sorted((one for one in group if len(one.text) <= _LONGEST), key=lambda one: (one.review, one.number))
        short.sort(key=lambda one: _rank(c, one, known, days), reverse=True)
        own: dict[str, list[Clause]] = {}
        for are_first in (True, False):
            for clause in short:
                is_further = clause in own.get(clause.review, ()) if not are_first else clause.review in used
                if not is_further and (needed := _lines_of(c, clause)) <= left:
                    own.setdefault(clause.review, []).append(clause)
                    used.add(clause.review)
                    left -= needed
        quoted += [clause for each in own.values() for clause in sorted(each, key=lambda one: one.number)]
    first = _FIRST if known else _NEWEST if any(days.values()) else _NEWEST_YEAR
    rule = "; ".join([*([_RULE.format(first=first, longest=_LONGEST)] if total > 1 else []), *_brackets(c, quoted)])
    return Chosen(tuple(quoted), total - len(quoted), left, rule)


def _brackets(c: Collection, quoted: Sequence[Clause]) -> list[str]:
    """Return what the square brackets of these quotes mean."""
    names = [
        each
        for each in (c.profile.asides if c.profile.leaves_names_out else ())
        if each.startswith("[") and any(each in clause.text for clause in quoted)
    ]
    instead = _NAMES.format(instead=" and ".join(f"“{each}”" for each in names), s="s" * (len(names) == 1))
    before = f"other {_BEFORE}" if names else _BEFORE
    return [*([instead] if names else []), *([before] if any(_before(c, each) for each in quoted) else [])]


def _lines_of(c: Collection, clause: Clause) -> float:
    """Return about how many lines a quote needs, with its source and the room around it."""
    below = sum(len(piece.text) for piece in source_of(c, clause))
    return 2 + len(clause.text + _before(c, clause)) // _A_LINE + below // _A_LINE_BELOW + _BESIDE


def _rank(c: Collection, clause: Clause, known: Strengths, days: Mapping[str, str]) -> tuple[bool, int, str]:
    """Return what comes first where it is higher: firm or not, the year, and the day if it is known."""
    is_firm = bool(known.get((clause.review, clause.number), frozenset()) & {"deadline", "measure"})
    return is_firm, c.reviews[clause.review].year or 0, days.get(clause.review, "")


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
