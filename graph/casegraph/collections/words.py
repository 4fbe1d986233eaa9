"""Sentences in a collection's words: those that Casegraph says of every collection, filled with what each calls its texts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache

from casegraph.collections.profile import REQUESTS, SHORT_DOCUMENTS, Profile, Words

Nested = object
"""A text, or texts in mappings and sequences."""

__all__ = [
    "NEUTRAL",
    "all_in_requests",
    "filled",
    "has_own_words",
    "in_phrases",
    "in_requests",
    "left_out",
    "nouns",
    "shared_words",
]

NEUTRAL = Words(
    text="text",
    a_text="a text",
    texts="texts",
    read="the texts of its collections",
    whole="",
    wholes="",
    appeared="published",
    meant="the usual addressee",
    meant_in_full="the usual addressee of its collection",
    meant_locally="usual addressee",
    meant_which="",
    thesaurus="",
)
"""Words that are right for every collection, for sentences about several."""

_NAMES = tuple(field.name for field in fields(Words))
_OURS = re.compile(
    r"\b(?P<request>[Rr]ecommendation)(?P<requests>s?)\b(?!-)|\b(?P<asking>[Rr]ecommend)(?P<form>s|ed)?\b"
    r"|\b(?P<case>[Cc]ase review)(?P<cases>s?)\b|(?P<towards>, and to who\w\b)"
    r"|(?<!Learning from )(?<!Learning from the )(?<!Practice )\b(?P<document>[Rr]eview)(?P<documents>s?)\b"
)  # but in the names of a theme, an action and an agency
_FORMS = (None, "s", "ed")
_NUMBERED = "{}"
_NUMBER = re.compile(r"\d[\d,]*+|\{\w++\}")
_PLACE = re.compile("{(" + "|".join([*_NAMES, *(name.capitalize() for name in _NAMES)]) + ")}")
_PART = re.compile(r"\[([^\[\]{}]*\{\w++\}[^\[\]]*)\]")  # square brackets around a name in braces


def filled(sentence: str, words: Words) -> str:
    """Return a sentence with the *words* of a collection in the place of their names in braces.

    A capital in a name gives a capital. A part in square brackets goes where one of its words is empty.

    >>> from casegraph.collections import profiles
    >>> filled("{Texts} are short[; see the {whole}].", profiles()[0].words)
    'Abstracts are short; see the report.'
    >>> filled("{Texts} are short[; see the {whole}].", NEUTRAL)
    'Texts are short.'
    """

    def word(place: re.Match[str]) -> str:
        value = str(getattr(words, place[1].lower()))
        return value if place[1].islower() else value[:1].upper() + value[1:]

    def part(section: re.Match[str]) -> str:
        return section[1] if all(word(place) for place in _PLACE.finditer(section[1])) else ""

    return _PLACE.sub(word, _PART.sub(part, sentence))


def in_requests(sentence: str, profile: Profile) -> str:
    """Return a sentence of ours with what a collection calls its recommendations and its reviews in their place.

    >>> from dataclasses import replace
    >>> from casegraph.collections import profiles
    >>> letters = replace(profiles()[0], requests=("wish", "wishes"), short_documents=("letter", "letters"))
    >>> in_requests("Each recommendation counts once. Recommendations of a review ask.", letters)
    'Each wish counts once. Wishes of a letter ask.'
    """
    if not has_own_words(profile):
        return sentence
    begin, parts = 0, list[str]()
    for place in _phrases(profile).finditer(sentence) if profile.phrases else ():
        parts += [_in_nouns(sentence[begin : place.start()], profile), _in_phrase(place, profile)]
        begin = place.end()
    return "".join([*parts, _in_nouns(sentence[begin:], profile)])


def in_phrases(text: str, profile: Profile) -> str:
    """Return a text with the phrases of a collection in the place of ours; all else stays."""
    return _phrases(profile).sub(lambda place: _in_phrase(place, profile), text) if profile.phrases else text


@cache
def _phrases(profile: Profile) -> re.Pattern[str]:
    """Return what matches the phrases of ours that a collection replaces, each in a group of its own, the longest first."""
    phrases = "|".join(f"(?P<p{at}>{_pattern(ours)})" for at, (ours, _) in _longest_first(profile))
    return re.compile(phrases)


def _longest_first(profile: Profile) -> list[tuple[int, tuple[str, str]]]:
    return sorted(enumerate(profile.phrases), key=lambda each: -len(each[1][0]))


def _pattern(phrase: str) -> str:
    """Return what matches a phrase with either case at its beginning, any white space, and a number at each "{}"."""
    words = r"\s++".join(map(re.escape, phrase.split())).replace(re.escape(_NUMBERED), rf"(?:{_NUMBER.pattern})")
    first = f"[{phrase[0].upper()}{phrase[0].lower()}]" if phrase[0].isalpha() else ""
    edge = r"\b" if phrase[0].isalpha() else ""
    return f"{edge}{first}{words[bool(first) :]}" + (r"\b" if phrase[-1].isalpha() else "")


def _in_phrase(place: re.Match[str], profile: Profile) -> str:
    """Return what stands in the place of a phrase of ours, with its numbers and its capital."""
    numbers = iter(_NUMBER.findall(place[0]))
    theirs = profile.phrases[int(str(place.lastgroup).removeprefix("p"))][1]
    value = "".join(part if part != "{}" else next(numbers, "") for part in re.split(r"(\{\})", theirs))
    return value[:1].upper() + value[1:] if place[0][0].isupper() else value


def _in_nouns(sentence: str, profile: Profile) -> str:
    """Return a sentence with what a collection calls its recommendations and its reviews."""

    def word(place: re.Match[str]) -> str:
        if place["towards"]:
            return f", {profile.asks_whom.partition(', ')[2]}" if ", " in profile.asks_whom else place["towards"]
        if place["request"]:
            value = profile.requests[bool(place["requests"])]
        elif place["asking"]:
            value = profile.asking[_FORMS.index(place["form"])]
        elif place["case"]:
            value = profile.documents[bool(place["cases"])]
        else:
            value = profile.short_documents[bool(place["documents"])]
        return value if place[0][0].islower() else value[:1].upper() + value[1:]

    return _OURS.sub(word, sentence)


def has_own_words(profile: Profile) -> bool:
    """Say whether a collection calls its recommendations or its reviews by another name."""
    return (profile.requests, profile.short_documents) != (REQUESTS, SHORT_DOCUMENTS)


def left_out(number: int, profile: Profile) -> bool:
    """Say whether a count of zero goes without saying: a collection with words of its own can lack such things at all."""
    return not number and has_own_words(profile)


def nouns(profile: Profile) -> dict[str, tuple[str, str]]:
    """Return what a collection calls a recommendation and a review, one and several, where that is not this.

    >>> from casegraph.collections import profiles
    >>> nouns(profiles()[0])
    {}
    """
    return {"recommendation": profile.requests, "review": profile.documents} if has_own_words(profile) else {}


def all_in_requests(texts: Nested, profile: Profile) -> Nested:
    """Return texts, in mappings and sequences of any depth, as `in_requests` does with one; keys stay."""
    if isinstance(texts, str):
        return in_requests(texts, profile)
    if isinstance(texts, Mapping):
        return {name: all_in_requests(each, profile) for name, each in texts.items()}
    return [all_in_requests(each, profile) for each in texts] if isinstance(texts, list | tuple) else texts


def shared_words(profiles: Iterable[Profile]) -> Words:
    """Return the words that all of some collections have; where they differ, the neutral ones.

    >>> from casegraph.collections import profiles
    >>> shared_words(profiles()[:1]) == profiles()[0].words, shared_words([]) == NEUTRAL, shared_words(profiles()).text
    (True, True, 'text')
    """
    every = [each.words for each in profiles]
    values = {name: {getattr(words, name) for words in every} for name in _NAMES}
    return Words(**{name: each.pop() if len(each) == 1 else getattr(NEUTRAL, name) for name, each in values.items()})
