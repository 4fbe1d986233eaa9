"""The class diagram of the ontology shows all of it."""

import re
from pathlib import Path

import pytest
from docs.diagram import dot_text

ROOT = Path(__file__).parent.parent
ONTOLOGY = (ROOT / "ontology" / "casegraph.ttl").read_text("utf-8")


@pytest.mark.parametrize(
    "drawing",
    [dot_text().replace("\\n", " "), (ROOT / "docs" / "ontology.svg").read_text("utf-8")],
    ids=["made", "committed"],
)
@pytest.mark.parametrize("kind", ["Class", "ObjectProperty", "DatatypeProperty"])
def test_the_diagram_names_every_term(kind: str, drawing: str) -> None:
    """Where the committed one fails, `make docs` has to be run again."""
    terms = re.findall(rf"^cg:(\w+) a owl:{kind}", ONTOLOGY, re.MULTILINE)
    assert len(terms) > 10
    assert [term for term in terms if not re.search(rf"\b{term}\b", drawing)] == []
