"""Given: what a report says with a recommendation, beside its words, as every page and list says it."""

from casegraph.record.web_access import is_day
from casegraph.views.incidents import date_in_words

__all__ = ["agencies_in_words", "due_in_words", "given_in_words"]

_SEVERAL = " | "
"""What stands between several agencies in a record."""


def given_in_words(number: str = "", agency: str = "", due: str = "", *, is_reply_due: bool = False) -> str:
    """Return what was given with a recommendation, "" for nothing; *is_reply_due* says that only a reply is due by the day.

    >>> given_in_words("5.1", "ICB and police", "March 2026")
    'Given in the report: number 5.1; agency ICB and police; due March 2026.'
    >>> given_in_words("(1)", "Ofsted | Home Office", "2023-01-03", is_reply_due=True)
    'Given in the report: number 1; agency Ofsted, Home Office; reply due 3 January 2023.'
    >>> given_in_words()
    ''
    """
    parts = (
        f"number {_plain(number)}" if number else "",
        f"agency {agencies_in_words(agency)}" if agency else "",
        due_in_words(due, is_reply_due=is_reply_due) if is_reply_due else f"due {due}" if due else "",
    )
    return f"Given in the report: {'; '.join(filter(None, parts)).rstrip('.')}." if any(parts) else ""


def agencies_in_words(agency: str) -> str:
    """Return the agencies that a record has between bars.

    >>> agencies_in_words("Ofsted | Home Office")
    'Ofsted, Home Office'
    """
    return agency.replace(_SEVERAL, ", ")


def due_in_words(due: str, *, is_reply_due: bool) -> str:
    """Return what is due and when, "" for no day; *is_reply_due* says that it is only a reply.

    >>> due_in_words("2023-01-03", is_reply_due=True), due_in_words("March 2026", is_reply_due=False)
    ('reply due 3 January 2023', 'March 2026')
    """
    if not due or not is_reply_due:
        return due
    return f"reply due {date_in_words(due).removeprefix('on ') if is_day(due) else due}"


def _plain(number: str) -> str:
    """Return a number without the punctuation around it.

    >>> [_plain(each) for each in ("1.", "(ii)", "a)", "5.1", "1(a)")]
    ['1', 'ii', 'a', '5.1', '1(a)']
    """
    bare = number.rstrip(".:")
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    return (bare.removesuffix(")") if "(" not in bare else bare) or number
