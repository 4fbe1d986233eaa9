"""The incident that triggered a review: what happened, to whom, when. Where the text is silent, so is the reading."""

import re
from collections.abc import Sequence
from dataclasses import replace

from casegraph.extracting.children import children_in, mentions_of, named_children, sex_from_pronouns
from casegraph.extracting.dates import StatedDate, dates_in
from casegraph.record.model import Child, Incident, IncidentDate, Outcome, Passage, Sex

__all__ = ["incident_of"]

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[\"'“‘(]?[A-Z0-9])")

# What each outcome is called; the words that stand first in the first telling sentence decide.
_OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    ("death", r"deaths?\b(?!\s+threat)|suicides?\b|murder(?:s|ed)?\b|manslaughter|homicides?|filicides?|infanticide|fatal(?:ly|ity)?\b"
              r"|killings?\s+of|killed\b|died\b|dying\b|found\s+(?:dead|deceased|hanged|hanging|drowned)|stillb(?:irth|orn)|(?:cot|neonatal)\s+death"
              r"|(?:took|taken|taking)\s+(?:his|her|their)\s+own\s+li(?:fe|ves)|(?<!near[- ])drown(?:ed|ing)\b|sudden\s+unexpected"
              r"|hang(?:ed|ing)\s+(?:of\b|himself|herself|themsel\w+)|strangl(?:ed|ing)\b|suffocat(?:ed|ion)\b|(?:stabbed|beaten|shot|starved|crushed|scalded|kicked)\s+to\s+death"
              r"|(?:lost|losing)\s+(?:his|her|their)\s+li(?:fe|ves)|passed\s+away|end(?:ed|ing)\s+(?:his|her|their)\s+(?:own\s+)?li(?:fe|ves)"),
    ("serious-harm", r"(?:serious(?:ly)?|severe(?:ly)?|significant|multiple|life-?threatening|life-?changing|non-?accidental|unexplained|head|brain|near-?fatal|critical)"
                     r"\s+(?:\w+\s+){0,2}?(?:injur\w+|harm(?:ed)?\b|incident\s+(?:at|involving\s+an\s+(?:assault|attack|stabbing))|head\s+trauma|ill(?:ness)?\b|burns?|scald\w*|bruis\w+)"
                     r"|injur(?:y|ies|ed)\b|hospitalis(?:ation|ed)|admission\s+to\s+hospital|admitted\s+to\s+(?:hospital|intensive)|collapse[d]?\b|fractur\w+|stabb(?:ed|ing)|shot\b|shooting|burns?\b|scald\w*"
                     r"|attempted\s+(?:suicide|murder)|overdose|poison\w*|ingest\w+|life-?threatening|near[- ]drowning|malnourish\w+|malnutrition|starv\w+|broken\s+(?:\w+\s+)?(?:arms?|legs?|bones?|ribs?|limbs?|wrists?|jaw|skull|collarbone)|haematoma|h[ae]+morrhag\w+|unconscious|coma\b|cardiac\s+arrest|resuscitat\w+|bruis\w+|rough\s+handling|unnecessary\s+(?:medical|surgery|treatment)|(?:serious|severe)\s+physical\s+abuse|self-?harm\w*|paralys\w+|near[- ]fatal|assault\s+on|attack(?:ed)?\s+(?:on|by)|brain\s+(?:injury|damage)|shaken"),
    ("abuse-or-neglect", r"abus\w+|neglect\w*|rape[ds]?\b|exploit\w+|groom\w+|sexual(?:ly)?\b|removal\s+of|removed\s+(?:from|in|into|to|by|at|under)\b|(?:taken|came|brought|placed)\s+into\s+(?:local\s+authority\s+|foster\s+)?care|emotional(?:ly)?\s+harm\w*|harm\s+to|forced\s+marriage|restrain\w+|held\s+down|missing\s+from|traffick\w+|fgm\b|female\s+genital|fabricated|induced\s+illness"
                         r"|perplexing|concerns\s+(?:about|for|over|regarding)|maltreat\w+|ill-?treat\w+|police\s+protection|cruelty|radicalis\w+|disclos\w+|modern\s+slavery|physical\s+chastisement|indecent"),
)  # fmt: skip
_OUTCOME = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _OUTCOMES) + ")", re.IGNORECASE
)
_OUTCOME_OF = {name.replace("-", "_"): name for name, _ in _OUTCOMES}
_THEMATIC = re.compile(
    r"(?:thematic\s+(?:review|analysis|inspection|report)|(?:a\s+)?(?:review|analysis|study)\s+of\s+(?:\w+\s+){0,3}?(?:reviews|cases|deaths|incidents)\b|(?:considers|examines|reviews|explores)\s+(?:the\s+)?(?:\w+\s+){0,2}(?:significant\s+)?(?:incidents|cases|deaths|themes|practice)"
    r"|details\s+the\s+(?:care\s+)?experience|overview\s+of|(?:a\s+)?review\s+of\s+(?:the\s+)?(?:\w+\s+)?(?:practice|services?|work|help|support|responses?|effectiveness|management|handling|cases|arrangements))",
    re.IGNORECASE,
)  # fmt: skip
_ONE_HARM = re.compile(
    r"\b(?:cases?|incidents?)\s+of\s+(?:\w+\s+){0,3}(?P<harm>neglect|abuse|exploitation|suicide|death)", re.IGNORECASE
)
_LATER_DIED = re.compile(
    r"\b(?:from\s+which|(?:and|but|who|which|he|she|they|child|baby|infant|boy|girl)\s+(?:had\s+)?(?:(?:subsequently|later|then|sadly|tragically)\s+)?)"
    r"(?:she\s+|he\s+|they\s+)?(?:later\s+|subsequently\s+)?died\b|\b(?:resulting\s+in|leading\s+to|resulted\s+in|led\s+to|caused)\s+(?:his|her|their)\s+deaths?\b",
    re.IGNORECASE,
)
_MAY_HAVE_DIED = re.compile(r"[dD](?:[iIıİ][eE][dD]|[eE][aA][tT][hH])")  # is in what _LATER_DIED finds
_ATTACKED = re.compile(r"\b(?:assault|attack|stabbing|shooting)\b", re.IGNORECASE)
_CLAIM = re.compile(
    r"\b(?:said|stated|claim\w*|threat\w*|report\w*)\b[^.]{0,60}\bhad\s+$"
    r"|\b(?>(?:(?!threat)\w)*)threat\w*+\s+(?:to|of)\b[^.]{0,30}$",
    re.IGNORECASE,
)
_NAMED_CASES = re.compile(r"\bChildren\s+(?P<names>[A-Z]\d?(?:,\s*[A-Z]\d?)*,?\s+and\s+[A-Z]\d?)\b")
_DETAILS = re.compile(r"details\s+the\s+(?:\w+\s+){0,3}of\s+", re.IGNORECASE)
_ANOTHER = re.compile(r"['’]s?\s+(?!parents|family)")
_UNTOLD = re.compile(
    r"\bdetails\s+of\s+the\s+incident\s+are\s+not\b|\bincident\s+(?:is|are|was)\s+not\s+(?:described|included|stated)",
    re.IGNORECASE,
)
_SUICIDE = re.compile(
    r"\bsuicides?\b(?!\s*(?:al\b|ideation|attempt|prevention|risk|note|plan|pact\s+failed))|\b(?:took|taken|taking|take|ended|ending)\s+(?:his|her|their)\s+own\s+li(?:fe|ves)"
    r"|\bended\s+(?:his|her|their)\s+li(?:fe|ves)|\bkill(?:ed|ing)\s+(?:himself|herself|themsel\w+)|\bhang(?:ed|ing)\b(?:\s+(?:himself|herself))?|\bself-inflicted\b",
    re.IGNORECASE,
)  # fmt: skip
_MAY_BE_SUICIDE = ("uicid", "own li", "kill", "anged", "anging", "ended", "inflicted")  # one is in what _SUICIDE finds
_AN_ADULT = re.compile(
    r"\b(?:father|mother|parents?|step-?\w+|partner|boyfriend|uncle|aunt|grand\w+|carer|perpetrator|adult|man|woman)"
    r"\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_KILLED_BY_OTHERS = re.compile(
    r"\b(?:murder|manslaughter|homicide|filicide|killed\s+by|stabb|convicted|pleaded\s+guilty|found\s+guilty|causing\s+or\s+allowing|non-accidental|by\s+(?:his|her|their)\s+(?:mother|father|parents?))",
    re.IGNORECASE,
)  # fmt: skip
# Words before a date that make it the date of something else; in a later sentence they may stand further away.
_BACKGROUND = re.compile(
    r"\b(?:since|from|until|before|by|prior\s+to|(?:completed|published|undertaken|conducted)\s+(?:in|between)|born(?:\s+\w+){0,4}?(?:\s+in)?)\s+(?:at\s+least\s+|the\s+(?:age|start|end)\s+of\s+)?(?:early\s+|late\s+|mid-?\s*)?$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:since|known|history|convicted|sentenced|pleaded|trial|previous(?:ly)?|earlier|moved|born)\b[^.]{0,60}$",
    re.IGNORECASE,
)
_LONGEST_PAST = 100  # characters of what _PAST finds, and more
_TELLS = re.compile(
    r"\b(?:disclos\w+|report(?:ed|s)|contacted|called|found|attended|arrested|came\s+to\s+light|emerged|told|admitted|presented|discovered|shared|pupil|incident|died|death|injur\w+|made\s+allegations|alleg\w+)\b",
    re.IGNORECASE,
)  # fmt: skip


