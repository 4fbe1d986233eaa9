"""Suggestions: what somebody who types some words can mean, each reading with how much it leads to, none chosen for them.

``explorer/scripts/suggestions.js`` does the same in a browser, with the same names.
"""

from dataclasses import dataclass

from casegraph.views.collection import Collection
from casegraph.views.readings import SHAPE, Readings, Suggestion
from casegraph.views.role_wish import role_wish
from casegraph.views.search_names import KINDS_OF_NAMES, NEAREST
from casegraph.views.search_parts import AMONG, LIMITS, SHARED, SURE, Option, parts_of
from casegraph.views.search_words import GENERAL, LONGEST, MOST, SMALL, meaningful, tokens
from casegraph.views.texts import KIND_LABELS, TEXTS

__all__ = ["Suggestions", "remarks_on", "search_rules", "suggestions"]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What words can mean, the likeliest first; *unused* and *replaced* words occur nowhere, the latter are like a name.

    *is_apart* says that nothing has all that is named: each is offered alone.
    """

    readings: tuple[Suggestion, ...] = ()
    unused: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    is_apart: bool = False


def suggestions(c: Collection, text: str) -> Suggestions:
    """Return what some words can mean.

    >>> from casegraph.store.memory import MemoryStore
    >>> from casegraph.views.from_store import collection_of
    >>> suggestions(collection_of(MemoryStore.from_turtle("")), "neglect").readings
    ()
    """
    wish = role_wish(text, c)
    words = tokens(wish.name if wish else text)
    if len("".join(words)) < SHAPE["least"]:
        return Suggestions()
    parts, unused, replaced = parts_of(c, words)
    is_known = not unused and not replaced
    reader = Readings(c)
    begun = [*reader.begun(words, parts)] if is_known else []
    if len(parts) > 1:
        whole = [*reader.whole(words)] if is_known else []
        together = [] if whole else [*reader.together(parts)]
        begun = whole or begun
        is_apart = not together and not begun
        readings = begun + together + [*reader.some(parts)] * is_apart
        if len(readings) < SHAPE["few"]:
            readings += [reader.alone(part.options[0]) for part in parts]
    else:
        is_apart = False
        readings = [reader.alone(option) for part in parts for option in part.options if option.name] + begun
    readings += reader.titles(words) if is_known else []
    readings += [reader.alone(Option(None, " ".join(own)))] if (own := meaningful(words)) else []
    once: dict[tuple[str, str], Suggestion] = {}
    for each in readings:
        once.setdefault((each.kind, each.text), each)
    return Suggestions(
        tuple(each for each in once.values() if each.reviews or each.view == "find"),
        tuple(unused),
        tuple(replaced),
        is_apart,
    )


def remarks_on(read: Suggestions) -> list[str]:
    """Return what is said about words that occur nowhere, and about names that nothing has all of.

    >>> remarks_on(Suggestions(is_apart=True))
    ['No review has all of this together.']
    """
    replaced = [TEXTS["replacedWords"].replace("{words}", words) for words in read.replaced]
    unused = [TEXTS["unusedWords"].replace("{words}", words) for words in read.unused]
    return [*replaced, *unused, *([TEXTS["noneHasAll"]] if read.is_apart else [])]


def search_rules() -> dict[str, object]:
    """Return what the explorer's script needs to read words in the same way.

    >>> search_rules()["among"]
    ['nation', 'region', 'partnership', 'year', 'age']
    """
    return {
        "kinds": list(KINDS_OF_NAMES),
        "labels": KIND_LABELS,
        "among": list(AMONG),
        "shared": sorted(SHARED),
        "counted": [KINDS_OF_NAMES.index("agency"), KINDS_OF_NAMES.index("theme")],
        "small": sorted(SMALL),
        "general": sorted(GENERAL),
        "longest": LONGEST,
        "most": MOST,
        "nearest": NEAREST,
        "sure": SURE,
        "shape": SHAPE,
        **LIMITS,
    }
