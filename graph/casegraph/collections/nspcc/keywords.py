"""Keywords: the paragraph that lists them, and its terms as printed."""

import re
from collections.abc import Iterable

from casegraph.record.model import Passage

__all__ = ["KEYWORDS", "is_keyword_list", "keywords_of"]

KEYWORDS = re.compile(r"key\s?-?words?\s*[:–—-]\s*", re.IGNORECASE)
"""The label of a keywords paragraph."""

# A comma separates terms, except in brackets and in the one term of the collection that has a comma.
_TERM = re.compile(
    r"(?:[^,;\[(sſ]++"  # what begins none of the others
    r"|\[[^\[\]]*\]|\([^()]*\)|special\s+education(?:al)?\s+needs,\s+additional\s+needs\s+and\s+disabilit(?:y|ies)|[^,;])++",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:was|were|had|is|are|did|could|should|would|will|also)\b", re.IGNORECASE)


def keywords_of(paragraphs: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the terms of the keywords paragraphs, in order, each term once.

    >>> text = "Keywords: suicide, special educational needs, additional needs and disabilities, boys."
    >>> [term.text for term in keywords_of([Passage.of(text, 0, len(text))])]
    ['suicide', 'special educational needs, additional needs and disabilities', 'boys']
    """
    terms: dict[str, Passage] = {}
    for paragraph in paragraphs:
        for term in _TERM.finditer(paragraph.text, _start(paragraph.text)):
            words = term[0].strip().rstrip(".").rstrip()
            if words:
                start = paragraph.start + paragraph.text.index(words, term.start())
                terms.setdefault(words.casefold(), Passage(start, start + len(words), words))
    return tuple(terms.values())


def _start(paragraph: str) -> int:
    """Return where the terms begin in a keywords paragraph: after its label, if it has one."""
    label = KEYWORDS.match(paragraph)
    return label.end() if label else 0


def is_keyword_list(paragraph: str) -> bool:
    """Tell whether a paragraph without a label is a list of keywords: short terms between commas, no sentence.

    >>> is_keyword_list("Non-accidental injuries, bruising, infants.")
    True
    >>> is_keyword_list("His mother was young, and she lived alone.")
    False
    """
    body = paragraph.rstrip(" .")
    if not body or any(mark in body for mark in (";", ":", ". ")):
        return False
    terms = [term.strip() for term in body.split(",")]
    return (
        len(terms) >= 2
        and all(term and len(term.split()) <= 8 and not term.lower().startswith(("and ", "with ")) for term in terms)
        and not any(_FINITE.search(re.sub(r"\bwho\b.*", "", term)) for term in terms)
    )
