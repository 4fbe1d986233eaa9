"""The graph's description of itself as a dataset: what is in it (VoID), and where from and under whose rights (DCAT-AP)."""

from collections.abc import Collection, Iterable, Mapping

from casegraph import __version__
from casegraph.collections import Profile
from casegraph.names import BASE, term, thing
from casegraph.rdf.partitions import Counts, Totals, partitions
from casegraph.rdf.triples import Triples

__all__ = ["CC_BY", "CREATOR", "DATASET", "QUOTED_RIGHTS", "description_lines", "rights_of"]

DATASET = f"{BASE}dataset"
"""The IRI of the dataset that a build makes."""

_WORDS = frozenset(f"<{term(name)}>" for name in ("quote", "text", "asPrinted", "caseName", "areaLabel"))
_QUOTED, _OURS = f"{DATASET}/words", f"{DATASET}/statements"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of what is ours."""

CREATOR = "Casegraph contributors"

QUOTED_RIGHTS = "All rights stay with their holders. The words are quoted as evidence for the statements."
"""The rights in words that are quoted."""

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_EU = "http://publications.europa.eu/resource/authority/"
_FORMATS = {
    "application/graphml+xml": ("application/xml", "XML", "The network of the collection as GraphML."),
    "application/gexf+xml": ("application/xml", "XML", "The network of the collection as GEXF."),
    "application/json": ("application/json", "JSON", "The network of the collection as JSON."),
    "application/ld+json": ("application/ld+json", "JSON_LD", "The whole graph as JSON-LD."),
    "application/n-triples": ("application/n-triples", "RDF_N_TRIPLES", "The whole graph as N-Triples."),
    "application/rdf+xml": ("application/rdf+xml", "RDF_XML", "The whole graph as RDF/XML."),
    "application/trig": ("application/trig", "RDF_TRIG", "The whole graph as TriG."),
    "application/vnd.apache.parquet": (
        "application/vnd.apache.parquet",
        "PARQUET",
        "A table for DuckDB, pandas, Polars and Spark.",
    ),
    "text/csv": ("text/csv", "CSV", "A table for spreadsheets."),
    "text/turtle": ("text/turtle", "RDF_TURTLE", "The whole graph as Turtle."),
}
"""By media type: the nearest one that IANA has registered, the EU's name of the file type, and what such a file is."""

_PARTS = (
    "dcat:distribution", "dcterms:publisher", "dcterms:rights", "dcterms:rightsHolder", "dcterms:temporal",
    "void:classPartition", "void:propertyPartition", "void:subset", "void-ext:datatypePartition",
)  # fmt: skip
ALL_OF_IT = f"""CONSTRUCT {{ ?part ?says ?what }} WHERE {{
  <{DATASET}> ({"|".join(_PARTS)})* ?part . ?part ?says ?what
}}"""
"""The query for the whole description, partitions and files and all, in a graph with the usual base."""


def description_lines(
    counts: Counts,
    years: Collection[int],
    pages: Iterable[str],
    files: Mapping[str, str],
    profile: Profile,
    *,
    base: str = BASE,
) -> set[str]:
    """Return the description of a graph whose triples are *counts* as further lines; the numbers in it count these too.

    *years* are those of the reviews, *pages* the SHA-256 of the source pages, *files* the media types of the exported
    files by name, *profile* is that of the pages' collection. The IRIs are to begin with *base* in the end.

    >>> from casegraph.collections import profiles
    >>> graph = {"<https://e.org/a> <https://e.org/b> <https://e.org/c> ."}
    >>> graph |= description_lines(Counts.of(graph), [2025], [], {}, profiles()[0])
    >>> any(f'/dataset> <http://rdfs.org/ns/void#triples> "{len(graph)}"^^' in line for line in graph)
    True
    """
    stated = set(_stated(pages, files, years, profile, base))
    whole = Counts.of(stated)
    whole.update(counts)
    counted: set[str] = set()
    for _ in range(3):  # by the second time all properties are known, by the third how often each is used
        counted = set(_counted(whole, whole.totals(counted, stated)))
    return stated | counted


def rights_of(profile: Profile) -> str:
    """Return the rights in a dataset made from a collection.

    >>> from casegraph.collections import profiles
    >>> rights_of(profiles()[0])
    "The statements are Casegraph's, under CC BY 4.0. The words quoted in them are their authors'."
    """
    if profile.is_published:
        return "The statements are Casegraph's, under CC BY 4.0. The words quoted in them are their authors'."
    return "Local, not published: not to be passed on without the leave of those who own the reports."


