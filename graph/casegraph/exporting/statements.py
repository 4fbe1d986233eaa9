"""N-Triples text, parsed for the other RDF formats: subjects with their properties, and short names for IRIs.

Terms stay as N-Triples writes them (``<…>`` and ``"…"^^<…>``) until a format spells them in its own way.
"""

import re

from casegraph.errors import BuildError
from casegraph.names import PREFIXES, prefixes_for

__all__ = ["RDF_TYPE", "ShortNames", "refuse_blank_nodes", "sorted_lines", "subjects", "unescape"]

RDF_TYPE = f"<{PREFIXES['rdf']}type>"

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_RELATIVE = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*(?:#[A-Za-z0-9_=,-]+)?")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_BLANK = re.compile(r"^(?:_:|<[^<>]*> <[^<>]*> _:)[^\n]*", re.MULTILINE)
_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def sorted_lines(ntriples: str) -> list[str]:
    r"""Return the statements of *ntriples*, a line each, sorted by code point and each once.

    >>> sorted_lines("<b> <p> <c> .\n<a> <p> <c> .\n<a> <p> <c> .\n")
    ['<a> <p> <c> .', '<b> <p> <c> .']
    """
    return sorted(dict.fromkeys(line for line in ntriples.split("\n") if line))


def refuse_blank_nodes(ntriples: str) -> None:
    """Raise BuildError for the first line of *ntriples* with a blank node: these have no lasting name."""
    if "_:" in ntriples and (blank := _BLANK.search(ntriples)):
        raise _no_lasting_name(blank[0])


def _no_lasting_name(line: str) -> BuildError:
    return BuildError(
        f"This line is not an N-Triples statement about a named thing, so it cannot be exported: {line[:200]}"
    )


def subjects(ntriples: str) -> dict[str, dict[str, list[str]]]:
    """Return the objects of each predicate of each subject of *ntriples*, in the order of its sorted lines.

    Raises BuildError for a line that is no statement about an IRI: blank nodes have no lasting name.

    >>> subjects("<a> <p> <c> .")
    {'<a>': {'<p>': ['<c>']}}
    """
    properties: dict[str, dict[str, list[str]]] = {}
    last = ""
    objects_of: dict[str, list[str]] = {}
    for line in sorted_lines(ntriples):
        parts = line.split(" ", 2)
        if (
            len(parts) != 3
            or line[0] != "<"
            or parts[1][:1] != "<"
            or parts[2][:1] not in ("<", '"')
            or line[-2:] != " ."
        ):
            raise _no_lasting_name(line)
        subject, predicate, rest = parts
        if subject != last:
            last, objects_of = subject, properties.setdefault(subject, {})
        objects = objects_of.get(predicate)
        if objects is None:
            objects_of[predicate] = [rest[:-2]]
        else:
            objects.append(rest[:-2])
    return properties


def unescape(text: str) -> str:
    r"""Return *text* of an N-Triples term without its escapes.

    >>> unescape(r"caf\u00E9 \"quoted\"")
    'café "quoted"'
    """
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: _CHARACTERS.get(m[3], m[3]) if m[3] else chr(int(m[1] or m[2], 16)), text)


class ShortNames(dict[str, tuple[str, str, str]]):
    """The short names of IRIs: for an IRI in angle brackets, the IRI, its prefixed name and its reference relative to *base*.

    A name that does not exist is "".

    >>> names = ShortNames("https://w3id.org/casegraph/")
    >>> names["<https://w3id.org/casegraph/theme/neglect>"][1:]
    ('theme:neglect', 'theme/neglect')
    >>> names["<https://w3id.org/casegraph/source/76c29de6110f605e#char=11,41>"][1:]
    ('', 'source/76c29de6110f605e#char=11,41')
    """

    def __init__(self, base: str) -> None:
        """Know the prefixes of a graph whose IRIs start with *base*."""
        super().__init__()
        self._base = base
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes_for(base).items()}

    def __missing__(self, token: str) -> tuple[str, str, str]:
        """Find the names of an IRI, once."""
        iri = unescape(token[1:-1])
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix, local = self._prefixes.get(iri[:cut]), iri[cut:]
        name = f"{prefix}:{local}" if prefix and _LOCAL_NAME.fullmatch(local) else ""
        rest = iri.removeprefix(self._base)
        relative = rest if rest is not iri and _RELATIVE.fullmatch(rest) else ""
        self[token] = names = (iri, name, relative)
        return names
