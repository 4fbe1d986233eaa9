"""Tables for spreadsheets: the head and the rows of each CSV that pages and programs can save."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casegraph.collections.words import in_requests
from casegraph.network.model import Projection
from casegraph.views.addressing_ways import ADDRESSING_WAYS, addressing_ways
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection, Kind
from casegraph.views.concepts import Named
from casegraph.views.list_words import CLAUSE_FOLDERS
from casegraph.views.lists import Line, keys_of
from casegraph.views.matrix import Matrix
from casegraph.views.matrix_texts import ROWS, SWITCHES
from casegraph.views.reviews import Review
from casegraph.views.role_answers import role_counts, role_groups
from casegraph.views.roles import Role, naming
from casegraph.views.texts import REVIEW_COLUMNS, SENTENCE_COLUMNS, THEME_BASES

__all__ = [
    "Table",
    "link_table",
    "list_table",
    "matrix_table",
    "review_table",
    "role_table",
    "roles_table",
    "sentence_table",
]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a head; rows of sentences and of reviews are made while they are written, once."""

    head: Sequence[str]
    rows: Iterable[Sequence[object]]


def sentence_table(c: Collection, clauses: Iterable[Clause]) -> Table:
    """Return a row for each clause."""
    return Table(SENTENCE_COLUMNS, (_sentence(c, clause) for clause in clauses))


def review_table(c: Collection, reviews: Iterable[Review]) -> Table:
    """Return a row for each review."""
    return Table(REVIEW_COLUMNS, (_review(c, review) for review in reviews))


def roles_table(c: Collection) -> Table:
    """Return a row for each agency in each way, after those of all ways together and those of the whole collection."""
    known = naming(c)
    whole = [("", "All recommendations", "named-or-introduced", known.named, known.reviews_named),
             ("", "All recommendations", "unnamed", known.unnamed, known.reviews_unnamed)]  # fmt: skip
    rows = [(each.agency, each.label, each.way, each.recommendations, each.reviews) for each in role_counts(c)]
    return Table(("agency", "label", "way", "recommendations", "reviews"), [*whole, *rows])


def role_table(c: Collection, shown: Role) -> Table:
    """Return a row for each recommendation that is the business of an agency."""
    rows = (
        (way, each["text"], each["review"], each["year"], "; ".join(each["agencies"]), "; ".join(each["themes"]),
         "; ".join(each["actions"]), each["iri"], each["given"], *_of_review(c, c.reviews[each["review_id"]]))
        for way, own in role_groups(c, shown).items()
        for each in own
    )  # fmt: skip
    return Table(("way", "text", "review", "year", "agency", "themes", "actions", "iri", "given", *_OF_REVIEW), rows)


def matrix_table(counted: Matrix) -> Table:
    """Return the matrix as it is shown, with its sums; shares have a percent sign."""
    by, share = counted.by, counted.is_share
    row_head = ROWS[by.rows][2]
    head = [
        f"{row_head} ({SWITCHES['measure'][1][by.measure].lower()})",
        f"{counted.any_column} (recommendations)" if share else counted.any_column,
        *(counted.heads[column].label for column in counted.column_ids),
    ]
    sums = [counted.number(None, column) for column in (None, *counted.column_ids)]
    rows: list[list[object]] = [[counted.any_row, *sums]]
    for row in counted.rows:
        values = [counted.value(row, column) for column in counted.column_ids]
        cells = [f"{value}%" for value in values] if share else values
        rows.append([counted.labels[row].label, counted.number(row, None), *cells])
    return Table(head, rows)


def list_table(kind: Kind, lines: Iterable[Line], base: str) -> Table:
    """Return all things of a kind with their numbers; their IRIs begin with *base*."""
    head = ["id", "label", *keys_of(kind), "iri"]
    return Table(head, [[each.id, each.label, *each.numbers, f"{base}{kind}/{each.id}"] for each in lines])


def link_table(projection: Projection) -> Table:
    """Return the links of a network."""
    labels = {node.iri: node.label for node in projection.nodes}
    rows = [
        (labels[edge.source], edge.link, labels[edge.target], edge.weight, edge.reviews, edge.source, edge.target)
        for edge in projection.edges
    ]
    return Table(("source", "link", "target", "weight", "reviews", "source iri", "target iri"), rows)


def _sentence(c: Collection, clause: Clause) -> list[object]:
    review = c.reviews[clause.review]
    areas = [c.areas[id] for id in review.areas]
    return [
        review.id, review.title, review.year, _labels(c.partnerships, review.partnerships),
        "; ".join(dict.fromkeys(area.nation for area in areas)),
        "; ".join(dict.fromkeys(area.region for area in areas if area.region)),
        clause.kind, clause.text,
        _labels(c.agencies, clause.agency_ids(named=False)), "; ".join(each.basis for each in clause.addressed),
        _labels(c.agencies, clause.mentioned_ids), _labels(c.themes, clause.theme_ids),
        "; ".join(THEME_BASES[each.basis] for each in clause.themes),
        "; ".join("" if each.probability is None else str(each.probability) for each in clause.themes),
        c.page_of(review).file, clause.start, clause.end, review.link, f"{c.made.base}review/{review.id}",
        _labels(c.agencies, clause.via_ids), _labels(c.agencies, clause.owner_ids),
        "" if clause.owner is None or clause.owner.probability is None else str(clause.owner.probability),
        "; ".join(each.id for each in clause.actions), " ".join(clause.corrected), clause.given,
        *_of_review(c, review), in_requests("; ".join(ADDRESSING_WAYS[way] for way in addressing_ways(clause)), c.profile),
        "; ".join(clause.strength), f"{c.made.base}{CLAUSE_FOLDERS[clause.kind]}/{review.id}/{clause.number}",
    ]  # fmt: skip


_OF_REVIEW = ("children", "age groups", "outcome", "certainty", "what happened", "keywords")
"""What a row of a sentence says of its review, for those who sort and count the rows."""


def _of_review(c: Collection, review: Review) -> tuple[str, ...]:
    return (
        review.ages, "; ".join(review.age_groups), c.outcomes[review.outcome].label, review.certainty, review.what,
        _labels(c.keywords, review.keywords),
    )  # fmt: skip


def _review(c: Collection, review: Review) -> list[object]:
    return [
        review.id, review.title, review.year, _labels(c.partnerships, review.partnerships),
        _labels(c.areas, review.areas), c.outcomes[review.outcome].label,
        "yes" if review.suicide else "no", review.date, review.ages,
        _labels(c.keywords, review.keywords), len(review.learning), len(review.asks), review.link,
        f"{c.made.base}review/{review.id}", review.certainty, review.what, " ".join(review.corrected),
    ]  # fmt: skip


def _labels(things: Mapping[str, Named], ids: Iterable[str]) -> str:
    return "; ".join(things[id].label for id in ids)
