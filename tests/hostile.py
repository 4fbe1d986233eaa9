"""Graphs that are hard on a page: one in which every text wants to be markup, and one in which nothing is linked."""

from dataclasses import replace
from typing import Any

from casegraph.graph import Graph
from casegraph.network.model import Projection

HOSTILE = (
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "javascript:window.hit=1 \" ' ` ${1} {{policy}} &lt; href=",
    "]]> --> </title></svg><svg onload=window.hit=1>",
    "\u202eright to left\u202c \u2066isolated\u2069 \x07 bell \ufffe",
    "long " + "x" * 10_000,
)


class HostileGraph(Graph):
    """A graph in which every text begins with something that wants to be markup."""

    def query(self, text: str, timeout: float = 30.0) -> Any:
        """Answer with texts made hostile."""
        rows = super().query(text, timeout)
        for number, row in enumerate(rows):
            for name in ("text", "label", "file", "outcome"):
                if isinstance(row.get(name), str):
                    row[name] = f"{HOSTILE[number % len(HOSTILE)]} {row[name]}"
        return rows

    def projection(self, name: str = "collection", *, inherited: bool = True) -> Projection:
        """Return a projection whose title, labels and links are hostile."""
        found = super().projection(name, inherited=inherited)
        labels = (f"{HOSTILE[at % len(HOSTILE)]} {node.label}" for at, node in enumerate(found.nodes))
        nodes = tuple(node._replace(label=label) for node, label in zip(found.nodes, labels, strict=True))
        edges = tuple(edge._replace(link=f"{edge.link} {HOSTILE[1]}") for edge in found.edges)
        return replace(found, title=f"{HOSTILE[0]} {found.title}", nodes=nodes, edges=edges)


class UnlinkedGraph(Graph):
    """A graph whose networks have nodes and no link."""

    def projection(self, name: str = "collection", *, inherited: bool = True) -> Projection:
        """Return a projection without its links."""
        return replace(super().projection(name, inherited=inherited), edges=(), occurrences=(), attributes={})
