"""A store becomes a collection: a dozen queries, then joins, whether the store is in a folder, in memory or elsewhere."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casegraph import __version__
from casegraph.collections import COLLECTIONS_OF_GRAPH, profile_in
from casegraph.store.protocol import Store
from casegraph.store.rows import Row, Rows
from casegraph.views.addressing_ways import STATUTORY_PARTNERS
from casegraph.views.clauses import BASES, THEME_BASES
from casegraph.views.collection import Collection
from casegraph.views.concepts import Agency, Area, Group, Keyword, Outcome, Partnership, Theme
from casegraph.views.corrections import stored_corrections
from casegraph.views.made import Counts, Made, made_of
from casegraph.views.matrix_texts import SHORT
from casegraph.views.reviews import Review
from casegraph.views.stored_clauses import stored_clauses
from casegraph.views.stored_reviews import stored_reviews

__all__ = ["collection_of", "counts_of"]

_LAST = ("other", "not-stated")  # outcomes that say little

_PAGES = """SELECT ?file ?sha256 ?address ?accessed { ?page a cg:SourcePage ; rdfs:label ?file ; cg:sha256 ?sha256
  OPTIONAL { ?page cg:pageAddress ?address } OPTIONAL { ?page cg:accessed ?accessed } }"""
_CONCEPTS = """
SELECT ?id ?label ?scheme ?broader ?definition ?means {
  ?id skos:inScheme ?scheme ; skos:prefLabel ?label
  OPTIONAL { ?id skos:broader ?broader }
  OPTIONAL { ?id skos:definition ?definition }
  OPTIONAL { ?id cg:isMeans ?means }
}"""
_NAMES = """
SELECT ?id ?scheme ?label {
  ?id skos:inScheme ?scheme ; skos:altLabel ?label
  VALUES ?scheme { <https://w3id.org/casegraph/scheme/agency> <https://w3id.org/casegraph/scheme/theme> }
}"""
_PARTNERS = "SELECT ?id ?nation { ?id cg:statutoryPartnerIn ?nation } ORDER BY ?nation"
_AREAS = """
SELECT ?id ?label ?nation ?region {
  ?id a cg:Area ; rdfs:label ?label ; cg:nation ?nation OPTIONAL { ?id cg:region ?region }
}"""
_PARTNERSHIPS = """
SELECT ?id ?label ?derived ?area {
  ?id a cg:SafeguardingPartnership ; rdfs:label ?label ; cg:isDerived ?derived OPTIONAL { ?id cg:coversArea ?area }
}"""


def collection_of(store: Store, made: Made | None = None, reviews: Mapping[str, Review] | None = None) -> Collection:
    """Return the collection in *store*; without *made*, what it was made from is read from the store as well.

    With *reviews*, which are sorted by id and may be too many for memory, only the concepts that they name are read.

    >>> from casegraph.store.memory import MemoryStore
    >>> collection_of(MemoryStore.from_turtle("")).made.counts["reviews"]
    0
    """
    rows = Rows(store)
    schemes, names = _concepts(rows), _other_names(rows)
    outcomes = {id: Outcome(id, row["label"]) for id, row in schemes["outcome"].items()}
    if reviews is None:
        corrected = stored_corrections(rows)
        reviews = stored_reviews(rows, stored_clauses(rows, corrected), corrected)
    named = _Named.of(reviews.values())
    partnerships = _partnerships(rows, named.partnerships)
    areas = _areas(rows, named.areas, partnerships.values())
    return Collection(
        id=profile_in(rows.select(COLLECTIONS_OF_GRAPH)).id,
        made=made or _made(rows, store.base, reviews.values()),
        groups=_groups(named.themes, schemes["theme"]),
        themes=_themes(named.themes, schemes["theme"], names),
        agencies=_agencies(named.agencies, schemes["agency"], names, _partners(rows)),
        keywords={id: Keyword(id, schemes["keyword"][id]["label"]) for id in sorted(named.keywords)},
        partnerships=partnerships,
        areas=areas,
        outcomes=dict(sorted(outcomes.items(), key=lambda each: (_last(each[0]), each[0]))),
        reviews=reviews,
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """The ids of what reviews and their clauses name."""

    agencies: set[str]
    themes: set[str]
    keywords: set[str]
    partnerships: set[str]
    areas: set[str]

    @classmethod
    def of(cls, reviews: Iterable[Review]) -> "_Named":
        named = cls(set(), set(), set(), set(), set())
        for review in reviews:
            named.keywords.update(review.keywords)
            named.partnerships.update(review.partnerships)
            named.areas.update(review.areas)
            for clause in review.clauses:
                named.agencies.update(clause.all_agency_ids)
                named.themes.update(clause.theme_ids)
        return named


def counts_of(reviews: Iterable[Review]) -> Counts:
    """Return how much there is in some reviews, as a build counts it."""
    reviews = list(reviews)
    asks = [clause for review in reviews for clause in review.asks]
    themes = Counter(
        each.basis for review in reviews for clause in (*review.learning, *review.asks) for each in clause.themes
    )
    bases = Counter(each.basis for clause in asks for each in clause.addressed)
    return {
        "reviews": len(reviews),
        "learning": sum(len(review.learning) for review in reviews),
        "recommendations": len(asks),
        "addressings": {basis: bases[basis] for basis in BASES},
        "theme_readings": {basis: themes[basis] for basis in THEME_BASES},
    }


def _made(rows: Rows, base: str, reviews: Iterable[Review]) -> Made:
    """Return what a collection was made from where no build says so, such as at an endpoint elsewhere."""
    counts = counts_of(reviews)
    pages = [*rows.select(_PAGES)]
    return made_of({"version": __version__, "base": base, "pages": pages, "counts": counts})


def _concepts(rows: Rows) -> dict[str, dict[str, Row]]:
    """Return the concepts of each scheme by id; of several labels or broader concepts the first in the alphabet."""
    schemes: dict[str, dict[str, Row]] = {"agency": {}, "keyword": {}, "outcome": {}, "theme": {}}
    for row in rows.select(_CONCEPTS):
        if row["scheme"] in schemes:
            schemes[row["scheme"]].setdefault(row["id"], row)
    return schemes


def _other_names(rows: Rows) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the other names of agencies and themes that may be shown, by scheme and id."""
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows.select(_NAMES):
        key = row["scheme"], row["id"]
        names[key] = (*names.get(key, ()), row["label"])
    return names


def _partners(rows: Rows) -> dict[str, tuple[str, ...]]:
    """Return the nations in which each agency is a statutory safeguarding partner."""
    return {id: tuple(row["nation"] for row in partners) for id, partners in sorted(rows.by("id", _PARTNERS).items())}


def _last(outcome: str) -> int:
    return _LAST.index(outcome) + 1 if outcome in _LAST else 0


def _agencies(
    used: set[str],
    concepts: Mapping[str, Row],
    names: Mapping[tuple[str, str], tuple[str, ...]],
    partners: Mapping[str, tuple[str, ...]],
) -> dict[str, Agency]:
    """Return the agencies in use, the statutory partners if these are, and the broader ones that they belong to."""
    wanted: set[str] = set()
    for id in used | (partners.keys() if STATUTORY_PARTNERS in used else set()):
        wanted.update(_upwards(id, concepts))
    return {
        id: Agency(
            id,
            label=concepts[id]["label"],
            short=SHORT.get(id, concepts[id]["label"]),
            broader=concepts[id].get("broader"),
            definition=concepts[id].get("definition", ""),
            also=names.get(("agency", id), ()),
            partner_in=partners.get(id, ()),
        )
        for id in sorted(wanted)
    }


def _groups(themes: set[str], concepts: Mapping[str, Row]) -> dict[str, Group]:
    """Return the groups that themes in use belong to."""
    tops = sorted({_upwards(id, concepts)[-1] for id in themes})
    return {_group(top): Group(_group(top), concepts[top]["label"]) for top in tops}


def _themes(
    used: set[str], concepts: Mapping[str, Row], names: Mapping[tuple[str, str], tuple[str, ...]]
) -> dict[str, Theme]:
    """Return the themes in use and those above them; what is above all others is a group."""
    return {
        id: Theme(
            id,
            label=concepts[id]["label"],
            group=_group(_upwards(id, concepts)[-1]),
            broader=next(iter(_upwards(id, concepts)[1:-1]), None),
            definition=concepts[id].get("definition", ""),
            also=names.get(("theme", id), ()),
            is_means=concepts[id].get("means") == "true",
        )
        for id in sorted({theme for each in used for theme in (each, *_upwards(each, concepts)[1:-1])})
    }


def _group(top: str) -> str:
    return top.removeprefix("group-")


def _upwards(id: str, concepts: Mapping[str, Row]) -> list[str]:
    """Return a concept and the broader ones above it, up to the top of its scheme."""
    chain = [id]
    while (broader := concepts[chain[-1]].get("broader")) and broader not in chain:
        chain.append(broader)
    return chain


def _partnerships(rows: Rows, wanted: Iterable[str]) -> dict[str, Partnership]:
    """Return the partnerships that commissioned reviews."""
    known = rows.by("id", _PARTNERSHIPS)
    return {
        id: Partnership(
            id,
            label=known[id][0]["label"],
            derived=known[id][0]["derived"] == "true",
            areas=tuple(sorted({row["area"] for row in known[id] if "area" in row})),
        )
        for id in sorted(wanted)
    }


def _areas(rows: Rows, of_reviews: Iterable[str], partnerships: Iterable[Partnership]) -> dict[str, Area]:
    """Return the areas of reviews and partnerships."""
    used = {*of_reviews, *(area for partnership in partnerships for area in partnership.areas)}
    return {
        row["id"]: Area(row["id"], row["label"], row["nation"], row.get("region"))
        for row in rows.select(_AREAS)
        if row["id"] in used
    }
