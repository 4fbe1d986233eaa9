"""What a report says of itself: its fields, area and addressees in its head, its day at its end, and the day when a reply is due."""

import re
from collections.abc import Sequence

from casegraph.collections.pfd.addressees import agencies_in
from casegraph.collections.pfd.days import DAY, day_in
from casegraph.collections.pfd.names import without_people
from casegraph.collections.pfd.replies import is_reply
from casegraph.reports.document import plain

__all__ = ["addressees_of", "area_of", "day_of", "due_of", "fields_of"]

_FIELD = re.compile(
    r"\s*(date(?:\s+of(?:\s+the)?\s+report)?|(?:our\s+)?ref(?:erence)?|deceased(?:\s+name)?|name\s+of\s+(?:the\s+)?deceased|coroner['’]?s?(?:\s+(?:name|area))?"
    r"|categor(?:y|ies)|this\s+report\s+is\s+being\s+sent\s+to)\s*:\s*",
    re.IGNORECASE,
)
_LABELS = {
    "date": "date of report", "date of the report": "date of report", "reference": "ref", "our ref": "ref", "our reference": "ref",
    "deceased": "deceased name", "name of deceased": "deceased name", "name of the deceased": "deceased name", "categories": "category",
    "coroner": "coroner name", "coroners": "coroner name", "coroners name": "coroner name", "coroners area": "coroner area",
}  # fmt: skip
_SENT_TO = re.compile(
    r"this\s+report\s+is\s+(?:being\s+)?(?:sent|addressed|made)\s+to\s*:?\s*|^to\s*:\s*", re.IGNORECASE
)
_TITLE = re.compile(r"regulation\s+28|future\s+deaths?\s+report|report\s+to\s+prevent", re.IGNORECASE)
_ITEM = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[•●▪◦*–-])\s+|\d{1,2}\s+(?=[A-Z])", re.IGNORECASE)
_AND = re.compile(r",\s(?:and\s)?|\sand\s")
_NUMBER_INSIDE = re.compile(r"(?<=[\w.,;)])\s{1,3}(?=\(?[2-9][.)]\s)")
_JOINED = re.compile(r"\s*(?:and\s+)?(?:the\s+)?", re.IGNORECASE)
_REST = re.compile(
    r"(?:NHS|Foundation|Trust|Ltd|Limited|plc|Council|Board|Services?|Group|Authority|Care|Hospitals?|and|of|for|the|&|\()(?!\w)"
)
_MOST_ADDRESSEES = 100
_FOR_AREA = re.compile(
    r"\b(?i:coroner)(?:(?:,|\sof)?\s+(?i:for|in)\s+(?:the\s+)?(?i:(?:coroner(?:ial)?|county|jurisdiction|area|district)\s+){0,2}(?:of\s+)?(?:the\s+)?|,\s+)"
    r"(?P<area>[A-Z][^.\n]{1,80})"
)
_A_DAY = re.compile(DAY, re.IGNORECASE)
_BY = re.compile(
    rf"\bby\s(?:(?:no\slater\sthan|midnight\son|close\sof\sbusiness\son|4\s?pm\son)\s)?(?:the\s)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s(?:the\s)?)?({DAY})",
    re.IGNORECASE,
)
_LONGER = re.compile(rf"\bexten(?:d|sion)[^.]{{0,100}}?\b(?:to|until|till|by|of)\s(?:the\s)?({DAY})", re.IGNORECASE)
_FOR_ONE = re.compile(
    r"\bonly\b|\bin\s(?:its|his|her|their)\s(?:own\s)?case\b|\bin\s(?:respect|the\scase)\sof\b|\bas\sregards\b",
    re.IGNORECASE,
)


