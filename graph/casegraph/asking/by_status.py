"""Answers whose rows have a status: how many rows have which, in the sentence above them."""

from collections import Counter
from dataclasses import replace

from casegraph.asking.answering import Answer

__all__ = ["with_statuses"]

_STATUS = "status"


def with_statuses(answer: Answer) -> Answer:
    """Return an answer whose summary counts the rows of each status; one whose rows have none is as it was."""
    if not answer.rows or _STATUS not in answer.columns:
        return answer
    of = len(answer.rows)
    counts = Counter(str(row[_STATUS]) for row in answer.rows)
    counted = (f"{status[:1].upper()}{status[1:]}: {number:,} of {of:,}." for status, number in counts.items())
    return replace(answer, in_words=" ".join([answer.summary, *counted]))
