"""The pages of the whole collection: overview, reviews, about."""

from typing import TYPE_CHECKING

from casegraph.briefings.topics import about_reviews
from casegraph.briefings.workbooks import reviews_workbook
from casegraph.collections.words import left_out
from casegraph.fragments.elements import Action, Bar, Definition, Definitions, Select, Top
from casegraph.fragments.lists import Choice, Facet
from casegraph.fragments.pages import Meanings, Overview, ReviewsPage
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection, Kind
from casegraph.views.concepts import Agency, Theme
from casegraph.views.facets import choose, chosen_values, is_year, offers, year_of, years
from casegraph.views.file_names import filter_names, table_name
from casegraph.views.json_answers import about_answer, overview_answer
from casegraph.views.learnt import learnt
from casegraph.views.links import Count
from casegraph.views.overview import TOP, overview
from casegraph.views.roles import bases_counted
from casegraph.views.texts import COUNTED, RANGE, THEME_BASES, bases
from casegraph.web.address_parameters import PAGE
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import address, bars_of, buttons, filters, hidden, pager, select, unnamed_address
from casegraph.web.findings import finding_cards
from casegraph.web.learnt_parts import learnt_table
from casegraph.web.listed import review_list
from casegraph.web.papers import PAPERS, briefed, workbook
from casegraph.web.parameters import Parameters, facet_parameters, filters_of, paged, parameters_of
from casegraph.web.saved_forms import as_json, forms_of_reviews
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["about", "home", "meanings", "reviews"]

_LISTS = {
    "reviews": "/reviews",
    "recommendations": "/recommendations",
    "learning": "/theme",
    "agencies": "/agency",
    "themes": "/theme",
    "partnerships": "/partnership",
}
"""Where each total of the overview leads."""


def home(site: Site, request: "Request") -> "Response":
    """Answer with the overview."""
    c = site.collection

    def page() -> str:
        shown = overview(c)
        return site.render("overview.html", here="/", heading=shown.heading, view=_overview(c))

    return site.respond(request, {"text/html": page, "application/json": lambda: as_json(overview_answer(c))})


def _overview(c: Collection) -> Overview:
    shown = overview(c)

    def top(kind: Kind, counts: tuple[Count, ...], plural: str) -> Top:
        return Top(bars_of(c, kind, counts[:TOP]), (Action(f"All {plural}", f"/{kind}"),))

    totals, subjects = shown.totals._asdict().items(), sum(not theme.is_means for theme in c.themes.values())
    return Overview(
        profile=c.profile,
        counts=tuple(
            Bar(
                total,
                COUNTED[f"{what} alone" if what == "themes" and not c.profile.has_learning else what][
                    total != 1
                ].format(all=f"{len(c.agencies):,}", subjects=f"{subjects:,}"),
                _LISTS[what],
            )
            for what, total in totals
            if not left_out(total, c.profile)
        ),
        begin=bars_of(c, "agency", shown.begin).rows,
        matrix="/matrix",
        reviews="/reviews",
        central="/networks/agency-theme#central",
        similar="/similar",
        naming=str(shown.naming),
        unnamed=_unnamed(c) if shown.naming.unnamed else "",
        agencies=top("agency", shown.agencies, "agencies"),
        keywords=top("keyword", shown.keywords, "keywords"),
        findings=finding_cards(c),
        replies="/replies" if c.profile.has_replies else "",
    )


def _unnamed(c: Collection) -> str:
    question = "nobody-named"
    return unnamed_address(c) if question in c.profile.questions_left_out else f"/questions/{question}?year="


