"""Readers of the ontology and the concept schemes: OWL reasoners, and a checker of SKOS."""

import logging
from pathlib import Path

from casegraph.names import BASE
from interop.cells import item
from interop.model import Facts, Reader, Sources
from interop.programs import output, pypi

__all__ = ["READERS"]


def by_hermit(sources: Sources) -> Facts:
    """The classes to which something can belong as HermiT sees it, with all data; a contradiction is an error."""
    import owlready2

    world = owlready2.World()
    loaded = world.get_ontology((sources.build / "casegraph.nt").as_uri()).load()
    with loaded:
        owlready2.sync_reasoner_hermit(world, debug=0)
    empty = {each.iri for each in world.inconsistent_classes()}
    return {"classes": [each.iri for each in world.classes() if each.iri.startswith(BASE) and each.iri not in empty]}


def by_pellet(sources: Sources) -> Facts:
    """As Pellet sees it, by its own command: the loader that owlready2 chooses needs a newer Java than Debian 12 has."""
    import owlready2

    jars = Path(owlready2.__file__).parent / "pellet" / "*"
    arguments: list[str | Path] = [
        "classify",
        "--loader",
        "OWLAPI",
        "--ignore-imports",
        sources.build / "casegraph.rdf",
    ]
    told = output("java", "-Xmx2000M", "-cp", jars, "pellet.Pellet", *arguments)
    classes = {word for line in told.splitlines() if "owl#Nothing" not in line for word in line.split()}
    return {"classes": (each for each in classes if each.startswith(BASE))}


def by_skosify(sources: Sources) -> Facts:
    """The schemes after Skosify has checked and mended them, and what it complained of."""
    import skosify
    from rdflib.namespace import RDF, SKOS

    words: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: words.append(record.getMessage())  # type: ignore[method-assign]
    # That there are several schemes is no fault: concepts name theirs.
    handler.addFilter(lambda record: not record.getMessage().startswith("Multiple concept schemes found"))
    logging.getLogger().addHandler(handler)
    graph = skosify.skosify(str(sources.build / "casegraph.ttl"))
    if words:
        raise ValueError(f"{len(words)} complaints: {words[0]}")
    return {
        "concepts": (str(each) for each in graph.subjects(RDF.type, SKOS.Concept)),
        "preferred labels": (item(str(one), str(label)) for one, label in graph.subject_objects(SKOS.prefLabel)),
        "concept schemes": (str(each) for each in graph.subjects(RDF.type, SKOS.ConceptScheme)),
    }


READERS = (
    Reader("the ontology with all data", "HermiT, by owlready2", pypi("owlready2"), "ontology", by_hermit, 400),
    Reader("the ontology with all data", "Pellet, by owlready2", pypi("owlready2"), "ontology", by_pellet, 400),
    Reader("the concept schemes", "Skosify", pypi("skosify"), "concepts", by_skosify),
)
