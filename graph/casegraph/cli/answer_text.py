"""The answer to a question as text: a table of quotes with their places that fits the terminal, CSV or JSON."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.asking import Answer

__all__ = ["answer_text", "wider"]

_OTHERS = (12, 18)  # columns of the terminal for what is beside a quote: in a narrow one, and at most
_WIDE = 160  # columns of a terminal that has room for the place of a quote in a column of its own


def answer_text(answer: "Answer", pages: Mapping[str, str], form: str, output: str) -> str:
    """Return an answer as JSON, as CSV, or as a table under its question with the count below; *pages* are file names."""
    from casegraph.asking import to_csv, to_json
    from casegraph.cli.table import columns, grid, plain

    if form == "json":
        return to_json(answer.as_dict())
    if form == "csv":
        return to_csv(answer.columns, [[row[name] for name in answer.columns] for row in answer.rows])
    values = ", ".join(f"{name} {value}" for name, value in answer.values.items())
    lines = [plain(answer.question + (f" ({values})" if values else "")), ""]
    width = columns() if output == "-" else None
    names = [name for name in answer.columns if name != "iri" and any(row[name] is not None for row in answer.rows)]
    below = bool(width and width < _WIDE and {"quote", "passage"} <= {*names})
    if below:
        names.remove("passage")
    if names:
        rows = [[_cell(name, row[name], pages) for name in names] for row in answer.rows]
        if below:
            at = names.index("quote")
            for cells, row in zip(rows, answer.rows, strict=True):
                cells[at] += f"\n{_place(str(row['passage']), pages)}"
        numbers = [all(_is_number(row[name]) for row in answer.rows) for name in names]
        heads = ["place" if name == "passage" else plain(name.replace("_", " ")) for name in names]
        others = min(max((width or _WIDE) * 3 // 20, _OTHERS[0]), _OTHERS[1]) if names[0] == "quote" else None
        lines.append(grid(heads, rows, numbers, width, others=others))
    lines += filter(None, (plain(answer.summary), answer.remark, wider(answer)))
    lines += [f"Note: {answer.note}"] if answer.note else []
    return "\n".join(lines) + "\n"


def wider(answer: "Answer") -> str:
    """Return how to find more where nothing fits."""
    if answer.total or not answer.narrowed:
        return ""
    from casegraph.nearest import either

    return f"Leave out {either(f'--{name}' for name in answer.narrowed)} to search more widely."


def _cell(name: str, value: object, pages: Mapping[str, str]) -> str:
    from decimal import Decimal

    from casegraph.cli.table import plain

    if value is None:
        return ""
    if isinstance(value, (Decimal, float)):
        return f"{value:.2f}"
    return _place(str(value), pages) if name == "passage" else plain(str(value))


def _place(passage: str, pages: Mapping[str, str]) -> str:
    """Return a place on a page as its file and characters.

    >>> _place("https://w3id.org/casegraph/source/76c29de6110f605e#char=11,41", {"76c29de6110f605e": "page.txt"})
    'page.txt 11-41'
    """
    from casegraph.cli.table import plain

    source, _, characters = passage.rpartition("/")[2].partition("#char=")
    return plain(f"{pages.get(source, source)} {characters.replace(',', '-')}")


def _is_number(value: object) -> bool:
    from decimal import Decimal

    return value is None or (isinstance(value, (int, float, Decimal)) and not isinstance(value, bool))
