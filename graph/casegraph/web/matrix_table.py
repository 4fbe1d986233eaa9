"""The table of themes by agencies on its page: heads with the signs that sort, open and hide, and cells that lead to sentences."""

from collections.abc import Callable

from casegraph.collections.words import in_requests
from casegraph.fragments.elements import Filters, Link, Option
from casegraph.fragments.pages import Cell, Control, Head, Row, Table
from casegraph.views.arrangement import BY_LABEL, EVERY_GROUP, Column
from casegraph.views.collection import Collection
from casegraph.views.matrix import Matrix
from casegraph.views.matrix_texts import COLUMNS, NARROW, NO_AGENCY, ROWS, SWITCHES
from casegraph.views.texts import PARTS, RANGE, TEXTS
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import address
from casegraph.web.parameters import Parameters, filters_of

__all__ = ["column_links", "table_of", "without"]

_SIGNS = {"rows": ("↕", "↓", "↑"), "columns": ("↔", "→", "←")}
"""What sorts: not sorted, the largest first, the smallest first."""

To = Callable[..., str]
"""What gives the address of this page with other parameters."""


def table_of(table: Matrix, parameters: Parameters, unnamed: str) -> Table:
    """Return the table; *unnamed* is the address of what names no agency."""
    by, to = table.by, _going(parameters)
    chosen = parameters.get("cell", [""])[0]

    def cell(row: str | None, column: str | None) -> Cell:
        number, is_sum, key = table.number(row, column), row is None or column is None, table.key(row, column)
        value = table.value(row, column)
        look = "sum" if is_sum else f"s{table.step(value)}" if number else ""
        if not number:
            return Cell("", "", look, key, False)
        text = f"{value:,}" + "%" * (table.is_share and not is_sum)
        href = with_parameters("/matrix", parameters, cell=key, page=None) + "#open"
        return Cell(text, href, look, key, key == chosen)

    def row_of(row: str | None) -> Row:
        label = table.any_row if row is None else table.labels[row].label
        href = address("theme", row) if row is not None and by.rows == "themes" else ""
        sort = _sorting("columns", row or "all", label, table.across, to)
        look = "sum" if row is None else ""
        cells = tuple(cell(row, column) for column in (None, *table.column_ids))
        return Row(Head(label, "", href, look, _sorted(row or "all", table.across), (sort,)), cells)

    what, measure = COLUMNS[by.role][0], SWITCHES["measure"][1][by.measure]
    first = (
        _head(ROWS[by.rows][2], "", BY_LABEL, table, (_sorting("rows", BY_LABEL, "name", table.sort, to),)),
        _head(table.any_column, "sum", "all", table, (_sorting("rows", "all", table.any_column, table.sort, to),)),
    )
    return Table(
        caption=f"{measure} by {'theme' if by.rows == 'groups' else ROWS[by.rows][0]} "
        f"({'rows, subjects only' if by.is_subjects_alone else 'rows'}) and {what} (columns)",
        heads=(*first, *(_column_head(table, each, parameters, unnamed, to) for each in table.columns)),
        rows=tuple(map(row_of, (None, *table.rows))) if table.rows else (),
    )


def without(c: Collection, table: Matrix) -> Option | None:
    """Return what hides the agency that most recommendations are for, None where it has no column."""
    id = c.profile.default_addressee
    if table.by.role == "years" or id not in table.heads or id not in (*table.every, *table.arranged.hidden):
        return None
    short = table.heads[id].short
    in_text = short[:1].lower() + short[1:] if short[1:2].islower() else short
    return Option(id, TEXTS["without"].format(agency=in_text), id in table.arranged.hidden)


