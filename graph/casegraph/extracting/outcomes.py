"""What happened in the incident of a review: death, serious harm, abuse or neglect, or something else."""

import re
from collections.abc import Sequence

from casegraph.record.model import Outcome, Passage

__all__ = ["is_thematic", "outcome_of", "tells_outcome"]

# What each outcome is called; the words that stand first in the first telling sentence decide.
_OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    ("death", r"deaths?\b(?!\s+threat)|suicides?\b|murder(?:s|ed)?\b|manslaughter|homicides?|filicides?|infanticide|(?<!non-)(?<!near-)(?<!near\s)fatal(?:ly|ity)?\b"
              r"|killings?\s+of|killed\b|died\b|dying\b|found\s+(?:dead|deceased|hanged|hanging|drowned)|stillb(?:irth|orn)|(?:cot|neonatal)\s+death"
              r"|(?:took|taken|taking)\s+(?:his|her|their)\s+own\s+li(?:fe|ves)|(?<!near[- ])drown(?:ed|ing)\b|sudden\s+unexpected"
              r"|hang(?:ed|ing)\s+(?:of\b|himself|herself|themsel\w+)|strangl(?:ed|ing)\b|suffocat(?:ed|ion)\b|(?:stabbed|beaten|shot|starved|crushed|scalded|kicked)\s+to\s+death"
              r"|(?:lost|losing)\s+(?:his|her|their)\s+li(?:fe|ves)|passed\s+away|end(?:ed|ing)\s+(?:his|her|their)\s+(?:own\s+)?li(?:fe|ves)"),
    ("serious-harm", r"(?:serious(?:ly)?|severe(?:ly)?|significant|multiple|life-?threatening|life-?changing|non-?accidental|unexplained|head|brain|near-?fatal|critical)"
                     r"\s+(?:\w+\s+){0,2}?(?:injur\w+|harm(?:ed)?\b|incident\s+(?:at|involving\s+an\s+(?:assault|attack|stabbing))|head\s+trauma|ill(?:ness)?\b|burns?|scald\w*|bruis\w+)"
                     r"|injur(?:y|ies|ed)\b|hospitalis(?:ation|ed)|admission\s+to\s+hospital|admitted\s+to\s+(?:hospital|intensive)|collapse[d]?\b|fractur\w+|stabb(?:ed|ing)|shot\b|shooting|burns?\b|scald\w*"
                     r"|attempted\s+(?:suicide|murder)|overdose|poison\w*|ingest\w+|life-?threatening|near[- ]drowning|malnourish\w+|malnutrition|starv\w+|broken\s+(?:\w+\s+)?(?:arms?|legs?|bones?|ribs?|limbs?|wrists?|jaw|skull|collarbone)|haematoma|h[ae]+morrhag\w+|unconscious|coma\b|cardiac\s+arrest|resuscitat\w+|bruis\w+|rough\s+handling|unnecessary\s+(?:medical|surgery|treatment)|(?:serious|severe)\s+physical\s+abuse|self-?harm\w*|paralys\w+|near[- ]fatal|assault\s+on|attack(?:ed)?\s+(?:on|by)|brain\s+(?:injury|damage)|shaken"
                     r"|sepsis|septic\w*|anaphyla\w+|hypotherm\w+|amputat\w+|swallow(?:ed|ing)|hospital\s+admission|pressure\s+sores?|near\s+miss\b|permanent\s+disability|strangulation"),
    ("abuse-or-neglect", r"abus\w+|neglect\w*|rape[ds]?\b|exploit\w+|groom\w+|sexual(?:ly)?\b|removal\s+of|removed\s+(?:from|in|into|to|by|at|under)\b|(?:taken|came|brought|placed)\s+into\s+(?:local\s+authority\s+|foster\s+)?care|emotional(?:ly)?\s+harm\w*|harm\s+to|forced\s+marriage|restrain\w+|held\s+down|missing\s+from|traffick\w+|fgm\b|female\s+genital|fabricated|induced\s+illness"
                         r"|perplexing|concerns\s+(?:about|for|over|regarding)|maltreat\w+|ill-?treat\w+|police\s+protection|cruelty|disclos\w+|modern\s+slavery|physical\s+chastisement|indecent|disappear\w+|locked\s+in(?:to)?\b|(?:found|left|been|were)\s+alone|ceremony\s+of\s+marriage|became\s+pregnant|servitude"),
    ("other", r"radicalis\w+|terroris\w+|travel(?:led)?\s+to\s+syria"),
)  # fmt: skip
_OUTCOME = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _OUTCOMES) + ")", re.IGNORECASE
)
_OUTCOME_OF = {name.replace("-", "_"): name for name, _ in _OUTCOMES}
_THEMATIC = re.compile(
    r"(?:(?:considers|examines|looks\s+at|reviews?(?:\s+of)?|explores)\s+(?:the\s+(?:lives|experiences|deaths|cases|stories)\s+of\s+)?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s|thematic\s+(?:review|analysis|inspection|report)|(?:a\s+)?(?:review|analysis|study)\s+of\s+(?:\w+\s+){0,3}?(?:reviews|cases|deaths|incidents)\b|(?:considers|examines|reviews|explores)\s+(?:the\s+)?(?:\w+\s+){0,2}(?:significant\s+)?(?:incidents|cases|deaths|themes|practice)"
    r"|details\s+the\s+(?:care\s+)?experience|overview\s+of|(?:a\s+)?review\s+of\s+(?:the\s+)?(?:\w+\s+)?(?:practice|services?|work|help|support|responses?|effectiveness|management|handling|cases|arrangements))",
    re.IGNORECASE,
)  # fmt: skip
_ONE_HARM = re.compile(
    r"\b(?:cases?|incidents?)\s+of\s+(?:\w+\s+){0,3}(?P<harm>neglect|abuse|exploitation|suicide|death)", re.IGNORECASE
)
_DEATHS_ONLY = re.compile(
    r"\bdeaths\b|\bwho\s+(?:all\s+|had\s+)?died\b|\bat\s+the\s+time\s+of\s+(?:their\s+)?deaths?\b|\btook\s+their\s+own\s+lives\b",
    re.IGNORECASE,
)
_OTHERS_TOO = re.compile(r"\b(?:injur|harm|hurt|abus|neglect|surviv|cases\b|incidents\b)", re.IGNORECASE)
# An adult as the one who was harmed, after what happened ("murder of a woman") or before it ("their mother was killed").
_ADULT_WORDS = r"(?:mothers?|fathers?|parents?|wom[ae]n|m[ae]n|adults?|grand(?:mother|father|parent)s?|wife|husband|uncle|aunt|carers?)\b"
_TO_ADULT = re.compile(
    rf"(?:\s+(?:stabbing|shooting|assault|attack|injury))?\s*(?:(?:of|to|on)\s+)?(?:an?|the|their|his|her|both)\s+(?:[2-9]\d-(?:year-old|years-old)\s+)?(?:adoptive\s+|foster\s+|birth\s+|single\s+)?{_ADULT_WORDS}(?!['’]|,\s+an?\s|\s+and\s+(?:an?|her|his|their)\s)",
    re.IGNORECASE,
)
_ADULT_WAS = re.compile(
    rf"\b{_ADULT_WORDS}(?:,\s+who\s+[^,]{{0,30}},|,?\s+who)?(?:\s+(?:was|were|had|has|have|been|also|both|some|days|earlier|found)){{0,4}}\s*$",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 60
# What makes an incident of abuse or neglect one of serious harm, later in the same sentence.
_GRAVE = re.compile(
    r"\b(?:serious(?:ly)?|severe|significant|multiple|life-?threatening|life-?changing)\s+(?:\w+\s+){0,1}(?:injur\w+|burns?|bruis\w+|assault)"
    r"|\b(?:fractur\w+|amputat\w+|broken\s+(?:arm|leg)|brain\s+(?:injury|damage)|intensive\s+care|stabbed|injury\s+of|attempted\s+suicide|septic\w+|lost\s+(?:two|three|four|\w+)\s+fingers)\b",
    re.IGNORECASE,
)
_LATER_DIED = re.compile(
    r"\b(?:from\s+which|(?:and|but|one|who|which|he|she|they|child|baby|infant|boy|girl)\s+(?:had\s+)?(?:(?:subsequently|later|then|sadly|tragically)\s+)?)"
    r"(?:she\s+|he\s+|they\s+)?(?:later\s+|subsequently\s+)?died\b|\band\s+deaths?\s+of\b|\b(?:resulting\s+in|leading\s+to|resulted\s+in|led\s+to|caused)\s+(?:his|her|their)\s+deaths?\b",
    re.IGNORECASE,
)
_MAY_HAVE_DIED = re.compile(r"[dD](?:[iIıİ][eE][dD]|[eE][aA][tT][hH])")  # is in what _LATER_DIED finds
_ATTACKED = re.compile(r"\b(?:assault|attack|stabbing|shooting)\b", re.IGNORECASE)
_CLAIM = re.compile(
    r"\b(?:said|stated|claim\w*|threat\w*|report\w*)\b[^.]{0,60}\bhad\s+$"
    r"|\b(?>(?:(?!threat)\w)*)threat\w*+\s+(?:to|of)\b[^.]{0,30}$",
    re.IGNORECASE,
)
_UNTOLD = re.compile(
    r"\bdetails\s+of\s+the\s+incident\s+are\s+not\b|\bincident\s+(?:is|are|was)\s+not\s+(?:described|included|stated)",
    re.IGNORECASE,
)


def is_thematic(sentence: str) -> bool:
    """Tell whether a sentence begins a review of more than one case.

    >>> is_thematic("Thematic review of nine deaths."), is_thematic("Death of a boy.")
    (True, False)
    """
    return _THEMATIC.match(sentence) is not None


def tells_outcome(sentence: str) -> bool:
    """Tell whether a sentence has words for an outcome.

    >>> tells_outcome("Concise child practice review.")
    False
    """
    return _OUTCOME.search(sentence) is not None


def _outcome_of_several(first: Passage) -> tuple[Outcome, Passage] | None:
    """Return what the cases of a wider review share, "other" where they share nothing; None where there is one case."""
    thematic = _THEMATIC.match(first.text)
    if not thematic:
        return None
    harm = _ONE_HARM.search(first.text)
    if harm and harm["harm"].lower() in ("neglect", "abuse", "exploitation"):
        return "abuse-or-neglect", _words_of(first, *harm.span("harm"))
    deaths = _DEATHS_ONLY.search(first.text)
    if deaths and not _OTHERS_TOO.search(first.text):
        return "death", _words_of(first, *deaths.span())
    return "other", _words_of(first, *thematic.span())


def outcome_of(sentences: Sequence[Passage]) -> tuple[Outcome, Passage]:
    """Return what happened, as a narrative's first sentences say, and the words that say it.

    What happens to an adult is no outcome of a child's; what cases of a wider review do not share is "other".

    >>> text = "Murder of a woman by her husband."
    >>> outcome, words = outcome_of([Passage.of(text, 0, len(text))])
    >>> outcome, words.text
    ('other', 'Murder')
    """
    first = sentences[0]
    several = _outcome_of_several(first)
    if several:
        return several
    if any("not" in sentence.text.lower() and _UNTOLD.search(sentence.text) for sentence in sentences[:2]):
        return "not-stated", first
    for sentence in sentences[:4]:
        telling, adult = _telling(sentence.text)
        if telling:
            outcome = _OUTCOME_OF[telling.lastgroup or ""]
            if outcome != "death" and _MAY_HAVE_DIED.search(sentence.text, telling.end()):
                died = _LATER_DIED.search(sentence.text, telling.end())
                if died:
                    return "death", _words_of(sentence, *died.span())
            if outcome == "death" and _claimed(sentence.text, telling):
                continue
            grave = _GRAVE.search(sentence.text, telling.end()) if outcome == "abuse-or-neglect" else None
            if grave:
                return "serious-harm", _words_of(sentence, *grave.span())
            return outcome, _words_of(sentence, *telling.span())
        if adult:
            return "other", _words_of(sentence, *adult.span())
        attacked = _ATTACKED.search(sentence.text)
        if attacked:
            return "serious-harm", _words_of(sentence, *attacked.span())
    return "not-stated", first


def _telling(sentence: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """Return the first words that say what happened to a child, and those that say what happened to an adult instead."""
    adult = None
    for words in _OUTCOME.finditer(sentence):
        if words.lastgroup in ("abuse_or_neglect", "other"):
            return (None if adult else words), adult
        before = sentence[max(0, words.start() - _LONGEST_BEFORE) : words.start()]
        if not (_TO_ADULT.match(sentence, words.end()) or _ADULT_WAS.search(before)):
            if adult and words.lastgroup == "death":
                continue  # what the adult died of
            return words, adult
        adult = adult or words
    return None, adult


def _claimed(sentence: str, death: re.Match[str]) -> bool:
    """Tell whether a death is only what somebody said or threatened, not what happened."""
    return _CLAIM.search(sentence[: death.start()]) is not None


def _words_of(sentence: Passage, start: int, end: int) -> Passage:
    return Passage(sentence.start + start, sentence.start + end, sentence.text[start:end])
