"""A record of an invented page, and any record that a page could have."""

from typing import Any

from hypothesis import strategies as st

from casegraph.areas import areas, partnerships, places_of
from casegraph.bodies import bodies
from casegraph.extracting import extract
from casegraph.reading.page import page_of
from casegraph.record.model import (
    Addressing,
    Child,
    Incident,
    IncidentDate,
    Keyword,
    LearningPoint,
    Passage,
    Reading,
    Recommendation,
    Resolution,
    Review,
    Source,
    UnreadLine,
)
from casegraph.schemes import scheme

PAGE = (
    "2019 – Kent and Essex – Child U\n"
    "Death of a 3-week-old girl by suicide in May 2018.\n"
    "Learning includes: neglect; neglect of teenagers.\n"
    "Recommendations include: the CCG should train GPs; the police should tell Kent and Medway CCG about neglect; hear the child.\n"
    "Keywords: drugs, suicide\n"
    "> Read the overview report\n"
    "An odd line.\n"
)
REVIEW = extract(page_of(PAGE.encode(), "kent.txt"))[0]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
THEMES, AGENCIES = sorted(scheme("themes.ttl")), sorted(scheme("agencies.ttl"))
ACTIONS, STRENGTHS = sorted(scheme("actions.ttl")), sorted(scheme("strengths.ttl"))
FORMER = st.none() | st.sampled_from(sorted(scheme("former-agencies.ttl")))
DAYS = st.dates().map(lambda day: day.isoformat())


class Writer:
    """Lays texts out on a page, one after the other."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Begin somewhere on the page."""
        self.draw, self.end = draw, draw(st.integers(0, 10**6))

    def passage(self, text: str) -> Passage:
        """The next stretch of the page."""
        start = self.end + self.draw(st.integers(0, 3))
        self.end = start + len(text)
        return Passage(start, self.end, text)


@st.composite
def parts(draw: st.DrawFn, passage: Passage) -> Passage:
    """Any part of a passage."""
    start = draw(st.integers(passage.start, passage.end))
    return passage.part(start, draw(st.integers(start, passage.end)))


@st.composite
def readings(draw: st.DrawFn, passage: Passage, ids: list[str], former: st.SearchStrategy[str | None]) -> Any:
    """Readings of agencies in a clause, in the order of their words."""
    one = st.builds(Reading, st.sampled_from(ids), parts(passage), TEXT | st.just(""), former, st.none())
    found = draw(st.lists(one, max_size=4, unique_by=lambda each: (each.concept, each.words)))
    return tuple(sorted(found, key=lambda each: (each.words.start, each.words.end, each.concept)))


def theme_readings(passage: Passage) -> st.SearchStrategy[tuple[Reading, ...]]:
    """Readings of themes, the words of wordings and of whole clauses among them."""
    return weighed_readings(passage, THEMES)


@st.composite
def weighed_readings(draw: st.DrawFn, passage: Passage, ids: list[str]) -> tuple[Reading, ...]:
    """Readings by wordings and of whole clauses; a concept has one probability."""
    found: tuple[Reading, ...] = draw(readings(passage, ids, st.none()))
    of = {each.concept: draw(st.none() | st.integers(1, 99).map(lambda percent: percent / 100)) for each in found}
    return tuple(each._replace(probability=of[each.concept]) for each in found)


RESOLUTIONS = st.lists(
    st.builds(Resolution, st.sampled_from(sorted(bodies())), st.just("named"), st.none())
    | st.builds(Resolution, st.sampled_from([each.id for each in partnerships()]), st.just("commissioned"), st.none())
    | st.builds(Resolution, st.sampled_from(sorted(bodies())), st.just("from-area"), st.floats(0, 1)),
    max_size=3,
).map(tuple)


