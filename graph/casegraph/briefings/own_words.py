"""Blocks of papers in a collection's words: what it calls its recommendations and reviews in the place of these."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from casegraph.collections import Profile
from casegraph.collections.words import has_own_words, in_requests
from casegraph.papers.document import Block, DataTable, Heading, Paragraph
from casegraph.papers.pieces import Text
from casegraph.papers.tables import Column

__all__ = ["blocks_in_own_words", "columns_in_own_words", "sentence_in_own_words", "title_of_requests"]

_QUOTED = re.compile("(“[^“”]*+”)")


def blocks_in_own_words(blocks: Iterable[Block], profile: Profile) -> Iterator[Block]:
    """Yield blocks in a collection's words. Quotes, notes, lists and the cells of tables stay, as others wrote them.

    >>> from casegraph.collections import profile_named
    >>> [*blocks_in_own_words([Heading("Repeated recommendations")], profile_named("pfd"))][0].text
    'Repeated concerns'
    """
    for each in blocks:
        if isinstance(each, Heading):
            yield replace(each, text=sentence_in_own_words(each.text, profile))
        elif isinstance(each, Paragraph):
            yield replace(each, text=_text(each.text, profile))
        elif isinstance(each, DataTable):
            yield replace(
                each,
                caption=sentence_in_own_words(each.caption, profile),
                columns=columns_in_own_words(each.columns, profile),
            )
        else:
            yield each


def columns_in_own_words(columns: Iterable[Column], profile: Profile) -> tuple[Column, ...]:
    """Return columns with their names in a collection's words."""
    return tuple(replace(each, name=in_requests(each.name, profile)) for each in columns)


def sentence_in_own_words(sentence: str, profile: Profile) -> str:
    """Return a sentence of ours in a collection's words; what it quotes stays.

    >>> from casegraph.collections import profile_named
    >>> sentence_in_own_words("The first recommendation is “hold a review”.", profile_named("pfd"))
    'The first concern is “hold a review”.'
    """
    parts = _QUOTED.split(sentence)
    return "".join(part if at % 2 else in_requests(part, profile) for at, part in enumerate(parts))


def title_of_requests(label: str, profile: Profile) -> str:
    """Return the title of a paper on what is asked of somebody, or about something.

    >>> from casegraph.collections import profile_named, profiles
    >>> title_of_requests("Neglect", profiles()[0]), title_of_requests("Neglect", profile_named("pfd"))
    ('Neglect: what recommendations ask', 'Neglect: concerns')
    """
    if not has_own_words(profile):
        return f"{label}: what recommendations ask"
    label, requests = in_requests(label, profile), profile.requests[1]
    return label if requests in label.lower() else f"{label}: {requests}"


def _text(text: Text, profile: Profile) -> Text:
    return tuple(replace(each, text=sentence_in_own_words(each.text, profile)) for each in text)
