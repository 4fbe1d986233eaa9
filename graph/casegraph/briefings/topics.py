"""What a briefing can be about: an agency, a theme, a partnership, or any recommendations that were chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casegraph.briefings.counted_tables import agencies_table
from casegraph.errors import Choice, UnknownName
from casegraph.nearest import either, nearest
from casegraph.papers.document import DataTable
from casegraph.papers.tables import Column
from casegraph.views.attribution import counted
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection, Kind
from casegraph.views.entity import parts
from casegraph.views.facts import facts
from casegraph.views.neighbours import reviews_having
from casegraph.views.read_as_shown import Clauses
from casegraph.views.role_answers import agency_id
from casegraph.views.roles import ASKING, naming_among, role
from casegraph.views.texts import PARTS, TEXTS

if TYPE_CHECKING:
    from casegraph.views.links import Mask

__all__ = ["Topic", "about_agency", "about_clauses", "about_reviews", "about_thing", "thing_id", "topic_named"]

_AGENCIES = 7  # that a table lists


@dataclass(frozen=True, slots=True)
class Topic:
    """What a briefing is about.

    *clauses* are the recommendations, of which the *lead* says what they have in common (“are the business of the police”);
    *groups* are the same in the order in which they are quoted, *order* says which that is. *who* is the table of who has to
    act, *remarks* are what one has to know to read it. All of them are listed at *listed*. A *theme* is what they are all about, an *agency* is who they are all for.
    *mentions* are others that only mention the agency: no count has them.
    """

    title: str
    lead: str
    clauses: Clauses
    groups: Sequence[Sequence[Clause]]
    order: str
    who: DataTable
    remarks: str
    listed: str
    theme: str = ""
    agency: str = ""
    mentions: Sequence[Clause] = ()


def topic_named(c: Collection, name: str) -> Topic:
    """Return the topic that a name means: ``agency/icb``, ``theme/neglect`` or ``partnership/…`` with an id or a name.

    A colon does as well as the stroke. Raises UnknownName.
    """
    kind, _, id = name.partition("/") if "/" in name.partition(":")[0] else name.partition(":")
    if kind == "agency" and id:
        return about_agency(c, agency_id(id))
    if kind == "theme" and id:
        return about_thing(c, "theme", thing_id(c, "theme", id))
    if kind == "partnership" and id:
        return about_thing(c, "partnership", thing_id(c, "partnership", id))
    raise UnknownName(
        f"“{name}” is not a topic. Begin with its type, such as agency/icb, theme/neglect or partnership/birmingham.",
        kind="topic",
        value=name,
        near=[],
    )


def thing_id(c: Collection, kind: Kind, name: str) -> str:
    """Return the id of a thing by its id or one of its names; raises UnknownName with those that come near."""
    wanted = " ".join(name.casefold().split())
    ids = {called.casefold(): id for id in c.of_kind(kind) for called in c.names(kind, id)}
    ids |= {id: id for id in c.of_kind(kind)}
    if wanted in ids:
        return ids[wanted]
    near = list(dict.fromkeys(ids[each] for each in nearest(wanted, ids)))
    hint = f" Did you mean {either(near)}?" if near else ""
    choices = [Choice(id, c.label(kind, id)) for id in near]
    raise UnknownName(f"No {kind} of this collection is called “{name}”.{hint}", kind=kind, value=name, near=choices)


def about_agency(c: Collection, agency: str) -> Topic:
    """Return what recommendations ask of an agency, way by way; those that only mention it are apart."""
    shown = role(c, agency)
    label = c.agencies[agency].label if agency in c.agencies else agency
    rows = tuple((PARTS[way], len(shown.groups[way]), shown.groups[way].reviews) for way in ASKING)
    mask = facts(c).recommendations & False
    for way in ASKING:
        mask = mask | shown.groups[way].mask
    return Topic(
        title=label,
        lead="are for this agency",
        clauses=Clauses.of(c, mask),
        groups=[[*shown.groups[way]] for way in ASKING],
        order="the ways in the order of the table",
        who=_counts("How it is for this agency", "Way", rows),
        remarks=" ".join([TEXTS["eachOnce"], *([TEXTS["likelyOwner"]] if shown.groups["owner"] else [])]),
        listed=f"casegraph role {agency}",
        agency=agency,
        mentions=[*shown.groups["mentioned"]],
    )


def about_thing(c: Collection, kind: Kind, id: str) -> Topic:
    """Return what recommendations ask about a theme, or in the reviews of a partnership, a keyword or an area."""
    known = facts(c)
    if kind == "theme":
        mask, lead = parts(c, kind, id)["recommendations"], "are about this theme, narrower ones included"
    else:
        mask = known.recommendations & known.in_reviews(reviews_having(c, kind, id))
        lead = f"are in reviews of this {kind}" if kind != "keyword" else "are in reviews with this keyword"
    topic = about_clauses(c, Clauses.of(c, mask), c.label(kind, id), lead, f"the page /{kind}/{id} of casegraph serve")
    return replace(topic, theme=id) if kind == "theme" else topic


def about_clauses(c: Collection, clauses: Clauses, title: str, lead: str, listed: str) -> Topic:
    """Return what some recommendations ask, those that name an agency quoted first; all are *listed* somewhere."""
    asks = clauses.mask & facts(c).recommendations
    named = facts(c).named.having_any()
    chosen = Clauses.of(c, asks)
    return Topic(
        title=title,
        lead=lead,
        clauses=chosen,
        groups=[[*Clauses.of(c, asks & named)], [*Clauses.of(c, asks & ~named)]],
        order="those that name an agency before those that name none",
        who=agencies_table(c, chosen, _AGENCIES),
        remarks=f"{naming_among(c, asks)}. Narrower agencies count for those above them.",
        listed=listed,
    )


def about_reviews(c: Collection, reviews: "Mask", title: str, listed: str) -> Topic:
    """Return what is asked in some reviews, which are *listed* somewhere."""
    known = facts(c)
    clauses = Clauses.of(c, known.recommendations & known.in_reviews(reviews))
    return about_clauses(c, clauses, title, f"are in the {counted(int(reviews.sum()), 'review')} chosen", listed)


def _counts(caption: str, head: str, rows: Iterable[tuple[str, int, int]]) -> DataTable:
    columns = (Column(head), Column("Recommendations", "number"), Column("Reviews", "number"))
    return DataTable(caption, columns, tuple(rows))
