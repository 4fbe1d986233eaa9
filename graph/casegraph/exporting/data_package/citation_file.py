"""CITATION.cff: how to cite a package, for programs that manage references (Citation File Format 1.2)."""

import json

from casegraph.exporting.data_package.about import About
from casegraph.rdf.description import CREATOR

__all__ = ["FILE", "citation_cff"]

FILE = "CITATION.cff"


def citation_cff(about: About) -> str:
    """Return the citation of a package as YAML; texts are in double quotes, as in JSON, which YAML reads alike."""
    profile, day = about.profile, about.newest_page.accessed
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"title: {_text(profile.dataset.title)}",
        'message: "Cite this data package for its counts and readings, and each review for its words."',
        f"abstract: {_text(about.description)}",
        "authors:",
        f"  - name: {_text(CREATOR)}",
        f"version: {_text(about.version)}",
        *([f"date-released: {about.date}"] if about.date else []),
        *(["license: CC-BY-4.0"] if profile.is_published else []),
        "keywords:",
        *(f"  - {_text(word)}" for word in profile.dataset.keywords),
        "references:",
        "  - type: generic",
        f"    title: {_text(profile.title)}",
        "    authors:",
        f"      - name: {_text(profile.rights.dataset)}",
        f"    url: {_text(about.newest_page.address or profile.address)}",
        *([f"    date-accessed: {day}"] if day else []),
    ]
    return "".join(f"{line}\n" for line in lines)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
