"""A page for each agency, theme, keyword, partnership, area and review: what it is, its sentences, what is one step away."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from casegraph.briefings.review import review_document
from casegraph.briefings.topics import Topic, about_agency, about_clauses, about_thing
from casegraph.briefings.workbooks import reviews_workbook
from casegraph.collections.words import in_requests, left_out
from casegraph.fragments.elements import Link, Place, Select
from casegraph.fragments.pages import ClausePage, CollectedPage, ReviewPage, Ways
from casegraph.fragments.sent import Addressee, Sent
from casegraph.record.web_access import is_day
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection, Kind
from casegraph.views.concepts import Agency, Theme
from casegraph.views.entity import PARTS_OF, Sentences, collected, sentences
from casegraph.views.facets import choose
from casegraph.views.facts import facts
from casegraph.views.file_names import table_name
from casegraph.views.highlights import ALL, NOTHING, only_thing
from casegraph.views.incidents import happened_in
from casegraph.views.json_answers import (
    clause_answers,
    collected_head,
    review_answers,
    review_page_answer,
    sentences_head,
)
from casegraph.views.learnt import learnt
from casegraph.views.list_orders import in_order
from casegraph.views.list_words import LEARNT_IN
from casegraph.views.role_answers import role_groups, role_head
from casegraph.views.roles import ASKING, naming, naming_among, role
from casegraph.views.sending_words import sending_words
from casegraph.views.sendings import NamedAddressee, sending_of, sent_to
from casegraph.views.texts import COUNTED, PARTS
from casegraph.web import papers
from casegraph.web.address_parameters import PAGE, AddressParameter
from casegraph.web.addresses import with_parameters
from casegraph.web.beside import other_answers, other_parts
from casegraph.web.elements import (
    address,
    bars,
    beside,
    buttons,
    link,
    links,
    mark,
    pager,
    place_of,
    select,
    unnamed_address,
)
from casegraph.web.learnt_parts import SENTENCES, learnt_table
from casegraph.web.listed import (
    Choosing,
    cited,
    marks_link,
    place,
    review_list,
    sentence,
    sentence_list,
    sentences_in_reviews,
)
from casegraph.web.papers import EXCEL, PAPERS, briefed, document, workbook
from casegraph.web.parameters import DAY, MARKED, PIECE, Parameters, list_parameters, paged, parameters_of
from casegraph.web.representations import Form
from casegraph.web.resource_page import resource_page
from casegraph.web.saved_forms import as_json, forms_of_clauses, forms_of_reviews
from casegraph.web.sentence_parts import page_link, report_link
from casegraph.web.site import Site
from casegraph.web.streams import json_pieces

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["entity", "entity_parameters"]

_SAVED = (*PAPERS, (".csv", "Save as CSV"), (".json", "JSON"), (".ttl", "Turtle"), (".jsonld", "JSON-LD"))


def entity(site: Site, request: "Request") -> "Response":
    """Answer with the page of a thing, a plain one if no review has it.

    Raises ProtocolError (404) if the graph does not know it.
    """
    kind: Kind = request.path_params["kind"]
    c, id = site.collection, request.path_params["name"]
    if id not in c.of_kind(kind):
        request.path_params["path"] = f"{kind}/{id}"
        return resource_page(site, request)
    parameters = parameters_of(request)
    if kind in PARTS_OF:
        forms = _sentences(site, kind, id, parameters)
    elif kind == "review":
        forms = _review(site, id, parameters)
    else:
        forms = _collected(site, kind, id, parameters)
    picture: dict[str, Form] = {} if kind == "area" else {"image/svg+xml": lambda: _picture(site, kind, id)}
    others = site.described(f"{site.base}{kind}/{id}") | picture
    return site.respond(
        request,
        {**forms, **others},
        takes=entity_parameters(c, kind),
        called=_called(kind, id, parameters),
    )


def _called(kind: Kind, id: str, parameters: Parameters) -> str:
    """Return what the table of a page is called."""
    if kind not in PARTS_OF:
        return table_name("sentences" if kind == "review" else "reviews", id)
    part = parameters.get("part", [""])[0]
    what = "learning-points" if part == "learning" else "recommendations"
    parts = [part] * (part in PARTS_OF[kind] and part not in ("asked", "recommendations", "learning"))
    return table_name(what, *parts, id, *parameters.get("with", ()))


def entity_parameters(c: Collection, kind: Kind) -> list[AddressParameter]:
    """Return what the page of a thing of a kind takes."""
    if kind not in PARTS_OF:
        day = [DAY] * (kind == "review" and c.profile.has_replies)
        return [*(list_parameters() if kind == "partnership" else [MARKED]), *day, PAGE]
    other: Kind = "theme" if kind == "agency" else "agency"
    part = AddressParameter("part", "Which sentences to show; by default the first group that has any", PARTS_OF[kind])
    return [part, AddressParameter("with", f"Only those with this {other}", c.of_kind(other)), *list_parameters(), PAGE]


def _picture(site: Site, kind: Kind, id: str) -> str:
    from casegraph.drawing.neighbourhood import neighbourhood

    return neighbourhood(site.graph, id if kind == "review" else f"{kind}/{id}")


def _sentences(site: Site, kind: Kind, id: str, parameters: Parameters) -> dict[str, Form]:
    """Return an agency or a theme with one part of its clauses."""
    c = site.collection
    thing = c.of_kind(kind)[id]
    assert isinstance(thing, Agency | Theme)
    partner = parameters.get("with", [""])[0]
    listed = sentences(c, kind, id, parameters.get("part", [""])[0], partner)
    listed = replace(listed, clauses=in_order(c, listed.clauses, parameters.get("sort", [""])[0]))
    shown, page, pages = paged(listed.clauses, parameters)

    def html() -> str:
        here = address(kind, id)
        titles = [PARTS[listed.part]] * (listed.part != listed.first)
        titles += [] if listed.partner is None else [c.label(listed.partner_kind, listed.partner)]
        view = ClausePage(
            is_agency=kind == "agency",
            definition=thing.definition,
            also=", ".join(thing.also),
            group=c.groups[thing.group].label if isinstance(thing, Theme) else "",
            broader=link(c, kind, thing.broader) if thing.broader else None,
            includes=links(c, kind, (each.id for each in _alike(c, thing) if each.broader == id)),
            ways=_ways(c, id, listed) if kind == "agency" else None,
            address=here,
            switches=_switches(c, listed, partner),
            learnt=_learnt(c, kind, id),
            state=_state(c, listed),
            sentences=sentence_list(
                c,
                shown,
                only_thing(c, kind, id, listed.partner),
                actions=buttons(here, parameters, _SAVED),
                choosing=Choosing(here, parameters, "#sentences", are_learning=listed.part == "learning"),
                pager=pager(here, parameters, page, pages),
            ),
            near=beside(c, kind, id),
            iri=f"{site.base}{kind}/{id}",
            elsewhere=other_parts(site.beside, kind, id),
            replies=with_parameters("/replies", {"agency": id}) if kind == "agency" and sent_to(c, id) else "",
        )
        title = " – ".join([*titles, thing.label])
        return site.render(
            "clauses.html", heading=thing.label, title=title, mark=mark(kind, kind.capitalize()), view=view, page=page
        )

    def topic() -> Topic:
        if listed.partner is None and not (kind == "agency" and parameters.get("part")):
            return about_agency(c, id) if kind == "agency" else about_thing(c, kind, id)
        chosen = [
            PARTS[listed.part],
            *([] if listed.partner is None else [c.label(listed.partner_kind, listed.partner)]),
        ]
        lead = f"are on this page: {', '.join(chosen)}"
        return about_clauses(c, listed.clauses, thing.label, lead, f"the page /{kind}/{id} of casegraph serve")

    return {
        "text/html": html,
        **forms_of_clauses(c, listed.clauses),
        "application/json": lambda: _json(site, kind, thing, listed),
        **briefed(site, topic),
        **papers.sentences(c, listed.clauses, f"{thing.label}: {PARTS[listed.part].lower()}"),
    }


def _state(c: Collection, listed: Sentences) -> str:
    """Return how many clauses are listed, and how many of a theme's recommendations name an agency."""
    state = sentences_in_reviews(listed.clauses, "learning point" if listed.part == "learning" else "recommendation")
    return naming_among(c, listed.clauses.mask).beside(state) if listed.part in ("asked", "recommendations") else state


