"""The visible text of a saved HTML page: one block a line, with the links and the furniture that it marks.

The parser builds the tree that browsers build (docs/decisions/0014-html-as-browsers-read-it.md says what counts as visible).
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from casegraph.errors import PageError
from casegraph.reading.markup_limits import DEEPEST, parseable

if TYPE_CHECKING:
    from turbohtml.saxparse import SaxHandler

__all__ = ["Link", "VisibleText", "looks_like_html", "read_html"]

_BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup p plaintext "
    "pre search section summary table tbody td tfoot th thead tr ul xmp".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var".split()
)
_UNSEEN = frozenset("head iframe noembed noframes noscript script style svg template textarea title".split())
_SILENT = frozenset("head iframe script style".split())
"""Elements whose text is nothing that a page says."""
_FURNITURE = frozenset("footer header nav".split())
_SECTIONS = frozenset("article aside main nav section".split())
"""Elements whose header and footer are their own, not the page's."""
_FOR_SCREEN_READERS = (
    "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screen-reader-only", "screen-reader",
    "screenreader", "element-invisible", "hidden-accessible", "hidden-visually", "hide-visually",
)  # fmt: skip
_NOT_SHOWN = re.compile(r"\bdisplay\s*:\s*none\b|\bvisibility\s*:\s*hidden\b", re.IGNORECASE)
_LABEL = 20  # words: a hidden text that is longer is no label, and is read
_FILLED_BY_SCRIPTS = frozenset("root app __next __nuxt ___gatsby react-root main-app app-root".split())
_FEW = 30  # words: a page with scripts that has fewer is drawn by them
_HTML = re.compile(
    r"<(?:!doctype\s+html|(?:article|body|center|dd|div|dl|font|form|frameset|h[1-6]|head|header|html|li|link|main|meta|nav"
    r"|ol|p|script|section|span|style|table|title|ul)(?=[\s/>]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a page that lead to an address."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class VisibleText:
    """What a reader of an HTML page sees; offsets count code points of *text*.

    *hidden* counts the words that a browser does not show, by the element that hides them. *advice* says what to save
    instead where the markup shows why the text may be missing.
    """

    text: str
    links: tuple[Link, ...]
    furniture: tuple[tuple[int, int], ...]
    hidden: Mapping[str, int]
    advice: str = ""


def looks_like_html(text: str) -> bool:
    """Tell whether *text* is HTML, by its beginning.

    >>> looks_like_html("<!DOCTYPE html><p>2025"), looks_like_html("<!---->" * 3 + "<h2>"), looks_like_html("2025 <3")
    (True, True, False)
    """
    place = 0
    while True:
        while place < len(text) and text[place].isspace():
            place += 1
        for opening, closing in (("<!--", "-->"), ("<?xml", "?>")):
            if text.startswith(opening, place):
                end = text.find(closing, place + 2)
                if end < 0:
                    return False
                place = end + len(closing)
                break
        else:
            return _HTML.match(text, place) is not None


def read_html(markup: str, file: str = "the page") -> VisibleText:
    r"""Return the visible text of *markup*; white space is folded as a browser does.

    Raises PageError, naming *file*, for markup beyond the limits.

    >>> read_html("<h2>2025 – Kent</h2><p>Death of  a <b>boy</b>.<br>More.</p><script>x</script>").text
    '2025 – Kent\nDeath of a boy.\nMore.'
    """
    from turbohtml.saxparse import sax_parse

    reader = _Reader(file)
    sax_parse(parseable(markup, file), cast("SaxHandler", reader))
    reader.end_line()
    return VisibleText(
        "\n".join(reader.lines),
        tuple(reader.links),
        tuple(sorted(reader.furniture)),
        dict(sorted((name, words) for name, words in reader.hidden.items() if words)),
        reader.advice(),
    )


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where the text was when an element began, to say what the element holds when it ends."""

    depth: int
    tag: str
    lines: int
    pieces: int
    length: int
    before: int
    words: int
    links: int
    address: str = ""


@dataclass
class _Reader:
    """Takes the events of a parsed page: a tag begins, a tag ends, text."""

    file: str
    lines: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.pieces: list[str] = []  # of the line that is being read
        self.length = 0  # of the pieces
        self.before = 0  # code points in finished lines, their line ends included
        self.words = 0
        self.depth = 0
        self.switches: list[tuple[int, str]] = []  # where text began to be unseen, or seen again
        self.links_open: list[_Mark] = []
        self.labels_open: list[_Mark] = []
        self.furniture_open: list[_Mark] = []
        self.mounts_open: list[_Mark] = []
        self.sections = 0
        self.scripts = self.frames = 0
        self.is_mount_empty = False

    def here(self) -> int:
        return self.before + self.length

    def end_line(self) -> None:
        line = "".join(self.pieces).rstrip()
        if line:
            self.lines.append(line)
            self.before += len(line) + 1
        self.pieces.clear()
        self.length = 0

    def mark(self, tag: str, address: str = "") -> _Mark:
        return _Mark(
            self.depth,
            tag,
            len(self.lines),
            len(self.pieces),
            self.length,
            self.before,
            self.words,
            len(self.links),
            address,
        )

    def start_element(self, tag: str, attributes: tuple[tuple[str, str | None], ...]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise PageError(
                f"{self.file} opens more than {DEEPEST} elements inside one another, such as <div> without </div>; browsers "
                f"do not show such a page as it stands. Copy its text to a .txt file instead."
            )
        self.scripts += tag == "script"
        self.frames += tag == "frame"
        if self.switches and self.switches[-1][1] != "foreignObject":
            if tag == "foreignObject" and self.switches[-1][1] == "svg":
                self.switches.append((self.depth, tag))
            return
        given = {name: value or "" for name, value in attributes}
        if tag in _UNSEEN and not (tag == "template" and given.keys() & {"shadow-root-mode", "shadowmode"}):
            self.switches.append((self.depth, tag))
            return
        if tag in _BLOCKS:
            self.end_line()
        self.sections += tag in _SECTIONS
        if tag == "nav" or (tag in _FURNITURE and not self.sections):
            self.furniture_open.append(self.mark(tag))
        if tag == "a" and given.get("href"):
            self.links_open.append(self.mark(tag, given["href"]))
        if tag == "option" or (given and _is_label(tag, given)):
            self.labels_open.append(self.mark(tag))
        if given.get("id", "").lower() in _FILLED_BY_SCRIPTS:
            self.mounts_open.append(self.mark(tag))

    def end_element(self, tag: str) -> None:
        if self.switches:
            depth, by = self.switches[-1]
            if depth == self.depth:
                self.switches.pop()
            if depth == self.depth or by != "foreignObject":
                self.depth -= 1
                return
        if tag in _BLOCKS:
            self.end_line()
        if opened := self.closed(self.links_open):
            start = opened.before + opened.length
            if self.here() > start:
                self.links.append(Link(start, self.here(), opened.address))
        if opened := self.closed(self.labels_open):
            self.leave_out(opened)
        if opened := self.closed(self.furniture_open):
            start = opened.before + opened.length
            if self.here() > start:
                self.furniture.append((start, self.here()))
        if opened := self.closed(self.mounts_open):
            self.is_mount_empty = self.is_mount_empty or opened.words == self.words
        self.sections -= tag in _SECTIONS
        self.depth -= 1

    def closed(self, marks: list[_Mark]) -> _Mark | None:
        return marks.pop() if marks and marks[-1].depth == self.depth else None

    def leave_out(self, label: _Mark) -> None:
        """Take back a hidden label, if it is one: few words, and no block in it if it is part of a line."""
        words = self.words - label.words
        is_whole = label.tag in _BLOCKS or len(self.lines) == label.lines
        if not words or words > _LABEL or not is_whole:
            return
        del self.lines[label.lines :]
        del self.pieces[label.pieces :]
        del self.links[label.links :]
        self.length, self.before, self.words = label.length, label.before, label.words
        while self.furniture and self.furniture[-1][1] > self.here():
            self.furniture.pop()
        self.hidden[label.tag] += words

    def characters(self, text: str) -> None:
        if self.switches and self.switches[-1][1] != "foreignObject":
            by = self.switches[-1][1]
            if by not in _SILENT and (words := len(text.split())):
                self.hidden["noscript" if by == "noembed" else by] += words
            return
        text = re.sub(r"\s+", " ", text)
        if not self.pieces or self.pieces[-1].endswith(" "):
            text = text.lstrip()
        if text:
            self.pieces.append(text)
            self.length += len(text)
            self.words += len(text.split())

    def comment(self, text: str) -> None:
        """Nobody sees a comment."""

    def doctype(self, name: str, public_id: str | None, system_id: str | None) -> None:
        """Nobody sees the kind of document."""

    def processing_instruction(self, target: str, data: str) -> None:
        """Nobody sees an instruction."""

    def advice(self) -> str:
        if self.frames and self.words < _FEW:
            return "It is a page of frames: open the frame with the reviews in a tab of its own, and save that."
        if self.scripts and (self.is_mount_empty or self.words < _FEW):
            return (
                "A script puts the text there when a browser opens the page. Open it in a browser and save it as "
                "“Webpage, Complete” or “Webpage, Single File”, or select all, copy, and paste the text into a .txt file."
            )
        return ""


def _is_label(tag: str, given: Mapping[str, str]) -> bool:
    """Tell whether an element is for screen readers only, or hidden inside a line; a hidden block is a closed panel."""
    if any(name.endswith(_FOR_SCREEN_READERS) for name in given.get("class", "").lower().split()):
        return True
    return tag in _INLINE and ("hidden" in given or _NOT_SHOWN.search(given.get("style", "")) is not None)
