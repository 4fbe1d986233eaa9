"""Screens: which nodes can be wrong at all, so that a SELECT looks at few instead of all.

A screen never decides. It may suspect nodes that are right, and must not pass over one that is wrong: of a shape's suspects
its SELECT finds those that are wrong. Screens are chosen by the text of the SELECT, most by one of a few forms that many have;
where it is not known here, all nodes that a shape is about are suspects, which is as right and takes longer.
"""

import re
from collections.abc import Callable, Set
from functools import cache

from casegraph.names import BASE
from casegraph.validating.columns import Columns
from casegraph.validating.shapes import Shape

__all__ = ["suspects", "targets"]

_Screen = Callable[..., Set[str]]
"""Takes columns and the names in a form, and returns suspects."""


def suspects(shape: Shape, columns: Columns) -> Set[str]:
    """Return the nodes of which a shape may not hold, as N-Triples writes them.

    >>> from casegraph.validating.shapes import shapes
    >>> (year,) = (shape for shape in shapes() if shape.name == "review-year")
    >>> a, review = Columns([]).iri("a"), Columns([]).iri("cg:Review")
    >>> suspects(year, Columns([f"<https://e.org/review/1> {a} {review} ."]))
    {'<https://e.org/review/1>'}
    """
    screen, names = _screen(shape)
    return screen(columns, *names) if screen else targets(shape, columns)


def targets(shape: Shape, columns: Columns) -> Set[str]:
    """Return all nodes that a shape is about."""
    kind, name = shape.target_class, shape.target_property
    return columns.instances(f"<{kind}>") if kind else columns.having(f"<{name}>")


def _not_once(columns: Columns, kind: str, name: str) -> Set[str]:
    instances = columns.instances(kind)
    return (instances - columns.having(name)) | (instances & columns.repeated(name))


def _without(columns: Columns, kind: str, name: str) -> Set[str]:
    return columns.instances(kind) - columns.having(name)


def _without_either(columns: Columns, kind: str, one: str, other: str) -> Set[str]:
    return columns.instances(kind) - columns.having(one) - columns.having(other)


def _not_led_to(columns: Columns, kind: str, name: str) -> Set[str]:
    return columns.instances(kind) - {value for _, value in columns.pairs(name)}


def _one_without_other(columns: Columns, one: str, other: str) -> Set[str]:
    return columns.having(one) - columns.having(other)


def _same_value(columns: Columns, one: str, other: str) -> Set[str]:
    return {subject for subject, _ in {*columns.pairs(one)} & {*columns.pairs(other)}}


def _no_way(columns: Columns, name: str, through: str, to: str) -> Set[str]:
    """Suspect what has a value of a property that it does not reach *through* a node and its property *to*."""
    return _missing(columns, name, through, to, columns.having(to))


def _missing(columns: Columns, name: str, through: str, to: str, nodes: Set[str]) -> Set[str]:
    values, nodes = columns.values(to), nodes - columns.repeated(to)
    there = {(subject, values[node]) for subject, node in columns.pairs(through) if node in nodes}
    return {pair[0] for pair in columns.pairs(name) if pair not in there}


def _not_explicit(columns: Columns) -> Set[str]:
    explicit = {node for node, basis in columns.pairs("cg:basis") if basis == columns.iri("basis:explicit")}
    nodes = explicit & columns.having("cg:readAs")
    return _missing(columns, "cg:addressedToExplicitly", "cg:hasAddressing", "cg:readAs", nodes)


def _unnamed(columns: Columns) -> Set[str]:
    by_default = columns.iri("basis:default")
    named = {node for node, basis in columns.pairs("cg:basis") if basis != by_default}
    return (named & columns.instances("cg:Addressing")) - columns.having("cg:asPrinted")


def _neither_worded_nor_learned(columns: Columns) -> Set[str]:
    learned = {node for node, basis in columns.pairs("cg:basis") if basis == columns.iri("basis:learned")}
    return columns.instances("cg:ThemeReading") - columns.having("cg:wording") - learned


def _wrongly_learned(columns: Columns) -> Set[str]:
    learned = {node for node, basis in columns.pairs("cg:basis") if basis == columns.iri("basis:learned")}
    wrong = (learned - columns.having("cg:probability")) | (learned & columns.having("cg:wording"))
    return columns.instances("cg:ThemeReading") & wrong


