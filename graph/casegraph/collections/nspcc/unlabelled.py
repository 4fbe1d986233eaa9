"""Paragraphs without a label: what an entry learns or asks, told by where they stand and how their sentences are built."""

import re
from collections.abc import Mapping

from casegraph.collections.nspcc.sections import Section, section_of
from casegraph.record.model import Passage

__all__ = ["asks", "sort_unlabelled"]

_FEWEST = 3  # sentences or items of a paragraph that can be a list of points
_PIECE_END = re.compile(r";\s*|[.!?]\s+(?=[\"'“‘(]?[A-Z0-9])")
_ASK = re.compile(
    r"\b(?:should|must|needs?\s+to|(?:to|not\s+to)\s+(?!(?:the|an?|his|her|their|its|this|that|which|whom|him|them|it|\d+)\b)[a-z]+)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:was|were|had|did|is|has|been|could|would)\b", re.IGNORECASE)
_MOST_WORDS = 400  # characters in which a piece shows whether it asks


def sort_unlabelled(parts: Mapping[Section, list[Passage]]) -> None:
    """Move paragraphs that no words introduce from the narrative or the learning to where they belong.

    Where an entry has no recommendations, its last paragraph may be a list of things to do; where it has no learning,
    what stands between narrative and recommendations is a list of points if it has several.
    """
    body = sorted((*parts["narrative"], *parts["learning"]), key=lambda passage: passage.start)
    last = next((each for each in reversed(body[1:]) if section_of(each.text) != "narrative"), None)
    if not parts["recommendations"] and last and section_of(last.text) is None and asks(last.text):
        for name in ("narrative", "learning"):
            if last in parts[name]:
                parts[name].remove(last)
        parts["recommendations"].append(last)
    if not parts["learning"] and parts["recommendations"]:
        begins = parts["recommendations"][0].start
        for each in parts["narrative"][1:]:
            if each.start < begins and section_of(each.text) is None and len(_PIECE_END.split(each.text)) >= _FEWEST:
                parts["narrative"].remove(each)
                parts["learning"].append(each)


def asks(paragraph: str) -> bool:
    """Tell whether most sentences or items of a paragraph say what somebody is to do.

    >>> asks("The council to visit the family. Schools should keep a rota; the plan to be shared with the GP.")
    True
    >>> asks("He was known to a nurse. The school had to be told twice. Nobody went to see him.")
    False
    """
    pieces = [piece[:_MOST_WORDS] for piece in _PIECE_END.split(paragraph) if piece]
    asking = sum(_piece_asks(piece) for piece in pieces)
    return len(pieces) >= 2 and asking * 2 > len(pieces)


def _piece_asks(piece: str) -> bool:
    ask, tells = _ASK.search(piece), _TELLS.search(piece)
    return piece.startswith("That ") or bool(ask and not (tells and tells.start() < ask.start()))
