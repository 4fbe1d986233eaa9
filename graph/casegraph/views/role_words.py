"""What words look like that ask for an agency's role, such as “everything for probation”."""

__all__ = ["ROLE_WISH"]

_DOES = r"(?:(?:must|should|shall|does|do|can|is|are)\s+)?"
_TO = r"(?:for|to|on|of|by|about|with|concerning|involving|concerns?|involves?|affects?|falls?\s+to)"
ROLE_WISH = (
    r"^(?:please\s+)?(?:show\s+(?:me\s+)?|list\s+|find\s+|give\s+me\s+)?"
    rf"(?:(?:everything|anything|all)\s+(?:that\s+)?(?:there\s+is\s+)?(?:(?:is\s+)?(?:asked|addressed|relevant|meant|said)\s+)?{_TO}"
    r"|what\s+(?:falls?\s+to|is\s+(?:asked\s+of|there\s+for|addressed\s+to|for)|concerns?|involves?|affects?)"
    r"|(?:the\s+)?(?:role|tasks?|duties|work|business|responsibilit(?:y|ies))\s+(?:of|for))\s+(?:the\s+|our\s+|my\s+|an?\s+)?(.+?)[?.!\s]*$"
    rf"|^what\s+{_DOES}(?:the\s+)?(.+?)\s+(?:(?:must|should|have\s+to|has\s+to|need\s+to|needs\s+to)\s+)?(?:do|act\s+on)[?.!\s]*$"
)
"""What such words look like, as a pattern that Python and browsers read alike: the agency's name is the one group with text."""
