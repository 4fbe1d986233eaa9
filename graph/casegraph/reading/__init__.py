"""From a file to entries: what stands on a page of case reviews, and where."""

from casegraph.reading.contents import Contents, contents
from casegraph.reading.entries import Entry
from casegraph.reading.lines import Line
from casegraph.reading.page import Link, Page, read_page

__all__ = ["Contents", "Entry", "Line", "Link", "Page", "contents", "read_page"]
