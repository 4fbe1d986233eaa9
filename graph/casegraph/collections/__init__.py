"""Collections: what one publisher's pages alone have, each in a folder of its own that no other module knows.

A folder here is a collection; a second one beside the first needs no change anywhere else. It contains

- ``__init__.py``: one sentence about the collection;
- ``profile.toml``: its names, notices, rights and defaults, the values of ``casegraph.collections.profile.Profile``;
- ``reader.py`` with ``recognises(page)``, true for a page of this form, and ``contents(page)``, which cuts the page's
  text into entries (``casegraph.reading.Entry``), the page's furniture, and the lines that nobody could read;
- ``themes.tsv``, if its documents speak of themes in words of their own: a theme and a wording a line, which count beside
  those of ``ontology/wordings`` in this collection alone.

Files, HTML, lines, clauses and a page's own marks are in ``casegraph.reading``, for every reader to use. Entries become
reviews, and reviews a graph, in the same way for all; a graph names its collection, so that every face finds its profile.
"""

from casegraph.collections.choice import (
    COLLECTIONS_OF_GRAPH,
    contents,
    every_profile,
    page_in,
    profile_in,
    profile_named,
    profile_of,
    profiles,
)
from casegraph.collections.profile import Profile

__all__ = [
    "COLLECTIONS_OF_GRAPH",
    "Profile",
    "contents",
    "every_profile",
    "page_in",
    "profile_in",
    "profile_named",
    "profile_of",
    "profiles",
]
