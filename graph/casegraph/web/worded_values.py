"""What pages are filled with, in a collection's words: counts, headings and labels of ours, never words of documents."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from casegraph.collections import Profile
from casegraph.collections.words import has_own_words, in_requests
from casegraph.fragments.elements import Action, Bar, Citation, Definition, Mark, Option
from casegraph.fragments.elsewhere import ElsewherePart, Switch
from casegraph.fragments.lists import Order, Sentence

__all__ = ["worded_values"]

_OURS = frozenset(
    "all asks can_mean caption count counts counted heading label means_title more naming note noun of relaxed remarks reviews seen sentence"
    " sentences_title state title total ways weight what".split()
)
"""Fields whose texts are ours, wherever they stand."""

_LABELS = (Action, Bar, Mark, Option, Order)
"""What is called by a text of ours; names of themes and agencies have none of the words that are replaced."""

_QUOTED = (Citation, Definition, ElsewherePart, Profile, Sentence, Switch)
"""What has words of documents, of the vocabulary or of another collection, and stays as it is."""

_NAMES = ("clauses.html", "collected.html", "review.html", "thing.html")
"""Templates whose heading is the name of a thing."""

Value = TypeVar("Value")


def worded_values(template: str, values: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """Return what a page is filled with in a collection's words; the same, where these are those of case reviews.

    >>> from casegraph.collections import profile_named
    >>> worded_values("reviews.html", {"view": (Bar(2, "reviews", "/reviews"),)}, profile_named("pfd"))
    {'view': (Bar(number=2, text='reports', href='/reviews'),)}
    """
    if not has_own_words(profile):
        return dict(values)
    ours = ("title",) if template in _NAMES else ("title", "heading", "state", "extent", "mistake", "whose")
    return {
        name: in_requests(value, profile) if name in ours and isinstance(value, str) else _worded(value, profile)
        for name, value in values.items()
    }


def _worded(value: Value, profile: Profile) -> Value:
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_worded(each, profile) for each in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, (type, *_QUOTED)):
        return value
    new: dict[str, Any] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        if isinstance(old, str):
            is_text = field.name in _OURS or (field.name == "text" and isinstance(value, _LABELS))
            is_ours = is_text and not old.startswith(("/", "#"))  # an address
            worded = in_requests(old, profile) if is_ours else old
        else:
            worded = _worded(old, profile)
        if worded is not old:
            new[field.name] = worded
    return replace(value, **new) if new else value
