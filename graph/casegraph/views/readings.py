"""Readings of words that are searched for: one name, or several together, each with how much it leads to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

from casegraph.views.attribution import counted
from casegraph.views.collection import Collection
from casegraph.views.facets import facets
from casegraph.views.facts import facts
from casegraph.views.read_as_shown import Clauses
from casegraph.views.roles import asked_ways
from casegraph.views.search_names import names_with
from casegraph.views.search_parts import AMONG, Option, Part, is_shared
from casegraph.views.search_words import meaningful, quoted
from casegraph.views.texts import KIND_LABELS, TEXTS
from casegraph.views.word_search import reviews_with

if TYPE_CHECKING:
    from casegraph.views.links import Mask

__all__ = ["SHAPE", "Readings", "Suggestion"]

SHAPE: Mapping[str, int] = {"together": 6, "tried": 60, "names": 6, "reviews": 3, "least": 2, "few": 3}
"""How many readings of several names *together* are offered, of how many that are *tried*; how many *names* that begin with
what is typed, and how many *reviews*; the *least* number of letters; and how *few* readings are so few that names are offered alone as well."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that words can mean: what kind it is, its name, how much it leads to, and where.

    It leads to the thing called *id* of the kind *view*, or else to the page *view*, with these *parameters*. What no review has
    leads to the page that finds, which has no more of it.
    """

    kind: str
    text: str
    weight: str
    reviews: int
    view: str
    id: str
    parameters: Mapping[str, Sequence[str]]


class Readings:
    """Counts what meanings lead to, each set of reviews once."""

    def __init__(self, c: Collection) -> None:
        """Read words as names of a collection."""
        self._c, self._facets = c, {each.id: each for each in facets(c)}
        self._masks: dict[tuple[str, ...], Mask] = {}

    def alone(self, option: Option) -> Suggestion:
        """Return a name as such, or the reviews with some words."""
        name = option.name
        if name is None:
            number = int(self._with_words(option.words).sum())
            parameters = {"words": (option.words,)}
            return Suggestion(KIND_LABELS["words"], quoted(option.words.split()), counted(number, "review"), number, "reviews", "", parameters)  # fmt: skip
        if not name.reviews:
            weight = TEXTS["noneForIt" if name.kind == "agency" else "noneOnIt"]
            return Suggestion(KIND_LABELS[name.kind], name.label, weight, 0, "find", "", {"words": (name.label,)})
        weight = counted(name.reviews, "review")
        if name.noun:
            weight = f"{counted(name.clauses, name.noun)} in {weight}"
        has_page = name.noun or name.kind in ("keyword", "partnership")
        view, id = (name.kind, name.values[0]) if has_page else ("reviews", "")
        return Suggestion(KIND_LABELS[name.kind], name.label, weight, name.reviews, view, id, {} if has_page else {name.kind: name.values})  # fmt: skip

    def together(self, parts: Sequence[Part]) -> Iterator[Suggestion]:
        """Yield the ways to read all parts together that lead to something."""
        ways = product(*([*enumerate(part.options)] for part in parts))
        ranked = sorted(islice(ways, SHAPE["tried"]), key=lambda way: sum(rank for rank, _ in way))
        counted_ways = (self._counted([option for _, option in way]) for way in ranked)
        return islice((each for each in counted_ways if each and each.reviews), SHAPE["together"])

    def some(self, parts: Sequence[Part]) -> Iterator[Suggestion]:
        """Yield ways to read all parts but one together."""
        for left_out in reversed(range(len(parts)) if len(parts) > 2 else ()):
            yield from islice(self.together([*parts[:left_out], *parts[left_out + 1 :]]), 1)

    def whole(self, words: Sequence[str]) -> Iterator[Suggestion]:
        """Yield the names that have all words, which are then no combination of several names."""
        names = (each for each in names_with(self._c, meaningful(words)) if each.reviews)
        return (self.alone(Option(each, "")) for each in islice(names, SHAPE["names"]))

    def begun(self, words: Sequence[str], parts: Sequence[Part]) -> Iterator[Suggestion]:
        """Return the names that what is typed may be the beginning of: all of it, or what comes after other names."""
        wanted = meaningful(words)
        if len(parts) < 2:
            names = (self.alone(Option(each, "")) for each in names_with(self._c, wanted))
        elif parts[-1].options[0].name is None and len(parts[-1].options[0].words) >= SHAPE["least"]:
            heads = [part.options[0] for part in parts[:-1]]
            last = parts[-1].options[0].words.split()
            ends = (each for each in names_with(self._c, last) if not is_shared(each, last))
            names = filter(
                None, (self._counted([*heads, Option(each, "")]) for each in islice(ends, 2 * SHAPE["names"]))
            )  # type: ignore[assignment]
        else:
            return iter(())
        return islice((each for each in names if each.reviews), SHAPE["names"])

    def titles(self, words: Sequence[str]) -> list[Suggestion]:
        """Return the reviews whose title has all words."""
        known, wanted = facts(self._c), meaningful(words)
        titles, ids = known.columns.titles, known.columns.ids
        fitting = (at for at in known.title_order.tolist() if all(word in titles[at] for word in wanted))
        shown = ((ids[at], self._c.reviews[ids[at]].title) for at in islice(fitting, SHAPE["reviews"]))
        return [Suggestion(KIND_LABELS["review"], title, "", 1, "review", id, {}) for id, title in shown]

    def _counted(self, options: Sequence[Option]) -> Suggestion | None:
        """Return what some meanings give together: recommendations if an agency is one of them, else reviews.

        Return None if it cannot be asked for: if they are words alone, or two of a kind of which reviews need to have any.
        """
        filters: dict[str, list[str]] = {}
        for name in (option.name for option in options if option.name):
            if not name.reviews or (name.kind in filters and name.kind not in AMONG):
                return None
            filters.setdefault(name.kind, []).extend(name.values)
        if not filters:
            return None
        words = " ".join(option.words for option in options if not option.name)
        kinds = _kinds([KIND_LABELS[option.name.kind if option.name else "words"] for option in options])
        text = "; ".join(option.name.label if option.name else quoted(option.words.split()) for option in options)
        agency, theme = filters.pop("agency", None), filters.get("theme")
        if agency:
            filters.pop("theme", None)
        mask = self._with_words(words)
        for kind, values in filters.items():
            mask = mask & self._having(kind, values)
        every = {**filters, **({"words": [words]} if words else {})}
        if not agency:
            number = int(mask.sum())
            return Suggestion(kinds, text, counted(number, "review"), number, "reviews", "", every)
        known = facts(self._c)
        meant = known.recommendations & known.in_reviews(mask) & asked_ways(self._c).having(agency)
        clauses = Clauses.of(self._c, meant & known.themes.having(theme) if theme else meant)
        weight = f"{counted(len(clauses), 'recommendation')} in {counted(clauses.reviews, 'review')}"
        if theme and not every:
            return Suggestion(kinds, text, weight, clauses.reviews, "agency", agency[0], {"with": theme})
        every |= {"role": ["any"], "cell": [f"{theme[0] if theme else 'all'}~{agency[0]}"]}
        return Suggestion(kinds, text, weight, clauses.reviews, "matrix", "", every)

    def _having(self, kind: str, values: Sequence[str]) -> "Mask":
        key = (kind, *values)
        if key not in self._masks:
            self._masks[key] = self._facets[kind].links.having(values)
        return self._masks[key]

    def _with_words(self, words: str) -> "Mask":
        if (words,) not in self._masks:
            self._masks[(words,)] = reviews_with(self._c, words.split())
        return self._masks[(words,)]


def _kinds(kinds: Sequence[str]) -> str:
    """Return kinds as one.

    >>> _kinds(["Agency", "Theme", "Year"])
    'Agency, theme and year'
    """
    listed = [kinds[0], *(each[0].lower() + each[1:] for each in kinds[1:])]
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