def _no_probability(columns: Columns) -> Set[str]:
    """Suspect what has several probabilities, or one that is not written as decimals between 0 and 1 are."""
    wrong = {node for node, value in columns.pairs("cg:probability") if not _PROBABILITY.fullmatch(value)}
    return wrong | columns.repeated("cg:probability")


def _named_with_owner(columns: Columns) -> Set[str]:
    by_default = columns.iri("basis:default")
    named = {node for node, basis in columns.pairs("cg:basis") if basis != by_default}
    return columns.having("cg:likelyOwner") & {
        clause for clause, node in columns.pairs("cg:hasAddressing") if node in named
    }


def _owner_not_inferred(columns: Columns) -> Set[str]:
    inferred = columns.iri("basis:inferred")
    other = {node for node, basis in columns.pairs("cg:basis") if basis != inferred}
    owners = columns.instances("cg:LikelyOwner")
    return (owners - columns.having("cg:basis")) | (owners & other)


def _addressing_inferred(columns: Columns) -> Set[str]:
    inferred = columns.iri("basis:inferred")
    return columns.instances("cg:Addressing") & {node for node, basis in columns.pairs("cg:basis") if basis == inferred}


def _by_default(columns: Columns) -> Set[str]:
    by_default = {node for node, basis in columns.pairs("cg:basis") if basis == columns.iri("basis:default")}
    return {clause for clause, node in columns.pairs("cg:hasAddressing") if node in by_default}


def _under_groups(columns: Columns) -> Set[str]:
    groups = columns.having("skos:topConceptOf") - {columns.iri("theme:other")}
    return {clause for clause, theme in columns.pairs("cg:hasTheme") if theme in groups}


def _not_deaths(columns: Columns) -> Set[str]:
    return {incident for incident, flag in columns.pairs("cg:isSuicide") if not flag.startswith('"false"')}


def _doubt_without_words(columns: Columns) -> Set[str]:
    """Suspect incidents that are doubted without words, or stated with words of doubt."""
    stated = columns.iri("certainty:stated")
    doubted = {incident for incident, certainty in columns.pairs("cg:certainty") if certainty != stated}
    return doubted ^ columns.having("cg:certaintyInPassage")


def _not_in_order(columns: Columns) -> Set[str]:
    """Suspect incidents with several days, and those whose days are not in the order of their digits."""
    first, last = columns.values("cg:occurredFrom"), columns.values("cg:occurredTo")
    several = columns.repeated("cg:occurredFrom") | columns.repeated("cg:occurredTo")
    return several | {
        incident
        for incident, day in first.items()
        if not (_DAY.fullmatch(day) and _DAY.fullmatch(last.get(incident, day)) and day <= last.get(incident, day))
    }


_DAY = re.compile(r'"[0-9]{4}-[0-9]{2}-[0-9]{2}"\^\^<http://www\.w3\.org/2001/XMLSchema#date>')
_PROBABILITY = re.compile(r'"0\.[0-9]*+(?<=[1-9])"\^\^<http://www\.w3\.org/2001/XMLSchema#decimal>')
_KIND, _NAME = r"\?this a (\S+)", r"\?this (\S+)"
_FORMS: dict[str, _Screen] = {
    rf"{{ {_KIND} FILTER NOT EXISTS {{ {_NAME} \?any }} }} UNION {{ \?this a \1 ; \2 \?one, \?other "
    rf"FILTER\(!SAMETERM\(\?one, \?other\)\) }}": _not_once,
    rf"{_KIND}(?: ; \S+ \?\w+)? FILTER NOT EXISTS {{ {_NAME} \?\w+ }}": _without,
    rf"{_KIND} FILTER\(!EXISTS {{ {_NAME} \?\w+ }} && !EXISTS {{ {_NAME} \?\w+ }}\)": _without_either,
    rf"{_KIND} FILTER NOT EXISTS {{ \?\w+ (\S+) \?this }}": _not_led_to,
    rf"{_NAME} \?\w+ FILTER NOT EXISTS {{ {_NAME} \?\w+ }}": _one_without_other,
    rf"{_NAME} (\?\w+) ; (\S+) \2": lambda columns, one, _, other: _same_value(columns, one, other),
    rf"{_NAME} (\?\w+) FILTER NOT EXISTS {{ {_NAME} (\?\w+) FILTER EXISTS {{ \4 (\S+) \2 }} }}": (
        lambda columns, name, _, through, __, to: _no_way(columns, name, through, to)
    ),
    rf"{_NAME} (\?\w+) FILTER NOT EXISTS {{ {_NAME} (\?\w+) FILTER EXISTS {{ \4 a (\S+) ; (\S+) \2 }} }}": (
        lambda columns, name, _, through, __, kind, to: _missing(
            columns, name, through, to, columns.instances(kind) & columns.having(to)
        )
    ),
    rf"{_NAME} \?one, \?other FILTER\(!SAMETERM\(\?one, \?other\)\)": lambda columns, name: columns.repeated(name),
}
"""What is between the outer braces of a SELECT, as a pattern with the names in groups."""

