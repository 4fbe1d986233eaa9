"""Downloads: the files of the build, and nothing else in its folder."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from casegraph.counts.columns import MEDIA_TYPE
from casegraph.web.middleware.not_modified import entity_tag
from casegraph.web.representations import ENDINGS
from casegraph.web.saved_forms import as_json
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["downloads", "file", "files"]

MEDIA_TYPES = {
    **{ending: ENDINGS[ending] for ending in (".html", ".ttl", ".nt", ".jsonld", ".rdf", ".graphml", ".gexf", ".json")},
    ".cyjs": "application/json",  # Cytoscape has registered no type of its own
    ".csv": "text/csv; charset=utf-8; header=present",
    ".jsonl": "application/jsonl",
    ".parquet": MEDIA_TYPE,
    ".trig": "application/trig",
}
"""The media types of files, by how their names end."""

_TEXT = "text/"  # needs a charset

_FILES = {
    "explorer.html": "The explorer: these pages as one file, for use without a server",
    "reviews.jsonl": "All reviews, one per line",
    "casegraph.ttl": "The graph as Turtle",
    "casegraph.nt": "The graph as N-Triples",
    "casegraph.jsonld": "The graph as JSON-LD",
    "casegraph.rdf": "The graph as RDF/XML",
    "casegraph.trig": "The graph as TriG",
    "casegraph.graphml": "The network of the collection, for Gephi, yEd, NetworkX",
    "casegraph.gexf": "The same for Gephi",
    "casegraph.cyjs": "The same for Cytoscape",
    "recommendations.csv": "Recommendations, one per row, for a spreadsheet",
    "learning.csv": "Learning points, one per row, for a spreadsheet",
    "tables/counts.parquet": "Counts by agency and theme, for DuckDB, pandas, Polars and Spark",
    "tables/clauses.parquet": "Learning points and recommendations, one per row, for the same programs",
    "tables/reviews.parquet": "Reviews, one per row, for the same programs",
    "nodes.csv": "The nodes of the network, for a spreadsheet",
    "edges.csv": "Its links, for a spreadsheet",
    "counts.ttl": "The same counts as RDF, for SPARQL",
    "metrics.ttl": "Scores of all networks",
    "build.json": "Sources, counts and version of the build",
}


def files(site: Site) -> Mapping[str, str]:
    """Return the files that there are, each with its media type."""
    return {name: _media_type(name) for name in _FILES if site.file(name) is not None}


def _media_type(name: str) -> str:
    """Return the media type of a file.

    >>> _media_type("casegraph.ttl"), _media_type("nodes.csv")
    ('text/turtle; charset=utf-8', 'text/csv; charset=utf-8; header=present')
    """
    media_type = MEDIA_TYPES[PurePosixPath(name).suffix]
    return f"{media_type}; charset=utf-8" if media_type.startswith(_TEXT) and ";" not in media_type else media_type


def downloads(site: Site, request: "Request") -> "Response":
    """Answer with the list of files."""
    has_learning = site.collection.profile.has_learning
    paths = [(name, what, site.file(name)) for name, what in _FILES.items() if has_learning or name != "learning.csv"]
    listed = [(name, what, path.stat().st_size) for name, what, path in paths if path is not None]

    def html() -> str:
        files = [
            (name, what, f"{size / 1e6:.1f}\u00a0MB" if size > 1e6 else f"{size / 1e3:.0f}\u00a0kB")
            for name, what, size in listed
        ]
        return site.render("downloads.html", here="/downloads", heading="Downloads", files=files)

    return site.respond(
        request,
        {
            "text/html": html,
            "application/json": lambda: as_json(
                [{"file": name, "bytes": size, "type": _media_type(name)} for name, _, size in listed]
            ),
        },
    )


def file(site: Site, request: "Request") -> "Response":
    """Answer with a file of the build, or the range of it that is wanted; raises ProtocolError (404) for any other name."""
    from starlette.responses import FileResponse

    name = request.path_params["name"]
    path = site.file(name) if name in _FILES else None
    if path is None:
        raise ProtocolError(404, "The build has no such file.")
    status = path.stat()
    tag = entity_tag(f"{status.st_ino} {status.st_mtime_ns} {status.st_size}")
    headers = {"Cache-Control": "no-cache", "ETag": tag}
    # In pieces, as the client takes them: a file can be large, and clients slow.
    return FileResponse(path, 200, headers, _media_type(name), filename=path.name, stat_result=status)
