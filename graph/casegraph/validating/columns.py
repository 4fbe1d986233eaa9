"""Triples by property: what the screens look at, a subject and a value a line."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import pairwise

from casegraph.names import BASE, prefixes_for

__all__ = ["Columns"]


class Columns:
    r"""The triples of a graph of *base*, from lines of N-Triples; subjects and values stay as N-Triples writes them.

    Properties and classes are given as SPARQL writes them: with a prefix, or as IRIs between < and >.

    >>> lines = ["<https://e.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> \"a\"@en ."]
    >>> list(Columns(lines).pairs("skos:prefLabel"))
    [('<https://e.org/a>', '"a"@en')]
    """

    def __init__(self, lines: Iterable[str], base: str = BASE) -> None:
        """Sort the lines of N-Triples, which have no line ends."""
        self.base = base
        self._prefixes = prefixes_for(base)
        self._lines = sorted(lines)
        self._subjects: defaultdict[str, list[str]] = defaultdict(list)
        self._values: defaultdict[str, list[str]] = defaultdict(list)
        self._known: dict[str, Set[str]] = {}
        self._repeated: dict[str, Set[str]] = {}
        self._last: dict[str, Mapping[str, str]] = {}
        subject = ""
        for line in self._lines:
            if line:
                begin, predicate, value = line[:-2].split(" ", 2)
                if begin != subject:  # else the string from before, whose hash is known
                    subject = begin
                self._subjects[predicate].append(subject)
                self._values[predicate].append(value)
        self._instances: defaultdict[str, set[str]] = defaultdict(set)
        for subject, kind in self.pairs("rdf:type"):
            self._instances[kind].add(subject)

    def iri(self, name: str) -> str:
        """Return a name as N-Triples writes it.

        >>> Columns([]).iri("cg:Review"), Columns([]).iri("a")
        ('<https://w3id.org/casegraph/ontology#Review>', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>')
        """
        if name.startswith("<"):
            return name.replace(f"<{BASE}", f"<{self.base}")
        prefix, _, local = ("rdf:type" if name == "a" else name).partition(":")
        return f"<{self._prefixes[prefix]}{local}>"

    def properties(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of *names* that are properties of anything here, as N-Triples writes them."""
        return tuple(iri for iri in sorted(map(self.iri, names)) if iri in self._subjects)

    def instances(self, kind: str) -> Set[str]:
        """Return the instances of a class."""
        return self._instances.get(self.iri(kind), frozenset())

    def pairs(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield each subject of a property with its value."""
        predicate = self.iri(name)
        return zip(self._subjects.get(predicate, ()), self._values.get(predicate, ()), strict=True)

    def values(self, name: str) -> Mapping[str, str]:
        """Return the values of a property by subject, of several the last (see ``repeated``)."""
        predicate = self.iri(name)
        if predicate not in self._last:
            self._last[predicate] = dict(self.pairs(name))
        return self._last[predicate]

    def having(self, name: str) -> Set[str]:
        """Return the subjects of a property."""
        predicate = self.iri(name)
        if predicate not in self._known:
            self._known[predicate] = frozenset(self._subjects.get(predicate, ()))
        return self._known[predicate]

    def repeated(self, name: str) -> Set[str]:
        """Return those that have a property more than once."""
        predicate = self.iri(name)
        if predicate not in self._repeated:
            subjects = self._subjects.get(predicate, [])  # sorted
            self._repeated[predicate] = {one for one, next_one in pairwise(subjects) if one == next_one}
        return self._repeated[predicate]

    def about(self, subject: str, predicates: Iterable[str] | None = None) -> Iterator[str]:
        """Yield the lines about a subject, of these *predicates* alone, if they are given (as N-Triples writes them)."""
        lines = self._lines
        for begin in (f"{subject} ",) if predicates is None else (f"{subject} {each} " for each in predicates):
            at = bisect_left(lines, begin)
            while at < len(lines) and lines[at].startswith(begin):
                yield lines[at]
                at += 1
