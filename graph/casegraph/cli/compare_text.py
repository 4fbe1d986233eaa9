"""A comparison of two builds as lines of text, review by review."""

import textwrap
from collections.abc import Iterator

from casegraph.cli.table import grid, terminal_width
from casegraph.cli.terminal import plain
from casegraph.comparing import Comparison
from casegraph.comparing.builds import build_in_words
from casegraph.comparing.changes import ClauseChange, FieldChange, ReviewChange
from casegraph.comparing.in_words import COLUMNS, HEADINGS, clause_heading, field_in_words, review_heading

__all__ = ["compare_text"]

_WIDTH = 100


def compare_text(comparison: Comparison) -> Iterator[str]:
    """Yield the summary, the two builds and their numbers, then the reviews that came, went and changed."""
    summary, width = comparison.summary, min(terminal_width() or _WIDTH, _WIDTH)
    yield _filled(str(summary), width)
    yield "\n"
    for name, build in (("Old", comparison.old), ("New", comparison.new)):
        yield _filled(f"{name}: {build_in_words(build)}", width)
    yield "\n"
    rows = [[name, *(f"{number:,}" for number in counts.numbers)] for name, counts in summary.rows.items()]
    yield grid(["", *COLUMNS], rows, [False, *[True] * 6], width)
    number = {"new": summary.reviews.new, "gone": summary.reviews.gone, "changed": summary.reviews.changed}
    last = ""
    for review in comparison:
        if review.change != last:
            last = review.change
            yield f"\n{HEADINGS[review.change]} ({number[review.change]:,})\n"
        yield from _review(review, width)


def _review(review: ReviewChange, width: int) -> Iterator[str]:
    heading = "" if review.change != "changed" else f" – {review_heading(review)}"
    yield "\n"
    yield _filled(f"{review.title}{heading}", width, 2)
    for field in review.fields:
        yield from _field(field, width, 4)
    for clause in review.clauses:
        yield from _clause(clause, width)


def _clause(clause: ClauseChange, width: int) -> Iterator[str]:
    yield _filled(f"{clause_heading(clause)}: {clause.text}", width, 4)
    for field in clause.fields:
        yield from _field(field, width, 6)


def _field(field: FieldChange, width: int, margin: int) -> Iterator[str]:
    was, now = field_in_words(field)
    yield _filled(f"{field.label}:", width, margin)
    if was:
        yield _filled(f"- {was}", width, margin + 2)
    if now:
        yield _filled(f"+ {now}", width, margin + 2)


def _filled(text: str, width: int, margin: int = 0) -> str:
    first, rest = " " * margin, " " * (margin + 2)
    return textwrap.fill(plain(text), width, initial_indent=first, subsequent_indent=rest) + "\n"
