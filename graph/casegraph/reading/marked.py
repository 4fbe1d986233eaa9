"""What a saved page itself marks as navigation, header or footer, and how far its marks can be believed."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from casegraph.reading.furniture import SHORT, may_hold_clause
from casegraph.reading.headings import heading_of
from casegraph.reading.lines import Line

__all__ = ["marked_lines"]


def marked_lines(lines: Sequence[Line], stretches: Sequence[tuple[int, int]]) -> frozenset[int]:
    r"""Return where the lines start that the page marks as furniture; *stretches* are its marks, as (start, end).

    A mark around an entry is not believed, for a tag that is not closed goes on to the end of the page. Entries are
    told from a list of links to them by a line that is more than a heading or a few words.

    >>> from casegraph.reading.lines import lines_of
    >>> lines = lines_of("Home\n2025 – Kent – Child U\nDeath of a boy who was not seen by any agency.\n")
    >>> marked_lines(lines, [(0, 4)]), marked_lines(lines, [(0, 80)])
    (frozenset({0}), frozenset())
    """
    if not stretches:
        return frozenset()
    starts = [line.start for line in lines]
    headings = [heading_of(line.text) is not None for line in lines]
    texts = [
        not is_heading and (len(line.text.split()) > SHORT or may_hold_clause(line.text))
        for line, is_heading in zip(lines, headings, strict=True)
    ]
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
