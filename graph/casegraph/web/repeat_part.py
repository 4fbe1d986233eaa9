"""The page of a group of similar recommendations begins with their words: a program groups them, so people have to read them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casegraph.fragments.lists import Sentence
from casegraph.views.attribution import counted
from casegraph.views.similar import recommendation_at, words_shared
from casegraph.web.listed import sentence
from casegraph.web.similar_page import marked_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casegraph.views.collection import Collection

__all__ = ["Repeated", "repeated"]


@dataclass(frozen=True, slots=True)
class Repeated:
    """The recommendations of a group, and what is to be known before one counts them."""

    state: str
    words: str
    sentences: tuple[Sentence, ...]


def repeated(c: "Collection", words: str, members: "Iterable[str]") -> Repeated:
    """Return the recommendations of a group by their IRIs, with the *words* in common marked.

    >>> from casegraph.store.memory import MemoryStore
    >>> from casegraph.views.from_store import collection_of
    >>> repeated(collection_of(MemoryStore.from_turtle("")), "escalation", ["https://example.org/1"]).state
    '0 recommendations in 0 reviews. A program groups them and their wording differs: read them before you count.'
    """
    clauses = [clause for each in members if (clause := recommendation_at(c, each)) is not None]
    clauses.sort(key=lambda each: (c.reviews[each.review].year or 0, each.review, each.number))
    often = counted(len(clauses), "recommendation")
    reviews = counted(len({each.review for each in clauses}), "review")
    return Repeated(
        f"{often} in {reviews}. A program groups them and their wording differs: read them before you count.",
        words,
        tuple(
            replace(sentence(c, each), pieces=marked_pieces(each.text, words_shared(each.text, words)[1]))
            for each in clauses
        ),
    )
