"""The report as a page: each figure leads to its sentences on this server; Word and Markdown bring them along."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from casegraph.briefings.behind import APPENDIX
from casegraph.briefings.repeats import repeats_in, repeats_section
from casegraph.briefings.report import report
from casegraph.briefings.strengths import strengths
from casegraph.briefings.what_changed import what_changed_section
from casegraph.papers.document import Document
from casegraph.views.facts import facts
from casegraph.web.elements import buttons
from casegraph.web.papers import WORD, document
from casegraph.web.representations import ENDINGS, Form
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from casegraph.briefings.section import MakeSection

__all__ = ["REPORT", "report_page"]

REPORT = "/report"
"""Where the page is."""

_SAVED = (WORD, (".md", "Markdown"))


def report_page(site: Site, request: "Request") -> "Response":
    """Answer with the report on the collection; where there is a former build, with what changed since then."""
    is_quoted = int(facts(site.collection).recommendations.sum()) <= APPENDIX
    elsewhere = "" if is_quoted else f"{request.url.scheme}://{request.url.netloc}"

    def saved() -> Document:
        return _report(site, elsewhere)

    def html() -> str:
        from markupsafe import Markup

        from casegraph.papers.web_page import as_html

        shown = _report(site, "/")
        return site.render(
            "report.html",
            here=REPORT,
            heading=shown.title,
            title="Summary",
            subtitle=shown.subtitle,
            blocks=Markup(as_html(shown.blocks)),  # escaped there
            actions=buttons(REPORT, {}, _SAVED),
        )

    def markdown() -> str:
        from casegraph.papers.markdown import markdown

        return markdown(saved())

    forms: dict[str, Form] = {"text/html": html, **document(saved), ENDINGS[".md"]: markdown}
    return site.respond(request, forms, takes=[])


def _report(site: Site, elsewhere: str) -> Document:
    """Return the report, whose figures lead to a site *elsewhere*, or to an appendix of its own."""
    return report(site.collection, strengths(site.store), site=elsewhere, sections=_sections(site))


def _sections(site: Site) -> "Sequence[MakeSection]":
    sections: list[MakeSection] = [partial(repeats_section, repeats_in(site.store))]
    if site.former is not None and site.graph.folder is not None:
        sections.append(partial(what_changed_section, site.former.compared_with(site.graph.folder)))
    return sections
