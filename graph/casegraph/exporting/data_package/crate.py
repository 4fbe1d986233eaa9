"""ro-crate-metadata.json: the description of a package as a Research Object Crate (version 1.2), for repositories."""

import json
from collections.abc import Mapping

from casegraph.exporting.data_package.about import About
from casegraph.exporting.data_package.descriptor import LICENCE_TITLE
from casegraph.exporting.data_package.table_files import MEDIA_TYPES
from casegraph.rdf.description import CC_BY, CREATOR

__all__ = ["FILE", "ro_crate_json"]

FILE = "ro-crate-metadata.json"

_SPECIFICATION = "https://w3id.org/ro/crate/1.2"
_CREATOR, _HOLDERS, _RIGHTS, _PROGRAM, _MADE = "#creator", "#rights-holders", "#rights", "#casegraph", "#made"

_Entity = Mapping[str, object]


def ro_crate_json(about: About, others: Mapping[str, tuple[str, str]]) -> str:
    """Return the crate of a package that has a date, which the standard requires.

    *others* are the files beside the tables, each with its media type and what it is.
    """
    profile = about.profile
    files: list[_Entity] = [
        {
            "@id": each.name,
            "@type": "File",
            "name": each.table.title,
            "description": each.table.description,
            "encodingFormat": MEDIA_TYPES[about.form],
            "contentSize": str(each.size),
            "sha256": each.sha256,
        }
        for each in about.tables
    ]
    files += [
        {"@id": name, "@type": "File", "name": what, "encodingFormat": media_type}
        for name, (media_type, what) in others.items()
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
        {"@id": _PROGRAM, "@type": "SoftwareApplication", "name": "Casegraph", "softwareVersion": about.made.version},
        {
            "@id": _MADE,
            "@type": "CreateAction",
            "name": f"Reading the {profile.title}",
            "instrument": _to(_PROGRAM),
            "object": _to(profile.address),
            "result": _to("./"),
        },
    ]
    crate = {"@context": f"{_SPECIFICATION}/context", "@graph": entities}
    return json.dumps(crate, indent=2, ensure_ascii=False) + "\n"


def _to(id: str) -> dict[str, str]:
    """Return a reference to another entity."""
    return {"@id": id}
