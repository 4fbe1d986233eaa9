"""Given: what a local report says with a recommendation, beside its words, as every page and list says it."""

__all__ = ["given_in_words"]


def given_in_words(number: str = "", agency: str = "", due: str = "") -> str:
    """Return what was given with a recommendation, "" for nothing.

    >>> given_in_words("5.1", "ICB and police", "March 2026")
    'Given in the report: number 5.1; agency ICB and police; due March 2026.'
    >>> given_in_words()
    ''
    """
    parts = [f"{name} {text}" for name, text in (("number", number), ("agency", agency), ("due", due)) if text]
    return f"Given in the report: {'; '.join(parts).rstrip('.')}." if parts else ""
