"""Reviews from a store: heading, place, children, narrative, and their clauses."""

from collections.abc import Mapping, Sequence

from casegraph.record.ages import AGE_GROUPS, age_group
from casegraph.record.outcome_words import Happening, outcome_in_words
from casegraph.store.rows import Row, Rows
from casegraph.views.clauses import Clause
from casegraph.views.incidents import ages, date_in_words, happened
from casegraph.views.reviews import Child, Review

__all__ = ["stored_reviews"]

_NOT_STATED = "not-stated"
_REPORTS = {"OverviewReport": "overview report", "ExecutiveSummary": "executive summary"}

_REVIEWS = """
SELECT ?id ?title ?name ?year ?address ?source ?sha256 ?outcome ?suicide ?certainty ?doubt ?doubt_at ?suicide_at ?adult ?what ?date {
  ?id a cg:Review ; rdfs:label ?title ; cg:inPassage/oa:hasSource ?source . ?source cg:sha256 ?sha256
  OPTIONAL { ?id cg:caseName ?name }
  OPTIONAL { ?id cg:year ?year }
  OPTIONAL { ?id cg:reportAddress ?address }
  OPTIONAL { ?id cg:concernsIncident ?incident . ?incident cg:outcome ?outcome ; cg:isSuicide ?suicide ; cg:certainty ?certainty
    OPTIONAL { ?incident rdfs:label ?what }
    OPTIONAL { ?incident cg:certaintyInPassage ?doubt_at . ?doubt_at cg:quote ?doubt }
    OPTIONAL { ?incident cg:suicideInPassage ?suicide_at }
    OPTIONAL { ?incident cg:adultInPassage ?adult }
    OPTIONAL { ?incident cg:occurred ?date } }
}"""
_LINKS = """
SELECT ?id ?link ?to {
  ?id a cg:Review ; ?link ?to
  VALUES ?link { cg:commissionedBy cg:forArea dcterms:subject }
}"""
_CHILDREN = """
SELECT ?id ?child ?age ?unit ?months ?sex {
  ?id cg:concernsIncident/cg:hasChild ?child
  OPTIONAL { ?child cg:age ?age ; cg:ageUnit ?unit ; cg:ageInMonths ?months }
  OPTIONAL { ?child cg:sex ?sex }
}"""
_REPORT = """
SELECT ?id ?kind ?link {
  ?report prov:wasGeneratedBy ?id ; a ?kind . ?id a cg:Review
  OPTIONAL { ?report cg:reportAddress ?link }
}"""
_ENTRIES = """
SELECT ?id ?source ?start ?end {
  ?entry dcterms:references ?id ; dcterms:isPartOf ?source ; cg:start ?start ; cg:end ?end
}"""
_NARRATIVE = """
SELECT ?id ?source ?start ?quote {
  ?entry dcterms:references ?id ; dcterms:isPartOf ?source ; cg:inPassage ?passage .
  ?passage cg:start ?start ; cg:quote ?quote
  FILTER NOT EXISTS { ?id cg:inPassage|cg:hasReading/cg:inPassage ?passage }
}"""


def stored_reviews(
    rows: Rows, clauses: Mapping[str, Sequence[Clause]], corrected: Mapping[str, Sequence[str]]
) -> dict[str, Review]:
    """Return the reviews of a store by id, with their *clauses* and what people *corrected*, by IRI; one on several pages is as on the page that was read."""
    links, children, reports = rows.by("id", _LINKS), rows.by("id", _CHILDREN), rows.by("id", _REPORT)
    entries, narratives = rows.by("id", _ENTRIES), rows.by("id", _NARRATIVE)
    reviews = {}
    for row in rows.select(_REVIEWS):
        id, source = row["id"], row["source"]
        linked = links.get(id, ())
        described = sorted(children.get(id, ()), key=lambda each: int(each["child"].rpartition("/")[2]))
        report = next(iter(reports.get(id, ())), {})
        entry = next(each for each in entries[id] if each["source"] == source)
        paragraphs = [each for each in narratives.get(id, ()) if each["source"] == source]
        happening = _happening(row)
        what = row.get("what") or outcome_in_words(happening)
        listed = clauses.get(id, ())
        groups = {age_group(each.get("months")) for each in described or [{}]}
        reviews[id] = Review(
            id=id,
            title=row["title"],
            name=row.get("name", ""),
            year=int(row["year"]) if "year" in row else None,
            partnerships=_linked(linked, "commissionedBy"),
            areas=_linked(linked, "forArea"),
            keywords=_linked(linked, "subject"),
            outcome=happening.outcome,
            suicide=happening.suicide,
            date=row.get("date"),
            what=what,
            happened=happened(what, date_in_words(row.get("date", ""))),
            certainty=happening.certainty,
            doubt=happening.doubt,
            keyword_only=happening.keyword_only,
            adult=happening.adult,
            corrected=tuple(corrected.get(f"{rows.base}review/{id}", ())),
            children=tuple(map(_child, described)),
            ages=ages(map(_child, described)),
            age_groups=tuple(AGE_GROUPS[each] for each in sorted(groups)),
            report=_REPORTS.get(report.get("kind", "")),
            link=report.get("link", row.get("address")),
            page=row["sha256"],
            start=int(entry["start"]),
            end=int(entry["end"]),
            narrative=tuple(each["quote"] for each in sorted(paragraphs, key=lambda each: int(each["start"]))),
            learning=tuple(each for each in listed if each.kind == "learning point"),
            recommendations=tuple(each for each in listed if each.kind != "learning point"),
        )
    return dict(sorted(reviews.items()))


def _happening(row: Row) -> Happening:
    return Happening(
        row.get("outcome", _NOT_STATED),
        suicide=row.get("suicide") == "true",
        certainty=row.get("certainty", "stated").rpartition("/")[2],
        keyword_only="suicide_at" in row and row["suicide_at"] == row.get("doubt_at"),
        adult="adult" in row,
        doubt=row.get("doubt", ""),
    )


def _linked(links: Sequence[Row], name: str) -> tuple[str, ...]:
    """Return what a review links to by a property, sorted."""
    return tuple(sorted(each["to"] for each in links if each["link"].rpartition("/")[2] == name))


def _child(row: Row) -> Child:
    age = float(row["age"]) if "age" in row else None
    whole = int(age) if age is not None and age.is_integer() else age
    return Child(whole, row.get("unit"), row.get("sex"))
