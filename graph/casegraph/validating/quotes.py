"""Quotes: passages whose words are compared with what stands on their pages, letter by letter."""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Protocol

from casegraph.names import BASE, PREFIXES
from casegraph.store.protocol import Store
from casegraph.validating.columns import Columns

__all__ = ["Text", "misquoted", "suspect_passages"]

_QUOTES = f"""
PREFIX cg: <{PREFIXES["cg"]}>
PREFIX oa: <{PREFIXES["oa"]}>
SELECT ?passage ?start ?end ?quote WHERE {{
    ?source cg:sha256 "%s" . ?passage oa:hasSource ?source ; cg:start ?start ; cg:end ?end ; cg:quote ?quote
}}"""
_SHA256 = re.compile("[0-9a-f]{64}")
_INTEGER = f'"^^<{PREFIXES["xsd"]}integer>'
_LONG = 16
_ESCAPED = re.compile(r'\\(["\\nr])')
_ESCAPES = {"n": "\n", "r": "\r"}


class Text(Protocol):
    """A page's text, or whatever knows the stretches of it that are looked at."""

    def __getitem__(self, stretch: slice, /) -> str:
        """Return what stands between two places."""


def misquoted(store: Store, pages: Mapping[str, Text], *, timeout: float) -> Iterator[tuple[str, str]]:
    """Yield each passage of *pages* (texts by SHA-256) whose quote is not what stands there, with the quote.

    A passage whose start or end is no number is left to the shapes. Pages are asked for one by one, as all passages of a
    collection would be more than an answer can hold.
    """
    for page in sorted(filter(_SHA256.fullmatch, pages)):
        for row in store.select(_QUOTES.replace(BASE, store.base) % page, timeout=timeout):
            passage, start, end, quote = (row[name].value for name in ("passage", "start", "end", "quote"))
            if start.isdecimal() and end.isdecimal() and pages[page][int(start) : int(end)] != quote:
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
        quote, source = quotes[passage], sources.get(passage, "")
        start, end = starts.get(passage, "").removesuffix(_INTEGER), ends.get(passage, "").removesuffix(_INTEGER)
        if source in known and quote[-1] == '"' and _is_count(start) and _is_count(end):
            words, first, last, page = quote[1:-1], int(start[1:]), int(end[1:]), texts[source]
            if "\\" in words:
                words = _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[1]), words)
            if len(words) == last - first > 0 and (page is None or page[first:last] == words):
                right.add(passage)
    for part in parts:
        right -= columns.repeated(part)
    return passages - right


def _is_count(text: str) -> bool:
    """Say whether a text is a quotation mark and a number that a page could be long."""
    return len(text) < _LONG and text[1:].isdecimal() and text.isascii()
