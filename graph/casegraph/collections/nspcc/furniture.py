"""Page furniture: lines that belong to the web page, not to an entry; each has a rule with a name."""

import re
from collections.abc import Sequence

from casegraph.collections.nspcc.sections import section_of

__all__ = ["furniture_rule", "is_foot", "is_text", "may_hold_clause"]

_SHORT = 8  # words; a line with no more, before the first entry or after the last, belongs to the page

_RULES = (
    ("page title", r"(?:(?:national\s+)?case reviews?(?:\s+published)?(?:\s+in)?(?:\s+(?:19|20)\d\d)?[\s|:–-]*)+(?:nspcc.*)?$"),
    ("introduction", r"a\s+(?:chronological\s+)?list\s+of\s+(?:the\s+)?(?:full\s+)?(?:executive|overview|case|serious)\b"),
    ("introduction", r"(?:the\s+)?nspcc\s+(?:library|learning)\s+(?:hosts|holds|keeps|manages)\b"),
    ("introduction", r"(?:search|browse|visit|explore)\s+(?:the|our)\s+(?:national\s+)?(?:case\s+review\s+)?(?:collection|repository|library)\b"),
    ("introduction", r"to\s+find\s+(?:all|other|more|out)\b"),
    ("introduction", r"(?:serious\s+)?case\s+reviews\s+(?:describe|are|include|can|published)\b"),
    ("content notice", r"if\s+you\s+(?:have\s+any\s+concerns|are\s+worried|need\s+support)\b"),
    ("navigation", r"(?:main\s+)?navigation\b|(?:back\s+to\s+)?top(?:\s+of\s+(?:the\s+)?page)?$|skip\s+to\b|you\s+are\s+here\b|breadcrumbs?\b"),
    ("navigation", r"(?:home|menu|search|print|share|next|previous|close|open|show\s+(?:all|more|less)|expand\s+all|collapse\s+all|log\s?in|sign\s+(?:in|up)|contact(?:\s+us)?|accessibility|sitemap|site\s+map)$"),
    ("navigation", r"(?:share|print|save|tweet|email|like)\s+(?:this(?:\s+page)?|on\b.*|page)?$|page\s+\d+(?:\s+of\s+\d+)?$|\d{1,3}$"),
    ("page foot", r"(?:get\s+in\s+touch|(?:find\s+out\s+)?more\s+(?:information|about\s+this\s+page)|related\s+(?:content|pages|links|resources|articles)|you\s+(?:may|might)\s+also\s+(?:like|be\s+interested\s+in)|(?:give\s+(?:us\s+)?)?feedback|need\s+(?:more\s+)?help|yes|no|submit|thank\s+you(?:\s+for\s+your\s+feedback)?)[?:.!]?$"),
    ("page foot", r"(?:was|is|did\s+you\s+find)\s+this\s+page\s+(?:helpful|useful)\b|how\s+(?:helpful|useful)\s+was\s+this\s+page\b|rate\s+this\s+page\b"),
    ("page foot", r"(?:sign\s+up|subscribe)\s+(?:to|for)\s+(?:the|our|updates|news|email)\b|follow\s+us\b|share\s+your\s+(?:views|feedback)\b"),
    ("page foot", r"(?:(?:call|email|phone|telephone|contact|ask)\s+(?:us|our|the\s+(?:nspcc|library|team))\b|(?:tel(?:ephone)?|phone|email)\s*:)"),
    ("year or month heading", r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+)?(?:19|20)\d\d$"),
    ("year or month heading", r"(?:january|february|march|april|may|june|july|august|september|october|november|december)$|[a-z](?:\s*[-–]\s*[a-z])?$"),
    ("legal notice", r"(?:©|\(c\)|copyright\b|registered\s+charity|charity\s+(?:registered|number)|all\s+rights\s+reserved|cookies?\b|privacy(?:\s+(?:policy|notice|statement|and|&).*)?$|terms(?:\s+(?:and|&|of\s+(?:use|service)).*)?$|last\s+(?:updated|reviewed)\b|incorporated\s+by\s+royal)"),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?P<rule{number}>{pattern})" for number, (_, pattern) in enumerate(_RULES)), re.IGNORECASE)
_HELPLINE = re.compile(r"(?=.*\bhelpline\b).*(?:\d{3}[\s-]?\d{3}|@|\b(?:call|contact|phone|ring)\b)", re.IGNORECASE)
_NAMES = {f"rule{number}": name for number, (name, _) in enumerate(_RULES)}
_ASKS = re.compile(r"\b(?:should|must|recommend\w*|learning|lessons?)\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:should|must)\b", re.IGNORECASE)
_LONG = 40  # words
_LABEL = re.compile(r"[:–—-]")  # the end of a label
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def furniture_rule(line: str, *, before_first_entry: bool = False) -> str | None:
    """Return the name of the rule by which a line is page furniture, or None.

    A line with a possible clause is never furniture, nor is a line among the entries that asks somebody to act. Before
    the first entry, any other line of at most eight words counts as navigation.

    >>> furniture_rule("Case reviews published in 2025"), furniture_rule("Death of a boy.")
    ('page title', None)
    """
    if len(line) < 700:
        rule = _rule_of(line)
        if rule and not _is_list(line) and (before_first_entry or not _MUST.search(line)):
            return rule
    if before_first_entry and len(line.split()) <= _SHORT and not may_hold_clause(line):
        return "navigation"
    return None


def _rule_of(line: str) -> str | None:
    """Return the name of the rule that a line's words fit."""
    match = _ANY.match(line)
    rule = _NAMES[match.lastgroup] if match and match.lastgroup else None
    if rule in ("page title", "introduction") or "helpl" not in line.lower() or not _HELPLINE.match(line):
        return rule
    return "content notice"


def may_hold_clause(line: str) -> bool:
    """Tell whether a line may contain a clause, because it is long or has words of a clause.

    >>> may_hold_clause("Learning from case reviews"), may_hold_clause("Learning: neglect; drift.")
    (False, True)
    >>> may_hold_clause("Referrals should be shared with the school.")
    True
    """
    words = line.split()
    if len(words) > _LONG or _is_list(line):
        return True
    return _ASKS.search(line) is not None and (len(words) > _SHORT or line.endswith("."))


def is_text(line: str) -> bool:
    """Tell whether a line is more than a heading or a label: long, or like a clause.

    >>> is_text("Case review repository"), is_text("Death of a boy who was not seen by any agency.")
    (False, True)
    """
    return len(line.split()) > _SHORT or may_hold_clause(line)


def _is_list(line: str) -> bool:
    """Tell whether a line introduces a list of clauses or keywords, or is a piece of one."""
    if ";" in line:
        return True
    if not _LABEL.search(line):
        return False
    section = section_of(line)
    return section == "keywords" or (section in ("learning", "recommendations") and ":" in line)


def is_foot(lines: Sequence[str]) -> bool:
    """Tell whether the lines after a page's last entry are its foot: short, and not like a line of an entry.

    >>> is_foot(["Explore our training", "0808 800 5000"]), is_foot(["Child J, Leeds", "Death of a boy."])
    (True, False)
    """
    return all(
        len(line.split()) <= _SHORT
        and not line.endswith(".")
        and not may_hold_clause(line)
        and not _MUST.search(line)
        and section_of(line) in (None, "link")
        and not _YEAR.search(line)
        for line in lines
    )
