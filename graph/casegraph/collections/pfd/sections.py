"""The numbered sections of a report, by their titles, as far as text recognition has left these legible."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal

from casegraph.collections.pfd.printed import is_page_mark

__all__ = ["Section", "lines_in", "sections_of", "title_of"]

Section = Literal[
    "head", "coroner", "powers", "investigation", "circumstances", "concerns", "action", "response", "copies"
]

_TITLES: Final[tuple[tuple[str, Section], ...]] = (
    ("CORONERSLEGALPOWERS", "powers"),
    ("INVESTIGATIONANDINQUEST", "investigation"),
    ("CIRCUMSTANCESOFTHEDEATH", "circumstances"),
    ("CORONERSCONCERNS", "concerns"),
    ("MATTERSOFCONCERN", "concerns"),
    ("ACTIONSHOULDBETAKEN", "action"),
    ("ACTIONTOBETAKEN", "action"),
    ("YOURRESPONSE", "response"),
    ("COPIESANDPUBLICATION", "copies"),
    ("CORONER", "coroner"),
)
_SHORT_TITLES: Final[dict[str, Section]] = {
    "LEGALPOWERS": "powers", "INVESTIGATION": "investigation", "INQUEST": "investigation", "CIRCUMSTANCES": "circumstances",
    "CONCERNS": "concerns", "ACTION": "action", "RESPONSE": "response", "COPIES": "copies", "PUBLICATION": "copies",
}  # fmt: skip
_LIKE = 0.85  # how like a title a line of bad text recognition must be
_OF_SCANS = str.maketrans("0158|", "OISBI")
_LONGEST_TITLE = 60
_LONGEST_OF_TWO = 120  # a title in two languages
_BETWEEN = re.compile(r"\s?[/|]\s?|\s[–—-]\s")
_BARE_NUMBER = re.compile(r"\W{0,3}\d{1,2}[.):]?\W{0,3}")
_INSIDE = re.compile(
    r"(?<=\S)(?<!\s\d)(?<!\s\d[.)|])[ \t]{1,4}(?=(?:\d[.)]?[ \t|]{1,4})?(?:CORONER['’]?S[ ](?:LEGAL[ ]POWERS|CONCERNS)|INVESTIGATION[ ](?:and|AND|&)[ ]INQUEST"
    r"|CIRCUMSTANCES[ ]OF[ ]THE[ ]DEATH|ACTION[ ]SHOULD[ ]BE[ ]TAKEN|YOUR[ ]RESPONSE|CORONER(?=[ ]I[ ]am)|COPIES[ ](?:and|AND|&)[ ]PUBLICATION)(?!\w))"
)
_NUMBER = re.compile(r"\W{0,3}\d{0,2}[\s.):]{0,5}")


def sections_of(text: str) -> dict[Section, list[str]]:
    """Return the lines of each section, without its title and what belongs to the printed page.

    A title may stand inside a line. Numbers alone on a line are kept among the concerns only: there they may be those of matters.
    """
    sections: dict[Section, list[str]] = {"head": [], **{section: [] for _, section in _TITLES}}
    current: Section = "head"
    for line in lines_in(text):
        section, rest = title_of(line)
        if section:
            _drop_number(sections[current])
            current = section
            sections[current] += [rest] if rest else []
        elif not is_page_mark(line) or (current == "concerns" and _BARE_NUMBER.fullmatch(line.strip())):
            sections[current].append(line)
    return sections


def lines_in(text: str) -> list[str]:
    r"""Return the lines of a text, each title at the beginning of its own.

    >>> lines_in("I am the coroner. 5 CORONER'S CONCERNS There was no plan.")
    ['I am the coroner.', "5 CORONER'S CONCERNS There was no plan."]
    """
    return _INSIDE.sub("\n", text.replace("\f", "\n")).splitlines()


def _drop_number(lines: list[str]) -> None:
    """Drop the number of a title that stands on the line before it."""
    at = len(lines) - 1
    while at >= 0 and not lines[at].strip():
        at -= 1
    if at >= 0 and _BARE_NUMBER.fullmatch(lines[at].strip()):
        del lines[at:]


@lru_cache(maxsize=1_024)
def title_of(line: str) -> tuple[Section | None, str]:
    """Return the section that a line begins, and what else it says.

    >>> title_of("5 | CORONER'S CONCERNS"), title_of("PRYDERON Y CRWNER / CORONER’S CONCERNS"), title_of("The coroner's concerns were old.")
    (('concerns', ''), ('concerns', ''), (None, ''))
    """
    number = _NUMBER.match(line)
    text = line[number.end() if number else 0 :].strip()
    has_number = bool(number and any(map(str.isdigit, number[0])))
    letters = _letters(text)
    if not letters:
        return None, ""
    if len(text) <= _LONGEST_TITLE:
        for title, section in _TITLES:
            if letters == title or (len(letters) > 8 and title != "CORONER" and _is_like(letters, title)):
                return section, ""
        if letters in _SHORT_TITLES and (has_number or text.isupper()) and not text.endswith("."):
            return _SHORT_TITLES[letters], ""
    if len(text) <= _LONGEST_OF_TWO and not text.endswith(".") and (parts := _BETWEEN.split(text))[1:]:
        for title, section in _TITLES:
            if any(_letters(part) == title for part in parts) and (title != "CORONER" or has_number):
                return section, ""
    for title, section in _TITLES:
        end = _end_of(title, text)
        if end and (title != "CORONER" or has_number):
            return section, text[end:].lstrip(" :.–-|")
    return None, ""


def _letters(text: str) -> str:
    return re.sub("[^A-Z]", "", text.upper().translate(_OF_SCANS))


def _is_like(letters: str, title: str) -> bool:
    if abs(len(letters) - len(title)) > 4:
        return False
    pair = SequenceMatcher(None, letters, title, autojunk=False)
    return pair.quick_ratio() >= _LIKE and pair.ratio() >= _LIKE


def _end_of(title: str, text: str) -> int:
    """Return where a title ends that a line begins with, 0 if it begins with none; small letters need a colon after them."""
    at, is_small = 0, False
    for place, sign in enumerate(text):
        if at == len(title):
            is_title = not is_small or sign in ":–—"
            return place if is_title and not (sign.isalpha() or sign in "'’") else 0
        if sign.isalpha() or sign.isdigit():
            is_small |= sign.islower()
            if sign.upper().translate(_OF_SCANS) != title[at]:
                return 0
            at += 1
    return 0
