"""A small page around a picture, for readers who get a link and not a slide."""

import html
import re

from casegraph import __version__
from casegraph.collections import Profile
from casegraph.drawing.page_frame import FRAME_STYLE, header
from casegraph.drawing.policy import policy
from casegraph.views.attribution import helpline

__all__ = ["picture_page"]

_STYLE = f"""{FRAME_STYLE}
body {{ margin: 0; font: 1rem/1.5 Arial, sans-serif; color: var(--ink); background: var(--paper); }}
main, footer {{ margin: 1rem auto; max-width: 80rem; padding: 0 1rem; }}
figure {{ margin: 0; overflow-x: auto; }}
figure svg {{ display: block; width: 100%; min-width: 64rem; height: auto; }}
h1 {{ font-size: 1.5rem; line-height: 1.25; margin: 0 3.125%; }}
footer {{ border-top: 1px solid var(--edge); padding-top: .5rem; }}
a {{ color: var(--link); }}
@media (prefers-color-scheme: dark) {{ figure svg {{ filter: invert(.93) hue-rotate(180deg); }} }}
@media print {{ figure svg {{ min-width: 0; filter: none; }} }}
"""

_SIZE = re.compile(r'height="(\d+)" viewBox="0 0 (\d+) (\d+)"')

_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="casegraph {version}">
<title>{title}</title>
{style}
</head>
<body>
<header>{header}</header>
<main>
<h1>{title}</h1>
<figure tabindex="0" role="group" aria-label="Picture">
{picture}
</figure>
</main>
<footer>
<p>{notice} {helpline}</p>
<p>The words are {holders}; the statements are Casegraph's, under CC BY 4.0.</p>
</footer>
</body>
</html>
"""


def picture_page(svg: str, profile: Profile) -> str:
    """Return a page that shows an SVG picture of a collection, called what the picture's ``<title>`` says.

    >>> from casegraph.collections import profiles
    >>> page = picture_page("<svg><title>Themes &amp; agencies</title></svg>", profiles()[0])
    >>> "<title>Themes &amp; agencies</title>" in page
    True
    """
    picture = _without_heading(re.sub(r"^\s*<\?xml[^>]*\?>\s*(<!DOCTYPE[^>]*>\s*)?", "", svg).strip())
    named = re.search(r"<title[^<>]*+>([^<]*+)</title>", picture)
    title = named[1].strip() if named else "Casegraph"
    style = f"<style>{_STYLE}</style>"
    return _PAGE.format(
        policy=html.escape(policy(style + picture)),
        version=__version__,
        title=title,
        header=header({}),
        style=style,
        picture=picture,
        notice=html.escape(profile.notice.on_pictures, quote=False),
        helpline=helpline(profile),
        holders=html.escape(profile.rights.possessive, quote=False),
    )


def _without_heading(svg: str) -> str:
    """Return a picture without the heading drawn in it, which the page has as its own; any other picture stays as it is."""
    before, opening, rest = svg.partition('<g class="heading" data-height="')
    size = _SIZE.search(before)
    if not opening or size is None:
        return svg
    height = int(rest[: rest.index('"')])
    wide, high = int(size[2]), int(size[3])
    cropped = f'height="{high - height}" viewBox="0 {height} {wide} {high - height}"'
    return before.replace(size[0], cropped, 1) + rest.partition("</g>")[2].lstrip("\n")
