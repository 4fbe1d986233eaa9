"""Themes one by one: how well each is read, on how many clauses, and which other theme it is most often confused with."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from casegraph.evaluating.scores import Finding, Scores

__all__ = ["ThemeScores", "theme_scores"]


@dataclass(frozen=True, slots=True)
class ThemeScores:
    """The scores of a theme; its *support* is the number of clauses that annotators gave it to.

    *confused_with* is the theme that was most often read in its place, or in whose place it was read, and *times* how
    often; "" and 0 if it was only missed, or only read too often.
    """

    theme: str
    scores: Scores
    confused_with: str
    times: int

    @property
    def support(self) -> int:
        """The number of clauses that annotators gave the theme to."""
        return self.scores.right + self.scores.missed


def theme_scores(findings: Iterable[Finding]) -> list[ThemeScores]:
    """Return the scores of every theme that was annotated or read in the themes of clauses, the most frequent first.

    >>> one, other = theme_scores([Finding("learning themes", "A", "…", (), ("neglect",), ("infants",))])
    >>> one.theme, one.support, one.confused_with, other.theme, other.support
    ('infants', 1, 'neglect', 'neglect', 0)
    """
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    confused: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for finding in findings:
        if not finding.field.endswith(" themes"):
            continue
        for index, themes in enumerate((finding.right, finding.wrong, finding.missed)):
            for theme in themes:
                counts[theme][index] += 1
        for missed in finding.missed:
            for wrong in finding.wrong:
                confused[missed][wrong] += 1
                confused[wrong][missed] += 1
    scored = []
    for theme, count in counts.items():
        other, times = min(confused[theme].items(), key=lambda each: (-each[1], each[0]), default=("", 0))
        scored.append(ThemeScores(theme, Scores(*count), other, times))
    return sorted(scored, key=lambda each: (-each.support, each.theme))
