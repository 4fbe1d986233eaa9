"""Validation by parts: it finds what validation of the whole finds, whatever is wrong and in whichever part."""

import random
import re
from collections.abc import Iterator, Sequence

import pyoxigraph as ox
import pytest

from casegraph.building.graph import graph_text
from casegraph.extracting import extract
from casegraph.names import BASE, PREFIXES
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.store.memory import MemoryStore
from casegraph.validating import Result, shapes, validate, validate_part, validate_whole, violations
from casegraph.validating.columns import Columns
from casegraph.validating.parts import local_shapes, spanning_shapes
from casegraph.validating.screens import suspects
from wrong_graphs import INVENTED, MUTATIONS, SHAPES, UNTYPED, Mutation, mutate, store_of

OTHER_BASE = "https://example.org/graph/"
LOOKED_AT = {"incident-suicide-death", *(name for name in SHAPES if name.startswith("child-"))}
"""Shapes whose SELECT looks at every suicide and every child: there are few."""

Parts = list[set[str]]


def parts_of(text: str, base: str = BASE) -> tuple[Parts, dict[str, str]]:
    """The graph of a page in parts of one review each, as lines, and the page's text by its SHA-256."""
    page = page_of(text.encode(), "page.txt")
    parts = [{*graph_text([each], base).split("\n")} - {""} for each in mint([extract(page)])]
    return parts, {page.sha256: page.text}


def in_parts(parts: Sequence[set[str]], base: str = BASE, pages: dict[str, str] | None = None) -> list[Result]:
    """What the parts and then the whole say."""
    checked = (validate_part(part, base=base, pages=pages) for part in parts)
    return validate_whole(checked, parts.__getitem__, base=base, pages=pages)


def as_one(parts: Sequence[set[str]], base: str = BASE, pages: dict[str, str] | None = None) -> list[Result]:
    """What the union of the parts says."""
    return validate(MemoryStore(store_of("\n".join(set().union(*parts))), base), pages=pages)


def lines_of(quads: set[ox.Quad]) -> Iterator[str]:
    return (f"{quad.triple} ." for quad in quads)


def change(store: ox.Store, parts: Parts, mutation: Mutation) -> Parts:
    """Make the same wrong in a store and in parts: what comes goes to the last of the parts that speak of its subject."""
    _, gone, new = mutate(store, mutation)
    changed = [part - {*lines_of(gone)} for part in parts]
    for line in lines_of(new):
        subject = f"{line.split()[0]} "
        about = [number for number, part in enumerate(parts) if any(each.startswith(subject) for each in part)]
        changed[about[-1] if about else 0].add(line)
    return changed


def used(lines: set[str]) -> set[str]:
    """A part without what its review does not lead to, other than shares of bodies; most of it is vocabulary."""
    about: dict[str, set[str]] = {}
    for line in lines:
        about.setdefault(line.split()[0], set()).add(line)
    queue = [subject for subject in about if re.search("/(review|entry|report|coverage)/", subject)]
    kept: set[str] = set()
    while queue:
        new = about.pop(queue.pop(), set())
        kept |= new
        queue += [line.split(" ", 2)[2].removesuffix(" .") for line in new if " <http" in line]
    return kept


@pytest.fixture(scope="module")
def invented() -> Parts:
    """The graph of the invented page in two parts, as a store writes it."""
    parts, _ = parts_of(INVENTED)
    return [used({f"{quad.triple} ." for quad in store_of("\n".join(part))}) for part in parts]


def test_every_shape_is_decided_in_a_part_or_in_the_whole() -> None:
    names = [shape.name for shape in spanning_shapes()]

    assert names == [
        "broader-cycle", "concept-label", "concept-language", "coverage-share", "label-once", "page-collection",
        "partnership-area", "partnership-label",
    ]  # fmt: skip
    assert {*local_shapes()} == {*shapes()} - {*spanning_shapes()}


@pytest.mark.parametrize("name", SHAPES)
def test_each_way_of_being_wrong_is_found_in_parts_as_in_the_whole(name: str, invented: Parts) -> None:
    right = in_parts(invented)
    for mutation in MUTATIONS[name]:
        wrong = change(store_of("\n".join(set().union(*invented))), invented, mutation)
        found = in_parts(wrong)
        assert found == as_one(wrong), mutation
        assert [result for result in found if result.shape.name == name and result not in right], mutation


