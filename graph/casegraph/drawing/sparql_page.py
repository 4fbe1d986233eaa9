"""A page that answers SPARQL: the graph, Oxigraph compiled to WebAssembly, the questions that ship and an editor.

It is one file and needs no server: the engine runs in a worker made from the page's own text, and the page's policy lets
nothing out. Page, style and scripts are in ``sparql_page_parts/``; the scripts are joined by name in the order of _SCRIPTS.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import TYPE_CHECKING

from casegraph import __version__
from casegraph.asking.questions import Parameter, Question, questions
from casegraph.drawing.page_frame import FRAME_STYLE, PAGE_STYLE, header
from casegraph.drawing.policy import in_script, policy
from casegraph.drawing.sparql_engine import engine
from casegraph.drawing.sparql_graph import TEXTS, packed_graph
from casegraph.views.attribution import helpline, profile_of, reviews_counted
from casegraph.views.query_terms import query_terms

if TYPE_CHECKING:
    from casegraph.collections.profile import Words
    from casegraph.graph import Graph

__all__ = ["sparql_page"]

_SCRIPTS = ("held", "tokens", "arithmetic", "mistakes", "engine", "cells", "answer", "page")
_SHARED = ("csv_table", "save")
_LINKED = ("agency", "theme", "review", "partnership", "keyword")
_EDITOR = "; style-src-attr 'unsafe-inline'"  # the editor sets heights so
_PLACE = re.compile(r"\{\{([a-z]+)\}\}")


def sparql_page(graph: "Graph", *, texts: bool = True) -> str:
    """Return an open graph as a page that answers SPARQL; without the words of pages if not *texts*.

    Raises CasegraphError for a graph that is too large for a page, and where npm was missing when Casegraph was set up.
    """
    parts, packed = engine(), packed_graph(graph, texts=texts)
    profile, collection = profile_of(graph.store), graph.collection()
    every = questions()
    chosen = [each for each in every.values() if texts or not _needs_texts(each)]
    folder = files("casegraph.drawing") / "sparql_page_parts"
    shared = files("casegraph.fragments")
    worker = f"{parts.script}\n{(folder / 'worker.js').read_text(encoding='utf-8')}"
    script = [(shared / f"{name}.js").read_text(encoding="utf-8") for name in _SHARED]
    script += [(folder / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    data = {
        "base": graph.base,
        "prefixes": graph.prefixes,
        "linked": {kind: [*collection.of_kind(kind)] for kind in _LINKED},  # type: ignore[arg-type]
        "examples": [_example(each, profile.words) for each in chosen],
        "worker": worker,
    }
    filled = {
        "title": f"SPARQL queries on {html.escape(reviews_counted(graph.store))}",
        "styles": FRAME_STYLE + PAGE_STYLE + (folder / "page.css").read_text(encoding="utf-8"),
        "frame": header({}),
        "left": _left_out(len(every) - len(chosen)) if not texts else "",
        "triples": f"{packed.triples:,}",
        "notice": html.escape(f"{profile.notice.on_pictures} {profile.notice.counts}", quote=False),
        "helpline": f"{html.escape(profile.helpline.question)} {helpline(profile)}",
        "rights": f"Quotations are {html.escape(profile.rights.possessive, quote=False)}"
        + ("; the rest is licensed under CC BY 4.0." if profile.is_published else "."),
        "prefixes": _prefixes(graph.prefixes),
        "version": __version__,
        "data": in_script(data),
        "terms": in_script([asdict(each) for each in query_terms(graph.store)]),
        "editor": parts.editor,
        "script": '(() => {\n"use strict";\n' + "\n".join(each.strip("\n") for each in script) + "\n})();",
        "policy": "{{policy}}",
        "compiled": "{{compiled}}",
        "graph": "{{graph}}",
    }
    page = _PLACE.sub(lambda place: filled[place[1]], (folder / "page.html").read_text(encoding="utf-8"))
    rules = html.escape(policy(page, markup_by="worker", has_worker=True) + _EDITOR)
    for place, value in {"policy": rules, "compiled": parts.compiled, "graph": packed.packed}.items():
        page = page.replace(f"{{{{{place}}}}}", value, 1)
    return page


def _needs_texts(question: Question) -> bool:
    """Return whether a question asks for words of pages."""
    return any(f"cg:{name}" in re.findall(r"cg:\w+", question.sparql) for name in TEXTS)


def _example(question: Question, words: "Words") -> dict[str, object]:
    """Return a question as an example: its query with the values that its parameters have there."""
    return {
        "name": question.name,
        "title": question.title,
        "wording": question.wording,
        "note": question.note_in(words),
        "parameters": [_parameter(each) for each in question.parameters],
        "query": question.sparql,
    }


def _parameter(parameter: Parameter) -> dict[str, str]:
    description = " ".join(filter(None, (f"{parameter.label}.", parameter.hint)))
    return {"variable": f"${parameter.variable}", "description": description}


def _left_out(examples: int) -> str:
    """Return as HTML that the page has no words of pages, and how many examples need them."""
    return (
        '<p class="notice"><strong>Without texts.</strong> This file has no wording of recommendations and learning points. '
        f"The {examples} questions that quote it are left out.</p>"
    )


def _prefixes(prefixes: Mapping[str, str]) -> str:
    """Return the prefixes that queries need not declare, as the entries of a list."""
    return "".join(
        f"<dt><code>{html.escape(name)}:</code></dt><dd><code>{html.escape(iri)}</code></dd>"
        for name, iri in prefixes.items()
    )
