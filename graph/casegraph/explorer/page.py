"""The explorer: the graph as one HTML file, with its data, style and script inside.

``scripts/`` holds the template, the words that it shares with served pages (``parts.html``), one style sheet and the
scripts, which are joined by name, ``explorer.js`` last. The policy forbids everything but this style and this script.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from casegraph.collections import Profile, profile_named
from casegraph.collections.profile import ASKS_WHOM
from casegraph.collections.words import all_in_requests, nouns
from casegraph.drawing.finding_picture import finding_picture
from casegraph.drawing.policy import in_script, policy
from casegraph.explorer.elsewhere import BesideExplorer, elsewhere_data
from casegraph.fragments.own_words import in_own_words
from casegraph.fragments.templates import filler, script
from casegraph.fragments.templates import templates as fragment_templates
from casegraph.network import project
from casegraph.palette import css
from casegraph.store.build_tables import BuildTables
from casegraph.store.protocol import Store
from casegraph.views.as_json import explorer_data
from casegraph.views.collection import Collection
from casegraph.views.collection_file import open_collection
from casegraph.views.elsewhere import label_of
from casegraph.views.findings import findings
from casegraph.views.list_words import ORDERS
from casegraph.views.meaning import MEANING
from casegraph.views.newest import newest
from casegraph.views.node_styles import NODE_STYLES, outline
from casegraph.views.overview import heading
from casegraph.views.recommendation_filters import ANY_SUBJECT, FILTERS, NAMING, STRENGTH
from casegraph.views.sendings import keep_sendings
from casegraph.views.suggestions import search_rules
from casegraph.views.texts import MEASURED, TEXTS, VIEWS, words

if TYPE_CHECKING:
    from jinja2 import Environment

    from casegraph.graph import Graph

__all__ = ["BUDGET", "explorer", "explorer_of", "explorer_page", "styles", "templates", "without_comments"]

BUDGET = 2_000
"""Reviews that the explorer shows at most: 8 MB, which a browser reads in a second or two."""

RECOMMENDATION_FILTERS = {
    "filters": FILTERS,
    "anySubject": ANY_SUBJECT,
    "values": {"naming": NAMING, "on": {ANY_SUBJECT: "Any subject"}, "strength": STRENGTH},
}
"""What the explorer's script chooses recommendations by, in words."""

_NO_SENTENCES = ("sentenceColumns", "reviewColumns", "clauseFolders", "ofRecommendations", "inOrder", "unranked")
"""Words of the scripts that are columns of tables, parts of addresses and keys, which are alike for all collections."""

_FOLDER = files("casegraph.explorer") / "scripts"
_VIEWS = (
    "overview",
    "matrix",
    "reviews",
    "elsewhere",
    "entities",
    "findings",
    "found",
    "learnt",
    "method",
    "network",
    "pictures",
)  # the fragments that it uses


def explorer(graph: "Graph") -> str:
    """Return the explorer of an open graph."""
    return explorer_of(graph.store, open_collection(graph.store, graph.folder), graph.tables)


def explorer_of(
    store: Store,
    collection: Collection,
    tables: BuildTables | None = None,
    beside: Sequence[BesideExplorer] = (),
) -> str:
    """Return the explorer of a graph: of its newest reviews, where there are more than a browser can open at once.

    *store* holds the graph, *collection* what pages show of it, *tables* are those of its build, if it is from one;
    *beside* are the explorers of collections that were built together with it.
    """
    shown = keep_sendings(newest(store, collection, BUDGET), store)
    reviews = None if shown is collection else shown.reviews.keys()
    network = project(store, "agency-theme", inherited=False, reviews=reviews, tables=tables)
    pictures = {finding.id: finding_picture(shown, finding) for finding in findings(shown)}
    data: dict[str, object] = {**explorer_data(shown, network), "pictures": pictures}
    if own := nouns(collection.profile):
        data |= {"id": collection.id, "nouns": own}
    if beside:
        data |= {"collection": label_of(collection), "elsewhere": elsewhere_data(beside)}
    return explorer_page(data, of=len(collection.reviews))


