"""The cut: where recommendations and learning points stand in a document, and where each begins and ends."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from casegraph.reports.action_plans import found_in_table
from casegraph.reports.document import Document, Paragraph, Table
from casegraph.reports.headings import depth_of, section_of
from casegraph.reports.local_report import LocalRecommendation, Taken
from casegraph.reports.markers import DUE, OWNER, Label, is_bullet, label_of, marker_of
from casegraph.reports.repeats import without_repeats

__all__ = ["found_in", "headings_of"]

_LONGEST = 8_000
"""Characters of a recommendation; one that is longer was cut wrongly, and is shortened."""

_ASKS = re.compile(
    r"\b(?:should|must|shall|needs?\s+to|(?:is|are)\s+(?:asked|recommended|advised|encouraged|requested|invited)\s+to|recommends?)\b"
    r"|^[A-Z][\w&’'. -]{1,60}?\s+to\s+(?!the\b|this\b|a\b)[a-z]{3,}",
)
_OUTCOME = re.compile(
    r"(?:(?:anticipated|expected|intended|desired)\s+(?:\w+\s+)?(?:outcomes?|impact)|outcomes?|rationale|why|evidence|status|progress"
    r"|(?:lead|owner|agency|responsible|timescale|due|by\s+when|success\s+measures?|how\s+will\s+we\s+know)\b[^:]{0,30}):",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<=\w)[;,](?: and| or)?$")
_MIXED = re.compile(r"\b(?:conclusions?|findings|analysis|learning|discussion|lessons)\s*(?:and|&|,)\s*", re.IGNORECASE)
"""A section with more in it than recommendations."""

_REFERS = re.compile(r"\b(?:set\s+out|listed|included|contained|found)\s+in\b|\bappendi(?:x|ces)\b", re.IGNORECASE)
_FOR_WHOM = re.compile(
    r"\b(?:recommendations?|actions?)\s+(?:for|to)\s+(?:the\s+|all\s+)?(?P<whom>.{2,80})", re.IGNORECASE
)


@dataclass(slots=True)
class _Section:
    """A section that recommendations or learning points are looked for in."""

    taken_for: Taken
    heading: str
    level: int
    depth: int
    is_mixed: bool
    paragraphs: list[tuple[Paragraph, str]] = field(default_factory=list)


def found_in(document: Document) -> tuple[LocalRecommendation, ...]:
    """Return the recommendations and learning points of a document, in its order, each once."""
    cuts: list[LocalRecommendation] = []
    section: _Section | None = None
    heading = ""
    parts = [*_flat(document.parts)]
    at = 0
    while at < len(parts):
        part = parts[at]
        if isinstance(part, Table):
            if section:
                cuts += _of_section(section)
                section.paragraphs.clear()
            cuts += found_in_table(part, heading)
            at += 1
            continue
        label = _label(part)
        if label:
            if section:
                section.paragraphs = [each for each in section.paragraphs if each[0].kind == "item"]
                cuts += _of_section(section)
                section.paragraphs.clear()
            each, at = _labelled(parts, at, label, heading)
            cuts += each
            continue
        if part.kind == "heading" or (section_of(part.text) != "other" and _is_section_line(part)):
            is_inside = section is not None and _is_inside(part, section)
            kind = section_of(part.text)
            if section and (not is_inside or kind != "other"):
                cuts += _of_section(section)
                section = None
            heading = part.text
            if section is None and kind != "other":
                taken: Taken = "recommendation" if kind == "recommendations" else "learning point"
                section = _Section(
                    taken, part.text, part.level, depth_of(_with_number(part)), _MIXED.search(part.text) is not None
                )
        elif section:
            section.paragraphs.append((part, heading))
        at += 1
    if section:
        cuts += _of_section(section)
    return without_repeats(replace(each, text=_trimmed(each.text)) for each in cuts)


def headings_of(document: Document) -> tuple[str, ...]:
    """Return the headings of a document."""
    return tuple(part.text for part in document.parts if isinstance(part, Paragraph) and part.kind == "heading")


def _flat(parts: Iterable[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    """Yield the parts, a table of one column as the paragraphs in it: authors put recommendations into boxes."""
    for part in parts:
        if isinstance(part, Table) and all(sum(map(bool, row.cells)) <= 1 for row in part.rows):
            for row in part.rows:
                for line in "\n".join(row.cells).split("\n"):
                    if line.strip():
                        yield _boxed(line.strip(), row.place)
        else:
            yield part


def _boxed(line: str, place: str) -> Paragraph:
    marker = marker_of(line)
    if marker and not label_of(line):
        return Paragraph(line[marker.length :], place, "item", marker.number, 1)
    return Paragraph(line, place)


def _with_number(part: Paragraph) -> str:
    return f"{part.number} {part.text}" if part.number else part.text


def _is_section_line(part: Paragraph) -> bool:
    """Tell whether a line that no style makes a heading begins a section all the same ("Recommendations:")."""
    words = part.text.rstrip(":")
    return part.kind == "text" and len(words.split()) <= 6 and words[:1].isupper() and words[-1] not in ".;,?!"


def _is_inside(part: Paragraph, section: _Section) -> bool:
    """Tell whether a heading is one within the section."""
    depth = depth_of(_with_number(part))
    if part.level and section.level:
        return part.level > section.level
    if depth and section.depth:
        return depth > section.depth
    return False


def _label(part: Paragraph) -> Label | None:
    label = label_of(part.text)
    if not label:
        return None
    rest = part.text[label.length :]
    if label.is_firm or (part.kind == "heading" and rest):
        return label
    return label if rest[:1].isupper() and _ASKS.search(rest) else None


def _labelled(
    parts: Sequence[Paragraph | Table], at: int, label: Label, heading: str
) -> tuple[list[LocalRecommendation], int]:
    """Return what a labelled paragraph says, which may go on in the next ones, and the first part after it."""
    part = parts[at]
    assert isinstance(part, Paragraph)
    text = part.text[label.length :].strip()
    place, number = part.place, label.number
    at += 1
    title = ""
    if (
        text and part.kind == "heading" and not _ASKS.search(text)
    ):  # "Recommendation 1: Neglect" above the words themselves
        title, text = text, ""
    agency = due = ""
    while at < len(parts):
        following = parts[at]
        if isinstance(following, Table) or _label(following) or (following.kind == "heading" and text):
            break
        if following.kind == "heading" and (section_of(following.text) != "other" or not title):
            break
        owner, when = OWNER.fullmatch(following.text), DUE.fullmatch(following.text)
        if text and (owner or when):
            agency, due = (owner["value"] if owner else agency), (when["value"] if when else due)
        elif not text:
            text, place = following.text, following.place
        elif following.kind == "item" and (
            text.endswith(":") or is_bullet(following.number) or following.number[0] == "("
        ):
            text = _with(text, following)
        else:
            break
        at += 1
    text = text or title
    if not text:
        return [], at
    taken: Taken = "recommendation" if label.kind == "recommendation" else "learning point"
    return [LocalRecommendation(text, taken, number, agency, due, heading, place, "its label")], at


def _with(text: str, part: Paragraph) -> str:
    """Return a text with an item of the list below it, as long as a recommendation can be."""
    if len(text) > _LONGEST:
        return text
    return f"{text} {part.text}" if is_bullet(part.number) else f"{text} {part.number} {part.text}"


def _of_section(section: _Section) -> list[LocalRecommendation]:
    """Cut what stands in a section: by its numbers, else its bullets, else the sentences that ask."""
    paragraphs = section.paragraphs
    items = [part for part, _ in paragraphs if part.kind == "item"]
    numbered = [part for part in items if not is_bullet(part.number)]
    is_learning = section.taken_for == "learning point"
    if items:
        if is_learning and numbered and any("." in part.number.strip(".") for part in numbered):
            return []  # "6.1 …": numbered prose
        cuts = [*_items(section, paragraphs)]
        if section.is_mixed and not is_learning:
            cuts = [each for each in cuts if _ASKS.search(each.text)]
        return cuts
    if is_learning:
        return []
    return [
        _cut_out(section, part, heading, "", "a paragraph that asks")
        for part, heading in paragraphs
        if _ASKS.search(part.text)
        and not part.text.endswith(":")
        and not (_REFERS.search(part.text) and not DUE.search(part.text))
        and not _INTRODUCES.search(part.text)
    ]


_INTRODUCES = re.compile(
    r"^(?:the\s+)?(?:following|these|this|the)\s+(?:review\s+|report\s+)?(?:makes?|recommendations?|actions?)\b",
    re.IGNORECASE,
)


def _items(section: _Section, paragraphs: Sequence[tuple[Paragraph, str]]) -> Iterator[LocalRecommendation]:
    """Yield the items of a section; what is listed below an item, deeper or by another sign, is part of it."""
    current: LocalRecommendation | None = None
    top: Paragraph | None = None
    for part, heading in paragraphs:
        owner, due = OWNER.fullmatch(part.text), DUE.fullmatch(part.text)
        if part.kind == "item" and (top is None or current is None or not _is_below(part, top, current.text)):
            if current:
                yield current
            top = part
            how = "a bullet" if is_bullet(part.number) else "its number"
            current = _cut_out(section, part, heading, "" if is_bullet(part.number) else part.number.strip("()."), how)
        elif part.kind == "item" and current:
            current = replace(current, text=_with(current.text, part))
        elif current and owner:
            current = replace(current, agency=owner["value"])
        elif current and due:
            current = replace(current, due=due["value"])
        elif (
            current
            and heading == current.heading
            and not current.text.endswith((".", ";", "!", "?"))
            and part.text[:1].islower()
        ):
            current = replace(current, text=f"{current.text} {part.text}")  # the rest of an item that a page cut
        elif part.text.endswith(":") and not _OUTCOME.match(part.text) and current:
            yield current  # what introduces another list
            current = top = None
    if current:
        yield current


def _is_below(part: Paragraph, top: Paragraph, text: str) -> bool:
    """Tell whether an item belongs to the list below another one."""
    if part.level > top.level:
        return True
    same_sign = is_bullet(part.number) == is_bullet(top.number) and _sign(part.number) == _sign(top.number)
    return not same_sign and (
        text.endswith(":") or is_bullet(part.number) or _sign(part.number) in ("letter", "bracket")
    )


def _sign(number: str) -> str:
    if is_bullet(number):
        return "bullet"
    bare = number.strip("().")
    if number.startswith("("):
        return "bracket"
    return "letter" if bare.isalpha() else f"digits {bare.count('.')}"


def _cut_out(section: _Section, part: Paragraph, heading: str, number: str, how: str) -> LocalRecommendation:
    return LocalRecommendation(part.text, section.taken_for, number, _whom(heading), "", heading, part.place, how)


def _whom(heading: str) -> str:
    """Return whom a heading names ("Recommendations for Police")."""
    match = _FOR_WHOM.search(heading)
    return match["whom"].rstrip(": ") if match else ""


def _trimmed(text: str) -> str:
    """Return a text without the mark that parts it from the next item of a list."""
    text = _BETWEEN.sub("", text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
