"""``casegraph evaluate``: how well Casegraph reads pages, compared with annotated reviews."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from casegraph.cli.error_handling import PROBLEMS_FOUND
from casegraph.cli.options import CommandWithExamples, format_option, size_option, wordings_option

__all__ = ["evaluate"]


class Floor(click.ParamType[tuple[str, float]]):
    """The lowest F1 that fields may have: a number for all fields, or FIELD=NUMBER."""

    name = "floor"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        """Return the words in the names of the fields, and the number."""
        words, _, number = str(value).rpartition("=")
        try:
            floor = float(number)
        except ValueError:
            floor = -1.0
        if not 0 <= floor <= 1:
            self.fail(f"{value} is not a floor. Write a number from 0 to 1, or FIELD=NUMBER.", param, ctx)
        return words.strip(), floor


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph evaluate --unseen",
        "casegraph evaluate --unseen --by-theme",
        "casegraph evaluate --errors themes",
        "casegraph evaluate mine.jsonl --page my-page.html --floor 0.8 --floor date=0.95",
    ),
)
@click.argument("gold", metavar="[GOLD]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--page",
    "pages",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PAGE",
    help="A page with annotated reviews. Repeat it for several.  [default: those that ship]",
)
@click.option("--unseen", is_flag=True, help="Measure on pages that no wording, weight or rule was made from.")
@click.option("--two-readers", is_flag=True, help="Show how two people who annotated the reviews agree.")
@click.option("--errors", metavar="FIELD", help="Show what was wrong or missed in this field.")
@click.option("--by-theme", is_flag=True, help="Show each theme, and what it is most often confused with.")
@click.option("--reliability", is_flag=True, help="Show how often readings of each probability are right.")
@click.option(
    "--folds",
    type=click.IntRange(min=2),
    metavar="N",
    help="Cross-validate themes: read each Nth of the reviews without the wordings that only match there.",
)
@click.option("--floor", "floors", multiple=True, type=Floor(), help="End with exit code 3 if F1 is lower.")
@format_option("table", "json", "csv")
@wordings_option
@size_option
@click.pass_context
def evaluate(
    ctx: click.Context,
    gold: Path | None,
    pages: tuple[Path, ...],
    unseen: bool,
    two_readers: bool,
    errors: str | None,
    by_theme: bool,
    reliability: bool,
    folds: int | None,
    floors: tuple[tuple[str, float], ...],
    form: str,
    wordings_only: bool,
    max_megabytes: float,
) -> None:
    """Measure how often Casegraph reads pages as people do.

    It gives precision, recall and F1 for each field. An F1 of 1 means that everything was read as annotated, and
    nothing else. GOLD is a file of annotated reviews, one a line of JSON; without it, the command uses those that
    ship with Casegraph. GOLD can also be a table in which people said who must act, on what and how firmly
    (data/gold/who.tsv). With --unseen, F1 against one of two readers is shown beside the agreement of the two.
    """
    from casegraph.cli.evaluate_tables import errors_text, reliability_text, scores_text, themes_text
    from casegraph.cli.output_file import write_output
    from casegraph.evaluating import FIELDS, read_gold, scores
    from casegraph.evaluating import evaluate as compare
    from casegraph.evaluating.by_theme import theme_scores
    from casegraph.evaluating.cross_validation import cross_validated
    from casegraph.evaluating.readers import agreements
    from casegraph.evaluating.reliability import bands_of, calibration_error, judged_probabilities
    from casegraph.evaluating.who import WHO_FIELDS, evaluate_who, is_who, read_who, who_agreements
    from casegraph.extracting.records import read_records

    by_themselves = gold is not None and gold.is_file() and is_who(gold)
    if by_themselves and (by_theme or reliability or folds or two_readers):
        raise click.UsageError(
            f"{gold} has recommendations by themselves, which have no themes: leave out --by-theme, --reliability, --folds and --two-readers."
        )
    of_reviews = () if by_themselves else FIELDS
    of_requests = WHO_FIELDS if unseen or by_themselves else ()
    fields = [field for field in (*of_reviews, *of_requests) if folds is None or "themes" in field]
    for words in (errors, *(words for words, _ in floors)):
        _fields(fields, words or "")
    _check_choices(gold, pages, unseen, errors, by_theme, reliability, folds)
    with _measured_with(gold, pages, unseen, by_themselves) as (file, who, paths):
        requests = read_who(who) if who else ()
        annotated = read_gold(file) if file else ()
        records = [
            record
            for path in paths
            for record in read_records(path, max_megabytes=max_megabytes, learned=not wordings_only)
        ]
    reviews = [review for record in records for review in record.reviews]
    if folds:
        reviews = [*cross_validated(annotated, reviews, folds)]
    compared = [*compare(annotated, reviews), *evaluate_who(requests, reviews)]
    findings = [finding for finding in compared if finding.field in fields]
    scored = {field: each for field, each in scores(findings, (*FIELDS, *WHO_FIELDS)).items() if field in fields}
    bands = bands_of(judged_probabilities(annotated, reviews)) if reliability else []
    if errors:
        write_output(errors_text([each for each in findings if each.field in _fields(fields, errors)], form))
    elif by_theme:
        write_output(themes_text(theme_scores([each for each in findings if each.field in FIELDS]), form))
    elif reliability:
        write_output(reliability_text(bands, form))
    else:
        readers = agreements(annotated, reviews) | who_agreements(requests, reviews) if unseen or two_readers else {}
        write_output(scores_text(scored, {field: readers[field] for field in fields if field in readers}, form))
    compared_with = (
        f"{len(requests)} annotated recommendations" if by_themselves else f"{len(annotated)} annotated reviews"
    )
    click.echo(f"{compared_with}, {len(reviews)} reviews read.", err=True)
    if bands:
        click.echo(f"Expected calibration error {calibration_error(bands):.3f}.", err=True)
    if not (gold or unseen):
        click.echo("Wordings and weights were made with these reviews; --unseen measures on others.", err=True)
    low = [
        f"{field}: F1 {scored[field].f1:.3f} is below {floor:g}"
        for words, floor in floors
        for field in _fields(fields, words)
        if scored[field].f1 < floor
    ]
    if low:
        click.echo("\n".join(low), err=True)
        ctx.exit(PROBLEMS_FOUND)


def _check_choices(
    gold: Path | None,
    pages: Sequence[Path],
    unseen: bool,
    errors: str | None,
    by_theme: bool,
    reliability: bool,
    folds: int | None,
) -> None:
    """Raise UsageError for options of which one leaves no room for the other."""
    if unseen and (gold or pages):
        raise click.UsageError("--unseen brings its own reviews and pages; leave out GOLD and --page.")
    if sum(map(bool, (errors, by_theme, reliability))) > 1:
        raise click.UsageError("Choose one of --errors, --by-theme and --reliability.")
    if reliability and folds:
        raise click.UsageError("--folds reads by wordings alone, which give no probabilities; leave out --reliability.")


@contextmanager
def _measured_with(
    gold: Path | None, pages: Sequence[Path], unseen: bool, by_themselves: bool
) -> Iterator[tuple[Path | None, Path | None, Sequence[Path]]]:
    """Give the file of annotated reviews, that of annotated recommendations, and the pages to read."""
    from importlib.resources import as_file

    from casegraph.cli.shipped_pages import pages_or_shipped
    from casegraph.evaluating.unseen import unseen_pages
    from casegraph.resources import resource

    if unseen:
        with unseen_pages() as kept:
            yield kept
        return
    with as_file(resource("data", "gold").joinpath("dev.jsonl")) as shipped, pages_or_shipped(pages) as paths:
        yield (None, gold, paths) if by_themselves else (gold or shipped, None, paths)


def _fields(fields: Sequence[str], words: str) -> list[str]:
    """Return the field called *words*, or else the fields with these words in their name."""
    matching = [words] if words in fields else [field for field in fields if words in field]
    if not matching:
        raise click.UsageError(f"There is no field {words}. The fields are: {', '.join(fields)}.")
    return matching
