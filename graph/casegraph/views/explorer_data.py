"""The explorer's data: what its page shows, as plain values for JSON, from the graph alone.

Concepts, places and reviews are listed once, sorted by id, and named by their index everywhere else. Words are pairs of
places, in code points, within the text that they stand in.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from casegraph.errors import BuildError
from casegraph.network.model import Projection
from casegraph.store.protocol import Store
from casegraph.store.rows import Row, Rows
from casegraph.views import clauses
from casegraph.views.reviews import AGE_GROUPS, happened, reviews
from casegraph.views.texts import SHORT

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["NODES", "explorer_data", "made_of"]

NODES = 300
"""How many nodes the explorer's network has at most; the ones with the strongest links stay."""

_BASES = {
    "explicit": "named in the words",
    "lead-in": "named in the words before the list",
    "default": "nobody is named, so the partnership is taken to be meant",
}
_LAST = ("other", "not-stated")  # outcomes that say little

_CONCEPTS = """
SELECT ?id ?label ?scheme ?broader ?definition {
  ?id skos:inScheme ?scheme ; skos:prefLabel ?label
  OPTIONAL { ?id skos:broader ?broader }
  OPTIONAL { ?id skos:definition ?definition }
}"""
_NAMES = """
SELECT ?id ?scheme ?label {
  ?id skos:inScheme ?scheme ; skos:altLabel ?label
  VALUES ?scheme { <https://w3id.org/casegraph/scheme/agency> <https://w3id.org/casegraph/scheme/theme> }
}"""
_AREAS = """
SELECT ?id ?label ?nation ?region {
  ?id a cg:Area ; rdfs:label ?label ; cg:nation ?nation OPTIONAL { ?id cg:region ?region }
}"""
_PARTNERSHIPS = """
SELECT ?id ?label ?derived ?area {
  ?id a cg:SafeguardingPartnership ; rdfs:label ?label ; cg:isDerived ?derived OPTIONAL { ?id cg:coversArea ?area }
}"""


def made_of(graph: "Graph") -> Mapping[str, Any]:
    """Return what an open graph was made of: its build.json."""
    if graph.folder is None:
        raise BuildError("This needs a build in a folder, and the graph is not from one.")
    return graph.folder.description()


