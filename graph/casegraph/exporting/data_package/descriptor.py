"""datapackage.json: the description of a package after the Data Package standard (version 2), for Frictionless and its like."""

import json
from typing import NotRequired, TypedDict

from casegraph.exporting.data_package.about import About
from casegraph.exporting.data_package.schema import Column, Table
from casegraph.exporting.data_package.table_files import MEDIA_TYPES, TableFile
from casegraph.rdf.description import CC_BY, CREATOR, QUOTED_RIGHTS

__all__ = ["FILE", "LICENCE_TITLE", "datapackage_json"]

FILE = "datapackage.json"

LICENCE_TITLE = "Creative Commons Attribution 4.0 International"

_PROFILES = "https://datapackage.org/profiles/2.0"
_PAGES_LISTED = 20  # all of them are in the table of pages


class _Constraints(TypedDict):
    required: NotRequired[bool]
    unique: NotRequired[bool]
    enum: NotRequired[list[str]]


class _Field(TypedDict):
    name: str
    type: str
    description: str
    constraints: NotRequired[_Constraints]


class _Reference(TypedDict):
    resource: NotRequired[str]
    fields: list[str]


class _ForeignKey(TypedDict):
    fields: list[str]
    reference: _Reference


_Schema = TypedDict(
    "_Schema",
    {
        "$schema": str,
        "fields": list[_Field],
        "missingValues": list[str],
        "primaryKey": list[str],
        "foreignKeys": NotRequired[list[_ForeignKey]],
    },
)
_Resource = TypedDict(
    "_Resource",
    {
        "$schema": str,
        "name": str,
        "type": str,
        "path": str,
        "title": str,
        "description": str,
        "format": str,
        "mediatype": str,
        "encoding": NotRequired[str],
        "bytes": int,
        "hash": str,
        "dialect": NotRequired[dict[str, str]],
        "schema": _Schema,
    },
)


def datapackage_json(about: About) -> str:
    """Return the description of a package as JSON."""
    profile = about.profile
    sources = [{"title": profile.title, "path": profile.address}]
    sources += [
        {"title": page.file, **({"path": page.address} if page.address else {}), "version": f"sha256:{page.sha256}"}
        for page in about.made.pages[:_PAGES_LISTED]
    ]
    licence = {"name": "CC-BY-4.0", "path": CC_BY, "title": f"{LICENCE_TITLE}, except for the words of the source"}
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": about.name,
        "title": profile.dataset.title,
        "description": about.description,
        "version": about.version,
        **({"created": f"{about.date}T00:00:00Z"} if about.date else {}),
        "keywords": [*profile.dataset.keywords],
        **({"licenses": [licence]} if profile.is_published else {}),
        "contributors": [
            {"title": CREATOR, "roles": ["creator"]},
            {"title": profile.rights.dataset, "roles": ["rightsHolder"]},
        ],
        "sources": sources,
        "citation": about.citation,
        "rights": f"{about.rights} {QUOTED_RIGHTS}",
        "casegraph": {"version": about.made.version, "base": about.made.base, "graph": f"sha256:{about.graph}"},
        "resources": [_resource(about, each) for each in about.tables],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(about: About, file: TableFile) -> _Resource:
    resource: _Resource = {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": file.table.name,
        "type": "table",
        "path": file.name,
        "title": file.table.title,
        "description": file.table.description,
        "format": about.form,
        "mediatype": MEDIA_TYPES[about.form],
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": _schema(about, file.table),
    }
    if about.form == "csv":
        resource["encoding"] = "utf-8"
        resource["dialect"] = {"$schema": f"{_PROFILES}/tabledialect.json", "lineTerminator": "\n"}
    return resource


def _schema(about: About, table: Table) -> _Schema:
    schema: _Schema = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(about, table, each) for each in table.columns],
        "missingValues": [""],
        "primaryKey": [*table.key],
    }
    references = [_foreign_key(table, each) for each in table.columns if each.of]
    if references:
        schema["foreignKeys"] = references
    return schema


def _field(about: About, table: Table, column: Column) -> _Field:
    constraints: _Constraints = {}
    if column.is_required or column.name in table.key:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.choices:
        constraints["enum"] = [*column.choices]
    field: _Field = {
        "name": column.name,
        "type": column.type,
        "description": column.sentence(about.profile, about.made.base),
    }
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_key(table: Table, column: Column) -> _ForeignKey:
    """Return what a column refers to; a table that refers to itself is not named, as the standard has it."""
    reference: _Reference = {"fields": ["id"]}
    if column.of != table.name:
        reference = {"resource": column.of, **reference}
    return {"fields": [column.name], "reference": reference}
