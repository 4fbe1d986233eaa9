"""Entries: the lines after a heading, cut into narrative, learning, recommendations, keywords and link."""

from collections.abc import Sequence

from casegraph.collections.nspcc.keywords import is_keyword_list, keywords_of
from casegraph.collections.nspcc.sections import Section, section_of, split_paragraph
from casegraph.collections.nspcc.unlabelled import sort_unlabelled
from casegraph.reading import Entry, Heading, Line
from casegraph.record.model import Passage, ReportKind

__all__ = ["cut_entry"]

_FOOT = 4  # how many lines of the page's foot may follow the keywords of its last entry,
_SHORT = 80  # and how many characters each may have


def cut_entry(text: str, heading: Line, says: Heading, lines: Sequence[Line]) -> tuple[Entry, list[Line]]:
    """Sort the lines after a heading into the parts of an entry; returns the entry and the lines that are not part of it.

    A line that introduces no section continues the section before it. Lines after the link, or after the keywords,
    belong to no entry.
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
    sort_unlabelled(parts)
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
    """Move the last paragraph that reads like keywords to the keywords, unless it is the only one; return the lines after it.

    At the end of a page these are a few short lines of its foot.
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
    """Return the kind of report that the link of an entry leads to, by its words."""
    words = " ".join(passage.text for passage in link).lower()
    if "summary" in words and "overview" not in words:
        return "executive summary"
    return "overview report" if "report" in words or "review" in words else None