def test_a_graph_wrong_in_every_way_is_found_wrong_in_all_of_them(invented: Parts) -> None:
    """The first mutation of each shape one after the other, and nodes whose type nobody has said."""
    store, wrong = store_of("\n".join(set().union(*invented))), invented
    for mutations in MUTATIONS.values():
        wrong = change(store, wrong, mutations[0])
    untyped = MemoryStore.from_turtle(UNTYPED).construct("CONSTRUCT WHERE { ?s ?p ?o }").split("\n")
    wrong[1] |= {*untyped} - {""}

    assert in_parts(wrong) == as_one(wrong)
    assert {result.shape.name for result in in_parts(wrong)} == set(SHAPES)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_lost_or_added_is_found_in_parts_as_in_the_whole(seed: int, invented: Parts) -> None:
    """A twentieth of the triples is lost, and as many get another value of their property as well, in each part alike.

    No clause gets a reading of another: a reading's address begins with its clause's, so that both are in one part.
    """
    draw = random.Random(seed)
    lines = [line.split(" ", 2) for line in sorted(set().union(*invented))]
    values: dict[str, list[str]] = {}
    for _, name, value in lines:
        values.setdefault(name, []).append(value)
    lost = {" ".join(each) for each in draw.sample(lines, len(lines) // 20)}
    added = [(subject, name, draw.choice(values[name])) for subject, name, _ in draw.sample(lines, len(lines) // 20)]
    own = ("#hasReading>", "#hasAddressing>")
    added = [each for each in added if not each[1].endswith(own) or each[2].startswith(each[0][:-1])]
    wrong = []
    for part in invented:
        subjects = {line.split(" ")[0] for line in part}
        wrong.append(part - lost | {" ".join(each) for each in added if each[0] in subjects})

    assert in_parts(wrong) == as_one(wrong)
    assert len({result.shape for result in violations(in_parts(wrong))}) > 5


@pytest.mark.parametrize("base", [BASE, OTHER_BASE])
def test_quotes_are_compared_with_the_page_at_hand(base: str) -> None:
    parts, pages = parts_of(INVENTED, base)
    altered = [
        {line.replace('#quote> "domestic abuse"', '#quote> "domestic \\"buse"') for line in part} for part in parts
    ]

    assert (
        violations(in_parts(parts, base, pages))
        == violations(in_parts(altered, base))
        != in_parts(altered, base, pages)
    )
    assert in_parts(altered, base, pages) == as_one(altered, base, pages)
    assert {result.value for result in violations(as_one(altered, base, pages))} == {'domestic "buse'}


@pytest.mark.parametrize(
    ("name", "subject", "predicate", "values"),
    [
        ("review-label", "review:2031-kent-child-u", "rdfs:label", ('"One"', '"Another"')),
        ("review-year", "review:2031-kent-child-u", "cg:year", ("2031", "2030")),
        ("partnership-label", "partnership:kent", "rdfs:label", ('"One"', '"Another"')),
        ("concept-label", "theme:neglect", "skos:prefLabel", ('"one"@en', '"another"@en')),
        ("page-collection", "<https://e.org/page>", "dcterms:isPartOf", ("cg:one", "cg:another")),
        ("broader-cycle", "theme:a", "skos:broader", ("theme:a", "theme:b")),
    ],
)
def test_what_no_part_has_is_found_in_two(name: str, subject: str, predicate: str, values: tuple[str, str]) -> None:
    """Each part has one value; both together are wrong."""
    kinds = {"review": "cg:Review", "partnership": "cg:SafeguardingPartnership", "page": "cg:SourcePage"}
    kind = kinds.get(name.partition("-")[0], "skos:Concept")
    texts = [f"{subject} a {kind} ; {predicate} {value} ." for value in values]
    if name == "broader-cycle":
        texts = [f"{one} {predicate} {other} ." for one, other in (("theme:a", "theme:b"), ("theme:b", "theme:a"))]
    parts = [
        {*MemoryStore.from_turtle(text).construct("CONSTRUCT WHERE { ?s ?p ?o }").split("\n")} - {""} for text in texts
    ]
    alone = {result.shape.name for part in parts for result in as_one([part])}

    assert in_parts(parts) == as_one(parts)
    assert name in {result.shape.name for result in in_parts(parts)} - (alone - {"page-collection"})


def test_parts_are_read_again_only_where_a_review_is_in_two() -> None:
    parts, _ = parts_of(INVENTED)
    again: list[int] = []

    def whole(*parts: set[str]) -> list[Result]:
        def read(number: int) -> set[str]:
            again.append(number)
            return parts[number]

        return validate_whole(map(validate_part, parts), read)

    assert whole(*parts) == as_one(parts) and again == []
    assert whole(parts[1], parts[0], parts[1]) == as_one(parts) and sorted(again) == [0, 2]


def test_a_select_looks_at_nothing_but_children_and_what_a_page_does_not_say(invented: Parts) -> None:
    """Screens pass all nodes of a right graph over that only a violation is about; else parts would cost as much as SPARQL."""
    columns = Columns(set().union(*invented))
    suspected = {shape.name for shape in local_shapes() if suspects(shape, columns)}

    passages = {"passage-quote", "passage-whole"}  # see casegraph.validating.quotes
    assert {name for name in suspected - LOOKED_AT - passages if SHAPES[name].severity == "violation"} == set()
    assert "nobody-named" in suspected and PREFIXES["cg"] in columns.iri("cg:Child")
