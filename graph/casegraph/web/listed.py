"""Sentences and reviews in the lists of served pages: what their fragments are filled with."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from casegraph.collections.words import in_requests, left_out, nouns
from casegraph.fragments.elements import Action, Citation, Link, Pager
from casegraph.fragments.lists import (
    Addressees,
    Card,
    IntroducedThemes,
    LikelyOwner,
    LikelyTheme,
    Order,
    Piece,
    ReviewList,
    Sentence,
    SentenceList,
)
from casegraph.views.attribution import counted
from casegraph.views.briefs import brief, strength_in_words
from casegraph.views.citation import citation
from casegraph.views.clauses import BASES, Clause, Owner
from casegraph.views.collection import Collection
from casegraph.views.highlights import ALL, NOTHING, Only, highlighted
from casegraph.views.incidents import happened_in
from casegraph.views.list_orders import has_strengths, orders_of
from casegraph.views.list_words import ALL_MARKED, MARKS
from casegraph.views.read_as_shown import Clauses
from casegraph.views.reviews import Review
from casegraph.views.texts import TEXTS, action_labels, bases
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import link, links
from casegraph.web.parameters import Parameters
from casegraph.web.sentence_parts import identifier, page_link, report_link

__all__ = [
    "Choosing",
    "card",
    "cited",
    "marks_link",
    "place",
    "review_list",
    "sentence",
    "sentence_list",
    "sentences_in_reviews",
]

_ORDER = {basis: number for number, basis in enumerate(BASES)}


@dataclass(frozen=True, slots=True)
class Choosing:
    """What can be chosen for a list at an *address* with *parameters*: its order, and what is highlighted; *anchor* leads to it.

    If the sentences *are_learning* points, orders by what only recommendations have are left out; a list that *is_ordered*
    in a way of its own offers none.
    """

    address: str
    parameters: Parameters
    anchor: str = ""
    are_learning: bool = False
    is_ordered: bool = False

    @property
    def is_all_marked(self) -> bool:
        """Whether all words that were read are highlighted, or only those that the page is about."""
        return ALL_MARKED in self.parameters.get("marks", ())

    def href(self, **changes: str | None) -> str:
        """Return the address with other choices."""
        return with_parameters(self.address, self.parameters, **changes, page=None) + self.anchor


def sentence(
    c: Collection, clause: Clause, only: Only = NOTHING, *, with_review: bool = True, with_kind: bool = False
) -> Sentence:
    """Return a clause with the highlighted words of *only* some themes and agencies; *with_kind* a learning point says that it is one."""
    review = c.reviews[clause.review]
    year = "" if review.year is None or review.title.startswith(str(review.year)) else str(review.year)
    return Sentence(
        pieces=tuple(Piece(*each) for each in highlighted(clause, only)),
        brief=brief(c, clause, with_kind=with_kind),
        review=link(c, "review", review.id) if with_review else None,
        year=year,
        by=", ".join(c.label("partnership", id) for id in review.partnerships),
        addressees=tuple(_addressees(c, clause)),
        via=links(c, "agency", clause.via_ids),
        owner=None if clause.owner is None else _owner(c, clause, clause.owner),
        concerned=links(c, "agency", clause.mentioned_ids),
        actions=tuple(action_labels().get(each.id, each.id) for each in clause.actions),
        strength=strength_in_words(clause),
        themes=links(c, "theme", (each.id for each in clause.themes if each.basis != "learned" and each.spans)),
        likely=tuple(
            LikelyTheme(link(c, "theme", each.id), _percent(each.probability))
            for each in clause.themes
            if each.basis == "learned"
        ),
        introduced=tuple(_introduced(c, clause)),
        corrected=clause.corrected,
        given=clause.given,
        place=place(c, review, clause),
        report=report_link(review),
        page=page_link(c, review),
        iri=identifier(c, clause),
        citation=cited(c, review, clause),
    )


def cited(c: Collection, review: Review, clause: Clause | None = None) -> Citation:
    """Return how to cite a review, or one of its clauses."""
    made = citation(c, review, clause)
    return Citation(made.harvard, made.bibtex, made.ris)


def _owner(c: Collection, clause: Clause, owner: Owner) -> LikelyOwner:
    words = " … ".join(clause.text[start:end] for start, end in owner.spans)
    return LikelyOwner(link(c, "agency", owner.id), words, _percent(owner.probability))


def _percent(probability: float | None) -> str:
    return "" if probability is None else f"{probability:.0%}"


def place(c: Collection, review: Review, part: Review | Clause) -> str:
    """Return where a review or one of its clauses is."""
    return f"{c.page_of(review).file}, characters {part.start:,} to {part.end:,}"


def sentence_list(
    c: Collection,
    clauses: Iterable[Clause],
    only: Only = NOTHING,
    *,
    actions: Sequence[Action] = (),
    choosing: Choosing | None = None,
    with_kinds: bool = False,
    pager: Pager | None = None,
) -> SentenceList:
    """Return a part of a list of clauses; *only* some words are highlighted, unless all are chosen."""
    is_all = choosing is not None and choosing.is_all_marked
    shown = tuple(sentence(c, clause, ALL if is_all else only, with_kind=with_kinds) for clause in clauses)
    return SentenceList(
        shown,
        TEXTS["noSentence"],
        tuple(actions),
        any(each.likely for each in shown),
        any(each.owner for each in shown),
        orders=() if choosing is None else _orders(c, choosing, shown),
        marks=None if choosing is None else marks_link(choosing),
        is_all_marked=is_all,
        pager=pager,
    )


def marks_link(choosing: Choosing) -> Link:
    """Return the switch between the words that a page is about and all that were read."""
    now = ALL_MARKED if choosing.is_all_marked else ""
    return Link(MARKS[now], choosing.href(marks=None if now else ALL_MARKED))


def _orders(c: Collection, choosing: Choosing, shown: Sequence[Sentence]) -> tuple[Order, ...]:
    if choosing.is_ordered:
        return ()
    chosen = choosing.parameters.get("sort", [""])[0]
    offered = orders_of(len(shown), are_learning=choosing.are_learning, have_strengths=has_strengths(c))
    chosen = chosen if chosen in offered else ""
    return tuple(
        Order(name or "review", text, choosing.href(sort=name or None), name == chosen)
        for name, text in offered.items()
    )


def sentences_in_reviews(clauses: Clauses, noun: str = "recommendation") -> str:
    """Return how many clauses of how many reviews there are.

    >>> from casegraph.store.memory import MemoryStore
    >>> from casegraph.views.from_store import collection_of
    >>> from casegraph.views.matrix import matrix
    >>> sentences_in_reviews(matrix(collection_of(MemoryStore.from_turtle("")), {}).clauses(None, None))
    '0 recommendations in 0 reviews'
    """
    own = nouns(clauses.collection.profile)
    return f"{counted(len(clauses), *own.get(noun, (noun,)))} in {counted(clauses.reviews, *own.get('review', ('review',)))}"


def card(c: Collection, review: Review) -> Card:
    """Return a review as a list has it."""
    return Card(
        link=link(c, "review", review.id),
        partnerships=links(c, "partnership", review.partnerships),
        happened=happened_in(review, c.profile),
        counts=", ".join(
            [
                f"{c.profile.requests[1]} not known"
                if c.profile.no_requests and not review.asks
                else counted(len(review.asks), *c.profile.requests),
                *(
                    []
                    if left_out(len(review.learning), c.profile)
                    else [counted(len(review.learning), "learning point")]
                ),
            ]
        ),
        keywords=links(c, "keyword", review.keywords),
        narrative=review.narrative,
    )


def review_list(
    c: Collection, reviews: Iterable[Review], *, actions: Sequence[Action] = (), pager: Pager | None = None
) -> ReviewList:
    """Return a part of a list of reviews."""
    return ReviewList(tuple(card(c, review) for review in reviews), tuple(actions), pager=pager)


def _introduced(c: Collection, clause: Clause) -> Iterator[IntroducedThemes]:
    """Return the themes of a clause that an introduction led to, those together that have the same words."""
    themes = sorted((each for each in clause.themes if each.introduction), key=lambda each: each.introduction)
    for quote, alike in groupby(themes, lambda each: each.introduction):
        yield IntroducedThemes(links(c, "theme", (each.id for each in alike)), quote)


def _addressees(c: Collection, clause: Clause) -> Iterator[Addressees]:
    """Return who a clause asks, those together that are known in the same way."""
    known = bases(c.profile)
    addressed = sorted(clause.addressed, key=lambda each: (_ORDER[each.basis], each.introduction))
    for (basis, introduction), alike in groupby(addressed, lambda each: (each.basis, each.introduction)):
        agencies = links(c, "agency", (each.id for each in alike))
        yield Addressees(
            agencies,
            basis == "default",
            in_requests(TEXTS[basis], c.profile) if introduction else known[basis],
            introduction,
        )
