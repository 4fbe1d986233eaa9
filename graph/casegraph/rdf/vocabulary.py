"""The vocabularies that go into a graph beside the reviews: the ontology's terms, the schemes, and the areas in use."""

import csv
from collections.abc import Collection

from pyoxigraph import Literal, Quad, RdfFormat, parse

from casegraph.bodies import coverage
from casegraph.collections.profile import Words
from casegraph.collections.words import filled
from casegraph.names import PREFIXES, thing
from casegraph.resources import resource

__all__ = ["SCHEMES", "vocabulary_lines"]

SCHEMES = (
    "themes.ttl",
    "agencies.ttl",
    "former-agencies.ttl",
    "outcomes.ttl",
    "actions.ttl",
    "bases.ttl",
    "resolutions.ttl",
    "panel-2020.ttl",
    "dfe-notification.ttl",
)
"""The files of ontology/ with a SKOS scheme each that goes into every graph."""

MAPPINGS = ("themes-panel-2020.sssom.tsv", "outcomes-dfe.sssom.tsv")
"""The tables of ontology/mappings."""

_IN_WORDS = (f"{PREFIXES['dcterms']}description", f"{PREFIXES['skos']}definition", f"{PREFIXES['skos']}note")
"""The properties whose sentences leave a place for a collection's words (see ``casegraph.collections.words.filled``)."""

_LEFT_OUT = f"{PREFIXES['skos']}hiddenLabel"  # for finding a concept only; the files of ontology/ have them


def vocabulary_lines(areas: Collection[str], keywords: Collection[str], words: Words) -> set[str]:
    """Return the vocabularies as lines of N-Triples, of the *areas* and *keywords* only those with these ids.

    Sentences about a collection have its *words*.
    """
    wanted = {thing("area", gss) for gss in areas}
    lines = {_line(triple, words) for file in ("casegraph.ttl", *SCHEMES, *_questions()) for triple in _triples(file)}
    lines |= {f"{triple} ." for triple in _triples("areas.ttl") if str(triple.subject)[1:-1] in wanted}
    lines |= _body_lines(areas) | _mapping_lines()
    return lines | _keyword_lines({thing("keyword", key) for key in keywords}, words)


def _questions() -> list[str]:
    """Return the files of ontology/questions, so that the questions travel in the graph."""
    files = (entry.name for entry in resource("ontology", "questions").iterdir())
    return sorted(f"questions/{name}" for name in files if name.endswith(".ttl"))


def _body_lines(areas: Collection[str]) -> set[str]:
    """Return the bodies that cover *areas*, and these coverages."""
    rows = [row for row in coverage() if row.area in areas]
    wanted = {thing("body", row.body) for row in rows} | {thing("coverage", row.id) for row in rows}
    return {
        f"{triple} ."
        for file in ("bodies.ttl", "coverage.ttl")
        for triple in _triples(file)
        if str(triple.subject)[1:-1] in wanted
    }


def _mapping_lines() -> set[str]:
    """Return the mappings of ontology/mappings (SSSOM tables) that name a match; "no term found" is not one."""
    lines = set()
    for file in MAPPINGS:
        text = resource("ontology", f"mappings/{file}").read_text(encoding="utf-8")
        for row in csv.DictReader([line for line in text.splitlines() if not line.startswith("#")], delimiter="\t"):
            if row["object_id"] != "sssom:NoTermFound":
                ends = [_expanded(row[name]) for name in ("subject_id", "predicate_id", "object_id")]
                lines.add("<{}> <{}> <{}> .".format(*ends))
    return lines


def _expanded(curie: str) -> str:
    """Return the IRI of a prefixed name."""
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def _keyword_lines(wanted: set[str], words: Words) -> set[str]:
    """Return the scheme of keywords and how those in use hang together; what is related is so both ways.

    Keywords in use that have no broader one in use are the scheme's top concepts.

    What a keyword is called is said where it is read (see ``casegraph.rdf.keywords``).
    """
    lines, scheme, tops = set(), thing("scheme", "keyword"), set(wanted)
    for triple in _triples("keywords.ttl"):
        subject, predicate, near = str(triple.subject)[1:-1], triple.predicate.value, str(triple.object)[1:-1]
        if not subject.startswith(thing("keyword", "")):
            lines.add(_line(triple, words))
        elif subject in wanted and (predicate in _NOTES or (predicate in _NEAR and near in wanted)):
            lines.add(f"{triple} .")
            if predicate == _RELATED:
                lines.add(f"<{near}> <{_RELATED}> <{subject}> .")
            elif predicate == _BROADER:
                tops.discard(subject)
    lines |= {f"<{scheme}> <{_SKOS}hasTopConcept> <{top}> ." for top in tops}
    return lines | {f"<{top}> <{_SKOS}topConceptOf> <{scheme}> ." for top in tops}


_SKOS = PREFIXES["skos"]
_RELATED, _BROADER = f"{_SKOS}related", f"{_SKOS}broader"
_NEAR = (_RELATED, _BROADER)
_NOTES = (f"{_SKOS}editorialNote",)


def _line(triple: Quad, words: Words) -> str:
    """Return a triple as a line of N-Triples, its sentence in the *words* of a collection."""
    text = triple.object
    if isinstance(text, Literal) and triple.predicate.value in _IN_WORDS and "{" in text.value:
        return f"{triple.subject} {triple.predicate} {Literal(filled(text.value, words), language=text.language)} ."
    return f"{triple} ."


def _triples(file: str) -> list[Quad]:
    """Return what a file of ontology/ says; each is in the default graph, so that as text it is a triple."""
    quads = parse(resource("ontology", file).read_bytes(), format=RdfFormat.TURTLE)
    return [quad for quad in quads if quad.predicate.value != _LEFT_OUT]
