"""A comparison of two builds as Markdown (CommonMark with tables), in which text of pages is never markup."""

from collections.abc import Iterator

from casegraph.comparing import Comparison
from casegraph.comparing.builds import build_in_words
from casegraph.comparing.changes import ClauseChange, FieldChange, ReviewChange
from casegraph.comparing.in_words import (
    COLUMNS,
    HEADINGS,
    before_and_after,
    clause_heading,
    field_in_words,
    review_heading,
)
from casegraph.papers.markdown import escaped

__all__ = ["compare_markdown"]


def compare_markdown(comparison: Comparison) -> Iterator[str]:
    """Yield the summary, the two builds and their numbers, then the reviews that came, went and changed."""
    summary = comparison.summary
    yield f"# What is new\n\n{escaped(str(summary))}\n\n"
    yield f"- Old: {escaped(build_in_words(comparison.old))}\n- New: {escaped(build_in_words(comparison.new))}\n\n"
    yield f"| | {' | '.join(COLUMNS)} |\n| --- |{' ---: |' * len(COLUMNS)}\n"
    for name, counts in summary.rows.items():
        yield f"| {name} | {' | '.join(f'{number:,}' for number in counts.numbers)} |\n"
    last = ""
    for review in comparison:
        if review.change != last:
            last = review.change
            yield f"\n## {HEADINGS[review.change]}\n"
        yield from _review(review)


def _review(review: ReviewChange) -> Iterator[str]:
    yield f"\n### {escaped(review.title)}\n\n"
    if review.change == "changed":
        yield f"{escaped(review_heading(review))}\n\n"
    yield from map(_field, review.fields)
    for clause in review.clauses:
        yield from _clause(clause)


def _clause(clause: ClauseChange) -> Iterator[str]:
    yield f"- **{escaped(clause_heading(clause))}:** {escaped(clause.text)}\n"
    yield from (f"  {_field(each)}" for each in clause.fields)


def _field(field: FieldChange) -> str:
    words = zip(before_and_after(field), field_in_words(field), strict=True)
    return f"- {field.label}: {'; '.join(f'{word} {escaped(values)}' for word, values in words if values)}\n"
