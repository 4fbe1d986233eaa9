"""A collection's profile: what Casegraph says of it, and what follows from it alone, as data."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from casegraph.errors import CasegraphError
from casegraph.resources import resource

__all__ = [
    "ASKS_WHOM",
    "REQUESTS",
    "SHORT_DOCUMENTS",
    "Cited",
    "Dataset",
    "Helpline",
    "Notice",
    "Profile",
    "Rights",
    "Words",
    "profile_from",
]


REQUESTS = ("recommendation", "recommendations")
SHORT_DOCUMENTS = ("review", "reviews")
ASKS_WHOM = "recommend, and to whom"
"""The words of sentences that are written down, for a collection that has none of its own."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must know first: what *on_pages* and *on_pictures* warns of, and what the *counts* do not say."""

    on_pages: str
    on_pictures: str
    counts: str


@dataclass(frozen=True, slots=True)
class Helpline:
    """Who to turn to: a *question* that says for whom, then the line, and the number to call in an *emergency*.

    *telephone* has no-break spaces, *international* is the same number as programs dial it.
    """

    question: str
    name: str
    telephone: str
    international: str
    email: str
    emergency: str


@dataclass(frozen=True, slots=True)
class Rights:
    """Whose words the pages are, as phrases: the *holders*, their *possessive*, and what the quoted *words* are taken from.

    *page* is the statement of rights of one page; *dataset* names the holders in the description of a graph.
    """

    holders: str
    possessive: str
    words: str
    page: str
    dataset: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """What the description of a graph of this collection says: *title*, *description* and *keywords*."""

    title: str
    description: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """How a document is cited: who its *author* is, with “{area}” for the area in its heading, and what the *work* is.

    Without an *author*, it is the partnership that commissioned it. Where neither is known, the author is *unknown_author*, or left out
    if that is "". Without a *work*, a citation says which text of which collection it is. Where no address is known, one
    looks for the *search_for* of the document on the website of the collection.
    """

    author: str = ""
    unknown_author: str = ""
    work: str = ""
    search_for: str = "title"


