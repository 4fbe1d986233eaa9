"""Stems: what words of one family have in common (escalate, escalation, escalating), by endings that are taken off."""

from functools import lru_cache

from casegraph.learned.features import SMALL, words_of

__all__ = ["ENDINGS", "FORMS", "stem", "stems_of"]

ENDINGS = tuple(
    "isations isation ations ation ating ating ators ator ates ated ate ments ment ences ence nesses ness ings ing ions ion "
    "ively ive ically ical ally al edly ed ies es s ly y e".split()
)
"""Endings, in the order in which they are tried; one is taken off."""

FORMS = {
    "aces": "adverse-childhood",
    "caring": "care",
    "child's": "child",
    "children": "child",
    "children's": "child",
    "data": "data",
    "did": "did",
    "men": "man",
    "men's": "man",
    "women": "woman",
    "women's": "woman",
    "people": "person",
    "people's": "person",
    "policies": "polic",
    "policy": "polic",
    "medicine": "medicine",
    "medicines": "medicine",
    "police": "police",
    "race": "race",
    "staffing": "staffing",
    "use": "use",
    "used": "use",
    "uses": "use",
    "using": "use",
    "utilised": "use",
}
"""Stems of words that endings would join with others or keep apart."""

_LEAST = 4  # letters that a stem keeps
_FAMILIES = 20_000  # words whose stems are kept at hand


@lru_cache(_FAMILIES)
def stem(word: str) -> str:
    """Return what a word in lower case is known by.

    >>> [stem(word) for word in ("escalate", "escalation", "policies", "children’s", "training")]
    ['escal', 'escal', 'polic', 'child', 'train']
    """
    word = word.replace("’", "'")
    if word in FORMS:
        return FORMS[word]
    word = word.removesuffix("'s").removesuffix("'")
    for ending in ENDINGS:
        if word.endswith(ending) and not (ending == "s" and word.endswith("ss")) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word


def stems_of(text: str) -> list[str]:
    """Return the stems of a text's words in their order, "" for a small word.

    >>> stems_of("Review the escalation policies")
    ['review', '', 'escal', 'polic']
    """
    return ["" if word in SMALL else stem(word) for word in words_of(text)]
