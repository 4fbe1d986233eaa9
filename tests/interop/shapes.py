"""SHACL engines: by the core shapes they judge the build, a small graph, and it again with each shape broken in turn."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from interop.cells import item
from interop.model import Facts, Package, Reader, Sources
from interop.programs import HERE, node, npm, pypi

__all__ = ["READERS", "truth"]

SHAPES = HERE.parent.parent / "ontology" / "shapes-core.ttl"
_NOTHING = "nothing broken"


def graphs() -> Iterator[tuple[str, str]]:
    """A small graph as N-Triples, and it again with something wrong, for each of the core shapes by its name."""
    from test_shapes_core import BEYOND, VIOLATIONS, small_graph
    from wrong_graphs import MUTATIONS, exchange, mutate, triples_of

    store = small_graph()
    yield _NOTHING, triples_of(store)
    for name in sorted(VIOLATIONS - BEYOND):
        _, gone, new = mutate(store, MUTATIONS[name][-1])
        yield name, triples_of(store)
        exchange(store, new, gone)


def truth() -> Facts:
    """The verdicts that are right."""
    return {"verdicts": [item("build", True), *(item(name, name == _NOTHING) for name, _ in graphs())]}


def by_pyshacl(path: Path) -> bool:
    """As pyshacl sees it without its SPARQL."""
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(path, format="nt")
    return bool(pyshacl.validate(data, shacl_graph=str(SHAPES), advanced=False)[0])


def by_shacl_rust(path: Path) -> bool:
    """As shacl-rust sees it."""
    import shacl_rust

    texts = (each.read_text(encoding="utf-8") for each in (path, SHAPES))
    return bool(shacl_rust.validate(*texts, data_format="nt")["conforms"])


def by_pyrudof(path: Path) -> bool:
    """As rudof sees it."""
    import pyrudof

    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    engine.read_data(path, pyrudof.RDFFormat.NTriples)
    engine.read_shacl(SHAPES)
    return bool(engine.validate_shacl().conforms)


def one_by_one(conforms: Callable[[Path], bool]) -> Callable[[list[Path]], list[bool]]:
    """An engine that judges several files."""
    return lambda paths: [conforms(path) for path in paths]


def by_node(paths: list[Path]) -> list[bool]:
    """As rdf-validate-shacl sees them."""
    return [bool(each) for each in json.loads(node("shapes.mjs", SHAPES, *paths))]


def reader(program: str, packages: tuple[Package, ...], engine: Callable[[list[Path]], list[bool]]) -> Reader:
    """An engine as a reader."""

    def read(sources: Sources) -> Facts:
        files = {"build": sources.build / "casegraph.nt"}
        for name, text in graphs():
            files[name] = sources.work / f"{name}.nt"
            files[name].write_text(text, encoding="utf-8")
        verdicts = zip(files, engine([*files.values()]), strict=True)
        return {"verdicts": (item(*each) for each in verdicts)}

    return Reader("shapes-core.ttl", program, packages, "shapes", read)


READERS = (
    reader("pyshacl", pypi("pyshacl"), one_by_one(by_pyshacl)),
    reader("shacl-rust", pypi("shacl-rust"), one_by_one(by_shacl_rust)),
    reader("rudof", pypi("pyrudof"), one_by_one(by_pyrudof)),
    reader("rdf-validate-shacl", npm("rdf-validate-shacl", "n3"), by_node),
)
