"""The mappings to other classifications are whole, justified SSSOM tables, and stand in the graph.

`sssom validate` (pip install sssom, some 390 MB) accepts them; these claims hold without it.
"""

import csv
from pathlib import Path

import pytest

from casegraph.graph import Graph
from casegraph.resources import resource
from casegraph.schemes import read_scheme

ROOT = Path(__file__).parent.parent
FILES = {
    "themes-panel-2020": ("themes.ttl", "panel-2020.ttl"),
    "outcomes-dfe": ("outcomes.ttl", "dfe-notification.ttl"),
}
NONE = "sssom:NoTermFound"


def table(name: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The metadata and the rows of a mapping."""
    lines = (ROOT / "ontology" / "mappings" / f"{name}.sssom.tsv").read_text("utf-8").splitlines()
    said = dict(line[1:].strip().split(": ", 1) for line in lines if line.startswith("#") and ": " in line)
    return said, list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"))


def labels(file: str) -> dict[str, str]:
    """The concepts of a scheme in ontology/, without its groups, and what each is called."""
    scheme = read_scheme(resource("ontology", file).read_bytes(), name=file)
    return {each.id: each.label for each in scheme.values() if not each.id.startswith("group-")}


@pytest.mark.parametrize("name", FILES)
def test_every_concept_has_one_row_or_more_under_its_own_label(name: str) -> None:
    ours = labels(FILES[name][0])
    rows = table(name)[1]
    assert {row["subject_id"].partition(":")[2]: row["subject_label"] for row in rows} == ours
    assert len({(row["subject_id"], row["object_id"]) for row in rows}) == len(rows)


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_its_match_and_a_justification(name: str) -> None:
    said, rows = table(name)
    theirs = labels(FILES[name][1])
    for row in rows:
        assert row["predicate_id"] in ("skos:closeMatch", "skos:exactMatch", "skos:broadMatch", "skos:relatedMatch")
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert row["comment"]
        if row["object_id"] != NONE:
            assert theirs[row["object_id"].partition(":")[2]] == row["object_label"]
        for column in ("subject_id", "predicate_id", "object_id", "mapping_justification"):
            assert said[row[column].partition(":")[0]].startswith("http")
    assert {"mapping_set_id", "mapping_set_title", "license"} <= said.keys()


@pytest.mark.parametrize("name", FILES)
def test_a_concept_without_match_has_no_other_row(name: str) -> None:
    rows = table(name)[1]
    without = {row["subject_id"] for row in rows if row["object_id"] == NONE}
    assert not without & {row["subject_id"] for row in rows if row["object_id"] != NONE}


def test_the_matches_stand_in_the_graph(built: Path) -> None:
    matched = {
        (row["subject_id"], row["object_id"]) for name in FILES for row in table(name)[1] if row["object_id"] != NONE
    }
    with Graph.open(built) as graph:
        rows = graph.query(
            "SELECT ?a ?b { VALUES ?match { skos:closeMatch skos:exactMatch skos:broadMatch skos:relatedMatch } "
            "?a ?match ?b FILTER(STRSTARTS(STR(?b), STR(panel:)) || STRSTARTS(STR(?b), STR(dfe:))) }"
        )
        prefixes = graph.prefixes
    names = {
        iri: f"{prefix}:{iri.removeprefix(start)}"
        for row in rows
        for iri in (row["a"], row["b"])
        for prefix, start in prefixes.items()
        if iri.startswith(start) and "/" not in iri.removeprefix(start)
    }
    assert {(names[row["a"]], names[row["b"]]) for row in rows} == matched
