"""What changed: the part of a report on what came, went and changed since another build, with the words."""

from collections.abc import Iterator

from casegraph.briefings.behind import Behind
from casegraph.briefings.section import Section, shortened
from casegraph.comparing import Comparison
from casegraph.comparing.builds import build_in_words
from casegraph.comparing.changes import ClauseChange, ReviewChange
from casegraph.comparing.in_words import COLUMNS, before_and_after, clause_heading, clauses_in_words, field_in_words
from casegraph.papers.document import Block, Bullets, DataTable, Heading, Paragraph
from casegraph.papers.pieces import Piece, Text, as_text
from casegraph.papers.tables import Cell, Column

__all__ = ["what_changed_section"]

_REVIEWS, _CLAUSES = 12, 15  # that are named, of each kind
_LONGEST = 300  # characters of a clause, or of what changed in it


def what_changed_section(comparison: Comparison, behind: Behind) -> Section:
    """Return the part of a report on what changed: numbers, then reviews that came or went, then recommendations.

    What the page says otherwise stands before what is read otherwise.
    """
    summary = comparison.summary
    blocks: list[Block] = [Paragraph(as_text(str(summary)))]
    if summary.is_empty:
        return Section("What changed", tuple(blocks))
    columns = (Column(""), *(Column(name.capitalize(), "number") for name in COLUMNS))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name.capitalize(), *counts.numbers) for name, counts in summary.rows.items()
    )
    blocks.append(DataTable("Since the older build", columns, rows))
    builds = f"Older: {build_in_words(comparison.old)}. Newer: {build_in_words(comparison.new)}."
    blocks.append(Paragraph(as_text(builds), "small"))
    reviews: dict[str, list[Text]] = {"new": [], "gone": []}
    clauses: list[tuple[bool, Text]] = []
    left = 0
    for review in comparison:
        if review.change in reviews:
            listed = reviews[review.change]
            if len(listed) < _REVIEWS:
                listed.append(_review(review, behind))
            else:
                left += 1
            continue
        for clause in review.clauses:
            if clause.kind == "recommendation":
                clauses.append((clause.cause == "reading", tuple(_clause(review, clause, behind))))
    for change, heading in (("new", "New reviews"), ("gone", "Reviews that are gone")):
        if reviews[change]:
            blocks += [Heading(heading, 2), Bullets(tuple(reviews[change]))]
    if clauses:
        clauses.sort(key=lambda each: each[0])
        blocks += [
            Heading("Recommendations that changed", 2),
            Bullets(tuple(text for _, text in clauses[:_CLAUSES])),
        ]
        left += max(0, len(clauses) - _CLAUSES)
    if left:
        blocks.append(
            Paragraph(
                as_text(f"{left:,} more are not shown here. A comparison of the two builds lists them all."), "small"
            )
        )
    return Section("What changed", tuple(blocks))


def _review(review: ReviewChange, behind: Behind) -> Text:
    first = next((each for each in review.clauses if each.kind == "recommendation" and each.now), None)
    address = behind.address(review.id, first.now.number) if first and first.now else ""
    return (Piece(review.title, address, is_strong=True), Piece(f": {clauses_in_words(review)}"))


def _clause(review: ReviewChange, clause: ClauseChange, behind: Behind) -> Iterator[Piece]:
    address = behind.address(review.id, clause.now.number) if clause.now else ""
    yield Piece(f"{review.title}, {clause_heading(clause)}", address, is_strong=True)
    yield Piece(": ")
    if all(each.field != "text" for each in clause.fields):
        yield Piece(f"“{shortened(clause.text, _LONGEST)}” ")
    for field in clause.fields:
        words = zip(before_and_after(field), field_in_words(field), strict=True)
        changed = "; ".join(f"{word} {values}" for word, values in words if values)
        yield Piece(shortened(f"{field.label}: {changed}. ", _LONGEST))
