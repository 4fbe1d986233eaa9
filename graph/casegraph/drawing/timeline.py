"""The timeline: reviews, learning and recommendations by year of publication, as a picture for slides.

Where all reviews are of one year there is no line to draw. Then the picture tells when what they look back at happened, as far
as the abstracts say, and how old the children were. What became of them is not drawn.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from casegraph.collections.words import in_requests, left_out
from casegraph.drawing.bars import bars
from casegraph.drawing.svg import ROOM, picture
from casegraph.palette import ACCENT, colour_of
from casegraph.record.ages import AGE_GROUPS, age_group
from casegraph.store.in_terms import in_terms
from casegraph.views.attribution import counted, credit_lines, profile_of

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["timeline"]

_MAIN = ACCENT
_HALF = 576  # how wide one of two pictures is that stand side by side
_MEASURES = (
    ("reviews", "Reviews", colour_of("review")),
    ("learning", "Learning points", colour_of("theme")),
    ("recommendations", "Recommendations", _MAIN),
)

_BY_YEAR = """
SELECT ?year (COUNT(DISTINCT ?review) AS ?reviews) (COUNT(DISTINCT ?point) AS ?learning)
  (COUNT(DISTINCT ?asked) AS ?recommendations) {
  ?review a cg:Review
  OPTIONAL { ?review cg:year ?year }
  OPTIONAL { { ?review cg:hasLearning ?point } UNION { ?review cg:hasRecommendation ?asked } }
} GROUP BY ?year"""
_INCIDENTS = """
SELECT ?incident ?date { ?review a cg:Review ; cg:concernsIncident ?incident OPTIONAL { ?incident cg:occurred ?date } }"""
_CHILDREN = "SELECT ?child ?months { ?incident cg:hasChild ?child OPTIONAL { ?child cg:ageInMonths ?months } }"


def timeline(graph: "Graph") -> str:
    """Return the timeline of a graph as SVG."""
    rows = {row["year"]: row for row in graph.query(in_terms(_BY_YEAR, graph.store))}
    years = sorted(year for year in rows if isinstance(year, int))
    if len(years) > 1:
        return _of_years(
            graph,
            {year: rows[year] for year in years},
            sum(rows[year]["reviews"] for year in rows if year not in years),
        )
    return _of_one(graph, years, {name: sum(row[name] for row in rows.values()) for name, _, _ in _MEASURES})


def _of_years(graph: "Graph", rows: Mapping[int, Mapping[str, int]], undated: int) -> str:
    """Return three rows of bars over the years of publication."""
    first, last = min(rows), max(rows)
    years = range(first, last + 1)
    gaps = [str(year) for year in years if year not in rows]
    profile, listed = profile_of(graph.store), sum(row["learning"] for row in rows.values())
    notes = [
        f"Reviews by year of publication, with the {'' if left_out(listed, profile) else 'learning points and '}recommendations in "
        f"their {profile.words.texts}."
    ]
    if gaps:
        notes.append(f"No review of {_listed(gaps)} is in this graph. That says nothing about those years.")
    if undated:
        notes.append(f"{counted(undated, 'review')} without a year {'is' if undated == 1 else 'are'} left out.")
    notes = [in_requests(each, profile) for each in notes]
    measures = [
        (name, in_requests(heading, profile), colour)
        for name, heading, colour in _MEASURES
        if not left_out(sum(row[name] for row in rows.values()), profile)
    ]
    parts, high = [], 150
    for number, (name, heading, colour) in enumerate(measures):
        values = [(str(year), rows[year][name] if year in rows else None) for year in years]
        parts.append(f'<g transform="translate(0 {number * (high + 96)})">')
        parts += bars(heading, values, colour, ROOM, high)
        parts.append("</g>")
    numbers = "; ".join(
        f"{year}: " + ", ".join(f"{row[name]:,} {heading.lower()}" for name, heading, _ in measures)
        for year, row in rows.items()
    )
    documents = profile.documents[1]
    title = f"{documents[:1].upper()}{documents[1:]} {profile.words.appeared} from {first} to {last}"
    return picture(
        title, f"Bars by year. {numbers}.", notes, parts, len(measures) * (high + 96) - 24, credit_lines(graph.store)
    )


def _of_one(graph: "Graph", years: Sequence[int], totals: Mapping[str, int]) -> str:
    """Return two charts for a single year: when the incidents happened, and how old the children were."""
    incidents = {row["incident"]: row for row in graph.query(in_terms(_INCIDENTS, graph.store))}
    children = {row["child"]: row for row in graph.query(_CHILDREN)}
    when = Counter(int(row["date"][:4]) for row in incidents.values() if row["date"] and row["date"][:4].isdigit())
    unknown = len(incidents) - when.total()
    span = range(min(when), max(when) + 1) if when else range(0)
    values: list[tuple[str, int | None]] = [(str(year), when[year]) for year in span]
    values.append(("not stated", unknown))
    parts = bars("When it happened: incidents by year", values, _MAIN, _HALF, 300, apart=bool(span))
    ages = Counter(age_group(_months(row)) for row in children.values())
    groups: list[tuple[str, int | None]] = [(name, ages[group]) for group, name in enumerate(AGE_GROUPS)]
    parts.append(f'<g transform="translate({ROOM - _HALF} 0)">')
    parts += bars("How old the children were: children by age in years", groups, _MAIN, _HALF, 300, apart=True)
    parts.append("</g>")
    profile = profile_of(graph.store)
    published = f"{profile.words.appeared} in {years[0]}" if years else "of no known year"
    title = f"{counted(totals['reviews'], *profile.documents)} {published}"
    points = totals["learning"]
    learning = "" if left_out(points, profile) else f"{counted(points, 'learning point')} and "
    notes = (
        f"The {profile.words.texts} list {learning}{counted(totals['recommendations'], *profile.requests)}. "
        f"All were {profile.words.appeared} in one year, so there is no trend over time. Incidents happened in earlier years.",
        f"{counted(len(incidents), 'incident')} and {counted(len(children), 'child', 'children')}, where the {profile.words.texts} state them. "
        f"An incident that spans years counts in the first year.",
    )
    by_year, by_age = ("; ".join(f"{name}: {value}" for name, value in bars) for bars in (values, groups))
    return picture(
        title,
        f"Incidents by year. {by_year}. Children by age in years. {by_age}.",
        notes,
        parts,
        390,
        credit_lines(graph.store),
    )


def _months(row: Mapping[str, object]) -> str | None:
    return None if row["months"] is None else str(row["months"])


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
