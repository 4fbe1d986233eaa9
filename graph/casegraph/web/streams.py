"""Streams: an answer with thousands of sentences is written while it is sent, so that it never is in memory as a whole."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

__all__ = ["WHOLE", "json_pieces", "whole_or_stream"]

WHOLE = 2**20
"""An answer of up to this many characters is made as a whole; such answers say how long they are, and are kept."""

_PIECE = 2**16  # characters that are sent at once, if not more


def whole_or_stream(pieces: Iterable[str], whole: int = WHOLE) -> str | Iterator[str]:
    """Return a text if it is short, else its pieces, joined to larger ones.

    >>> whole_or_stream(["a", "b"])
    'ab'
    >>> [*whole_or_stream(["a", "b", "c", "d"], whole=2)]
    ['abc', 'd']
    """
    left = iter(pieces)
    first = _joined(left, whole + 1)
    return chain([first], _larger(left)) if len(first) > whole else first


def json_pieces(
    items: Iterable[Mapping[str, object]],
    head: Mapping[str, object] | None = None,
    name: str = "",
    groups: Iterable[tuple[str, Iterable[Mapping[str, object]]]] | None = None,
) -> Iterator[str]:
    r"""Yield a list as JSON, item by item; with a *head*, an object that has the list as its last value, called *name*.

    With *groups* the object has these lists before, in a value called groups.

    >>> "".join(json_pieces([{"a": 1}, {"a": 2}], {"id": "x"}, "all")) == json.dumps({"id": "x", "all": [{"a": 1}, {"a": 2}]}, indent=1) + "\n"
    True
    >>> answer = json.loads("".join(json_pieces([], {"id": "x"}, "all", {"a": [{"b": 1}], "c": []}.items())))
    >>> answer == {"id": "x", "groups": {"a": [{"b": 1}], "c": []}, "all": []}
    True
    >>> "".join(json_pieces([]))
    '[]\n'
    """
    if head is None:
        yield from _list_pieces(items, "")
        yield "\n"
        return
    yield _json(head).removesuffix("\n}")
    if groups is not None:
        begin = ',\n "groups": {\n'
        for group, own in groups:
            yield f'{begin}  "{group}": '
            yield from _list_pieces(own, "  ")
            begin = ",\n"
        yield "\n }"
    yield f',\n "{name}": '
    yield from _list_pieces(items, " ")
    yield "\n}\n"


def _list_pieces(items: Iterable[Mapping[str, object]], margin: str) -> Iterator[str]:
    is_first = True
    for item in items:
        text = _json(item).replace("\n", f"\n{margin} ")
        yield f"{'[' if is_first else ','}\n{margin} {text}"
        is_first = False
    yield "[]" if is_first else f"\n{margin}]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _joined(pieces: Iterator[str], least: int) -> str:
    """Return the next pieces as one text of at least so many characters, if there are as many."""
    written, size = [], 0
    for piece in pieces:
        written.append(piece)
        size += len(piece)
        if size >= least:
            break
    return "".join(written)


def _larger(pieces: Iterator[str]) -> Iterator[str]:
    while piece := _joined(pieces, _PIECE):
        yield piece