def explorer_data(store: Store, projection: Projection, made: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that the explorer holds.

    *projection* is agency-theme, laid out; *made* says what the graph was made of, as in build.json.
    """
    rows, base = Rows(store), store.base
    said = clauses.clauses(rows)
    told = reviews(rows)
    every = [clause for listed in said.values() for clause in listed]
    concepts, names = _concepts(rows), _other_names(rows)
    partnerships, areas = _places(rows, told)
    agencies = _with_broader({each for clause in every for each in clause.agencies}, concepts["agency"])
    groups, themes = _themes({each for clause in every for each in clause.themes}, concepts["theme"])
    for scheme, used in (("agency", agencies), ("theme", themes)):
        for concept in used:
            concept["also"] = names.get((scheme, concept["id"]), [])
    keywords = [
        _labelled(each, concepts["keyword"])
        for each in sorted({word for review in told.values() for word in review["keywords"]})
    ]
    outcomes = sorted(concepts["outcome"], key=lambda each: (_LAST.index(each) + 1 if each in _LAST else 0, each))
    indexes = {
        "partnerships": _index(partnerships),
        "areas": _index(areas),
        "keywords": _index(keywords),
    }
    theme, agency = _index(themes), _index(agencies)
    listed = []
    for name, review in sorted(told.items()):
        for kind, index in indexes.items():
            review[kind] = sorted(index[each] for each in review[kind])
        outcome = review["outcome"]
        review["happened"] = happened(
            outcome, concepts["outcome"][outcome]["label"], review["suicide"], review.pop("when")
        )
        review["outcome"] = outcomes.index(outcome)
        review["page"] = _page(made, review.pop("sha256"))
        review["learning"] = [each.learned(theme) for each in said.get(name, ()) if each.kind == "LearningPoint"]
        review["recommendations"] = [
            each.recommended(theme, agency) for each in said.get(name, ()) if each.kind != "LearningPoint"
        ]
        listed.append(review)
    for partnership in partnerships:
        partnership["areas"] = [indexes["areas"][each] for each in partnership["areas"]]
    return {
        "made": {
            "version": made["version"],
            "base": base,
            "pages": [{"file": page["file"], "sha256": page["sha256"]} for page in made["pages"]],
            "counts": made["counts"],
            "accuracy": _accuracy(),
        },
        "groups": groups,
        "themes": themes,
        "agencies": agencies,
        "keywords": keywords,
        "partnerships": partnerships,
        "areas": areas,
        "outcomes": [_labelled(each, concepts["outcome"]) for each in outcomes],
        "bases": [{"id": each, "label": _BASES[each]} for each in clauses.BASES],
        "ageGroups": list(AGE_GROUPS),
        "reviews": listed,
        "network": _network(projection, base, {"theme": theme, "agency": agency}),
    }


def _concepts(rows: Rows) -> dict[str, dict[str, Row]]:
    """Return the concepts of each scheme by id; of several labels or broader concepts the first in the alphabet."""
    found: dict[str, dict[str, Row]] = {"agency": {}, "keyword": {}, "outcome": {}, "theme": {}}
    for row in rows.select(_CONCEPTS):
        if row["scheme"] in found:
            found[row["scheme"]].setdefault(row["id"], row)
    return found


def _other_names(rows: Rows) -> dict[tuple[str, str], list[str]]:
    """Return the other names of agencies and themes that may be shown, by scheme and id."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows.select(_NAMES):
        found.setdefault((row["scheme"], row["id"]), []).append(row["label"])
    return found


def _labelled(name: str, concepts: Mapping[str, Row]) -> dict[str, Any]:
    return {"id": name, "label": concepts[name]["label"]}


def _index(listed: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return {each["id"]: number for number, each in enumerate(listed)}


def _with_broader(used: Collection[str], concepts: Mapping[str, Row]) -> list[dict[str, Any]]:
    """Return the agencies in use and the broader ones that they belong to."""
    wanted = set(used)
    rest = list(used)
    while rest:
        broader = concepts[rest.pop()].get("broader")
        if broader and broader not in wanted:
            wanted.add(broader)
            rest.append(broader)
    order = {name: number for number, name in enumerate(sorted(wanted))}
    return [
        _labelled(name, concepts)
        | {
            "short": SHORT.get(name, concepts[name]["label"]),
            "broader": order[concepts[name]["broader"]] if "broader" in concepts[name] else None,
            "definition": concepts[name].get("definition", ""),
        }
        for name in order
    ]


def _themes(used: Collection[str], concepts: Mapping[str, Row]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the groups that themes in use belong to, and these themes."""
    top: dict[str, str] = {}
    for name in used:
        top[name] = name
        while "broader" in concepts[top[name]]:
            top[name] = concepts[top[name]]["broader"]
    groups = sorted(set(top.values()))
    themes = [
        _labelled(name, concepts)
        | {"group": groups.index(top[name]), "definition": concepts[name].get("definition", "")}
        for name in sorted(used)
    ]
    return [_labelled(name, concepts) | {"id": name.removeprefix("group-")} for name in groups], themes


def _places(rows: Rows, told: Mapping[str, Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the partnerships that commissioned reviews, and the areas of both."""
    known = rows.by("id", _PARTNERSHIPS)
    partnerships = [
        {
            "id": name,
            "label": known[name][0]["label"],
            "derived": known[name][0]["derived"] == "true",
            "areas": [row["area"] for row in known[name] if "area" in row],
        }
        for name in sorted({each for review in told.values() for each in review["partnerships"]})
    ]
    used = {each for review in told.values() for each in review["areas"]}
    used |= {area for partnership in partnerships for area in partnership["areas"]}
    areas = [
        {"id": row["id"], "label": row["label"], "nation": row["nation"], "region": row.get("region")}
        for row in rows.select(_AREAS)
        if row["id"] in used
    ]
    for partnership in partnerships:
        partnership["areas"] = [each["id"] for each in areas if each["id"] in partnership["areas"]]
    return partnerships, areas


def _page(made: Mapping[str, Any], sha256: str) -> int:
    return [page["sha256"] for page in made["pages"]].index(sha256)


def _accuracy() -> dict[str, Any]:
    """Return how well reviews are read; tests/test_explorer_data.py measures it and keeps the file true."""
    accuracy: dict[str, Any] = json.loads((files("casegraph.views") / "accuracy.json").read_text(encoding="utf-8"))
    return accuracy


def _network(projection: Projection, base: str, indexes: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Return the network with its positions, of at most NODES nodes."""
    strength = dict.fromkeys((node.iri for node in projection.nodes), 0.0)
    for edge in projection.edges:
        strength[edge.source] += edge.weight
        strength[edge.target] += edge.weight
    strongest = sorted(strength, key=lambda iri: (-strength[iri], iri))[:NODES]
    order = {iri: number for number, iri in enumerate(sorted(strongest))}
    at = projection.attributes
    nodes = []
    for node, x, y in zip(projection.nodes, at["x"], at["y"], strict=True):
        if node.iri in order:
            name = node.iri.removeprefix(f"{base}{node.kind}/")
            nodes.append({"kind": node.kind, "i": indexes[node.kind][name], "x": x, "y": y})
    edges = sorted(
        [order[edge.source], order[edge.target], edge.weight]
        for edge in projection.edges
        if edge.source in order and edge.target in order
    )
    return {"title": projection.title, "nodes": nodes, "edges": edges}
