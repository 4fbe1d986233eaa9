"""``casegraph extract``: the reviews of pages as JSON lines."""

from pathlib import Path

import click

from casegraph.cli.options import CommandWithExamples, format_option, pages_argument, size_option, wordings_option

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
@wordings_option
@size_option
def extract(pages: tuple[Path, ...], form: str, wordings_only: bool, max_megabytes: float) -> None:  # noqa: ARG001
    """Print the reviews of pages as JSON, one review a line.

    Offsets count the code points of the page's text, as `casegraph check --text` prints it.
    """
    from casegraph.cli.output_file import write_output
    from casegraph.extracting.records import read_records
    from casegraph.record.json_lines import to_line

    records = [
        record
        for page in pages
        for record in read_records(page, max_megabytes=max_megabytes, learned=not wordings_only)
    ]
    numbered = [record.numbered(number) for number, record in enumerate(records, start=1)]
    write_output("".join(f"{to_line(review)}\n" for record in numbered for review in record.reviews))
