"""The words behind a reading of a clause, as files give them, and their place on the page."""

from casegraph.views.clauses import Addressing, Clause, Quote, Reading, ThemeReading

__all__ = ["place", "words_behind"]

_BETWEEN = " … "  # words in several places


def _quotes(clause: Clause, reading: Reading) -> list[Quote]:
    """Return the words behind a reading with their places on the page, in order."""
    inside = [Quote(clause.start + start, clause.start + end, clause.text[start:end]) for start, end in reading.spans]
    return sorted([*inside, *(reading.outside if isinstance(reading, Addressing | ThemeReading) else ())])


def place(clause: Clause, reading: Reading) -> tuple[int, int, str]:
    """Return what readings are sorted by: the place of their first words, or that of the clause where there are none."""
    quotes = _quotes(clause, reading)
    start, end = quotes[0][:2] if quotes else (clause.start, clause.end)
    return start, end, reading.id


def words_behind(clause: Clause, reading: Reading) -> str:
    """Return the words behind a reading; words that overlap become one.

    >>> from casegraph.views.clauses import Span
    >>> clause = Clause("learning point", "r", 1, "at risk of harm; at risk", 9, 33, ())
    >>> words_behind(clause, Reading("risk", (Span(0, 7), Span(3, 15), Span(17, 24))))
    'at risk of harm … at risk'
    """
    words: list[str] = []
    until = -1
    for start, end, text in _quotes(clause, reading):
        if start < until:
            words[-1] += text[until - start :]
        else:
            words.append(text)
        until = max(until, end)
    return _BETWEEN.join(words)
