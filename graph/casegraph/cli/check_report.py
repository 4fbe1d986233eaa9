"""The report of ``casegraph check``: what Casegraph read of a page, what is left over, and how well themes are likely to be read."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from casegraph.cli.terminal import plain
from casegraph.collections import Profile, contents, profile_named
from casegraph.collections.words import has_own_words, left_out
from casegraph.evaluating.page_counts import counts_of
from casegraph.evaluating.signs import SIGNS, Signs, advice, signs_of, tested_ranges
from casegraph.evaluating.unusual import Unusual, Usual, unusual
from casegraph.extracting import extract
from casegraph.learned import shipped_reader
from casegraph.reading import Line, Page
from casegraph.reading.lines import lines_of
from casegraph.record.identity import mint

__all__ = ["CheckReport", "as_json", "as_text", "check_report"]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The counts of a page, its furniture by rule, and what was not read or not understood.

    *repeated* has the headings of entries that the page prints more than once, word for word: each is one review.
    *clashes* has the headings that several reviews share. *unresolved* has the places that are no known area, as (line,
    place, title of the review), and *unknown_addressees* in the same way the names of no known agency. *without_text* counts the
    documents that the page only lists. *hidden* counts the words that a browser does not show, by element. *signs* are those of how
    well themes are likely to be read. *unusual* is what is left over in a larger share than of other pages.
    *collection* is the one that the page is of.
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
    signs: Signs
    unusual: tuple[Unusual, ...] = ()
    without_text: int = 0
    unknown_addressees: tuple[tuple[int, str, str], ...] = ()
    collection: str = ""


def check_report(page: Page, usual: Callable[[str], Usual]) -> CheckReport:
    """Read a page, and account for every line of it; *usual* gives the pages that say how much is usually left over in a collection."""
    content = contents(page)
    reviews = extract(page, content)
    minted = mint([reviews])
    chosen = {id(each.review) for each in minted}
    numbers = {line.start: line.number for line in lines_of(page.text)}
    return CheckReport(
        collection=content.collection,
        file=page.file,
        lines=sum(1 for line in page.text.splitlines() if line.strip()),
        headings=content.headings,
        entries=len(content.entries),
        reviews=len(minted),
        learning=sum(len(each.review.learning) for each in minted),
        recommendations=sum(clause.is_recommendation for each in minted for clause in each.review.recommendations),
        incomplete=tuple(review.title for review in reviews if not review.complete),
        repeated=tuple(review.title for review in reviews if id(review) not in chosen),
        clashes=tuple(each.review.title for each in minted if each.clashes),
        furniture=content.furniture,
        unread=content.unread,
        unresolved=tuple(
            (numbers.get(review.heading.start, 0), name, review.title)
            for review in reviews
            for place in review.areas
            for name in place.names
            if not place.areas and profile_named(content.collection).areas_are_authorities
        ),
        without_text=sum(each.sending is not None and not each.recommendations for each in reviews),
        unknown_addressees=tuple(
            (numbers.get(review.heading.start, 0), addressee.name.text, review.title)
            for review in reviews
            for addressee in (review.sending.addressees if review.sending else ())
            if not addressee.agencies
        ),
        hidden=page.hidden,
        signs=signs_of([each.review for each in minted], shipped_reader()),
        unusual=unusual(counts_of(reviews), usual(content.collection)),
    )


def as_text(report: CheckReport) -> str:
    """Return a report as lines of text."""
    learning = _counted(report.learning, "learning point")
    own = profile_named(report.collection)
    recommendations = f"{report.recommendations:,} {own.requests[report.recommendations != 1]}"
    lines = [
        report.file,
        f"  read        {_read(report, own)}",
        f"              {recommendations}"
        if left_out(report.learning, own)
        else f"              {learning}, {recommendations}",
        *(f"              cut off by the page's end: {title}" for title in report.incomplete),
        *(f"              printed more than once, word for word: {title}" for title in report.repeated),
        *(f"              shares its heading with another review: {title}" for title in report.clashes),
        f"  furniture   {_counted(len(report.furniture), 'line')} of the page around the entries",
    ]
    for rule, number in sorted(Counter(line.rule for line in report.furniture).items()):
        lines.append(f"              {number} {rule}")
    if report.hidden:
        where = ", ".join(f"{number} in <{name}>" for name, number in report.hidden.items())
        words = _counted(sum(report.hidden.values()), "word")
        lines.append(f"  hidden      {words} that a browser does not show: {where}")
    lines.append(f"  unread      {_counted(len(report.unread), 'line') if report.unread else 'nothing'}")
    lines += [f"              line {line.number}: {line.text}" for line in report.unread]
    lines.append(f"  unresolved  {_counted(len(report.unresolved), 'place') if report.unresolved else 'nothing'}")
    lines += [
        f"              line {number}: no area is known as {place} ({title})"
        for number, place, title in report.unresolved
    ]
    if report.without_text:
        lines.append(f"  no text     {report.without_text:,} of {report.entries:,} are listed without their text")
    if report.unknown_addressees:
        lines.append(f"  addressees  {len(report.unknown_addressees):,} of no known agency")
    lines += [
        f"              line {number}: no agency is known as {name} ({title})"
        for number, name, title in report.unknown_addressees
    ]
    lines += _signs(report.signs, own)
    lines += [f"  {'' if number else 'unusual':<12}{each}" for number, each in enumerate(_not_in_signs(report))]
    return "".join(f"{plain(line)}\n" for line in lines)


def _read(report: CheckReport, own: Profile) -> str:
    """Return how many documents of how many entries were read; the files of a collection with words of its own have no headings."""
    documents = _counted(report.reviews, *own.short_documents)
    if has_own_words(own):
        return (
            documents
            if report.entries == report.reviews
            else f"{_counted(report.entries, 'entry', 'entries')} → {documents}"
        )
    equal = "=" if report.entries == report.reviews else "→"
    return (
        f"{_counted(report.headings, 'heading')} = {_counted(report.entries, 'entry', 'entries')} {equal} {documents}"
    )


def _signs(signs: Signs, own: Profile) -> list[str]:
    """Return the signs of a page, each beside what the pages of its collection that were tested have, and what follows."""
    tested = tested_ranges(own)
    lines = []
    for number, sign in enumerate(SIGNS):
        least, most = tested.get(sign.key, (0.0, 0.0))
        range_ = f" (pages that were tested: {100 * least:.1f} to {100 * most:.1f} %)" if tested else ""
        lines.append(f"  {'' if number else 'themes':<12}{100 * getattr(signs, sign.key):.1f} % {sign.words}{range_}")
    return [*lines, *(f"{'':14}{each}" for each in advice(signs, tested)[1:] if each)]


def _not_in_signs(report: CheckReport) -> list[Unusual]:
    """Return what is unusual, without the themes where the signs warn of them already."""
    is_warned, _ = advice(report.signs, tested_ranges(profile_named(report.collection)))
    return [each for each in report.unusual if not (is_warned and each.measure.part == "without_theme")]


def _signs_as_json(signs: Signs, own: Profile) -> dict[str, object]:
    tested = tested_ranges(own)
    is_worse, sentence = advice(signs, tested)
    return {
        "clauses": signs.clauses,
        **{
            sign.key: {"value": round(getattr(signs, sign.key), 3), "tested": [*tested.get(sign.key, ())]}
            for sign in SIGNS
        },
        "likely_worse": is_worse,
        "advice": sentence,
    }


def _sent(report: CheckReport) -> dict[str, object]:
    """Return what there is to say of documents that are sent somewhere; nothing for others."""
    if not (report.without_text or report.unknown_addressees):
        return {}
    unknown = [{"line": line, "name": name, "title": title} for line, name, title in report.unknown_addressees]
    return {"without_text": report.without_text, "unknown_addressees": unknown}


def as_json(reports: Sequence[CheckReport]) -> str:
    """Return reports as a JSON list, one object a page."""
    pages = [
        {
            "file": report.file,
            "lines": report.lines,
            "headings": report.headings,
            "entries": report.entries,
            "reviews": report.reviews,
            "learning": report.learning,
            "recommendations": report.recommendations,
            "incomplete": list(report.incomplete),
            "repeated": list(report.repeated),
            "clashes": list(report.clashes),
            "furniture": [{"line": line.number, "rule": line.rule, "text": line.text} for line in report.furniture],
            "unread": [{"line": line.number, "text": line.text} for line in report.unread],
            "unresolved": [
                {"line": number, "place": place, "title": title} for number, place, title in report.unresolved
            ],
            **_sent(report),
            "hidden": dict(report.hidden),
            "signs": _signs_as_json(report.signs, profile_named(report.collection)),
            "unusual": [
                {
                    "what": each.measure.part,
                    "of": each.measure.whole,
                    "number": each.part,
                    "all": each.whole,
                    "usual": round(each.usual, 3),
                    "beside_former_pages": each.is_beside_former,
                    "advice": str(each),
                }
                for each in report.unusual
            ],
        }
        for report in reports
    ]
    return json.dumps(pages, ensure_ascii=False, indent=2) + "\n"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
