"""The actions and the likely owners of a page's recommendations, as readings with the passages that mean them."""

from collections.abc import Sequence
from typing import NamedTuple

from casegraph.extracting.actions import Part, acts_of
from casegraph.extracting.addressees import Request
from casegraph.extracting.lexicon import Mention
from casegraph.record.model import Passage, Reading, new

__all__ = ["Acts", "action_readings"]


class Acts(NamedTuple):
    """What a recommendation asks to be done, in the order of its words, and who plainly must where nobody is named."""

    actions: tuple[Reading, ...] = ()
    owner: Reading | None = None


def action_readings(
    passages: Sequence[Passage], requests: Sequence[Request], themes: Sequence[Sequence[Mention]], *, learned: bool
) -> list[Acts]:
    """Return the actions and the likely owner of each recommendation of a page; all at once, because that costs least.

    *themes* are those that wordings found in each. Without the *learned* reader, wordings alone lead to actions, and no
    owner is inferred.

    >>> text = "Audit the protocol"
    >>> acts, = action_readings([Passage.of(text, 0, 18)], [Request(True, (), ())], [()], learned=False)
    >>> [(action.concept, action.words.text) for action in acts.actions], acts.owner
    ([('assurance', 'Audit'), ('guidance', 'protocol')], None)
    """
    texts = [passage.text for passage in passages]
    mentioned = [request.mentioned for request in requests]
    about = [{mention.wording.concept for mention in of_clause} for of_clause in themes]
    named = [any(each.basis != "default" for each in request.addressings) for request in requests]
    parts = acts_of(texts, mentioned, named, about, learned=learned)
    return [
        Acts(
            tuple(sorted([_reading(passage, part) for part in actions], key=_place)), owner and _reading(passage, owner)
        )
        for passage, (actions, owner) in zip(passages, parts, strict=True)
    ]


def _place(reading: Reading) -> tuple[int, int, str]:
    return reading.words.start, reading.words.end, reading.concept


def _reading(passage: Passage, part: Part) -> Reading:
    place, _, text = passage
    words = new(Passage, (place + part.start, place + part.end, text[part.start : part.end]))
    return new(Reading, (part.id, words, part.wording, None, part.probability))
