"""The parameters of questions for programs: the values that each can have, and the status for any other value."""

import re
from collections.abc import Mapping
from dataclasses import replace

from casegraph.asking import permitted, resolve
from casegraph.asking.questions import Parameter, Question
from casegraph.asking.years import listed
from casegraph.errors import QueryError
from casegraph.web.address_parameters import ID, LINE, SOMETHING, AddressParameter
from casegraph.web.parameters import Parameters
from casegraph.web.site import Site

__all__ = ["given_to", "question_parameters", "status_of", "taken_by"]

_LISTED = 2_500  # values; the description lists no more


def question_parameters(site: Site, question: Question) -> list[AddressParameter]:
    """Return a question's parameters as the description for programs has them: with ids, although labels work too."""
    return [_described(site, each) for each in question.parameters]


def given_to(question: Question, parameters: Parameters) -> dict[str, str]:
    """Return the values of a question's parameters that an address has."""
    return {
        each.name: listed(parameters[each.name]) if each.several else parameters[each.name][0]
        for each in question.parameters
        if each.name in parameters
    }


def taken_by(question: Question) -> list[AddressParameter]:
    """Return what addresses of a question take, with any value: whether it fits is for the question to say."""
    return [
        AddressParameter(each.name, each.description, None, SOMETHING, each.several) for each in question.parameters
    ]


def _described(site: Site, parameter: Parameter) -> AddressParameter:
    is_needed = not parameter.optional and parameter.default is None
    described = AddressParameter(parameter.name, parameter.description, several=parameter.several, required=is_needed)
    if parameter.datatype.endswith("integer"):
        return replace(described, least=0, default=int(parameter.default.value) if parameter.default else None)
    if not parameter.values:
        return replace(described, pattern=LINE)
    ids = [value.id for value in permitted(site.store, parameter)]
    if len(ids) <= _LISTED:
        return replace(described, listed=ids)
    begin = sorted({each.partition("/")[0] for each in ids if "/" in each})
    return replace(described, pattern=f"(?:{'|'.join(begin)})/{ID}" if begin else ID)


def status_of(site: Site, question: Question, given: Mapping[str, str]) -> int:
    """Return the status for values that a question cannot have: 404 if one has the form of an id, which the description does not list, else 400."""
    for each in question.parameters:
        try:
            if each.name in given:
                resolve(site.store, each, given[each.name])
        except QueryError:
            pattern = _described(site, each).pattern
            return 404 if each.values and pattern and re.fullmatch(pattern, given[each.name]) else 400
    return 400
