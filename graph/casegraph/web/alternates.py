"""The other forms of a page: which addresses they have, for the Link header and for the head of the page itself (RFC 8288)."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from contextvars import ContextVar
from typing import NamedTuple
from urllib.parse import quote, urlencode

from casegraph.web.address_parameters import AddressParameter
from casegraph.web.representations import ENDINGS
from casegraph.web.sparql.protocol import ProtocolError

__all__ = ["ALTERNATES", "Alternate", "alternates", "link_header"]

_LONGEST = 2_000  # characters of a header; servers in front take 4,000 in all
_SAFE = "/:@!$&'()*+,;=~"
_ENDING_OF = {media_type: ending for ending, media_type in ENDINGS.items()}


class Alternate(NamedTuple):
    """Another form of a page."""

    address: str
    media_type: str


ALTERNATES: ContextVar[tuple[Alternate, ...]] = ContextVar("alternates", default=())
"""The other forms of the page that is being made."""


def alternates(
    path: str,
    ending: str,
    parameters: Sequence[tuple[str, str]],
    forms: Iterable[str],
    takes: Sequence[AddressParameter] | None,
) -> tuple[Alternate, ...]:
    """Return the other forms of a page at *path*, with those of its parameters that they take.

    *forms* are all media types of the page, which are named by an ending in place of the page's own *ending*.

    >>> alternates("/reviews", "", [("year", "2025"), ("page", "2")], ["text/html", "text/csv"], [AddressParameter("year", "")])
    (Alternate(address='/reviews.csv?year=2025', media_type='text/csv'),)
    """
    known = {each.name: each for each in takes or ()}
    kept = [
        (name, value) for name, value in parameters if value and (takes is None or _is_taken(known.get(name), value))
    ]
    query = f"?{urlencode(kept)}" if kept else ""
    start = quote(path.removesuffix(ending) if ending else path, safe=_SAFE)
    start = "/index" if start == "/" else start
    return tuple(
        Alternate(f"{start}{_ENDING_OF[each]}{query}", each)
        for each in forms
        if each != "text/html" and each in _ENDING_OF
    )


def _is_taken(parameter: AddressParameter | None, value: str) -> bool:
    """Return whether another form takes a parameter with a value; which part of a list a page shows, and what is highlighted there, is no matter."""
    if parameter is None or parameter.name in ("page", "marks"):
        return False
    with suppress(ProtocolError):
        parameter.check([value])
        return True
    return False


def link_header(others: Sequence[Alternate], *more: str) -> str:
    """Return the value of a Link header, "" if it would be too long for a server in between.

    >>> link_header([Alternate("/reviews.csv", "text/csv")], '</openapi.json>; rel="service-desc"')
    '</reviews.csv>; rel="alternate"; type="text/csv", </openapi.json>; rel="service-desc"'
    """
    links = [f'<{each.address}>; rel="alternate"; type="{each.media_type}"' for each in others]
    header = ", ".join([*links, *more])
    return header if len(header) <= _LONGEST else ", ".join(more)
