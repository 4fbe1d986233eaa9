"""``casegraph extract``: the reviews of pages as JSON lines."""

from pathlib import Path

import click

from casegraph.cli.options import CommandWithExamples, format_option, pages_argument, size_option

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
@size_option
def extract(pages: tuple[Path, ...], form: str, max_megabytes: float) -> None:  # noqa: ARG001
    """Print the reviews of pages as JSON, one review a line.

    Offsets count the code points of the page's text, as `casegraph check --text` prints it.
    """
    from casegraph.cli.output_file import write_output
    from casegraph.extracting import extract as extract_reviews
    from casegraph.reading import read_page
    from casegraph.record.json_lines import to_line

    reviews_by_page = [extract_reviews(read_page(page, max_megabytes=max_megabytes)) for page in pages]
    write_output("".join(f"{to_line(review)}\n" for reviews in reviews_by_page for review in reviews))
