"""Values into a question's query: each becomes a term in the rows that are there for it, never text of the query."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from casegraph.asking.questions import Parameter, Question, Term
from casegraph.asking.values import Answering, Permitted, resolve, with_prefixes
from casegraph.errors import QueryError
from casegraph.names import PREFIXES

__all__ = ["Bound", "bind", "fill"]

_ROW = re.compile(r"VALUES \((\$\w+(?: \$\w+)*)\) \{ \([^()\n]*\) \}")


@dataclass(frozen=True, slots=True)
class Bound:
    """A question with values: the query that is sent, and which value each parameter has, by name."""

    question: Question
    values: Mapping[str, Permitted]
    sparql: str


def bind(graph: Answering, question: Question, given: Mapping[str, object]) -> Bound:
    """Return a question with the values that *given* means; a value of None counts as left out.

    Raises QueryError for a parameter that the question does not have, one that it needs and lacks, and a value that
    does not exist.
    """
    wanted = {each.variable: each for each in question.parameters}
    said = {name.replace("-", "_"): value for name, value in given.items() if value is not None}
    for name in said.keys() - wanted.keys():
        raise QueryError(f"The question {question.name} has no parameter “{name}”. {_takes(question)}")
    values = {}
    for name, parameter in wanted.items():
        if name in said:
            values[parameter.name] = resolve(graph, parameter, said[name])
        elif parameter.default is not None:
            text = parameter.default.value
            values[parameter.name] = Permitted(parameter.default, text, text)
        elif not parameter.optional:
            raise QueryError(
                f"The question {question.name} needs --{parameter.name}: {_lower(parameter)}. "
                f"For example: {question.example}"
            )
    terms = {
        wanted_by.variable: values[wanted_by.name].value for wanted_by in wanted.values() if wanted_by.name in values
    }
    return Bound(question, values, with_prefixes(fill(question.sparql, terms), graph.base))


def fill(sparql: str, terms: Mapping[str, Term]) -> str:
    """Return a query with *terms* in its rows of parameters, and UNDEF for those that are left out.

    >>> fill("SELECT ?r { VALUES ($agency $year) { (agency:dfe UNDEF) } ?r cg:addressedTo $agency }", {"year": Literal(2025)})
    'SELECT ?r { VALUES ($agency $year) { (UNDEF 2025) } ?r cg:addressedTo $agency }'
    """

    def row(found: re.Match[str]) -> str:
        told = [_written(terms[name[1:]]) if name[1:] in terms else "UNDEF" for name in found[1].split()]
        return f"VALUES ({found[1]}) {{ ({' '.join(told)}) }}"

    return _ROW.sub(row, sparql)


def _written(term: Term) -> str:
    """Return a term in SPARQL's own notation, quoted as it has to be."""
    if isinstance(term, Literal) and term.datatype.value == f"{PREFIXES['xsd']}integer":
        return str(int(term.value))
    return str(term)


def _takes(question: Question) -> str:
    names = ", ".join(each.name for each in question.parameters)
    return f"It has: {names}." if names else "It has none."


def _lower(parameter: Parameter) -> str:
    text = parameter.description.rstrip(".")
    return text[:1].lower() + text[1:]
