"""The fixed words of templates, with what a collection calls its recommendations and reviews in their place."""

import re
from typing import TYPE_CHECKING

from casegraph.collections.words import has_own_words, in_phrases, in_requests

if TYPE_CHECKING:
    from jinja2 import Environment

    from casegraph.collections import Profile

__all__ = ["in_own_words"]

_SPOKEN = re.compile(r'(?<= aria-label=")[^"<>]++')


def in_own_words(environment: "Environment", profile: "Profile") -> "Environment":
    """Return an environment whose templates have a collection's own words; itself, if these are those of the templates.

    What stands within a tag stays, as addresses and classes do, but for labels that are read aloud.

    >>> from jinja2 import DictLoader, Environment
    >>> from casegraph.collections import profile_named
    >>> pages = Environment(loader=DictLoader({"a": '<a class="reviews" href="/{{ 1 }}/reviews">Reviews</a>'}))
    >>> in_own_words(pages, profile_named("pfd")).get_template("a").render()
    '<a class="reviews" href="/1/reviews">Reports</a>'
    """
    if not has_own_words(profile):
        return environment
    from collections.abc import Iterable, Iterator

    from jinja2.ext import Extension
    from jinja2.lexer import Token, TokenStream

    class OwnWords(Extension):
        def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
            return self._tokens(stream)

        def _tokens(self, stream: TokenStream) -> Iterator[Token]:
            is_within = False  # a tag, which can have values and so several tokens
            for token in stream:
                if token.type != "data":
                    yield token
                    continue
                text, is_within = _worded(token.value, profile, is_within)
                yield Token(token.lineno, "data", text)

    return environment.overlay(extensions=[OwnWords])


def _worded(text: str, profile: "Profile", is_within: bool) -> tuple[str, bool]:
    """Return a piece of a template in a collection's words, and whether it ends within a tag as it may have begun."""
    parts = []
    text = in_phrases(text.replace("Recommen<wbr>dations", "Recommendations"), profile)
    for part in re.split("([<>])", text):
        if part in ("<", ">"):
            is_within = part == "<"
            parts.append(part)
        elif is_within:
            parts.append(_SPOKEN.sub(lambda label: in_requests(label[0], profile), part))
        else:
            parts.append(in_requests(part, profile))
    return "".join(parts), is_within
