"""What other collections of a build say of an agency or a theme, as its page has it: counted apart, with their sentences."""

from dataclasses import dataclass

from casegraph.assistant.forms import Sentence, Shown, Source
from casegraph.assistant.sentences import sentence, source
from casegraph.assistant.served import Served
from casegraph.assistant.shortening import part
from casegraph.views.collection import Kind
from casegraph.views.elsewhere import elsewhere

__all__ = ["InCollection", "in_others"]


@dataclass(frozen=True, slots=True)
class InCollection:
    """What another collection says of the same agency or theme: *requests* in so many of all its *documents*.

    Sentences that merely *mention* an agency are not among them. *collection* is what tools take; with it, entity has the rest.
    """

    source: Source
    collection: str
    title: str
    requests: int
    in_documents: int
    documents: int
    mentioned: int
    in_words: str
    page: str
    sentences: list[Sentence]
    shown: Shown


def in_others(served: Served, kind: Kind, id: str, page: int) -> list[InCollection]:
    """Return what each other collection says of a thing, with one part of its sentences; nothing of what is neither agency nor theme."""
    return [each for there in served.beside if (each := _in(there, kind, id, page)) is not None]


def _in(there: Served, kind: Kind, id: str, page: int) -> InCollection | None:
    c = there.collection
    what = elsewhere(c, kind, id)
    if what is None:
        return None
    shown, where = part(what.clauses, page, "sentences")
    return InCollection(
        source=source(there),
        collection=c.id,
        title=c.profile.title,
        requests=len(what.clauses),
        in_documents=what.clauses.reviews,
        documents=len(c.reviews),
        mentioned=what.mentioned,
        in_words=f"{what.state}.",
        page=there.page(f"{c.made.base}{kind}/{id}") if id in c.of_kind(kind) else "",
        sentences=[sentence(there, each) for each in shown],
        shown=where,
    )
