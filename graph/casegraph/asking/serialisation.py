"""Questions and answers as JSON and as CSV."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from casegraph.asking.questions import Question
from casegraph.collections.profile import Words
from casegraph.csv_table import csv_table

__all__ = ["described", "to_csv", "to_json"]

_DIGITS = 4


def described(question: Question, words: Words) -> dict[str, Any]:
    """Return a question with its parameters as plain values, as in the list of ``casegraph ask --format json``.

    Its note is in the *words* of a collection.
    """
    return {
        "name": question.name,
        "title": question.title,
        "question": question.wording,
        "note": question.note_in(words),
        "parameters": [
            {
                "name": each.name,
                "description": each.description,
                "optional": each.optional,
                "listed": bool(each.values),
                "default": each.default.value if each.default is not None else None,
                "example": each.example.value if each.example is not None else None,
            }
            for each in question.parameters
        ],
        "example": question.example,
    }


def to_json(value: object) -> str:
    """Return plain values as indented JSON: decimals as numbers, days as text.

    >>> print(to_json({"share": Decimal("0.25")}), end="")
    {
      "share": 0.25
    }
    """
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n"


def to_csv(names: Iterable[str], rows: Iterable[Iterable[object]], *, mark: bool = False, line_end: str = "\n") -> str:
    r"""Return rows as CSV under their *names*, shares with four digits (see ``casegraph.csv_table``).

    >>> to_csv(["quote", "share"], [["=1+1", Decimal("0.33333333")]])
    "quote,share\n'=1+1,0.3333\n"
    """
    return csv_table(names, (map(_cell, row) for row in rows), mark=mark, line_end=line_end)


def _plain(value: Any) -> object:
    return round(float(value), _DIGITS) if isinstance(value, Decimal) else str(value)


def _cell(value: object) -> object:
    return round(float(value), _DIGITS) if isinstance(value, Decimal) else value
