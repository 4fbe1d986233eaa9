"""Names of people in the words that are kept: whoever died, the coroner, and others where a title or a kinship gives them away.

Other names come from all sections of a report (``people``). What cannot be recognised: a name that stands everywhere without a
title, a kinship or whatever else shows that it is a person's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from casegraph.collections.pfd.addressees import agencies_in
from casegraph.collections.pfd.people import NAME, ORGANISATION
from casegraph.reports.document import plain

__all__ = ["CORONER", "DIED", "OTHER", "Masks", "also_known", "without_people"]

DIED: Final = "[the person who died]"
CORONER: Final = "[the coroner]"
OTHER: Final = "[name]"

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Master|Dr|Doctor|Prof|Professor|Sir|Dame|Lord|Lady|PC|DC|DS|DI|DCI|Sgt|Sergeant|Nurse|Sister|Midwife)"
_WORD = NAME
_NO_ROLE = r"(?!(?:Practitioner|Specialist|Manager|Consultant|Associate|Led|Leader|Director|Co-?ordinator|Prescriber|Lead|Educator|General|In|On|Of)s?(?!\w))"
_TITLED = re.compile(rf"\b{_TITLE}\.?\s{_NO_ROLE}(?:{_WORD}\.?\s){{0,3}}{_WORD}")
_KIN = re.compile(
    r"\b(mother|father|mum|dad|parents?|sister|brother|siblings?|twin|grandmother|grandfather|grandparents?|step(?:mother|father)"
    rf"|aunt|uncle|cousin|son|daughter|wife|husband|partner|girlfriend|boyfriend|friend|carer),?\s(?:{_WORD}\s){{0,2}}{_WORD}"
)
_HANDLE = re.compile(r"[\w.+-]{0,60}@\w[\w.-]{0,80}")
_LETTERS = re.compile(
    r"(?<![\w.])(?!U\.K|H\.M|G\.P|A\.E|A\.M|P\.M|E\.U|U\.S|I\.T|N\.B|T\.V|Q\.C|K\.C|R\.I)[A-Z]\.[A-Z]\.(?!\s?[A-Z]\.)(?!\w)"
)
_NO_BODY = rf"(?!(?:\s(?:of|and|&|[A-Z]\w{{0,30}})){{0,3}}\s(?:{ORGANISATION})(?!\w))"
_ALSO_KNOWN = re.compile(rf"\b(?:also\s)?known\sas\s[“\"'‘]?({_WORD}(?:\s{_WORD}){{0,2}})")
_NO_NAMES = frozenset(
    "mr mrs ms miss mx master dr doctor prof professor sir dame baby child infant boy girl the and of de la le van von der redacted "
    "name names unknown deceased senior assistant area acting his her majesty hm majestys coroner coroners for a an he she they it this who on in at to was born aged by".split()
)
_SHORTEST = 2  # letters of a name
_DATE_AFTER = r"(?!\s\d)"  # "May 2025" is no name


@dataclass(frozen=True, slots=True)
class Masks:
    """The names of a report's people: each a pattern, and what takes the place of what it finds."""

    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()

    @classmethod
    def of(cls, died: str = "", coroner: str = "") -> "Masks":
        """Return the masks for the names of whoever died, and of the coroner.

        A surname with a title can be a parent's.

        >>> Masks.of("Quenby Zorander-Lisk", "Ada Ferrowhite").masked("Quenby's notes were lost; Mrs Lisk told Ms Ferrowhite.")
        "[the person who died]'s notes were lost; [name] told [the coroner]."
        """
        return cls.of_several([died], [coroner])

    @classmethod
    def of_several(
        cls, died: Iterable[str], coroner: Iterable[str], others: Iterable[str] = (), handles: Iterable[str] = ()
    ) -> "Masks":
        """Return the masks for names that a report gives in several places, and for *others*, unless these begin a body's name.

        >>> Masks.of_several(["Bo"], [], ["Kent"], ["Doc Sunshine"]).masked("Doc Sunshine met Kent, of Kent County Council.")
        '[name] met [name], of Kent County Council.'
        """
        whole = [re.escape(each) for each in sorted(handles, key=lambda each: (-len(each), each)) if each]
        first = ((re.compile(rf"(?<!\w)(?:{'|'.join(whole)})(?!\w)"), OTHER),) if whole else ()
        died = list(died)
        both = ((_names(" ".join(died)), DIED), (_names(" ".join(coroner)), CORONER))
        own = tuple((_pattern(each), mark) for each, mark in both if each)
        if surnames := {surname for each in died for surname in _surnames(each)}:
            own = ((re.compile(rf"\b{_TITLE}\.?\s(?:{'|'.join(sorted(surnames))})(?!\w)"), OTHER), *own)
        names = [each for each in others if each[:1].isupper()]
        last = ((_pattern(names, _NO_BODY), OTHER),) if names else ()
        return cls((*first, *own, *last))

    def masked(self, text: str) -> str:
        """Return a text with marks in the place of names.

        >>> Masks().masked("Dr Ferrowhite and her mother Ada left."), Masks().masked("her mother was not told in May 2025")
        ('[name] and her mother [name] left.', 'her mother was not told in May 2025')
        """
        text = plain(text)
        for pattern, mark in self.patterns:
            text = pattern.sub(mark, text)
        text = _HANDLE.sub(OTHER, text)
        text = _TITLED.sub(OTHER, text)
        text = _LETTERS.sub(OTHER, text)
        return _KIN.sub(lambda match: f"{match[1]} {OTHER}", text)


