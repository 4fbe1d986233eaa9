"""What an entry of a build says, field by field, in a form that can be compared: no places of the page, only words.

Records of older versions lack some fields: these are None, and nothing is compared with them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from casegraph.areas import areas, partnership
from casegraph.bodies import bodies
from casegraph.comparing.changes import ClauseKind, Field, Value
from casegraph.record.json_objects import (
    AddresseeObject,
    ChildObject,
    EntryObject,
    LearningObject,
    PassageObject,
    RecommendationObject,
    Words,
)
from casegraph.schemes import scheme

__all__ = ["ClauseFields", "EntryFields", "entry_fields"]

Values = tuple[Value, ...] | None
"""The values of a field; None where the record has no such field."""

_UNCOUNTED = ("No", "Yes")


class ClauseFields(NamedTuple):
    """A clause: its kind and text, and the values of its fields."""

    kind: ClauseKind
    text: str
    fields: dict[Field, Values]


class EntryFields(NamedTuple):
    """A review as its entry describes it: fields of its own, and its clauses.

    *page* is the page's SHA-256; *corrections* are what people overruled, in an order that is always the same.
    """

    title: str
    year: int
    page: str
    fields: dict[Field, Values]
    recommendations: list[ClauseFields]
    learning: list[ClauseFields]
    corrections: tuple[str, ...]


def entry_fields(entry: EntryObject) -> EntryFields:
    """Return what an entry says."""
    words, incident = _Texts(entry), entry["incident"]
    partnerships = sorted({place["partnership"] for place in entry["areas"] if place["partnership"]})
    gss = sorted({code for place in entry["areas"] for code in place["gss"]})
    unknown = [name for place in entry["areas"] if not place["gss"] for name in place["places"]]
    fields: dict[Field, Values] = {
        "title": _printed([entry["title"]]),
        "year": _plain([str(entry["year"])]),
        "places": (*(Value(code, _area(code)) for code in gss), *(Value(name, name) for name in unknown)),
        "partnership": tuple(Value(id, _partnership(id)) for id in partnerships),
        "report": _plain([entry["report"]] if entry["report"] else []),
        "link": _plain([entry["link"]] if entry["link"] else []),
        "complete": _yes(entry["complete"]),
        "keywords": _printed(entry["keywords"]),
        "narrative": _printed(each["text"] for each in entry["narrative"]),
        "outcome": (_concept("outcomes.ttl", incident["outcome"], words=words(incident["outcome_words"])),),
        "suicide": _yes(incident["suicide"], words(incident["suicide_words"])),
        "certainty": (
            _concept("certainties.ttl", incident["certainty"], words=words(incident.get("certainty_words", []))),
        )
        if "certainty" in incident
        else None,
        "date": _plain([incident["date"]] if incident["date"] else [], words(incident["date_words"])),
        "children": tuple(_child(each, words(each["words"])) for each in incident["children"]),
    }
    return EntryFields(
        title=entry["title"],
        year=entry["year"],
        page=entry["source"]["sha256"],
        fields=fields,
        recommendations=[_recommendation(each, words) for each in entry["recommendations"]],
        learning=[_learning(each, words) for each in entry["learning"]],
        corrections=_corrections(entry),
    )


def _corrections(entry: EntryObject) -> tuple[str, ...]:
    """Return what people overruled: of which words, what, and by what; who did and when changes no reading."""
    page = {(part["start"], part["end"]): part["text"] for part in (*entry["learning"], *entry["recommendations"])}
    lines = []
    for each in entry.get("corrections", ()):
        words = [page.get((start, end), "") for start, end in each["clause"]]
        lines.append(" ".join((*words, each["field"], each["was"], each["is"])))
    return tuple(sorted(lines))


def _learning(point: LearningObject, words: "_Texts") -> ClauseFields:
    return ClauseFields(
        "learning point", point["text"], {"text": _printed([point["text"]]), "themes": _themes(point, words)}
    )


def _recommendation(clause: RecommendationObject, words: "_Texts") -> ClauseFields:
    owner = clause.get("owner")
    return ClauseFields(
        "recommendation" if clause["is_recommendation"] else "remark",
        clause["text"],
        {
            "text": _printed([clause["text"]]),
            "kind": _yes(clause["is_recommendation"]),
            "addressees": tuple(_addressee(each) for each in clause["addressees"]),
            "bodies": tuple(
                dict.fromkeys(
                    Value(each["body"], _body(each["body"]))
                    for addressee in clause["addressees"]
                    for each in addressee["bodies"]
                )
            ),
            "via": tuple(_agency(each["agency"], words(each["words"], clause)) for each in clause["via_words"])
            if "via_words" in clause
            else None,
            "owner": ((_agency(owner["agency"], words(owner["words"], clause)),) if owner else ())
            if "owner" in clause
            else None,
            "mentioned": tuple(
                _agency(each["agency"], words(each["words"], clause)) for each in clause["concerns_words"]
            ),
            "themes": _themes(clause, words),
            "actions": tuple(
                _concept("actions.ttl", each["action"], words=words(each["words"], clause))
                for each in clause["actions_words"]
            )
            if "actions_words" in clause
            else None,
            "strength": tuple(
                _concept("strengths.ttl", each["strength"], words=words(each["words"], clause))
                for each in clause["strength_words"]
            )
            if "strength_words" in clause
            else None,
        },
    )


def _themes(clause: LearningObject | RecommendationObject, words: "_Texts") -> tuple[Value, ...]:
    return tuple(
        _concept("themes.ttl", each["theme"], words=tuple(each.get("introduction", ())) or words(each["words"], clause))
        for each in clause["themes_words"]
    )


def _addressee(addressee: AddresseeObject) -> Value:
    printed = addressee["as_printed"]
    words = (printed,) if printed else ()
    return _concept("agencies.ttl", addressee["agency"], basis=addressee["basis"], words=words)


def _agency(id: str, words: tuple[str, ...]) -> Value:
    return _concept("agencies.ttl", id, words=words)


def _child(child: ChildObject, words: tuple[str, ...]) -> Value:
    age = "" if child["age"] is None else f"{child['age']:g} {child['age_unit'] or ''}".strip()
    described = ", ".join(part for part in (child["sex"] or "", age) if part) or "age and sex not stated"
    return Value(described, described, words=words)


def _concept(file: str, id: str, *, basis: str = "", words: tuple[str, ...] = ()) -> Value:
    return Value(id, _labels(file)(id), basis, words)


@cache
def _labels(file: str) -> Callable[[str], str]:
    """Return what gives a concept's label: what this version of the vocabulary calls it, or else its id in plain words."""
    concepts = scheme(file)
    return lambda name: concepts[name].label if name in concepts else _in_words(name)