def _stated(
    pages: Iterable[str], files: Mapping[str, str], years: Collection[int], profile: Profile, base: str
) -> Triples:
    """Return what is said without counting; *years* are those of the reviews."""
    triples = Triples()
    triples.type(DATASET, "void:Dataset", "dcat:Dataset")
    triples.say(DATASET, "dcterms:title", profile.dataset.title, language="en")
    triples.say(DATASET, "dcterms:description", profile.dataset.description, language="en")
    for word in profile.dataset.keywords:
        triples.say(DATASET, "dcat:keyword", word, language="en")
    for predicate, authority in (
        ("dcat:theme", "data-theme/SOCI"),
        ("dcat:theme", "data-theme/GOVE"),
        ("dcterms:spatial", "country/GBR"),
        ("dcterms:language", "language/ENG"),
    ):
        triples.link(DATASET, predicate, f"{_EU}{authority}")
    _period(triples, years)
    triples.say(DATASET, "owl:versionInfo", __version__)
    triples.say(DATASET, "dcat:version", __version__)
    if profile.is_published:
        triples.link(DATASET, "dcterms:license", CC_BY)
    triples.link(DATASET, "dcterms:conformsTo", f"{BASE}ontology")
    triples.say(DATASET, "void:uriSpace", base)
    for page in pages:
        triples.link(DATASET, "prov:wasDerivedFrom", thing("source", page[:16]))
    _publisher(triples)
    _rights(triples, profile)
    for file, media_type in files.items():
        _distribution(triples, file, media_type, licence=CC_BY if profile.is_published else "")
    return triples


def _period(triples: Triples, years: Collection[int]) -> None:
    """Say from when to when the reviews were published."""
    if years:
        period = f"{DATASET}/period"
        triples.link(DATASET, "dcterms:temporal", period)
        triples.type(period, "dcterms:PeriodOfTime")
        triples.say(period, "dcat:startDate", f"{min(years):04}", "gYear")
        triples.say(period, "dcat:endDate", f"{max(years):04}", "gYear")


def _publisher(triples: Triples) -> None:
    publisher = f"{DATASET}/contributors"
    triples.link(DATASET, "dcterms:creator", publisher)
    triples.link(DATASET, "dcterms:publisher", publisher)
    triples.type(publisher, "foaf:Agent")
    for name in ("foaf:name", "rdfs:label"):
        triples.say(publisher, name, CREATOR, language="en")


def _rights(triples: Triples, profile: Profile) -> None:
    """Say which of the statements quote other people's words, and that these are not ours to license."""
    publishers = f"{DATASET}/publishers"
    triples.type(publishers, "dcterms:Agent")
    triples.say(publishers, "rdfs:label", profile.rights.dataset, language="en")
    for subset, title in (
        (_QUOTED, "Words quoted from the pages"),
        (_OURS, "Casegraph's statements and vocabularies"),
    ):
        triples.link(DATASET, "void:subset", subset)
        triples.type(subset, "void:Dataset")
        triples.say(subset, "dcterms:title", title, language="en")
    if profile.is_published:
        triples.link(_OURS, "dcterms:license", CC_BY)
    triples.link(_QUOTED, "dcterms:rightsHolder", publishers)
    for whole, words in ((DATASET, rights_of(profile)), (_QUOTED, QUOTED_RIGHTS)):
        rights = f"{whole}/rights"
        triples.link(whole, "dcterms:rights", rights)
        triples.type(rights, "dcterms:RightsStatement")
        triples.say(rights, "rdfs:label", words, language="en")


def _distribution(triples: Triples, file: str, media_type: str, licence: str) -> None:
    """Say of a file how it is written and where `casegraph serve` under the base of the IRIs has it."""
    distribution, address = f"{DATASET}/file/{file}", f"{BASE}downloads/{file}"
    registered, name, what = _FORMATS.get(media_type, (media_type, "", ""))
    triples.link(DATASET, "dcat:distribution", distribution)
    triples.type(distribution, "dcat:Distribution")
    triples.say(distribution, "dcterms:title", file)
    triples.link(distribution, "dcat:accessURL", f"{BASE}downloads")
    triples.link(distribution, "dcat:downloadURL", address)
    triples.link(distribution, "dcat:mediaType", f"{_MEDIA_TYPES}{registered}")
    if licence:
        triples.link(distribution, "dcterms:license", licence)
    triples.link(distribution, "dcterms:rights", f"{DATASET}/rights")
    if what:
        triples.link(distribution, "dcterms:format", f"{_EU}file-type/{name}")
        triples.say(distribution, "dcterms:description", what, language="en")
    if "RDF" in name or name == "JSON_LD":
        triples.link(DATASET, "void:dataDump", address)


def _counted(counts: Counts, totals: Totals) -> Triples:
    """Return what is said of numbers."""
    triples = Triples()
    partitions(triples, DATASET, counts, totals)
    words = sum(totals.properties.get(each, 0) for each in _WORDS)
    triples.count(_QUOTED, "void:triples", words)
    triples.count(_OURS, "void:triples", totals.triples - words)
    return triples
