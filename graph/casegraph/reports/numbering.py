"""The numbers that Word counts: they stand in no paragraph, only the list and the level that it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Level", "Numbering", "W", "definitions"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_LARGEST = 4_000
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: its *format* (decimal, lowerLetter, bullet …), its *text* ("%1.%2"), where it starts."""

    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Counts the items of a document's lists, in the order of the document."""

    lists: Mapping[str, tuple[str, Mapping[int, Level]]]
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def next(self, list_id: str, level: int) -> str | None:
        """Return the number of the next item of a list at a *level* from 0, None if there is no such list.

        >>> lists = {"1": ("0", {0: Level(text="%1."), 1: Level("lowerLetter", "%1%2)")})}
        >>> numbering = Numbering(lists)
        >>> [numbering.next("1", level) for level in (0, 1, 1, 0)]
        ['1.', '1a)', '1b)', '2.']
        """
        if list_id not in self.lists:
            return None
        shared, levels = self.lists[list_id]
        level = min(max(level, 0), _DEEPEST - 1)
        counts = self._counts.setdefault(shared, [])
        while len(counts) <= level:
            counts.append(levels.get(len(counts), Level()).start - 1)
        del counts[level + 1 :]
        counts[level] += 1
        how = levels.get(level, Level())
        if how.format == "bullet":
            return "•"
        if how.format == "none":
            return ""
        shown = how.text
        for deeper in range(level + 1):
            of = levels.get(deeper, Level())
            shown = shown.replace(f"%{deeper + 1}", _written(counts[deeper], of.format))
        return shown.strip()


def _written(number: int, form: str) -> str:
    number = max(0, min(number, _LARGEST))
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman = ""
            for value, sign in _ROMAN:
                roman += sign * (number // value)
                number %= value
            return roman if form == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def definitions(root: "Element | None") -> dict[str, tuple[str, dict[int, Level]]]:
    """Return the lists that numbering.xml defines, by their id: the definition that they share with others, and the levels."""
    if root is None:
        return {}
    abstract = {each.get(f"{W}abstractNumId", ""): _levels(each) for each in root.iter(f"{W}abstractNum")}
    lists: dict[str, tuple[str, dict[int, Level]]] = {}
    for each in root.iter(f"{W}num"):
        of = each.find(f"{W}abstractNumId")
        shared = of.get(f"{W}val", "") if of is not None else ""
        levels = dict(abstract.get(shared, {}))
        overrides = each.findall(f"{W}lvlOverride")
        for override in overrides:
            place = _whole(override.get(f"{W}ilvl"), 0)
            start = override.find(f"{W}startOverride")
            levels |= _levels(override)
            if start is not None:
                old = levels.get(place, Level())
                levels[place] = Level(old.format, old.text, _whole(start.get(f"{W}val"), 1))
        name = each.get(f"{W}numId", "")
        lists[name] = (f"{shared}/{name}" if overrides else shared, levels)
    return lists


def _levels(root: "Element") -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for each in root.findall(f"{W}lvl"):
        values = {child.tag: child.get(f"{W}val", "") for child in each if isinstance(child.tag, str)}
        levels[_whole(each.get(f"{W}ilvl"), 0)] = Level(
            values.get(f"{W}numFmt", "decimal"), values.get(f"{W}lvlText", ""), _whole(values.get(f"{W}start"), 1)
        )
    return levels


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise
