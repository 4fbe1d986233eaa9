"""The schemas of the description for programs: from the types of answers, and from the values of parameters."""

from collections.abc import Iterable, Mapping, Sequence

from casegraph.names import slug
from casegraph.web.address_parameters import AddressParameter, Json
from casegraph.web.json_forms import QuestionAnswer

__all__ = ["Schemas"]

_AT = "#/components/schemas/"
_FEW = 8  # values that stand where they are used
_ANY: Mapping[str, Json] = {"type": ["string", "number", "boolean", "null"]}


class Schemas:
    """Schemas with names: those of types, of the rows of questions, and of long lists of values."""

    def __init__(self, types: Iterable[object]) -> None:
        """Make the schemas of some types, and of the types that they are made of."""
        from msgspec import json

        several = [*types]
        references, named = json.schema_components(several, ref_template=f"{_AT}{{name}}")
        self._schemas = list(zip(several, map(_typed, references), strict=True))
        self.components: dict[str, Json] = {name: _typed(named[name]) for name in sorted(named)}
        self._answer = self.components.pop(QuestionAnswer.__name__)  # each question has one of its own, made of this
        self._lists: dict[tuple[str, ...], str] = {}

    def of(self, type_: object) -> Json:
        """Return the schema of one of the types."""
        return next(schema for each, schema in self._schemas if each == type_)

    def rows(self, name: str, columns: Sequence[str]) -> Json:
        """Return the schema of an answer whose rows have some columns; *name* begins what it is called."""
        row, answer = f"{name}Row", f"{name}Answer"
        whole = self._answer
        assert isinstance(whole, Mapping)
        assert isinstance(whole["properties"], Mapping)
        self.components[row] = {
            "title": row,
            "type": "object",
            "properties": dict.fromkeys(columns, _ANY),
            "required": columns,
        }
        rows: Json = {"type": "array", "items": {"$ref": f"{_AT}{row}"}}
        self.components[answer] = {**whole, "title": answer, "properties": {**whole["properties"], "rows": rows}}
        return {"$ref": f"{_AT}{answer}"}

    def shared(self, parameter: AddressParameter) -> Json:
        """Return the schema of a parameter; a long list of values gets a name, under which others use it too."""
        schema = parameter.schema()
        listed = tuple(parameter.listed or ())
        if len(listed) <= _FEW:
            return schema
        name = self._lists.get(listed)
        if name is None:
            begin = slug(parameter.name).replace("-", " ").title().replace(" ", "")
            number = sum(each.startswith(f"{begin}Id") for each in self._lists.values())
            name = self._lists[listed] = f"{begin}Id{number + 1 if number else ''}"
            self.components[name] = {"title": name, "type": "string", "enum": listed}
        reference: Json = {"$ref": f"{_AT}{name}"}
        return {"type": "array", "items": reference} if parameter.several else reference


def _typed(schema: Json) -> Json:
    """Return a schema in which lists of texts say that they are texts, as makers of clients expect."""
    if isinstance(schema, Mapping):
        typed = {name: _typed(value) for name, value in schema.items()}
        return {"type": "string", **typed} if "enum" in typed and "type" not in typed else typed
    if isinstance(schema, Sequence) and not isinstance(schema, str):
        return [_typed(each) for each in schema]
    return schema
