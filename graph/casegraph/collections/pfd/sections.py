"""The numbered sections of a report, by their titles, as far as text recognition has left these legible."""

import re
from difflib import SequenceMatcher
from typing import Final, Literal

from casegraph.collections.pfd.matters import is_page_mark

__all__ = ["Section", "sections_of", "title_of"]

Section = Literal[
    "head", "coroner", "powers", "investigation", "circumstances", "concerns", "action", "response", "copies"
]

_TITLES: Final[tuple[tuple[str, Section], ...]] = (
    ("CORONERSLEGALPOWERS", "powers"),
    ("INVESTIGATIONANDINQUEST", "investigation"),
    ("CIRCUMSTANCESOFTHEDEATH", "circumstances"),
    ("CORONERSCONCERNS", "concerns"),
    ("ACTIONSHOULDBETAKEN", "action"),
    ("YOURRESPONSE", "response"),
    ("COPIESANDPUBLICATION", "copies"),
    ("CORONER", "coroner"),
)
_LIKE = 0.85  # how like a title a line of bad text recognition must be
_OF_SCANS = str.maketrans("0158|", "OISBI")
_LONGEST_TITLE = 60
_NUMBER = re.compile(r"\W{0,3}\d{0,2}[\s.):]{0,5}")


def sections_of(text: str) -> dict[Section, list[str]]:
    """Return the lines of each section, without its title and what belongs to the printed page."""
    sections: dict[Section, list[str]] = {"head": [], **{section: [] for _, section in _TITLES}}
    current: Section = "head"
    for line in text.replace("\f", "\n").splitlines():
        section, rest = title_of(line)
        if section:
            current = section
            sections[current] += [rest] if rest else []
        elif not is_page_mark(line):
            sections[current].append(line)
    return sections


def title_of(line: str) -> tuple[Section | None, str]:
    """Return the section that a line begins, and what else it says."""
    number = _NUMBER.match(line)
    text = line[number.end() if number else 0 :].strip()
    letters = _letters(text)
    if len(text) <= _LONGEST_TITLE:
        for title, section in _TITLES:
            if letters == title or (len(letters) > 8 and title != "CORONER" and _is_like(letters, title)):
                return section, ""
    for title, section in _TITLES:
        end = _end_of(title, text)
        if end and (title != "CORONER" or (number and any(map(str.isdigit, number[0])))):
            return section, text[end:].strip(" :.–-")
    return None, ""


def _letters(text: str) -> str:
    return re.sub("[^A-Z]", "", text.upper().translate(_OF_SCANS))


def _is_like(letters: str, title: str) -> bool:
    return (
        abs(len(letters) - len(title)) <= 4 and SequenceMatcher(None, letters, title, autojunk=False).ratio() >= _LIKE
    )


def _end_of(title: str, text: str) -> int:
    """Return where a title in capitals ends that a line begins with, 0 if it begins with none."""
    at = 0
    for place, sign in enumerate(text):
        if at == len(title):
            return place if not (sign.isalpha() or sign in "'’") else 0
        if sign.isalpha() or sign.isdigit():
            if sign.translate(_OF_SCANS) != title[at]:
                return 0
            at += 1
    return 0
