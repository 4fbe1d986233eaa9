"""The graph's description of itself as a dataset, in VoID and DCAT: what is in it, from where, and under whose rights."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from casegraph import __version__
from casegraph.names import BASE, PREFIXES, term, thing
from casegraph.rdf.triples import Triples

__all__ = ["DATASET", "description_lines"]

DATASET = f"{BASE}dataset"
"""The IRI of the dataset that a build makes."""

_TYPE = f"<{PREFIXES['rdf']}type>"
_OURS = f"<{term('')}"
_WORDS = frozenset(f"<{term(name)}>" for name in ("quote", "text", "asPrinted", "caseName", "areaLabel"))
_VOCABULARIES = ("cg", "dcterms", "dcat", "edtf", "fabio", "oa", "org", "owl", "prov", "rdfs", "skos", "void")
_CC_BY = "https://creativecommons.org/licenses/by/4.0/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def description_lines(
    lines: Collection[str], pages: Iterable[str], files: Mapping[str, str], *, base: str = BASE
) -> set[str]:
    """Return the description of a graph of N-Triples *lines* as further lines; the counts in it count these too.

    *pages* are the SHA-256 of the source pages, *files* the media types of the exported files by name. The IRIs are to
    begin with *base* in the end.

    >>> graph = {"<https://e.org/a> <https://e.org/b> <https://e.org/c> ."}
    >>> graph |= description_lines(graph, [], {})
    >>> any(f'/dataset> <http://rdfs.org/ns/void#triples> "{len(graph)}"^^' in line for line in graph)
    True
    """
    pages = tuple(pages)
    counts = _Counts()
    counts.add(lines)
    counts.add(_described(counts, pages, files, base))
    return _described(counts, pages, files, base)


class _Counts:
    """How many triples, subjects, properties and instances of classes there are."""

    def __init__(self) -> None:
        self.triples = 0
        self.subjects: set[str] = set()
        self.properties: Counter[str] = Counter()
        self.classes: Counter[str] = Counter()

    def add(self, lines: Collection[str]) -> None:
        """Count lines that are not among those counted before."""
        parts = [line.split(" ", 2) for line in lines]
        self.triples += len(parts)
        self.subjects.update(subject for subject, _, _ in parts)
        self.properties.update(predicate for _, predicate, _ in parts)
        self.classes.update(value[:-2] for _, predicate, value in parts if predicate == _TYPE)


def _described(counts: _Counts, pages: Iterable[str], files: Mapping[str, str], base: str) -> set[str]:
    words = sum(counts.properties[each] for each in _WORDS)
    triples = Triples()
    triples.type(DATASET, "void:Dataset", "dcat:Dataset")
    for predicate, text in (
        ("title", "Casegraph: published child safeguarding case reviews as a knowledge graph"),
        ("description", "Who was asked to do what, on which theme, in which review, in exactly which words."),
        ("rights", "The statements are Casegraph's, under CC BY 4.0. The words quoted in them are their authors'."),
    ):
        triples.say(DATASET, f"dcterms:{predicate}", text, language="en")
    triples.say(DATASET, "dcterms:creator", "Casegraph contributors")
    triples.say(DATASET, "owl:versionInfo", __version__)
    triples.say(DATASET, "dcat:version", __version__)
    triples.link(DATASET, "dcterms:license", _CC_BY)
    triples.link(DATASET, "dcterms:conformsTo", f"{BASE}ontology")
    triples.say(DATASET, "void:uriSpace", base)
    for page in pages:
        triples.link(DATASET, "prov:wasDerivedFrom", thing("source", page[:16]))
    for prefix in _VOCABULARIES:
        triples.link(DATASET, "void:vocabulary", PREFIXES[prefix])
    triples.count(DATASET, "void:triples", counts.triples)
    triples.count(DATASET, "void:distinctSubjects", len(counts.subjects))
    triples.count(DATASET, "void:properties", len(counts.properties))
    triples.count(DATASET, "void:classes", len(counts.classes))
    for kind, number in counts.classes.items():
        if kind.startswith(_OURS):
            part = f"{DATASET}/class/{kind[len(_OURS) : -1]}"
            triples.link(DATASET, "void:classPartition", part)
            triples.link(part, "void:class", kind[1:-1])
            triples.count(part, "void:entities", number)
    for predicate, number in counts.properties.items():
        if predicate.startswith(_OURS):
            part = f"{DATASET}/property/{predicate[len(_OURS) : -1]}"
            triples.link(DATASET, "void:propertyPartition", part)
            triples.link(part, "void:property", predicate[1:-1])
            triples.count(part, "void:triples", number)
    _rights(triples, words, counts.triples - words)
    for file, media_type in files.items():
        _distribution(triples, file, media_type)
    return set(triples.text().splitlines())


def _rights(triples: Triples, words: int, rest: int) -> None:
    """Say which of the statements quote other people's words, and that these are not ours to license."""
    quoted, ours, publishers = f"{DATASET}/words", f"{DATASET}/statements", f"{DATASET}/publishers"
    for part, number in ((quoted, words), (ours, rest)):
        triples.link(DATASET, "void:subset", part)
        triples.type(part, "void:Dataset")
        triples.count(part, "void:triples", number)
    triples.say(quoted, "dcterms:title", "Words quoted from the pages", language="en")
    triples.link(quoted, "dcterms:rightsHolder", publishers)
    triples.type(publishers, "dcterms:Agent")
    triples.say(publishers, "rdfs:label", "The NSPCC and the publishers of the reports", language="en")
    triples.say(
        quoted,
        "dcterms:rights",
        "All rights stay with their holders; quoted to say where a reading stands.",
        language="en",
    )
    triples.say(ours, "dcterms:title", "Casegraph's statements and vocabularies", language="en")
    triples.link(ours, "dcterms:license", _CC_BY)


def _distribution(triples: Triples, file: str, media_type: str) -> None:
    distribution = f"{DATASET}/file/{file}"
    triples.link(DATASET, "dcat:distribution", distribution)
    triples.type(distribution, "dcat:Distribution")
    triples.say(distribution, "dcterms:title", file)
    triples.link(distribution, "dcat:mediaType", f"{_MEDIA_TYPES}{media_type}")
    triples.link(distribution, "dcterms:license", _CC_BY)
