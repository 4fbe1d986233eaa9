"""The table of what was learnt, for the fragments of served pages."""

from collections.abc import Mapping, Sequence

from casegraph.fragments.learnt import LearntCell, LearntRow, LearntTable
from casegraph.views.attribution import counted
from casegraph.views.learnt import Learnt, LearntLine, SentenceKind, Tally
from casegraph.views.list_words import LEARNT, LEARNT_FIRST
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import address, buttons

__all__ = ["SENTENCES", "learnt_table"]

SENTENCES = "/sentences"
"""Where the sentences behind a number are."""


def learnt_table(known: Learnt, filters: Mapping[str, Sequence[str]]) -> LearntTable | None:
    """Return what was learnt in the reviews that fit *filters*, None if they say nothing."""
    if not known.learning.sentences and not known.recommendations.sentences:
        return None

    def cell(tally: Tally, kind: SentenceKind, theme: str) -> LearntCell:
        href = with_parameters(SENTENCES, {**filters, "kind": kind, "on": theme}) if tally.sentences else ""
        return LearntCell(tally.sentences, href, f"in {counted(tally.reviews, 'review')}" if tally.sentences else "")

    def row(line: LearntLine) -> LearntRow:
        cells = cell(line.learning, "learning", line.theme), cell(line.recommendations, "recommendations", line.theme)
        return LearntRow(line.label, address("theme", line.theme), *cells)

    whole = cell(known.learning, "learning", ""), cell(known.recommendations, "recommendations", "")
    rest = known.subjects[LEARNT_FIRST:]
    return LearntTable(
        caption=f"{LEARNT['title']}, in {counted(known.reviews, 'review')}",
        all=LearntRow(LEARNT["all"], "", *whole),
        first=tuple(map(row, known.subjects[:LEARNT_FIRST])),
        rest=tuple(map(row, rest)),
        more=LEARNT["more"].format(number=f"{len(rest):,}"),
        means=tuple(map(row, known.means)),
        means_title=LEARNT["means"].format(number=f"{len(known.means):,}"),
        actions=buttons("/reviews/learnt", filters, [(".csv", "Save as CSV"), (".json", "JSON")]),
    )
