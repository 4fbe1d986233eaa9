"""The answer to a question as text: a table of quotes with their places, CSV or JSON."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.asking import Answer, Row

__all__ = ["answer_text", "how_to_widen"]

_BESIDE_QUOTE = (12, 18)  # the least and greatest width of the columns beside a quote
_WIDE = 160  # a terminal with this many columns has room for a column of places


def answer_text(answer: "Answer", pages: Mapping[str, str], form: str, output: str) -> str:
    """Return an answer as JSON, as CSV, or as a table between its question and its count; *pages* are file names."""
    from casegraph.asking import NEAREST_COLUMNS, to_csv, to_json
    from casegraph.cli.table import plain, terminal_width

    if form == "json":
        return to_json(answer.as_dict())
    if form == "csv":
        return to_csv(answer.columns, [[row[name] for name in answer.columns] for row in answer.rows])
    values = ", ".join(f"{name} {value}" for name, value in answer.values.items())
    width = terminal_width() if output == "-" else None
    lines = [plain(answer.question + (f" ({values})" if values else "")), ""]
    lines += _table(answer, answer.columns, answer.rows, pages, width)
    lines += filter(None, (plain(answer.summary), answer.naming_in_words, answer.remark, how_to_widen(answer)))
    if answer.relaxed is not None:
        lines += filter(None, (plain(answer.relaxed.filters_in_words), plain(answer.nearest_in_words)))
        if answer.relaxed.nearest:
            lines += ["", *_table(answer, NEAREST_COLUMNS, answer.relaxed.nearest, pages, width)]
    lines += _note(answer)
    return "\n".join(lines) + "\n"


def _table(
    answer: "Answer", columns: Sequence[str], rows: "Sequence[Row]", pages: Mapping[str, str], width: int | None
) -> list[str]:
    """Return rows of an answer as a table, without columns that none of them has anything in; no table without columns."""
    from casegraph.cli.table import grid, plain

    names = [name for name in columns if name != "iri" and any(row[name] is not None for row in rows)]
    place_below = bool(width and width < _WIDE and {"quote", "passage"} <= {*names})
    if place_below:
        names.remove("passage")
    if not names:
        return []
    shown = [[_cell(name, row[name], pages) for name in names] for row in rows]
    if place_below:
        at = names.index("quote")
        for cells, row in zip(shown, rows, strict=True):
            cells[at] += f"\n{_place(str(row['passage']), pages)}"
    numbers = [all(_is_number(row[name]) for row in rows) for name in names]
    heads = ["place" if name == "passage" else plain(answer.head(name)) for name in names]
    others = min(max((width or _WIDE) * 3 // 20, _BESIDE_QUOTE[0]), _BESIDE_QUOTE[1]) if names[0] == "quote" else None
    return [grid(heads, shown, numbers, width, others=others)]


def _note(answer: "Answer") -> list[str]:
    """Return the first sentences of the note, and where the rest is."""
    from casegraph.asking.note_parts import note_parts

    if not answer.note:
        return []
    first, rest = note_parts(answer.note)
    return [f"Note: {first}", *([f"More on these numbers: casegraph ask {answer.name} --help"] if rest else [])]


def how_to_widen(answer: "Answer") -> str:
    """Return how to search more widely if nothing was found, else ""."""
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
    """Return the place of a passage: its file and characters.

    >>> _place("https://w3id.org/casegraph/source/76c29de6110f605e#char=11,41", {"76c29de6110f605e": "page.txt"})
    'page.txt 11-41'
    """
    from casegraph.cli.table import plain

    source, _, characters = passage.rpartition("/")[2].partition("#char=")
    return plain(f"{pages.get(source, source)} {characters.replace(',', '-')}")


def _is_number(value: object) -> bool:
    from decimal import Decimal

    return value is None or (isinstance(value, (int, float, Decimal)) and not isinstance(value, bool))
