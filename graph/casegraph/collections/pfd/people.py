"""Who the text of a report names, in any of its sections: names that the words which are kept must not have."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from casegraph.reports.document import plain

__all__ = ["NAME", "ORGANISATION", "People", "people_in"]

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿĀ-ſ"
NAME = rf"[A-ZÀ-ÖØ-ÞĀ-Ž][{_LETTER}]*+(?:['’-](?!s\b)[{_LETTER}]++){{0,3}}"
_FULL = rf"(?:(?:{NAME}|[A-Z]\.?|[“\"‘'(]{NAME}[”\"’')])\s){{0,4}}{NAME}"
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Master|Dr|Doctor|Prof|Professor|Sir|Dame|Lord|Lady|PC|DC|DS|DI|DCI|Sgt|Sergeant|Nurse|Sister|Midwife|Matron"
    r"|Officer|Inspector|Constable|Superintendent|Rev|Reverend|Cllr|Councillor|Judge|Baby|Coroner|Consultant|Pharmacist|Paramedic)"
    rf"\.?\s(?:and\s(?:Mr|Mrs|Ms|Miss|Dr)\.?\s)?(?:\d{{1,6}}\s)?(?P<name>{_FULL})"
)
_KIN = re.compile(
    r"\b(?:(?:step|half-?|foster-?|god|ex-?)?(?:mother|father|brother|sister|son|daughter|parents?)|mum|dad|mummy|daddy|sisters?|brothers?|siblings?|twin|grand(?:mother|father|parents?)|nan|aunt|uncle"
    r"|cousins?|wife|husband|partner|girlfriend|boyfriend|friends?|carers?|neighbour|flatmate|housemate|teacher|worker|leader|manager|nurse"
    rf"|midwife|pupil|student|boy|girl|colleague|driver|apprentice),?\s(?P<name>{_FULL})"
)
_ROLES = (
    "worker|assistant|manager|nurse|officer|doctor|teacher|friend|neighbour|mother|father|partner|grandmother|grandfather|aunt|uncle|sister|brother|consultant"
    "|expert|psychiatrist|psychologist|paediatrician|student|driver|pharmacist|midwife|co-?ordinator|leader|head|director|inspector|engineer|paramedic|registrar"
    "|surgeon|physician|practitioner|therapist|coach|instructor|lifeguard|witness|clerk|receptionist|president|pathologist|carer|counsellor|visitor|cook|owner"
)
_WHO = re.compile(
    rf"(?<![\w’'-])(?P<name>{_FULL})(?:,\s(?:who|whose|then|now)\b|,?\saged\s|,\s\d{{1,2}},|,\s(?:a|an|the|his|her|their)\s(?:[\w-]{{1,20}}\s){{0,4}}?(?:{_ROLES})(?!\w)|\s(?:gave\sevidence|told\s(?:me|the\s(?:court|inquest|jury))|explained\sto\sme|(?:said|accepted|confirmed|described)\sin\s(?:his|her))|\s\((?:the\s)?(?:mother|father|parent|partner|sister|brother|aunt|uncle|deceased|his|her))"
)
_NAMED = re.compile(rf"\b(?:named\s(?P<name>{NAME}\s{NAME})|or\s(?P<nick>{NAME})\sto\s(?:his|her|their)\b)")
_ONLINE = re.compile(r"@\w{1,60}|\b[^\W_]{1,30}_\w{1,60}")
_HANDLE = re.compile(r"(?<!\w)@(\w{3,60})")
_INITIAL = re.compile(rf"(?<![\w.])[A-Z]\.\s?(?P<name>{NAME})")
_THEN_INITIAL = re.compile(rf"(?<![\w.])(?P<name>{NAME})\s[A-Z]\.(?=,|\s[a-z])")
_INSIDE = re.compile(rf"(?<!\w)(?P<name>{NAME}\s[“\"‘'(]{NAME}[”\"’')]\s{NAME})")
_CALLED = re.compile(
    r"\b(?:known\s(?:(?:\w+\s){0,4}?(?:as|by)\s)|calling\s(?:him|her|them)sel(?:f|ves)\s|knew\s(?:\w+\s){0,3}?as\s|nicknamed\s|called\s(?:him|her)\s"
    r"|(?:under|by|went\sby)\sthe\s(?:user\s?)?name\s(?:of\s)?|user\s?name\s|alias\s|handle\s|goes\sby\s|account\s)"
    rf"(?P<name>[“\"‘'][^“”\"‘’'\n]{{2,30}}[”\"’']|{NAME})"
)
_AFTER_NAME = re.compile(rf"(?P<name>[“\"‘'](?:{NAME})[”\"’'])\sto\s(?:his|her|their)\b")
_HE_CALLED = re.compile(rf"(?<!\w)(?P<name>{NAME}),\sas\s(?:he|she|they|his|her|their)\b")
_BRACKETED = re.compile(rf"(?<=[{_LETTER}]) (?P<name>\([“\"‘']?{NAME}[”\"’']?\))(?=,| aged| who|;)")
_QUOTED = re.compile(rf"(?<=[{_LETTER}]) (?P<name>[“‘]{NAME}[”’])(?= {NAME})")
_NO_PERSON = re.compile(
    r"\b(?:policy|policies|system|scheme|app|programme|protocol|tool|form|plan|pathway|service|drug|substance|guidance|medicine|condition|procedure|model|unit|ward|company"
    r"|line|process|document|register|meeting|syndrome|disease|also)\b[^.]{0,25}$",
    re.IGNORECASE,
)
ORGANISATION: Final = (
    "Council|Trust|Police|Constabulary|Hospitals?|Infirmary|School|Academy|College|University|Services?|Board|Team|Care|Centre|Ltd|Limited|plc|PLC|Group|Agency"
    "|Authority|Department|Government|Ministry|Office|Committee|Commission|Association|Society|Union|Partnership|Homes?|House|Road|Street|Lane|Avenue|Court|Prison"
    "|Surgery|Practice|Pharmacy|Clinic|Ward|Station|Park|Health|Foundation|Charity|Church|County|City|Borough|District|Region|Royal|Hospice|Nurser(?:y|ies)|Street|Reservoir|River|Hall"
)
"""Words that make the name before them that of a body or a place."""

_WORD = re.compile(rf"[{_LETTER}]+(?:['’-][{_LETTER}]+)*")
_ORGANISATION = re.compile(rf"(?<!\w)(?:{ORGANISATION})(?!\w)")
_BODY = re.compile(rf"(?:\s(?:of|&|{NAME})){{0,3}}\s(?:{ORGANISATION})(?!\w)")
_NO_NAMES: Final = frozenset(
    "a an the this that these those he she it they we i you his her their its my our your in on at to of for from by with and or but if when while after before "
    "since until as so no not nor one two three some any all each both neither nobody nothing there here what who whose which where why how "
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
    "mr mrs ms miss mx dr st saint senior assistant area acting deputy coroner coroners chief executive director officer inspector secretary state minister medical national "
    "nhs gp hm hmp uk england wales scotland ireland britain british london great north south east west northern southern eastern western english welsh european "
    "children child young people adult adults mental public general local social emergency safeguarding regulation act part section schedule paragraph report inquest "
    "narrative conclusion cause death interested persons person family baby infant nurse sister midwife doctor registrar consultant practitioner specialist "
    "health trust council police hospital school ofsted camhs cqc care service services online facebook instagram whatsapp snapchat tiktok google youtube microsoft apple "
    "christmas easter covid internet accident misadventure suicide led unit head".split()
)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class People:
    """Single names: of whoever died and of others; *handles* are whole, as they stand."""

    died: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()


def people_in(texts: Iterable[str], died: Iterable[str], known: str) -> People:
    """Return whom texts name, beside those who *died*; words that are *known* to mean bodies or places are no names.

    >>> people_in(["Izzy Boone (‘Iz’), 9, lay with his friend, Leon P., and a man known only as “Doc Sunshine”."], ["Izzy"], "")
    People(died=('Iz',), others=('Doc', 'Leon', 'Sunshine'), handles=('Doc Sunshine',))
    """
    whole = plain(" \n ".join(texts))
    small = {word for word in _WORD.findall(_ONLINE.sub(" ", whole)) if word.islower()}
    bodies = {word.lower() for word in _WORD.findall(known)}
    dead = [each for each in died if each]
    of_dead, others, handles = set[str](), set[str](), set[str]()
    for name, is_nick, start in _names(whole):
        parts = [part for word in _WORD.findall(name) for part in (word, *re.split("['’-]", word))]
        kept = {part for part in parts if _is_name(part, small, bodies)}
        is_of_dead = is_nick and any(each in whole[max(0, start - 60) : start] for each in dead)
        if is_nick:
            handles.add(name.strip("“”\"‘’'()"))
        (of_dead if is_of_dead else others).update(kept)
    initials = _initials(dead)
    of_dead |= {word for word in _WORD.findall(whole) if word in initials or _is_short(word, dead, small)}
    handles = {each for each in handles if not (each.isalpha() or each.islower())} | {*_HANDLE.findall(whole)}
    taken = {part for each in dead for part in (each, each.lower(), each.upper(), each.title())}
    return People(tuple(sorted(of_dead)), tuple(sorted(others - of_dead - taken)), tuple(sorted(handles)))


def _names(text: str) -> Iterator[tuple[str, bool, int]]:
    """Yield names, whether each is a second name of somebody, and where it begins."""
    for pattern in (_TITLED, _KIN, _WHO, _INITIAL, _THEN_INITIAL, _INSIDE):
        for match in pattern.finditer(text):
            if not _ORGANISATION.search(match["name"]) and not _is_body(text, match.end("name")):
                yield match["name"], False, match.start("name")
    for match in _NAMED.finditer(text):
        group = "nick" if match["nick"] else "name"
        yield match[group], group == "nick", match.start(group)
    for pattern in (_CALLED, _AFTER_NAME, _HE_CALLED, _BRACKETED, _QUOTED):
        for match in pattern.finditer(text):
            if not _NO_PERSON.search(text[max(0, match.start() - 60) : match.start()]):
                yield match["name"], True, match.start("name")


def _is_body(text: str, end: int) -> bool:
    """Tell whether the words behind a name make it one of a body."""
    return _BODY.match(text, end) is not None


def _is_name(part: str, small: set[str], bodies: set[str]) -> bool:
    low = part.lower()
    return len(part) >= _LEAST and part[0].isupper() and low not in _NO_NAMES and low not in small and low not in bodies


def _is_short(word: str, dead: list[str], small: set[str]) -> bool:
    """Tell whether a word is the beginning of a name of whoever died, as “Fin” of Finlay, and no other word of the text."""
    return (
        len(word) >= 3
        and word[0].isupper()
        and word.lower() not in small
        and word.lower() not in _NO_NAMES
        and any(len(each) > len(word) and each.lower().startswith(word.lower()) for each in dead)
    )


def _initials(dead: list[str]) -> set[str]:
    """Return the initials of double names, as “TJ” of Tyler-James."""
    parts = [[each for each in re.split("['’-]", name) if each] for name in dead]
    return {"".join(part[0].upper() for part in each) for each in parts if len(each) == 2}
