"""The report on a collection: one page of figures, each of which leads to its recommendations."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from casegraph.briefings.behind import APPENDIX, Behind
from casegraph.briefings.briefing import closing, foot
from casegraph.briefings.own_words import blocks_in_own_words
from casegraph.briefings.section import MakeSection
from casegraph.briefings.strengths import AT_LEAST, STRENGTHS, Strengths, strength_of
from casegraph.briefings.taken_from import taken_from
from casegraph.collections.words import filled, in_requests, left_out
from casegraph.papers.document import Block, DataTable, Document, Heading, Note, Paragraph
from casegraph.papers.pieces import Piece, as_text
from casegraph.papers.tables import Cell, Column
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection, once
from casegraph.views.facts import facts
from casegraph.views.matrix_texts import SHORT
from casegraph.views.overview import overview
from casegraph.views.read_as_shown import Clauses
from casegraph.views.texts import action_labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casegraph.views.links import Mask

__all__ = ["report"]

_AGENCIES, _SUBJECTS = 4, 8  # columns and rows
_NAMED = "Named: the text or the introduction names an agency."
_SEVERAL = "A recommendation can ask for up to three kinds of action and have several subjects, so rows add up to more than all."


def report(c: Collection, known: Strengths, *, site: str = "", sections: Sequence[MakeSection] = ()) -> Document:
    """Return the report on a collection; further *sections* stand after its own, in their order.

    Figures lead to the pages of a *site* that serves the same build, or to an appendix that quotes all recommendations.
    """
    shown, source, everything = overview(c), taken_from(c), facts(c)
    behind = Behind(c, everything.recommendations, site)
    blocks: list[Block] = [
        Note("", as_text(source.profile.notice.on_pages)),
        *_counts(c, behind),
        *([] if left_out(len(_actions(c)), c.profile) else _who_what(c, behind)),
        *_subjects(c, behind),
        *([] if left_out(len(known), c.profile) else _strength(c, behind, known)),
    ]
    for make in sections:
        each = make(behind)
        blocks += [Heading(each.heading), *each.blocks]
    if not site and not behind.has_appendix:
        blocks.append(
            Paragraph(
                as_text(f"More than {APPENDIX:,} recommendations are not quoted here. Give the address of a server."),
                "small",
            )
        )
    blocks = [*blocks_in_own_words(blocks, c.profile), *closing(source), *behind.appendix()]
    return Document(shown.heading, "A report on the collection", blocks, foot(source), source.profile.dataset.title)


def _counts(c: Collection, behind: Behind) -> Iterator[Block]:
    known, totals = facts(c), overview(c).totals
    named = known.named.having_any()
    yield Paragraph(
        (
            Piece(counted(totals.reviews, *c.profile.documents), behind.on_site("/reviews"), is_strong=True),
            Piece(": "),
            behind.figure("All recommendations", known.recommendations, "/matrix#behind", named="no", cell="all~all"),
            Piece(f" {c.profile.requests[1]} ("),
            behind.figure(
                "An agency named", known.recommendations & named, "/matrix#behind", named="yes", cell="all~all"
            ),
            Piece(" name an agency, "),
            behind.figure("No agency named", known.recommendations & ~named, "/questions/nobody-named"),
            Piece(" name none)"),
            *(
                piece
                for number, piece in (
                    (totals.learning, Piece(counted(totals.learning, "learning point"))),
                    (
                        totals.partnerships,
                        Piece(counted(totals.partnerships, "safeguarding partnership"), behind.on_site("/partnership")),
                    ),
                )
                if not left_out(number, c.profile)
                for piece in (Piece("; "), piece)
            ),
            Piece("."),
        ),
        "lead",
    )


def _who_what(c: Collection, behind: Behind) -> Iterator[Block]:
    """Yield the table of who was asked for what kind of thing."""
    known, labels, masks = facts(c), action_labels(), _actions(c)
    top = [each.id for each in known.named.tally(known.recommendations)[:_AGENCIES]]
    by_agency = [known.named.having([id]) for id in top]
    unnamed = ~known.named.having_any()
    rows: list[tuple[Cell, ...]] = []
    for action in sorted(masks, key=lambda each: (-int(masks[each].sum()), labels[each])):
        meant, label, path = masks[action], labels[action], "/questions/recommendations-by-action"
        rows.append((
            label,
            behind.figure(label, meant, path, action=action),
            int(known.reviews_of(meant).sum()),
            *(
                behind.figure(f"{label}, {c.agencies[id].label}", meant & of, path, action=action, agency=id)
                for id, of in zip(top, by_agency, strict=True)
            ),
            behind.figure(f"{label}, no agency named", meant & unnamed, "/questions/nobody-named", action=action),
        ))  # fmt: skip
    heads = [
        "All",
        in_requests("Reviews", c.profile),
        *(SHORT.get(id, c.agencies[id].label) for id in top),
        "None named",
    ]
    columns = (Column("Kind of action"), *(Column(name, "number") for name in heads))
    yield Heading("Who has to act, and how")
    yield DataTable(
        in_requests(f"Recommendations by kind of action, and by the {len(top)} agencies named most often", c.profile),
        columns,
        tuple(rows),
    )
    yield Paragraph(as_text(in_requests(f"{_NAMED} {_SEVERAL}", c.profile)), "small")


def _subjects(c: Collection, behind: Behind) -> Iterator[Block]:
    known, asks = facts(c), facts(c).recommendations
    counts = [each for each in known.themes.tally(asks) if not c.themes[each.id].is_means]
    rows: list[tuple[Cell, ...]] = []
    for id, _ in counts[:_SUBJECTS]:
        meant, label = known.themes.having([id]) & asks, c.themes[id].label
        rows.append(
            (
                label,
                behind.figure(label, meant, f"/theme/{id}#sentences", part="recommendations"),
                int(known.reviews_of(meant).sum()),
            )
        )
    heads = [in_requests(name, c.profile) for name in ("Recommendations", "Reviews")]
    columns = (Column("Subject"), *(Column(name, "number") for name in heads))
    yield Heading("Subjects")
    yield DataTable(f"The {len(rows)} most frequent of {counted(len(counts), 'subject')}", columns, tuple(rows))


def _strength(c: Collection, behind: Behind, known: Strengths) -> Iterator[Block]:
    everything = facts(c)
    pieces: list[Piece] = []
    for strength, label in STRENGTHS.items():
        mask = behind.none()
        mask[[at for key, at in behind.places.items() if strength in known.get(key, ())]] = True
        figure = behind.figure(label.capitalize(), mask, "/questions/recommendations-by-strength", strength=strength)
        pieces += [figure, Piece(f" {strength_of(strength, int(mask.sum()))}, ")]
    yield Heading("How firm they are")
    total = int(everything.recommendations.sum())
    last = Piece(f"{pieces[-1].text.removesuffix(', ')}. ")
    yield Paragraph(
        (Piece(f"Of {total:,} {c.profile.requests[1]}, "), *pieces[:-1], last, Piece(filled(AT_LEAST, c.profile.words)))
    )


@once
def _actions(c: Collection) -> "Mapping[str, Mask]":
    """Return which recommendations ask for each kind of action."""
    import numpy as np

    known = facts(c)
    masks = {id: np.zeros(len(known.review_of), bool) for id in action_labels()}
    for at, clause in zip(
        np.flatnonzero(known.recommendations).tolist(), Clauses.of(c, known.recommendations), strict=True
    ):
        for each in clause.actions:
            masks[each.id][at] = True
    return {id: mask for id, mask in masks.items() if mask.any()}
