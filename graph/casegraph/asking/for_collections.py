"""Questions that are not for the collection that they are asked of: which it is for, and the error that says so."""

from collections.abc import Iterable

from casegraph.asking.questions import Question
from casegraph.collections import Profile, profiles
from casegraph.errors import QueryError
from casegraph.nearest import either
from casegraph.store.in_terms import profile_of
from casegraph.store.protocol import Store

__all__ = ["OtherCollection", "check_holds", "not_for"]


class OtherCollection(QueryError):
    """A *question* that is for some *collections* only, by id, and was asked of another."""

    def __init__(self, question: str, about: str, *, asked_of: str, collections: Iterable[str]) -> None:
        """Say what documents it is about, and of which it was asked."""
        self.question, self.collections = question, tuple(collections)
        self._problem = f" is a question about {about}, and these are {asked_of}."
        super().__init__(self.worded(f"“{question}”"), f"Ask it of the collection {either(self.collections)}.")

    def worded(self, called: str) -> str:
        """Return the problem, with what a face calls the question."""
        return f"{called}{self._problem}"


def check_holds(store: Store, question: Question) -> None:
    """Raise OtherCollection if a question is not for the collection of a graph; one across several is for any.

    >>> from casegraph.asking.questions import question
    >>> from casegraph.store.memory import MemoryStore
    >>> check_holds(MemoryStore.from_turtle(""), question("nobody-named"))
    """
    if not question.is_across and not question.holds_for(profile_of(store)):
        raise not_for(question, profile_of(store))


def not_for(question: Question, profile: Profile) -> OtherCollection:
    """Return the error for a question that was asked of the collection of a *profile*, which it is not for.

    >>> from casegraph.asking.questions import question
    >>> print(not_for(question("replies-due"), profiles()[0]))
    “replies-due” is a question about coroners' reports, and these are case reviews. Ask it of the collection pfd.
    """
    fitting = [each for each in profiles() if question.holds_for(each)]
    about = " and ".join(each.documents[1] for each in fitting)
    return OtherCollection(
        question.name, about, asked_of=profile.documents[1], collections=[each.id for each in fitting]
    )
