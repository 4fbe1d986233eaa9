"""What a data package is: what it was made from, by which version, on which day, and how it is cited."""

import hashlib
from dataclasses import dataclass

from casegraph.collections import Profile
from casegraph.exporting.data_package.table_files import TableFile, TableFormat
from casegraph.rdf.description import CREATOR, rights_of
from casegraph.rdf.sorted_lines import SortedLines
from casegraph.views.attribution import counted
from casegraph.views.citation import accessed_in_words
from casegraph.views.collection import Collection
from casegraph.views.made import Made, SourcePage

__all__ = ["About", "about"]

_SHOWN = 12  # hexadecimal digits of the build's hash in a version


@dataclass(frozen=True, slots=True)
class About:
    """What the files that describe a package say.

    *graph* is the SHA-256 of the build's sorted N-Triples. *date* is the day of publication (YYYY-MM-DD), "" if nobody said.
    """

    collection: str
    profile: Profile
    made: Made
    graph: str
    date: str
    reviews: int
    recommendations: int
    learning_points: int
    form: TableFormat
    tables: tuple[TableFile, ...]

    @property
    def name(self) -> str:
        """What programs call the package."""
        return f"casegraph-{self.collection}"

    @property
    def version(self) -> str:
        """The version of Casegraph that made the build, then the beginning of the build's hash."""
        return f"{self.made.version}+{self.graph[:_SHOWN]}"

    @property
    def contents(self) -> str:
        """How much is in it, as a phrase."""
        documents = counted(self.reviews, *self.profile.counted_as)
        recommendations = counted(self.recommendations, "recommendation")
        return f"{documents} with {recommendations} and {counted(self.learning_points, 'learning point')}"

    @property
    def description(self) -> str:
        """What is in it, and what its counts do not say."""
        return (
            f"{self.profile.dataset.description} {self.contents[:1].upper()}{self.contents[1:]}, read by Casegraph "
            f"{self.made.version} from the {self.profile.title}. {self.profile.notice.counts}"
        )

    @property
    def newest_page(self) -> SourcePage:
        """The page that somebody looked at last."""
        return max(self.made.pages, key=lambda page: page.accessed, default=SourcePage("", ""))

    @property
    def citation(self) -> str:
        """How to cite the package, in Harvard style."""
        day = accessed_in_words(self.newest_page)
        address = self.newest_page.address or self.profile.address
        return (
            f"{CREATOR} ({self.date[:4] or 'no date'}) {self.profile.dataset.title}. Version {self.version}. Data package: "
            f"{self.contents}, from the {self.profile.title}, {address}{f' (accessed {day})' if day else ''}."
        )

    @property
    def rights(self) -> str:
        """Whose the contents are."""
        return rights_of(self.profile)


def about(c: Collection, lines: SortedLines, form: TableFormat, tables: tuple[TableFile, ...], date: str) -> About:
    """Return what a package of a collection is, whose graph has these *lines*.

    Without a *date* it is the day on which somebody last looked at the pages, if the build was given that.
    """
    digest = hashlib.sha256()
    for block in lines.blocks():
        digest.update(block)
    rows = {each.table.name: each.rows for each in tables}
    return About(
        collection=c.id,
        profile=c.profile,
        made=c.made,
        graph=digest.hexdigest(),
        date=date or max((page.accessed for page in c.made.pages), default=""),
        reviews=rows["reviews"],
        recommendations=rows["recommendations"],
        learning_points=rows["learning_points"],
        form=form,
        tables=tables,
    )
