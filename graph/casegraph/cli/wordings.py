"""``casegraph wordings``: what each wording of a theme or an agency finds, and what a changed table would change."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.cli.options import CommandWithExamples, format_and_output_options, size_option
from casegraph.cli.tab_completion import complete_concepts, complete_files

if TYPE_CHECKING:
    from casegraph.extracting.lexicons import Lexicons
    from casegraph.record.model import Review
    from casegraph.wordings import SchemeName, Wording

__all__ = ["wordings"]

_LARGEST = 32_000_000
"""How many bytes an edited table may have."""


@click.command(
    cls=CommandWithExamples,
    examples=(
        "casegraph wordings neglect",
        "casegraph wordings --unused --format csv -o unused.csv",
        "casegraph wordings neglect --save-table neglect.csv",
        "casegraph wordings neglect --with neglect.csv --page reviews-2019.html",
    ),
)
@click.argument("concept", required=False, shell_complete=complete_concepts)
@click.option(
    "--page",
    "pages",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PAGE",
    help="A page to read. Repeat it for several.  [default: those that ship]",
)
@click.option(
    "--gold",
    "gold",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Annotated reviews to compare with. Repeat it for several.  [default: those that ship]",
)
@click.option("--unused", is_flag=True, help="List only wordings that find nothing on these pages.")
@click.option(
    "--with",
    "edited",
    type=click.Path(path_type=Path),
    metavar="FILE",
    shell_complete=complete_files,
    help="Try this table instead of the concept's own, and show which readings are gained and lost.",
)
@click.option(
    "--save-table",
    "saved",
    metavar="FILE",
    shell_complete=complete_files,
    help="Save the concept's table (or that of --with) to FILE; as CSV if it ends in .csv.",
)
@format_and_output_options("table", "json", "csv")
@size_option
def wordings(
    concept: str | None,
    pages: tuple[Path, ...],
    gold: tuple[Path, ...],
    unused: bool,
    edited: Path | None,
    saved: str | None,
    output: str,
    form: str,
    max_megabytes: float,
) -> None:
    """Show what each wording finds, how often, and how often it is right.

    CONCEPT is the id or a label of a theme or an agency. Without it, a table has a line for each concept, and
    JSON and CSV have all wordings. A wording fires where it makes a reading, an exception where it prevents one.
    Right and wrong are counted on annotated reviews only. The last column shows what takes its words: a longer
    wording, an exception, or a wording of the same concept that finds the same.

    Readings of whole sentences, which add and remove some themes in a build, are not included.
    """
    from casegraph.gc_pause import gc_paused

    if concept is None and (edited or saved):
        raise click.UsageError("Name a concept: --with and --save-table are about the table of one.")
    with gc_paused():
        basis = partial(_Basis, pages, gold, max_megabytes)
        if concept is None:
            _show(basis(), ("themes", "agencies"), None, unused, form, output)
        else:
            _one_concept(basis, concept, edited, saved, unused, form, output)


def _one_concept(
    basis: "Callable[[], _Basis]",
    name: str,
    edited: Path | None,
    saved: str | None,
    unused: bool,
    form: str,
    output: str,
) -> None:
    """Show a concept's wordings, or what an edited table of it changes, or save its table."""
    from casegraph.wordings import concept_named

    scheme, concept = concept_named(name)
    table, needed = _table(scheme, concept, edited)
    if saved:
        _save(table, saved)
    if edited:
        _compare(basis(), scheme, concept, table, form, output)
        if needed:
            click.echo(f"Other tables need a change too:\n{needed}", err=True)
    elif not saved:
        _show(basis(), (scheme,), {concept}, unused, form, output)


class _Basis:
    """What wordings are tried on: pages, and annotated reviews."""

    def __init__(self, pages: Sequence[Path], gold: Sequence[Path], max_megabytes: float) -> None:
        from importlib.resources import as_file

        from casegraph.cli.shipped_pages import pages_or_shipped
        from casegraph.collections import contents
        from casegraph.evaluating import read_gold
        from casegraph.extracting.records import page_at
        from casegraph.resources import resource

        with pages_or_shipped(pages) as paths:
            self._pages = [page_at(path, max_megabytes=max_megabytes) for path in paths]
        self._contents = [contents(page) for page in self._pages]
        if gold:
            self.gold = [review for path in gold for review in read_gold(path)]
        else:
            with as_file(resource("data", "gold").joinpath("dev.jsonl")) as shipped:
                self.gold = [*read_gold(shipped)]

    def reviews(self, lexicons: "Lexicons") -> "list[Review]":
        """Return the reviews of the pages, read with some lexicons."""
        from casegraph.extracting import extract

        pages = zip(self._pages, self._contents, strict=True)
        return [review for page, contents in pages for review in extract(page, contents, lexicons)]


