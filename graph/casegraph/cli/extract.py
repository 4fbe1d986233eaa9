"""``casegraph extract``: the reviews of pages as JSON lines."""

from pathlib import Path

import click

from casegraph.cli.options import (
    CommandWithExamples,
    corrections_option,
    format_option,
    pages_argument,
    size_option,
    wordings_option,
)

__all__ = ["extract"]


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph extract reviews-2025.txt > reviews.jsonl",
        "casegraph extract reviews-2025.txt | jq -r '.recommendations[] | select(.is_recommendation).text'",
    ),
)
@pages_argument(required=True)
@format_option("jsonl")
@corrections_option
@wordings_option
@size_option
def extract(
    pages: tuple[Path, ...],
    form: str,  # noqa: ARG001
    corrections: Path | None,
    wordings_only: bool,
    max_megabytes: float,
) -> None:
    """Print the reviews on pages as JSON, one review a line.

    Offsets count the code points of the page's text, as `casegraph check --text` prints it.
    """
    from casegraph.cli.corrections_file import read_corrections_file
    from casegraph.cli.output_file import write_output
    from casegraph.collections import profile_named
    from casegraph.corrections import corrected
    from casegraph.extracting.records import read_records
    from casegraph.record.json_lines import to_line

    records = [
        record
        for page in pages
        for record in read_records(page, max_megabytes=max_megabytes, learned=not wordings_only)
    ]
    numbered = [record.numbered(number) for number, record in enumerate(records, start=1)]
    table = read_corrections_file(corrections)
    reviews = (
        corrected(review, table, profile_named(review.source.collection).default_addressee).review
        for record in numbered
        for review in record.reviews
    )
    write_output("".join(f"{to_line(review)}\n" for review in reviews))
