"""Bodies that a clause names without addressing them: whose practice it is about, or who is asked through others."""

import re
from collections.abc import Sequence

from casegraph.extracting.noun_phrases import Actor, Mention
from casegraph.record.model import Addressing, Passage, Reading, new

__all__ = ["PRACTITIONERS", "concerns_in"]

PRACTITIONERS = "practitioners"  # a role, no body: can be concerned, never asked
_AUTHOR = re.compile(
    r"['’]?s?\s+(?:\d{4}\s+)?(?:\w+\s+){0,1}?(?:reports?|guidelines?|guidance|recommendations)\b", re.IGNORECASE
)
_BY_AUTHOR = re.compile(
    r"\b(?:learning|reports?|guidance|recommendations?|findings|published|issued|written)\s+(?:from|by|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LONGEST_BY = 80  # characters of what _BY_AUTHOR finds
_PROCESSES = ("MARAC",)  # can be asked, but is a process where it is only named
_AUTHORS = ("national-panel", "professional-bodies", "ofsted")


def concerns_in(
    passage: Passage, mentions: Sequence[Mention], actor: Actor | None, addressings: Sequence[Addressing]
) -> tuple[Reading, ...]:
    """Return the other bodies that a clause names; practitioners only where it names no body, addressed or not.

    >>> passage = Passage.of("tell the police", 0, 15)
    >>> [each.concept for each in concerns_in(passage, [Mention(9, 15, "police")], None, ())]
    ['police']
    """
    addressed = [addressing.agency for addressing in addressings]
    others = [
        mention
        for mention in mentions
        if mention.agency not in addressed
        and not (actor and actor.start <= mention.start < actor.end)
        and not (mention.agency in _AUTHORS and _is_author(passage.text, mention))
        and mention.wording not in _PROCESSES
    ]
    if not others:
        return ()
    bodies = [mention for mention in others if mention.agency != PRACTITIONERS]
    concerned = bodies or ([] if actor else others)
    return tuple(
        [
            new(
                Reading,
                (
                    mention.agency,
                    passage.part(passage.start + mention.start, passage.start + mention.end),
                    mention.wording,
                    None,
                    None,
                ),
            )
            for mention in concerned
        ]
    )


def _is_author(text: str, mention: Mention) -> bool:
    """Tell whether a body is only named for what it has written."""
    return bool(
        _AUTHOR.match(text, mention.end) or _BY_AUTHOR.search(text, max(0, mention.start - _LONGEST_BY), mention.start)
    )
