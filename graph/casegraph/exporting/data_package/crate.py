"""ro-crate-metadata.json: the description of a package as a Research Object Crate (version 1.2), for repositories."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from casegraph.exporting.data_package.about import About
from casegraph.exporting.data_package.descriptor import LICENCE_TITLE
from casegraph.exporting.data_package.table_files import MEDIA_TYPES
from casegraph.rdf.description import CC_BY, CREATOR

__all__ = ["FILE", "OtherFile", "ro_crate_json"]

FILE = "ro-crate-metadata.json"

_SPECIFICATION = "https://w3id.org/ro/crate/1.2"
_CREATOR, _HOLDERS, _RIGHTS = "#creator", "#rights-holders", "#rights"

_Entity = Mapping[str, object]


class OtherFile(NamedTuple):
    """A file beside the tables: its name, its media type, what it is called and holds, and its content."""

    name: str
    media_type: str
    title: str
    description: str
    content: bytes


def ro_crate_json(about: About, others: Iterable[OtherFile]) -> str:
    """Return the crate of a package that has a date, which the standard requires; *others* are the files beside the tables."""
    profile = about.profile
    media_type = MEDIA_TYPES[about.form]
    files = [
        _file(each.name, media_type, each.table.title, each.table.description, each.size, each.sha256)
        for each in about.tables
    ]
    files += [
        _file(
            each.name,
            each.media_type,
            each.title,
            each.description,
            len(each.content),
            sha256(each.content).hexdigest(),
        )
        for each in others
    ]
    licence = CC_BY if profile.is_published else _RIGHTS
    root: _Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": profile.dataset.title,
        "description": about.description,
        "datePublished": about.date,
        "version": about.version,
        "license": _to(licence),
        "creator": _to(_CREATOR),
        "publisher": _to(_CREATOR),
        "copyrightHolder": _to(_HOLDERS),
        "copyrightNotice": about.rights,
        "creditText": about.citation,
        "keywords": [*profile.dataset.keywords],
        "isBasedOn": _to(profile.address),
        "hasPart": [_to(str(each["@id"])) for each in files],
    }
    entities: list[_Entity] = [
        {"@id": FILE, "@type": "CreativeWork", "conformsTo": _to(_SPECIFICATION), "about": _to("./")},
        root,
        *files,
        {
            "@id": licence,
            "@type": "CreativeWork",
            "name": f"{LICENCE_TITLE}, except for the words of the source" if profile.is_published else "Rights",
            "description": about.rights,
        },
        {"@id": _CREATOR, "@type": "Organization", "name": CREATOR},
        {"@id": _HOLDERS, "@type": "Organization", "name": profile.rights.dataset},
        {"@id": profile.address, "@type": "CreativeWork", "name": profile.title},
    ]
    crate = {"@context": f"{_SPECIFICATION}/context", "@graph": entities}
    return json.dumps(crate, indent=2, ensure_ascii=False) + "\n"


def _file(name: str, media_type: str, title: str, description: str, size: int, digest: str) -> _Entity:
    return {
        "@id": name,
        "@type": "File",
        "name": title,
        "description": description,
        "encodingFormat": media_type,
        "contentSize": str(size),
        "sha256": digest,
    }


def _to(id: str) -> dict[str, str]:
    """Return a reference to another entity."""
    return {"@id": id}
