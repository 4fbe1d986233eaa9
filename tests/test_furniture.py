"""What belongs to the web page is furniture by a named rule; what may hold a clause never is in silence."""

import pytest

from casegraph.collections import contents
from casegraph.reading import Contents
from casegraph.reading.page import page_of
from html_pages import ENTRY, ENTRY_AS_HTML

INTRODUCTION = "The NSPCC Library hosts the National Collection of Case Reviews, the most comprehensive collection of reviews in the UK. Find all published reviews there."
FOOT = """Explore our training
Was this page helpful?
Yes
No
Get in touch
More information
Sign up to our newsletter to hear about new reviews as soon as they are published on this website.
Contact our library and information service for help with finding a review or a report.
0808 800 5000
Related content
© 2025 NSPCC. Registered charity England and Wales 216401. Scotland SC037717. Jersey 384."""


def text(words: str) -> Contents:
    """What a page of text holds."""
    return contents(page_of(words.encode(), "page.txt"))


def markup(words: str) -> Contents:
    """What a saved page holds."""
    return contents(page_of(f"<!doctype html><body>{words}</body>".encode(), "page.html"))


def test_an_ordinary_page_leaves_nothing_unread() -> None:
    """Its introduction and its foot are furniture, line by line, and its entry is whole."""
    found = text(f"{INTRODUCTION}\n{ENTRY}\n{FOOT}")

    assert found.unread == ()
    assert [line.text for line in found.furniture] == [INTRODUCTION, *FOOT.splitlines()]
    assert {line.rule for line in found.furniture} == {"introduction", "page foot", "legal notice"}
    assert found.entries[0].complete


@pytest.mark.parametrize(
    "notice",
    [
        "© NSPCC 2025",
        "(c) NSPCC 2025",
        "Copyright NSPCC 2025",
        "Registered charity England and Wales 216401.",
        "All rights reserved.",
        "Incorporated by Royal Charter.",
        "Cookies",
        "Privacy and cookies",
        "Terms and conditions",
        "Last updated: 3 March 2025",
    ],
)
def test_a_legal_notice_is_furniture_wherever_it_stands(notice: str) -> None:
    """Before the entries, between two of them and after the last."""
    second = ENTRY.replace("Child U", "Child V")
    found = text(f"{notice}\n{ENTRY}\n{notice}\n{second}\n{notice}")

    assert [(line.text, line.rule) for line in found.furniture] == [(notice, "legal notice")] * 3
    assert (found.unread, len(found.entries)) == ((), 2)


@pytest.mark.parametrize(
    "after",
    [
        "Child J, Leeds\nDeath of a boy.\nKeywords: infants, drugs",
        "Leeds\nLearning: neglect",
        "Leeds\nReferrals must be shared",
        "May 2025, Leeds",
        "Referrals should be followed up by whoever made them until there is an answer",
    ],
)
def test_what_could_be_another_entry_is_unread(after: str) -> None:
    """A short line after the last entry is the page's foot only if no line there could be of an entry."""
    assert [line.text for line in text(f"{ENTRY}\n{after}").unread] == after.splitlines()


@pytest.mark.parametrize(
    "clause",
    [
        "Recommendations include: promote the NSPCC helpline; train all staff.",
        "Recommendations include: tell parents about the helpline.",
        "Privacy notices should be reviewed; train all staff.",
        "More information should be shared; train all staff.",
        "Privacy must not keep anybody from sharing what they know.",
        "Staff should contact the NSPCC helpline",
        "Raise awareness of the helpline among parents",
        "Terms of reference are agreed with families",
        "Privacy of the family weighed more than the child",
    ],
)
def test_a_clause_is_read_even_if_it_begins_like_furniture(clause: str) -> None:
    entry = text(ENTRY.replace("Recommendations include: review the protocol; train all staff.", clause)).entries[0]

    assert clause in [part.text for part in (*entry.narrative, *entry.learning, *entry.recommendations)]


@pytest.mark.parametrize("tag", ["header", "footer", "nav"])
def test_marked_furniture_that_may_hold_a_clause_is_unread(tag: str) -> None:
    """Short lines that the page marks go; a long one, or one that asks somebody for something, is listed."""
    lines = ["Home", "Learning from case reviews", "Referrals should be shared with schools.", "word " * 41 + "end"]
    found = markup(f"<{tag}>{''.join(f'<p>{line}</p>' for line in lines)}</{tag}>{ENTRY_AS_HTML}")

    assert [line.text for line in found.furniture] == lines[:2]
    assert [line.text for line in found.unread] == lines[2:]
    assert len(found.entries) == 1


def test_the_header_of_an_article_is_part_of_it() -> None:
    heading, *rest = ENTRY.splitlines()
    body = "".join(f"<p>{line}</p>" for line in rest)
    found = markup(f"<article><header><h3>{heading}</h3>{body}</header><footer><p>Page 1</p></footer></article>")

    assert [part.text for part in (*found.entries[0].learning, *found.entries[0].recommendations)] == rest[1:3]
    assert found.unread == ()


def test_a_list_of_links_to_entries_is_no_entry() -> None:
    """Headings that a page marks as navigation, with nothing else, lead to entries and are none."""
    found = markup(f"<nav><ul><li><a href='#u'>2025 – Kent – Child U</a></ul></nav>{ENTRY_AS_HTML}")

    assert (found.headings, len(found.entries), len(found.furniture)) == (1, 1, 1)


def test_an_entry_inside_marked_furniture_is_read() -> None:
    """A <nav> that is never closed goes on to the end of the page, and is not believed; one inside it is."""
    found = markup(f"<header><p>Case reviews</p><nav><p>Home of it all</p></nav>{ENTRY_AS_HTML}")

    assert len(found.entries) == 1
    assert [line.rule for line in found.furniture] == [
        "page title",
        "marked as navigation, header or footer by the page",
    ]
