"""The explorer's data: a collection and a network as plain values for JSON.

Things are lists sorted by id here, and refer to each other by their number in these lists, which is shorter than ids are.
Words are pairs of places, in code points, within the text that they are in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import MISSING, asdict, fields
from typing import TypedDict

from casegraph.collections import Profile
from casegraph.network.model import Projection
from casegraph.record.ages import AGE_GROUPS
from casegraph.views.citation import accessed_in_words, citation_of_numbers
from casegraph.views.clauses import BASES, THEME_BASES, Addressing, Clause, ThemeReading
from casegraph.views.collection import Collection
from casegraph.views.facets import Facet, facets
from casegraph.views.facts import facts
from casegraph.views.finding import Finding, finding_table
from casegraph.views.findings import findings
from casegraph.views.incidents import happened_in
from casegraph.views.network_json import explorer_network
from casegraph.views.reviews import Review
from casegraph.views.roles import WAYS, bases_counted, by_way, naming
from casegraph.views.search_names import KINDS_OF_NAMES, search_names
from casegraph.views.sending_words import sending_words
from casegraph.views.sendings import SentDocument, sendings_of
from casegraph.views.texts import bases

__all__ = ["ExplorerData", "explorer_data"]

Thing = dict[str, object]
"""A thing with its properties."""


class ExplorerData(TypedDict):
    """All that the explorer holds."""

    profile: Thing
    made: Thing
    groups: list[Thing]
    themes: list[Thing]
    agencies: list[Thing]
    keywords: list[Thing]
    partnerships: list[Thing]
    areas: list[Thing]
    outcomes: list[Thing]
    bases: list[Thing]
    ways: list[str]
    naming: Thing
    findings: list[Thing]
    ageGroups: list[str]
    facets: list[Thing]
    names: list[list[object]]
    reviews: list[Thing]
    network: Thing


class _Numbers:
    """The number of each thing in the list of its kind."""

    def __init__(self, c: Collection) -> None:
        def numbers(ids: Iterable[str]) -> dict[str, int]:
            return {id: number for number, id in enumerate(ids)}

        self.agencies, self.themes, self.groups = numbers(c.agencies), numbers(c.themes), numbers(c.groups)
        self.keywords, self.partnerships, self.areas = numbers(c.keywords), numbers(c.partnerships), numbers(c.areas)
        self.outcomes, self.profile = numbers(c.outcomes), c.profile
        self.pages = numbers(dict.fromkeys(page.sha256 for page in c.made.pages))


_SHOWN = {"citation", "has_learning", "leaves_names_out", "no_requests"}
_UNSHOWN = {field.name for field in fields(Profile) if field.default is not MISSING} - _SHOWN
"""What the profile of a collection has for Casegraph alone, which it may leave out."""


def explorer_data(c: Collection, projection: Projection) -> ExplorerData:
    """Return all that the explorer holds; *projection* is agency-theme."""
    at = _Numbers(c)
    return {
        "profile": {name: value for name, value in asdict(c.profile).items() if _is_shown(name, value)},
        "made": _made(c),
        "groups": [asdict(each) for each in c.groups.values()],
        "themes": [
            {"id": each.id, "label": each.label, "group": at.groups[each.group],
             "broader": None if each.broader is None else at.themes[each.broader], "definition": each.definition,
             "also": each.also, "is_means": each.is_means}
            for each in c.themes.values()
        ],
        "agencies": [
            {**asdict(each), "broader": None if each.broader is None else at.agencies[each.broader]}
            for each in c.agencies.values()
        ],
        "keywords": [asdict(each) for each in c.keywords.values()],
        "partnerships": [
            {**asdict(each), "areas": [at.areas[area] for area in each.areas]} for each in c.partnerships.values()
        ],
        "areas": [asdict(each) for each in c.areas.values()],
        "outcomes": [asdict(each) for each in c.outcomes.values()],
        "bases": [{"id": id, "label": label} for id, label in bases(c.profile).items()],
        "ways": [*WAYS],
        "naming": {name: value for name, value in asdict(naming(c)).items() if name != "sentence"},
        "findings": [_finding(c, each) for each in findings(c)],
        "ageGroups": [*AGE_GROUPS],
        "facets": [_facet(c, each) for each in facets(c)],
        "names": _names(c),
        "reviews": _reviews(c, at),
        "network": explorer_network(c, projection, {"theme": at.themes, "agency": at.agencies}),
    }  # fmt: skip


def _is_shown(name: str, value: object) -> bool:
    return name not in _UNSHOWN or (name == "facets_left_out" and bool(value))


def _made(c: Collection) -> Thing:
    made, accuracy = c.made, c.accuracy
    counts = made.counts if c.profile.default_addressee else {**made.counts, "addressings": bases_counted(c)}
    return {
        "version": made.version,
        "base": made.base,
        "pages": [{**asdict(page), "accessedInWords": accessed_in_words(page)} for page in made.pages],
        "counts": counts,
        "accuracy": {"on": accuracy.on, "in_words": accuracy.in_words, "rows": accuracy.rows},
    }


def _finding(c: Collection, finding: Finding) -> Thing:
    """Return a finding, how to cite it, and its table for spreadsheets."""
    table = finding_table(finding)
    cited = citation_of_numbers(c, finding.id, finding.sentence)
    return {**asdict(finding), "citation": asdict(cited), "table": [[*table.head], *([*row] for row in table.rows)]}


def _facet(c: Collection, facet: Facet) -> Thing:
    """Return a facet: its values, and for each review the numbers of those that it has.

    No values are given where they are all things of a kind, in their order: the explorer has those.
    """
    values = list(facet.values.items())
    labels = {
        "agency": [(each.id, each.label) for each in c.agencies.values()],
        "theme": [(each.id, each.label) for each in c.themes.values()],
        "keyword": [(each.id, each.label) for each in c.keywords.values()],
        "partnership": [(each.id, each.label) for each in c.partnerships.values()],
    }
    return {
        "id": facet.id,
        "label": facet.label,
        "values": None if values == labels.get(facet.id) else values,
        "of": facet.links.listed(),
    }


def _names(c: Collection) -> list[list[object]]:
    """Return the names to search for: kind, values, reviews, clauses, whether these are learning points, label, further names, parts.

    Kind and values are numbers; what no review has has no value. What the explorer has elsewhere, or what is empty at the end, is left out.
    """
    places = {each.id: {key: number for number, key in enumerate(each.values)} for each in facets(c)}
    labels = {each.id: each.values for each in facets(c)}
    rows: list[list[object]] = []
    for each in search_names(c):
        known = {
            each.label,
            *(c.names(each.kind, each.values[0]) if each.kind in ("agency", "theme") and each.reviews else ()),
        }
        is_known = len(each.values) == 1 and labels[each.kind].get(each.values[0]) == each.label
        row: list[object] = [
            KINDS_OF_NAMES.index(each.kind), [places[each.kind][key] for key in each.values if each.reviews], each.reviews, each.clauses,
            int(each.noun == "learning point"), "" if is_known else each.label, [name for name in each.also if name not in known], list(each.parts),
        ]  # fmt: skip
        while not row[-1]:
            row.pop()
        rows.append(row)
    return rows


def _reviews(c: Collection, at: _Numbers) -> list[Thing]:
    ways, first, sent = _ways(c), facts(c).first.tolist(), {each.id: _sent(c, each, at) for each in sendings_of(c)}
    return [
        {**_review(review, at, ways[start:]), **({"sent": sent[review.id]} if review.id in sent else {})}
        for review, start in zip(c.reviews.values(), first, strict=False)
    ]


def _sent(c: Collection, sent: SentDocument, at: _Numbers) -> Thing:
    """Return to whom a document was sent, and what is known of replies, in words; an agency that no clause names is its label."""
    known = [[each.name, [at.agencies.get(id, label) for id, label in each.agencies]] for each in sent.addressees]
    return {"addressees": known, "words": asdict(sending_words(sent, c.profile))}


def _ways(c: Collection) -> list[list[list[int]]]:
    """Return for each clause the numbers of the agencies whose business it is, each with the number of its way."""
    of_ways = [links.listed() for links in by_way(c).values()]
    return [
        [[agency, way] for way, agencies in enumerate(each) for agency in agencies]
        for each in zip(*of_ways, strict=True)
    ]


def _review(review: Review, at: _Numbers, ways: Sequence[list[list[int]]]) -> Thing:
    return {
        "id": review.id,
        "title": review.title,
        "name": review.name,
        "year": review.year,
        "partnerships": [at.partnerships[each] for each in review.partnerships],
        "areas": [at.areas[each] for each in review.areas],
        "keywords": [at.keywords[each] for each in review.keywords],
        "outcome": at.outcomes[review.outcome],
        "suicide": review.suicide,
        "certainty": review.certainty,
        "date": review.date,
        "children": [asdict(each) for each in review.children],
        "ages": review.ages,
        "ageGroups": [AGE_GROUPS.index(each) for each in review.age_groups],
        "report": review.report,
        "link": review.link,
        "start": review.start,
        "end": review.end,
        "narrative": review.narrative,
        "what": review.what,
        "happened": happened_in(review, at.profile),
        "doubt": review.doubt,
        "corrected": review.corrected,
        "page": at.pages[review.page],
        "learning": [_clause(each, at) for each in review.learning],
        "recommendations": [
            _recommendation(each, at, own)
            for each, own in zip(review.recommendations, ways[len(review.learning) :], strict=False)
        ],
    }


def _clause(clause: Clause, at: _Numbers) -> Thing:
    """Return a clause; it ends where its text does."""
    return {
        "text": clause.text,
        "start": clause.start,
        "themes": [_theme(each, at) for each in clause.themes],
        **({"corrected": clause.corrected} if clause.corrected else {}),
        **({"given": clause.given} if clause.given else {}),
    }


def _recommendation(clause: Clause, at: _Numbers, ways: list[list[int]]) -> Thing:
    """Return a recommendation without what is empty of it, which is most: the explorer puts that back."""
    owner = clause.owner
    readings: Thing = {
        "remark": clause.is_remark,
        "via": [[at.agencies[each.id], each.spans] for each in clause.via],
        "owner": None if owner is None else [at.agencies[owner.id], owner.spans, owner.probability],
        "concerns": [[at.agencies[each.id], each.spans] for each in clause.mentioned],
        "actions": [each.id for each in clause.actions],
        "strength": clause.strength,
        "ways": ways,
    }
    return {
        **_clause(clause, at),
        "asked": [_addressing(each, at) for each in clause.addressed],
        **{name: value for name, value in readings.items() if value},
    }


def _addressing(addressing: Addressing, at: _Numbers) -> list[object]:
    quote = [addressing.introduction] if addressing.introduction else []
    return [at.agencies[addressing.id], BASES.index(addressing.basis), addressing.spans, *quote]


def _theme(theme: ThemeReading, at: _Numbers) -> list[object]:
    """Return a theme with its words; its basis and its probability follow if no wording alone led to it.

    The words of an introduction that it was read from follow these.
    """
    how: list[object] = [THEME_BASES.index(theme.basis), theme.probability]
    how += [theme.introduction] if theme.introduction else []
    return [at.themes[theme.id], theme.spans, *([] if how == [0, None] else how)]
