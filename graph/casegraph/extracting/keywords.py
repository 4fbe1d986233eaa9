"""Keywords: the terms of a keywords paragraph, each as printed."""

import re
from collections.abc import Iterable

from casegraph.reading.sections import keywords_start
from casegraph.record.model import Passage

__all__ = ["keywords_of"]

# A comma cuts, except in brackets and in the one term of the collection that has a comma in it.
_TERM = re.compile(
    r"(?:\[[^\[\]]*\]|\([^()]*\)|special\s+education(?:al)?\s+needs,\s+additional\s+needs\s+and\s+disabilit(?:y|ies)|[^,;])++",
    re.IGNORECASE,
)


def keywords_of(paragraphs: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the terms of the keywords paragraphs, in order, each term once.

    >>> text = "Keywords: suicide, special educational needs, additional needs and disabilities, boys."
    >>> [term.text for term in keywords_of([Passage.of(text, 0, len(text))])]
    ['suicide', 'special educational needs, additional needs and disabilities', 'boys']
    """
    terms: dict[str, Passage] = {}
    for paragraph in paragraphs:
        for found in _TERM.finditer(paragraph.text, keywords_start(paragraph.text)):
            words = found[0].strip().rstrip(".").rstrip()
            if words:
                start = paragraph.start + paragraph.text.index(words, found.start())
                terms.setdefault(words.casefold(), Passage(start, start + len(words), words))
    return tuple(terms.values())
