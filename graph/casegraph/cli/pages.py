"""``casegraph extract`` and ``casegraph check``: what a page says, and what of it was read."""

from pathlib import Path

import click

from casegraph.cli.boundary import FOUND
from casegraph.cli.options import Example, format_option, pages_argument, size_option

__all__ = ["check", "extract"]


@click.command(
    cls=Example,
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
    from casegraph.cli.output import emit
    from casegraph.extracting import extract as read_reviews
    from casegraph.reading import read_page
    from casegraph.record.json_lines import to_line

    found = [read_reviews(read_page(page, max_megabytes=max_megabytes)) for page in pages]
    emit("".join(f"{to_line(review)}\n" for reviews in found for review in reviews))


@click.command(
    cls=Example,
    examples=(
        "casegraph check reviews-2025.txt",
        "casegraph check saved.html --text > saved.txt",
    ),
)
@pages_argument(required=True)
@click.option("--text", "only_text", is_flag=True, help="Print the page's text exactly, nothing else.")
@format_option("text", "json")
@size_option
@click.pass_context
def check(ctx: click.Context, pages: tuple[Path, ...], only_text: bool, form: str, max_megabytes: float) -> None:
    """Tell what was read of pages and what was not, line by line.

    Leaves with exit code 3 if a line was not read or a place is not known.
    """
    from casegraph.cli.output import emit
    from casegraph.reading import read_page

    if only_text:
        if len(pages) > 1:
            raise click.UsageError("--text prints one page; name only one.")
        emit(read_page(pages[0], max_megabytes=max_megabytes).text)
        return
    from casegraph.cli.checked import as_json, as_text, checked

    found = [checked(read_page(page, max_megabytes=max_megabytes)) for page in pages]
    emit(as_json(found) if form == "json" else "\n".join(map(as_text, found)))
    if any(each.unread or each.unresolved for each in found):
        ctx.exit(FOUND)
