"""Citations: how to cite a review or one of its clauses, in Harvard style, as BibTeX and as RIS.

What is cited is the entry on the page that was read, with the page's address and the day on which somebody looked at it,
where the build was told these. ``explorer/scripts/citation.js`` does the same in a browser.
"""

import re
from dataclasses import dataclass

from casegraph.collections.words import in_requests
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.incidents import date_in_words
from casegraph.views.made import SourcePage
from casegraph.views.reviews import Review

__all__ = ["Citation", "accessed_in_words", "citation", "citation_of_numbers"]

_NO_YEAR = "no date"
_BETWEEN = " – "  # the parts of a heading
_TEX = re.compile(r"[\\{}$&#^_~%]")
_TEX_NAMES = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in three forms."""

    harvard: str
    bibtex: str
    ris: str


@dataclass(frozen=True, slots=True)
class _Cited:
    """What a citation says, in plain text; "" for what is not known."""

    id: str
    author: str
    year: str
    title: str
    part: str
    quote: str
    held_in: str
    address: str
    accessed: str
    accessed_in_words: str
    search: str
    report: str
    search_for: str = "title"


def citation(c: Collection, review: Review, clause: Clause | None = None) -> Citation:
    """Return how to cite a review, or one of its clauses.

    A clause is cited with its number and its words, which the entry has in full.
    """
    cited = _cited(c, review, clause)
    return Citation(_harvard(cited), _bibtex(cited), _ris(cited))


def citation_of_numbers(c: Collection, id: str, sentence: str) -> Citation:
    """Return how to cite numbers that Casegraph counted, which a *sentence* has; *id* is what it is called.

    The year is that of the day on which somebody looked at the pages. Where the build was not given it, there is none.
    """
    newest = max(c.made.pages, key=lambda page: page.accessed, default=SourcePage("", ""))
    reviews = f"{len(c.reviews):,} {c.profile.documents[len(c.reviews) != 1]}"
    of = "" if c.profile.citation.work else f" in the {c.profile.title}"
    cited = _Cited(
        id=f"casegraph-{id}",
        author=f"Casegraph {c.made.version}",
        year=newest.accessed[:4],
        title=sentence,
        part="",
        quote="",
        held_in=f"counted from {reviews}{of}",
        address=newest.address or c.profile.address,
        accessed=newest.accessed,
        accessed_in_words=accessed_in_words(newest),
        search=c.profile.address,
        report="",
    )
    return Citation(_harvard(cited), _bibtex(cited), _ris(cited))


def accessed_in_words(page: SourcePage) -> str:
    """Return the day on which somebody looked at a page, "" where nobody said.

    >>> accessed_in_words(SourcePage("kent.txt", "", accessed="2026-11-29"))
    '29 November 2026'
    """
    return date_in_words(page.accessed).removeprefix("on ") if page.accessed else ""


def _cited(c: Collection, review: Review, clause: Clause | None) -> _Cited:
    page = c.page_of(review)
    part = "" if clause is None else f"{in_requests(clause.kind, c.profile)} {clause.number}"
    return _Cited(
        id=review.id if clause is None else f"{review.id}-{clause.kind.replace(' ', '-')}-{clause.number}",
        author=_author(c, review),
        year=_NO_YEAR if review.year is None else str(review.year),
        title=review.title,
        part=part,
        quote="" if clause is None else clause.text,
        held_in=c.profile.citation.work or f"{c.profile.words.text} in the {c.profile.title}",
        address=page.address,
        accessed=page.accessed,
        accessed_in_words=accessed_in_words(page),
        search=c.profile.address,
        search_for=c.profile.citation.search_for,
        report=review.link or "",
    )


def _author(c: Collection, review: Review) -> str:
    """Return who wrote a document, as far as that is known, as its collection cites it; "" for nobody."""
    own = c.profile.citation
    if not own.author:
        return ", ".join(c.label("partnership", id) for id in review.partnerships) or own.unknown_author
    known = (review.name, review.id, str(review.year))
    area = _BETWEEN.join(each for each in review.title.split(_BETWEEN) if each not in known)
    return own.author.replace("{area}", area) if area or "{area}" not in own.author else own.unknown_author


def _harvard(cited: _Cited) -> str:
    part = f", {cited.part}: “{cited.quote}”" if cited.part else ""
    where = (
        f"Available at: {cited.address}"
        if cited.address
        else f"To find it, search for its {cited.search_for} at {cited.search}"
    )
    seen = f" (accessed {cited.accessed_in_words})" if cited.accessed else ""
    report = f" Report: {cited.report}." if cited.report else ""
    if cited.author:
        when = f" ({cited.year})" if cited.year else "."
        cited_as = f"{cited.author}{when} {cited.title}"
    else:
        cited_as = f"{cited.title} ({cited.year})"
    return f"{cited_as}{part}. {_capital(cited.held_in)}. {where}{seen}.{report}"


def _bibtex(cited: _Cited) -> str:
    fields = {
        "author": f"{{{_tex(cited.author)}}}" if cited.author else "",
        "title": f"{{{_tex(cited.title)}}}",
        "year": cited.year,
        "howpublished": _tex(_capital(cited.held_in)),
        "url": cited.address or cited.search,
        "urldate": cited.accessed,
        "note": _tex(_note(cited)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{cited.id},", *lines, "}"])


def _ris(cited: _Cited) -> str:
    fields = [
        ("TY", "RPRT"),
        ("ID", cited.id),
        ("AU", cited.author),
        ("PY", cited.year if cited.year.isdecimal() else ""),
        ("TI", cited.title),
        ("T2", _capital(cited.held_in)),
        ("UR", cited.address or cited.search),
        ("Y2", cited.accessed.replace("-", "/")),
        ("L2", cited.report),
        ("N1", _note(cited)),
    ]
    lines = [f"{name}  - {' '.join(value.split())}" for name, value in fields if value]
    return "\n".join([*lines, "ER  - "])


def _note(cited: _Cited) -> str:
    return f"{_capital(cited.part)}: “{cited.quote}”" if cited.part else ""


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _tex(text: str) -> str:
    """Return text as TeX prints it as it is."""
    return _TEX.sub(lambda each: _TEX_NAMES.get(each[0], f"\\{each[0]}"), " ".join(text.split()))
