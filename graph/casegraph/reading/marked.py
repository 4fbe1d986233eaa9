"""The lines that a saved page itself marks as navigation, header or footer, where these marks can be right."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate

from casegraph.reading.lines import Line

__all__ = ["marked_lines"]


def marked_lines(
    lines: Sequence[Line],
    stretches: Sequence[tuple[int, int]],
    *,
    is_heading: Callable[[str], object],
    is_text: Callable[[str], object],
) -> frozenset[int]:
    r"""Return the starts of the lines that the page marks as furniture; *stretches* are the marks, as (start, end).

    A mark around an entry does not count, because a tag without an end tag goes on to the end of the page. An entry has
    a line that *is_heading* accepts and one that *is_text* accepts; a list of links to entries has headings only.

    >>> from casegraph.reading.lines import lines_of
    >>> lines = lines_of("Home\n2025 – Kent – Child U\nDeath of a boy who was not seen by any agency.\n")
    >>> rules = {"is_heading": lambda text: text.startswith("2025"), "is_text": lambda text: text.endswith(".")}
    >>> marked_lines(lines, [(0, 4)], **rules), marked_lines(lines, [(0, 80)], **rules)
    (frozenset({0}), frozenset())
    """
    if not stretches:
        return frozenset()
    starts = [line.start for line in lines]
    headings = [bool(is_heading(line.text)) for line in lines]
    texts = [not heading and bool(is_text(line.text)) for line, heading in zip(lines, headings, strict=True)]
    headings_before = [0, *accumulate(headings)]
    texts_before = [0, *accumulate(texts)]
    marked: set[int] = set()
    done = 0
    for start, end in sorted(stretches, key=lambda stretch: (stretch[0], -stretch[1])):
        first, last = max(bisect_left(starts, start), done), bisect_left(starts, end)
        if first >= last:
            continue
        has_entry = headings_before[last] > headings_before[first] and texts_before[last] > texts_before[first]
        if not has_entry:
            marked.update(starts[first:last])
            done = last
    return frozenset(marked)
