"""All readers, in the order of the table."""

from interop import (
    answers,
    data_packages,
    descriptions,
    downloads,
    editors,
    networks,
    office,
    rdf_files,
    shapes,
    tables,
    trackers,
    vocabularies,
)
from interop.model import Reader

__all__ = ["READERS"]

READERS: tuple[Reader, ...] = (
    *sorted(tables.READERS, key=lambda each: each.face),
    *data_packages.READERS,
    *answers.READERS,
    *office.READERS,
    *trackers.READERS,
    *networks.READERS,
    *rdf_files.READERS,
    *shapes.READERS,
    *vocabularies.READERS,
    *descriptions.READERS,
    *downloads.READERS,
    *editors.READERS,
)
