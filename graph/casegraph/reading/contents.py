"""What a page holds: its entries, its furniture, and whatever is left over. Nothing is lost between them."""

from collections import Counter
from dataclasses import dataclass, replace

from casegraph.errors import PageError
from casegraph.reading.entries import Entry, cut_entry
from casegraph.reading.furniture import furniture_rule
from casegraph.reading.headings import Heading, heading_of
from casegraph.reading.lines import Line, lines_of
from casegraph.reading.page import Page

__all__ = ["Contents", "contents"]


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries of a page in its order, the lines that are known furniture, and the lines that were not read.

    Every line that is not blank is part of an entry, furniture or unread. *headings* counts the lines that read like a
    heading; it equals the number of entries.
    """

    entries: tuple[Entry, ...]
    furniture: tuple[Line, ...]
    unread: tuple[Line, ...]
    headings: int


def contents(page: Page) -> Contents:
    r"""Cut a page into its entries, its furniture and the lines that belong to neither.

    Raises PageError if no line reads like a heading.

    >>> from casegraph.reading.page import page_of
    >>> text = "Menu\n2025 – Kent – Child U\nDeath of a child.\nKeywords: neglect\n> Read the overview report\nOdd."
    >>> found = contents(page_of(text.encode(), "kent.txt"))
    >>> [entry.says.subject for entry in found.entries], [line.text for line in found.unread]
    (['Child U'], ['Odd.'])
    """
    lines = lines_of(page.text)
    headings = [(index, says) for index, line in enumerate(lines) if (says := heading_of(line.text))]
    if not headings:
        raise PageError(
            f"{page.file} holds no case review: none of its {len(lines)} lines reads like a heading "
            f"(2025 – Area – Name). It begins: {lines[0].text[:60]!r}."
        )
    furniture: list[Line] = []
    unread: list[Line] = []
    entries: list[Entry] = []
    for line in lines[: headings[0][0]]:
        _set_aside(page, line, furniture, unread, before_first_entry=True)
    ends = [index for index, _ in headings[1:]] + [len(lines)]
    for (index, says), end in zip(headings, ends, strict=True):
        entries.append(_entry(page, lines[index], says, lines[index + 1 : end], furniture, unread))
    if entries and not _whole(entries):
        entries[-1] = replace(entries[-1], complete=False)
    furniture.sort(key=lambda line: line.start)
    unread.sort(key=lambda line: line.start)
    return Contents(tuple(entries), tuple(furniture), tuple(unread), len(headings))


def _entry(
    page: Page, heading: Line, says: Heading, lines: list[Line], furniture: list[Line], unread: list[Line]
) -> Entry:
    body = []
    for line in lines:
        if _rule(page, line):
            _set_aside(page, line, furniture, unread)
        else:
            body.append(line)
    entry, spare = cut_entry(page.text, heading, says, body)
    unread.extend(spare)
    return entry


def _rule(page: Page, line: Line, *, before_first_entry: bool = False) -> str | None:
    if any(start <= line.start and line.end <= end for start, end in page.furniture):
        return "marked as navigation, header or footer by the page"
    return furniture_rule(line.text, before_first_entry=before_first_entry)


def _set_aside(
    page: Page, line: Line, furniture: list[Line], unread: list[Line], *, before_first_entry: bool = False
) -> None:
    rule = _rule(page, line, before_first_entry=before_first_entry)
    if rule:
        furniture.append(replace(line, rule=rule))
    else:
        unread.append(line)


def _whole(entries: list[Entry]) -> bool:
    """Tell whether the last entry ends as the page's other entries do: with a link, with keywords, or as it may."""
    *others, last = entries
    usual = Counter(_ending(entry) for entry in others).most_common(1)
    return _ending(last) >= (usual[0][0] if usual else 1)


def _ending(entry: Entry) -> int:
    return 2 if entry.link else 1 if entry.keywords else 0