def explorer_page(data: Mapping[str, Any], *, of: int | None = None) -> str:
    """Return the explorer of *data* (see ``casegraph.views.as_json``); it says so if there are more reviews, *of* them in all."""
    from markupsafe import Markup

    own = profile_named(data["id"]) if "nouns" in data else None
    style, script = styles(), f'"use strict";\n(() => {{\n{fragments(own)}\n{_joined(".js")}\n}})();'
    profile = data["profile"]
    called = heading(
        (review["year"] for review in data["reviews"]),
        profile["documents"],
        profile["words"]["appeared"],
        own.asks_whom if own else ASKS_WHOM,
    )
    environment = templates() if own is None else in_own_words(templates(), own)
    return environment.get_template("explorer.html").render(
        title=f"{called} – Casegraph",
        heading=called,
        views=VIEWS if own is None else all_in_requests(VIEWS, own),
        profile=profile,
        made=data["made"],
        shown=len(data["reviews"]),
        of=of if of is not None and of > len(data["reviews"]) else None,
        policy=policy(f"<style>{style}</style><script>{script}</script>", markup_by="fragments"),
        styles=Markup(style),  # ours
        script=Markup(script),  # ours
        data=Markup(
            in_script(
                {
                    "words": {
                        **_words(data),
                        "meaning": MEANING,
                        "recommendationFilters": RECOMMENDATION_FILTERS
                        if own is None
                        else all_in_requests(RECOMMENDATION_FILTERS, own),
                        "search": search_rules(),
                        "outlines": {kind: outline(kind) for kind in NODE_STYLES},
                    },
                    **data,
                }
            )
        ),  # without a "<"
    )


def _words(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the words of the explorer's scripts, with what the collection calls its recommendations."""
    if "nouns" not in data:
        return words()
    own = {name: value for name, value in words().items() if name not in _NO_SENTENCES}
    if not any(each.get("strength") for review in data["reviews"] for each in review.get("recommendations", ())):
        own["orders"] = [[name, text] for name, text in ORDERS.items() if name != "strength"]
    return {**words(), **cast("Mapping[str, Any]", all_in_requests(own, profile_named(data["id"])))}


@cache
def templates() -> "Environment":
    """Return the templates of the explorer, and the words that served pages have as well."""
    from jinja2 import ChoiceLoader, PackageLoader

    shared = fragment_templates()
    loader = ChoiceLoader([PackageLoader("casegraph.explorer", "scripts"), shared.loader])  # type: ignore[list-item]
    environment = shared.overlay(loader=loader)
    environment.globals = {**shared.globals, "measured": MEASURED}
    return environment


def fragments(profile: Profile | None = None) -> str:
    """Return the scripts that the explorer shares with served pages: of its fragments, buttons that copy, the search box, paper.

    Their texts have what the collection of a *profile* calls its recommendations.
    """
    environment = templates()
    if profile is not None:
        environment = in_own_words(environment, profile)
        environment.globals = {**environment.globals, "texts": all_in_requests(TEXTS, profile)}
    filling = filler(environment, [f"fragments/{name}.html" for name in _VIEWS])
    return without_comments("\n".join([filling, *map(script, ("copy", "combobox", "printed"))]))


def styles() -> str:
    """Return the style sheet of the explorer and of served pages."""
    return f"{css()}\n{_joined('.css')}"


def _joined(ending: str) -> str:
    """Return the files with this ending as one text, without comments."""
    entries = [entry for entry in _FOLDER.iterdir() if entry.name.endswith(ending)]
    entries.sort(key=lambda entry: (entry.name == f"explorer{ending}", entry.name))
    return "\n".join(without_comments(entry.read_text(encoding="utf-8").strip("\n")) for entry in entries)


def without_comments(source: str) -> str:
    r"""Return a script or a style sheet without what is only for those who read the source.

    >>> print(without_comments('a(); // first\n  // second\nb("https://x"); /* third */'))
    a();
    b("https://x");
    """
    lines = _STYLE_COMMENT.sub("", source).splitlines()
    return "\n".join(
        _LINE_COMMENT.split(line, maxsplit=1)[0].rstrip() for line in lines if not line.lstrip().startswith("//")
    )


_STYLE_COMMENT = re.compile(r"/\*[^*]*\*/\n?")
_LINE_COMMENT = re.compile(r"(?<=[;{},]) // ")
