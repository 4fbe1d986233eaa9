"""Binding values to a question's query: each becomes a term in a VALUES row, never text of the query."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product

from pyoxigraph import Literal

from casegraph.asking.for_collections import check_holds
from casegraph.asking.questions import Parameter, Question, Term
from casegraph.asking.value_errors import MissingValue
from casegraph.asking.values import Permitted, resolve, with_prefixes
from casegraph.errors import Choice, UnknownName
from casegraph.names import PREFIXES
from casegraph.store.in_terms import in_terms
from casegraph.store.protocol import Store

__all__ = ["DAY", "Bound", "bind", "fill", "with_values"]

DAY = "day"
"""The kind of parameter that is the day of asking, unless another one is given; answers say which it is."""

_ROW = re.compile(r"VALUES \((\$\w+(?: \$\w+)*)\) \{ \([^()\n]*\) \}")


@dataclass(frozen=True, slots=True)
class Bound:
    """A question with values: its query, and the value of each parameter, by name."""

    question: Question
    values: Mapping[str, Permitted]
    sparql: str

    @property
    def terms(self) -> Mapping[str, Sequence[Term]]:
        """The terms that a query takes, by variable."""
        return {
            each.variable: self.values[each.name].terms or (self.values[each.name].value,)
            for each in self.question.parameters
            if each.name in self.values
        }


def bind(store: Store, question: Question, given: Mapping[str, object]) -> Bound:
    """Return a question with the values that *given* means; None means no value.

    Raises QueryError for a question that is not for the graph's collection, a parameter that the question does not have,
    one that it needs and lacks, and a value that does not exist.
    """
    check_holds(store, question)
    wanted = {each.variable: each for each in question.parameters}
    by_variable = {name.replace("-", "_"): value for name, value in given.items() if value is not None}
    for name in by_variable.keys() - wanted.keys():
        raise UnknownName(
            f"The question {question.name} has no parameter “{name}”. {_takes(question)}",
            kind="parameter",
            value=name,
            near=[Choice(each.name, each.description) for each in question.parameters],
        )
    values = {}
    for name, parameter in wanted.items():
        if name in by_variable:
            values[parameter.name] = resolve(store, parameter, by_variable[name])
        elif parameter.default is not None:
            text = parameter.default.value
            values[parameter.name] = Permitted(parameter.default, text, text)
        elif parameter.kind == DAY:
            today = datetime.now().astimezone().date().isoformat()  # where the one who asks is
            values[parameter.name] = Permitted(Literal(today), today, today)
        elif not parameter.optional:
            raise MissingValue(question.name, parameter.name, _lower(parameter))
    return with_values(question, values, store)


def with_values(question: Question, values: Mapping[str, Permitted], store: Store) -> Bound:
    """Return a question with these values and its query, in the terms of the graph of a store."""
    bound = Bound(question, values, "")
    return replace(bound, sparql=with_prefixes(fill(in_terms(question.sparql, store), bound.terms), store.base))


def fill(sparql: str, terms: Mapping[str, Term | Sequence[Term]]) -> str:
    """Return a query with *terms* in its VALUES rows, and UNDEF for parameters without a value.

    A parameter with several terms, such as years, gets one row for each.

    >>> years = [Literal(2018), Literal(2025)]
    >>> fill("SELECT ?r { VALUES ($agency $year) { (agency:dfe UNDEF) } ?r cg:addressedTo $agency }", {"year": years})
    'SELECT ?r { VALUES ($agency $year) { (UNDEF 2018) (UNDEF 2025) } ?r cg:addressedTo $agency }'
    """

    def rows(match: re.Match[str]) -> str:
        columns = [list(map(_written, _listed(terms.get(name[1:], ())))) or ["UNDEF"] for name in match[1].split()]
        filled = " ".join(f"({' '.join(row)})" for row in product(*columns))
        return f"VALUES ({match[1]}) {{ {filled} }}"

    return _ROW.sub(rows, sparql)


def _listed(terms: Term | Sequence[Term]) -> Sequence[Term]:
    return (terms,) if isinstance(terms, Term) else terms


def _written(term: Term) -> str:
    """Return a term in SPARQL's notation."""
    if isinstance(term, Literal) and term.datatype.value == f"{PREFIXES['xsd']}integer":
        return str(int(term.value))
    return str(term)


def _takes(question: Question) -> str:
    names = ", ".join(each.name for each in question.parameters)
    return f"It has: {names}." if names else "It has none."


def _lower(parameter: Parameter) -> str:
    text = parameter.label
    return text[:1].lower() + text[1:]