def also_known(text: str) -> list[str]:
    """Return the other names that a text gives somebody.

    >>> also_known("Quenby Zorander, known as Quenny, was seven.")
    ['Quenny']
    """
    return _ALSO_KNOWN.findall(text)


def _names(text: str) -> list[str]:
    """Return the single names in the full name of somebody, and their parts, the longest first."""
    whole = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", plain(text))
    parts = [part for word in whole for part in (word, *re.split("['’-]", word))]
    kept = {part for part in parts if len(part) >= _SHORTEST and part.lower() not in _NO_NAMES}
    return sorted(kept, key=lambda each: (-len(each), each))


def _surnames(name: str) -> set[str]:
    """Return the last name of a full name in the forms that it can stand in, with its parts."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", plain(name))
    last = {words[-1], *re.split("['’-]", words[-1])} if len(words) > 1 else set[str]()
    return {re.escape(form) for each in last for form in (each, each.upper(), each.title()) if len(each) >= _SHORTEST}


def _pattern(names: Iterable[str], not_before: str = "") -> re.Pattern[str]:
    """Return a pattern of names alone and one after the other, also with the s of a possessive that lost its apostrophe.

    *not_before* is a pattern of what does not follow the first of them.
    """
    forms = {
        form for name in names for form in (name, name.upper(), name.title(), name.capitalize()) if form[0].isupper()
    }
    any_name = "|".join(re.escape(each) for each in sorted(forms, key=lambda each: (-len(each), each)))
    return re.compile(
        rf"(?:\b{_TITLE}\.?\s(?:{_WORD}\.?\s)??)?(?<!\w)(?:[A-Z]\.\s)?(?:{any_name})s?(?!\w){_DATE_AFTER}{not_before}(?:[\s-](?:(?:{any_name})s?(?!\w){_DATE_AFTER}|[A-Z]\.?(?!\w))){{0,6}}+"
    )


_ROLE = re.compile(
    r"(?:(?:the|interim|acting|deputy|group)\s+)*(?:chief\s+(?:executive|medical|nursing|operating)(?:\s+officer)?|chief\s+nurse|ceo|president|chair(?:man|woman|person)?"
    r"|medical\s+director|managing\s+director|directors?(?!\w)|headteacher|head\s+teacher|general\s+counsel|legal\s+(?:department|services|team)|company\s+secretary)(?:\s+of)?",
    re.IGNORECASE,
)
_PERSON = re.compile(rf"(?:(?:{NAME}|[A-Z]\.?)\s){{1,3}}{NAME}(?:\s[A-Z]{{2,5}})?")
_BODY = re.compile(rf"(?<!\w)(?:{ORGANISATION}|NHS|Department|Secretary|for|of)(?!\w)")
_FOR_ATTENTION = re.compile(r"(?:fao|attn|c/o|care of|for the attention of)\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b\d+[a-z]?\s+\w+\s+(?:road|street|avenue|lane|way|square|place)\b|@|\bwww\.",
    re.IGNORECASE,
)


def without_people(name: str) -> str:
    """Return the name of an addressee without the people, roles and postal addresses in it.

    >>> without_people("Dr Ada Ferrowhite, Chief Executive, Kent NHS Trust, 10 High Street, ME1 1AA")
    'Kent NHS Trust'
    >>> without_people("Ada Ferrowhite, Chief Executive, Kent NHS Trust"), without_people("National Director, NHS England")
    ('Kent NHS Trust', 'National Director, NHS England')
    """
    parts = [part.strip() for part in plain(name).split(",")]
    roles = [_ROLE.match(part) for part in parts]
    kept = []
    for at, (part, role) in enumerate(zip(parts, roles, strict=True)):
        rest = part[role.end() :].strip() if role else part
        has_role = role is not None or (at + 1 < len(parts) and roles[at + 1] is not None)
        if len(parts) > 1 and has_role and _PERSON.fullmatch(rest) and not _is_known(rest):
            continue
        if rest and not _ADDRESS.search(rest) and not _TITLED.match(rest) and not _FOR_ATTENTION.match(rest):
            kept.append(rest)
    return ", ".join(kept).strip(" .;:")


def _is_known(name: str) -> bool:
    return bool(_BODY.search(name) or agencies_in(name))
