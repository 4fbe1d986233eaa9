"""PDFs with text: the lines of their pages as they are laid out, without what stands on top and at the foot of every page."""

import io
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from casegraph.errors import PageError
from casegraph.reports.document import Paragraph, Table, plain
from casegraph.reports.laid_out import parts_of
from casegraph.reports.lines import Line

__all__ = ["read_portable"]

_MOST_PAGES = 600
_MOST_SECONDS = 120
_LEAST_LETTERS = 40  # of a whole document with text
_EDGE = 3  # lines at the top and the foot of a page that may be the same on every page
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page )?[-–]? ?(?:\d{1,4}|[ivxl]{1,6}) ?(?:(?:of|/) ?\d{1,4})? ?[-–]?", re.IGNORECASE)


def read_portable(content: bytes, file: str) -> tuple[str, tuple[Paragraph | Table, ...]]:
    """Return the title and the parts of a PDF; raises PageError for one that is broken, locked, endless or has no text."""
    pages = _pages(content, file)
    if sum(char.isalpha() for page in pages for line in page for char in line) < _LEAST_LETTERS:
        raise PageError(
            f"{file} has no text: it is a scan, {len(pages)} {'page' if len(pages) == 1 else 'pages'} of pictures.",
            "Run text recognition (OCR), or give the report as a Word file.",
        )
    kept = _without_edges(pages)
    lines = [Line(text, f"page {number}") for number, page in enumerate(kept, start=1) for text in page]
    return "", tuple(parts_of(lines))


def _pages(content: bytes, file: str) -> list[list[str]]:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it logs words of the document
    begun = time.process_time()
    pages: list[list[str]] = []
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileNotDecryptedError
        number = len(reader.pages)
        if number > _MOST_PAGES:
            raise PageError(
                f"{file} has {number:,} pages; at most {_MOST_PAGES} are read.",
                "Give the pages with the recommendations.",
            )
        for page in reader.pages:
            pages.append(page.extract_text(extraction_mode="layout").splitlines())
            if time.process_time() - begun > _MOST_SECONDS:
                raise PageError(
                    f"{file} takes too long to read: {len(pages)} of {number} pages in {_MOST_SECONDS} s.",
                    "Give the pages with the recommendations.",
                )
    except PageError:
        raise
    except DependencyError:  # a cipher that needs another library
        raise PageError(
            f"{file} is locked, with a password or against changes.",
            "Open it in a PDF reader and print it to a new PDF, or give the report as a Word file.",
        ) from None
    except FileNotDecryptedError:
        raise PageError(
            f"{file} has a password.", "Open it, save a copy without the password, and give that."
        ) from None
    except RecursionError:
        raise PageError(f"{file} is damaged: its parts refer to each other in a circle.") from None
    except Exception as error:  # noqa: BLE001 - pypdf raises what its parsers do
        raise PageError(
            f"{file} is broken: it cannot be read as a PDF ({type(error).__name__}).",
            "Open it in a PDF reader and print it to a new PDF, or give the report as a Word file.",
        ) from None
    return pages


def _without_edges(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """Yield the pages without page numbers and without what stands at the edge of most of them."""
    edges = Counter(key for page in pages for key in {_key(page[at]) for at in _edge(page)})
    most = max(2, (len(pages) + 1) // 2)
    for page in pages:
        gone = {
            at
            for at in _edge(page)
            if _PAGE_NUMBER.fullmatch(plain(page[at])) or (len(pages) > 1 and edges[_key(page[at])] >= most)
        }
        yield [line for at, line in enumerate(page) if at not in gone]


def _edge(page: Sequence[str]) -> set[int]:
    """Return which lines are the first and the last of a page."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    return {*filled[:_EDGE], *filled[-_EDGE:]}


def _key(line: str) -> str:
    return _DIGITS.sub("0", plain(line))
