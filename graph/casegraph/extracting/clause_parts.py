"""The parts of a clause that asks: who is to act, the verb, what it is about, and the words that come before any purpose."""

import re

from casegraph.learned.features import SMALL, words_of

__all__ = ["parts_of"]

_LONGEST = 1_000  # characters that are looked at
_EARLY = 110  # characters within which the verb that asks stands
_OPENING = re.compile(
    r"^(?:[^:;.]{0,80}:\s*|(?:R|Recommendation\s*)?\d{1,2}[.:)]\s*|(?:and|also|that|or|by|for)\s+){1,4}", re.IGNORECASE
)
_ASKING = re.compile(
    r"\b(?:to|should|must|will|needs? to|ought to|shall)\s+(?:(?:also|jointly|then|now|be\s+asked\s+to|continue\s+to|work\s+together\s+to)\s+){0,3}"
    r"(be\s+)?(?:\w{1,20}ly\s+)?(\w+)",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:to ensure|so that|in order to|in order that|to enable|to help|to improve|to support|to make sure|to identify|"
    r"aimed at|with the aim|enabling|ensuring)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:to ensure|so that|in order|to enable|which|who|when|where|whether|if|about|regarding|concerning|because|"
    r"before|after|until|unless|while|including|such as|especially|particularly|following|for|with|by|from|during|"
    r"within|through|in relation|on how|of how|how)\b|[,;(–]",
    re.IGNORECASE,
)
_PREPOSITIONS = frozenset(
    "of for in on with at by from to about regarding between across into within when where which that who how whether "
    "and or so as under after before during through against".split()
)
_OBJECT = 10  # words after the verb among which its object is


def parts_of(text: str) -> set[str]:
    """Return the parts of a clause as hints, each with what it is: verb, object, subject, or a main word.

    >>> sorted(parts_of("record the names of fathers"))
    ['main:fathers', 'main:names', 'main:record', 'no verb that asks', 'object:names', 'verb object:record names', 'verb:record']
    """
    looked_at = text[:_LONGEST]
    opening = _OPENING.match(looked_at)
    body = looked_at[opening.end() :] if opening else looked_at
    words = words_of(body)
    if not words:
        return set()
    asking = _ASKING.search(body, 0, 2 * _EARLY)
    if asking and asking.start() < _EARLY:
        subject, verb, is_passive, behind = body[: asking.start()], asking[2].lower(), bool(asking[1]), asking.end()
    else:
        asking, subject, verb, is_passive = None, "", words[0], False
        behind = body.index(first[0]) + len(first[0]) if (first := body.split(None, 1)) else 0
    hints = {f"verb:{verb}", "asks" if asking else "no verb that asks"}
    if opening and ":" in opening[0]:
        hints.add("heading")
    if is_passive:
        hints |= {"passive", f"verb:be {verb}"}
    return hints | _subject(subject, is_passive) | _object(verb, words_of(body[behind:])) | _main(body, behind)


def _subject(text: str, is_passive: bool) -> set[str]:
    words = words_of(text)
    if not words:
        return set()
    large = [word for word in words if word not in SMALL]
    hints = {f"subject:{words[-1]}", f"subject words:{min(len(words), 6)}", *(f"who:{word}" for word in large)}
    return hints | {f"done to:{word}" for word in large} if is_passive else hints


def _object(verb: str, words: list[str]) -> set[str]:
    """Return the head of what the verb is about: the last word before a preposition."""
    start = next((at for at, word in enumerate(words) if word not in SMALL or word in _PREPOSITIONS), len(words))
    behind = words[start : start + _OBJECT]
    end = next((at for at, word in enumerate(behind) if word in _PREPOSITIONS), len(behind))
    if end:
        hints = {f"object:{behind[end - 1]}", f"verb object:{verb} {behind[end - 1]}"}
        return hints | {f"object words:{behind[end - 2]} {behind[end - 1]}"} if end > 1 else hints
    return {f"verb, then:{verb} {behind[0]}"} if behind else set()


def _main(body: str, behind: int) -> set[str]:
    """Return the words before any purpose, condition or aside."""
    purpose = _PURPOSE.search(body)
    main = body[: purpose.start()] if purpose and purpose.start() > 8 else body
    aside = _ASIDE.search(main, min(len(main), behind))
    return {f"main:{word}" for word in words_of(main[: aside.start()] if aside else main) if word not in SMALL}