def _learnt(c: Collection, kind: Kind, id: str) -> Link | None:
    """Return the link to what was learnt in the reviews of an agency or a theme, None if there are none."""
    reviews = choose(c, {kind: [id]}).reviews
    text = LEARNT_IN[kind].format(number=counted(len(reviews), "review"))
    is_there = reviews and not left_out(int(facts(c).learning.sum()), c.profile)
    return Link(text, with_parameters("/reviews", {kind: id}) + "#learnt") if is_there else None


def _json(site: Site, kind: Kind, thing: Agency | Theme, listed: Sentences) -> Iterator[str]:
    c = site.collection
    head, clauses = sentences_head(c, kind, thing, listed), clause_answers(c, listed.clauses)
    if site.beside:
        head["elsewhere"] = other_answers(site.beside, kind, thing.id)
    if kind == "theme":
        return json_pieces(clauses, head, "sentences")
    shown = role(c, thing.id)
    return json_pieces(clauses, {**head, **role_head(c, shown)}, "sentences", role_groups(c, shown).items())


def _ways(c: Collection, id: str, listed: Sentences) -> Ways:
    """Return how many recommendations ask an agency, in which ways, each number with the address of its sentences."""
    here, sizes, known = address("agency", id), listed.sizes, naming(c)
    rows = [
        (sizes[way], PARTS[way], with_parameters(here, {"part": way}) + "#sentences")
        for way in ASKING
        if not left_out(sizes[way], c.profile)
    ]
    asking = in_requests(counted(sizes["asked"], *COUNTED["asking"]), c.profile)
    mentioned = Link(
        counted(sizes["mentioned"], *COUNTED["mentioned"]), with_parameters(here, {"part": "mentioned"}) + "#sentences"
    )
    return Ways(
        asking,
        bars(rows),
        mentioned if sizes["mentioned"] else None,
        str(known),
        unnamed_address(c) if known.unnamed else "",
    )


