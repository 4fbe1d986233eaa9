"""Find the node that a person means: by an id such as ``agency/icb``, the last part of one, an IRI, or a label."""

from collections import defaultdict
from collections.abc import Iterable

from casegraph.errors import Choice, QueryError, UnknownName
from casegraph.names import slug
from casegraph.nearest import nearest
from casegraph.network.model import Node
from casegraph.store.in_terms import in_terms
from casegraph.store.protocol import Store
from casegraph.store.values import select_values

__all__ = ["find_node"]

_KINDS = ("agency", "theme", "review", "partnership", "keyword")
_LONGEST = 300

_THINGS = """
SELECT DISTINCT ?id ?label {
  { ?id skos:prefLabel ?label } UNION { ?id a cg:Review ; rdfs:label ?label }
  UNION { ?id a cg:SafeguardingPartnership ; rdfs:label ?label }
  FILTER(isIRI(?id))
}"""


def find_node(store: Store, name: str) -> Node:
    """Return the agency, theme, review, partnership or keyword that *name* means.

    Raises QueryError where it means none or several, with those that come near.
    """
    things: dict[str, Node] = {}
    for row in sorted(select_values(store, in_terms(_THINGS, store)), key=lambda row: (row["id"], row["label"])):
        path = row["id"].removeprefix(store.base)
        kind = path.partition("/")[0]
        if path != row["id"] and kind in _KINDS and path.count("/") == 1:
            things.setdefault(path, Node(row["id"], row["label"], kind))
    typed = name.strip()
    if not typed or len(typed) > _LONGEST:
        raise QueryError(
            f"A thing is named by 1 to {_LONGEST} characters, not {len(typed):,}; give one such as agency/icb."
        )
    path = typed.removeprefix("<").removesuffix(">").removeprefix(store.base).strip("/")
    head, colon, rest = path.partition(":")
    path = f"{head}/{rest}" if colon and head in _KINDS else path
    if path in things:
        return things[path]
    called: defaultdict[str, list[str]] = defaultdict(list)
    for id, node in things.items():
        for key in {id.partition("/")[2], slug(node.label)}:
            called[key].append(id)
    key = slug(path.rpartition("/")[2])
    kind = path.rpartition("/")[0]
    for wanted in (path, key):
        meant = [id for id in called.get(wanted, ()) if not kind or id.startswith(f"{kind}/")]
        if len(meant) == 1:
            return things[meant[0]]
        if meant:
            raise _unknown(
                f"“{typed}” can be {_listed(things, meant, ' or ')}. Give one of these.", typed, things, meant
            )
    near = _near(called, key)
    hint = (
        f"Did you mean {_listed(things, near, ' or ')}?"
        if near
        else "Give an id such as agency/icb, theme/neglect or the last part of a review's IRI."
    )
    raise _unknown(f"There is no “{typed}” in this graph. {hint}", typed, things, near)


def _unknown(problem: str, typed: str, things: dict[str, Node], near: Iterable[str]) -> UnknownName:
    return UnknownName(problem, kind="thing", value=typed, near=[Choice(each, things[each].label) for each in near])


def _near(called: dict[str, list[str]], key: str) -> list[str]:
    """Return the things whose names come near."""
    near = nearest(key, called, 4)
    near += [name for name in sorted(called) if key and f"-{key}-" in f"-{name}-"]
    return list(dict.fromkeys(name for each in near for name in called[each]))[:4]


def _listed(things: dict[str, Node], names: Iterable[str], last: str) -> str:
    texts = [
        name if slug(things[name].label) == name.partition("/")[2] else f"{name} ({things[name].label})"
        for name in names
    ]
    return last.join(filter(None, (", ".join(texts[:-1]), texts[-1])))