def _in_words(id: str) -> str:
    """Return an id as words, for what this version no longer knows.

    >>> _in_words("local-authority")
    'Local authority'
    """
    return id.replace("-", " ").capitalize()


@cache
def _area(gss: str) -> str:
    return areas()[gss].label if gss in areas() else gss


@cache
def _partnership(id: str) -> str:
    known = partnership(id)
    return known.label if known else _in_words(id)


@cache
def _body(id: str) -> str:
    return bodies()[id].label if id in bodies() else _partnership(id)


def _printed(texts: Iterable[str]) -> tuple[Value, ...]:
    """Return words of the page, which are the same whatever white space there is among them."""
    return tuple(Value(text, text) for text in (" ".join(each.split()) for each in texts))


def _plain(texts: Sequence[str], words: tuple[str, ...] = ()) -> tuple[Value, ...]:
    return tuple(Value(text, text, words=words) for text in texts)


def _yes(is_so: bool, words: tuple[str, ...] = ()) -> tuple[Value, ...]:
    return (Value("yes" if is_so else "no", _UNCOUNTED[is_so], words=words),)


class _Texts:
    """The texts of an entry, from which words are taken by their places on the page."""

    def __init__(self, entry: EntryObject) -> None:
        self.entry = entry

    def __call__(self, places: Words, within: PassageObject | None = None) -> tuple[str, ...]:
        """Return the words at some *places*, those of overlapping ones together; none for a place beyond all texts."""
        passages = [within] if within else []
        return tuple(filter(None, (self._at(start, end, passages) for start, end in _joined(places))))

    def _at(self, start: int, end: int, passages: Sequence[PassageObject]) -> str:
        for each in passages or self._passages():
            if each["start"] <= start and end <= each["end"]:
                return each["text"][start - each["start"] : end - each["start"]]
        return "" if not passages else self._at(start, end, ())

    def _passages(self) -> Iterator[PassageObject]:
        yield from self.entry["narrative"]
        for start, end in self.entry["title_words"]:
            yield {"text": self.entry["title"], "start": start, "end": end}
        yield from self.entry["learning"]
        yield from self.entry["recommendations"]


def _joined(places: Words) -> list[tuple[int, int]]:
    """Return stretches in their order, overlapping ones as one.

    >>> _joined([(990, 1007), (998, 1019), (1100, 1105)])
    [(990, 1019), (1100, 1105)]
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