def reviews(site: Site, request: "Request") -> "Response":
    """Answer with the reviews that are chosen, and what else they can be chosen by."""
    c, parameters = site.collection, parameters_of(request)
    chosen = choose(c, parameters)
    shown, page, pages = paged(chosen.reviews, parameters)

    def html() -> str:
        on, own = filters(c, "/reviews", parameters), filters_of(parameters)
        view = ReviewsPage(
            profile=c.profile,
            address="/reviews",
            hidden=hidden({"narrower": parameters.get("narrower", [])}),
            filters=on if on.chosen else None,
            words=parameters.get("words", [""])[0],
            facets=_facets(c, parameters),
            is_open=True,
            state=f"{counted(len(chosen.reviews), 'review')} of {len(c.reviews):,}",
            matrix=with_parameters("/matrix", own),
            learnt=learnt_table(learnt(c, chosen.mask), own) if c.profile.has_learning else None,
            reviews=review_list(
                c,
                shown,
                actions=buttons("/reviews", own, [*PAPERS, (".csv", "Save as CSV"), (".json", "JSON")])
                if shown
                else (),
                pager=pager("/reviews", parameters, page, pages),
            ),
        )
        titles = [*(each.text for each in on.chosen), "Reviews"]
        return site.render(
            "reviews.html", here="/reviews", heading="Reviews", title=" – ".join(titles), view=view, page=page
        )

    title = "; ".join(text for _, _, text in chosen_values(c, parameters)) or "All reviews"
    forms = {
        "text/html": html,
        **forms_of_reviews(c, chosen.reviews),
        **briefed(site, lambda: about_reviews(c, chosen.mask, title, "the page /reviews of casegraph serve")),
        **workbook(lambda: reviews_workbook(c, chosen.reviews, title), len(chosen.reviews)),
    }
    called = table_name("reviews", *filter_names(filters_of(parameters)))
    return site.respond(request, forms, takes=[*facet_parameters(c), PAGE], called=called)


def _facets(c: Collection, parameters: Parameters) -> tuple[Facet, ...]:
    """Return what reviews can be chosen by; a facet in which something is chosen is open."""
    offered = []
    for facet, listed in offers(c, parameters, choose(c, parameters)):
        ends = _range(c, parameters) if facet.id == "year" else ()
        is_open = bool(parameters.get(facet.id)) or any(year_of(parameters, each.name) is not None for each in ends)
        choices = (Choice(facet.id, each.key, each.label, each.number, each.is_chosen) for each in listed)
        offered.append(Facet(facet.id, facet.label, is_open, ends, tuple(choices)))
    return tuple(offered)


def _range(c: Collection, parameters: Parameters) -> tuple[Select, ...]:
    """Return the lists of years that a range can begin and end with; of one year there is no range."""
    listed = [year for year in years(c) if is_year(year)]
    if len(listed) < 2:
        return ()
    options = [("", "Any year"), *((year, year) for year in listed)]
    return tuple(select(end, label, options, str(year_of(parameters, end) or "")) for end, label in RANGE.items())


def about(site: Site, request: "Request") -> "Response":
    """Answer with data and method."""
    c = site.collection
    return site.respond(
        request,
        {
            "text/html": lambda: site.render(
                "about.html",
                here="/about",
                heading="Data and method",
                years=[year for year in years(c) if is_year(year)],
                view=meanings(c),
            ),
            "application/json": lambda: as_json(about_answer(c, site.since)),
        },
    )


def meanings(c: Collection) -> Meanings:
    """Return what the words mean: how it is known who is asked, and the definitions of agencies and themes."""
    agencies = sorted(c.agencies.values(), key=lambda each: each.label)
    themes = sorted(c.themes.values(), key=lambda each: each.label)
    definitions = [("Agencies", [_definition("agency", each) for each in agencies])]
    for group in c.groups.values():
        of_group = [_definition("theme", each) for each in themes if each.group == group.id]
        definitions.append((f"Themes: {group.label}", of_group))
    number = bases_counted(c)
    counts = c.made.counts.get("theme_readings")
    read = counts if isinstance(counts, dict) and counts.get("learned") else {}
    return Meanings(
        profile=c.profile,
        actions=(),
        bases=tuple(
            Bar(number.get(basis, 0), label, "")
            for basis, label in bases(c.profile).items()
            if not left_out(number.get(basis, 0), c.profile)
        ),
        theme_bases=tuple(Bar(read[basis], label, "") for basis, label in THEME_BASES.items() if read.get(basis)),
        definitions=tuple(Definitions(f"{title} ({len(rows):,})", tuple(rows)) for title, rows in definitions),
    )


def _definition(kind: str, thing: Agency | Theme) -> Definition:
    return Definition(thing.label, address(kind, thing.id), thing.definition)
