"""A small page around a picture, for readers who get a link and not a slide."""

import html
import re

from casegraph import __version__
from casegraph.collections import Profile
from casegraph.drawing.policy import policy
from casegraph.views.attribution import helpline

__all__ = ["picture_page"]

_STYLE = """
:root { color-scheme: light; }
body { margin: 1rem auto; max-width: 80rem; padding: 0 1rem; font: 1rem/1.5 Arial, sans-serif; color: #3d3d3d; background: #fff; }
figure { margin: 0; overflow-x: auto; }
figure svg { display: block; width: 100%; min-width: 64rem; height: auto; }
h1 { font-size: 1.25rem; line-height: 1.25; }
@media (min-width: 66rem) { h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } }
footer { margin: 1rem 3.125% 0; border-top: 1px solid #3d3d3d; }
a { color: #12436d; }
@media print { figure svg { min-width: 0; } }
"""

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
    picture = re.sub(r"^\s*<\?xml[^>]*\?>\s*(<!DOCTYPE[^>]*>\s*)?", "", svg).strip()
    named = re.search(r"<title[^<>]*+>([^<]*+)</title>", picture)
    title = named[1].strip() if named else "Casegraph"
    style = f"<style>{_STYLE}</style>"
    return _PAGE.format(
        policy=html.escape(policy(style + picture)),
        version=__version__,
        title=title,
        style=style,
        picture=picture,
        notice=html.escape(profile.notice.on_pictures, quote=False),
        helpline=helpline(profile),
        holders=html.escape(profile.rights.possessive, quote=False),
    )
