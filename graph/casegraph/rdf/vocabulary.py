"""The vocabularies that go into a graph beside the reviews: the ontology's terms, the schemes, and the areas in use."""

import csv
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, RdfFormat, parse

from casegraph.bodies import coverage
from casegraph.collections.classes import in_classes
from casegraph.collections.profile import Profile, Words
from casegraph.collections.words import filled
from casegraph.names import BASE, PREFIXES, thing
from casegraph.resources import resource

__all__ = ["SCHEMES", "examples", "vocabulary_lines"]

SCHEMES = (
    "themes.ttl",
    "agencies.ttl",
    "former-agencies.ttl",
    "outcomes.ttl",
    "certainties.ttl",
    "actions.ttl",
    "former-actions.ttl",
    "bases.ttl",
    "theme-bases.ttl",
    "strengths.ttl",
    "resolutions.ttl",
    "panel-2020.ttl",
    "dfe-notification.ttl",
)
"""The files of ontology/ with a SKOS scheme each that goes into every graph."""

MAPPINGS = ("themes-panel-2020.sssom.tsv", "outcomes-dfe.sssom.tsv")
"""The tables of ontology/mappings."""

_IN_WORDS = (f"{PREFIXES['dcterms']}description", f"{PREFIXES['skos']}definition", f"{PREFIXES['skos']}note")
"""The properties whose sentences leave a place for a collection's words (see ``casegraph.collections.words.filled``)."""

_FOR = f"{PREFIXES['cg']}forCollection"
_SELECT = f"{PREFIXES['sh']}select"
_LEFT_OUT = f"{PREFIXES['skos']}hiddenLabel"  # for finding a concept only; the files of ontology/ have them


def vocabulary_lines(areas: Collection[str], keywords: Collection[str], profile: Profile) -> set[str]:
    """Return the vocabularies as lines of N-Triples, of the *areas* and *keywords* only those with these ids.

    Sentences about a collection have its words, and the queries of questions its classes.
    """
    wanted = {thing("area", gss) for gss in areas}
    lines = {each.line for each in _triples("areas.ttl") if each.subject in wanted}
    lines |= _always(profile) | _body_lines(areas)
    return lines | _keyword_lines({thing("keyword", key) for key in keywords}, profile.words)


@cache
def _always(profile: Profile) -> frozenset[str]:
    """Return what every graph of a collection has of the vocabularies."""
    files = ("casegraph.ttl", *SCHEMES, *(file for file in _questions() if _holds(file, profile)))
    return frozenset(each.asked_in(profile) for file in files for each in _triples(file)) | _mapping_lines()


@cache
def examples() -> frozenset[str]:
    """Return the IRIs that the vocabularies lead to without saying anything of them, reviews as examples among them."""
    triples = [each for file in ("casegraph.ttl", *SCHEMES, *_questions()) for each in _triples(file)]
    subjects = {each.subject for each in triples}
    return frozenset(each.object for each in triples if each.object.startswith(BASE) and each.object not in subjects)


def _questions() -> list[str]:
    """Return the files of ontology/questions, so that the questions travel in the graph."""
    files = (entry.name for entry in resource("ontology", "questions").iterdir())
    return sorted(f"questions/{name}" for name in files if name.endswith(".ttl"))


def _holds(file: str, profile: Profile) -> bool:
    """Tell whether the question in a file is for a collection."""
    held_for = {each.object for each in _triples(file) if each.predicate == _FOR}
    return not held_for or thing("collection", profile.id) in held_for


def _body_lines(areas: Collection[str]) -> set[str]:
    """Return the bodies that cover *areas*, these coverages, and the bodies that were announced to come after them."""
    rows = [row for row in coverage() if row.area in areas]
    wanted = {thing("body", row.body) for row in rows} | {thing("coverage", row.id) for row in rows}
    wanted |= {
        each.object for each in _triples("bodies.ttl") if each.predicate == _ANNOUNCED and each.subject in wanted
    }
    return {each.line for file in ("bodies.ttl", "coverage.ttl") for each in _triples(file) if each.subject in wanted}


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
    for each in _triples("keywords.ttl"):
        subject, predicate, near = each.subject, each.predicate, each.object
        if not subject.startswith(thing("keyword", "")):
            lines.add(each.line_in(words))
        elif subject in wanted and (predicate in _NOTES or (predicate in _NEAR and near in wanted)):
            lines.add(each.line)
            if predicate == _RELATED:
                lines.add(f"<{near}> <{_RELATED}> <{subject}> .")
            elif predicate == _BROADER:
                tops.discard(subject)
    lines |= {f"<{scheme}> <{_SKOS}hasTopConcept> <{top}> ." for top in tops}
    return lines | {f"<{top}> <{_SKOS}topConceptOf> <{scheme}> ." for top in tops}


_SKOS = PREFIXES["skos"]
_ANNOUNCED = f"{PREFIXES['cg']}announcedSuccessor"
_RELATED, _BROADER = f"{_SKOS}related", f"{_SKOS}broader"
_NEAR = (_RELATED, _BROADER)
_NOTES = (f"{_SKOS}editorialNote",)


class _Triple(NamedTuple):
    """The IRIs of a subject and a predicate; the object's IRI, or else its text; *language* of a text, and the line."""

    subject: str
    predicate: str
    object: str
    language: str | None
    line: str

    def asked_in(self, profile: Profile) -> str:
        """Return the line in the words of a collection; a query that asks for its documents has its classes."""
        if self.predicate != _SELECT:
            return self.line_in(profile.words)
        text = in_classes(self.object, profile)
        return self.line if text == self.object else f"<{self.subject}> <{self.predicate}> {Literal(text)} ."

    def line_in(self, words: Words) -> str:
        """Return the line, its sentence in the *words* of a collection."""
        if self.language is None or self.predicate not in _IN_WORDS or "{" not in self.object:
            return self.line
        text = Literal(filled(self.object, words), language=self.language)
        return f"<{self.subject}> <{self.predicate}> {text} ."


@cache
def _triples(file: str) -> tuple[_Triple, ...]:
    """Return what a file of ontology/ says; each is in the default graph, so that as text it is a triple."""
    quads = parse(resource("ontology", file).read_bytes(), format=RdfFormat.TURTLE)
    return tuple(
        _Triple(
            str(quad.subject)[1:-1],
            quad.predicate.value,
            str(getattr(quad.object, "value", "")),
            getattr(quad.object, "language", None),
            f"{quad} .",
        )
        for quad in quads
        if quad.predicate.value != _LEFT_OUT
    )