@dataclass(frozen=True, slots=True)
class Words:
    """What sentences call the *text* that Casegraph reads of a document, and who is meant where a recommendation names nobody.

    *a_text* is the text with its article, *texts* are several, *read* is all of them as a phrase. A text that leaves things
    out is part of a *whole*, one of several *wholes*; both are "" for texts that are whole themselves. What it did in its year is said with *appeared* (“published”). Who is *meant* is a
    phrase such as “the partnership”, “nobody” if the profile has no default addressee; then the same *meant_in_full*,
    *meant_locally* (as seen from one place, without an article), and *meant_which* (which one of them, for one review, or
    ""). The publisher's *thesaurus*, or "", is what the keywords of the pages are not.
    """

    text: str
    a_text: str
    texts: str
    read: str
    whole: str
    wholes: str
    appeared: str
    meant: str
    meant_in_full: str
    meant_locally: str
    meant_which: str
    thesaurus: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A collection, by the name of its folder (*id*).

    One that *has_learning* has documents with learning points beside what they ask. Where a document can have requests that are not known,
    *no_requests* says so; "" means that a document without them has none. One that *leaves_names_out* keeps no names of people. A collection that *has_replies* has documents whose addressees must reply by a day.
    *requests* is what one, and several, of its recommendations are called. Where a page calls its documents “reviews” for
    short, *short_documents* are that word, one and several: the *documents* themselves, unless the profile says otherwise. *asking* is what they do with their requests: “recommend”,
    “recommends”, “recommended”; *asks_whom* the same in the heading of all, with the question to whom.
    Of several that are built together, the one with the lowest *order* comes first; of equals, the first by name.
    *title* is its full name, *name* what a sentence calls it, *address* its website; *form* says how one recognises a
    page, for errors. *is_published* is False for documents that must stay on the computer that they were read on. Its *documents* are called one, and several; *counted_as* is what they are called where they are the
    denominator; *words* has what else sentences call by a name of the collection's own. The *default addressee* is the agency that recommendations are
    for where nobody is named ("" for none); *first_agencies* are those that the overview asks about first.

    *document_class* and *request_class* are what the ontology calls a document and what it asks for. *areas_are_authorities* says
    whether the area of a document is a local authority's, whose partnership commissioned it. *questions_left_out* are the names of
    questions that make no sense for it, *networks_left_out* those of networks, and *facets_left_out*
    what documents cannot be chosen by, in lists and in questions.
    *citation* says how its documents are cited. A profile may leave these out, and what themes
    are read with: *asides* are phrases that tell nothing of a subject; *least_with_wording* and *least_without* say how probable a
    theme has to be whose wording stands there, and one without; None is what holds for all. *phrases* are pairs: words of ours in
    sentences that are written down, and what stands there for this collection.
    """

    id: str
    title: str
    name: str
    address: str
    form: str
    is_published: bool
    documents: tuple[str, str]
    counted_as: tuple[str, str]
    default_addressee: str
    first_agencies: tuple[str, ...]
    notice: Notice
    helpline: Helpline
    rights: Rights
    dataset: Dataset
    words: Words
    document_class: str = "Review"
    request_class: str = "Recommendation"
    areas_are_authorities: bool = True
    has_learning: bool = True
    no_requests: str = ""
    leaves_names_out: bool = False
    has_replies: bool = False
    order: int = 9
    requests: tuple[str, str] = REQUESTS
    short_documents: tuple[str, str] = SHORT_DOCUMENTS
    asking: tuple[str, str, str] = ("recommend", "recommends", "recommended")
    asks_whom: str = ASKS_WHOM
    questions_left_out: tuple[str, ...] = ()
    networks_left_out: tuple[str, ...] = ()
    facets_left_out: tuple[str, ...] = ()
    citation: Cited = Cited()
    asides: tuple[str, ...] = ()
    least_with_wording: float | None = None
    least_without: float | None = None
    phrases: tuple[tuple[str, str], ...] = ()


def profile_from(toml: str, name: str) -> Profile:
    """Return the profile of the collection *name* from the text of its profile.toml.

    Raises CasegraphError for text that is not TOML, for a value that is missing or unknown, and for a class that the
    ontology does not have.
    """
    import tomllib

    try:
        values = tomllib.loads(toml)
        values.setdefault("short_documents", values["documents"])
        parts = {part: kind(**_values(values.pop(part), kind, part)) for part, kind in _PARTS.items()}
        values["phrases"] = tuple(values.get("phrases", {}).items())
        parts["citation"] = Cited(**_values(values.pop("citation", {}), Cited, "citation"))
        profile = Profile(**_values({"id": name, **values, **parts}, Profile, "the file"))
        _check_classes(profile)
        return profile
    except (KeyError, ValueError) as error:
        raise CasegraphError(f"The profile of the collection {name} cannot be used: {error}.") from error


def _check_classes(profile: Profile) -> None:
    """Raise ValueError for a class that the ontology lacks, and for recommendations that would ask nobody."""
    terms = resource("ontology", "casegraph.ttl").read_text(encoding="utf-8")
    for name in (profile.document_class, profile.request_class):
        if f"\ncg:{name} a " not in terms:
            raise ValueError(f"ontology/casegraph.ttl has no class cg:{name}")
    if not profile.default_addressee and profile.request_class == "Recommendation":
        raise ValueError(
            "a cg:Recommendation asks somebody, if only by default; give a default_addressee, or a request_class of your own"
        )


_PARTS = {"notice": Notice, "helpline": Helpline, "rights": Rights, "dataset": Dataset, "words": Words}


def _values(values: Mapping[str, Any], kind: type[Any], part: str) -> dict[str, Any]:
    """Return *values* with lists as tuples; raises ValueError if they are not those that a dataclass has."""
    wanted = {field.name for field in fields(kind)}
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    if strange := sorted((needed - values.keys()) | (values.keys() - wanted)):
        raise ValueError(f"{part} lacks these values or has them without need: {', '.join(strange)}")
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
