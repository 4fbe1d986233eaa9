"""The permitted values of parameters, and the value that a text means."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from casegraph.asking import years
from casegraph.asking.questions import Parameter, Term, prefixes
from casegraph.asking.value_errors import AmbiguousValue, UnknownValue, WrongValue
from casegraph.collections.words import in_requests
from casegraph.errors import Choice
from casegraph.names import PREFIXES, slug
from casegraph.nearest import nearest
from casegraph.store.in_terms import in_terms, profile_of
from casegraph.store.protocol import Store

__all__ = ["STATEMENT", "Permitted", "permitted", "resolve", "with_prefixes"]

STATEMENT = "statement"
"""The kind of parameter with too many values to list: each sentence has several."""

_REVIEW = "review"
_LONGEST = 300
_SHOWN = 8
_NEAR = 3
_ODD = re.compile(r"[\x00-\x20<>\"{}|^`\\]")  # in no IRI
_INTEGER = f"{PREFIXES['xsd']}integer"


@dataclass(frozen=True, slots=True)
class Permitted:
    """A value that a parameter can have: its *id*, which is what one types, a *label*, and other names for it.

    Years can be several: then *terms* has each of them, and *absent* those that were asked for and are not in the graph.
    """

    value: Term
    id: str
    label: str
    also: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    absent: tuple[int, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the id first."""
        return (self.id, self.label, *self.also)


def with_prefixes(sparql: str, base: str) -> str:
    """Return a query with a declaration of each prefix that it uses, so that it runs anywhere.

    >>> print(with_prefixes("SELECT ?text { ?r cg:text ?text }", "https://w3id.org/casegraph/"))
    PREFIX cg: <https://w3id.org/casegraph/ontology#>
    SELECT ?text { ?r cg:text ?text }
    """
    used = set(re.findall(r"(?<![\w<:#])([a-z]+):", re.sub(r"<[^<>\s]*+>|\"(?:[^\"\\]|\\.)*+\"?", "", sparql)))
    declared = [f"PREFIX {name}: <{iri}>" for name, iri in prefixes(base).items() if name in used]
    return "\n".join([*declared, sparql])


def permitted(store: Store, parameter: Parameter, only: str = "") -> tuple[Permitted, ...]:
    """Return the permitted values of a parameter as the graph has them, by id; none where any text or number does.

    *only* is what SPARQL asks of ?value besides.
    """
    if not parameter.values:
        return ()
    sparql = parameter.values.replace("WHERE {", f"WHERE {{ {only}", 1) if only else parameter.values
    also_of: dict[Term, list[str]] = {}
    label: dict[Term, str] = {}
    rows = store.select(with_prefixes(in_terms(sparql, store), store.base))
    columns = {variable.value for variable in rows.variables}
    for row in rows:
        value = row["value"]
        also = also_of.setdefault(value, [])
        for name, names in (("label", label), ("also", None)):
            text = row[name].value if name in columns and row[name] is not None else ""
            if names is not None:
                names[value] = min(text, names.get(value, text))
            elif text:
                also.append(text)
    values = [
        Permitted(value, id, label[value], tuple(sorted({*also} - {id})))
        for value, also in also_of.items()
        for id in (_id(value, store.base, parameter),)
    ]
    return tuple(sorted(values, key=lambda each: each.id))


def resolve(store: Store, parameter: Parameter, text: object) -> Permitted:
    """Return the permitted value that *text* means: an id, a label or another name of it, or its IRI.

    Years can be several: a number, a text such as "2018-2020,2022", or a list, range or other group of these.

    Raises WrongValue where no value or several are meant, with those that come near.
    """
    if parameter.several and isinstance(text, Collection) and not isinstance(text, str):
        text = years.listed(sorted(text, key=str))
    typed = str(text).strip()
    if not typed or len(typed) > _LONGEST:
        raise WrongValue(
            parameter.name,
            typed,
            before="The value of ",
            after=f" has {len(typed):,} characters; give between 1 and {_LONGEST}.",
        )
    if not parameter.values:
        return _free(parameter, typed)
    values = _statements(store, parameter, typed) if parameter.kind == STATEMENT else permitted(store, parameter)
    if parameter.several:
        return _years(parameter, typed, values)
    plain = re.sub(r"^[a-z-]+:(?!//)", "", typed)
    for each in values:
        if typed in (each.id, each.value.value) or plain == each.id:
            return each
    called: defaultdict[str, set[Permitted]] = defaultdict(set)
    for each in values:
        for name in each.names:
            called[slug(name)].add(each)
    for key in (slug(typed), slug(plain)):
        meant = called.get(key, set()) if key else set()
        if len(meant) == 1:
            return next(iter(meant))
        if meant:
            raise AmbiguousValue(parameter.name, typed, map(_choice, sorted(meant, key=_id_of)), _listed(meant))
    raise _unknown(parameter, typed, called, _kind(store, parameter))


