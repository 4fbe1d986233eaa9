"""How sure a text is of what happened: stated, suspected or alleged. Doubt about anything else does not count.

Of a death the doubt may concern the suicide or what it came of; of harm it stands in the sentence that tells of the
incident. What a coroner or a court has found since ends the doubt. Who did it is another matter: an injury is stated
though nobody was charged, and a stabbing though somebody is still to be tried.
"""

import re
from collections.abc import Sequence

from casegraph.extracting import doubts
from casegraph.extracting.doubts import Doubts
from casegraph.record.model import Certainty, Outcome, Passage

__all__ = ["certainty_of"]

_TELLING = 4  # sentences in which the doubt may stand
_LATER = 8  # sentences in which a text says what a death came of
_LONGEST_BEFORE = 100
_LONGEST_AFTER = 90
_STATED: tuple[Certainty, Passage | None] = ("stated", None)
# Words before a doubt that make it one about earlier times or about somebody else.
_ELSEWHERE = re.compile(
    r"\b(?:histor\w+|previous\w*|earlier|prior|past|known\s+(?:to|for)|(?:had|have|has)\s+(?:been|made|experienced|suffered)|mother['’]s|father['’]s|parents['’])"
    r"[^.;,]{0,60}$|\bconclud\w+\s+that\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:siblings?|brothers?|sisters?|half-\w+|previous|earlier|first|older|elder|another|cousin|uncle|aunt|grand\w+|mother['’]s|father['’]s)\b",
    re.IGNORECASE,
)
_ADULT = r"(?:mother|father|parent|partner|man|woman|uncle|aunt|carer)s?\b"
_ADULT_BEFORE = re.compile(rf"\b{_ADULT}[^.;,]{{0,20}}$", re.IGNORECASE)
_ADULT_WITHIN = re.compile(rf"\bthat\s+(?:his|her|their|the|an?)\s+{_ADULT}", re.IGNORECASE)
_CONVICTED = re.compile(
    r"\b(?:convicted|found\s+guilty|ple(?:a)?d(?:ed)?\s+guilty|sentenced|imprisoned|jailed)\b", re.IGNORECASE
)
_NOT_NOW = re.compile(
    r"\b(?:had\s+(?:previously\s+|already\s+|once\s+)?been|previous(?:ly)?|earlier|not|never|nobody\s+(?:was|has\s+been)|no[\s-]one\s+(?:was|has\s+been)|history)\b[^.;,]{0,25}$",
    re.IGNORECASE,
)
_NAMES_OFFENCE = re.compile(r"\s*(?:in\s+\w+\s+)?(?:\w+\s+)?(?:of|for|to)\b", re.IGNORECASE)
_THIS_OFFENCE = re.compile(
    r"\b(?:murder|manslaughter|homicide|infanticide|kill|death|causing|cruelty|neglect|grievous|gbh\b|wounding|assault|rape|sexual|abus|indecen|traffick|exploit|slavery"
    r"|poison|harm|injur|offences|charges|years)",
    re.IGNORECASE,
)  # fmt: skip
_OTHERS = re.compile(
    r"\b(?:another|others?|previous|former|ex-|different|unrelated|neighbours?|strangers?|police|wife|husband|wom[ae]n|m[ae]n)\b",
    re.IGNORECASE,
)
_COURT_FOUND = re.compile(
    r"\b(?:court|judge|fact-finding)\b[^.;]{0,30}?\b(?:found|concluded|determined|ruled)\s+(?:that|the|his|her|their)\b(?![^.;]{0,60}\b(?:not|which)\b)",
    re.IGNORECASE,
)
_TAKEN_AWAY = re.compile(r"remov|into|protection", re.IGNORECASE)


def certainty_of(
    sentences: Sequence[Passage],
    outcome: Outcome,
    outcome_words: Passage,
    suicide: Passage | None,
    terms: Sequence[Passage] = (),
) -> tuple[Certainty, Passage | None]:
    """Return how sure a narrative's sentences are of the incident, and the words of doubt, None where it is stated.

    *terms* are the heading and the keywords, which may doubt a suicide as well. A suicide that only a keyword names is suspected.

    >>> text = "Death of a boy. It is suspected that he took his own life."
    >>> sentences = [Passage.of(text, 0, 15), Passage.of(text, 16, len(text))]
    >>> certainty, words = certainty_of(sentences, "death", sentences[0], sentences[1])
    >>> certainty, words.text if words else None
    ('suspected', 'It is suspected that he took his own life')
    """
    if outcome == "death":
        return _of_death(sentences, suicide, terms)
    if outcome in ("abuse-or-neglect", "serious-harm"):
        return _of_harm(sentences, outcome, outcome_words)
    return _STATED


def _of_death(
    sentences: Sequence[Passage], suicide: Passage | None, terms: Sequence[Passage]
) -> tuple[Certainty, Passage | None]:
    telling = sentences[:_TELLING]
    if suicide is not None:
        if any(doubts.FOUND_SUICIDE.search(each.text) for each in sentences):
            return _STATED
        doubted = _first(telling, doubts.SUICIDE, of_child=True) or _in_terms(terms) or _by_keyword(suicide, terms)
        if doubted:
            return doubted
    doubted = _cause(sentences) or (None if suicide else _first(telling, doubts.DEED) or _inquiry(telling))
    return doubted if doubted and not _proven(sentences) else _STATED


