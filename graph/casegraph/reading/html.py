"""The visible text of a saved HTML page: one block a line, with the links and the furniture that it marks."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Link", "VisibleText", "looks_like_html", "read_html"]

_BLOCKS = frozenset(
    "address article aside blockquote body br button caption dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td tfoot th "
    "thead tr ul".split()
)
_UNSEEN = frozenset("head iframe noscript object script select style svg template textarea".split())
_FURNITURE = frozenset("footer header nav".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a page that lead to an address."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class VisibleText:
    """What a reader of an HTML page sees; offsets count code points of *text*."""

    text: str
    links: tuple[Link, ...]
    furniture: tuple[tuple[int, int], ...]


def looks_like_html(text: str) -> bool:
    """Tell whether *text* is HTML, by its beginning.

    >>> looks_like_html("<!DOCTYPE html><p>2025"), looks_like_html("2025 – Kent <3")
    (True, False)
    """
    return bool(re.match(r"\s*(?:<!--.*?-->\s*|<\?xml.*?\?>\s*)*<(?:!doctype\s+html|html|head|body|main|div|article)\b",
                         text, re.IGNORECASE | re.DOTALL))  # fmt: skip


def read_html(markup: str) -> VisibleText:
    r"""Return the visible text of *markup*; white space is folded as a browser does.

    >>> read_html("<h2>2025 – Kent</h2><p>Death of  a <b>boy</b>.<br>More.</p><script>x</script>").text
    '2025 – Kent\nDeath of a boy.\nMore.'
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.end_line()
    return VisibleText("\n".join(reader.lines), tuple(reader.links), tuple(reader.furniture))


@dataclass
class _Reader(HTMLParser):
    lines: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.line = ""
        self.before = 0  # code points in finished lines, their line ends included
        self.unseen = 0
        self.marked: list[int] = []
        self.open_link: tuple[int, str] | None = None

    def here(self) -> int:
        return self.before + len(self.line)

    def end_line(self) -> None:
        line = self.line.rstrip()
        if line:
            self.lines.append(line)
            self.before += len(line) + 1
        self.line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        if tag in _BLOCKS:
            self.end_line()
        if tag in _FURNITURE:
            self.marked.append(self.here())
        if tag == "a":
            address = dict(attrs).get("href")
            self.open_link = (self.here(), address) if address else None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS or tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self.unseen:
            self.unseen -= 1
        if tag == "a" and self.open_link:
            start, address = self.open_link
            if self.here() > start:
                self.links.append(Link(start, self.here(), address))
            self.open_link = None
        if tag in _BLOCKS:
            self.end_line()
        if tag in _FURNITURE and self.marked:
            start = self.marked.pop()
            if self.here() > start:
                self.furniture.append((start, self.here()))

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        data = re.sub(r"\s+", " ", data)
        if not self.line or self.line.endswith(" "):
            data = data.lstrip()
        self.line += data
