"""What ``casegraph draw`` says of a file that it wrote: its name, what it shows, and how to open it."""

import html

from casegraph.cli.terminal import plain

__all__ = ["written"]


def written(output: str, text: str, amount: str) -> str:
    """Return the message about the picture or page *text* in the file *output*, which shows so much.

    >>> print(written("a.svg", "<title>Reviews by year</title>", "73 reviews"))
    Wrote a.svg: Reviews by year (73 reviews).
    Open it in any browser, or insert it in a document or a slide.
    """
    title = text.partition("<title")[2].partition("</title>")[0].partition(">")[2]
    shows = html.unescape(title).removesuffix(" – Casegraph") or "a page"
    is_page = text.lstrip()[:9].lower() == "<!doctype"
    how = (
        "Open it in any browser; it works offline."
        if is_page
        else "Open it in any browser, or insert it in a document or a slide."
    )
    return f"Wrote {plain(output)}: {plain(shows)} ({amount}).\n{how}"
