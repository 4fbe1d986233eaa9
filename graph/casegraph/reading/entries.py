"""An entry: one review's heading, narrative, learning, recommendations, keywords and link, each with its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from casegraph.reading.headings import Heading
from casegraph.reading.lines import Line
from casegraph.reading.sections import Section, is_keyword_list, section_of, split_paragraph
from casegraph.record.model import Passage

__all__ = ["Entry", "cut_entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """The parts of one entry, a passage a paragraph; a part that the page does not have is empty.

    *complete* is False for an entry that the page's end cuts off.
    """

    heading: Passage
    says: Heading
    narrative: tuple[Passage, ...]
    learning: tuple[Passage, ...]
    recommendations: tuple[Passage, ...]
    keywords: tuple[Passage, ...]
    link: tuple[Passage, ...]
    complete: bool = True

    @property
    def start(self) -> int:
        """Return where the entry begins in the page's text."""
        return self.heading.start

    @property
    def end(self) -> int:
        """Return where the entry's last part ends in the page's text."""
        parts = (self.narrative, self.learning, self.recommendations, self.keywords, self.link)
        return max((part[-1].end for part in parts if part), default=self.heading.end)


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


_FOOT = 4  # at most so many lines are looked at from the end,
_SHORT = 80  # and none behind the keywords is longer
