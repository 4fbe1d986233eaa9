"""What the ORDER BY of a query settles, and whether rows keep to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from casegraph.conforming.terms import Row, after, alike
from casegraph.store.tokens import Token, tokens

__all__ = ["Order", "order_of"]

_END = ("LIMIT", "OFFSET", "VALUES")


@dataclass(frozen=True, slots=True)
class Order:
    """The columns that rows are ordered by, each with whether it descends; *is_cut* if LIMIT leaves rows out."""

    columns: tuple[tuple[int, bool], ...]
    is_cut: bool

    def first_wrong(self, rows: Sequence[Row]) -> int | None:
        """Return the place of the first row that may not stand after the one before it; None if all may.

        >>> from pyoxigraph import Literal
        >>> rows = [(Literal(2), Literal("a")), (Literal(1), Literal("b")), (Literal(1), Literal("a"))]
        >>> [Order(columns, False).first_wrong(rows) for columns in (((0, True),), ((0, True), (1, False)), ())]
        [None, 2, None]
        """
        pairs = enumerate(pairwise(rows), 1)
        return next((place for place, (one, other) in pairs if self._is_wrong(one, other)), None)

    def ties(self, one: Row, other: Row) -> bool:
        """Return whether ORDER BY leaves open which of two rows comes first."""
        return all(alike(one[column], other[column]) for column, _ in self.columns)

    def _is_wrong(self, one: Row, other: Row) -> bool:
        for column, descends in self.columns:
            first, second = (other[column], one[column]) if descends else (one[column], other[column])
            comes_after = after(first, second)
            if comes_after is not False or not alike(first, second):
                return comes_after is True
        return False


def order_of(sparql: str, columns: Sequence[str]) -> Order:
    """Return what the outermost ORDER BY of a query settles for rows of these columns.

    What is ordered by an expression, or a variable that is no column, cannot be seen in the rows; nor can what follows it.

    >>> order_of("SELECT ?a ?b { { SELECT ?c {} ORDER BY ?c } } ORDER BY DESC(?b) ?a ABS(?c) ?b LIMIT 3", ["a", "b"])
    Order(columns=((1, True), (0, False)), is_cut=True)
    """
    outer, depth = list[Token](), 0
    for token in tokens(sparql):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0:
            outer.append(token)
    words = [token.text.upper() if token.kind == "word" else token.text for token in outer]
    is_cut = "LIMIT" in words
    if "ORDER" not in words:
        return Order((), is_cut)
    start = words.index("ORDER") + 2
    end = next((place for place in range(start, len(words)) if words[place] in _END), len(words))
    return Order(tuple(_settled(words[start:end], columns)), is_cut)


def _settled(words: Sequence[str], columns: Sequence[str]) -> list[tuple[int, bool]]:
    """Return the columns that the words of ORDER BY name, as far as they name columns."""
    settled, place = list[tuple[int, bool]](), 0
    while place < len(words):
        is_call = words[place] in ("ASC", "DESC") and words[place + 1 : place + 2] == ["("]
        variable = words[place + 2] if is_call else words[place]
        is_whole = not is_call or words[place + 3 : place + 4] == [")"]
        if variable[:1] not in ("?", "$") or variable[1:] not in columns or not is_whole:
            break
        settled.append((columns.index(variable[1:]), words[place] == "DESC"))
        place += 4 if is_call else 1
    return settled
