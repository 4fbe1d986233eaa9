"""Where pages were seen on the web, and when: what citations say, and only the person who saved the pages knows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casegraph.errors import CasegraphError
from casegraph.record.web_access import is_day, is_web_address

__all__ = ["NOT_SAID", "Seen", "seen_at"]


@dataclass(frozen=True, slots=True)
class Seen:
    """The addresses of pages, in their order (one is that of all), and the day of access; none where nobody said."""

    addresses: Sequence[str] = ()
    accessed: str = ""

    def of(self, page: int) -> tuple[str, str]:
        """Return the address and the day of the page with this number, from 0; "" for what nobody said.

        >>> Seen(("https://example.org/2024", "https://example.org/2025"), "2026-11-29").of(1)
        ('https://example.org/2025', '2026-11-29')
        """
        if not self.addresses:
            return "", self.accessed
        return self.addresses[page if len(self.addresses) > 1 else 0], self.accessed

    def among(self, pages: Sequence[int]) -> "Seen":
        """Return the same of some pages alone.

        >>> Seen(("https://example.org/2024", "https://example.org/2025")).among([1]).addresses
        ('https://example.org/2025',)
        """
        return (
            self if len(self.addresses) < 2 else replace(self, addresses=tuple(self.addresses[page] for page in pages))
        )


NOT_SAID = Seen()
"""Where nobody said."""


def seen_at(addresses: Sequence[str], accessed: str, pages: int) -> Seen:
    """Return where so many pages were seen; raises CasegraphError for what cannot be."""
    for address in addresses:
        if not is_web_address(address):
            raise CasegraphError(f"“{address[:80]}” is no address of a page on the web.", "It begins with https://.")
    if accessed and not is_day(accessed):
        raise CasegraphError(f"“{accessed[:40]}” is no day.", "Write it as YYYY-MM-DD, such as 2026-11-29.")
    if len(addresses) not in (0, 1, pages):
        raise CasegraphError(
            f"There are {len(addresses)} addresses for {pages} page{'s' if pages != 1 else ''}.",
            "Give one for all, or one for each, in their order.",
        )
    return Seen(tuple(addresses), accessed)
