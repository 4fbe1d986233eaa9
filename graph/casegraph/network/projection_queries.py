"""The queries of the projections, ``ontology/projections/*.rq``, and what their first lines say of them."""

from dataclasses import dataclass
from functools import cache

from casegraph.collections.profile import Words
from casegraph.collections.words import filled
from casegraph.errors import Choice, UnknownName
from casegraph.resources import resource

__all__ = ["Query", "projection_query", "projections"]

_ONE_MODE = "One-mode: "


@dataclass(frozen=True, slots=True)
class Query:
    """A projection's query, with the title, the description and the weight of a one-mode projection from its header.

    The *description* leaves a place for a collection's words, which ``description_in`` fills.
    """

    name: str
    title: str
    description: str
    one_mode: str
    sparql: str

    def description_in(self, words: Words) -> str:
        """Return the description in the words of a collection.

        >>> from casegraph.collections.words import NEUTRAL
        >>> "where no agency is named, the usual addressee is assumed" in projection_query("agency-theme").description_in(NEUTRAL)
        True
        """
        return filled(self.description, words)


def projections() -> tuple[str, ...]:
    """Return the names of the projections that ship, sorted.

    >>> "agency-theme" in projections()
    True
    """
    files = (entry.name for entry in resource("ontology", "projections").iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in files if name.endswith(".rq")))


@cache
def projection_query(name: str) -> Query:
    """Return the query of a projection; raises UnknownName for a name that does not exist.

    >>> projection_query("review-keyword").title
    'Reviews and their keywords'
    """
    if name not in projections():
        raise UnknownName(
            f"There is no projection “{name}”; choose one of: {', '.join(projections())}.",
            kind="projection",
            value=name,
            near=map(Choice, projections()),
        )
    sparql = resource("ontology", f"projections/{name}.rq").read_text(encoding="utf-8")
    header = []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        header.append(line.removeprefix("#").strip())
    directives = [line.removeprefix(_ONE_MODE) for line in header if line.startswith(_ONE_MODE)]
    description = [line for line in header[1:] if line and not line.startswith(_ONE_MODE)]
    return Query(name, header[0], " ".join(description), "".join(directives), sparql)
