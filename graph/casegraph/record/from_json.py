"""A review from JSON values: every offset, id and text is checked before anything is made of it.

The lines may come from anybody. What the extraction of a page guarantees has to hold of them as well: the graph's
IRIs, dates and links are made from these values without a second look.
"""

import re
from collections.abc import Iterator, Sequence
from math import isfinite

from casegraph.areas import areas, partnership
from casegraph.record.checks import check, evidence, known, passage_of, spanned
from casegraph.record.clauses_from_json import learning_of, recommendation_of
from casegraph.record.corrected import corrections_of
from casegraph.record.json_objects import (
    AreaObject,
    ChildObject,
    EntryObject,
    IncidentObject,
    KeywordWords,
    SourceObject,
    Words,
)
from casegraph.record.model import (
    MOST_KEYWORDS,
    Child,
    Incident,
    IncidentDate,
    Keyword,
    Passage,
    Place,
    Review,
    Source,
    UnreadLine,
)
from casegraph.record.sending_json import sending_from
from casegraph.record.web_access import is_day, is_web_address

__all__ = ["from_json"]

_ID = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_EDTF_DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_EDTF = re.compile(rf"{_EDTF_DATE}(?:/{_EDTF_DATE})?")
_NUMBERS = range(2**31)
"""Offsets, and the numbers of lines and pages."""

_YEARS = range(1900, 2100)
"""The years that a heading can begin with."""


def from_json(entry: EntryObject, at: str = "") -> Review:
    """Return the review of an entry whose types are right already; *at* is what keys begin with in errors.

    Raises InvalidValue for offsets that cannot be, ids that nobody knows, and what contradicts itself.
    """
    source = _source(entry["source"], f"{at}source")
    heading = spanned(entry["title"], entry["title_words"], source, f"{at}title_words")
    check(bool(entry["title"]), f"{at}title", "it is empty")
    check(entry["year"] in _YEARS, f"{at}year", f"{entry['year']} is no year from {_YEARS[0]} to {_YEARS[-1]}")
    link = entry["link"]
    check(link is None or link.startswith(("https://", "http://")), f"{at}link", f"{link!r:.80} is no web address")
    narrative = tuple(
        passage_of(each, source, f"{at}narrative[{number}]") for number, each in enumerate(entry["narrative"])
    )
    keywords = tuple(_keywords(entry["keywords"], entry["keywords_words"], source, f"{at}keywords_words"))
    texts = (*narrative, heading, *(term.words for term in keywords))
    learning = tuple(
        learning_of(each, source, f"{at}learning[{number}]") for number, each in enumerate(entry["learning"])
    )
    recommendations = tuple(
        recommendation_of(each, source, f"{at}recommendations[{number}]")
        for number, each in enumerate(entry["recommendations"])
    )
    return Review(
        heading=heading,
        year=entry["year"],
        places=tuple(entry["places"]),
        areas=_areas(entry["places"], entry["areas"], f"{at}areas"),
        subject=entry["subject"],
        report=entry["report"],
        complete=entry["complete"],
        narrative=narrative,
        incident=_incident(entry["incident"], texts, f"{at}incident"),
        learning=learning,
        recommendations=recommendations,
        keywords=keywords,
        link=link,
        source=source,
        sending=sending_from(entry.get("sending"), source, f"{at}sending"),
        corrections=corrections_of(entry.get("corrections", ()), (*learning, *recommendations), f"{at}corrections"),
    )


def _source(source: SourceObject, key: str) -> Source:
    check(bool(source["file"]) and "/" not in source["file"], f"{key}.file", "it is no file's name")
    check(_SHA256.fullmatch(source["sha256"]) is not None, f"{key}.sha256", "it is not 64 hexadecimal digits")
    check(source["start"] in _NUMBERS, f"{key}.start", "it is no offset of a page")
    check(source["end"] in _NUMBERS, f"{key}.end", "it is no offset of a page")
    check(source["start"] <= source["end"], f"{key}.end", "the entry ends before it begins")
    check(source["page"] in _NUMBERS[1:], f"{key}.page", "pages are numbered from 1")
    check(_ID.fullmatch(source["collection"]) is not None, f"{key}.collection", "it is no collection's name")
    lines = tuple(UnreadLine(line["line"], line["text"]) for line in source.get("unread", ()))
    check(all(line.number in _NUMBERS[1:] for line in lines), f"{key}.unread", "lines are numbered from 1")
    address, accessed = source.get("address", ""), source.get("accessed", "")
    check(is_web_address(address) or not address, f"{key}.address", f"{address!r:.80} is no web address")
    check(is_day(accessed) or not accessed, f"{key}.accessed", f"{accessed!r:.40} is no day (YYYY-MM-DD)")
    return Source(
        source["file"],
        source["sha256"],
        source["start"],
        source["end"],
        source["collection"],
        source["page"],
        lines,
        address,
        accessed,
    )