@st.composite
def recommendations(draw: st.DrawFn, writer: Writer) -> Recommendation:
    """A clause with addressees, or one that recommends nothing."""
    passage = writer.passage(draw(TEXT))
    if draw(st.booleans()):
        return Recommendation(passage, False, (), (), ())
    addressings = []
    for agency in draw(st.lists(st.sampled_from(AGENCIES), max_size=3, unique=True)):
        meant = draw(RESOLUTIONS)
        addressings.append(
            Addressing(
                agency,
                draw(st.sampled_from(["explicit", "lead-in", "default"])),
                draw(st.none() | parts(passage)),
                draw(TEXT | st.just("")),
                draw(FORMER),
                meant,
                None if meant else draw(st.none() | st.sampled_from(["former-kind", "no-area", "no-facts"])),
            )
        )
    concerns = draw(readings(passage, AGENCIES, FORMER))
    concerned = {each.concept for each in concerns}
    via = tuple(each for each in draw(readings(passage, AGENCIES, FORMER)) if each.concept not in concerned)
    unnamed = all(each.basis == "default" for each in addressings)
    owners = draw(weighed_readings(passage, AGENCIES)) if unnamed else ()
    return Recommendation(
        passage,
        True,
        tuple(addressings),
        concerns,
        draw(theme_readings(passage)),
        via,
        owners[0] if owners else None,
        draw(weighed_readings(passage, ACTIONS)),
        tuple(each._replace(wording="") for each in draw(readings(passage, STRENGTHS, st.none()))),
    )


@st.composite
def records(draw: st.DrawFn) -> Review:
    """Any review that a page could have."""
    writer = Writer(draw)
    heading = writer.passage(draw(TEXT))
    narrative = tuple(writer.passage(text) for text in draw(st.lists(TEXT, max_size=3)))
    points = [writer.passage(text) for text in draw(st.lists(TEXT, max_size=2))]
    asked = tuple(draw(recommendations(writer)) for _ in range(draw(st.integers(0, 3))))
    terms = tuple(writer.passage(text) for text in draw(st.lists(TEXT, max_size=3)))
    ids = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
    said = parts((*narrative, heading)[0])
    dates = st.builds(IncidentDate, st.sampled_from(["2020", "2020-05/2021-24", "2020-02-29"]), DAYS, DAYS, said)
    names = draw(
        st.lists(st.sampled_from(["Kent", "Atlantis", *(area.label for area in areas().values())]), max_size=3)
    )
    return Review(
        heading=heading,
        year=draw(st.integers(1900, 2099)),
        places=tuple(names),
        areas=places_of(names),
        subject=draw(TEXT),
        report=draw(st.sampled_from([None, "overview report", "executive summary"])),
        complete=draw(st.booleans()),
        narrative=narrative,
        incident=Incident(
            draw(st.sampled_from(["death", "serious-harm", "abuse-or-neglect", "other", "not-stated"])),
            draw(said),
            draw(st.none() | said),
            tuple(draw(st.lists(st.builds(Child, st.none() | st.floats(0, 999), said_unit, sexes, said), max_size=2))),
            draw(st.none() | dates),
            *draw(st.just(("stated", None)) | st.tuples(st.sampled_from(["suspected", "alleged"]), said)),
        ),  # stated, or doubted in some words
        learning=tuple(LearningPoint(each, draw(theme_readings(each))) for each in points),
        recommendations=asked,
        keywords=tuple(Keyword(draw(ids), term) for term in terms),
        link=draw(st.none() | TEXT.map(lambda path: f"https://example.org/{path}")),
        source=Source(
            draw(TEXT.map(lambda name: name.replace("/", "-"))),
            draw(st.from_regex(r"[0-9a-f]{64}", fullmatch=True)),
            heading.start,
            writer.end,
            draw(ids),
            draw(st.integers(1, 9)),
            tuple(draw(st.lists(st.builds(UnreadLine, st.integers(1, 10**6), TEXT), max_size=2))),
        ),
    )


said_unit = st.none() | st.sampled_from(["days", "weeks", "months", "years"])
sexes = st.none() | st.sampled_from(["female", "male", "trans-female"])