def incident_of(narrative: Sequence[Passage], keywords: Sequence[Passage], subject: str) -> Incident:
    """Read the incident from the narrative, which tells it in its first sentences; keywords may speak of suicide.

    >>> text = "Death of a 16-year-old boy in May 2010 by drowning. He had been in care since 2008."
    >>> incident = incident_of([Passage.of(text, 0, len(text))], [], "EX7")
    >>> incident.outcome, incident.children[0].age, incident.children[0].sex, incident.date.edtf
    ('death', 16.0, 'male', '2010-05')
    """
    sentences = [sentence for passage in narrative for sentence in _sentences(passage)] or [Passage(0, 0, "")]
    first = sentences[0]
    outcome, words = _outcome(sentences)
    thematic = outcome == "other" or bool(_THEMATIC.match(first.text))
    children = _one_case(sentences, subject) if thematic else _children(sentences, subject)
    suicide = _suicide(sentences, keywords) if outcome == "death" else None
    return Incident(outcome, words, suicide, children, _date(sentences))


def _sentences(passage: Passage) -> list[Passage]:
    sentences, start, text = [], 0, passage.text
    for mark in _SENTENCE_END.finditer(text):
        end = mark.start() + 1
        sentences.append(Passage(passage.start + start, passage.start + end, text[start:end]))
        start = mark.end()
    sentences.append(Passage(passage.start + start, passage.end, text[start:]))
    return sentences


