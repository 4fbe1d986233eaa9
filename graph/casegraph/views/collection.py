"""The collection: reviews with their recommendations and learning points, and the agencies, themes and places they name.

Things refer to each other by id, the last part of their IRI; each mapping of a collection is sorted by id. All values are
plain and frozen, so that a build can write them to a file and a server can read them back (see ``collection_file``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Concatenate, Literal, ParamSpec, TypeVar, cast

from casegraph.collections import Profile, profile_named
from casegraph.views.concepts import Agency, Area, Group, Keyword, Named, Outcome, Partnership, Theme
from casegraph.views.made import Accuracy, Made, SourcePage, accuracy_of
from casegraph.views.reviews import Review

__all__ = ["KINDS", "Collection", "Kind", "once"]

Kind = Literal["agency", "theme", "partnership", "keyword", "area", "review"]
"""The kinds of things that have a page."""

KINDS: tuple[Kind, ...] = ("agency", "theme", "partnership", "keyword", "area", "review")


@dataclass(frozen=True, eq=False)
class Collection:
    """All that pages, tables and pictures show; *outcomes* has those that say little last, the rest is sorted by id.

    *id* is the name of the collection that all of it is part of.
    """

    id: str
    made: Made
    groups: Mapping[str, Group]
    themes: Mapping[str, Theme]
    agencies: Mapping[str, Agency]
    keywords: Mapping[str, Keyword]
    partnerships: Mapping[str, Partnership]
    areas: Mapping[str, Area]
    outcomes: Mapping[str, Outcome]
    reviews: Mapping[str, Review]

    @property
    def profile(self) -> Profile:
        """What Casegraph says of this collection alone: notice, helpline, rights and the like."""
        return profile_named(self.id)

    @property
    def accuracy(self) -> Accuracy:
        """How well reviews of this collection are read."""
        return accuracy_of(self.id)

    def of_kind(self, kind: Kind) -> Mapping[str, Named]:
        """Return the things of a kind by id."""
        return self._kinds[kind]

    def label(self, kind: Kind, id: str) -> str:
        """Return what the thing with this kind and id is called."""
        return self.of_kind(kind)[id].label

    def names(self, kind: Kind, id: str) -> tuple[str, ...]:
        """Return all names of a thing, its label first; agencies and themes can have several."""
        thing = self.of_kind(kind)[id]
        return (thing.label, *thing.also) if isinstance(thing, Agency | Theme) else (thing.label,)

    def beneath(self, kind: Literal["agency", "theme"], id: str) -> frozenset[str]:
        """Return an agency or a theme and all that are beneath it."""
        concepts: Mapping[str, Agency] | Mapping[str, Theme] = self.agencies if kind == "agency" else self.themes
        ids, level = {id}, {id}
        while level := {each.id for each in concepts.values() if each.broader in level} - ids:
            ids |= level
        return frozenset(ids)

    def page_of(self, review: Review) -> SourcePage:
        """Return the page that has the abstract of a review."""
        return self._pages[review.page]

    @cached_property
    def _kinds(self) -> Mapping[Kind, Mapping[str, Named]]:
        return {
            "agency": self.agencies,
            "theme": self.themes,
            "partnership": self.partnerships,
            "keyword": self.keywords,
            "area": self.areas,
            "review": self.reviews,
        }

    @cached_property
    def _pages(self) -> dict[str, SourcePage]:
        return {each.sha256: each for each in reversed(self.made.pages)}


Parameters = ParamSpec("Parameters")
Value = TypeVar("Value")


def once(
    compute: Callable[Concatenate[Collection, Parameters], Value],
) -> Callable[Concatenate[Collection, Parameters], Value]:
    """Have a function of a collection compute its value once a collection, for each of its further arguments.

    The value is kept with the collection, and goes with it.
    """
    name = f"{compute.__module__}.{compute.__qualname__}"

    def kept(collection: Collection, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Value:
        values = vars(collection).setdefault("_kept", {})
        key = (name, args, *sorted(kwargs.items()))
        if key not in values:
            values[key] = compute(collection, *args, **kwargs)
        return cast(Value, values[key])

    kept.__doc__, kept.__name__, kept.__module__ = compute.__doc__, compute.__name__, compute.__module__
    return kept
