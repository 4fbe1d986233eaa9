"""The record of a page: its reviews, whether from the page itself or from JSON lines."""

from dataclasses import dataclass, replace

from casegraph.record.model import Review, UnreadLine

__all__ = ["PageRecord"]


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page's file name and SHA-256, and its reviews in the page's order.

    *text* is the page's text, None where only the record of the page is at hand.
    """

    file: str
    sha256: str
    reviews: tuple[Review, ...]
    text: str | None = None

    @property
    def unread(self) -> tuple[UnreadLine, ...]:
        """The lines of the page that were not read, in order."""
        return tuple(sorted(line for review in self.reviews for line in review.source.unread))

    def numbered(self, number: int) -> "PageRecord":
        """Return the record as that of the page with this *number* among those read together."""
        if all(review.source.page == number for review in self.reviews):
            return self
        reviews = (replace(each, source=replace(each.source, page=number)) for each in self.reviews)
        return replace(self, reviews=tuple(reviews))
