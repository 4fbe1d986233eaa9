"""Quotes: passages whose words are compared with what stands on their pages, letter by letter."""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Protocol

from casegraph.names import BASE, PREFIXES
from casegraph.store.protocol import TIMEOUT, Store
from casegraph.validating.columns import Columns

__all__ = ["Text", "misquoted", "suspect_passages"]

_QUOTES = f"""
PREFIX cg: <{PREFIXES["cg"]}>
PREFIX oa: <{PREFIXES["oa"]}>
SELECT ?passage ?page ?start ?end ?quote WHERE {{
    ?source cg:sha256 ?page . ?passage oa:hasSource ?source ; cg:start ?start ; cg:end ?end ; cg:quote ?quote
}}"""
_COUNT = re.compile(rf'"([0-9]{{1,15}})"\^\^<{re.escape(PREFIXES["xsd"])}integer>')
_ESCAPED = re.compile(r'\\(["\\nr])')
_ESCAPES = {"n": "\n", "r": "\r"}


class Text(Protocol):
    """A page's text, or whatever knows the stretches of it that are looked at."""

    def __getitem__(self, stretch: slice, /) -> str:
        """Return what stands between two places."""


def misquoted(store: Store, pages: Mapping[str, Text], *, timeout: float = TIMEOUT) -> Iterator[tuple[str, str]]:
    """Yield each passage of *pages* (texts by SHA-256) whose quote is not what stands there, with the quote.

    A passage whose start or end is no number is left to the shapes.
    """
    for row in store.select(_QUOTES.replace(BASE, store.base), timeout=timeout):
        passage, page, start, end, quote = (row[name].value for name in ("passage", "page", "start", "end", "quote"))
        if page in pages and start.isdecimal() and end.isdecimal() and pages[page][int(start) : int(end)] != quote:
            yield passage, quote


def suspect_passages(columns: Columns, pages: Mapping[str, Text]) -> Set[str]:
    """Return the passages that are not whole beyond doubt, or do not quote what stands on the page if it is among *pages*."""
    passages = columns.instances("cg:Passage")
    texts = {source: pages.get(sha256.strip('"')) for source, sha256 in columns.pairs("cg:sha256")}
    known = columns.instances("cg:SourcePage") & texts.keys()
    parts = ("oa:hasSource", "cg:start", "cg:end", "cg:quote")
    sources, starts, ends, quotes = (columns.values(part) for part in parts)
    right: set[str] = set()
    for passage in passages & quotes.keys():
        source, quote = sources.get(passage, ""), quotes[passage]
        start, end = _COUNT.fullmatch(starts.get(passage, "")), _COUNT.fullmatch(ends.get(passage, ""))
        if source in known and start and end and quote.endswith('"'):
            words = quote[1:-1]
            if "\\" in words:
                words = _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[1]), words)
            first, last, page = int(start[1]), int(end[1]), texts[source]
            if len(words) == last - first > 0 and (page is None or page[first:last] == words):
                right.add(passage)
    for part in parts:
        right -= columns.repeated(part)
    return passages - right
