"""What a query may ask for: to read this graph, and nothing else.

Oxigraph would contact any server that a query names in SERVICE, and has no switch against it. It also reads keywords
that are written without a space (``1SERVICE<…>``, ``SERVICEex:a``), and a ``<`` after a value as "less than" where
another reader would see an IRI. So the guard follows every way in which a query can be cut into words.
"""

import re
from functools import lru_cache
from itertools import zip_longest

from casegraph.errors import QueryRefused, UpdateRefused
from casegraph.store.tokens import Token, place, syntax_error, token_at, tokens

__all__ = ["FORMS", "check", "graph_names"]

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
"""The forms of a query that reads."""

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_PROLOGUE = {"BASE": 1, "PREFIX": 2, "VERSION": 1}
_SERVICE = re.compile(r"SERVICE(?:SILENT)?$")
_WAYS = 100_000  # steps in which a query may be read, in all the ways there are
# A group, after white space and comments or, to be on the safe side, in a comment.
_OPENS = re.compile(r"(?>(?:[ \t\r\n]|#[^\r\n{]*+(?![^\r\n]))*)(?:#[^\r\n{]*+)?\{")


def graph_names(base: str) -> tuple[str, ...]:
    """Return the IRIs by which a query can name the graph whose IRIs begin with *base*.

    >>> graph_names("https://example.org/")
    ('https://example.org/dataset', 'https://example.org/')
    """
    return f"{base}dataset", base


@lru_cache(maxsize=64)
def check(text: str, graphs: tuple[str, ...] = ()) -> str:
    """Return the form of a query: SELECT, ASK, CONSTRUCT or DESCRIBE; FROM may name the only graph, one of *graphs*.

    Raises QueryRefused for an update, SERVICE, FROM with another graph and FROM NAMED; QuerySyntaxError where no query
    begins and at a string that is not closed.

    >>> check("PREFIX service: <http://example.org/> SELECT ?service { ?service a service:SERVICE }")
    'SELECT'
    >>> check("ASK { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    casegraph.errors.QueryRefused: The query asks another server (SERVICE at line 1, column 7)...
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise syntax_error(text, error.start, "this is no character: the query is not UTF-8") from None
    words = list(tokens(text))
    form = _form(text, words)
    _refuse_other_graphs(text, words, graphs)
    if "\\" in text or "SERVICE" in text.upper():
        _refuse_service(text)
    return form


def _form(text: str, words: list[Token]) -> str:
    """Return the first keyword after the prologue, if it is a form of query."""
    index = 0
    while index < len(words) and (first := _spelt(words[index].text)) in _PROLOGUE:
        index += 1 + _PROLOGUE[first]
    if index >= len(words):
        raise syntax_error(text, len(text.rstrip()), f"{_one_of(FORMS)} expected, but the query ends here")
    first = _spelt(words[index].text)
    for update in _UPDATES:
        if words[index].kind == "word" and first.startswith(update):
            problem = f"The query would change the graph ({_at(text, words[index], update)}), which is only read here."
            raise QueryRefused(problem) if update == "LOAD" else UpdateRefused(problem)  # LOAD would fetch as well
    for form in FORMS:
        if words[index].kind == "word" and first.startswith(form):
            return form
    raise syntax_error(text, words[index].start, f"{_one_of(FORMS)} expected, not {words[index].text[:40]!r}")


def _refuse_other_graphs(text: str, words: list[Token], graphs: tuple[str, ...]) -> None:
    """Refuse FROM anywhere in a query, unless it names one of *graphs* in full or with a prefix of the query's own."""
    names = {f"<{graph}>" for graph in graphs}
    for before, name, iri in zip(words, words[1:], words[2:], strict=False):
        if before.kind == "word" and _spelt(before.text) == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            names |= {
                name.text + graph.removeprefix(iri.text[1:-1]) for graph in graphs if graph.startswith(iri.text[1:-1])
            }
    for token, after in zip_longest(words, words[1:]):
        if token.kind == "word" and _spelt(token.text) == "FROM" and (after is None or after.text not in names):
            raise QueryRefused(
                f"The query names a graph of its own ({_at(text, token, 'FROM')}), but there is only one graph here.",
                "Leave FROM and FROM NAMED out.",
            )


def _refuse_service(text: str) -> None:
    """Refuse SERVICE wherever one way of reading the query has it as a keyword."""
    pending: list[tuple[int, Token | None, int, bool]] = [(0, None, 0, True)]
    seen: set[tuple[int, bool, bool]] = set()
    while pending:
        position, before, depth, usual = pending.pop()
        while token := token_at(text, position):
            after_graph = before is not None and before.kind == "word" and _spelt(before.text).endswith("GRAPH")
            state = (token.start, after_graph, depth > 0)
            if state in seen or token.text in ("'", '"'):
                break
            if len(seen) >= _WAYS:
                raise QueryRefused(
                    f"The query can be read in too many ways to be sure that it asks no other server "
                    f"(SERVICE stands in it, and more than {_WAYS:,} words).",
                    "Make it shorter.",
                )
            seen.add(state)
            if _is_service(text, token, after_graph, depth) and (usual or _is_clause(text, token)):
                raise QueryRefused(
                    f"The query asks another server ({_at(text, token, 'SERVICE')}), and only this graph is read here.",
                    "Leave SERVICE out.",
                )
            if token.kind == "iri" and _may_be_less_than(token, before):
                pending.append((token.start + 1, Token("sign", "<", token.start), depth, False))
            depth += {"{": 1, "}": -1}.get(token.text, 0)
            position, before = token.end, token


def _is_service(text: str, token: Token, after_graph: bool, depth: int) -> bool:
    if token.kind == "word":
        return bool(_SERVICE.search(_spelt(token.text)))  # no keyword ends so, and no name is a word of its own
    if token.kind == "name" and depth > 0 and not after_graph:
        prefix = token.text.partition(":")[0].upper()
        return "SERVICE" in prefix and bool(_OPENS.match(text, token.end))
    return False


def _is_clause(text: str, service: Token) -> bool:
    """Tell whether a service and a group follow, as they must; ``<http://example.org/service#x>`` is no clause."""
    if service.kind == "name":
        return True
    after = token_at(text, service.end)
    if after and after.kind == "word" and _spelt(after.text) == "SILENT":
        after = token_at(text, after.end)
    return after is not None and after.kind in ("variable", "iri", "name") and bool(_OPENS.match(text, after.end))


def _may_be_less_than(iri: Token, before: Token | None) -> bool:
    """Tell whether an IRI could be "less than" and more, with a string or comment that begins inside it."""
    if before is None or (before.kind == "sign" and before.text not in (")", ">")):
        return False
    return "'" in iri.text or "#" in iri.text


def _spelt(word: str) -> str:
    r"""Return a word in capitals, its code points (\u0053) spelt out."""
    if "\\" in word:
        word = re.sub(r"\\[uU]([0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})", lambda code: _character(int(code[1], 16)), word)
    return word.upper()


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 else "?"


def _at(text: str, token: Token, what: str) -> str:
    line, column = place(text, token.start)
    return f"{what} at line {line}, column {column}"


def _one_of(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
