"""Repeats: the part of a report on groups of similar recommendations, each leading to their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casegraph.briefings.behind import Behind
from casegraph.briefings.section import Section, shortened
from casegraph.collections.words import left_out
from casegraph.papers.document import Block, DataTable, Paragraph
from casegraph.papers.pieces import as_text
from casegraph.papers.tables import Cell, Column
from casegraph.store.in_terms import in_terms
from casegraph.store.protocol import Store
from casegraph.store.values import select_values
from casegraph.views.attribution import counted

__all__ = ["Repeat", "repeats_in", "repeats_section"]

_SHOWN = 10  # repeats in the table

_QUERY = """
SELECT ?repeat ?words ?text ?recommendation ?partnership {
  ?repeat a cg:Repeat ; rdfs:label ?words ; cg:firstAskedBy/cg:text ?text ; cg:repeatedBy ?recommendation . ?recommendation cg:fromReview ?review
  OPTIONAL { ?review cg:commissionedBy ?partnership }
}"""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A group of similar recommendations: the *words* that they share, the *text* of the first, the reviews and numbers of the *members*.

    *of_one* is how many of the reviews are of one partnership, the most of any.
    """

    id: str
    words: str
    text: str
    members: tuple[tuple[str, int], ...]
    of_one: int

    @property
    def reviews(self) -> int:
        """How many reviews have one of them."""
        return len({review for review, _ in self.members})

    @property
    def in_words(self) -> str:
        """In how many reviews they are, and in how many of one partnership.

        >>> Repeat("a/1", "escalation", "Review it", (("a", 1), ("b", 2), ("c", 1)), 2).in_words
        '3 reviews, 2 of them of one partnership'
        """
        often = counted(self.reviews, "review")
        return f"{often}, {self.of_one:,} of them of one partnership" if self.of_one > 1 else often


def repeats_in(store: Store) -> tuple[Repeat, ...]:
    """Return the groups of similar recommendations of a graph, those of most reviews first, as ``ask repeats`` lists them."""
    start, of = f"{store.base}recommendation/", f"{store.base}repeat/"
    words: dict[str, tuple[str, str]] = {}
    members: dict[str, set[tuple[str, int]]] = {}
    partnerships: dict[str, dict[str, set[str]]] = {}
    for row in select_values(store, in_terms(_QUERY, store)):
        id = str(row["repeat"]).removeprefix(of)
        review, _, number = str(row["recommendation"]).removeprefix(start).rpartition("/")
        words[id] = str(row["words"]), str(row["text"])
        members.setdefault(id, set()).add((review, int(number)))
        if row.get("partnership"):
            partnerships.setdefault(id, {}).setdefault(str(row["partnership"]), set()).add(review)
    every = (
        Repeat(id, *words[id], tuple(sorted(members[id])), max(map(len, partnerships.get(id, {}).values()), default=1))
        for id in words
    )
    return tuple(sorted(every, key=lambda each: (-each.reviews, -len(each.members), each.words, each.id)))


def repeats_section(repeats: Sequence[Repeat], behind: Behind) -> Section:
    """Return the part of a report on repeats: how many groups there are, and those of most reviews."""
    asks = sum(len(each.members) for each in repeats)
    if not repeats:
        none = "This build has no groups of similar recommendations: no two reviews have any, or an older version of Casegraph made it."
        return Section("Repeated recommendations", (Paragraph(as_text(none)),))
    places: Mapping[tuple[str, int], int] = behind.places
    has_partnerships = not left_out(len(behind.c.partnerships), behind.c.profile)
    rows: list[tuple[Cell, ...]] = []
    for each in repeats[:_SHOWN]:
        meant = behind.none()
        meant[[places[member] for member in each.members if member in places]] = True
        figure = behind.figure(f"Repeated: {each.words}", meant, f"/repeat/{each.id}")
        of_one = (each.of_one,) if has_partnerships else ()
        rows.append((shortened(each.text), each.words, figure, each.reviews, *of_one))
    columns = (
        Column("First wording"),
        Column("Words in common"),
        *(
            Column(name, "number")
            for name in ("Recommendations", "Reviews", *(["Of one partnership"] if has_partnerships else []))
        ),
    )
    groups = counted(len(repeats), "group of similar recommendations", "groups of similar recommendations")
    is_one = len(repeats) == 1
    largest = "It is" if is_one else "The largest group is"
    blocks: list[Block] = [
        Paragraph(
            as_text(
                f"{groups} ({asks:,} in all), {'' if is_one else 'each '}of more than one review. A program groups them and their wording differs: "
                f"read them before you count. {largest} in {repeats[0].in_words}; "
                f"its first recommendation is “{shortened(repeats[0].text).removesuffix('.')}”."
            )
        ),
        DataTable(groups if is_one else f"The {len(rows)} in most reviews, of {groups}", columns, tuple(rows)),
        Paragraph(
            as_text(
                "A program groups recommendations by subject and action, from what it learned from labelled pairs."
                + " Of one partnership: the most reviews of any single one." * has_partnerships
            ),
            "small",
        ),
    ]
    return Section("Repeated recommendations", tuple(blocks))
