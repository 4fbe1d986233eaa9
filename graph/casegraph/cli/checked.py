"""What ``casegraph check`` tells of a page: what was read, what is furniture, and what was left over."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casegraph.areas import place_of
from casegraph.cli.table import plain
from casegraph.extracting import extract
from casegraph.reading import Line, Page, contents
from casegraph.reading.lines import lines_of
from casegraph.record.identity import mint

__all__ = ["Checked", "as_json", "as_text", "checked"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The counts of a page, its furniture by rule, and what was not read or not understood.

    *repeated* holds headings whose entry stands on the page more than once, word for word: they are one review;
    *clashes* headings that stand for several reviews; *unresolved* the places that are no known area, as (line, place,
    title of the review). *hidden* counts the words that a browser does not show, by element.
    """

    file: str
    lines: int
    headings: int
    entries: int
    reviews: int
    learning: int
    recommendations: int
    incomplete: tuple[str, ...]
    repeated: tuple[str, ...]
    clashes: tuple[str, ...]
    furniture: tuple[Line, ...]
    unread: tuple[Line, ...]
    unresolved: tuple[tuple[int, str, str], ...]
    hidden: Mapping[str, int]


def checked(page: Page) -> Checked:
    """Read a page, and keep account of every line of it."""
    found = contents(page)
    reviews = extract(page, found)
    minted = mint([reviews])
    kept = {id(each.review) for each in minted}
    numbers = {line.start: line.number for line in lines_of(page.text)}
    return Checked(
        file=page.file,
        lines=sum(1 for line in page.text.splitlines() if line.strip()),
        headings=found.headings,
        entries=len(found.entries),
        reviews=len(minted),
        learning=sum(len(each.review.learning) for each in minted),
        recommendations=sum(clause.is_recommendation for each in minted for clause in each.review.recommendations),
        incomplete=tuple(review.title for review in reviews if not review.complete),
        repeated=tuple(review.title for review in reviews if id(review) not in kept),
        clashes=tuple(each.review.title for each in minted if each.clashes),
        furniture=found.furniture,
        unread=found.unread,
        unresolved=tuple(
            (numbers.get(review.heading.start, 0), place, review.title)
            for review in reviews
            for place in review.places
            if place_of(place) is None
        ),
        hidden=page.hidden,
    )


def as_text(found: Checked) -> str:
    """Return the account as lines of text."""
    equal = "=" if found.entries == found.reviews else "→"
    lines = [
        found.file,
        f"  read        {found.headings} headings = {found.entries} entries {equal} {found.reviews} reviews",
        f"              {_counted(found.learning, 'learning point')}, {_counted(found.recommendations, 'recommendation')}",
        *(f"              cut off by the page's end: {title}" for title in found.incomplete),
        *(f"              stands here more than once, word for word: {title}" for title in found.repeated),
        *(f"              shares its heading with another review: {title}" for title in found.clashes),
        f"  furniture   {_counted(len(found.furniture), 'line')} of the page around the entries",
    ]
    for rule, number in sorted(Counter(line.rule for line in found.furniture).items()):
        lines.append(f"              {number} {rule}")
    if found.hidden:
        where = ", ".join(f"{number} in <{name}>" for name, number in found.hidden.items())
        lines.append(
            f"  hidden      {_counted(sum(found.hidden.values()), 'word')} that a browser does not show: {where}"
        )
    lines.append(f"  unread      {_counted(len(found.unread), 'line') if found.unread else 'nothing'}")
    lines += [f"              line {line.number}: {line.text}" for line in found.unread]
    lines.append(f"  unresolved  {_counted(len(found.unresolved), 'place') if found.unresolved else 'nothing'}")
    lines += [
        f"              line {number}: no area is known as {place} ({title})"
        for number, place, title in found.unresolved
    ]
    return "".join(f"{plain(line)}\n" for line in lines)


def as_json(found: Sequence[Checked]) -> str:
    """Return the accounts as a JSON list, one object a page."""
    pages = [
        {
            "file": each.file,
            "lines": each.lines,
            "headings": each.headings,
            "entries": each.entries,
            "reviews": each.reviews,
            "learning": each.learning,
            "recommendations": each.recommendations,
            "incomplete": list(each.incomplete),
            "repeated": list(each.repeated),
            "clashes": list(each.clashes),
            "furniture": [{"line": line.number, "rule": line.rule, "text": line.text} for line in each.furniture],
            "unread": [{"line": line.number, "text": line.text} for line in each.unread],
            "unresolved": [
                {"line": number, "place": place, "title": title} for number, place, title in each.unresolved
            ],
            "hidden": dict(each.hidden),
        }
        for each in found
    ]
    return json.dumps(pages, ensure_ascii=False, indent=2) + "\n"


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"
