"""The visible text of an HTML page, from the parser's events: the beginning of a tag, the end of a tag, text.

docs/decisions/0014-html-as-browsers-read-it.md says what counts as visible, and why.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from casegraph.errors import PageError
from casegraph.reading.markup_limits import DEEPEST

__all__ = ["Link", "Reader"]

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


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a page that lead to an address."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """The state of the text when an element began; at its end this says what is in the element."""

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
class Reader:
    """Collects the lines of a parsed page, its links and the furniture that it marks."""

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

    def _here(self) -> int:
        return self.before + self.length

    def end_line(self) -> None:
        """Finish the current line, unless it is empty."""
        line = "".join(self.pieces).rstrip()
        if line:
            self.lines.append(line)
            self.before += len(line) + 1
        self.pieces.clear()
        self.length = 0

    def _mark(self, tag: str, address: str = "") -> _Mark:
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
        """Handle the beginning of an element; raises PageError for one that is nested too deep."""
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
            self.furniture_open.append(self._mark(tag))
        if tag == "a" and given.get("href"):
            self.links_open.append(self._mark(tag, given["href"]))
        if tag == "option" or (given and _is_label(tag, given)):
            self.labels_open.append(self._mark(tag))
        if given.get("id", "").lower() in _FILLED_BY_SCRIPTS:
            self.mounts_open.append(self._mark(tag))

    def end_element(self, tag: str) -> None:
        """Handle the end of the element that began last."""
        if self.switches:
            depth, by = self.switches[-1]
            if depth == self.depth:
                self.switches.pop()
            if depth == self.depth or by != "foreignObject":
                self.depth -= 1
                return
        if tag in _BLOCKS:
            self.end_line()
        if opened := self._closed(self.links_open):
            start = opened.before + opened.length
            if self._here() > start:
                self.links.append(Link(start, self._here(), opened.address))
        if opened := self._closed(self.labels_open):
            self._leave_out(opened)
        if opened := self._closed(self.furniture_open):
            start = opened.before + opened.length
            if self._here() > start:
                self.furniture.append((start, self._here()))
        if opened := self._closed(self.mounts_open):
            self.is_mount_empty = self.is_mount_empty or opened.words == self.words
        self.sections -= tag in _SECTIONS
        self.depth -= 1

    def _closed(self, marks: list[_Mark]) -> _Mark | None:
        return marks.pop() if marks and marks[-1].depth == self.depth else None

    def _leave_out(self, label: _Mark) -> None:
        """Remove a hidden label again: few words, and no block inside if it is part of a line."""
        words = self.words - label.words
        is_whole = label.tag in _BLOCKS or len(self.lines) == label.lines
        if not words or words > _LABEL or not is_whole:
            return
        del self.lines[label.lines :]
        del self.pieces[label.pieces :]
        del self.links[label.links :]
        self.length, self.before, self.words = label.length, label.before, label.words
        while self.furniture and self.furniture[-1][1] > self._here():
            self.furniture.pop()
        self.hidden[label.tag] += words

    def characters(self, text: str) -> None:
        """Handle text, and fold its white space."""
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
        """Return what to save instead, where the markup shows why there is little text."""
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
