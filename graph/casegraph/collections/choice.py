"""The collections that there are, and the one that a page or a graph belongs to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

import casegraph.collections
from casegraph.collections.profile import Profile, profile_from
from casegraph.errors import CasegraphError, PageError

if TYPE_CHECKING:
    from casegraph.reading import Contents, Page

__all__ = [
    "COLLECTIONS_OF_GRAPH",
    "Reader",
    "contents",
    "every_profile",
    "page_in",
    "profile_in",
    "profile_named",
    "profile_of",
    "profiles",
]

COLLECTIONS_OF_GRAPH = (
    "SELECT DISTINCT ?collection { ?page a cg:SourcePage ; dcterms:isPartOf ?collection } ORDER BY ?collection"
)
"""The query for the collections that the pages of a graph are part of."""


class Reader(Protocol):
    """What the module ``reader`` of a collection has.

    It may also have ``page_in(content, file, with_links)``, which makes the page of a file in a form of its own, and leaves
    out what must not be kept; None for any other file.
    """

    def recognises(self, page: "Page") -> bool:
        """Tell whether a page looks like one of the collection's."""

    def contents(self, page: "Page") -> "Contents":
        """Cut a page into its entries, its furniture and what is left over; raises PageError if it has no entry."""


def profiles() -> tuple[Profile, ...]:
    """Return the profiles of all collections of published documents: by their order, then by their names."""
    return tuple(each for each in every_profile() if each.is_published)


def every_profile() -> tuple[Profile, ...]:
    """Return the profiles of all collections, of documents that nobody has published too."""
    return tuple(sorted(map(profile_named, _names()), key=lambda each: (each.order, each.id)))


@cache
def profile_named(name: str) -> Profile:
    """Return the profile of a collection by its name; raises CasegraphError if there is none."""
    if name not in _names():
        known = ", ".join(_names())
        raise CasegraphError(f"This version of casegraph does not know the collection {name[:40]!r} ({known}).")
    from importlib.resources import files

    text = (files(f"casegraph.collections.{name}") / "profile.toml").read_text(encoding="utf-8")
    return profile_from(text, name)


def profile_of(page: "Page") -> Profile:
    """Return the collection that a page belongs to, by its form: the first whose reader recognises it.

    Raises PageError if none does. Where there is one collection of published documents only, its reader says what is wrong
    with a page.
    """
    for each in every_profile():
        if not each.is_published and _reader(each).recognises(page):
            return each
    listed = profiles()
    if len(listed) == 1:
        return listed[0]
    for each in listed:
        if _reader(each).recognises(page):
            return each
    raise _refusal(page, listed)


def _refusal(page: "Page", listed: Sequence[Profile]) -> PageError:
    """Return the error for a page of no collection: what the first reader says of it, and the other forms."""
    forms = "; ".join(f"{each.title}: {each.form}" for each in listed[1:])
    try:
        _reader(listed[0]).contents(page)
    except PageError as error:
        return PageError(f"{error.problem} It is no page of another collection either ({forms}).", error.remedy)
    forms = "; ".join(f"{each.title}: {each.form}" for each in listed)
    return PageError(f"{page.file} is a page of no collection that casegraph reads ({forms}).")


def page_in(content: bytes, file: str, *, with_links: bool = False) -> "Page | None":
    """Return the page in a file that only one collection can read, such as a table of its own, None for any other file.

    Links that contain names of people are kept only *with_links*. Raises PageError for such a file that cannot be used.

    >>> page_in(b"2025 - Kent - Child U", "kent.txt") is None
    True
    """
    makers = (getattr(_reader(each), "page_in", None) for each in profiles())
    pages = (make(content, file, with_links=with_links) for make in makers if make)
    return next((page for page in pages if page is not None), None)


def contents(page: "Page") -> "Contents":
    r"""Return the entries of a page, its furniture and the lines that nobody could read, as its collection's reader finds them.

    Raises PageError for a page without entry.

    >>> from casegraph.reading.page import page_of
    >>> cut = contents(page_of("Menu\n2025 – Kent – Child U\nDeath of a child.".encode(), "kent.txt"))
    >>> profile_named(cut.collection).documents, [entry.heading.text for entry in cut.entries]
    (('case review', 'case reviews'), ['2025 – Kent – Child U'])
    """
    chosen = profile_of(page)
    return replace(_reader(chosen).contents(page), collection=chosen.id)


def profile_in(rows: Iterable[Mapping[str, object]]) -> Profile:
    """Return the collection of a graph by its *rows*, the answer to ``COLLECTIONS_OF_GRAPH``.

    A graph that names none was built when there was only one.

    >>> first = profiles()[0]
    >>> profile_in([{"collection": f"https://w3id.org/casegraph/collection/{first.id}"}]) == profile_in([]) == first
    True
    """
    names = [str(row["collection"]).rpartition("/collection/")[2] for row in rows]
    return profile_named(names[0]) if names else profiles()[0]


def _names() -> list[str]:
    from pkgutil import iter_modules

    return sorted(each.name for each in iter_modules(casegraph.collections.__path__) if each.ispkg)


def _reader(chosen: Profile) -> Reader:
    return cast("Reader", import_module(f"casegraph.collections.{chosen.id}.reader"))
