"""What a paper was taken from, and what it says of that: notice, source, how to cite, rights, helpline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casegraph import __version__
from casegraph.collections import Profile
from casegraph.collections.words import filled, in_requests
from casegraph.papers.workbook import AboutLine
from casegraph.store.protocol import Store
from casegraph.store.values import select_values
from casegraph.views.attribution import counted, profile_of
from casegraph.views.collection import Collection
from casegraph.views.made import SourcePage

__all__ = ["LICENCE", "TakenFrom", "about_lines", "taken_from", "taken_from_store"]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of what Casegraph says of the pages, not of their words."""

_PAGES = "SELECT ?page ?file { ?page a cg:SourcePage ; rdfs:label ?file } ORDER BY ?file"
_SHOWN = 12  # pages that are listed
_CITE = (
    "Cite the review: its publisher, year and title, and where it is listed ({title}, {address}). "
    "The words quoted are those of {of_texts}[, not of the {wholes}: read the {whole} before you quote it]."
)


@dataclass(frozen=True, slots=True)
class TakenFrom:
    """A collection by its *profile*, and the pages that it was read from."""

    profile: Profile
    pages: Sequence[SourcePage]

    @property
    def how_to_cite(self) -> str:
        """How to cite what is quoted, and what is counted."""
        own = self.profile
        texts = f"the {own.title}'s {own.words.texts}" if own.words.whole else own.rights.words
        quoted = filled(
            in_requests(_CITE, own).format_map(_Kept(title=own.title, address=own.address, of_texts=texts)), own.words
        )
        return f"{quoted} Cite a figure as: Casegraph {__version__}, count of {own.words.texts}, with the total."

    @property
    def rights(self) -> str:
        """Whose the words are, and whose the rest is."""
        return f"{self.profile.rights.page} What Casegraph says about it: CC BY 4.0."

    @property
    def helpline(self) -> str:
        """Who to turn to, in a sentence."""
        line = self.profile.helpline
        return f"{line.question} {line.name} {line.telephone}, {line.email}; in an emergency call {line.emergency}."


class _Kept(dict[str, str]):
    """Values for a sentence, in which other names in braces stay as they are."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def taken_from(c: Collection) -> TakenFrom:
    """Return what papers on a collection are taken from."""
    return TakenFrom(c.profile, c.made.pages)


def taken_from_store(store: Store) -> TakenFrom:
    """Return the same of a graph whose collection nobody has opened; of a page its IRI has 16 digits of the hash."""
    rows = select_values(store, _PAGES)
    return TakenFrom(
        profile_of(store), [SourcePage(str(row["file"]), str(row["page"]).rpartition("/")[2]) for row in rows]
    )


def about_lines(source: TakenFrom, *first: AboutLine) -> list[AboutLine]:
    """Return the lines of a workbook's sheet “About”, those about this very workbook *first*."""
    return [*first, *_lines(source)]


def _lines(source: TakenFrom) -> Iterator[AboutLine]:
    own = source.profile
    yield AboutLine("Notice", f"{own.notice.on_pages} {own.notice.counts}")
    yield AboutLine("Source", own.title, own.address)
    for page in source.pages[:_SHOWN]:
        yield AboutLine("Page read", f"{page.file} (SHA-256 {page.sha256[:16]}…)")
    if len(source.pages) > _SHOWN:
        yield AboutLine("", f"and {counted(len(source.pages) - _SHOWN, 'more page')}")
    yield AboutLine(
        "Read by",
        f"Casegraph {__version__}. A program reads the pages: its readings can be wrong; the quoted words are exact.",
    )
    yield AboutLine("How to cite", source.how_to_cite)
    yield AboutLine("Licence", source.rights, LICENCE)
    yield AboutLine("Helpline", source.helpline)
