"""The questions that ship: each a SPARQL query in ontology/questions, with its wording, parameters and an example.

A question is a ``sh:SPARQLExecutable``. Its parameters are ``$name`` in the query, and get their values in rows
``VALUES ($name …) { (… ) }``, which have the example at first; ``UNDEF`` means no value.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from casegraph.collections.profile import Profile, Words
from casegraph.collections.words import filled
from casegraph.errors import Choice, UnknownName
from casegraph.names import BASE, slug
from casegraph.nearest import either, nearest
from casegraph.resources import resource

__all__ = [
    "Parameter",
    "Question",
    "Term",
    "all_questions",
    "every_question",
    "prefixes",
    "question",
    "questions",
    "questions_for",
]

_SEVERAL = "several"
"""What a question holds for that is asked of several collections at once."""

Term = NamedNode | Literal
"""A value of a parameter."""

_ORDER = (
    "recommendations-to", "recommendations-on", "recommendations-by-action", "recommendations-by-strength",
    "recommendations-by-basis", "recommendations-about", "recommendations-after", "recommendations-by-panel-theme", "recommendations-saying",
    "recommendations-to-body", "national-recommendations", "nobody-named", "likely-owner", "told-to-partnership", "told-again",
    "who-is-meant", "owner-deadline-measure", "actions-table",
)  # fmt: skip
_BY_YEAR = "-year-table"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question; *values* is the query for its permitted values, or "" if any value of *datatype* will do.

    *kind* is the last part of the IRI of its kind: "agency", "theme", "words" …
    """

    name: str
    kind: str
    description: str
    optional: bool
    values: str
    datatype: str
    example: Term | None
    default: Term | None

    @property
    def label(self) -> str:
        """What a form calls it: the first sentence of its description, without the full stop."""
        return self.description.partition(". ")[0].removesuffix(".")

    @property
    def hint(self) -> str:
        """What a form says below the label: the rest of its description, "" if there is none."""
        return self.description.partition(". ")[2]

    @property
    def variable(self) -> str:
        """Its variable in the query, which is also its name in Python."""
        return self.name.replace("-", "_")

    @property
    def several(self) -> bool:
        """Whether it takes several values: years, as a list or a range."""
        return self.kind == "year"


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its *title*, its *wording* in plain English, the class its rows are *about*, and its query with the example.

    Its *note* leaves a place for a collection's words, which ``note_in`` fills. A question with *replaced_by* is former: it
    is answered by its name, and no list has it. *collections* are the ids of those for which it holds, none if for all.
    """

    name: str
    title: str
    wording: str
    note: str
    keywords: tuple[str, ...]
    about: str
    parameters: tuple[Parameter, ...]
    sparql: str
    replaced_by: str = ""
    collections: tuple[str, ...] = ()

    @property
    def is_across(self) -> bool:
        """Whether it is asked of several collections that were built together, each counted on its own.

        >>> question("asked-across").is_across, question("nobody-named").is_across
        (True, False)
        """
        return self.collections == (_SEVERAL,)

    def holds_for(self, profile: Profile) -> bool:
        """Tell whether it makes sense for the documents of a collection.

        >>> from casegraph.collections import profiles
        >>> question("nobody-named").holds_for(profiles()[0])
        True
        """
        return (not self.collections or profile.id in self.collections) and self.name not in profile.questions_left_out

    def note_in(self, words: Words) -> str:
        """Return the note in the words of a collection.

        >>> from casegraph.collections import profiles
        >>> question("reviews-by-age").note_in(profiles()[0].words)
        'Age at the incident, where the abstract gives it.'
        """
        return filled(self.note, words)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its rows.

        >>> question("keyword-pairs").columns
        ('keyword', 'with', 'together', 'support', 'lift')
        """
        head = re.split(r"\bWHERE\b|\{", self.sparql, maxsplit=1)[0]
        return tuple(re.findall(r"\?(\w+)", re.sub(r"\((?:[^()]|\([^()]*\))*\bAS\s+(\?\w+)\s*\)", r"\1", head)))

    @property
    def example(self) -> str:
        """The command for its example.

        >>> question("recommendations-to").example
        'casegraph ask recommendations-to --agency dfe --theme home-education'
        >>> question("replies-due").example
        'casegraph ask replies-due --collection pfd --day 2026-11-29'
        """
        values = [("collection", self.collections[0])] if self.collections and not self.is_across else []
        values += [(each.name, _typed(each.example)) for each in self.parameters if each.example is not None]
        return " ".join(["casegraph ask", self.name, *(f"--{name} {value}" for name, value in values)])


def questions() -> Mapping[str, Question]:
    """Return the questions that ship for all collections, by name: recommendations first, tables by year last, the others by name.

    >>> questions()["nobody-named"].wording
    'Which recommendations name no agency?'
    """
    return _listed()


def questions_for(profile: Profile) -> Mapping[str, Question]:
    """Return the questions that hold for the documents of a collection, in the order of `questions`.

    >>> from casegraph.collections import profiles
    >>> questions_for(profiles()[0]) == questions()
    True
    """
    return {name: each for name, each in every_question().items() if not each.replaced_by and each.holds_for(profile)}


@cache
def _listed() -> Mapping[str, Question]:
    return {name: each for name, each in all_questions().items() if not each.replaced_by}


@cache
def all_questions() -> Mapping[str, Question]:
    """Return the questions that ship for all collections, and the former ones, which another replaces.

    >>> all_questions()["infants-and-adolescents"].replaced_by
    'beside-the-rest'
    """
    return {name: each for name, each in every_question().items() if not each.collections}


