"""Questions that are asked of several collections at once: what their answers say of each, as no number adds them."""

from dataclasses import replace
from datetime import UTC, datetime

from casegraph.asking.answering import Answer, Row
from casegraph.asking.basis_names import with_own_bases
from casegraph.asking.values import with_prefixes
from casegraph.collections import Profile, profile_named
from casegraph.store.protocol import Store
from casegraph.store.values import select_values

__all__ = ["each_apart"]

_COLLECTIONS = """SELECT DISTINCT ?of ?label ?graph {
  { ?of a cg:Collection ; rdfs:label ?label } UNION { GRAPH ?graph { ?of a cg:Collection ; rdfs:label ?label } }
}"""
_COUNTS = """SELECT (COUNT(DISTINCT ?d) AS ?documents) (COUNT(DISTINCT ?q) AS ?requests) {{ {open}
  ?d a cg:{document} ; cg:year ?year OPTIONAL {{ ?d cg:hasRecommendation ?q . ?q a cg:{request} }}
{close} FILTER(?year > {before}) }}"""


def each_apart(store: Store, answer: Answer) -> Answer:
    """Return an answer that says of each collection how many of its own requests it has, of the same years.

    Its *total* and *denominator* are those of the first collection alone.
    """
    last = int(answer.values.get("last", "5"))
    before = _this_year() - last
    own, sentences = ("", 0, 0), list[str]()
    rows: dict[int, Row] = {}
    for row in sorted(select_values(store, _COLLECTIONS), key=lambda row: (row["graph"] is not None, row["of"])):
        profile, label = profile_named(str(row["of"]).rpartition("/")[2]), str(row["label"])
        graph = "" if row["graph"] is None else str(row["graph"])
        counted = _counts(store, profile, graph, before)
        places = [at for at, each in enumerate(answer.rows) if each["collection"] == label]
        rows.update(zip(places, with_own_bases([answer.rows[at] for at in places], profile), strict=True))
        here, documents = ({answer.rows[at][name] for at in places} for name in ("iri", "document"))
        sentences.append(_sentence(label, profile, len(here), len(documents), *counted))
        if not graph:
            own = label, len(here), counted[1]
    years = f"Documents of {before + 1} to {before + last}." if last > 1 else f"Documents of {before + 1}."
    summary = " ".join([*sentences, years, "No number adds the collections."])
    return replace(
        answer,
        rows=tuple(rows.get(at, each) for at, each in enumerate(answer.rows)),
        total=own[1],
        denominator=own[2],
        in_words=summary,
        naming=None,
    )


def _this_year() -> int:
    return datetime.now(UTC).year


def _counts(store: Store, profile: Profile, graph: str, before: int) -> tuple[int, int]:
    """Return how many documents of a collection there are, and how many requests."""
    query = _COUNTS.format(
        open=f"GRAPH <{graph}> {{" if graph else "",
        close="}" if graph else "",
        document=profile.document_class,
        request=profile.request_class,
        before=before,
    )
    (row,) = select_values(store, with_prefixes(query, store.base))
    return int(row["documents"]), int(row["requests"])


def _sentence(label: str, profile: Profile, number: int, documents: int, all_documents: int, all_requests: int) -> str:
    """Return what a collection has, with its own denominators.

    >>> from casegraph.collections import profiles
    >>> _sentence("Reviews", profiles()[0], 12, 5, 73, 483).partition(" published")[0]
    'Reviews: 12 of 483 recommendations, in 5 of 73'
    """
    requests, of = profile.requests[all_requests != 1], profile.counted_as[all_documents != 1]
    return f"{label}: {number:,} of {all_requests:,} {requests}, in {documents:,} of {all_documents:,} {of}."
