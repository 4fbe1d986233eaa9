"""The collection that pages are made from: the explorer's data, with what is worked out from them once."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casegraph.views.texts import FACETS

__all__ = ["Chosen", "Collection", "Facet", "is_year", "plain", "tally", "words_of", "year_of"]

_NO_YEAR = "Not stated"
_NAMED = {"partnership": "partnerships", "keyword": "keywords"}  # whose names can be looked for in a review

Clause = dict[str, Any]
Review = dict[str, Any]
Filters = Mapping[str, Sequence[str]]
"""Wanted values by facet; ``words`` has the words that a review must have, ``from`` and ``to`` have years."""


@dataclass(frozen=True, slots=True)
class Facet:
    """What reviews are chosen by: its values as key and label, and for each review the keys that it has."""

    id: str
    label: str
    values: Mapping[str, str]
    of: Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reviews that fit, and for each facet how many reviews each of its values would give."""

    reviews: tuple[Review, ...]
    counts: Mapping[str, Mapping[str, int]]


class Collection:
    """The data of an explorer (see ``casegraph.views.explorer_data``), indexed; clauses know their review and their kind."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Index the data, which are taken over."""
        self.data = data
        self.made: Mapping[str, Any] = data["made"]
        self.reviews: list[Review] = data["reviews"]
        self.lists: dict[str, list[dict[str, Any]]] = {
            "agency": data["agencies"],
            "theme": data["themes"],
            "keyword": data["keywords"],
            "partnership": data["partnerships"],
            "area": data["areas"],
            "review": data["reviews"],
        }
        self.at = {kind: {each["id"]: i for i, each in enumerate(listed)} for kind, listed in self.lists.items()}
        self.default = [each["id"] for each in data["bases"]].index("default")
        self.learning: list[Clause] = []
        self.recommendations: list[Clause] = []
        self.remarks: list[Clause] = []
        for review in self.reviews:
            self._take_in(review)
        self.facets = self._facets()
        keys = sorted(self.facets[0].values, key=lambda key: (not key.isdigit(), key))
        self.years = [{"id": key, "label": key, "short": key} for key in keys]
        self._year_at = {key: at for at, key in enumerate(keys)}
        self._texts: dict[int, str] = {}
        self._said: list[tuple[Clause, str]] = []
        self._called: dict[str, dict[str, str]] = {}

    def _take_in(self, review: Review) -> None:
        for clause in review["learning"]:
            clause |= {"review": review, "kind": "learning point", "asked": [], "concerns": []}
            self.learning.append(clause)
        for clause in review["recommendations"]:
            clause |= {"review": review, "kind": "remark" if clause["remark"] else "recommendation"}
            (self.remarks if clause["remark"] else self.recommendations).append(clause)

    def label(self, kind: str, i: int) -> str:
        """Return what the thing of this kind and number is called."""
        thing = self.lists[kind][i]
        return str(thing["title"] if kind == "review" else thing["label"])

    def called(self, kind: str, label: str) -> str | None:
        """Return the id of the one thing of this kind that is called so, None if there is none or are several."""
        if kind not in self._called:
            labels = [self.label(kind, i) for i in range(len(self.lists[kind]))]
            often = Counter(labels)
            self._called[kind] = {
                each: str(thing["id"]) for each, thing in zip(labels, self.lists[kind], strict=True) if often[each] == 1
            }
        return self._called[kind].get(label)

    def asked(self, clause: Clause, *, named: bool = True) -> list[int]:
        """Return the agencies that a clause asks; *named* leaves out those only taken to be meant."""
        return list(dict.fromkeys(each[0] for each in clause["asked"] if not named or each[1] != self.default))

    @staticmethod
    def concerned(clause: Clause) -> list[int]:
        """Return the agencies that a clause concerns without asking them."""
        return list(dict.fromkeys(each[0] for each in clause["concerns"]))

    @staticmethod
    def themes(clause: Clause) -> list[int]:
        """Return the themes of a clause."""
        return [each[0] for each in clause["themes"]]

    def groups(self, clause: Clause) -> list[int]:
        """Return the groups of themes that a clause has."""
        return list(dict.fromkeys(self.data["themes"][theme]["group"] for theme in self.themes(clause)))

    def year(self, clause: Clause) -> list[int]:
        """Return the number of the year in which a clause's review was published, among all years."""
        year = clause["review"]["year"]
        return [self._year_at[_NO_YEAR if year is None else str(year)]]

    @staticmethod
    def clauses(review: Review) -> list[Clause]:
        """Return all clauses of a review."""
        return [*review["learning"], *review["recommendations"]]

    def chosen(self, filters: Filters) -> Chosen:
        """Return the reviews that fit: any value of a facet is enough, all facets and words have to hold.

        No review has a value that does not exist.
        """
        wanted = {facet.id: set(filters.get(facet.id, ())) for facet in self.facets}
        words = words_of(filters)
        first, last = (year_of(filters, end) for end in ("from", "to"))
        counts: dict[str, dict[str, int]] = {facet.id: defaultdict(int) for facet in self.facets}
        fitting = []
        for i, review in enumerate(self.reviews):
            failing = [facet for facet in self.facets if wanted[facet.id] and not wanted[facet.id] & facet.of[i]]
            if len(failing) > 1 or not _is_between(review["year"], first, last) or not self.has_words(i, words):
                continue
            if not failing:
                fitting.append(review)
            for facet in failing or self.facets:
                for key in facet.of[i]:
                    counts[facet.id][key] += 1
        return Chosen(tuple(fitting), counts)

    def saying(self, words: Sequence[str]) -> list[Clause]:
        """Return the clauses that have all these words (see ``plain``)."""
        if not self._said:
            self._said = [
                (each, plain(each["text"])) for each in (*self.recommendations, *self.learning, *self.remarks)
            ]
        return [clause for clause, text in self._said if all(word in text for word in words)]

    def has_words(self, i: int, words: Iterable[str]) -> bool:
        """Return whether the text of a review has all these words (see ``plain``)."""
        if not words:
            return True
        if i not in self._texts:
            review = self.reviews[i]
            names = [self.label(kind, j) for kind, field in _NAMED.items() for j in review[field]]
            texts = [clause["text"] for clause in self.clauses(review)]
            parts = [review["title"], *names, *review["narrative"], *texts]
            self._texts[i] = plain("\n".join(parts))
        return all(word in self._texts[i] for word in words)

    def _facets(self) -> tuple[Facet, ...]:
        areas, data = self.lists["area"], self.data

        def concepts(kind: str) -> dict[str, str]:
            return {each["id"]: each["label"] for each in self.lists[kind]}

        def ids(kind: str, numbers: Iterable[int]) -> frozenset[str]:
            return frozenset(self.lists[kind][i]["id"] for i in numbers)

        def texts(values: Iterable[str], newest_first: bool = False) -> dict[str, str]:
            return {each: each for each in sorted(set(values), reverse=newest_first)}

        def asked(review: Review) -> list[int]:
            asking = [clause for clause in review["recommendations"] if not clause["remark"]]
            return [i for clause in asking for i in self.asked(clause)]

        of: dict[str, Callable[[Review], frozenset[str]]] = {
            "year": lambda review: frozenset({_NO_YEAR if review["year"] is None else str(review["year"])}),
            "nation": lambda review: frozenset(areas[i]["nation"] for i in review["areas"]),
            "region": lambda review: frozenset(areas[i]["region"] for i in review["areas"] if areas[i]["region"]),
            "partnership": lambda review: ids("partnership", review["partnerships"]),
            "agency": lambda review: ids("agency", asked(review)),
            "theme": lambda review: ids("theme", (i for each in self.clauses(review) for i in self.themes(each))),
            "keyword": lambda review: ids("keyword", review["keywords"]),
            "outcome": lambda review: frozenset({data["outcomes"][review["outcome"]]["id"]}),
            "age": lambda review: frozenset(data["ageGroups"][i] for i in review["ageGroups"]),
        }
        found = {name: [of[name](review) for review in self.reviews] for name in FACETS}
        values = {
            "year": texts((key for keys in found["year"] for key in keys), newest_first=True),
            "nation": texts(key for keys in found["nation"] for key in keys),
            "region": texts(key for keys in found["region"] for key in keys),
            **{kind: concepts(kind) for kind in ("partnership", "agency", "theme", "keyword")},
            "outcome": {each["id"]: each["label"] for each in data["outcomes"]},
            "age": texts(()) | {each: each for each in data["ageGroups"]},
        }
        return tuple(Facet(name, label, values[name], found[name]) for name, label in FACETS.items())


