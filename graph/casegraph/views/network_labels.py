"""Labels of a network's picture: names without what all of a kind have in common, in one line or two."""

import re

from casegraph.network.model import Projection

__all__ = ["label_lines", "short_names"]

_PARTNERSHIP = re.compile(r" (?:Regional |Local )?Safeguarding (?:Children )?(?:Partnership Board|Partnership|Board)$")
_YEAR = re.compile(r"^\d{4} [–-] ")
_LINE = 36  # letters of a line of a label


def short_names(projection: Projection) -> dict[str, str]:
    """Return the names of nodes without what all of their kind have in common, by IRI; a title has the whole name.

    >>> from casegraph.network.model import Node
    >>> short_names(Projection("p", "P", (Node("k", "Kent Safeguarding Children Partnership", "partnership"),), ()))
    {'k': 'Kent'}
    """
    short = {}
    for node in projection.nodes:
        if node.kind == "partnership":
            short[node.iri] = _PARTNERSHIP.sub("", node.label) or node.label
        elif node.kind == "review":
            short[node.iri] = _YEAR.sub("", node.label) or node.label
    return short


def label_lines(label: str) -> tuple[str, ...]:
    """Return a label in one line, or in two if it has more than 36 letters.

    >>> label_lines("Neglect"), label_lines("Local safeguarding children partnership or board")
    (('Neglect',), ('Local safeguarding children', 'partnership or board'))
    """
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= _LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > 2 or (len(lines) == 2 and len(lines[1]) * 2 < len(lines[0])):  # a word alone looks lost
        words, first = label.split(), ""
        while words and len(first) < len(label) / 2:
            first = f"{first} {words.pop(0)}".strip()
        lines = [first, " ".join(words)]
    return tuple(lines)
