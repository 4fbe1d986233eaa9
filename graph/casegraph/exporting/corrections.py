"""The corrections of a graph as the table that people wrote: for the next build, or to be given back to whoever annotates."""

from casegraph.csv_table import csv_table
from casegraph.names import BASE
from casegraph.record.corrected_fields import TABLE_COLUMNS
from casegraph.store.protocol import Store
from casegraph.store.values import select_values

__all__ = ["corrections_table"]

_CORRECTIONS = """
SELECT ?what ?field ?before ?now ?suicide ?who ?when ?why ?text {
  ?correction a cg:Correction ; cg:corrects ?what ; cg:correctedField ?field ; cg:correctedBy ?who ; dcterms:date ?when
  OPTIONAL { ?correction cg:readBefore ?before }
  OPTIONAL { ?correction cg:readNow ?now }
  OPTIONAL { ?correction cg:suicideNow ?suicide }
  OPTIONAL { ?correction rdfs:comment ?why }
  OPTIONAL { ?what cg:text ?text }
} ORDER BY ?what ?correction"""


def corrections_table(store: Store) -> str:
    r"""Return the corrections in a store as a table (CSV), each with the address of its passage.

    >>> from casegraph.store.memory import MemoryStore
    >>> corrections_table(MemoryStore.from_turtle(""))
    'passage,field,was,is,who,when,why,words\n'
    """
    rows = []
    for row in select_values(store, _CORRECTIONS.replace(BASE, store.base)):
        was, now = (_id(row[name]) for name in ("before", "now"))
        if row["field"] == "suicide":
            was, now = ("no", "yes") if row["suicide"] else ("yes", "no")
        passage = _address(str(row["what"]).removeprefix(store.base))
        rows.append((passage, row["field"], was, now, row["who"], row["when"], row["why"] or "", ""))
    return csv_table(TABLE_COLUMNS, rows)


def _id(iri: object) -> str:
    return str(iri).rpartition("/")[2] if iri else ""


def _address(path: str) -> str:
    """Return the address of a passage as the table has it: remarks stand among the recommendations."""
    kind, _, rest = path.partition("/")
    return f"{'recommendation' if kind == 'remark' else kind}/{rest}"
