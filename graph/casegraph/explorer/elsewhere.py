"""The part of a page that shows another collection's clauses about the same agency or theme."""

from collections.abc import Callable

from casegraph.fragments.elements import Link
from casegraph.fragments.elsewhere import ElsewherePart, Quote
from casegraph.fragments.lists import Piece
from casegraph.views.attribution import counted
from casegraph.views.briefs import brief
from casegraph.views.collection import Kind
from casegraph.views.elsewhere import Elsewhere, label_of
from casegraph.views.highlights import highlighted, only_thing

__all__ = ["elsewhere_part"]


def elsewhere_part(
    there: Elsewhere, href: Callable[[Kind, str], str], most: int, *, has_anchor: bool = False
) -> ElsewherePart:
    """Return the part for what is *there* in another collection, with as many quotes as *most*.

    *href* gives the address of a thing; the part *has* an anchor where a page can lead to a place of its own.
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
    rest = f"All {counted(number, *c.profile.requests)}, with their sources" if number > 1 else "With its source"
    return ElsewherePart(
        id=f"in-{c.id}",
        heading=f"In {documents[:1].lower()}{documents[1:]}",
        state=there.state,
        quotes=quotes,
        onward=Link(rest, href(there.kind, there.id)) if number or there.mentioned else None,
        anchor=f"#in-{c.id}" if has_anchor else "",
    )