def _part(sentence: Passage, start: int, end: int) -> Passage:
    return Passage(sentence.start + start, sentence.start + end, sentence.text[start:end])


def _one_case(sentences: Sequence[Passage], subject: str) -> tuple[Child, ...]:
    """Return the one child whose story a wider review details ("Details the care experience of …"), or those it names."""
    first = sentences[0]
    for sentence in sentences[:3]:
        named = _NAMED_CASES.search(sentence.text)
        if named:
            words = _part(sentence, *named.span())
            return tuple(Child(None, None, None, words) for _ in re.findall(r"\b[A-Z]\d?\b", named["names"]))
    place = first.text.find(subject)
    if place < 0 or not _DETAILS.fullmatch(first.text, 0, place):
        return ()
    return (Child(None, None, _sex(sentences, subject, None), _part(first, place, place + len(subject))),)


def _outcome(sentences: Sequence[Passage]) -> tuple[Outcome, Passage]:
    first = sentences[0]
    thematic = _THEMATIC.match(first.text)
    if thematic:
        harm = _ONE_HARM.search(first.text)
        if harm and harm["harm"].lower() in ("neglect", "abuse", "exploitation"):
            return "abuse-or-neglect", _part(first, *harm.span("harm"))
        return "other", _part(first, *thematic.span())
    if any("not" in sentence.text.lower() and _UNTOLD.search(sentence.text) for sentence in sentences[:2]):
        return "not-stated", first
    for sentence in sentences[:4]:
        telling = _OUTCOME.search(sentence.text)
        if telling:
            outcome = _OUTCOME_OF[telling.lastgroup or ""]
            if outcome != "death" and _MAY_HAVE_DIED.search(sentence.text, telling.end()):
                died = _LATER_DIED.search(sentence.text, telling.end())
                if died:
                    return "death", _part(sentence, *died.span())
            if outcome == "death" and _claimed(sentence.text, telling):
                continue
            return outcome, _part(sentence, *telling.span())
        attacked = _ATTACKED.search(sentence.text)
        if attacked:
            return "serious-harm", _part(sentence, *attacked.span())
    return "not-stated", first