def _alike(c: Collection, thing: Agency | Theme) -> Iterable[Agency | Theme]:
    """Return all agencies or all themes, whichever a thing is one of."""
    return c.agencies.values() if isinstance(thing, Agency) else c.themes.values()


def _switches(c: Collection, listed: Sentences, partner: str) -> tuple[Select, ...]:
    """Return what can be chosen of an agency's or a theme's sentences."""
    other = listed.partner_kind
    sizes = (
        (part, f"{PARTS[part]} ({number:,})")
        for part, number in listed.sizes.items()
        if part == listed.part or not left_out(number, c.profile)
    )
    partners = [(id, f"{c.label(other, id)} ({number:,})") for id, number in listed.partners]
    label = "On the theme" if other == "theme" else "With the agency"
    beside = (select("with", label, [("", f"Any {other}"), *partners], partner),) if partners else ()
    return (select("part", "Show", sizes, listed.part), *beside)


def _collected(site: Site, kind: Kind, id: str, parameters: Parameters) -> dict[str, Form]:
    """Return a keyword, a partnership or an area with its reviews."""
    c = site.collection
    thing = c.of_kind(kind)[id]
    gathered = collected(c, kind, id)
    shown, page, pages = paged(gathered.reviews, parameters)
    partnership = c.partnerships[id] if kind == "partnership" else None
    asks = in_order(c, gathered.recommendations, parameters.get("sort", [""])[0])

    def html() -> str:
        here = address(kind, id)
        own = {kind: [id], "sort": parameters.get("sort", [])}
        others, further = max(0, len(asks) - PIECE), with_parameters(SENTENCES, own, page=2)
        saved = buttons(SENTENCES, own, [EXCEL, (".csv", "Save as CSV")]) if asks else ()
        view = CollectedPage(
            is_partnership=partnership is not None,
            areas=_areas(c, kind, id),
            is_derived=partnership is not None and partnership.derived,
            matrix="" if kind == "area" else with_parameters("/matrix", {kind: id}),
            count=counted(len(gathered.reviews), "review"),
            learnt=learnt_table(learnt(c, gathered.mask), {kind: [id]})
            if kind != "area" and c.profile.has_learning
            else None,
            reviews=review_list(
                c,
                shown,
                actions=buttons(here, {}, _SAVED),
                pager=pager(here, parameters, page, pages),
            ),
            asks=naming_among(c, asks.mask).beside(sentences_in_reviews(asks)),
            sentences=sentence_list(c, asks[:PIECE], actions=saved, choosing=Choosing(here, parameters, "#its-asks"))
            if partnership
            else None,
            others=Link(counted(others, "more recommendation"), further) if others else None,
            near=None if kind == "area" else beside(c, kind, id),
            iri=f"{site.base}{kind}/{id}",
        )
        called = mark(kind, "Safeguarding partnership" if partnership else kind.capitalize())
        return site.render("collected.html", heading=thing.label, mark=called, view=view, page=page)

    return {
        "text/html": html,
        **forms_of_reviews(c, gathered.reviews),
        "application/json": lambda: json_pieces(
            review_answers(c, gathered.reviews), collected_head(c, kind, id), "reviews"
        ),
        **briefed(site, lambda: about_thing(c, kind, id)),
        **workbook(lambda: reviews_workbook(c, gathered.reviews, thing.label), len(gathered.reviews)),
    }


