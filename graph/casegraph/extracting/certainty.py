"""How sure a text is of what happened: stated, suspected or alleged. Doubt about anything else does not count.

Of a death the doubt may concern the suicide, the cause or an inquest that has not ended; of harm it stands in the
sentence that tells of the incident. What a coroner or a court has found since ends the doubt.
"""

import re
from collections.abc import Sequence

from casegraph.record.model import Certainty, Outcome, Passage

__all__ = ["certainty_of"]

_TELLING = 4  # sentences in which the doubt may stand
_SUICIDE = (
    r"(?:suicides?\b(?!\s+(?:attempt|risk|note|plan|ideation))|(?:t(?:ook|aken|ake|aking)|end(?:ed|ing)?)\s+(?:his|her|their)\s+(?:own\s+)?li(?:fe|ves)"
    r"|kill(?:ed|ing)?\s+(?:himself|herself|themsel\w+)|self-inflicted|hang(?:ed|ing)\b)"
)
_HARM = (
    r"(?:abus\w+|neglect\w*|exploitation|assault\w*|rape[ds]?\b|harm\w*|injur\w+|maltreat\w+|ill-treat\w+|fabricated|induced\s+illness|groom\w+|trafficking"
    r"|cruelty|poison\w*|shak(?:en|ing)\b|burns?\b|fractures?\b)"
)
_SUSPECTED = r"(?:suspected|apparent|possible|probable|presumed|likely)"
_BY = r"(?:\s+by\s+(?:\w+\s+){1,3}?)?"
_THOUGHT = (
    rf"(?:suspected|believed|thought|presumed|understood|likely|considered|possible|probable|treated|investigated){_BY}"
)
_SUSPECTED_SUICIDE = re.compile(
    rf"\b(?:{_SUSPECTED}\s+(?:\w+\s+){{0,2}}?{_SUICIDE}"
    rf"|it\s+(?:is|was|has\s+been)\s+(?:now\s+)?{_THOUGHT}\s+that\s[^.;]{{0,60}}?{_SUICIDE}"
    rf"|(?:is|was|are|were|been|being)\s+{_THOUGHT}\s+(?:to\s+(?:have|be)|as)\s[^.;]{{0,40}}?{_SUICIDE}"
    rf"|(?:appear|seem)\w*\s+to\s+(?:have|be)\s[^.;]{{0,40}}?{_SUICIDE}|(?:may|might)\s+have\s[^.;]{{0,30}}?{_SUICIDE}"
    r"|suicide\s+(?:is|was)\s+(?:suspected|thought|believed))",
    re.IGNORECASE,
)  # fmt: skip
_ALLEGED_SUICIDE = re.compile(
    rf"\b(?:alleged\s+(?:\w+\s+)?{_SUICIDE}|alleged(?:ly)?\s+(?:to\s+have\s+)?{_SUICIDE})", re.IGNORECASE
)
_FOUND = re.compile(
    rf"\b(?:coroner|inquest|jury|verdict|conclusion)\b(?:(?!\bnot\b)[^.;]){{0,60}}?{_SUICIDE}"
    rf"|\b(?:concluded|confirmed|ruled|recorded|found)\s+(?:as|to\s+(?:be|have)|that)\s(?:(?!\bnot\b)[^.;]){{0,40}}?{_SUICIDE}",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    rf"\b(?:(?:causes?|circumstances|manner)\s+(?:or\s+\w+\s+)?(?:of\s+(?:(?:his|her|their|the)\s+)?deaths?\s+)?(?:is|are|was|were|has|have|had)\s+(?:{_THOUGHT}\s+to\s+be"
    r"|not\s+(?:yet\s+)?(?:been\s+)?(?:confirmed|established|determined|known|concluded)|yet\s+to\s+be\s+\w+)"
    r"|not\s+(?:yet\s+)?(?:been\s+)?(?:confirmed|determined|established|concluded|ruled\s+on)\s+by\s+(?:the|a)\s+(?:coroner|inquest)"
    r"|(?:being\s+considered|under\s+investigation|to\s+be\s+(?:confirmed|determined|decided))\s+by\s+(?:the|a)\s+coroner"
    r"|await(?:s|ed|ing)\s+(?:(?:the|an|a|outcome|result|of|coroner['’]s|full)\s+){0,4}(?:inquest|coroner)"
    r"|inquest\s+(?:(?:is|was|had|has|has\s+yet)\s+)?(?:awaited|pending|ongoing|yet\s+to|not\s+(?:yet\s+)?(?:been\s+)?(?:held|concluded|taken|ended)|to\s+be\s+(?:held|concluded))"
    r"|coroner\s+has\s+(?:not|yet\s+to)|open\s+(?:verdict|conclusion))",
    re.IGNORECASE,
)  # fmt: skip
_DEED = re.compile(
    rf"\b(?:(?:is|was|are|were)\s+{_THOUGHT}\s+to\s+have\s+(?:(?:been|fatally|then|deliberately)\s+)*(?:kill|murder|administer|caus|inflict|shak|poison|smother|drown|harm|injur|die)\w*"
    rf"|{_SUSPECTED}\s+(?:non-?accidental|inflicted|murder|homicide|manslaughter|filicide|overdose|poisoning)"
    rf"|(?:is|are|was|were)\s+{_THOUGHT}\s+(?:to\s+(?:be|have\s+been)|as)\s+(?:non-?accidental|inflicted)"
    r"|(?:investigat|treat)(?:ing|ed)\s+(?:\w+\s+){0,4}?as\s+(?:non-?accidental|suspicious|murder))",
    re.IGNORECASE,
)  # fmt: skip
_ALLEGED_DEED = re.compile(
    r"\b(?:alleged\s+(?:non-?accidental|murder|homicide|manslaughter)|(?:is|was|are|were)\s+alleged\s+to\s+have\s+(?:\w+\s+)?(?:kill|murder|caus|inflict|shak|poison|harm|injur)\w*)",
    re.IGNORECASE,
)
_SUSPECTED_HARM = re.compile(
    rf"\b(?:{_SUSPECTED}\s+(?:[\w-]+\s+){{0,4}}?{_HARM}|suspicions?\s+(?:of|that)\s[^.;]{{0,60}}?{_HARM}"
    rf"|(?:is|was|are|were)\s+{_THOUGHT}\s+to\s+have\s[^.;]{{0,40}}?{_HARM})",
    re.IGNORECASE,
)
_ALLEGED_HARM = re.compile(
    rf"\b(?:alleged(?:ly)?\s+(?:[\w-]+\s+){{0,4}}?{_HARM}|allegations?\s(?:[^.;]{{0,80}}?\b)?{_HARM}|alleg(?:ed|es|ing)\s+that\s[^.;]{{0,80}}?{_HARM})",
    re.IGNORECASE,
)
# Words before a doubt that make it one about earlier times or about somebody else.
_ELSEWHERE = re.compile(
    r"\b(?:histor\w+|previous\w*|earlier|prior|past|known\s+(?:to|for)|(?:had|have|has)\s+(?:been|made|experienced|suffered)|mother['’]s|father['’]s|parents['’])"
    r"[^.;]{0,60}$|\bconclud\w+\s+that\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_CONVICTED = re.compile(
    r"(?<!not )(?<!been )\b(?:convicted|found\s+guilty|pleaded\s+guilty|sentenced|imprisoned)\b|\b(?:was|were|been)\s+(?:convicted|sentenced|imprisoned)\b",
    re.IGNORECASE,
)
_ADULT = re.compile(
    r"\b(?:mother|father|parent|partner|man|woman|uncle|aunt|carer)s?\b(?:\s+\w+){0,3}\s*$", re.IGNORECASE
)
_LONGEST_BEFORE = 100