def _claimed(sentence: str, death: re.Match[str]) -> bool:
    """Tell whether a death is only what somebody said or threatened, not what happened."""
    return _CLAIM.search(sentence[: death.start()]) is not None


def _children(sentences: Sequence[Passage], subject: str) -> tuple[Child, ...]:
    children = next(filter(None, (children_in(sentence.text, sentence.start) for sentence in sentences[:2])), ())
    if not any(child.age for child in children):
        named = named_children(sentences, subject)
        in_first = all(child.age and child.words.end <= sentences[0].end for child in named)
        if not children or len(named) == len(children) or (named and in_first):
            return named
    if len(children) == 1:
        return (replace(children[0], sex=_sex(sentences, subject, children[0].sex)),)
    return children


def _sex(sentences: Sequence[Passage], subject: str, stated: Sex | None) -> Sex | None:
    for sentence in sentences[:3]:
        if "assigned" in sentence.text and sex_from_pronouns(sentence.text) == "trans-female":
            return "trans-female"
    sex = stated or sex_from_pronouns(sentences[0].text)
    if sex:
        return sex
    for sentence in sentences[1:]:
        for place in mentions_of(subject, sentence.text):
            if not _ANOTHER.match(sentence.text, place + len(subject)):
                sex = sex_from_pronouns(sentence.text[place:])
                if sex:
                    return sex
                break
    return None


def _suicide(sentences: Sequence[Passage], keywords: Sequence[Passage]) -> Passage | None:
    for sentence in sentences[:3]:
        words = _SUICIDE.search(sentence.text) if any(part in sentence.text for part in _MAY_BE_SUICIDE) else None
        if words and not (_KILLED_BY_OTHERS.search(sentence.text) or _AN_ADULT.search(sentence.text[: words.start()])):
            return _part(sentence, *words.span())
    term = next((keyword for keyword in keywords if keyword.text.lower().rstrip("s") == "suicide"), None)
    if term and any(_KILLED_BY_OTHERS.search(sentence.text) for sentence in sentences[:3]):
        return None  # somebody else's
    return term


def _date(sentences: Sequence[Passage]) -> IncidentDate | None:
    for number, sentence in enumerate(sentences[:2]):
        if ("19" not in sentence.text and "20" not in sentence.text) or (number and not _TELLS.search(sentence.text)):
            continue
        for date in dates_in(sentence.text):
            before = sentence.text[max(0, date.start - _LONGEST_PAST) : date.start]
            if not _BACKGROUND.search(before[-60:]) and not (number and _PAST.search(before)):
                return _stated(sentence, date)
    return None


def _stated(sentence: Passage, date: StatedDate) -> IncidentDate:
    return IncidentDate(date.edtf, date.earliest, date.latest, _part(sentence, date.start, date.end))
