"""The part of a page that shows another collection's clauses about the same agency or theme."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import quote

from casegraph.fragments.elements import Link
from casegraph.fragments.elsewhere import ElsewherePart, Quote
from casegraph.fragments.lists import Piece
from casegraph.views.attribution import counted
from casegraph.views.briefs import brief
from casegraph.views.collection import Collection, Kind
from casegraph.views.elsewhere import Elsewhere, elsewhere, label_of
from casegraph.views.highlights import highlighted, only_thing
from casegraph.views.read_as_shown import Clauses

__all__ = ["BesideExplorer", "elsewhere_data", "elsewhere_part"]

QUOTES = 5
"""Sentences of another collection that the explorer has for an agency or a theme, so that its size depends on neither's."""


@dataclass(frozen=True, slots=True)
class BesideExplorer:
    """The explorer of another collection: the *collection*, and its file as seen from the one's folder, "" where there is none."""

    collection: Collection
    file: str
    is_first: bool = False

    def address(self, kind: Kind, id: str) -> str:
        """Return the address of a thing there."""
        return f"{self.file}#/{kind}/{quote(id)}" if self.file else ""


def elsewhere_data(beside: Sequence[BesideExplorer]) -> list[dict[str, object]]:
    """Return for the explorer what other collections say of each agency and theme that they have sentences on.

    Quotes that several have are there once: parts have their numbers.
    """
    return [_of_one(each) for each in beside]


def _of_one(each: BesideExplorer) -> dict[str, object]:
    c = each.collection
    places: dict[str, int] = {}
    quotes: list[dict[str, object]] = []
    parts: dict[str, dict[str, object]] = {"agency": {}, "theme": {}}
    kinds: tuple[Kind, ...] = ("agency", "theme")
    for kind, id in ((of, each) for of in kinds for each in c.of_kind(of)):
        there = elsewhere(c, kind, id)
        if there is None or not (there.clauses or there.mentioned or there.sent):
            continue
        part = elsewhere_part(there, each.address, QUOTES)
        numbers = []
        for clause, shown in zip(there.clauses[:QUOTES], part.quotes, strict=True):
            key = f"{clause.review} {clause.number}"
            if key not in places:
                places[key] = len(quotes)
                quotes.append({"text": clause.text, "brief": shown.brief, "document": asdict(shown.document)})
            numbers.append(places[key])
        onward = asdict(part.onward) if part.onward and each.file else None
        parts[kind][id] = {"state": part.state, "quotes": numbers, "onward": onward}
    return {
        "id": c.id,
        "label": label_of(c),
        "heading": f"In {label_of(c)[:1].lower()}{label_of(c)[1:]}",
        "rights": c.profile.rights.page,
        "file": each.file,
        "isFirst": each.is_first,
        "none": Elsewhere(c, "theme", "", Clauses.none(c), 0).state,
        "ids": {kind: [*c.of_kind(kind)] for kind in kinds},
        "quotes": quotes,
        "parts": parts,
    }


def elsewhere_part(
    there: Elsewhere, href: Callable[[Kind, str], str], most: int, *, has_anchor: bool = False, replies: str = ""
) -> ElsewherePart:
    """Return the part for what is *there* in another collection, with as many quotes as *most*.

    *href* gives the address of a thing; the part *has* an anchor where a page can lead to a place of its own. *replies* is the
    address of the replies to what was sent to an agency, "" for none.
    """
    c, shown = there.collection, there.clauses[:most]
    only = only_thing(c, there.kind, there.id, None) if there.clauses else None
    quotes = tuple(
        Quote(
            tuple(Piece(*each) for each in highlighted(clause, only)) if only else (),
            brief(c, clause),
            Link(c.reviews[clause.review].title, href("review", clause.review)),
        )
        for clause in shown
    )
    documents, number = label_of(c), len(there.clauses)
    rest = (
        f"All {counted(number, *c.profile.requests)}, with their sources"
        if number > 1
        else f"In {documents[:1].lower()}{documents[1:]}, with the source"
    )
    return ElsewherePart(
        id=f"in-{c.id}",
        heading=f"In {documents[:1].lower()}{documents[1:]}",
        state=there.state,
        quotes=quotes,
        onward=Link(rest, href(there.kind, there.id)) if number or there.mentioned or there.sent else None,
        rights=c.profile.rights.page,
        anchor=f"#in-{c.id}" if has_anchor else "",
        replies=Link(f"Replies to {c.profile.short_documents[1]} that were sent to it", replies)
        if replies and there.sent
        else None,
    )
