"""To which of a report's addressees a matter of concern is put, where its heading or its row says so."""

import re
from collections.abc import Sequence

from casegraph.reports.document import plain

__all__ = ["directed_to", "put_by_number"]

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    "a an and as concern concerns directed for her his in is issue issues majesty majestys matter matters of on others put regarding relation respect s the these to "
    "with regard".split()
)
_BETWEEN = re.compile(r"\s(?:and|&)\s|[,;/]")
_NUMBERS = re.compile(r"\W*(?:\d{1,2}|[a-z])(?:\W+(?:and\W+)?(?:\d{1,2}|[a-z])(?!\w))*\W*", re.IGNORECASE)

_DIRECTION = re.compile(r"\b(?:directed|addressed|put)\s(?:\w+\s)?(?:to|at)\b", re.IGNORECASE)
_PUT = re.compile(
    r"(?P<numbers>\(?\d{1,2}\)?(?:(?:,\s|\sand\s|,\sand\s)\(?\d{1,2}\)?){0,20})\s(?:(?:is|are)\s)?(?:(?:\w+\s)?(?:directed|addressed|put)\s(?:\w+\s)?)?(?:to|at)\s"
    r"(?P<whom>[^;.]{2,200})",
    re.IGNORECASE,
)


def put_by_number(text: str, sent_to: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return whom numbered matters are put to by a sentence that says so.

    >>> put_by_number("Concerns 1 and 3 are directed to the Council; 2 to Ofsted.", ["Kent Council", "Ofsted"])
    {'1': ('Kent Council',), '3': ('Kent Council',), '2': ('Ofsted',)}
    """
    put: dict[str, tuple[str, ...]] = {}
    for sentence in re.split(r"\.\s", plain(text)):
        for match in _PUT.finditer(sentence) if _DIRECTION.search(sentence) else ():
            if names := directed_to(match["whom"], sent_to):
                put.update(dict.fromkeys(re.findall(r"\d+", match["numbers"]), names))
    return put


def directed_to(words: str, sent_to: Sequence[str]) -> tuple[str, ...]:
    """Return the addressees that a heading or a cell means by words of their names, or by their numbers in the list; none if unclear.

    >>> trust, board = "Kent Ambulance Service NHS Trust", "NHS Kent Integrated Care Board"
    >>> directed_to("For the Ambulance Trust:", [trust, board]), directed_to("(1), (2)", [trust, board]), directed_to("Staffing", [trust, board])
    (('Kent Ambulance Service NHS Trust',), ('Kent Ambulance Service NHS Trust', 'NHS Kent Integrated Care Board'), ())
    """
    words = plain(words)
    if _NUMBERS.fullmatch(words):
        signs = re.findall(r"\d+|[a-z]", words.lower())
        places = [int(each) - 1 if each.isdigit() else ord(each) - ord("a") for each in signs]
        return tuple(dict.fromkeys(sent_to[at] for at in places if 0 <= at < len(sent_to)))
    whole = _meant(words, sent_to)
    if whole:
        return whole
    parts = [_meant(part, sent_to) for part in _BETWEEN.split(words) if _key(part)]
    return tuple(dict.fromkeys(name for part in parts for name in part)) if all(parts) else ()


def _meant(words: str, sent_to: Sequence[str]) -> tuple[str, ...]:
    key = _key(words)
    if not key:
        return ()
    names = tuple(
        name
        for name in sent_to
        if key <= _key(name) or (len(key) == 1 and len(min(key)) > 2 and _initials(name).endswith(min(key)))
    )
    return names if len(names) < max(2, len(sent_to)) else ()


def _key(words: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(words)} - _SMALL


def _initials(name: str) -> str:
    return "".join(word[0] for word in _WORD.findall(name) if word[0].isupper()).lower()
