"""The parameters of addresses: which there are, and which values each can have; pages and their description share them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from casegraph.web.sparql.protocol import ProtocolError

__all__ = ["ID", "LINE", "PAGE", "SOMETHING", "WORDS", "YEAR", "AddressParameter", "Json", "check_parameters"]

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""A value of JSON."""

ID = "[A-Za-z0-9][A-Za-z0-9/-]{0,199}"
"""How the ids of things look whose number grows with the pages that are read: reviews, keywords, partnerships."""

LINE = r"[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*"
"""Words in one line, without control characters."""

SOMETHING = "(?s:.+)"
"""Any text but none."""

YEAR = "[1-9][0-9]{3}"
"""How a year looks."""

_NUMBER = re.compile("[0-9]{1,9}")
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class AddressParameter:
    """A parameter of an address and its values: those that are *listed*, those that match a *pattern*, a number, any text."""

    name: str
    description: str
    listed: Collection[str] | None = None
    pattern: str = ""
    several: bool = False
    required: bool = False
    least: int | None = None
    default: str | int | None = None
    examples: Sequence[str] = ()
    format: str = ""

    def check(self, values: Sequence[str]) -> None:
        """Raise ProtocolError (400) for values that it cannot have.

        >>> AddressParameter("year", "The year", pattern=YEAR).check(["2025"])
        >>> AddressParameter("year", "The year", pattern=YEAR).check(["MMXXV"])
        Traceback (most recent call last):
        casegraph.web.sparql.protocol.ProtocolError: “MMXXV” is nothing that year can be here; /openapi.json has the details.
        """
        if len(values) > 1 and not self.several:
            raise ProtocolError(400, f"The parameter {self.name} has one value here, not {len(values)}.")
        for value in values:
            if not self._fits(value):
                raise ProtocolError(
                    400, f"“{value[:_SHOWN]}” is nothing that {self.name} can be here; /openapi.json has the details."
                )

    def _fits(self, value: str) -> bool:
        if self.least is not None:
            return _NUMBER.fullmatch(value) is not None and int(value) >= self.least
        if self.pattern:
            return re.fullmatch(self.pattern, value) is not None
        return self.listed is None or value in self.listed

    def schema(self) -> Mapping[str, Json]:
        """Return what it can be, as JSON Schema.

        >>> AddressParameter("part", "Which sentences", listed=["asked", "meant"]).schema()
        {'type': 'string', 'enum': ['asked', 'meant']}
        """
        one: dict[str, Json]
        if self.least is not None:
            one = {"type": "integer", "minimum": self.least, "maximum": 999_999_999}
        elif self.pattern:
            one = {"type": "string", "pattern": f"^{self.pattern}$"}
        elif self.format:
            one = {"type": "string", "format": self.format, "minLength": 1}
        else:
            one = {"type": "string", **({} if self.listed is None else {"enum": [*self.listed]})}
        if self.default is not None:
            one["default"] = self.default
        return {"type": "array", "items": one} if self.several else one


PAGE = AddressParameter("page", "Which part of a long list to show; other formats have all of it", least=1)
WORDS = AddressParameter("words", "Words that must occur, in any order", several=True)


def check_parameters(given: Iterable[tuple[str, str]], takes: Iterable[AddressParameter]) -> None:
    """Raise ProtocolError (400) for a parameter that a page does not take, and for a value that one cannot have."""
    known = {each.name: each for each in takes}
    values: dict[str, list[str]] = {}
    for name, value in given:
        if name not in known:
            raise ProtocolError(
                400, f"This page takes no parameter “{name[:_SHOWN]}”; /openapi.json lists those it takes."
            )
        values.setdefault(name, []).append(value)
    for name, several in values.items():
        known[name].check(several)
