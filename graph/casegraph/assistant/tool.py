"""A tool: its name, what it is for, the types of its arguments and its answer, and the function that answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Meta

from casegraph.assistant.served import Served
from casegraph.errors import QueryError

__all__ = ["COLLECTION", "Schema", "Tool"]

COLLECTION = Meta(
    description="The id of the collection to answer from, if the build has several; by default the one that the instructions name.",
    max_length=100,
)


class OfCollection(Protocol):
    """Arguments, among them the id of a collection."""

    @property
    def collection(self) -> str:
        """The id of the collection to answer from, "" for the first."""


Arguments = TypeVar("Arguments", bound=OfCollection)
Answered = TypeVar("Answered")
Schema = dict[str, Any]
"""A JSON Schema, as libraries take it."""


@dataclass(frozen=True, slots=True)
class Tool(Generic[Arguments, Answered]):
    """A tool that only reads."""

    name: str
    title: str
    description: str
    takes: type[Arguments]
    gives: type[Answered]
    answer: Callable[[Served, Arguments], Answered]

    @property
    def input_schema(self) -> Schema:
        """The schema of its arguments, which has no others."""
        return {**_schema(self.takes), "additionalProperties": False}

    @property
    def output_schema(self) -> Schema:
        """The schema of its answer."""
        return _schema(self.gives)

    def call(self, served: Served, given: Mapping[str, object]) -> Answered:
        """Return the answer for the arguments that are *given*.

        Raises QueryError for arguments that the tool does not have, or whose values do not fit, and UnknownName for a
        collection that the build does not have.
        """
        import msgspec

        assert is_dataclass(self.takes)
        known = [each.name for each in fields(self.takes)]
        if strange := sorted(given.keys() - {*known}):
            takes = f"It takes: {', '.join(known)}." if known else "It takes none."
            raise QueryError(f"{self.name} has no argument “{strange[0][:100]}”.", takes)
        try:
            arguments = msgspec.convert(given, self.takes)
        except msgspec.ValidationError as error:
            raise QueryError(
                f"The arguments of {self.name} do not fit: {error}.", "The schema of the tool says what each can be."
            ) from None
        return self.answer(served.of(arguments.collection), arguments)


def _schema(kind: type) -> Schema:
    """Return the schema of a type: an object at its root, as the protocol wants it."""
    from msgspec import json

    (reference,), named = json.schema_components([kind], ref_template="#/$defs/{name}")
    root = named.pop(reference["$ref"].rpartition("/")[2])
    return {**root, **({"$defs": named} if named else {})}
