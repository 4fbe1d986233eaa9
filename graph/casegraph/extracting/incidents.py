"""The incident that triggered a review: what happened, to whom, when. Where the text is silent, so is the reading."""

import re
from collections.abc import Sequence
from dataclasses import replace

from casegraph.extracting.ages import WORD_NUMBER, age_of
from casegraph.extracting.children import children_in, mentions_of, named_children, sex_from_pronouns
from casegraph.extracting.dates import StatedDate, back_from, dates_in
from casegraph.record.model import Child, Incident, IncidentDate, Outcome, Passage, Sex

__all__ = ["incident_of"]

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[\"'“‘(]?[A-Z0-9])")

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
_NAMED_CASES = re.compile(r"\bChildren\s+(?P<names>[A-Z]\d?(?:,\s*[A-Z]\d?)*,?\s+and\s+[A-Z]\d?)\b")
_DETAILS = re.compile(r"details\s+the\s+(?:\w+\s+){0,3}of\s+", re.IGNORECASE)
_ANOTHER = re.compile(r"['’]s?\s+(?!parents|family)")
_NAME_IN_SUBJECT = re.compile(r"(?:Child|Baby|Infant|Young\s+Person)\s+([A-Z][a-z]+)$")
_PRONOUN_FIRST = re.compile(r"(?:She|He|Her|His)\b")
_BOTH = re.compile(r"\bboth\s+(boys|girls|brothers|sisters|sons|daughters|men|women|young\s+men)\b", re.IGNORECASE)
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
    r"\b(?:since|from|until|before|by|prior\s+to|(?:completed|published|undertaken|conducted|commissioned|come\s+from|came\s+from|arrived|moved|convicted|sentenced|imprisoned)\s+(?:[\w-]+\s+){0,3}?(?:in|between)|commissioned|born(?:\s+\w+){0,4}?(?:\s+in)?)\s+(?:at\s+least\s+|the\s+(?:age|start|end)\s+of\s+)?(?:early\s+|late\s+|mid-?\s*)?$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:since|known|history|convicted|sentenced|pleaded|trial|previous(?:ly)?|earlier|moved|born)\b[^.]{0,60}$",
    re.IGNORECASE,
)
_TELLING = 4  # sentences in which the incident's date may stand
_LONGEST_FORMULA = 90
_LASTED = re.compile(
    rf"\b(?:over|for|of)\s+(?:(?:a|the|period|of|about|around|some|at|least|more|than|nearly)\s+){{0,5}}(?P<number>\d{{1,2}}|{WORD_NUMBER})[\s-]+"
    r"(?P<unit>year|month)s?(?:['’]|\s+period)?,?\s+(?:to|until)\s+(?:(?:the|early|late|mid)[\s-]+)*$",
    re.IGNORECASE,
)
_LONGEST_PAST = 100  # characters of what _PAST finds, and more
_TELLS = re.compile(
    r"\b(?:disclos\w+|report(?:ed|s)|contacted|called|found|attended|arrested|came\s+to\s+light|emerged|told|admitted|presented|discovered|shared|pupil|incident|died|death|injur\w+|made\s+allegations|alleg\w+|removed|noticed|identified|recognised|came\s+forward|walked|ran\s+away|taken\s+into|accommodated|looked\s+after|subject\s+of|suffered|stabbed|killed|took\s+place|placed|admitted|ate\b|travelled|discovery|between|period)\b",
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
    thematic = bool(_THEMATIC.match(first.text))
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


def _outcome_of_several(first: Passage) -> tuple[Outcome, Passage] | None:
    """Return what the cases of a wider review share, "other" where they share nothing; None where there is one case."""
    thematic = _THEMATIC.match(first.text)
    if not thematic:
        return None
    harm = _ONE_HARM.search(first.text)
    if harm and harm["harm"].lower() in ("neglect", "abuse", "exploitation"):
        return "abuse-or-neglect", _part(first, *harm.span("harm"))
    deaths = _DEATHS_ONLY.search(first.text)
    if deaths and not _OTHERS_TOO.search(first.text):
        return "death", _part(first, *deaths.span())
    return "other", _part(first, *thematic.span())


def _outcome(sentences: Sequence[Passage]) -> tuple[Outcome, Passage]:
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
                    return "death", _part(sentence, *died.span())
            if outcome == "death" and _claimed(sentence.text, telling):
                continue
            grave = _GRAVE.search(sentence.text, telling.end()) if outcome == "abuse-or-neglect" else None
            if grave:
                return "serious-harm", _part(sentence, *grave.span())
            return outcome, _part(sentence, *telling.span())
        if adult:
            return "other", _part(sentence, *adult.span())
        attacked = _ATTACKED.search(sentence.text)
        if attacked:
            return "serious-harm", _part(sentence, *attacked.span())
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


def _children(sentences: Sequence[Passage], subject: str) -> tuple[Child, ...]:
    children = next(filter(None, (children_in(sentence.text, sentence.start) for sentence in sentences[:2])), ())
    if not any(child.age for child in children):
        named = named_children(sentences, subject)
        in_first = all(child.age and child.words.end <= sentences[0].end for child in named)
        if not children or len(named) == len(children) or (named and in_first):
            children = named
    if len(children) == 1:
        return (replace(children[0], sex=_sex(sentences, subject, children[0].sex)),)
    return _with_sex(children, sentences)


def _sex(sentences: Sequence[Passage], subject: str, stated: Sex | None) -> Sex | None:
    for sentence in sentences[:3]:
        if "assigned" in sentence.text and sex_from_pronouns(sentence.text) == "trans-female":
            return "trans-female"
    sex = stated or sex_from_pronouns(sentences[0].text)
    if sex:
        return sex
    names = [subject, *_NAME_IN_SUBJECT.findall(subject)]
    for sentence in sentences[1:]:
        places = [(place, name) for name in names for place in mentions_of(name, sentence.text)]
        for place, name in places:
            if not _ANOTHER.match(sentence.text, place + len(name)):
                sex = sex_from_pronouns(sentence.text[place:])
                if sex:
                    return sex
                break
    before = sentences[0].text
    for sentence in sentences[1:4]:  # "She had been …", if no woman was spoken of before
        if _PRONOUN_FIRST.match(sentence.text):
            return sex_from_pronouns(f"{before} {sentence.text}")
        before = f"{before} {sentence.text}"
    return None


def _with_sex(children: tuple[Child, ...], sentences: Sequence[Passage]) -> tuple[Child, ...]:
    """Return several children with the sex that a later sentence says all of them have ("Both boys were …")."""
    for sentence in sentences[1:4]:
        both = _BOTH.search(sentence.text)
        if both and len(children) == 2:
            sex: Sex = "female" if both[1][0].lower() in "gsdw" else "male"
            return tuple(child if child.sex else replace(child, sex=sex) for child in children)
    return children


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
    """Return the first date that is the incident's: in the first sentence, then in one that tells of it, then any that does."""
    own = [each for each in sentences if not _formula(each.text)][:_TELLING] or sentences[:1]
    for number, sentence in enumerate(own):
        if ("19" not in sentence.text and "20" not in sentence.text) or (number and not _TELLS.search(sentence.text)):
            continue
        for date in dates_in(sentence.text):
            before = sentence.text[max(0, date.start - _LONGEST_PAST) : date.start]
            if not _BACKGROUND.search(before[-60:]) and not (number and _PAST.search(before)):
                return _stated(sentence, _since(date, before))
    return None


def _formula(sentence: str) -> bool:
    """Tell whether a sentence says no more than what kind of review it is ("Concise child practice review.")."""
    return len(sentence) < _LONGEST_FORMULA and "review" in sentence.lower() and not _OUTCOME.search(sentence)


def _since(date: StatedDate, before: str) -> StatedDate:
    """Return the time that ends on a date, where the words before say how long it was ("over ten years to 2017")."""
    lasted = _LASTED.search(before)
    if not lasted or "/" in date.edtf:
        return date
    number = age_of(lasted["number"], "years").number
    return back_from(date, int(number), lasted["unit"].lower())


def _stated(sentence: Passage, date: StatedDate) -> IncidentDate:
    return IncidentDate(date.edtf, date.earliest, date.latest, _part(sentence, date.start, date.end))
