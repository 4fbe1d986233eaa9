"""Questions to a tracker: what was asked of us, what did we do, who else was asked the same."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casegraph.tracking.answers import answers, recommendation_of
from casegraph.tracking.choosing import ask, chosen_clauses
from casegraph.tracking.elsewhere import HOW, asked_elsewhere
from casegraph.tracking.model import STATUSES, Chosen, Line, Tracker, Value
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection

__all__ = ["EMPTY", "QUESTIONS", "OfTracker", "Question", "ask_tracker"]

EMPTY = "empty"
"""The status of lines in which nobody chose one."""

Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class OfTracker:
    """The answer of a tracker to a *question*: a *summary* in sentences and *rows* under *columns*."""

    name: str
    question: str
    summary: str
    columns: Sequence[str]
    rows: Sequence[Row]

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON has it."""
        rows = [{name: _plain(row[name]) for name in self.columns} for row in self.rows]
        return {"name": self.name, "question": self.question, "summary": self.summary, "total": len(rows), "rows": rows}

    def cells(self) -> Sequence[Sequence[Value]]:
        """Return its rows as lists."""
        return [[row[name] for name in self.columns] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its *wording*, its *columns*, and what makes its rows and summary."""

    wording: str
    columns: Sequence[str]
    answer: Callable[[Collection, Tracker, Sequence[Line], int], tuple[str, list[Row]]]


def _plain(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value


def ask_tracker(
    c: Collection, tracker: Tracker, name: str, *, chosen: Chosen | None = None, status: str = "", most: int = 3
) -> OfTracker:
    """Ask a question of a tracker, of all its lines or of those that are *chosen* or have a *status*.

    *most* is how many recommendations of others are shown beside each line.
    """
    question, lines = QUESTIONS[name], [*tracker.lines]
    if chosen:
        ids = {f"{each.review}/{each.number}" for each in chosen_clauses(c, chosen)}
        lines = [each for each in lines if each.ask.id in ids]
    if status:
        lines = [each for each in lines if (each.entries.status or EMPTY) == status]
    summary, rows = question.answer(c, tracker, lines, most)
    others = len(answers(c, tracker).others)
    if others:
        verb = "is" if others == 1 else "are"
        summary += f" {counted(others, 'line')} with answers {verb} not in this build, or not with these words: update the tracker first."
    return OfTracker(name, question.wording, summary, question.columns, rows)


def _statuses(lines: Sequence[Line]) -> str:
    """Return how many lines have each status."""
    numbers = Counter(each.entries.status for each in lines)
    listed = [f"{numbers[each]:,} {each}" for each in STATUSES if numbers[each]]
    return ", ".join([*listed, *([f"{numbers['']:,} without a status"] if numbers[""] else [])]) or "none"


def _in_reviews(lines: Sequence[Line]) -> str:
    reviews = counted(len({each.ask.review_id for each in lines}), "review")
    return f"{counted(len(lines), 'recommendation')} in {reviews}"


def _was_asked(_c: Collection, _tracker: Tracker, lines: Sequence[Line], _most: int) -> tuple[str, list[Row]]:
    rows: list[Row] = [
        {
            "recommendation": each.ask.text,
            "review": each.ask.review,
            "year": each.ask.year,
            "agency": each.ask.agency,
            "how": each.ask.addressing,
            "themes": each.ask.themes,
            "kind_of_action": each.ask.kinds,
            "status": each.entries.status or None,
            "id": each.ask.id,
        }
        for each in lines
    ]
    return f"{_in_reviews(lines)}: {_statuses(lines)}.", rows


def _did(_c: Collection, _tracker: Tracker, lines: Sequence[Line], _most: int) -> tuple[str, list[Row]]:
    order = {status: number for number, status in enumerate((*STATUSES, ""))}
    confirmed = (replace(each, entries=each.entries.confirmed) for each in lines)
    answered = sorted((each for each in confirmed if each.entries), key=lambda each: order[each.entries.status])
    rows: list[Row] = [
        {
            "status": each.entries.status or None,
            "recommendation": each.ask.text,
            "action": each.entries.action,
            "owner": each.entries.owner,
            "due": each.entries.due,
            "date": each.entries.date,
            "evidence": each.entries.evidence,
            "impact": each.entries.impact,
            "review": each.ask.review,
            "id": each.ask.id,
        }
        for each in answered
    ]
    done = [each for each in answered if each.entries.status == "implemented"]
    shown = sum(each.entries.evidence is not None for each in done)
    evidence = f" Evidence is given for {shown:,} of {len(done):,} implemented." if done else ""
    return f"{len(answered):,} of {_in_reviews(lines)} have an answer: {_statuses(answered)}.{evidence}", rows


def _who_else(c: Collection, tracker: Tracker, lines: Sequence[Line], most: int) -> tuple[str, list[Row]]:
    clauses = {each.ask.id: clause for each in lines if (clause := recommendation_of(c, each)) is not None}
    is_of_some = tracker.chosen is None or bool(tracker.chosen)  # in a tracker of all, everybody is there
    own = {(each.ask.review_id, each.ask.number) for each in tracker.lines if is_of_some}
    others = dict(zip(clauses, asked_elsewhere(c, [*clauses.values()], own, most), strict=True))
    rows: list[Row] = []
    for line in lines:
        for other in others.get(line.ask.id, ()):
            theirs = ask(c, other.clause)
            rows.append(
                {
                    "recommendation": line.ask.text,
                    "status": line.entries.status or None,
                    "also_asked": theirs.text,
                    "agency": theirs.agency,
                    "review": theirs.review,
                    "year": theirs.year,
                    "relation": other.relation,
                    "words_in_common": "; ".join(other.words),
                    "id": line.ask.id,
                    "also_asked_id": theirs.id,
                }
            )
    same = sum(any(row.relation == "same" for row in each) for each in others.values())
    searched = f"Of {counted(len(others), 'recommendation')} {same:,} were made to others too, in {counted(len(c.reviews), 'review')}."
    return f"{searched} {HOW}", rows


QUESTIONS: Mapping[str, Question] = {
    "what-was-asked-of-us": Question(
        "What were we asked to do?",
        ("recommendation", "review", "year", "agency", "how", "themes", "kind_of_action", "status", "id"),
        _was_asked,
    ),
    "what-did-we-do": Question(
        "What did we do?",
        ("status", "recommendation", "action", "owner", "due", "date", "evidence", "impact", "review", "id"),
        _did,
    ),
    "who-else-was-asked": Question(
        "Who else was asked to do the same?",
        (
            "recommendation",
            "status",
            "also_asked",
            "agency",
            "review",
            "year",
            "relation",
            "words_in_common",
            "id",
            "also_asked_id",
        ),
        _who_else,
    ),
}
"""The questions by name."""