def certainty_of(
    sentences: Sequence[Passage], outcome: Outcome, outcome_words: Passage, suicide: Passage | None
) -> tuple[Certainty, Passage | None]:
    """Return how sure a narrative's first sentences are of the incident, and the words of doubt, None where it is stated.

    >>> text = "Death of a boy. It is suspected that he took his own life."
    >>> sentences = [Passage.of(text, 0, 15), Passage.of(text, 16, len(text))]
    >>> certainty, words = certainty_of(sentences, "death", sentences[0], sentences[1])
    >>> certainty, words.text if words else None
    ('suspected', 'is suspected that he took his own life')
    """
    telling = sentences[:_TELLING]
    if suicide is not None and any(_FOUND.search(each.text) for each in sentences):
        return "stated", None
    if outcome == "death" and suicide is not None:
        found = _first(telling, ((_SUSPECTED_SUICIDE, "suspected"), (_ALLEGED_SUICIDE, "alleged")), own=True)
        if found:
            return found
    if any(_CONVICTED.search(each.text) for each in sentences):
        return "stated", None
    if outcome == "death":
        return _first(telling, ((_CAUSE, "suspected"), (_DEED, "suspected"), (_ALLEGED_DEED, "alleged"))) or (
            "stated",
            None,
        )
    if outcome in ("abuse-or-neglect", "serious-harm"):
        return _doubted_harm(telling, outcome, outcome_words) or ("stated", None)
    return "stated", None


_Rules = tuple[tuple[re.Pattern[str], Certainty], ...]


def _first(sentences: Sequence[Passage], rules: _Rules, *, own: bool = False) -> tuple[Certainty, Passage] | None:
    """Return the first doubt that belongs to the incident; with *own* it must not be about what an adult did to himself."""
    for sentence in sentences:
        for pattern, certainty in rules:
            for words in pattern.finditer(sentence.text):
                before = sentence.text[max(0, words.start() - _LONGEST_BEFORE) : words.start()]
                if not (_ELSEWHERE.search(before) or (own and _ADULT.search(before))):
                    return certainty, _part(sentence, words)
    return None


def _doubted_harm(
    sentences: Sequence[Passage], outcome: Outcome, outcome_words: Passage
) -> tuple[Certainty, Passage] | None:
    """Return the doubt about harm: in the sentence of the outcome, or about how an injury came about in the next ones."""
    for sentence in sentences:
        if not sentence.start <= outcome_words.start < sentence.end:
            continue
        end = outcome_words.end - sentence.start
        for pattern, certainty in _HARM_RULES:
            for words in pattern.finditer(sentence.text):
                before = sentence.text[max(0, words.start() - _LONGEST_BEFORE) : words.start()]
                governs = words.start() < end <= words.end() + len("s of")
                led_to_removal = outcome == "abuse-or-neglect" and "remov" in outcome_words.text.lower()
                if (governs or led_to_removal) and not _ELSEWHERE.search(before):
                    return certainty, _part(sentence, words)
    if outcome == "serious-harm":
        return _first(sentences, ((_DEED, "suspected"), (_ALLEGED_DEED, "alleged")))
    return None


_HARM_RULES: _Rules = ((_SUSPECTED_HARM, "suspected"), (_ALLEGED_HARM, "alleged"))


def _part(sentence: Passage, words: re.Match[str]) -> Passage:
    return sentence.part(sentence.start + words.start(), sentence.start + words.end())
