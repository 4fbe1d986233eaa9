"""An edited table of wordings: checked line by line, and put in the place of the one that ships."""

from casegraph.errors import CasegraphError, TableError
from casegraph.extracting.lexicon import Lexicon
from casegraph.extracting.lexicon.doubles import doubles
from casegraph.extracting.lexicon.notation import parts_of, spellings
from casegraph.extracting.lexicons import Lexicons, shipped_lexicons
from casegraph.wordings import LABEL, SchemeName, Wording, numbered_rows, wordings_of

__all__ = ["read_edited_table", "with_table"]

_MOST_SPELLINGS = 5_000
"""How many spellings a wording may stand for; no wording that ships has more than 132."""


def read_edited_table(content: bytes, scheme: SchemeName, concept: str, file: str) -> tuple[tuple[Wording, ...], str]:
    """Return the wordings of an edited table, and what other tables need so that all of it is in order ("" for nothing).

    Raises TableError for the first line that cannot be used.
    """
    lines = {wording: line for line, wording in numbered_rows(content, concept, file)}
    for wording, line in lines.items():
        try:
            parts_of(wording.text)
        except CasegraphError as error:
            raise TableError(file, line, f"the wording “{wording.text}”, which lacks a word", error.remedy) from None
        if (number := spellings(wording.text)) > _MOST_SPELLINGS:
            seen = f"a wording of {len(wording.text):,} characters with {number:,} spellings"
            raise TableError(file, line, seen, "Write several lines, each with fewer words to choose from.")
    needed = []
    for each in doubles([*_others(scheme, concept), *lines]):
        if each.wording in lines:
            same = f", which finds the same as “{each.other.text}” of {each.other.concept}" if each.other else ""
            remedy = f"{each.advice[:1].upper()}{each.advice[1:]}."
            raise TableError(file, lines[each.wording], f"the wording “{each.wording.text}”{same}", remedy)
        if each.other is None or each.other.concept == concept:
            needed.append(f"ontology/wordings/{scheme}/{each.wording.concept}.tsv, {each}.")
    return tuple(lines), "\n".join(needed)


def with_table(scheme: SchemeName, concept: str, table: tuple[Wording, ...]) -> Lexicons:
    """Return the lexicons that ship, with a *table* of a concept in the place of its own; no learned reader is asked."""
    shipped, lexicon = shipped_lexicons(learned=False), Lexicon([*_others(scheme, concept), *table])
    return shipped._replace(themes=lexicon) if scheme == "themes" else shipped._replace(agencies=lexicon)


def _others(scheme: SchemeName, concept: str) -> list[Wording]:
    """Return the wordings of a scheme without the rows of a concept's table."""
    return [each for each in wordings_of(scheme) if each.concept != concept or each.origin == LABEL]
