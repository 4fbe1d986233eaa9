"""Questions and answers as JSON and as CSV."""

import csv
import io
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from casegraph.asking.questions import Question

__all__ = ["described", "to_csv", "to_json"]

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_DIGITS = 4


def described(question: Question) -> dict[str, Any]:
    """Return a question with its parameters as plain values, as ``casegraph ask --format json`` lists it."""
    return {
        "name": question.name,
        "title": question.title,
        "question": question.wording,
        "note": question.note,
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


def to_csv(names: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    r"""Return rows as CSV under their *names*; what a spreadsheet would take for a formula gets an apostrophe before it.

    >>> to_csv(["quote", "year"], [["=1+1", 2025]])
    "quote,year\n'=1+1,2025\n"
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(each) for each in row] for row in rows)
    return file.getvalue()


def _plain(value: Any) -> object:
    return round(float(value), _DIGITS) if isinstance(value, Decimal) else str(value)


def _cell(value: object) -> object:
    if isinstance(value, Decimal):
        return round(float(value), _DIGITS)
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
