"""The page that finds names and sentences by their words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from casegraph.briefings.topics import Topic, about_clauses
from casegraph.fragments.elements import Link, NameMatch, NameMatches, Reading, Role
from casegraph.fragments.lists import SentenceList
from casegraph.fragments.pages import FindPage
from casegraph.views.attribution import counted
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection, Kind
from casegraph.views.facts import facts
from casegraph.views.file_names import table_name
from casegraph.views.find import Matches, find, unused_names
from casegraph.views.find_words import Counts
from casegraph.views.highlights import Only, only_words
from casegraph.views.list_orders import in_order
from casegraph.views.lists import TITLES
from casegraph.views.meaning import nearest_in_meaning
from casegraph.views.plain_text import words_in
from casegraph.views.read_as_shown import Clauses
from casegraph.views.readings import Suggestion
from casegraph.views.roles import naming, ways_in_words
from casegraph.views.suggestions import remarks_on
from casegraph.views.texts import TEXTS
from casegraph.web import papers
from casegraph.web.address_parameters import PAGE, WORDS
from casegraph.web.addresses import address_of, with_parameters
from casegraph.web.elements import buttons, link, mark, pager
from casegraph.web.listed import Choosing, sentence_list
from casegraph.web.parameters import Parameters, list_parameters, paged, parameters_of
from casegraph.web.saved_forms import forms_of_clauses
from casegraph.web.site import Site
from casegraph.web.suggest import address_of_suggestion, what

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["find_page"]

_MOST = 200  # names of one kind
_LONGEST = 80  # letters of what is looked for that a title has


def find_page(site: Site, request: "Request") -> "Response":
    """Answer with names and sentences that have the words that are looked for."""
    c, parameters = site.collection, parameters_of(request)
    texts = parameters.get("words", [])
    query = " ".join(texts)
    matches = find(c, texts)
    page = paged(matches.clauses, parameters)[1]

    def html() -> str:
        view = _view(site, matches, parameters)
        title = f"{query[:_LONGEST]} – Find" if query else ""
        return site.render("find.html", heading="Find", title=title, found_words=query, view=view, page=page)

    def topic() -> Topic:
        clauses = (
            matches.clauses if isinstance(matches.clauses, Clauses) else Clauses.of(c, facts(c).recommendations)[:0]
        )
        return about_clauses(
            c, clauses, f"“{query}”", f"have the words “{query}”", f"find “{query}” in casegraph serve"
        )

    forms = {
        "text/html": html,
        **forms_of_clauses(c, in_order(c, matches.clauses, parameters.get("sort", [""])[0])),
        **papers.briefed(site, topic),
        **papers.sentences(c, matches.clauses, f"Sentences with “{query}”"),
    }
    return site.respond(request, forms, takes=[WORDS, *list_parameters(), PAGE], called=table_name("sentences", *texts))


def _view(site: Site, matches: Matches, parameters: Parameters) -> FindPage:
    c, texts = site.collection, [matches.sought] if matches.sought else []
    unused = unused_names(c, site.store, texts)
    readings = matches.read.readings
    among = {address_of_suggestion(each) for each in readings}
    listed = {kind: ids for kind, ids in matches.things.items() if {link(c, kind, id).href for id in ids} - among}
    names = [
        NameMatches(
            kind,
            mark(kind, TITLES[kind]),
            f"{TITLES[kind]} ({len(ids):,})",
            tuple(_names(c, matches, kind, ids, texts)),
        )
        for kind, ids in listed.items()
    ]
    if unused:
        others = (Link(each.label, address_of(f"{site.base}{each.kind}/{each.id}", site.base)) for each in unused)
        shown = tuple(NameMatch(each, "") for each in others)
        names.append(NameMatches("others", None, f"Not in any review ({len(unused):,})", shown))
    words = words_in(texts)
    only = only_words(words)
    near = nearest_in_meaning(c, texts).clauses if texts and not matches.clauses else ()
    number = sum(map(len, matches.things.values())) + len(unused)
    counts = Counts(len(readings), number, len(matches.clauses), len(near))
    state, remarks = counts.state(matches.sought, words, [] if unused else remarks_on(matches.read))
    return FindPage(
        state=state if texts else "All names, by type",
        naming=str(naming(c)) if "agency" in matches.things else "",
        role=_role(c, matches),
        remarks=tuple(remarks),
        can_mean=TEXTS["canMean"].replace("{words}", matches.sought[:_LONGEST]),
        readings=tuple(map(_reading, readings)),
        actions=(),
        names=tuple(names),
        relaxed=counts.none(words) if texts else "",
        sentences_title=counts.title(words),
        sentences=sentence_list(c, near, only, choosing=replace(_choosing(parameters), is_ordered=True))
        if near
        else _sentences(c, matches.clauses, only, parameters)
        if matches.clauses
        else None,
    )


def _reading(each: Suggestion) -> Reading:
    """Return what words can mean; what no review has leads no further from here."""
    return Reading(Link(each.text, address_of_suggestion(each) if each.view != "find" else ""), what(each))


def _ways(matches: Matches, agency: str) -> str:
    return ways_in_words({way: counts.get(agency, 0) for way, counts in matches.ways.items()})


def _role(c: Collection, matches: Matches) -> Role | None:
    """Return the page with everything for the agency that was looked for."""
    if matches.role is None:
        return None
    everything = TEXTS["everythingFor"].replace("{agency}", c.label("agency", matches.role))
    return Role(Link(everything, link(c, "agency", matches.role).href), _ways(matches, matches.role))


def _names(
    c: Collection, matches: Matches, kind: Kind, ids: Sequence[str], texts: Sequence[str]
) -> Iterator[NameMatch]:
    """Return names of one kind, with how many recommendations there are for each, if they are counted.

    Only reviews can be more than one page shows: they have a list of their own.
    """
    for id in ids[:_MOST]:
        number = ""
        if kind == "agency":
            number = _ways(matches, id)
        elif kind == "theme":
            number = counted(matches.on.get(id, 0), "recommendation")
        yield NameMatch(link(c, kind, id), number)
    if len(ids) > _MOST:
        listed = Link(f"All {TITLES[kind].lower()} with these words", with_parameters("/reviews", {"words": texts}))
        yield NameMatch(listed, f"{len(ids) - _MOST:,} more")


def _sentences(c: Collection, clauses: Sequence[Clause], only: Only, parameters: Parameters) -> SentenceList:
    clauses = in_order(c, clauses, parameters.get("sort", [""])[0])
    shown, page, pages = paged(clauses, parameters)
    saved = buttons("/find", parameters, [*papers.PAPERS, (".csv", "Save as CSV"), (".json", "JSON")]) if shown else ()
    choosing = _choosing(parameters)
    parts = pager("/find", parameters, page, pages)
    return sentence_list(c, shown, only, actions=saved, choosing=choosing, with_kinds=True, pager=parts)


def _choosing(parameters: Parameters) -> Choosing:
    return Choosing("/find", parameters, "#found-sentences")
