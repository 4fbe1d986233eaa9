"""What a client takes: the media type that it likes best, gzip, and what it has already (RFC 9110, sections 12.5 and 13.1)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["VARY", "preferred", "takes_gzip"]

VARY = "Accept"
"""What answers at one address differ by, beside the encoding."""


class _Range(NamedTuple):
    """A media range of an Accept header, how good it is, and how exact."""

    type: str
    subtype: str
    quality: float
    exactness: int


def preferred(accept: Sequence[str], offers: Sequence[str]) -> str | None:
    """Return the best of *offers*, the first of equally good ones, or None if no one is acceptable.

    *accept* are the values of all Accept headers; without any everything is acceptable. What cannot be read in them is
    passed over.

    >>> offers = ("application/sparql-results+json", "text/csv")
    >>> preferred(["text/csv;q=0.5, */*;q=0.1"], offers), preferred(["image/png"], offers), preferred([], offers)
    ('text/csv', None, 'application/sparql-results+json')
    """
    ranges = [media_range for value in accept for part in value.split(",") if (media_range := _range(part))]
    if not ranges:
        return offers[0] if not any(value.strip() for value in accept) else None
    best = max(offers, key=lambda offer: _quality(offer, ranges))
    return best if _quality(best, ranges) > 0 else None


def takes_gzip(accept: Sequence[str]) -> bool:
    """Return whether an answer may be sent in gzip, by the values of all Accept-Encoding headers.

    >>> takes_gzip(["br, gzip;q=0.5"]), takes_gzip(["gzip;q=0, *"]), takes_gzip(["gzipped"]), takes_gzip([])
    (True, False, False, False)
    """
    codings = {}
    for part in ",".join(accept).split(","):
        name, *parameters = (each.strip().lower() for each in part.split(";"))
        codings[name] = all(not re.fullmatch(r"q\s*=\s*0(?:\.0*)?", each) for each in parameters)
    return codings.get("gzip", False)


def _range(text: str) -> _Range | None:
    """Return one media range, or None if it is none; parameters but q make it more exact and must be offered."""
    kind, *parameters = (part.strip().lower() for part in text.split(";"))
    main, slash, sub = kind.partition("/")
    if not slash or not main or not sub or (main == "*" and sub != "*"):
        return None
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(max(float(value.strip()), 0.0), 1.0)
            except ValueError:
                return None
    return _Range(main, sub, quality, 2 - (main == "*") - (sub == "*"))


def _quality(offer: str, ranges: Sequence[_Range]) -> float:
    """Return how good an offer is: the quality of the most exact range that has it."""
    main, _, sub = offer.partition(";")[0].partition("/")
    fitting = [each for each in ranges if each.type in ("*", main) and each.subtype in ("*", sub)]
    return max(fitting, key=lambda each: (each.exactness, each.quality)).quality if fitting else 0.0
