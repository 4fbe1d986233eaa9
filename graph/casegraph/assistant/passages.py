"""The tool that shows where the words of a sentence are, what is before and after them, and what was read from which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from casegraph.assistant.forms import Evidence, Sentence, Source
from casegraph.assistant.sentences import sentence, source
from casegraph.assistant.served import Served
from casegraph.assistant.shortening import shortened
from casegraph.assistant.tool import COLLECTION
from casegraph.errors import UnknownName
from casegraph.views.citation import citation
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.explanation import Explained, Seen, explain
from casegraph.views.list_words import CLAUSE_FOLDERS
from casegraph.views.texts import THEME_BASES, bases

__all__ = ["PassagesAnswer", "PassagesArguments", "passages"]

_KINDS = {"asked": "addressed to", "owner": "likely owner", "through": "asked through", "concerns": "mentioned"}
"""What kinds of readings are called, where that is not their own name."""

_FIND = "Find one by its words with search, or in its review with entity."


@dataclass(frozen=True, slots=True)
class PassagesArguments:
    """Which sentence."""

    sentence: Annotated[
        str,
        Meta(
            description="The IRI of a recommendation or learning point, or the id of a recommendation, such as 2025-kent-child-u/3.",
            min_length=1,
            max_length=400,
        ),
    ]
    collection: Annotated[str, COLLECTION] = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What is before or after a sentence in its review's text: which part of it, its words, and its characters on the page."""

    part: str
    quoted_source_text: str
    characters_left_out: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The page that the words are on: its file, its address and the day of access if known, and the hash of its text."""

    quoted_file: str
    sha256: str
    quoted_address: str
    accessed: str


@dataclass(frozen=True, slots=True)
class PassagesAnswer:
    """A sentence in its place: the page, what is around it, which words led to each reading, and how to cite it."""

    source: Source
    sentence: Sentence
    source_page: SourcePage
    before: Neighbour | None
    after: Neighbour | None
    evidence: list[Evidence]
    quoted_citation: str


def passages(served: Served, wanted: PassagesArguments) -> PassagesAnswer:
    """Return a sentence in its place; raises UnknownName for one that is not in the graph."""
    c = served.collection
    kind, clause = _clause(c, wanted.sentence)
    if clause is None:
        meant = served.where_else(lambda there: _clause(there, wanted.sentence)[1] is not None) or _FIND
        raise UnknownName(f"There is no {kind} “{wanted.sentence}” here. {meant}", kind=kind, value=wanted.sentence)
    review = c.reviews[clause.review]
    page = c.page_of(review)
    known_by: dict[str, str] = {str(basis): words for basis, words in (*bases(c.profile).items(), *THEME_BASES.items())}
    parts = explain(served.site.store, f"{c.made.base}review/{review.id}").parts
    at = next((i for i, each in enumerate(parts) if _is_of(each, clause)), None)
    before = parts[at - 1] if at else None
    after = parts[at + 1] if at is not None and at + 1 < len(parts) else None
    return PassagesAnswer(
        source=source(served),
        sentence=sentence(served, clause),
        source_page=SourcePage(page.file, page.sha256, page.address, page.accessed),
        before=None if before is None else _neighbour(before),
        after=None if after is None else _neighbour(after),
        evidence=[] if at is None else [_evidence(each, known_by) for each in parts[at].seen],
        quoted_citation=shortened(citation(c, review, clause).harvard)[0],
    )


def _clause(c: Collection, name: str) -> tuple[str, Clause | None]:
    """Return what kind of clause an IRI or an id means, a recommendation if it does not say so; and the clause, if there is one."""
    path = name.strip().removeprefix("<").removesuffix(">").removeprefix(c.made.base).removeprefix("/")
    folder, _, rest = path.partition("/")
    kinds = {folder: kind for kind, folder in CLAUSE_FOLDERS.items()}
    if folder not in kinds:
        folder, rest = "recommendation", path
    id, _, number = rest.rpartition("/")
    for clause in c.reviews[id].clauses if id in c.reviews else ():
        if clause.kind == kinds[folder] and str(clause.number) == number:
            return kinds[folder], clause
    return kinds[folder], None


def _is_of(each: Explained, clause: Clause) -> bool:
    return each.part in CLAUSE_FOLDERS.values() and (each.words.start, each.words.end) == (clause.start, clause.end)


def _neighbour(each: Explained) -> Neighbour:
    text, left_out = shortened(each.words.text)
    return Neighbour(each.part, text, left_out, each.words.start, each.words.end)


def _evidence(seen: Seen, known_by: Mapping[str, str]) -> Evidence:
    return Evidence(
        kind=_KINDS.get(seen.kind, seen.kind),
        reading=seen.says,
        known_by=known_by.get(seen.note, seen.note),
        quoted_words=[shortened(each.text)[0] for each in seen.words],
        places=[[each.start, each.end] for each in seen.words],
        wordings=[*seen.wordings],
    )