_OWN: dict[str, _Screen] = {
    "?this a cg:Addressing ; cg:basis ?basis "
    "FILTER(?basis != basis:default && NOT EXISTS { ?this cg:asPrinted ?words })": _unnamed,
    "?this cg:addressedToExplicitly ?agency FILTER NOT EXISTS { ?this cg:hasAddressing ?a "
    "FILTER EXISTS { ?a cg:basis basis:explicit FILTER EXISTS { ?a cg:readAs ?agency } } }": _not_explicit,
    "?this a cg:ThemeReading FILTER(NOT EXISTS { ?this cg:wording ?any } && "
    "NOT EXISTS { ?this cg:basis basis:learned })": _neither_worded_nor_learned,
    "?this a cg:ThemeReading ; cg:basis basis:learned "
    "FILTER(NOT EXISTS { ?this cg:probability ?any } || EXISTS { ?this cg:wording ?words })": _wrongly_learned,
    "{ ?this cg:probability ?probability FILTER(COALESCE(?probability <= 0 || ?probability >= 1, true)) } UNION "
    "{ ?this cg:probability ?probability, ?other FILTER(!SAMETERM(?probability, ?other)) }": _no_probability,
    "?this a cg:Incident ; cg:occurredFrom ?from ; cg:occurredTo ?to FILTER(?from > ?to)": _not_in_order,
    "?this a cg:Incident ; cg:isSuicide true ; cg:outcome ?outcome FILTER(?outcome != outcome:death)": _not_deaths,
    "{ ?this a cg:Incident ; cg:certainty ?doubt FILTER(?doubt != certainty:stated) "
    "FILTER NOT EXISTS { ?this cg:certaintyInPassage ?words } } UNION "
    "{ ?this a cg:Incident ; cg:certainty certainty:stated ; cg:certaintyInPassage ?words }": _doubt_without_words,
    "?this cg:hasAddressing ?a . ?a cg:basis basis:default": _by_default,
    "?this cg:likelyOwner ?owner ; cg:hasAddressing ?a . ?a cg:basis ?basis "
    "FILTER(?basis != basis:default)": _named_with_owner,
    "{ ?this a cg:LikelyOwner FILTER NOT EXISTS { ?this cg:basis ?any } } UNION "
    "{ ?this a cg:LikelyOwner ; cg:basis ?basis FILTER(?basis != basis:inferred) }": _owner_not_inferred,
    "?this a cg:Addressing ; cg:basis basis:inferred": _addressing_inferred,
    f"?this cg:hasTheme ?group . ?group skos:topConceptOf <{BASE}scheme/theme> "
    "FILTER(?group != theme:other)": _under_groups,
}
"""Screens of SELECTs that are like no other, by all that is between their outer braces."""


@cache
def _screen(shape: Shape) -> tuple[_Screen | None, tuple[str, ...]]:
    """Return the screen of a shape, if there is one, and the names that it takes."""
    where = " ".join(shape.select.partition("WHERE {")[2].rpartition("}")[0].split())
    if where in _OWN:
        return _OWN[where], ()
    for form, screen in _FORMS.items():
        if match := re.fullmatch(form, where):
            return screen, match.groups()
    return None, ()
