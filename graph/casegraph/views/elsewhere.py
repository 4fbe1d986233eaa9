"""What another collection says of an agency or a theme: counted on its own, never together with the first."""

from dataclasses import dataclass

from casegraph.views.attribution import counted
from casegraph.views.collection import Collection, Kind
from casegraph.views.entity import sentences
from casegraph.views.read_as_shown import Clauses
from casegraph.views.sendings import sent_to

__all__ = ["Elsewhere", "elsewhere", "has_page", "label_of"]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The clauses of a *collection* that ask an agency, in any way, or that are on a theme; others merely *mention* it.

    Of documents that are sent to somebody, *sent* counts those to this agency, also those whose words are not known.
    """

    collection: Collection
    kind: Kind
    id: str
    clauses: Clauses
    mentioned: int
    sent: int = 0

    @property
    def state(self) -> str:
        """How many clauses there are, in how many of all documents of the collection."""
        profile = self.collection.profile
        of = counted(len(self.collection.reviews), *profile.counted_as)
        state = f"{counted(len(self.clauses), *profile.requests)} in {self.clauses.reviews:,} of {of}"
        if self.mentioned:
            state += f"; {self.mentioned:,} more only mention{'s' * (self.mentioned == 1)} it"
        if self.sent > self.clauses.reviews:
            wordless = self.sent - self.clauses.reviews
            state += f"; {self.sent:,} were sent to it, {wordless:,} of them without their words in this build"
        return state


def elsewhere(c: Collection, kind: Kind, id: str) -> Elsewhere | None:
    """Return what a collection says of an agency or a theme; None for other things.

    >>> from casegraph.store.memory import MemoryStore
    >>> from casegraph.views.from_store import collection_of
    >>> elsewhere(collection_of(MemoryStore.from_turtle("")), "agency", "icb").state.partition(" published")[0]
    '0 recommendations in 0 of 0'
    """
    if kind not in ("agency", "theme"):
        return None
    sent = len(sent_to(c, id)) if kind == "agency" else 0
    part = "asked" if kind == "agency" else "recommendations"
    if id not in c.of_kind(kind):
        return Elsewhere(c, kind, id, Clauses.none(c), 0, sent)
    listed = sentences(c, kind, id, part)
    return Elsewhere(c, kind, id, listed.clauses, listed.sizes.get("mentioned", 0), sent)


def has_page(c: Collection, kind: str, id: str) -> bool:
    """Say whether a collection has a page for a thing."""
    return kind in ("agency", "theme", "partnership", "keyword", "area", "review") and id in c.of_kind(kind)  # type: ignore[arg-type]


def label_of(c: Collection) -> str:
    """Return what a collection is called where one chooses it, by its documents.

    >>> from casegraph.store.memory import MemoryStore
    >>> from casegraph.views.from_store import collection_of
    >>> label_of(collection_of(MemoryStore.from_turtle("")))
    'Case reviews'
    """
    several = c.profile.documents[1]
    return several[:1].upper() + several[1:]
