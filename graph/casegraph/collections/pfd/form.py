"""The text of one report in its numbered form, with or without the head of the page that it was published on.

Only what is needed is kept: reference, day, area, categories, addressees, matters of concern, when a reply is due, and who
replied. Sections 1 to 4 and 8, where names stand, are read for the names that must not stand elsewhere, and dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from casegraph.collections.pfd.days import day_in
from casegraph.collections.pfd.facts import Report
from casegraph.collections.pfd.heads import addressees_of, area_of, day_of, due_of, fields_of
from casegraph.collections.pfd.matters import matters_in
from casegraph.collections.pfd.names import Masks, also_known
from casegraph.collections.pfd.people import people_in
from casegraph.collections.pfd.printed import unprinted
from casegraph.collections.pfd.reference import reference_of
from casegraph.collections.pfd.replies import replies_in
from casegraph.collections.pfd.sections import Section, lines_in, sections_of, title_of
from casegraph.collections.pfd.table import page_with
from casegraph.reading.page import Page
from casegraph.reports.document import plain

__all__ = ["is_report", "page_of_report"]

_SOME = 2_000
_MARKS = re.compile(
    r"^\W{0,3}\d{0,2}\W{0,5}CORONER['’]?S\s+CONCERNS|matters?\s+of\s+concerns?|regulation\s+28|^this\s+report\s+is\s+being\s+sent\s+to",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = re.compile(r"^\s*(?:coroner\s+area|coroners?\s+name|date\s+of\s+report)\s*:", re.IGNORECASE | re.MULTILINE)
_I_AM = re.compile(
    r"\bI(?: am)?[:,]? ([A-Z][^,\n]{2,80}?),? (?:(?:the|an?) )?(?:(?:his|her) majesty['’]s |HM )?(?:(?:senior|area|assistant|acting|deputy) )?coroner",
    re.IGNORECASE,
)
_DEATH_OF = re.compile(
    r"\b(?:deaths?|inquest|investigation)\s+(?:into\s+the\s+death\s+)?(?:of|touching\s+(?:upon\s+)?the\s+death\s+of)\s+(?:the\s+late\s+)?"
    r"(?P<name>(?:[“\"‘'(]?[A-Z](?:\.|[\w’'-]*)[”\")]?\s?){1,6})"
)
_NAMING: Final[tuple[Section, ...]] = ("investigation", "circumstances", "concerns", "copies")
_A_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def is_report(text: str) -> bool:
    r"""Tell whether a text is a report, or the page of one.

    >>> is_report("REGULATION 28: REPORT TO PREVENT FUTURE DEATHS\n1 CORONER\nI am …\n5 CORONER'S CONCERNS\n")
    True
    >>> is_report("2025 - Kent - Child U\nA report to prevent future deaths was made. Matters of concern were …")
    False
    """
    if len(_HEAD.findall(text)) >= 2 and "future death" in text.lower():
        return True
    if _MARKS.search(text) is None:
        return False
    titles = {section for section, _ in map(title_of, lines_in(text)) if section}
    return len(titles & {"coroner", "powers", "investigation", "concerns", "action", "response", "copies"}) >= 2


def page_of_report(page: Page, content: bytes, file: str, *, with_links: bool = False) -> Page:
    """Return the page of the one report in a *page*, without names; its file is called by the reference alone.

    Raises PageError for a text without a reference.
    """
    sections = sections_of(unprinted(page.text))
    head = fields_of(sections["head"])
    reference = reference_of(head.get("ref", ""), sections["head"], sections["copies"] or sections["response"], file)
    report = Report(reference, link=_link(page) if with_links else "")
    sent_to = addressees_of(sections["head"], head)
    masks = _masks(head, sections, sent_to)
    texts = {name: "\n".join(lines) for name, lines in sections.items()}
    area = head.get("coroner area") or area_of(texts["coroner"])
    due = due_of(texts["response"])
    is_broken = page.text[:_SOME] in content.decode("utf-8", "replace")  # in HTML each line is a paragraph
    report = replace(
        report,
        dated=day_in(head.get("date of report", "")) or day_of(sections["copies"] or sections["response"], due),
        area=area,
        categories=tuple(plain(each) for each in re.split("[|;]", head.get("category", "")) if plain(each)),
        sent_to=tuple(sent_to),
        concerns=tuple(
            replace(each, text=masks.masked(each.text))
            for each in matters_in(texts["concerns"], is_broken=is_broken, sent_to=sent_to)
        ),
        due=due,
        replies=tuple(replies_in(page.text, masks)),
    )
    not_read = (
        []
        if report.concerns or not any(each.strip() for each in sections["concerns"])
        else ["the section with the concerns has none"]
    )
    has_form = texts["powers"] or texts["investigation"] or texts["action"]
    not_read += ["no section with the concerns was found"] if has_form and not texts["concerns"] else []
    not_read += [] if report.dated else ["no day of the report was found"]
    not_read += [] if report.sent_to else ["no addressee was found"]
    return page_with(f"{reference}{Path(file).suffix.lower() or '.txt'}", content, [report], not_read)


def _masks(head: dict[str, str], sections: dict[Section, list[str]], sent_to: Sequence[str]) -> Masks:
    """Return the masks for the names that a report gives of whoever died and of the coroner."""
    of_death = (*sections["investigation"], *sections["circumstances"])
    words = " ".join(map(plain, of_death))
    died = [head.get("deceased name", ""), *(match["name"] for match in _DEATH_OF.finditer(words)), *also_known(words)]
    titles = (line.split(":") for line in sections["head"] if "future deaths report" in line.lower())
    died += [part for parts in titles for part in parts if "future death" not in part.lower()]
    of_coroner = " ".join(map(plain, sections["coroner"]))
    coroner = [head.get("coroner name", ""), *_I_AM.findall(of_coroner)]
    texts = (" ".join(map(plain, sections[name])) for name in _NAMING)
    dead = [word for each in died for word in _A_NAME.findall(each)]
    people = people_in(texts, dead, f"{head.get('coroner area', '')} {area_of(of_coroner)} {' '.join(sent_to)}")
    return Masks.of_several([*died, *people.died], coroner, people.others, people.handles)


def _link(page: Page) -> str:
    return next(
        (
            link.address
            for link in page.links
            if link.address.lower().endswith(".pdf") and link.address.startswith("http")
        ),
        "",
    )
