"""A network as a page that opens anywhere: a picture that can be moved about in, with its sentences and tables.

The picture is by pyvis (``network_picture.py``); page, style, search, filters, sentences and tables are ours
(``network_page_parts/``). The page computes no position in the browser and fetches nothing, and no text of a collection's
page ever becomes markup.
"""

import html
import re
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

from casegraph import __version__
from casegraph.asking.counting import naming_of
from casegraph.collections import Profile
from casegraph.collections.profile import Words
from casegraph.collections.words import has_own_words, in_requests, nouns
from casegraph.drawing.network_data import EDGES, LinkSources, StrongestPart, source_items, strongest_part
from casegraph.drawing.network_picture import node_places, picture_height, picture_scripts
from casegraph.drawing.page_frame import FRAME_STYLE, PAGE_STYLE, header, tones
from casegraph.drawing.policy import in_script, policy
from casegraph.fragments.own_words import in_own_words
from casegraph.fragments.templates import filler, templates
from casegraph.network.model import Projection
from casegraph.network.projection_queries import projection_query
from casegraph.unranked import UNRANKED
from casegraph.views.attribution import counted, helpline, profile_of
from casegraph.views.naming import Naming
from casegraph.views.node_styles import NODE_STYLES, shape_path, style_of

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["LARGEST", "network_page"]

LARGEST = 800_000
"""How many bytes a page may have; of a larger network the weaker links are left out, with their sentences."""

_SCRIPTS = ("picture", "lists", "controls")
_FEW = 100  # links that are drawn even if the page gets too large
_PLACE = re.compile(r"\{\{([a-z]+)\}\}")


def network_page(
    graph: "Graph",
    projection_name: str,
    *,
    back: str = "",
    links: Mapping[str, str] | None = None,
    projection: Projection | None = None,
) -> str:
    """Return a projection of an open graph as a page; raises CasegraphError for a name that does not exist.

    *back* is the address of the page that leads to it, if one does, and *links* are those of its header, by address; *projection* is the network, if the caller has it
    already. Agencies that are assumed because a recommendation names none are left out, as in ``casegraph metrics``.
    """
    projection = projection or graph.projection(projection_name, inherited=False)
    sentences, profile, known = LinkSources.of(graph), profile_of(graph.store), naming_of(graph.store)
    edges = EDGES
    while True:
        some = strongest_part(projection, edges=edges)
        page = _page(sentences, some, back, links or {}, profile, known)
        if len(page.encode()) <= LARGEST or edges < _FEW:
            return page
        edges = min(edges, len(some.projection.edges)) * 3 // 4  # the strongest; what is left out is said


def _page(
    sources: LinkSources, some: StrongestPart, back: str, links: Mapping[str, str], profile: Profile, known: Naming
) -> str:
    projection = some.projection
    query = projection_query(projection.name)
    columns = len({*projection.attributes["x"]}) == 2  # as casegraph.network.layout.positions does it
    data = source_items(sources, projection) | {
        "name": projection.name,
        "base": sources.base,
        "columns": columns,
        "tones": {kind: tones(kind) for kind in sorted({node.kind for node in projection.nodes})},
        "kinds": {
            kind: [in_requests(each, profile) for each in style_of(kind)[:2]]
            for kind in sorted({node.kind for node in projection.nodes})
        },
        "unranked": UNRANKED,
        "ids": [node.iri.removeprefix(sources.base) for node in projection.nodes],
    }
    if has_own_words(profile):
        data["nouns"] = nouns(profile)
    drawing, picture = picture_scripts(projection, node_places(projection, columns))
    folder = files("casegraph.drawing") / "network_page_parts"
    height = picture_height(projection, columns)
    texts = {
        "title": html.escape(in_requests(projection.title, profile)),
        "description": html.escape(in_requests(query.description_in(profile.words), profile)),
        "left": in_requests(_left_out(some, profile.words, known), profile),
        "frame": header(links),
        "back": f'<p><a href="{html.escape(back)}">Back to the tables of this network</a></p>' if back else "",
        "legend": _legend(projection, profile),
        "kinds": _kinds(projection, profile),
        "version": __version__,
        "notice": html.escape(f"{profile.notice.on_pictures} {profile.notice.counts}", quote=False),
        "helpline": f"{html.escape(profile.helpline.question)} {helpline(profile)}",
        "holders": html.escape(profile.rights.possessive, quote=False),
    }
    ours = {name: (folder / f"page.{name}").read_text(encoding="utf-8").strip() for name in ("html", "css")}
    scripts = [(folder / f"{name}.js").read_text(encoding="utf-8").strip() for name in _SCRIPTS]
    script = "\n".join([filler(in_own_words(templates(), profile), ["fragments/behind.html"]), *scripts])
    filled = {
        "styles": FRAME_STYLE + PAGE_STYLE + ours["css"].replace("{{height}}", height),
        "drawing": drawing,
        "picture": picture,
        "script": f'(() => {{\n"use strict";\n{script}\n}})();',
        "data": in_script(data),
        "policy": "{{policy}}",
    }
    page = _PLACE.sub(lambda place: texts.get(place[1]) or filled.get(place[1], ""), ours["html"])
    return page.replace("{{policy}}", html.escape(policy(page)), 1) + "\n"


def _left_out(some: StrongestPart, words: Words, known: Naming) -> str:
    """Return as paragraphs what the picture does not show."""
    sentences = []
    if some.projection.inherited and not some.projection.has_inherited:
        sentences.append(
            f"Of all recommendations: {known}. This diagram leaves out those with no agency named "
            f"(assumed: {html.escape(words.meant, quote=False)})."
        )
    if some.other_nodes or some.other_edges:
        sentences.append(
            f"The diagram and its tables show the {len(some.projection.nodes):,} nodes with the strongest links; "
            f"{some.other_nodes:,} more nodes and {some.other_edges:,} links are left out. "
            f"<code>casegraph export</code> writes all of them."
        )
    if some.alone:
        sentences.append(
            f"{counted(some.alone, 'more node')} without links {'is' if some.alone == 1 else 'are'} left out."
        )
    return "\n".join(f"<p>{text}</p>" for text in sentences)


def _present(projection: Projection) -> list[tuple[str, int]]:
    """Return the kinds of the nodes, in the order of NODE_STYLES, and how many nodes each has."""
    count = Counter(node.kind for node in projection.nodes)
    known = [kind for kind in NODE_STYLES if kind in count]
    return [(kind, count[kind]) for kind in known + sorted(count.keys() - NODE_STYLES.keys())]


def _mark(kind: str) -> str:
    look = style_of(kind)
    path = shape_path(look.shape, 10, 10, 7)
    return f'<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path class="is-{html.escape(kind)}" d="{path}" fill="{look.colour}"/></svg>'


def _legend(projection: Projection, profile: Profile) -> str:
    """Return what shape and colour each kind has, as list items."""
    lines = []
    for kind, count in _present(projection):
        called = in_requests(style_of(kind)[count != 1], profile)
        lines.append(f"<li>{_mark(kind)} {count:,} {html.escape(called)}</li>")
    return "\n".join(lines)


def _kinds(projection: Projection, profile: Profile) -> str:
    """Return a box to tick for each kind."""
    return "\n".join(
        f'<label><input type="checkbox" name="kind" value="{html.escape(kind)}" checked> {html.escape(in_requests(style_of(kind).many, profile))}</label>'
        for kind, _ in _present(projection)
    )
