"""The names that people can search for, made once for every face: what each is, all that it is called, how much it leads to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from casegraph.nearest import ALIKE, likeness
from casegraph.schemes import scheme
from casegraph.views.collection import Collection, once
from casegraph.views.entity import sentences
from casegraph.views.everyday_names import AGENCIES, AGES, KEYWORDS, OUTCOMES, SUICIDE, THEMES, year_olds
from casegraph.views.facets import facets
from casegraph.views.facts import facts
from casegraph.views.roles import asked_ways
from casegraph.views.search_words import key_of, tokens

__all__ = [
    "KINDS_OF_NAMES",
    "NEAREST",
    "NameKind",
    "SearchName",
    "keys_of_names",
    "names_with",
    "nearest_names",
    "search_names",
]

NameKind = Literal["agency", "nation", "region", "partnership", "year", "age", "outcome", "theme", "keyword"]
"""What a name can be the name of: facets of reviews, in the order in which they are offered."""

KINDS_OF_NAMES: tuple[NameKind, ...] = get_args(NameKind)

NEAREST = 3
"""How many names are offered for words that occur nowhere."""

_OR = " or "
_NOT_STATED = ("not stated", "Not stated", "not-stated", "other")


@dataclass(frozen=True, slots=True)
class SearchName:
    """Something that has a name: one or several *values* of a facet, what it is called (*also* has names beside its label).

    It leads to some *clauses* (for agencies and themes alone) in some *reviews*; *noun* is what such a clause is.
    *parts* are names that are a part of its label: they are less likely to be meant. An agency or a theme that is listed and that
    no review has leads to nothing, and is offered by its whole name alone.
    """

    kind: NameKind
    values: tuple[str, ...]
    label: str
    also: tuple[str, ...]
    parts: tuple[str, ...]
    reviews: int
    clauses: int = 0
    noun: str = ""

    @property
    def names(self) -> tuple[tuple[str, int], ...]:
        """All names, the label first, each with how weak it is as a name."""
        own = [(self.label, 0), *((name, 1) for name in self.also), *((name, 2) for name in self.parts)]
        return tuple(own)


@once
def search_names(c: Collection) -> tuple[SearchName, ...]:
    """Return all names, kind by kind."""
    of_facets = {each.id: each for each in facets(c)}
    listed: list[SearchName] = []
    for kind in KINDS_OF_NAMES:
        if kind in ("agency", "theme"):
            listed += [*_concepts(c, kind), *_unused(c, kind)]
            continue
        facet = of_facets[kind]
        for values, label, also in _values(c, kind, facet.values):
            number = int(facet.links.having(values).sum())
            if number and not (kind == "region" and label in of_facets["nation"].values):
                listed.append(SearchName(kind, values, label, tuple(dict.fromkeys(also)), (), number))
    return tuple(listed)


def names_with(c: Collection, words: Sequence[str]) -> Iterator[SearchName]:
    """Yield what has a name with words that begin with all of *words*: first what begins with them, then what leads to more."""
    whole = " ".join(words)
    ranked = []
    for at, (own, each) in enumerate(zip(_words_of_names(c), search_names(c), strict=True)):
        fitting = [name for name in own if all(f" {word}" in name for word in words)]
        if fitting:
            begins = any(name.startswith(f" {whole}") for name in fitting)
            ranked.append((not begins, -each.reviews, at, each))
    for *_, each in sorted(ranked, key=lambda each: each[:3]):
        yield each


def nearest_names(c: Collection, text: str) -> list[tuple[float, SearchName]]:
    """Return the names that are most like some words, each with how alike it is, from 0 to 1."""
    ranked = []
    for at, (own, each) in enumerate(zip(_words_of_names(c), search_names(c), strict=True)):
        near = max((likeness(text, name[1:]) for name in own if _can_be_like(text, name)), default=0.0)
        if near >= ALIKE and each.reviews:
            ranked.append((-near, at, each))
    ranked.sort(key=lambda each: each[:2])
    return [(-near, each) for near, _, each in ranked[:NEAREST]]


def _can_be_like(text: str, name: str) -> bool:
    """Return whether a name has about as many letters as some words."""
    return 2 * min(len(text), len(name) - 1) >= ALIKE * (len(text) + len(name) - 1)


@once
def _words_of_names(c: Collection) -> Sequence[Sequence[str]]:
    """Return all names of each, with a space before each word."""
    return [["".join(f" {word}" for word in tokens(name)) for name, _ in each.names] for each in search_names(c)]


@once
def keys_of_names(c: Collection) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return which names have each key, the likeliest first: by how weak the name is for it, then in their order."""
    keys: dict[str, dict[int, int]] = {}
    for number, each in enumerate(search_names(c)):
        for name, weakness in each.names:
            own = keys.setdefault(key_of(tokens(name)), {})
            own[number] = min(weakness, own.get(number, weakness))
    keys.pop("", None)
    order = {kind: rank for rank, kind in enumerate(KINDS_OF_NAMES)}
    names = search_names(c)

    def rank(each: tuple[int, int]) -> tuple[bool, int, int, int]:
        name = names[each[0]]
        return not name.reviews, order[name.kind], each[1], -name.reviews

    return {key: sorted(own.items(), key=rank) for key, own in keys.items()}


