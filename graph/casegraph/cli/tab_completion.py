"""Tab completion of questions, their values, networks, measures, reviews and ids; click completes commands and options.

Values come from the built graph, or from the ontology if there is none. For speed, completion reads the store in this
process. It is silent: if anything fails, it offers nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from casegraph.asking import Parameter, Permitted, Question
    from casegraph.store.protocol import Store

__all__ = [
    "complete_collections",
    "complete_concepts",
    "complete_files",
    "complete_ids",
    "complete_measures",
    "complete_outputs",
    "complete_projections",
    "complete_queries",
    "complete_questions",
    "complete_reviews",
    "complete_roles",
    "complete_things",
    "complete_topics",
    "complete_values",
]

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_MOST = 500  # offers
_KINDS = ("agency", "theme", "partnership", "keyword", "review")
_TOPICS = _KINDS[:3]  # that briefings are about
_NEEDED = (
    "actions", "agencies", "areas", "bases", "bodies", "former-agencies", "keywords", "outcomes", "panel-2020",
    "partnerships", "theme-bases", "themes",
)  # fmt: skip
"""The files of the ontology with values."""


def _silent(offer: Callable[[click.Context], Iterable[tuple[str, str]]]) -> Complete:
    """Return a completion that offers the (value, help) pairs of *offer*, or nothing if that fails."""

    @wraps(offer)
    def complete(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        items: list[CompletionItem] = []
        with suppress(Exception):  # an error must not disturb the prompt
            matching = (each for each in offer(ctx) if each[0].startswith(incomplete))
            items += [CompletionItem(value, help=text) for value, text in islice(matching, _MOST)]
        return items

    return complete


def complete_values(parameter: "Parameter") -> Complete:
    """Return the completion of a parameter: its permitted values, with their labels."""

    def offer(ctx: click.Context) -> Iterator[tuple[str, str]]:
        with _store(ctx) as store:
            for each in _permitted(store, parameter):
                yield each.id, "" if each.label == each.id else each.label

    return _silent(offer)


@_silent
def complete_questions(ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Offer the names of the questions, unless one is there already."""
    from casegraph.asking.new_since import NEW_SINCE
    from casegraph.asking.questions import every_question, questions

    if not ctx.params.get("words"):
        yield from (
            (each.name, each.title)
            for each in [*questions().values(), *_for_some(every_question().values()), NEW_SINCE]
        )


def _for_some(every: "Iterable[Question]") -> "list[Question]":
    """Return the questions that hold for some collections only."""
    return [each for each in every if each.collections and not each.replaced_by]


@_silent
def complete_projections(_ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Offer the names of the networks."""
    from casegraph.resources import resource

    for entry in sorted(resource("ontology", "projections").iterdir(), key=lambda entry: entry.name):
        yield entry.name.removesuffix(".rq"), ""


@_silent
def complete_queries(_ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Offer the names of the questions and networks."""
    from casegraph.conforming import shipped_queries

    yield from ((each.name, each.kind) for each in shipped_queries())


@_silent
def complete_measures(_ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Offer the names of the measures of networks."""
    from casegraph.network.measures import MEASURES

    yield from ((name, measure.meaning) for name, measure in MEASURES.items())


@_silent
def complete_outputs(_ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Offer the names of what a build can write."""
    from casegraph.building.files import ALL, OUTPUTS

    yield from ((name, ", ".join(output.files)) for name, output in OUTPUTS.items())
    yield ALL, "everything"


@_silent
def complete_concepts(_ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Offer the themes and agencies that have wordings."""
    from casegraph.schemes import scheme

    for file in ("themes.ttl", "agencies.ttl"):
        yield from ((each.id, each.label) for each in scheme(file).values() if not each.id.startswith("group-"))


@_silent
def complete_roles(_ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Offer the agencies."""
    from casegraph.schemes import scheme

    yield from ((each.id, each.label) for each in scheme("agencies.ttl").values())


@_silent
def complete_collections(ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Offer the collections of the build."""
    from casegraph.store.built_together import collections_in

    yield from ((each.id, each.title) for each in collections_in(ctx.params.get("directory") or Path("exports")))


@_silent
def complete_reviews(ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Offer the reviews."""
    with _store(ctx) as store:
        yield from ((each.id, each.label) for each in _permitted(store, _of_kind("review")))


@_silent
def complete_ids(ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Offer agencies, themes, partnerships, keywords and reviews, in the form agency/icb."""
    with _store(ctx) as store:
        for kind in _KINDS:
            yield from ((f"{kind}/{each.id}", each.label) for each in _permitted(store, _of_kind(kind)))


def complete_things(kind: str) -> Complete:
    """Return the completion of things of a kind, such as "partnership"."""

    def offer(ctx: click.Context) -> Iterator[tuple[str, str]]:
        with _store(ctx) as store:
            yield from ((each.id, each.label) for each in _permitted(store, _of_kind(kind)))

    return _silent(offer)


@_silent
def complete_topics(ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Offer agencies, themes and partnerships, in the form agency/icb."""
    with _store(ctx) as store:
        for kind in _TOPICS:
            yield from ((f"{kind}/{each.id}", each.label) for each in _permitted(store, _of_kind(kind)))


def complete_files(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave files to the shell."""
    return [CompletionItem(incomplete, type="file")]


def _of_kind(kind: str) -> "Parameter":
    """Return a parameter of this kind."""
    from casegraph.asking.questions import questions

    return next(each for one in questions().values() for each in one.parameters if each.kind == kind)


def _permitted(store: "Store", parameter: "Parameter") -> "tuple[Permitted, ...]":
    from casegraph.asking.values import permitted

    return permitted(store, parameter)


@contextmanager
def _store(ctx: click.Context) -> "Iterator[Store]":
    """Give the built graph that the command names, or the ontology if there is none."""
    import json

    import pyoxigraph

    from casegraph.names import BASE
    from casegraph.store.built_together import folder_of
    from casegraph.store.memory import MemoryStore
    from casegraph.store.release import locate, read

    directory = ctx.params.get("directory") or Path("exports")
    if collection := ctx.params.get("collection"):
        directory = folder_of(directory, collection)
    made = None if ctx.params.get("endpoint") else read(directory, "build.json")  # a key press contacts no server
    if made is not None and locate(directory, "store").is_dir():
        opened = pyoxigraph.Store.read_only(str(locate(directory, "store")))
        yield MemoryStore(opened, str(json.loads(made).get("base", BASE)))
        return
    from casegraph.resources import resource

    ontology = pyoxigraph.Store()
    for name in _NEEDED:
        ontology.bulk_load(resource("ontology", f"{name}.ttl").read_bytes(), pyoxigraph.RdfFormat.TURTLE)
    yield MemoryStore(ontology, BASE)
