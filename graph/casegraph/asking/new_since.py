"""The question what is new since another build: its answer is no query, as a graph holds nothing of what it was before."""

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from casegraph.asking.answering import Answer
from casegraph.asking.questions import Parameter, Question
from casegraph.asking.value_errors import MissingValue
from casegraph.collections import profile_named, profiles
from casegraph.errors import QueryError
from casegraph.names import term
from casegraph.store.build_folder import BuildFolder
from casegraph.views.texts import TEXTS

if TYPE_CHECKING:
    from casegraph.comparing import Comparison

__all__ = ["NEW_SINCE", "compared", "new_since"]

NEW_SINCE = Question(
    name="new-since",
    title="What is new since another build",
    wording="Which reviews and recommendations are new, gone or changed since an older build?",
    note=TEXTS["howChanged"],
    keywords=(),
    about=term("Review"),
    parameters=(
        Parameter(
            name="build",
            kind="folder",
            description="Folder of the older build.",
            optional=False,
            values="",
            datatype="",
            example=Literal("exports-2024"),
            default=None,
        ),
    ),
    sparql="",
)


def compared(folder: BuildFolder | None, build: str | PathLike[str] | None) -> "Comparison":
    """Compare the build in a *folder* with a former *build*; raises errors as `new_since` does."""
    from casegraph.comparing import compare

    if folder is None:
        raise QueryError("Casegraph can say what is new only for a build in a folder, not for a graph at an address.")
    if not build:
        raise MissingValue(NEW_SINCE.name, "build", "the folder of the older build")
    return compare(build, folder.path)


def new_since(folder: BuildFolder | None, build: str | PathLike[str] | None) -> Answer:
    """Return what came, went or changed in a *folder* since another *build*: *total* counts the reviews that differ.

    Raises QueryError for a graph that is not in a folder, and BuildError for folders that cannot be compared.
    """
    from casegraph.comparing.rows import ChangeRow, change_rows

    comparison = compared(folder, build)
    summary = comparison.summary
    profile = profile_named(comparison.collection) if comparison.collection else profiles()[0]
    reviews = summary.reviews
    there = reviews.new + reviews.changed + reviews.unchanged
    return Answer(
        name=NEW_SINCE.name,
        question=NEW_SINCE.wording,
        values={"build": Path(build or "").name},
        columns=ChangeRow._fields,
        rows=tuple({name: value or None for name, value in row._asdict().items()} for row in change_rows(comparison)),
        total=len(comparison.pairs),
        denominator=there + reviews.gone,
        nouns=profile.documents,
        documents=profile.documents,
        reviews=there,
        note=NEW_SINCE.note,
        remark="",
        query="",
        in_words=str(summary),
    )