def column_links(c: Collection, table: Matrix, parameters: Parameters) -> Filters:
    """Return what shows each hidden column again, and what opens or closes all groups."""
    to, hidden = _going(parameters), table.arranged.hidden
    chosen = [
        Link(table.heads[id].label, to(hide=[each for each in hidden if each != id]))
        for id in hidden
        if id in table.heads
    ]
    if table.by.role == "asked" and table.by.named == "yes":
        chosen.append(Link(in_requests(PARTS["unnamed"], c.profile), to(named=None)))
    onward = [Link(TEXTS["showAll"], to(hide=None, named=None))] if len(chosen) > 1 else []
    groups = [column for column in table.columns if column.is_group]
    if any(not column.is_open for column in groups):
        onward.append(Link(TEXTS["openAll"], to(open=EVERY_GROUP)))
    if any(column.is_open for column in groups):
        onward.append(Link(TEXTS["closeAll"], to(open=None)))
    return Filters(tuple(chosen), tuple(onward))


def _going(parameters: Parameters) -> To:
    return lambda **changes: with_parameters("/matrix", parameters, **changes) + "#table"


def _column_head(table: Matrix, column: Column, parameters: Parameters, unnamed: str, to: To) -> Head:
    id, each = column.id, table.heads[column.id]
    if table.by.role == "years":
        href = with_parameters("/reviews", filters_of(parameters), year=id, **dict.fromkeys(RANGE))
    elif id == NO_AGENCY:
        href = unnamed
    else:
        href = address("agency", id)
    controls = [_sorting("rows", id, each.short, table.sort, to)]
    if column.is_group:
        controls.append(_opening(table, column, to))
    hide = to(hide=[*table.arranged.hidden, id])
    controls.append(Control("×", TEXTS["hideColumn"].format(what=each.short), hide, f"hide {id}"))
    look = "member" if column.depth else "group" if column.is_open else ""
    return _head(_narrow(each.short), look, id, table, tuple(controls), each.label, href)


def _narrow(text: str) -> str:
    """Return the head of a narrow column, in which long words can break where they are spoken.

    >>> _narrow("Safeguarding partnership").split("\u00ad")
    ['Safe', 'guarding partnership']
    """
    for whole, parts in NARROW.items():
        text = text.replace(whole, parts)
    return text


def _opening(table: Matrix, column: Column, to: To) -> Control:
    """Return what opens or closes a group of agencies."""
    groups = [each.id for each in table.columns if each.is_open]
    opened = groups if EVERY_GROUP in table.arranged.open else [*table.arranged.open]
    opened = [each for each in opened if each != column.id] if column.is_open else [*opened, column.id]
    label = TEXTS["closeGroup" if column.is_open else "openGroup"].format(what=table.heads[column.id].short)
    return Control("−" if column.is_open else "+", label, to(open=opened), f"open {column.id}")


def _head(
    text: str, look: str, key: str, table: Matrix, controls: tuple[Control, ...], title: str = "", href: str = ""
) -> Head:
    return Head(text, title, href, look, _sorted(key, table.sort), controls)


def _sorted(key: str, sort: str) -> str:
    """Return whether rows or columns that are sorted by *sort* are sorted by this key, and how.

    >>> _sorted("police", "police"), _sorted("police", "-police"), _sorted("label", "label"), _sorted("police", "icb")
    ('descending', 'ascending', 'ascending', '')
    """
    if sort.removeprefix("-") != key:
        return ""
    return "ascending" if sort.startswith("-") != (key == BY_LABEL) else "descending"


def _sorting(what: str, key: str, label: str, sort: str, to: To) -> Control:
    """Return what sorts the rows or the columns: a second click turns them round."""
    now, is_same = _sorted(key, sort), sort == key
    plain, down, up = _SIGNS[what]
    text = TEXTS["sortRows" if what == "rows" else "sortColumns"].format(what=label)
    if is_same:
        text += TEXTS["backwards" if key == BY_LABEL else "smallestFirst"]
    name = "down" if what == "rows" else "across"
    href = to(**{name: f"-{key}" if is_same else key})
    return Control({"descending": down, "ascending": up}.get(now, plain), text, href, f"{name} {key}")
