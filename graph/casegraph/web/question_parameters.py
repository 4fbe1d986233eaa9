"""The parameters of questions for programs: what each can be, and what a value that it cannot be is answered with."""

import re
from collections.abc import Mapping
from dataclasses import replace

from casegraph.asking import permitted, resolve
from casegraph.asking.questions import Parameter, Question
from casegraph.errors import QueryError
from casegraph.web.address_parameters import ID, LINE, AddressParameter
from casegraph.web.site import Site

__all__ = ["question_parameters", "status_of"]

_LISTED = 2_500  # values up to which programs are told all


def question_parameters(site: Site, question: Question) -> list[AddressParameter]:
    """Return what a question takes, as its description for programs has it: ids, though labels are understood as well."""
    return [_described(site, each) for each in question.parameters]


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
    """Return the status for values that a question cannot have: 404 if one looks like thousands of others that it can."""
    for each in question.parameters:
        try:
            if each.name in given:
                resolve(site.store, each, given[each.name])
        except QueryError:
            pattern = _described(site, each).pattern
            return 404 if each.values and pattern and re.fullmatch(pattern, given[each.name]) else 400
    return 400