def _of_harm(sentences: Sequence[Passage], outcome: Outcome, words: Passage) -> tuple[Certainty, Passage | None]:
    telling = sentences[:_TELLING]
    doubted = _governing(telling, words, doubts.HARM)
    if not doubted and outcome == "abuse-or-neglect":
        doubted = _disclosed(telling, words)
    if not doubted and outcome == "abuse-or-neglect":
        removed = _TAKEN_AWAY.search(words.text) and _first(telling, doubts.ALLEGED_REMOVAL)
        doubted = removed or _first(telling, doubts.CLEARED)
    if not doubted and outcome == "serious-harm":
        doubted = _first(telling, doubts.DEED)
    return doubted if doubted and not _proven(sentences) else _STATED


def _first(sentences: Sequence[Passage], rules: Doubts, *, of_child: bool = False) -> tuple[Certainty, Passage] | None:
    """Return the first doubt that belongs to the incident; *of_child* leaves out what is about an adult's own death."""
    for sentence in sentences:
        for pattern, certainty in rules:
            for words in pattern.finditer(sentence.text):
                before = _before(sentence, words)
                adults = of_child and (_ADULT_BEFORE.search(before) or _ADULT_WITHIN.search(words[0]))
                if not (adults or _ELSEWHERE.search(before)):
                    return certainty, _part(sentence, words)
    return None


def _in_terms(terms: Sequence[Passage]) -> tuple[Certainty, Passage] | None:
    for term in terms:
        words = doubts.SUSPECTED_TERM.search(term.text)
        if words:
            return "suspected", _part(term, words)
    return None


def _by_keyword(suicide: Passage, terms: Sequence[Passage]) -> tuple[Certainty, Passage] | None:
    """Return the keyword where it is all that names a suicide: the text does not state one."""
    return ("suspected", suicide) if suicide in terms else None


def _cause(sentences: Sequence[Passage]) -> tuple[Certainty, Passage] | None:
    """Return doubt about what the death came of, which may stand late in a narrative; a sibling's death is another one."""
    for number, sentence in enumerate(sentences[:_LATER]):
        for pattern, certainty in doubts.CAUSE:
            words = pattern.search(sentence.text)
            if words and not (number and _OF_ANOTHER.search(sentence.text[: words.start()])):
                return certainty, _part(sentence, words)
    return None


def _inquiry(sentences: Sequence[Passage]) -> tuple[Certainty, Passage] | None:
    """Return the words of an inquiry that goes on, unless the first sentence says how the child died."""
    if doubts.MANNER.search(sentences[0].text):
        return None
    return _first(sentences, ((doubts.INQUIRY, "suspected"),))


def _disclosed(sentences: Sequence[Passage], words: Passage) -> tuple[Certainty, Passage] | None:
    """Return the words with which somebody tells of the abuse, unless the text itself calls it established."""
    established = any(doubts.ESTABLISHED.search(sentence.text) for sentence in sentences)
    return None if established else _governing(sentences, words, doubts.DISCLOSED)


def _governing(sentences: Sequence[Passage], outcome_words: Passage, rules: Doubts) -> tuple[Certainty, Passage] | None:
    """Return the doubt that takes in the words of the outcome, or what children were removed for."""
    for sentence in sentences:
        if not sentence.start <= outcome_words.start < sentence.end:
            continue
        start, end = outcome_words.start - sentence.start, outcome_words.end - sentence.start
        for pattern, certainty in rules:
            for words in pattern.finditer(sentence.text):
                takes_in = (
                    words.start() <= end + len(" of ") and start < words.end() and end <= words.end() + len("s of")
                )
                if takes_in and not _ELSEWHERE.search(_before(sentence, words)):
                    return certainty, _part(sentence, words)
    return None


def _proven(sentences: Sequence[Passage]) -> bool:
    """Tell whether a court has found since that it happened: a conviction of another matter proves nothing."""
    return any(
        _COURT_FOUND.search(sentence.text)
        or any(_of_this(sentence, words) for words in _CONVICTED.finditer(sentence.text))
        for sentence in sentences
    )


def _of_this(sentence: Passage, convicted: re.Match[str]) -> bool:
    if _NOT_NOW.search(_before(sentence, convicted)):
        return False
    after = re.split(r"[.;]", sentence.text[convicted.end() : convicted.end() + _LONGEST_AFTER])[0]
    if _OTHERS.search(after):
        return False
    return not _NAMES_OFFENCE.match(after) or _THIS_OFFENCE.search(after) is not None


def _before(sentence: Passage, words: re.Match[str]) -> str:
    return sentence.text[max(0, words.start() - _LONGEST_BEFORE) : words.start()]


def _part(sentence: Passage, words: re.Match[str]) -> Passage:
    return sentence.part(sentence.start + words.start(), sentence.start + words.end())