def _values(
    c: Collection, kind: NameKind, labels: Mapping[str, str]
) -> Iterator[tuple[tuple[str, ...], str, Sequence[str]]]:
    """Yield the values of a facet, each with its label and further names, and values that have one name together."""
    every = {key: label for key, label in labels.items() if key not in _NOT_STATED}
    if kind == "age":
        for group in every:
            own = [name for values, names in AGES.items() if values == (group,) for name in names]
            yield (group,), _capital(group), [*own, *year_olds(group)]
        for values, names in AGES.items():
            if len(values) > 1:
                yield tuple(values), _capital(_OR.join(values)), names
        return
    if kind == "outcome":
        suicides = tuple(key for key in every if key.endswith("suicide"))
        yield suicides, "Suicide, stated, suspected or given as a keyword", SUICIDE
    for key, label in every.items():
        also: Sequence[str] = ()
        if kind == "outcome":
            also = OUTCOMES.get(key, ())
        elif kind == "keyword":
            also = KEYWORDS.get(key, ())
        elif kind == "partnership":
            also = [key.replace("-", " "), *(c.areas[area].label for area in c.partnerships[key].areas)]
        yield (key,), label, also


def _concepts(c: Collection, kind: Literal["agency", "theme"]) -> Iterator[SearchName]:
    """Yield agencies or themes, each with what its page begins with."""
    known, everyday = facts(c), AGENCIES if kind == "agency" else THEMES
    of_clauses = asked_ways(c) if kind == "agency" else known.themes.only(known.recommendations)
    clauses, reviews = of_clauses.counts(), known.per_review(of_clauses).counts()
    for id in c.of_kind(kind):
        if id == "other":
            continue
        label, *also = c.names(kind, id)
        parts = label.replace(" / ", ", ").replace(" and ", ", ").split(", ") if kind == "theme" else ()
        own = [*also, id.replace("-", " "), *everyday.get(id, ())]
        yield SearchName(
            kind,
            (id,),
            label,
            tuple(dict.fromkeys(own)),
            tuple(part for part in parts if part != label),
            *(_first_part(c, kind, id) if id not in clauses else (reviews[id], clauses[id], "recommendation")),
        )


def _unused(c: Collection, kind: Literal["agency", "theme"]) -> Iterator[SearchName]:
    """Yield the listed agencies or themes that no review has; groups of them have no recommendations of their own."""
    listed = scheme("agencies.ttl" if kind == "agency" else "themes.ttl")
    groups = {each.broader for each in listed.values()}
    for id, each in listed.items() if c.reviews else ():
        if id not in c.of_kind(kind) and id not in groups and id != "other":
            short = (
                name for name in each.alternatives if len(name.split()) < 3
            )  # whoever looks for more than that finds its label
            own = (*short, id.replace("-", " "), *(AGENCIES if kind == "agency" else THEMES).get(id, ()))
            yield SearchName(kind, (id,), each.label, tuple(dict.fromkeys(own)), (), 0, 0, "recommendation")


def _first_part(c: Collection, kind: Literal["agency", "theme"], id: str) -> tuple[int, int, str]:
    """Return the reviews and the clauses that a page shows first whose first part is empty, and what these clauses are."""
    shown = sentences(c, kind, id)
    return shown.clauses.reviews, len(shown.clauses), "learning point" if shown.part == "learning" else "recommendation"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
