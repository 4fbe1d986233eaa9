"""Page furniture: lines that belong to the web page and to no entry, each by a named rule."""

import re

__all__ = ["furniture_rule"]

_RULES = (
    ("page title", r"(?:(?:national\s+)?case reviews?(?:\s+published)?(?:\s+in)?(?:\s+(?:19|20)\d\d)?[\s|:–-]*)+(?:nspcc.*)?$"),
    ("introduction", r"a\s+(?:chronological\s+)?list\s+of\s+(?:the\s+)?(?:full\s+)?(?:executive|overview|case|serious)\b"),
    ("introduction", r"to\s+find\s+(?:all|other|more|out)\b"),
    ("introduction", r"(?:serious\s+)?case\s+reviews\s+(?:describe|are|include|can|published)\b"),
    ("content notice", r".*\bhelpline\b"),
    ("content notice", r"if\s+you\s+(?:have\s+any\s+concerns|are\s+worried|need\s+support)\b"),
    ("navigation", r"(?:main\s+)?navigation\b|(?:back\s+to\s+)?top(?:\s+of\s+(?:the\s+)?page)?$|skip\s+to\b|you\s+are\s+here\b|breadcrumbs?\b"),
    ("navigation", r"(?:home|menu|search|print|share|next|previous|close|open|show\s+(?:all|more|less)|expand\s+all|collapse\s+all|log\s?in|sign\s+(?:in|up)|contact(?:\s+us)?|accessibility|sitemap|site\s+map)$"),
    ("navigation", r"(?:share|print|save|tweet|email|like)\s+(?:this(?:\s+page)?|on\b.*|page)?$|page\s+\d+(?:\s+of\s+\d+)?$|\d{1,3}$"),
    ("year or month heading", r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+)?(?:19|20)\d\d$"),
    ("year or month heading", r"(?:january|february|march|april|may|june|july|august|september|october|november|december)$|[a-z](?:\s*[-–]\s*[a-z])?$"),
    ("legal notice", r"(?:©|\(c\)|copyright\b|registered\s+charity|charity\s+(?:registered|number)|all\s+rights\s+reserved|cookies?\b|privacy\b|terms\b|last\s+(?:updated|reviewed)\b|incorporated\s+by\s+royal)"),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?P<rule{number}>{pattern})" for number, (_, pattern) in enumerate(_RULES)), re.IGNORECASE)


def furniture_rule(line: str, *, before_first_entry: bool = False) -> str | None:
    """Return the name of the rule by which a line is page furniture, or None.

    Before the first entry, any line of at most eight words counts as navigation.

    >>> furniture_rule("Case reviews published in 2025"), furniture_rule("Death of a boy.")
    ('page title', None)
    """
    if len(line) < 700:
        found = _ANY.match(line)
        if found and found.lastgroup:
            return _RULES[int(found.lastgroup.removeprefix("rule"))][0]
    if before_first_entry and len(line.split()) <= 8:
        return "navigation"
    return None