def fields_of(lines: Sequence[str]) -> dict[str, str]:
    """Return what the head of a published page says, by its labels; a value can stand on the line after its label.

    >>> fields_of(["Our ref: 2026-0042", "Coroner's area:", "Kent"])
    {'ref': '2026-0042', 'coroner area': 'Kent'}
    """
    fields: dict[str, str] = {}
    for place, line in enumerate(lines):
        if match := _FIELD.match(line):
            label = " ".join(match[1].lower().replace("'", "").replace("’", "").split())
            value = plain(line[match.end() :])
            after = next((plain(each) for each in lines[place + 1 :] if plain(each)), "")
            if not value and not _FIELD.match(after) and not _TITLE.search(after):
                value = after
            fields.setdefault(_LABELS.get(label, label), value)
    return fields


def area_of(text: str) -> str:
    """Return the area that a coroner names with the office, "" if none.

    >>> area_of("I am A. B., Assistant Coroner, Inner North London."), area_of("I am A. B., coroner for the coroner area of Kent")
    ('Inner North London', 'Kent')
    """
    match = _FOR_AREA.search(plain(text))
    return match["area"].strip(" ,;") if match else ""


def day_of(lines: Sequence[str], but: str = "") -> str:
    """Return the last day in lines that is not the one *but*, nor that of a reply."""
    text = "\n".join(line for line in lines if not is_reply(line))
    days = (day_in(plain(each)) for each in reversed(_A_DAY.findall(text)))
    return next((day for day in days if day and day != but), "")


def due_of(text: str) -> str:
    """Return when a reply is due: the later day where the time is extended for all, else the first day that it is due by.

    >>> due_of("namely by 29 May 2026. The period is extended to 30 June 2026."), due_of("by 29 May 2026, extended for NICE only to 1 June 2026")
    ('2026-06-30', '2026-05-29')
    """
    text = plain(text)
    longer = [
        day
        for each in _LONGER.finditer(text)
        if not _FOR_ONE.search(text, text.rfind(". ", 0, each.start()) + 1, each.end())
        and (day := day_in(plain(each[1])))
    ]
    by = [day for each in _BY.findall(text) if (day := day_in(plain(each)))]
    return longer[-1] if longer else by[0] if by else ""


def addressees_of(lines: Sequence[str], fields: dict[str, str]) -> list[str]:
    """Return the addressees: after the label of the page, or in the list that the report begins with."""
    starts = [
        (place, match) for place, line in enumerate(lines) if "|" not in line and (match := _SENT_TO.search(line))
    ]
    listed: list[str] = []
    if starts:
        at, match = starts[-1]
        after = lines[at + 1 :]
        end = next((place for place, line in enumerate(after) if _TITLE.search(line)), len(after))
        listed = _names_in([lines[at][match.end() :], *after[:end]])
    labelled = [each for each in map(plain, fields.get("this report is being sent to", "").split("|")) if each]
    return (labelled if len(labelled) > 1 or not listed else listed)[:_MOST_ADDRESSEES]


def _names_in(lines: Sequence[str]) -> list[str]:
    """Return the names in a list, one a line or one a number; a line without a number in a numbered list goes on."""
    parts = [part for line in lines for part in _NUMBER_INSIDE.split(line.strip())]
    kept = [part for part in parts if part and not _FIELD.match(part)]
    is_numbered = sum(bool(_ITEM.match(line)) for line in kept) > 1
    names: list[str] = []
    for line in kept:
        item = _ITEM.match(line)
        text = line[item.end() :] if item else line
        goes_on = (
            not item
            and names
            and (_REST.match(text) is not None or names[-1].endswith((" and", " of", " for", " the", " &")))
        )
        if goes_on and not names[-1].endswith(","):
            names[-1] += f" {text}"
        elif is_numbered and not item and names:
            names[-1] += f", {text}"
        else:
            names.append(text)
    cut = [_JOINED.sub("", part, count=1) for name in names for part in name.split(";")]
    listed = [name for name in map(without_people, cut) if name]
    if len(listed) == 1:
        several = [each for each in _AND.split(listed[0]) if each]
        agencies = {agency for each in several for agency in agencies_in(each)}
        is_list = all(map(agencies_in, several)) and len(agencies) > 1 and agencies == {*agencies_in(listed[0])}
        listed = several if is_list else listed
    return listed
