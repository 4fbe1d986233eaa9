"""The store of a build, made of that of the former build where that pays and can be held to be right."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from casegraph.building.again import Difference, difference_of
from casegraph.building.former import Former
from casegraph.building.kept import COUNTED
from casegraph.building.others import OtherCollection
from casegraph.building.part import NTRIPLES
from casegraph.counts import GRAPH
from casegraph.store.renewing import Changes, NotRenewed, Renewal, renew

__all__ = ["renewed"]

LARGEST = 2
"""How much larger than when it was loaded as a whole a store may become, before it is loaded again."""

_DIGEST = "[0-9a-f]{16}"
_WORDLESS = re.compile(rf"[a-z-]+/{_DIGEST}(?:/\d+)*+(?:#char=\d+,\d+)?")
"""What IRIs that have nothing but digests and numbers have after the base."""
_OF_REVIEW = re.compile(
    r"(?:entry|incident|keyword-reading|learning|recommendation|remark|repeat|repetition|report|resolution)/(?P<slug>[^/#]+)"
    rf"(?:/(?:{_DIGEST}|\d+))*+"
)
"""The same for IRIs of what belongs to a review: beside its slug they have digests and numbers."""


def renewed(
    stage: Path,
    former: Former,
    graph: Difference,
    triples: Mapping[str, int],
    base: str,
    others: Sequence[OtherCollection] = (),
) -> bool:
    """Make the store in the folder of a build from that of the *former* one; say whether that went well.

    *graph* is what has changed in the graph since; *triples* says how many there must be in each graph,
    of which *others* are some.
    """
    if not former.has_store or {*former.kept.triples} != {*triples}:
        return False
    if not all(f"{each.place}/{NTRIPLES}" in former.kept.files for each in others):
        return False
    with (stage / COUNTED).open("rb") as lines:
        counts = difference_of(former.folder / COUNTED, lines, graph.removed.parent, "counts.nt")
    further = []
    for each in others:
        with each.ntriples.open("rb") as lines:
            then = former.folder / each.place / NTRIPLES
            change = difference_of(then, lines, graph.removed.parent, f"{each.place}.nt")
        further.append(Changes(change.removed, change.added, each.graph))
    renewal = Renewal(
        changes=(
            Changes(graph.removed, graph.added),
            Changes(counts.removed, counts.added, f"{base}{GRAPH}"),
            *further,
        ),
        triples=triples,
        text=stage / NTRIPLES,
        counted=(f"{base}dataset", f"{base}count/"),
        derived=(f"{base}repeat/", f"{base}repetition/"),
        most=LARGEST * former.kept.packed,
        words_of=lambda iri: _words_of(iri, base),
    )
    try:
        renew(former.folder / "store", stage / "store", renewal)
    except NotRenewed:
        return False
    return True


def _words_of(iri: str, base: str) -> str:
    """Return an IRI that has all words of another one, "" if that has none: a digest of a page and a place there.

    >>> _words_of("https://e.org/entry/2025-kent-child-u/633e0e5f7a339224", "https://e.org/")
    'https://e.org/review/2025-kent-child-u'
    >>> _words_of("https://e.org/source/633e0e5f7a339224#char=591,596", "https://e.org/")
    ''
    """
    own = iri.removeprefix(base)
    if own == iri:
        return iri
    if _WORDLESS.fullmatch(own):
        return ""
    of_review = _OF_REVIEW.fullmatch(own)
    return f"{base}review/{of_review['slug']}" if of_review else iri
