"""Entries: the lines after a heading, cut into narrative, learning, recommendations, keywords and link."""

from collections.abc import Sequence

from casegraph.collections.nspcc.keywords import is_keyword_list, keywords_of
from casegraph.collections.nspcc.sections import Section, section_of, split_paragraph
from casegraph.reading import Entry, Heading, Line
from casegraph.record.model import Passage, ReportKind

__all__ = ["cut_entry"]

_FOOT = 4  # lines of the page's foot that may follow the keywords of its last entry, at most,
_SHORT = 80  # characters: and none of them is longer


def cut_entry(text: str, heading: Line, says: Heading, lines: Sequence[Line]) -> tuple[Entry, list[Line]]:
    """Sort the lines after a heading into the entry's parts; returns the entry and the lines that are not part of it.

    A line without words that introduce a section goes on with the section before it. What follows the link, or the
    keywords, belongs to no entry.
    """
    parts: dict[Section, list[Passage]] = {
        "narrative": [], "learning": [], "recommendations": [], "keywords": [], "link": []
    }  # fmt: skip
    section: Section = "narrative"
    spare: list[Line] = []
    for line in lines:
        own = section_of(line.text)
        over = bool(parts["link"]) and (own not in ("keywords", "link") or (own == "keywords" and bool(parts[own])))
        after_keywords = section == "keywords" and own is None
        if over or after_keywords:
            spare.append(line)
            continue
        for start, end, piece in split_paragraph(line.text, own or section):
            section = piece
            parts[section].append(Passage.of(text, line.start + start, line.start + end))
    if not parts["keywords"]:
        spare += _find_keywords(parts, lines)
    entry = Entry(
        Passage.of(text, heading.start, heading.end),
        says,
        tuple(parts["narrative"]),
        tuple(parts["learning"]),
        tuple(parts["recommendations"]),
        tuple(parts["keywords"]),
        tuple(parts["link"]),
        keywords_of(parts["keywords"]),
        _report(parts["link"]),
    )
    return entry, spare


def _find_keywords(parts: dict[Section, list[Passage]], lines: Sequence[Line]) -> list[Line]:
    """Take the last paragraph that reads like keywords for them, never the only one; return the lines after it.

    At the end of a page a few short lines of its foot may follow.
    """
    text: tuple[Section, ...] = ("narrative", "learning", "recommendations")
    body = sorted(((passage, name) for name in text for passage in parts[name]), key=lambda item: item[0].start)
    for back, (passage, name) in enumerate(reversed(body[1:][-_FOOT:])):
        if section_of(passage.text) is None and is_keyword_list(passage.text):
            parts[name].remove(passage)
            parts["keywords"].append(passage)
            after = {each.start for each, _ in body[len(body) - back :]}
            for each, other in body[len(body) - back :]:
                parts[other].remove(each)
            return [line for line in lines if line.start in after]
        if len(passage.text) > _SHORT or section_of(passage.text) is not None or passage.text.endswith("."):
            break
    return []


def _report(link: Sequence[Passage]) -> ReportKind | None:
    """Return what the link of an entry leads to, as its words say."""
    words = " ".join(passage.text for passage in link).lower()
    if "summary" in words and "overview" not in words:
        return "executive summary"
    return "overview report" if "report" in words or "review" in words else None
