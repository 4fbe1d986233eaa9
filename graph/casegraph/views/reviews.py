"""Reviews: where and when they were published, the children that they are about, and their clauses."""

from dataclasses import dataclass

from casegraph.record.outcome_words import Happening
from casegraph.views.clauses import Clause

__all__ = ["Child", "Review"]


@dataclass(frozen=True, slots=True)
class Child:
    """A child as a review describes it; None is not stated."""

    age: int | float | None
    unit: str | None
    sex: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """A case review; *page* is the SHA-256 of the page with its abstract, *start* and *end* the abstract's place there.

    *what* says in a few words what happened to the child, with the doubt, and
    *happened* when as well; *doubt* are the words of doubt, "" where what happened is stated. *keyword_only*: a keyword alone
    says that it was suicide; *adult*: an adult died.
    *corrected* says what people overruled of what happened. *ages* says who the children were.
    """

    id: str
    title: str
    name: str
    year: int | None
    partnerships: tuple[str, ...]
    areas: tuple[str, ...]
    keywords: tuple[str, ...]
    outcome: str
    suicide: bool
    date: str | None
    what: str
    happened: str
    children: tuple[Child, ...]
    ages: str
    age_groups: tuple[str, ...]
    report: str | None
    link: str | None
    page: str
    start: int
    end: int
    narrative: tuple[str, ...]
    learning: tuple[Clause, ...]
    recommendations: tuple[Clause, ...]
    certainty: str = "stated"
    doubt: str = ""
    keyword_only: bool = False
    adult: bool = False
    corrected: tuple[str, ...] = ()

    @property
    def happening(self) -> Happening:
        """What happened and how sure the text is of it."""
        return Happening(self.outcome, self.suicide, self.certainty, self.keyword_only, self.adult, self.doubt)

    @property
    def label(self) -> str:
        """Its title."""
        return self.title

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All its clauses: learning points, then recommendations with the remarks among them."""
        return self.learning + self.recommendations

    @property
    def asks(self) -> list[Clause]:
        """Its recommendations without the remarks among them."""
        return [each for each in self.recommendations if not each.is_remark]
