"""The frame of pages that are one file: the colours of light and dark pages, and the header, as the explorer has them."""

import html
from collections.abc import Mapping

from casegraph.palette import KIND_COLOURS, css

__all__ = ["FRAME_STYLE", "PAGE_STYLE", "header", "tones"]

FRAME_STYLE = f"""{css()}
:root {{ color-scheme: light dark; --paper: #fff; --ink: #1d1d1d; --soft: #51595f; --pale: #f3f2f1; --line: #c4cbd1; --edge: #6f777b; --link: #12436d; --hover: #e3eef8; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --paper: #14191e; --ink: #e9ecef; --soft: #b3bcc4; --pale: #20272e; --line: #414b54; --edge: #8c98a3; --link: #9fcbf3; --hover: #23364a; }}
}}
@media print {{ :root {{ color-scheme: light; --paper: #fff; --ink: #000; --soft: #333; --pale: #f3f2f1; --line: #999; --link: #000; }} }}
.top {{ border-top: .375rem solid #12436d; border-bottom: 1px solid var(--line); padding: 0 1.5rem; display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: center; }}
.top .name {{ font-weight: bold; font-size: 1.25rem; color: var(--ink); text-decoration: none; padding: .625rem .5rem .625rem 0; }}
.top a {{ padding: .5rem 0; text-decoration: none; }}
.top a:hover {{ text-decoration: underline; }}
.top nav {{ display: flex; flex-wrap: wrap; gap: 0 .875rem; }}
{" ".join(f".is-{kind} {{ fill: var(--{kind}); }}" for kind in KIND_COLOURS)}
@media print {{ .top nav {{ display: none; }} }}
"""
"""The style of the frame: colours as variables, and the header."""

PAGE_STYLE = """
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; font: 1rem/1.5 Arial, Helvetica, sans-serif; color: var(--ink); background: var(--paper); }
.intro, main, body > footer { max-width: 96rem; margin: 0 auto; padding: 1rem 1.5rem 0; }
h1 { overflow-wrap: anywhere; font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
.notice { border-left: 4px solid var(--link); padding: .25rem .75rem; background: var(--pale); }
a { color: var(--link); }
summary { cursor: pointer; min-height: 1.5rem; color: var(--link); }
main { padding-top: 0; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem; background: var(--paper); }
.skip:focus { top: .5rem; z-index: 10; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
button { font: inherit; color: var(--link); background: var(--paper); border: 1px solid var(--link); padding: .25rem .75rem; min-height: 2.25rem; cursor: pointer; }
#state { min-height: 1.5em; }
.scroll { overflow-x: auto; position: relative; }
table { border-collapse: collapse; width: 100%; }
thead th { border-bottom: 2px solid var(--ink); }
body > footer { margin-top: 2rem; border-top: 1px solid var(--ink); font-size: .9375rem; }
"""
"""The style of pages on which one chooses and asks: text, links, buttons, tables."""


def header(links: Mapping[str, str]) -> str:
    """Return the header of a page with *links*, by address; a page that is a file of its own has none.

    >>> header({})
    '<div class="top"><span class="name">Casegraph</span></div>'
    """
    if not links:
        return '<div class="top"><span class="name">Casegraph</span></div>'
    listed = " ".join(f'<a href="{html.escape(to)}">{html.escape(text)}</a>' for to, text in links.items())
    return f'<div class="top"><a class="name" href="/">Casegraph</a><nav aria-label="Pages">{listed}</nav></div>'


def tones(kind: str) -> tuple[str, str]:
    """Return the colours of a kind on light and on dark pages.

    >>> tones("theme") == (KIND_COLOURS["theme"].on_light, KIND_COLOURS["theme"].on_dark)
    True
    """
    own = KIND_COLOURS.get(kind) or KIND_COLOURS["keyword"]
    return own.on_light, own.on_dark
