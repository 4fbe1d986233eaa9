"""Addresses of the server: of what an IRI names, and of the same page with other parameters."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

__all__ = ["address_of", "with_parameters"]

_SAFE = "/:@!$&'()*+,;=~"  # in a path, as they are


def address_of(iri: str, base: str) -> str:
    """Return the address at which an IRI of the graph has its page here, "" for other IRIs.

    A browser sends nothing of what is behind a ``#``, so that becomes a part of the path.

    >>> base = "https://w3id.org/casegraph/"
    >>> address_of(f"{base}ontology#Review", base), address_of("https://example.org/", base)
    ('/ontology%23Review', '')
    """
    path = iri.removeprefix(base)
    return f"/{quote(path, safe=_SAFE)}" if path != iri else ""


def with_parameters(address: str, parameters: Mapping[str, object], **changes: object) -> str:
    """Return an address with parameters changed; None and "" take one out.

    >>> with_parameters("/reviews", {"year": ["2025"], "page": ["2"]}, page=None, region=["London", "Wales"])
    '/reviews?year=2025&region=London&region=Wales'
    """
    query = {**parameters, **changes}
    listed = [
        (name, each)
        for name, values in query.items()
        for each in (values if isinstance(values, list | tuple) else [values])
        if each not in (None, "")
    ]
    return f"{address}?{urlencode(listed)}" if listed else address
