"""Adults who died: a review of a domestic homicide tells of a mother or a father, not of a child."""

import re
from collections.abc import Sequence

from casegraph.record.model import Passage

__all__ = ["adult_who_died"]

_TELLING = 4  # sentences in which the text says who died
_DIED = re.compile(
    r"\b(?P<name>[A-Z][a-z]+)(?:,[^.;,]{1,40},)?\s+(?:was\s+|had\s+been\s+)?"
    r"(?:found\s+(?:dead|deceased)|died|killed|murdered|stabbed\s+to\s+death|fatally\s+\w+)\b"
)
_IS_PARENT = r"{name}(?:,|\s+(?:was|is|had\s+been|became))\s+(?:a\s+|an\s+|the\s+)?(?:\w+\s+){{0,2}}?(?:mother|father|parent|grandmother|grandfather|wife|husband)\b(?:\s+(?:to|of)\s+(?:\w+\s+)?\w+)?"


def adult_who_died(sentences: Sequence[Passage]) -> Passage | None:
    """Return the words that say that whoever died was an adult, None where no words do.

    >>> text = ["Ann was found dead in 2019.", "Ann was the mother to six children."]
    >>> words = adult_who_died([Passage.of(each, 0, len(each)) for each in text])
    >>> words.text if words else None
    'Ann was the mother to six children'
    """
    for sentence in sentences[:_TELLING]:
        died = _DIED.search(sentence.text)
        if not died:
            continue
        name = died["name"]
        parent = re.compile(rf"\b{_IS_PARENT.format(name=re.escape(name))}")
        for each in sentences[:_TELLING]:
            words = parent.search(each.text)
            if words:
                return each.part(each.start + words.start(), each.start + words.end())
    return None
