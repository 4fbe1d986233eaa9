"""The recommendations or learning points of the reviews that are chosen, and what was learnt in these reviews by theme."""

from typing import TYPE_CHECKING

from casegraph.briefings.topics import Topic, about_clauses
from casegraph.fragments.elements import Link
from casegraph.fragments.learnt import SentencesPage
from casegraph.views.attribution import counted
from casegraph.views.facets import choose, chosen_values
from casegraph.views.facts import facts
from casegraph.views.file_names import filter_names, table_name
from casegraph.views.highlights import only_reviews
from casegraph.views.learnt import SENTENCE_KINDS, SentenceKind, learnt, sentences_on
from casegraph.views.learnt_answers import learnt_answer, learnt_rows
from casegraph.views.list_orders import in_order
from casegraph.views.list_words import SENTENCES_TITLES
from casegraph.views.read_as_shown import Clauses
from casegraph.views.roles import naming_among
from casegraph.web import papers
from casegraph.web.address_parameters import PAGE, AddressParameter
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import buttons, filters, hidden, pager, select
from casegraph.web.learnt_parts import SENTENCES
from casegraph.web.listed import Choosing, sentence_list, sentences_in_reviews
from casegraph.web.parameters import Parameters, facet_parameters, filters_of, list_parameters, paged, parameters_of
from casegraph.web.saved_forms import as_csv, as_json, forms_of_clauses
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from casegraph.views.collection import Collection

__all__ = ["KIND", "learnt_page", "on_theme", "sentences_page"]

KIND = AddressParameter("kind", "Which sentences", SENTENCE_KINDS, default=SENTENCE_KINDS[0])


def on_theme(c: "Collection") -> AddressParameter:
    """Return the parameter that chooses sentences by their own theme; the facet chooses reviews."""
    return AddressParameter("on", "Only sentences on this theme", c.themes)


def sentences_page(site: Site, request: "Request") -> "Response":
    """Answer with the recommendations or learning points of the reviews that are chosen."""
    c, parameters = site.collection, parameters_of(request)
    kind, theme = _kind(parameters), parameters.get("on", [""])[0]
    clauses = in_order(c, sentences_on(c, parameters, kind, theme), parameters.get("sort", [""])[0])
    own = filters_of(parameters)
    title = SENTENCES_TITLES[kind] + (f" on {c.themes[theme].label}" if theme in c.themes else "")

    def html() -> str:
        view = _page(c, parameters, kind, theme, clauses)
        chosen = [text for _, _, text in chosen_values(c, own)]
        page = paged(clauses, parameters)[1]
        return site.render("sentences.html", heading=title, title=" – ".join([*chosen, title]), view=view, page=page)

    def topic() -> Topic:
        chosen = "; ".join(text for _, _, text in chosen_values(c, own)) or "all reviews"
        return about_clauses(
            c, clauses, title, f"are of these reviews: {chosen}", "the page /sentences of casegraph serve"
        )

    forms = {
        "text/html": html,
        **forms_of_clauses(c, clauses),
        **papers.briefed(site, topic),
        **papers.sentences(c, clauses, title),
    }
    what = "learning-points" if kind == "learning" else kind
    called = table_name(what, *([theme] if theme else []), *filter_names(own))
    takes = [*facet_parameters(c), KIND, on_theme(c), *list_parameters(), PAGE]
    return site.respond(request, forms, takes=takes, called=called)


def learnt_page(site: Site, request: "Request") -> "Response":
    """Answer with the table of what was learnt in the reviews that are chosen; people see it on the page of these reviews."""
    from starlette.responses import RedirectResponse

    c, parameters = site.collection, parameters_of(request)
    own = filters_of(parameters)
    if request.path_params.get("ending", "") in ("", ".html"):
        return RedirectResponse(with_parameters("/reviews", own) + "#learnt", 307)
    known = learnt(c, choose(c, parameters).mask)
    forms = {
        "application/json": lambda: as_json(learnt_answer(known)),
        "text/csv": lambda: as_csv(learnt_rows(known)),
        **papers.table(c, lambda: learnt_rows(known), "What was learnt", len(known.subjects) + len(known.means)),
    }
    return site.respond(request, forms, takes=facet_parameters(c), called=table_name("learnt", *filter_names(own)))


def _kind(parameters: Parameters) -> SentenceKind:
    wanted = parameters.get("kind", [""])[0]
    return next((each for each in SENTENCE_KINDS if each == wanted), SENTENCE_KINDS[0])


def _page(c: "Collection", parameters: Parameters, kind: SentenceKind, theme: str, clauses: Clauses) -> SentencesPage:
    own = filters_of(parameters)
    reviews = choose(c, parameters)
    shown, page, pages = paged(clauses, parameters)
    on, known = filters(c, SENTENCES, parameters), facts(c)
    inside = known.in_reviews(reviews.mask)
    masks = {"recommendations": known.recommendations & inside, "learning": known.learning & inside}
    themes = [(id, f"{c.themes[id].label} ({number:,})") for id, number in known.themes.tally(masks[kind])]
    kinds = [(each, f"{SENTENCES_TITLES[each]} ({int(masks[each].sum()):,})") for each in SENTENCE_KINDS]
    state = sentences_in_reviews(clauses, "learning point" if kind == "learning" else "recommendation")
    return SentencesPage(
        address=SENTENCES,
        switches=(
            select("kind", "Show", kinds, kind),
            select("on", "On the theme", [("", "Any theme"), *themes], theme),
        ),
        hidden=hidden(own),
        filters=on if on.chosen else None,
        back=Link(
            f"Back to {counted(len(reviews.reviews), *c.profile.short_documents)}", with_parameters("/reviews", own)
        ),
        state=state if kind == "learning" else naming_among(c, clauses.mask).beside(state),
        sentences=sentence_list(
            c,
            shown,
            only_reviews(c, theme, own),
            actions=buttons(SENTENCES, parameters, [*papers.PAPERS, (".csv", "Save as CSV"), (".json", "JSON")])
            if shown
            else (),
            choosing=Choosing(SENTENCES, parameters, are_learning=kind == "learning"),
            pager=pager(SENTENCES, parameters, page, pages),
        ),
    )
