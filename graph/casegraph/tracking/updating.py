"""Updates: what people wrote goes to the recommendations of the build as it is now, and none of it is lost."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casegraph.tracking.choosing import ask, asked_in, new_lines
from casegraph.tracking.matching import Match, matched
from casegraph.tracking.model import Ask, Chosen, Line, Tracker
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection

if TYPE_CHECKING:
    from casegraph.store.protocol import Store

__all__ = ["Updated", "updated"]

_SHOWN = 200  # characters of former words
_NEW, _BACK, _GONE = "New", "Back in the collection", "Not in the collection"
_OUTSIDE = "No longer one of the chosen; kept because it was here before"


@dataclass(frozen=True, slots=True)
class Updated:
    """A tracker after an update, and how many lines were kept, are new, are gone, came back, moved or have other words."""

    tracker: Tracker
    kept: int
    new: int
    gone: int
    back: int
    moved: Sequence[Match]
    reworded: Sequence[Match]

    def __str__(self) -> str:
        """Return the numbers in a sentence."""
        parts = [
            f"{counted(self.kept, 'line')} kept",
            f"{self.new:,} new",
            f"{self.gone:,} no longer in the collection",
            *([f"{self.back:,} back in it"] if self.back else []),
            *([f"{len(self.moved):,} found by their words, as their ids moved"] if self.moved else []),
            *([f"{len(self.reworded):,} with different words from before"] if self.reworded else []),
        ]
        return f"{', '.join(parts)}."


def updated(c: Collection, former: Tracker, chosen: Chosen | None = None, store: "Store | None" = None) -> Updated:
    """Return a tracker as the collection is now; *chosen* takes the place of what the former one was chosen by.

    Where a question chose it, the *store* answers it anew; raises QueryError if it does not know the question.

    A former tracker that does not say what it was chosen by gets no new lines.
    """
    chosen = former.chosen if chosen is None else chosen
    wanted = {each.ask.id: each for each in new_lines(c, chosen, store)} if chosen is not None else {}
    places = _places_of(c, [each.ask for each in former.lines])
    taken = {each.now.id for each in places.values()}
    lines = [
        _kept(line, places[line.ask], chosen is None or places[line.ask].now.id in wanted)
        for line in former.lines
        if line.ask in places
    ]
    lost = [replace(line, change=_GONE) for line in former.lines if line.ask not in places]
    back = _places_of(c, [each.ask for each in former.gone], taken, by_words_alone=True)
    gone: list[Line] = []
    for each in former.gone:
        now = back[each.ask].now if each.ask in back else None
        if now is None or now.id in taken:
            gone.append(each)
        else:
            lines.append(Line(now, each.entries, _BACK))
            taken.add(now.id)
    new = [replace(each, change=_NEW) for id, each in wanted.items() if id not in taken]
    matches = [*places.values()]
    return Updated(
        Tracker(tuple(sorted([*lines, *new], key=_order)), chosen, (*lost, *gone), former.more, former.sheets),
        kept=len(places),
        new=len(new),
        gone=len(lost),
        back=len(former.gone) - len(gone),
        moved=[each for each in matches if each.former.id != each.now.id],
        reworded=[each for each in matches if each.how == "reworded"],
    )


def _order(line: Line) -> tuple[str, int]:
    return line.ask.review_id, line.ask.number


def _places_of(
    c: Collection,
    former: Sequence[Ask],
    taken: frozenset[str] | set[str] = frozenset(),
    *,
    by_words_alone: bool = False,
) -> dict[Ask, Match]:
    """Return what each former recommendation is now; those that are gone have nothing, nor have those with *taken* ids.

    *by_words_alone* takes none for another that was reworded. A review whose own id changed is found by its words.
    """
    of_review: defaultdict[str, list[Ask]] = defaultdict(list)
    for each in former:
        of_review[each.review_id].append(each)
    places: dict[Ask, Match] = {}
    for review, own in of_review.items():
        if review in c.reviews:
            now = [each for each in asked_in(c, c.reviews[review]) if each.id not in taken]
            pairs = matched(own, now)
            places.update((each.former, each) for each in pairs if not by_words_alone or each.how != "reworded")
    left = [each for each in former if each not in places]
    return places | (_elsewhere(c, left, taken | {each.now.id for each in places.values()}) if left else {})


def _elsewhere(c: Collection, left: Sequence[Ask], taken: frozenset[str] | set[str]) -> dict[Ask, Match]:
    """Return where recommendations are whose review has another id now: the same words, if they are in one place alone."""
    wanted = {" ".join(each.text.split()) for each in left if each.text}
    places: defaultdict[str, list[Ask]] = defaultdict(list)
    for review in c.reviews.values():
        for clause in review.asks:
            text = " ".join(clause.text.split())
            if text in wanted and f"{review.id}/{clause.number}" not in taken:
                places[text].append(ask(c, clause))
    matched: dict[Ask, Match] = {}
    for each in left:
        here = places[" ".join(each.text.split())]
        if len(here) == 1:
            matched[each] = Match(each, here.pop(), "moved")
    return matched


def _kept(line: Line, match: Match, is_wanted: bool) -> Line:
    """Return a line with the recommendation as it is now, and what has changed about it."""
    changes = []
    if match.former.id != match.now.id:
        changes.append(f"Found by its words; its id was {match.former.id}")
    if match.how == "reworded":
        words = match.former.text
        changes.append(f"Different words here before: “{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”")
    if not is_wanted:
        changes.append(_OUTSIDE)
    return Line(match.now, line.entries, ". ".join(changes))
