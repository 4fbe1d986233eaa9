"""Triples as lines of N-Triples: sorted, each once, they are the graph's one text, from which every export is made."""

import re
from collections.abc import Iterator, Sequence

from casegraph.names import BASE, PREFIXES, term

__all__ = ["Triples", "rebased", "text_of"]

_XSD = PREFIXES["xsd"]
_ESCAPED = re.compile(r'[\\"\n\r]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}


class Triples:
    r"""A growing set of triples. Subjects and objects are IRIs, predicates names of terms or IRIs.

    >>> triples = Triples()
    >>> triples.link("https://e.org/a", "hasTheme", "https://e.org/b")
    >>> triples.say("https://e.org/a", "text", 'a "b"')
    >>> print(triples.text(), end="")
    <https://e.org/a> <https://w3id.org/casegraph/ontology#hasTheme> <https://e.org/b> .
    <https://e.org/a> <https://w3id.org/casegraph/ontology#text> "a \"b\"" .
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._lines: set[str] = set()
        self._terms: dict[str, str] = {}

    def __len__(self) -> int:
        """Return how many triples there are."""
        return len(self._lines)

    def __iter__(self) -> Iterator[str]:
        """Yield the triples as lines of N-Triples, in no order."""
        return iter(self._lines)

    def __contains__(self, line: object) -> bool:
        """Say whether a line of N-Triples is among them."""
        return line in self._lines

    def link(self, subject: str, predicate: str, thing: str) -> None:
        """Say that *subject* stands in a relation to another *thing*."""
        self._lines.add(f"<{subject}> {self._term(predicate)} <{thing}> .")

    def say(self, subject: str, predicate: str, value: str, datatype: str = "", *, language: str = "") -> None:
        """Say a text of *subject*; *datatype* is the name of an XSD type or an IRI."""
        text = _ESCAPED.sub(lambda character: _ESCAPES[character[0]], value) if _ESCAPED.search(value) else value
        if datatype:
            kind = f"^^<{datatype if ':' in datatype else _XSD + datatype}>"
        else:
            kind = f"@{language}" if language else ""
        self._lines.add(f'<{subject}> {self._term(predicate)} "{text}"{kind} .')

    def count(self, subject: str, predicate: str, number: int) -> None:
        """Say a whole number of *subject*."""
        self.say(subject, predicate, str(number), "integer")

    def flag(self, subject: str, predicate: str, value: bool) -> None:
        """Say whether something holds of *subject*."""
        self.say(subject, predicate, "true" if value else "false", "boolean")

    def type(self, subject: str, *kinds: str) -> None:
        """Say what *subject* is: names of classes, of the ontology unless they have a prefix."""
        for kind in kinds:
            self._lines.add(f"<{subject}> {self._term('rdf:type')} {self._term(kind)} .")

    def add(self, lines: set[str]) -> None:
        """Take finished lines of N-Triples."""
        self._lines |= lines

    def text(self, base: str = BASE) -> str:
        """Return all triples, sorted by code point, a line each, with IRIs that begin with *base*."""
        return text_of(sorted(self._lines), base)

    def _term(self, name: str) -> str:
        """Return a property or class as N-Triples writes it."""
        written = self._terms.get(name)
        if written is None:
            prefix, _, local = name.rpartition(":")
            written = self._terms[name] = f"<{PREFIXES[prefix] + local if prefix else term(name)}>"
        return written


def text_of(lines: Sequence[str], base: str) -> str:
    """Return sorted lines of N-Triples as one text, sorted, with IRIs that begin with *base*."""
    return "\n".join([*(lines if base == BASE else sorted(rebased({*lines}, base))), ""])


def rebased(lines: set[str], base: str) -> set[str]:
    """Return lines of N-Triples with IRIs that begin with *base*; the words of literals stay as they are."""
    return lines if base == BASE else {_rebased(line, base) for line in lines}


def _rebased(line: str, base: str) -> str:
    """Return a line with another base in its IRIs; the words of a literal stay as they are."""
    iris, quote, literal = line.partition(' "')
    return iris.replace(f"<{BASE}", f"<{base}") + quote + literal
