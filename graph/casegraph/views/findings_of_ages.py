"""The finding of ages: what recommendations are about, by the age of the child of their review."""

from casegraph.record.ages import AGE_GROUPS
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection
from casegraph.views.facts import facts
from casegraph.views.finding import Finding, Grid, GridRow, Number, in_sentence, leaders
from casegraph.views.links import Count

__all__ = ["ages"]

_FEWEST = 5  # reviews about an age: fewer are left out of the table
_FEW = 30  # reviews about an age: fewer are too few to compare
_SUBJECTS = 3  # the most frequent of all; those of each age come to them
_IN_TITLE = 2  # ages of which the title speaks
_STEPS = (1, 3, 8, 20)  # the largest number of each colour but the last
_NOT_STATED = AGE_GROUPS[-1]


def ages(c: Collection) -> Finding | None:
    """Return the subjects by age, None where fewer than two ages have enough reviews."""
    known = facts(c)
    reviews = known.ages.counts()
    shown = [age for age in AGE_GROUPS if age != _NOT_STATED and reviews.get(age, 0) >= _FEWEST]
    counts = {age: _subjects(c, age) for age in shown}
    if len(shown) < 2 or not any(counts.values()):
        return None
    asks = {age: int((known.recommendations & known.in_reviews(known.ages.having([age]))).sum()) for age in shown}
    rows = [
        GridRow("All recommendations", tuple(Number("", asks[age], (("age", age),)) for age in shown), is_total=True),
        GridRow(
            c.profile.documents[1].capitalize(),
            tuple(Number("", reviews[age], (("age", age),), "reviews") for age in shown),
            is_total=True,
        ),
    ]
    numbers = {age: dict(listed) for age, listed in counts.items()}
    for subject in _rows(c, list(counts.values())):
        cells = tuple(_cell(numbers[age].get(subject, 0), subject, age) for age in shown)
        rows.append(GridRow(c.themes[subject].label, cells))
    stated = int((known.ages.having([age for age in reviews if age != _NOT_STATED])).sum())
    return Finding(
        "ages",
        _title(c, counts if min(reviews[age] for age in shown) >= _FEW else {}, asks, stated),
        (),
        Grid("Subject", tuple(shown), tuple(rows)),
        f"Recommendations in the {stated:,} of {counted(len(c.reviews), *c.profile.documents)} with a child’s age that Casegraph reads.",
        _notes(c, reviews, shown),
    )


def _cell(number: int, subject: str, age: str) -> Number:
    step = 1 + sum(number > limit for limit in _STEPS) if number else 0
    return Number("", number, (("on", subject), ("age", age)), step=step)


def _subjects(c: Collection, age: str) -> list[Count]:
    known = facts(c)
    asks = known.recommendations & known.in_reviews(known.ages.having([age]))
    return [each for each in known.themes.tally(asks) if not c.themes[each.id].is_means]


def _rows(c: Collection, of_ages: list[list[Count]]) -> list[str]:
    """Return the most frequent subjects, and the most frequent one of each age, in the order of all."""
    known = facts(c)
    all = [each.id for each in known.themes.tally(known.recommendations) if not c.themes[each.id].is_means]
    wanted = {*all[:_SUBJECTS], *(each[0].id for each in of_ages if each)}
    return [id for id in all if id in wanted]


def _title(
    c: Collection, counts: dict[str, list[Count]], asks: dict[str, int], stated: int
) -> tuple[str | Number, ...]:
    """Return what is clearly the most frequent subject of one age and of another, or how many reviews state an age."""
    title: list[str | Number] = []
    for age, listed in counts.items():
        first = leaders(listed)
        if len(first) == 1 and len(title) < 4 * _IN_TITLE:
            id, number = first[0]
            share = f"{number:,} of {asks[age]:,} recommendations" if not title else f"{number:,} of {asks[age]:,}"
            title += ["; at " if title else "Where a child’s age is ", f"{age}, ",
                      Number(share, number, (("on", id), ("age", age))), f" are about {in_sentence(c.themes[id].label)}"]  # fmt: skip
    if title:
        return tuple(title)
    filters = tuple(("age", age) for age in AGE_GROUPS if age != _NOT_STATED)
    one, many = c.profile.documents
    return (
        Number(f"{stated:,} of {counted(len(c.reviews), one, many)}", stated, filters, "reviews"),
        f" {'has' if stated == 1 else 'have'} a child’s age that Casegraph reads",
    )


def _notes(c: Collection, reviews: dict[str, int], shown: list[str]) -> tuple[str, ...]:
    numbers = sorted(reviews[age] for age in shown)
    one, many = c.profile.documents
    notes = []
    if numbers[0] < _FEW:
        size = f"{numbers[0]:,}" + (f" to {numbers[-1]:,}" if numbers[-1] > numbers[0] else "")
        notes.append(f"Small numbers: {size} {many} an age. They cannot show how ages differ.")
    notes.append(
        f"The rows are the most frequent subjects, of all recommendations and of each age. One {one} about several children counts at each age."
    )
    if left := [
        f"{age} ({counted(reviews[age], one, many)})" for age in AGE_GROUPS[:-1] if 0 < reviews.get(age, 0) < _FEWEST
    ]:
        notes.append(f"Left out, with fewer than {_FEWEST}: {', '.join(left)}.")
    return tuple(notes)