@cache
def every_question() -> Mapping[str, Question]:
    """Return all questions: those that ship for all collections, those for some, and the former ones.

    >>> every_question().keys() > all_questions().keys()
    True
    """
    store = _store()
    parameters = defaultdict[object, list[Parameter]](list)
    for row in store.query(_PARAMETERS, prefixes=_PREFIXES):  # type: ignore[union-attr]
        parameters[row["question"]].append(_parameter(row))
    every = [_question(store, row, parameters[row["question"]]) for row in store.query(_QUESTIONS)]  # type: ignore[union-attr]
    ranks = {name: rank for rank, name in enumerate(_ORDER)}
    every.sort(key=lambda each: (ranks.get(each.name, len(ranks)), each.name.endswith(_BY_YEAR), each.name))
    return {each.name: each for each in every}


def question(name: str) -> Question:
    """Return a question by its name; raises UnknownName for one that does not exist, with those that come near.

    >>> question("nobody-name")
    Traceback (most recent call last):
    casegraph.errors.UnknownName: There is no question “nobody-name”. Did you mean nobody-named?
    """
    every = every_question()
    if name in every:
        return every[name]
    near = nearest(slug(name[:80]), questions())
    hint = f" Did you mean {either(near)}?" if near else ""
    raise UnknownName(
        f"There is no question “{name[:80]}”.{hint}", kind="question", value=name, near=[Choice(each) for each in near]
    )


@cache
def prefixes(base: str = BASE) -> Mapping[str, str]:
    """Return the prefixes that the questions declare, for a graph whose IRIs start with *base*.

    >>> prefixes()["agency"]
    'https://w3id.org/casegraph/agency/'
    """
    rows = _store().query("SELECT ?prefix ?iri { ?p sh:prefix ?prefix ; sh:namespace ?iri }", prefixes=_PREFIXES)
    pairs = sorted((row["prefix"].value, row["iri"].value) for row in rows)  # type: ignore[union-attr]
    return {name: base + iri.removeprefix(BASE) if iri.startswith(BASE) else iri for name, iri in pairs}


_PREFIXES = {
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}

_QUESTIONS = """
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX schema: <https://schema.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?question ?title ?wording ?note ?about ?sparql ?replacement WHERE {
  ?question a sh:SPARQLExecutable ; rdfs:label ?title ; rdfs:comment ?wording ; schema:about ?about ; sh:select ?sparql
  OPTIONAL { ?question skos:note ?note }
  OPTIONAL { ?question dcterms:isReplacedBy ?replacement }
}"""

_PARAMETERS = """
SELECT ?question ?parameter ?name ?kind ?description ?optional ?values ?datatype ?example ?default WHERE {
  ?question sh:parameter ?parameter .
  ?parameter sh:name ?name ; sh:path ?kind ; sh:description ?description ; sh:order ?order ; sh:optional ?optional
  OPTIONAL { ?kind sh:values/sh:select ?values }
  OPTIONAL { ?parameter sh:datatype ?datatype }
  OPTIONAL { ?parameter skos:example ?example }
  OPTIONAL { ?parameter sh:defaultValue ?default }
} ORDER BY ?order"""


@cache
def _store() -> Store:
    """Return the questions as a graph."""
    store = Store()
    for entry in resource("ontology", "questions").iterdir():
        if entry.name.endswith(".ttl"):
            store.bulk_load(entry.read_bytes(), RdfFormat.TURTLE)
    return store


def _question(store: Store, row: object, parameters: Sequence[Parameter]) -> Question:
    """Return the question of a row with its *parameters*."""
    values = {name: row[name] for name in ("question", "title", "wording", "note", "about", "sparql", "replacement")}  # type: ignore[index]
    of = values["question"]
    words = store.quads_for_pattern(of, NamedNode(f"{_PREFIXES['schema']}keywords"), None)
    held_for = store.quads_for_pattern(of, NamedNode(f"{BASE}ontology#forCollection"), None)
    return Question(
        name=of.value.rpartition("/")[2],
        title=values["title"].value,
        wording=values["wording"].value,
        note=values["note"].value if values["note"] is not None else "",
        keywords=tuple(sorted(quad.object.value for quad in words if isinstance(quad.object, Literal))),
        about=values["about"].value,
        parameters=tuple(parameters),
        sparql=values["sparql"].value.strip("\n"),
        replaced_by=values["replacement"].value.rpartition("/")[2] if values["replacement"] is not None else "",
        collections=tuple(
            sorted(quad.object.value.rpartition("/")[2] for quad in held_for if isinstance(quad.object, NamedNode))
        ),
    )


def _parameter(row: object) -> Parameter:
    """Return the parameter of a row."""
    name, kind, description, optional, values, datatype, example, default = (
        row[name]  # type: ignore[index]
        for name in ("name", "kind", "description", "optional", "values", "datatype", "example", "default")
    )
    return Parameter(
        name=name.value,
        kind=kind.value.rpartition("/")[2],
        description=description.value,
        optional=optional.value == "true",
        values=values.value.strip("\n") if values is not None else "",
        datatype=datatype.value if datatype is not None else "",
        example=example,
        default=default,
    )


def _typed(value: Term | None) -> str:
    """Return a value as it is typed on the command line."""
    if isinstance(value, NamedNode):
        path = value.value.removeprefix(BASE)
        return path if path.count("/") > 1 else path.rpartition("/")[2]
    text = value.value if value is not None else ""
    return f'"{text}"' if " " in text else text
