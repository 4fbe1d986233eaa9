"""In which ways a recommendation is addressed: the few words that lists, tables and files say of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from casegraph.views.clauses import Clause

__all__ = ["ADDRESSING_WAYS", "STATUTORY_PARTNERS", "AddressingWay", "addressing_ways"]

STATUTORY_PARTNERS = "statutory-partners"
"""The agency that stands for those that the law makes responsible together; ``Agency.partner_in`` says which these are."""

AddressingWay = Literal["named", "introduced", "statutory", "via", "unnamed", "owner"]

ADDRESSING_WAYS: Mapping[AddressingWay, str] = {
    "named": "named in the text",
    "introduced": "named in the introduction",
    "statutory": "as a statutory partner",
    "via": "asked through another agency",
    "unnamed": "no agency named",
    "owner": "likely owner",
}
"""Each way in words. The group of statutory partners is a way of its own, as each partner is asked as one of them."""


def addressing_ways(clause: "Clause") -> tuple[AddressingWay, ...]:
    """Return the ways in which a clause is addressed, in the order of ``ADDRESSING_WAYS``; a learning point has none.

    >>> from casegraph.views.clauses import Addressing, Clause, Reading
    >>> icb, nobody = Addressing("icb", (), "lead-in"), Addressing("safeguarding-partnership", (), "default")
    >>> addressing_ways(Clause("recommendation", "r", 1, "", 0, 0, (), (icb,)))
    ('introduced',)
    >>> addressing_ways(Clause("recommendation", "r", 1, "", 0, 0, (), (nobody,), via=(Reading("police", ()),)))
    ('via', 'unnamed')
    """
    if clause.kind != "recommendation":
        return ()
    ids = {*clause.agency_ids(), *clause.via_ids}
    has: Mapping[AddressingWay, bool] = {
        "named": any(each.basis == "explicit" for each in clause.addressed),
        "introduced": any(each.basis == "lead-in" for each in clause.addressed),
        "statutory": STATUTORY_PARTNERS in ids,
        "via": bool(clause.via),
        "unnamed": not clause.agency_ids(),
        "owner": clause.owner is not None,
    }
    return tuple(way for way in ADDRESSING_WAYS if has[way])
