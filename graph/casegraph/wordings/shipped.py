"""The wordings that ship: the tables of ontology/wordings, and the labels of the scheme files."""

from collections.abc import Iterator
from functools import cache

from casegraph.errors import CasegraphError, Choice, UnknownName
from casegraph.nearest import either, nearest
from casegraph.resources import resource
from casegraph.schemes import Concept, scheme
from casegraph.wordings.table import read_table
from casegraph.wordings.wording import LABEL, SchemeName, Wording

__all__ = ["concept_named", "labels_of", "wordings_of"]

_PREFIXES: dict[SchemeName, str] = {"themes": "theme", "agencies": "agency"}
_GROUP = "group-"  # ids of concepts that only gather themes


@cache
def wordings_of(name: SchemeName) -> tuple[Wording, ...]:
    """Return all wordings of a scheme, its labels among them, by concept; read once a process.

    >>> [each.counts_in for each in wordings_of("agencies") if each.concept == "camhs"][:2]
    ['any', 'any']
    """
    concepts = {key: each for key, each in scheme(f"{name}.ttl").items() if not key.startswith(_GROUP)}
    wordings: list[Wording] = [each for concept in concepts.values() for each in labels_of(concept)]
    for table in sorted(resource("ontology", f"wordings/{name}").iterdir(), key=lambda entry: entry.name):
        concept, _, ending = table.name.rpartition(".")
        file = f"ontology/wordings/{name}/{table.name}"
        if ending != "tsv" or concept not in concepts:
            raise CasegraphError(
                f"{file} belongs to no concept of ontology/{name}.ttl.",
                "Name it as the concept's id, with .tsv behind.",
            )
        wordings += read_table(table.read_bytes(), concept, file)
    return tuple(sorted(wordings, key=lambda each: each.concept))


def concept_named(name: str) -> tuple[SchemeName, str]:
    """Return the scheme and id of the theme or agency that *name* means: an id, theme:ID, agency:ID, or a label.

    Raises UnknownName for a name of none or of several, with names that come near.

    >>> concept_named("GP"), concept_named("theme:other")
    (('agencies', 'general-practice'), ('themes', 'other'))
    """
    kind, _, local = name.rpartition(":")
    concepts: dict[tuple[SchemeName, str], None] = {}
    known: dict[str, None] = {}
    for scheme_name, prefix in _PREFIXES.items():
        for wording in wordings_of(scheme_name):
            names = (wording.concept, wording.text) if wording.origin == LABEL else (wording.concept,)
            known.update(dict.fromkeys(names))
            if kind in ("", prefix) and local.lower() in map(str.lower, names):
                concepts[scheme_name, wording.concept] = None
    if len(concepts) == 1:
        return next(iter(concepts))
    if concepts:
        meant = [f"{_PREFIXES[scheme_name]}:{concept}" for scheme_name, concept in concepts]
        problem = f"“{name}” is a name of several concepts. Write {either(meant)}."
    else:
        meant = nearest(local, known)
        hint = f"Did you mean {either(meant)}?" if meant else "Ids are the names of the files in ontology/wordings."
        problem = f"No theme or agency is called “{name}”. {hint}"
    raise UnknownName(problem, kind="concept", value=name, near=map(Choice, meant))


def labels_of(concept: Concept) -> Iterator[Wording]:
    """Yield the labels of a concept as the wordings that they are too."""
    for label in dict.fromkeys(concept.wordings):
        yield Wording(concept.id, label, origin=LABEL)
