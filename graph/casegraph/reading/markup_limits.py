"""Limits for HTML, so that no page costs more than its size allows.

The parser is linear but for two rules of HTML that browsers follow too: unclosed <b>, <font> and the like are opened
again in each block that follows, and the attributes of a second <body> are added to the first.
"""

import re

from casegraph.errors import PageError

__all__ = ["DEEPEST", "parseable"]

DEEPEST = 500
"""Elements inside one another; browsers stop at 512, and what is deeper loses its lines."""

_MOST_TAGS = 2_000_000
_MOST_REOPENED = 8_000_000
_FORMATTING = re.compile(r"<(b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\s/>])([^<>]*)", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"(?:\s++[\w:.-]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[\w:.%#/;,?&-]++))?+)*+\s*+/?", re.ASCII)
_ROOT = re.compile(r"<(html|body)(?=[\s/>])", re.IGNORECASE)
_NOSCRIPT = re.compile(r"<(/?)noscript(?=[\s/>])", re.IGNORECASE)
_SHADOW_ROOT = re.compile(r"shadowrootmode", re.IGNORECASE)


def parseable(markup: str, file: str) -> str:
    """Return *markup* with the same visible text, so that the parser takes linear time.

    A second <html> or <body> becomes a tag without effect, a shadow root a template whose text counts, and <noscript>
    hides its content and nothing else. Raises PageError for more tags than any page has, and for formatting that is
    opened and never closed.

    >>> parseable("<body>a<body class=x>b", "page.html")
    '<body>a<wbr class=x>b'
    """
    tags = markup.count("<")
    if tags > _MOST_TAGS:
        raise PageError(
            f"{file} has {tags:,} tags; {_MOST_TAGS:,} are the limit. Split it, or copy its text to a .txt file."
        )
    if tags * _formatting(markup) > _MOST_REOPENED:
        raise PageError(
            f"{file} opens too many different formatting tags such as <b> and <font> for its {tags:,} tags, and each that "
            f"is not closed would be repeated in every block after it. Copy the page's text to a .txt file instead."
        )
    seen: set[str] = set()

    def once(root: re.Match[str]) -> str:
        name = root[1].lower()
        first = name not in seen
        seen.add(name)
        return root[0] if first else "<wbr"

    return _SHADOW_ROOT.sub("shadow-root-mode", _without_noscript(_ROOT.sub(once, markup)))


def _without_noscript(markup: str) -> str:
    """Return *markup* with <noscript> as browsers with scripts read it: everything up to the end tag is text.

    One that has no end tag becomes a tag without effect, so that it does not hide the rest of the page.
    """
    pieces = []
    done = 0
    opened: re.Match[str] | None = None
    for tag in _NOSCRIPT.finditer(markup):
        if not tag[1]:
            opened = opened or tag
        elif opened:
            pieces += [markup[done : opened.start()], "<noembed", markup[opened.end() : tag.start()], "</noembed"]
            done, opened = tag.end(), None
    if opened:
        pieces += [markup[done : opened.start()], "<wbr"]
        done = opened.end()
    return "".join([*pieces, markup[done:]])


def _formatting(markup: str) -> int:
    """Return how many formatting elements can be open at once; of equal ones HTML counts three."""
    alike: dict[tuple[str, str], int] = {}
    others = 0
    for tag in _FORMATTING.finditer(markup):
        if _ATTRIBUTES.fullmatch(tag[2]):
            key = (tag[1].lower(), tag[2])
            alike[key] = alike.get(key, 0) + 1
        else:  # a value with < or > in it: where the tag ends is not known here
            others += 1
    return others + sum(min(number, 3) for number in alike.values())