def _areas(places: Sequence[str], given: Sequence[AreaObject], key: str) -> tuple[Place, ...]:
    named = [name for each in given for name in each["places"]]
    check(named == list(places), key, "it does not have the review's places, each once and in their order")
    review_areas = []
    for number, each in enumerate(given):
        for gss in each["gss"]:
            known(gss, areas(), f"{key}[{number}].gss", "area")
        of = each["partnership"]
        check(of is None or partnership(of) is not None, f"{key}[{number}].partnership", f"“{of}” is no partnership")
        check(of is None or bool(each["gss"]), f"{key}[{number}].gss", "a partnership is there, but no area")
        review_areas.append(Place(tuple(each["places"]), tuple(each["gss"]), of))
    return tuple(review_areas)


def _keywords(printed: Sequence[str], words: Sequence[KeywordWords], source: Source, key: str) -> Iterator[Keyword]:
    check(len(printed) <= MOST_KEYWORDS, key, f"no review has {len(printed):,} keywords")
    check(len(printed) == len(words), key, f"it has {len(words)} entries for {len(printed)} keywords")
    for number, (text, each) in enumerate(zip(printed, words, strict=True)):
        at = f"{key}[{number}]"
        check(_ID.fullmatch(each["keyword"]) is not None, f"{at}.keyword", f"{each['keyword']!r:.80} is no id")
        yield Keyword(each["keyword"], spanned(text, each["words"], source, f"{at}.words"))


def _incident(incident: IncidentObject, texts: Sequence[Passage], key: str) -> Incident:
    certainty = incident.get("certainty", "stated")  # lines of earlier versions do not say
    return Incident(
        outcome=incident["outcome"],
        outcome_words=evidence(incident["outcome_words"], texts, f"{key}.outcome_words"),
        suicide=_if(incident["suicide"], incident["suicide_words"], texts, f"{key}.suicide_words"),
        children=tuple(
            _child(child, texts, f"{key}.children[{number}]") for number, child in enumerate(incident["children"])
        ),
        date=_date(incident, texts, key),
        certainty=certainty,
        certainty_words=_if(
            certainty != "stated", incident.get("certainty_words", []), texts, f"{key}.certainty_words"
        ),
        adult=_if(bool(incident.get("adult_words")), incident.get("adult_words", []), texts, f"{key}.adult_words"),
    )


def _child(child: ChildObject, texts: Sequence[Passage], key: str) -> Child:
    age = child["age"]
    check(age is None or (isfinite(age) and 0 <= age < 1000), f"{key}.age", f"{age} is no age")
    return Child(age, child["age_unit"], child["sex"], evidence(child["words"], texts, f"{key}.words"))


def _date(incident: IncidentObject, texts: Sequence[Passage], key: str) -> IncidentDate | None:
    edtf, earliest, latest = incident["date"], incident["earliest"], incident["latest"]
    words = _if(edtf is not None, incident["date_words"], texts, f"{key}.date_words")
    if edtf is None or earliest is None or latest is None or words is None:
        check(edtf is earliest is latest is None, f"{key}.date", "date, earliest and latest are null together or not")
        return None
    check(_EDTF.fullmatch(edtf) is not None, f"{key}.date", f"{edtf!r:.40} is no date in EDTF")
    for name, day in (("earliest", earliest), ("latest", latest)):
        check(is_day(day), f"{key}.{name}", f"{day!r:.40} is no day (YYYY-MM-DD)")
    return IncidentDate(edtf, earliest, latest, words)


def _if(stated: bool, words: Words, texts: Sequence[Passage], key: str) -> Passage | None:
    """Return the words for what is stated, None for what is not."""
    check(stated or not words, key, "words are there for what is not stated")
    return evidence(words, texts, key) if stated else None
