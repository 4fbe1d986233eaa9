"""The tool that shows one agency, theme, keyword, partnership, area or review, as its page does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from casegraph.assistant.elsewhere import InCollection, in_others
from casegraph.assistant.forms import Counted, NamedBy, ReviewPart, Sentence, Shown, Source
from casegraph.assistant.sentences import named_by, review_part, sentence, source
from casegraph.assistant.served import Served
from casegraph.assistant.shortening import part as part_of
from casegraph.assistant.shortening import shortened
from casegraph.assistant.tool import COLLECTION
from casegraph.collections.words import in_requests, nouns
from casegraph.errors import Choice, UnknownName
from casegraph.names import slug
from casegraph.nearest import either, nearest
from casegraph.views.attribution import counted
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection, Kind
from casegraph.views.concepts import Agency, Theme
from casegraph.views.entity import PARTS_OF, collected, sentences
from casegraph.views.facts import facts
from casegraph.views.read_as_shown import Clauses
from casegraph.views.reviews import Review
from casegraph.views.roles import naming_among
from casegraph.views.texts import PARTS, TEXTS

__all__ = ["EntityAnswer", "EntityArguments", "entity"]

_NOT_NARROWED = "They are all of them, whatever part and beside are."
_PARTS = [*dict.fromkeys(part for parts in PARTS_OF.values() for part in parts)]


@dataclass(frozen=True, slots=True)
class EntityArguments:
    """What to show of which thing."""

    kind: Literal["agency", "theme", "keyword", "partnership", "area", "review"]
    id: Annotated[
        str,
        Meta(description="Its id, as answers have it, or its name: “icb” or “integrated care board”.", max_length=300),
    ]
    part: Annotated[
        str,
        Meta(
            description="Of an agency or a theme: which sentences, one of the parts under `counts`. By default all ways in"
            f" which an agency is asked, or the recommendations on a theme. One of: {', '.join(_PARTS)}."
        ),
    ] = ""
    beside: Annotated[
        str,
        Meta(
            description="Of an agency: only sentences on the theme with this id. Of a theme: only those with this agency."
        ),
    ] = ""
    narrative: Annotated[bool, Meta(description="Of a review: also show what happened to the child, in its words.")] = (
        False
    )
    page: Annotated[int, Meta(description="Which part of long lists to show, from 1.", ge=1)] = 1
    collection: Annotated[str, COLLECTION] = ""


@dataclass(frozen=True, slots=True)
class EntityAnswer:
    """One thing with its counts, its sentences and its reviews.

    *in_words* counts what is listed, with the denominator. *counts* has all parts of an agency's or a theme's sentences.
    *naming* says how many of the listed recommendations name any agency. Lists are cut: *shown* and *reviews_shown* say where.

    *elsewhere* is what other collections of the build say of the same agency or theme, as *about_elsewhere* says: never add its numbers to these.
    """

    source: Source
    kind: str
    id: str
    quoted_name: str
    also_called: list[str]
    definition: str
    iri: str
    page: str
    part: str
    in_words: str
    counts: dict[str, Counted]
    naming: NamedBy | None
    sentences: list[Sentence]
    shown: Shown
    reviews: list[ReviewPart]
    reviews_shown: Shown | None
    quoted_narrative: list[str]
    narrative_left_out: str
    about_elsewhere: str
    elsewhere: list[InCollection]


def entity(served: Served, wanted: EntityArguments) -> EntityAnswer:
    """Return what the page of one thing shows; raises UnknownName for what no review has."""
    c = served.collection
    id = _id(served, wanted.kind, wanted.id)
    if wanted.kind in PARTS_OF:
        return _with_parts(served, wanted, id)
    if wanted.kind == "review":
        return _review(served, wanted, c.reviews[id])
    gathered = collected(c, wanted.kind, id)
    shown, where = part_of(gathered.reviews, wanted.page, "reviews")
    asks = gathered.recommendations
    of = counted(len(gathered.reviews), *nouns(c.profile).get("review", ("review",)))
    in_words = f"{of} of {len(c.reviews):,} {c.profile.counted_as[len(c.reviews) != 1]}"
    if wanted.kind == "partnership":
        in_words += f", with {naming_among(c, asks.mask).beside(counted(len(asks), 'recommendation'))}"
    counts = {"reviews": Counted(len(gathered.reviews), len(c.reviews), "reviews")}
    return _answer(
        served, wanted, id, in_words=in_words, counts=counts, clauses=asks, reviews=shown, reviews_shown=where
    )


def _with_parts(served: Served, wanted: EntityArguments, id: str) -> EntityAnswer:
    """Return an agency or a theme with one part of its clauses."""
    c, kind = served.collection, wanted.kind
    if wanted.part and wanted.part not in PARTS_OF[kind]:
        raise _unknown("part", wanted.part, f"Parts of {kind} are: {', '.join(PARTS_OF[kind])}.", PARTS_OF[kind])
    other: Kind = "theme" if kind == "agency" else "agency"
    partner = _id(served, other, wanted.beside) if wanted.beside else ""
    listed = sentences(c, kind, id, wanted.part, partner)
    known = facts(c)
    every = {"recommendation": int(known.recommendations.sum()), "learning point": int(known.learning.sum())}
    noun = "learning point" if listed.part == "learning" else "recommendation"
    clauses = listed.clauses
    in_words = (
        f"{len(clauses):,} of {counted(every[noun], noun)}, in {clauses.reviews:,} of {len(c.reviews):,} "
        f"{c.profile.counted_as[len(c.reviews) != 1]}"
    )
    naming = naming_among(c, clauses.mask) if noun == "recommendation" else None
    counts = {
        str(part): Counted(
            number,
            every["learning point" if part == "learning" else "recommendation"],
            in_requests(PARTS[part], c.profile),
        )
        for part, number in listed.sizes.items()
    }
    return _answer(
        served,
        wanted,
        id,
        part=listed.part,
        in_words=naming.beside(in_words) if naming else in_words,
        counts=counts,
        naming=None if naming is None else named_by(naming),
        clauses=clauses,
    )


def _review(served: Served, wanted: EntityArguments, review: Review) -> EntityAnswer:
    narrative = [shortened(each)[0] for each in review.narrative] if wanted.narrative else []
    hidden = (
        "" if narrative or not review.narrative else "What happened is left out. Ask with narrative true to read it."
    )
    numbers = counted(len(review.asks), "recommendation"), counted(len(review.learning), "learning point")
    return _answer(
        served,
        wanted,
        review.id,
        in_words=" and ".join(numbers),
        clauses=[*review.recommendations, *review.learning],
        reviews=[review],
        narrative=narrative,
        narrative_left_out=hidden,
    )


def _answer(
    served: Served,
    wanted: EntityArguments,
    id: str,
    *,
    part: str = "",
    in_words: str,
    counts: Mapping[str, Counted] | None = None,
    naming: NamedBy | None = None,
    clauses: Sequence[Clause] | Clauses,
    reviews: Sequence[Review] = (),
    reviews_shown: Shown | None = None,
    narrative: Sequence[str] = (),
    narrative_left_out: str = "",
) -> EntityAnswer:
    c, kind = served.collection, wanted.kind
    thing, iri = c.of_kind(kind)[id], f"{c.made.base}{kind}/{id}"
    shown, where = part_of(clauses, wanted.page, "sentences")
    others = in_others(served, kind, id, wanted.page)
    narrowed = f" {_NOT_NARROWED}" if others and (wanted.part or wanted.beside) else ""
    return EntityAnswer(
        source=source(served),
        kind=kind,
        id=id,
        quoted_name=shortened(thing.label)[0],
        also_called=[*thing.also] if isinstance(thing, Agency | Theme) else [],
        definition=thing.definition if isinstance(thing, Agency | Theme) else "",
        iri=iri,
        page=served.page(iri),
        part=part,
        in_words=in_requests(f"{in_words}.", c.profile),
        counts=dict(counts or {}),
        naming=naming,
        sentences=[sentence(served, each) for each in shown],
        shown=where,
        reviews=[review_part(served, each) for each in reviews],
        reviews_shown=reviews_shown,
        quoted_narrative=[*narrative],
        narrative_left_out=narrative_left_out,
        about_elsewhere=f"{TEXTS['countedApart']}{narrowed}" if others else "",
        elsewhere=others,
    )


def _id(served: Served, kind: Kind, name: str) -> str:
    """Return the id of a thing by its id, its IRI or one of its names.

    Raises UnknownName with the names that come near, or with the other collections that have it.
    """
    path, called = _called(served.collection, kind, name)
    if path in called:
        return called[path]
    where = served.where_else(lambda there: path in _called(there, kind, name)[1])
    near = [] if where else [*dict.fromkeys(called[each] for each in nearest(path, called, 5))]
    meant = where or (f"Did you mean {either(near)}?" if near else "Look it up with search.")
    raise _unknown(kind, name, f"No {kind} in this collection is called “{name[:100]}”. {meant}", near)


def _called(c: Collection, kind: Kind, name: str) -> tuple[str, dict[str, str]]:
    """Return a name as it is looked up, and the ids of all things by their ids and names."""
    things = c.of_kind(kind)
    path = name.strip().removeprefix(f"{c.made.base}{kind}/").removeprefix(f"{kind}/").removeprefix(f"/{kind}/")
    if path in things:
        return path, {path: path}
    return slug(path), {slug(each): id for id in things for each in reversed((id, *c.names(kind, id)))}


def _unknown(kind: str, value: str, problem: str, near: Sequence[str]) -> UnknownName:
    return UnknownName(problem, kind=kind, value=value, near=[Choice(each) for each in near])
