"""The reader: cuts a page into entries, furniture and the lines that belong to neither; every line is in one of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from casegraph.collections.nspcc.entries import cut_entry
from casegraph.collections.nspcc.furniture import furniture_rule, is_foot, is_text, may_hold_clause
from casegraph.collections.nspcc.headings import heading_of
from casegraph.errors import PageError
from casegraph.gc_pause import gc_paused
from casegraph.reading import Contents, Entry, Line, Page
from casegraph.reading.lines import lines_of
from casegraph.reading.marked import marked_lines

__all__ = ["contents", "recognises"]


def recognises(page: Page) -> bool:
    r"""Tell whether a page has a line that reads like a heading of this collection.

    >>> from casegraph.reading.page import page_of
    >>> [recognises(page_of(text.encode(), "a.txt")) for text in ("Menu\n2025 – Kent – Child U", "Ref,Date\n2025-0001,May")]
    [True, False]
    """
    return any(heading_of(line.text) for line in lines_of(page.text))


@gc_paused()
def contents(page: Page) -> Contents:
    r"""Cut a page into its entries, its furniture and the lines that belong to neither.

    Raises PageError if no line reads like a heading.

    >>> from casegraph.reading.page import page_of
    >>> text = "Menu\n2025 – Kent – Child U\nDeath of a child.\nKeywords: neglect\n> Read the overview report\nOdd."
    >>> cut = contents(page_of(text.encode(), "kent.txt"))
    >>> [entry.says.subject for entry in cut.entries], [line.text for line in cut.unread]
    (['Child U'], ['Odd.'])
    """
    lines = lines_of(page.text)
    marked = marked_lines(lines, page.furniture, is_heading=heading_of, is_text=is_text)
    headings = [
        (index, says)
        for index, line in enumerate(lines)
        if line.start not in marked and (says := heading_of(line.text))
    ]
    if not headings:
        raise PageError(_without_entry(page, lines))
    furniture: list[Line] = []
    unread: list[Line] = []
    entries: list[Entry] = []
    for line in lines[: headings[0][0]]:
        _set_aside(line, _rule(line, marked, before_first_entry=True), furniture, unread)
    ends = [index for index, _ in headings[1:]] + [len(lines)]
    for (index, says), end in zip(headings, ends, strict=True):
        body = []
        for line in lines[index + 1 : end]:
            rule = _rule(line, marked)
            if rule or line.start in marked:
                _set_aside(line, rule, furniture, unread)
            else:
                body.append(line)
        entry, spare = cut_entry(page.text, lines[index], says, body)
        entries.append(entry)
        is_page_foot = end == len(lines) and is_foot([line.text for line in spare])
        for line in spare:
            _set_aside(line, "page foot" if is_page_foot else None, furniture, unread)
    if entries and not _whole(entries):
        entries[-1] = replace(entries[-1], complete=False)
    furniture.sort(key=lambda line: line.start)
    unread.sort(key=lambda line: line.start)
    return Contents(tuple(entries), tuple(furniture), tuple(unread), len(headings))


def _without_entry(page: Page, lines: Sequence[Line]) -> str:
    begins = f" It begins: {lines[0].text[:60]!r}." if lines else ""
    advice = f" {page.advice}" if page.advice else ""
    if hidden := sum(page.hidden.values()):
        advice = f" A browser does not show {hidden:,} words in it (in {', '.join(page.hidden)}).{advice}"
    return (
        f"{page.file} holds no case review: none of its {len(lines)} lines reads like a heading "
        f"(2025 – Area – Name).{begins}{advice}"
    )


def _rule(line: Line, marked: frozenset[int], *, before_first_entry: bool = False) -> str | None:
    """Return the rule by which a line is furniture, or None."""
    rule = furniture_rule(line.text, before_first_entry=before_first_entry)
    if line.start in marked and (rule in (None, "navigation")):
        return None if may_hold_clause(line.text) else "marked as navigation, header or footer by the page"
    return rule


def _set_aside(line: Line, rule: str | None, furniture: list[Line], unread: list[Line]) -> None:
    if rule:
        furniture.append(Line(line.number, line.start, line.end, line.text, rule))
    else:
        unread.append(line)


def _whole(entries: list[Entry]) -> bool:
    """Tell whether the last entry ends like the page's other entries: with a link, with keywords, or with anything."""
    *others, last = entries
    usual = Counter(_ending(entry) for entry in others).most_common(1)
    return _ending(last) >= (usual[0][0] if usual else 1)


def _ending(entry: Entry) -> int:
    return 2 if entry.link else 1 if entry.keywords else 0