def _years(parameter: Parameter, typed: str, values: Iterable[Permitted]) -> Permitted:
    """Return the years of the graph that a list of years and ranges means, as one value."""
    try:
        spans = years.parse(typed)
    except ValueError as error:
        raise WrongValue(parameter.name, typed, after=f": {error}.") from None
    known = {int(each.id): each.value for each in values}
    chosen = years.chosen(spans, known)
    absent = years.absent(spans, list(known))
    if not chosen:
        gone = years.as_words(absent)
        verb = "is" if len(absent) == 1 else "are"
        what = f"{gone} {verb} not" if gone else f"No year of {years.written(spans)} is"
        raise UnknownValue(
            f"{what} in this graph, which has {years.as_words(known) or 'no year at all'}.",
            parameter=parameter.name,
            value=typed,
            kind=parameter.kind,
            near=[Choice(str(year)) for year in sorted(known)],
        )
    terms = tuple(known[year] for year in chosen)
    return Permitted(terms[0], years.written(spans), years.as_words(chosen), terms=terms, absent=absent)


def _statements(store: Store, parameter: Parameter, typed: str) -> tuple[Permitted, ...]:
    """Return the statement that is meant, or else those of the same review: there are too many to look through all."""
    path = typed.removeprefix(store.base) if "://" in typed else typed.replace(":", "/", 1)
    if _ODD.search(path):
        return ()
    parent = "/".join(path.split("/")[:2])
    return permitted(store, parameter, f"VALUES ?value {{ <{store.base}{path}> }} ") or permitted(
        store, parameter, f'FILTER(STRSTARTS(STR(?value), "{store.base}{parent}/")) '
    )


def _free(parameter: Parameter, typed: str) -> Permitted:
    """Return a value of a parameter that has no list."""
    if parameter.datatype == _INTEGER:
        if not re.fullmatch(r"\d{1,9}", typed, re.ASCII):
            raise WrongValue(parameter.name, typed, after=f" takes a whole number, such as 3, not “{typed}”.")
        return Permitted(Literal(int(typed)), typed, typed)
    if any(unicodedata.category(character) == "Cc" for character in typed):
        raise WrongValue(parameter.name, typed, after=" takes words in one line, without control characters.")
    return Permitted(Literal(typed), typed, typed)


def _unknown(parameter: Parameter, typed: str, called: Mapping[str, set[Permitted]], kind: str) -> UnknownValue:
    """Return the error for a value that does not exist, with those that come near; *kind* is what the collection calls it."""
    key = slug(typed)
    near = [called[name] for name in nearest(key, called, 5)]
    near += [each for name, each in sorted(called.items()) if key and f"-{key}-" in f"-{name}-"]
    meant = list(dict.fromkeys(each for group in near for each in sorted(group, key=_id_of)))[:_NEAR]
    hint = f"Did you mean {_listed(meant, ' or ')}?" if meant else "Nothing similar exists."
    return UnknownValue(
        f"There is no {kind} “{typed}” in this graph. {hint}",
        parameter=parameter.name,
        value=typed,
        kind=parameter.kind,
        near=map(_choice, meant),
    )


def _kind(store: Store, parameter: Parameter) -> str:
    """Return what a collection calls the kind of a parameter."""
    kind = parameter.kind.replace("-", " ")
    return in_requests(kind, profile_of(store)) if kind == _REVIEW else kind


def _choice(value: Permitted) -> Choice:
    return Choice(value.id, value.label)


def _id_of(value: Permitted) -> str:
    return value.id


def _listed(values: Iterable[Permitted], last: str = ", ") -> str:
    in_order = sorted(values, key=lambda each: each.id) if last == ", " else list(values)
    texts = [each.id if slug(each.label) in ("", slug(each.id)) else f"{each.id} ({each.label})" for each in in_order]
    more = [f"{len(texts) - _SHOWN} more"] if len(texts) > _SHOWN else []
    texts = texts[:_SHOWN] + more
    return last.join(filter(None, (", ".join(texts[:-1]), texts[-1]))) if texts else ""


def _id(value: Term, base: str, parameter: Parameter) -> str:
    """Return the id of a value: the last part of its IRI, or the path if it has several parts."""
    if not isinstance(value, NamedNode):
        return value.value if parameter.datatype or value.value.isdigit() else slug(value.value)
    path = value.value.removeprefix(base)
    return path if parameter.kind == "statement" else path.rpartition("/")[2]