def tally(things: Iterable[Any], values: Callable[[Any], Iterable[int]]) -> list[tuple[int, int]]:
    """Return how often each value occurs, once in each thing, the most frequent first."""
    counts = Counter(value for thing in things for value in set(values(thing)))
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def year_of(filters: Filters, end: str) -> int | None:
    """Return the year that one end of a range is, None if there is none or it is no year.

    >>> year_of({"from": ["2018"]}, "from"), year_of({"to": ["soon"]}, "to")
    (2018, None)
    """
    text = next(iter(filters.get(end, ())), "")
    return int(text) if is_year(text) else None


def is_year(text: str) -> bool:
    """Return whether a text is a year in four figures."""
    return len(text) == 4 and text.isascii() and text.isdigit()


def _is_between(year: int | None, first: int | None, last: int | None) -> bool:
    """Return whether a year is in a range; a review without one is in none that has an end."""
    if first is None and last is None:
        return True
    return year is not None and (first is None or first <= year) and (last is None or year <= last)


def words_of(filters: Filters) -> list[str]:
    """Return the words that are looked for, each once.

    >>> words_of({"words": ["Child’s voice", "child's"]})
    ["child's", 'voice']
    """
    return list(dict.fromkeys(word for text in filters.get("words", ()) for word in plain(text).split()))


def plain(text: str) -> str:
    """Return a text without capitals, accents and kinds of apostrophe, to look for words in.

    >>> plain("Child’s Réaltín")
    "child's realtin"
    """
    low = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("‘", "'"))
    return "".join(each for each in low if not unicodedata.combining(each))
