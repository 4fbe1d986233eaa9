"""Namespaces, and the IRIs of things.

``BASE`` is the only place where the project's IRI base stands. A build under another base replaces it in the finished
statements (see ``casegraph.rdf.statements``).
"""

import re
import unicodedata

__all__ = ["BASE", "PREFIXES", "passage_iri", "prefixes_for", "slug", "term", "thing"]

BASE = "https://w3id.org/casegraph/"

PREFIXES = {
    "cg": f"{BASE}ontology#",
    "review": f"{BASE}review/",
    "theme": f"{BASE}theme/",
    "agency": f"{BASE}agency/",
    "keyword": f"{BASE}keyword/",
    "partnership": f"{BASE}partnership/",
    "area": f"{BASE}area/",
    "body": f"{BASE}body/",
    "outcome": f"{BASE}outcome/",
    "certainty": f"{BASE}certainty/",
    "basis": f"{BASE}basis/",
    "resolution": f"{BASE}resolution/",
    "panel": f"{BASE}panel-2020/",
    "dfe": f"{BASE}dfe-notification/",
    "measure": f"{BASE}measure/",
    "projection": f"{BASE}projection/",
    "recommendation": f"{BASE}recommendation/",
    "scheme": f"{BASE}scheme/",
    "action": f"{BASE}action/",
    "answer-status": f"{BASE}answer-status/",
    "strength": f"{BASE}strength/",
    "coverage": f"{BASE}coverage/",
    "question": f"{BASE}question/",
    "parameter": f"{BASE}parameter/",
    "prefixes": f"{BASE}prefixes#",
    "shape": f"{BASE}shape/",
    "core-shape": f"{BASE}shape/core/",
    "values": f"{BASE}values/",
    "bibo": "http://purl.org/ontology/bibo/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "gss": "http://statistics.data.gov.uk/def/statistical-geography#",
    "oa": "http://www.w3.org/ns/oa#",
    "ons": "http://statistics.data.gov.uk/id/statistical-geography/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that every query knows without declaring them, and that exports use: all that files in ontology/ declare."""


def term(name: str) -> str:
    """Return the IRI of a term of the ontology.

    >>> term("Review")
    'https://w3id.org/casegraph/ontology#Review'
    """
    return f"{BASE}ontology#{name}"


def thing(kind: str, *path: str) -> str:
    """Return the IRI of a thing of *kind*.

    >>> thing("recommendation", "2025-birmingham-child-a", "3")
    'https://w3id.org/casegraph/recommendation/2025-birmingham-child-a/3'
    """
    return f"{BASE}{kind}/{'/'.join(path)}"


def prefixes_for(base: str) -> dict[str, str]:
    """Return the prefixes and their namespaces, in alphabetical order, for a graph whose IRIs begin with *base*.

    >>> prefixes_for("https://example.org/")["agency"]
    'https://example.org/agency/'
    """
    return {
        name: base + iri.removeprefix(BASE) if iri.startswith(BASE) else iri for name, iri in sorted(PREFIXES.items())
    }


def passage_iri(sha256: str, start: int, end: int) -> str:
    """Return the IRI of a passage: its source, and the RFC 5147 fragment that finds it there.

    >>> passage_iri("76c29de6110f605e9d", 11, 41)
    'https://w3id.org/casegraph/source/76c29de6110f605e#char=11,41'
    """
    return f"{BASE}source/{sha256[:16]}#char={start},{end}"


def slug(text: str) -> str:
    """Return *text* as the readable last part of an IRI: ASCII letters, digits and single hyphens.

    Two texts can share a slug; who mints IRIs has to look (see ``casegraph.record.identity``).

    >>> slug("2025 - Hertfordshire - Réaltín")
    '2025-hertfordshire-realtin'
    """
    folded = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")