def _areas(c: Collection, kind: Kind, id: str) -> tuple[Place, ...]:
    """Return the areas of a partnership, or the larger areas around an area."""
    if kind == "area":
        within = place_of(c.areas[id]).within
        return (Place(within, "", ""),)
    return tuple(place_of(c.areas[each]) for each in c.partnerships[id].areas) if kind == "partnership" else ()


def _review(site: Site, id: str, parameters: Parameters) -> dict[str, Form]:
    """Return a review with all its clauses."""
    c = site.collection
    review = c.reviews[id]
    choosing = Choosing(address("review", id), parameters)

    def html() -> str:
        here = address("review", id)
        only = ALL if choosing.is_all_marked else NOTHING
        recommendations = tuple(sentence(c, each, only, with_review=each.is_remark) for each in review.recommendations)
        learning = tuple(sentence(c, each, only, with_review=False) for each in review.learning)
        view = ReviewPage(
            profile=c.profile,
            partnerships=links(c, "partnership", review.partnerships),
            areas=tuple(place_of(c.areas[each]) for each in review.areas),
            year="" if review.year is None else str(review.year),
            ages=review.ages,
            happened=happened_in(review, c.profile),
            doubt=review.doubt,
            corrected=review.corrected,
            citation=cited(c, review),
            keywords=links(c, "keyword", review.keywords),
            report=report_link(review),
            page=page_link(c, review),
            marks=marks_link(choosing),
            is_all_marked=choosing.is_all_marked,
            place=place(c, review, review),
            narrative=review.narrative,
            actions=buttons(here, {}, _SAVED),
            recommendations=recommendations,
            learning=learning,
            has_likely=any(each.likely for each in (*recommendations, *learning)),
            has_owner=any(each.owner for each in recommendations),
            near=beside(c, "review", id),
            iri=f"{site.base}review/{id}",
            sent=_sent(c, id, parameters.get("day", [""])[0]),
            has_learning=not left_out(len(learning), c.profile),
        )
        return site.render("review.html", heading=review.title, mark=mark("review", "Review"), view=view)

    return {
        "text/html": html,
        **forms_of_clauses(c, review.clauses),
        "application/json": lambda: as_json(review_page_answer(c, review)),
        **document(lambda: review_document(c, review)),
        **papers.sentences(c, review.clauses, review.title),
    }


def _sent(c: Collection, id: str, day: str) -> Sent | None:
    """Return to whom a document was sent, with its status on a day if one is chosen; None if that is not known."""
    if (document := sending_of(c, id)) is None:
        return None
    addressees = tuple(Addressee(each.name, _read_as(c, each)) for each in document.addressees)
    onward = Link("Replies on a day", with_parameters("/replies", {"day": day} if day else {}))
    return Sent(addressees, sending_words(document, c.profile, day if is_day(day) else ""), onward)


def _read_as(c: Collection, addressee: NamedAddressee) -> tuple[Link, ...]:
    return tuple(link(c, "agency", id) if id in c.agencies else Link(label, "") for id, label in addressee.agencies)
