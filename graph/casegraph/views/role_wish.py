"""Words that ask for all that is an agency's business: “everything for probation”, “what falls to the police”."""

import re
from typing import NamedTuple

from casegraph.views.collection import Collection
from casegraph.views.plain_text import plain
from casegraph.views.role_words import ROLE_WISH

__all__ = ["RoleWish", "agency_called", "role_wish"]

_ROLE_WISH = re.compile(ROLE_WISH)
_MARK = re.compile(r"[?.!]")
_LONGEST = 200


class RoleWish(NamedTuple):
    """An agency whose role somebody asks for, by its id, and the words that name it."""

    agency: str
    name: str


def role_wish(words: str, c: Collection) -> RoleWish | None:
    """Return the agency whose role some words ask for, None if they ask for anything else; ``find.js`` does the same.

    >>> from casegraph.store.memory import MemoryStore
    >>> from casegraph.views.from_store import collection_of
    >>> role_wish("everything for neglect", collection_of(MemoryStore.from_turtle(""))) is None
    True
    """
    wish = _ROLE_WISH.search(" ".join(_MARK.sub(" ", plain(words[:_LONGEST])).split()))
    if not wish:
        return None
    name = wish[1] or wish[2]
    for each in (name, name.removesuffix("s"), f"{name}s", f"{name} service"):
        agency = agency_called(each, c)
        if agency is not None:
            return RoleWish(agency, name)
    return None


def agency_called(name: str, c: Collection) -> str | None:
    """Return the id of the agency of a collection with this id or name, None if there is none."""
    wanted = " ".join(plain(name).split())
    for id in c.of_kind("agency"):
        if wanted in (id, *map(plain, c.names("agency", id))):
            return id
    return None
