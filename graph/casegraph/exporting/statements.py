"""Terms of N-Triples for the other RDF formats: their text, short names for IRIs, and what has no lasting name.

Terms stay as N-Triples writes them (``<…>`` and ``"…"^^<…>``) until a format spells them in its own way.
"""

import re

from casegraph.errors import BuildError
from casegraph.names import PREFIXES, prefixes_for

__all__ = ["RDF_TYPE", "ShortNames", "no_lasting_name", "refuse_blank_nodes", "unescape"]

RDF_TYPE = f"<{PREFIXES['rdf']}type>"

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_RELATIVE = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*(?:#[A-Za-z0-9_=,-]+)?")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_BLANK = re.compile(rb"^(?:_:|<[^<>]*> <[^<>]*> _:)[^\n]*", re.MULTILINE)
_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_KEPT = 50_000  # IRIs whose names are kept


def refuse_blank_nodes(lines: bytes) -> bytes:
    """Return *lines*; raises BuildError for the first one with a blank node: these have no lasting name."""
    if b"_:" in lines and (blank := _BLANK.search(lines)):
        raise no_lasting_name(blank[0].decode())
    return lines


def no_lasting_name(line: str) -> BuildError:
    """Return the error for a line that is no statement about a named thing."""
    return BuildError(
        f"This line is not an N-Triples statement about a named thing, so it cannot be exported: {line[:200]}"
    )


def unescape(text: str) -> str:
    r"""Return *text* of an N-Triples term without its escapes.

    >>> unescape(r"caf\u00E9 \"quoted\"")
    'café "quoted"'
    """
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: _CHARACTERS.get(m[3], m[3]) if m[3] else chr(int(m[1] or m[2], 16)), text)


class ShortNames(dict[str, str]):
    """The short names of IRIs, given in angle brackets: with a prefix, else, if wanted, relative to *base*, else the whole IRI.

    >>> names = ShortNames("https://w3id.org/casegraph/", relative=True)
    >>> names["<https://w3id.org/casegraph/theme/neglect>"]
    'theme:neglect'
    >>> names["<https://w3id.org/casegraph/source/76c29de6110f605e#char=11,41>"]
    'source/76c29de6110f605e#char=11,41'
    """

    def __init__(self, base: str, *, relative: bool = False) -> None:
        """Know the prefixes of a graph whose IRIs start with *base*."""
        super().__init__()
        self._base = base if relative else None
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes_for(base).items()}

    def __missing__(self, token: str) -> str:
        """Find the name of an IRI, once for as long as there is room."""
        if len(self) == _KEPT:
            self.clear()
        self[token] = name = self._name(unescape(token[1:-1]))
        return name

    def _name(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        if prefix and _LOCAL_NAME.fullmatch(iri, cut):
            return f"{prefix}:{iri[cut:]}"
        if self._base is not None and iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            return iri[len(self._base) :]
        return iri
