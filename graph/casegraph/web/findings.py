"""Findings on served pages: the cards of the overview, and each finding alone, as a page, a picture, a table and JSON."""

from typing import TYPE_CHECKING

from casegraph.drawing.finding_picture import finding_picture
from casegraph.fragments.elements import Action, Bar, Bars, Citation, Link
from casegraph.fragments.findings import FindingCard, FindingChart, FindingGrid, FindingRow, GridCell
from casegraph.views.citation import citation_of_numbers
from casegraph.views.collection import Collection
from casegraph.views.finding import Chart, Finding, Grid, Number, finding_table
from casegraph.views.finding_answer import finding_answer
from casegraph.views.findings import findings
from casegraph.web.addresses import with_parameters
from casegraph.web.papers import table
from casegraph.web.saved_forms import as_csv, as_json
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["finding_cards", "finding_page"]

_LONG = 8  # bars of a chart: more are drawn closer
_SAVED = ((".svg", "Save as SVG"), (".csv", "Save as CSV"))


def finding_cards(c: Collection) -> tuple[FindingCard, ...]:
    """Return what the overview shows of each finding."""
    return tuple(_card(c, each, Action("Show alone", f"/findings/{each.id}")) for each in findings(c))


def finding_page(site: Site, request: "Request") -> "Response":
    """Answer with one finding."""
    c = site.collection
    name = request.path_params["name"]
    shown = next((each for each in findings(c) if each.id == name), None)
    if shown is None:
        raise ProtocolError(
            404, f"There is no finding “{name[:100]}” here; the overview has those that the data supports."
        )
    rows = finding_table(shown)
    forms = {
        "text/html": lambda: site.render("finding.html", heading=shown.sentence, view=_card(c, shown)),
        "application/json": lambda: as_json(finding_answer(c, shown)),
        "text/csv": lambda: as_csv(rows),
        "image/svg+xml": lambda: finding_picture(c, shown),
        **table(c, lambda: rows, shown.sentence, len(shown.numbers)),
    }
    return site.respond(request, forms, takes=[])


def _card(c: Collection, finding: Finding, *others: Action) -> FindingCard:
    cited = citation_of_numbers(c, finding.id, finding.sentence)
    saved = (Action(label, f"/findings/{finding.id}{ending}", True) for ending, label in _SAVED)
    return FindingCard(
        id=finding.id,
        title=tuple(
            Link(each, "") if isinstance(each, str) else Link(each.text, _address(each)) for each in finding.title
        ),
        charts=tuple(map(_chart, finding.charts)),
        grid=None if finding.grid is None else _grid(finding.grid, finding.sentence),
        of=finding.of,
        notes=finding.notes,
        onward=Link(finding.onward, "/matrix?named=no") if finding.onward else None,
        actions=(*saved, *others),
        citation=Citation(cited.harvard, cited.bibtex, cited.ris),
    )


def _chart(chart: Chart) -> FindingChart:
    rows = tuple(Bar(each.value, each.text, _address(each)) for each in chart.rows)
    return FindingChart(chart.heading, Bars(chart.most, rows), len(rows) > _LONG)


def _grid(grid: Grid, caption: str) -> FindingGrid:
    rows = (
        FindingRow(
            row.text,
            tuple(GridCell(each.value, _address(each), f"s{each.step}" if each.step else "") for each in row.cells),
            row.is_total,
        )
        for row in grid.rows
    )
    return FindingGrid(caption, grid.corner, grid.heads, tuple(rows))


def _address(number: Number) -> str:
    """Return where the list is that a number counts, "" where that is nothing."""
    filters: dict[str, list[str]] = {}
    for name, value in number.filters:
        filters.setdefault(name, []).append(value)
    return with_parameters(f"/{number.view}", filters) if number.value else ""