def _show(
    basis: _Basis, schemes: "Sequence[SchemeName]", concepts: set[str] | None, unused: bool, form: str, output: str
) -> None:
    """Write how wordings are used: all of *schemes*, or those of *concepts*; of all as a table only the sums."""
    from casegraph.cli.output_file import write_output
    from casegraph.cli.table import terminal_width
    from casegraph.cli.wordings_output import sums_text, uses_text
    from casegraph.evaluating.wording_use import wording_use
    from casegraph.extracting.lexicons import shipped_lexicons

    lexicons = shipped_lexicons(learned=False)
    reviews = basis.reviews(lexicons)
    uses = [
        (scheme, use)
        for scheme in schemes
        for use in wording_use(reviews, basis.gold, scheme, lexicons._asdict()[scheme], concepts)
        if not (unused and use.fires)
    ]
    width = terminal_width() if output == "-" else None
    is_sum = form == "table" and concepts is None and not unused
    write_output(sums_text(uses, width) if is_sum else uses_text(uses, form, width), output)
    click.echo(f"{len(reviews):,} reviews read, {len(basis.gold):,} annotated.", err=True)


def _compare(
    basis: _Basis, scheme: "SchemeName", concept: str, table: "tuple[Wording, ...]", form: str, output: str
) -> None:
    """Write what a table changes against the one that ships."""
    from casegraph.cli.output_file import write_output
    from casegraph.cli.table import terminal_width
    from casegraph.cli.wordings_output import changes_text
    from casegraph.evaluating.edited_table import with_table
    from casegraph.evaluating.wording_changes import reading_changes
    from casegraph.evaluating.wording_use import wording_use
    from casegraph.extracting.lexicons import shipped_lexicons

    lexicons = with_table(scheme, concept, table)
    after = basis.reviews(lexicons)
    changes = reading_changes(basis.reviews(shipped_lexicons(learned=False)), after, basis.gold, scheme)
    before, _ = _table(scheme, concept, None)
    uses = wording_use(after, basis.gold, scheme, lexicons._asdict()[scheme], {concept})
    added, texts = {*table} - {*before}, {each.text for each in table}
    new = [use for use in uses if use.wording in added]
    gone = [wording for wording in before if wording.text not in texts]
    width = terminal_width() if output == "-" else None
    write_output(changes_text(scheme, (gone, new, changes), form, width), output)


def _table(scheme: "SchemeName", concept: str, edited: Path | None) -> "tuple[tuple[Wording, ...], str]":
    """Return the edited table of a concept, with what other tables need then; or the table that ships."""
    from casegraph.wordings import LABEL, wordings_of

    if edited is None:
        shipped = (each for each in wordings_of(scheme) if each.concept == concept and each.origin != LABEL)
        return tuple(shipped), ""
    from casegraph.errors import TableError
    from casegraph.evaluating.edited_table import read_edited_table

    with edited.open("rb") as file:  # of a device, no more than this
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        remedy = "The tables that ship are a thousandth of that; name the one that you have edited."
        raise TableError(str(edited), content.count(b"\n") + 1, f"more than {_LARGEST / 1e6:g} MB of it", remedy)
    return read_edited_table(content, scheme, concept, str(edited))


def _save(table: "Sequence[Wording]", file: str) -> None:
    from casegraph.cli.output_file import write_output
    from casegraph.wordings import table_rows, table_text

    if file.lower().endswith(".csv"):
        from casegraph.csv_table import csv_table

        head, *rows = table_rows(table)
        write_output(csv_table(head, rows), file)
    else:
        write_output(table_text(table), file)
    if file != "-":
        click.echo(f"Wrote {len(table):,} wordings to {file}.", err=True)
