"""What words look like that ask for an agency's role, such as “everything for probation”."""

__all__ = ["ROLE_WISH"]

_DOES = r"(?:(?:must|should|shall|does|do|can|is|are) )?"
_TO = r"(?:for|to|on|of|by|about|with|concerning|involving|concerns?|involves?|affects?|falls? to)"
ROLE_WISH = (
    r"^(?:please )?(?:show (?:me )?|list |find |give me )?"
    rf"(?:(?:everything|anything|all) (?:that )?(?:there is )?(?:(?:is )?(?:asked|addressed|relevant|meant|said) )?{_TO}"
    r"|what (?:falls? to|is (?:asked of|there for|addressed to|for)|concerns?|involves?|affects?)"
    r"|(?:the )?(?:role|tasks?|duties|work|business|responsibilit(?:y|ies)) (?:of|for)) (?:the |our |my |an? )?(.+)$"
    rf"|^what {_DOES}(?:the )?(.+?) (?:(?:must|should|have to|has to|need to|needs to) )?(?:do|act on)$"
)
"""What such words look like, with one space between two, as a pattern that ``find.js`` has too: the name is the one group with text."""
