"""Networks as workbooks: a sheet of nodes and a sheet of links."""

from casegraph.briefings.taken_from import TakenFrom, about_lines
from casegraph.briefings.workbooks import cells, columns_of
from casegraph.collections.words import in_requests
from casegraph.exporting.csv_files import edges_table, nodes_table
from casegraph.network.model import Projection
from casegraph.papers.workbook import AboutLine, Sheet, Workbook
from casegraph.views.attribution import counted

__all__ = ["network_workbook"]


def network_workbook(network: Projection, source: TakenFrom) -> Workbook:
    """Return a network as a workbook, with the columns of nodes.csv and edges.csv."""
    sheets = [
        Sheet(name, columns_of(head, source.profile), cells(rows))
        for name, (head, rows) in (("Nodes", nodes_table(network)), ("Links", edges_table(network)))
    ]
    size = f"{counted(len(network.nodes), 'node')}, {counted(len(network.edges), 'link')}"
    title = in_requests(network.title, source.profile)
    return Workbook(title, sheets, about_lines(source, AboutLine("Network", f"{title}: {size}.")))
