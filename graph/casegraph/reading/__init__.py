"""Reading: from a file to the text of a page, its lines and clauses; what the readers of all collections share."""

from casegraph.reading.contents import Contents, Entry, Heading
from casegraph.reading.lines import Line
from casegraph.reading.page import Link, Page, read_page

__all__ = ["Contents", "Entry", "Heading", "Line", "Link", "Page", "read_page"]
