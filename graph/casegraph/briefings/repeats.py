"""Repeats: the part of a report on what was asked again and again, each repeat leading to its recommendations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casegraph.briefings.behind import Behind
from casegraph.briefings.section import Section, shortened
from casegraph.papers.document import Block, DataTable, Paragraph
from casegraph.papers.pieces import as_text
from casegraph.papers.tables import Cell, Column
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
    """What several reviews ask alike: the *words* that they share, the *text* of the first, and the reviews and numbers of the *members*.

    *of_one* is how many of the reviews are of one partnership, the most of any.
    """

    id: str
    words: str
    text: str
    members: tuple[tuple[str, int], ...]
    of_one: int

    @property
    def reviews(self) -> int:
        """How many reviews ask it."""
        return len({review for review, _ in self.members})

    @property
    def in_words(self) -> str:
        """In how many reviews it is asked, and in how many of one partnership.

        >>> Repeat("a/1", "escalation", "Review it", (("a", 1), ("b", 2), ("c", 1)), 2).in_words
        'asked in 3 reviews, 2 of them of one partnership'
        """
        often = f"asked in {counted(self.reviews, 'review')}"
        return f"{often}, {self.of_one:,} of them of one partnership" if self.of_one > 1 else often


def repeats_in(store: Store) -> tuple[Repeat, ...]:
    """Return what several reviews of a graph ask alike, what most of them ask first, as ``ask repeats`` lists them."""
    start, of = f"{store.base}recommendation/", f"{store.base}repeat/"
    words: dict[str, tuple[str, str]] = {}
    members: dict[str, set[tuple[str, int]]] = {}
    partnerships: dict[str, dict[str, set[str]]] = {}
    for row in select_values(store, _QUERY):
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
    """Return the part of a report on repeats: how many there are, and those that most reviews ask."""
    asks = sum(len(each.members) for each in repeats)
    if not repeats:
        none = "This build has no repeats: no two reviews ask for the same, or an older version of Casegraph made it."
        return Section("Repeated recommendations", (Paragraph(as_text(none)),))
    places: Mapping[tuple[str, int], int] = behind.places
    rows: list[tuple[Cell, ...]] = []
    for each in repeats[:_SHOWN]:
        meant = behind.none()
        meant[[places[member] for member in each.members if member in places]] = True
        figure = behind.figure(f"Repeated: {each.words}", meant, f"/repeat/{each.id}")
        rows.append((shortened(each.text), each.words, figure, each.reviews, each.of_one))
    columns = (
        Column("First wording"),
        Column("Words in common"),
        *(Column(name, "number") for name in ("Recommendations", "Reviews", "Of one partnership")),
    )
    are = "is" if len(repeats) == 1 else "are"
    blocks: list[Block] = [
        Paragraph(
            as_text(
                f"There {are} {counted(len(repeats), 'repeat')}: {asks:,} recommendations that more than one review makes. "
                f"“{shortened(repeats[0].text)}” is {repeats[0].in_words}."
            )
        ),
        DataTable(
            f"The {len(rows)} that most reviews make, of {counted(len(repeats), 'repeat')}", columns, tuple(rows)
        ),
        Paragraph(
            as_text(
                "A repeat has the same subject and action, in whatever words. Casegraph compares recommendations by what it learned "
                "from labelled pairs: read them before you rely on a number. Of one partnership: the most reviews of any single one."
            ),
            "small",
        ),
    ]
    return Section("Repeated recommendations", tuple(blocks))
