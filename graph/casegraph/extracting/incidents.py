"""The incident that triggered a review: what happened, to whom, when. Where the text is silent, so is the reading."""

import re
from collections.abc import Sequence
from dataclasses import replace

from casegraph.extracting.adults import adult_who_died
from casegraph.extracting.ages import WORD_NUMBER, age_of
from casegraph.extracting.certainty import certainty_of
from casegraph.extracting.children import children_in, mentions_of, named_children, sex_from_pronouns
from casegraph.extracting.dates import StatedDate, back_from, dates_in
from casegraph.extracting.outcomes import is_thematic, outcome_of, tells_outcome
from casegraph.record.model import Child, Incident, IncidentDate, Passage, Sex

__all__ = ["incident_of"]

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[\"'“‘(]?[A-Z0-9])")

_NAMED_CASES = re.compile(r"\bChildren\s+(?P<names>[A-Z]\d?(?:,\s*[A-Z]\d?)*,?\s+and\s+[A-Z]\d?)\b")
_DETAILS = re.compile(r"details\s+the\s+(?:\w+\s+){0,3}of\s+", re.IGNORECASE)
_ANOTHER = re.compile(r"['’]s?\s+(?!parents|family)")
_NAME_IN_SUBJECT = re.compile(r"(?:Child|Baby|Infant|Young\s+Person)\s+([A-Z][a-z]+)$")
_PRONOUN_FIRST = re.compile(r"(?:She|He|Her|His)\b")
_BOTH = re.compile(r"\bboth\s+(boys|girls|brothers|sisters|sons|daughters|men|women|young\s+men)\b", re.IGNORECASE)
_SUICIDE = re.compile(
    r"(?<!attempted )\bsuicides?\b(?!\s*(?:al\b|ideation|attempt|prevention|risk|note|plan|pact\s+failed))|\b(?:took|taken|taking|take|ended|ending)\s+(?:his|her|their)\s+own\s+li(?:fe|ves)"
    r"|\bended\s+(?:his|her|their)\s+li(?:fe|ves)|\bkill(?:ed|ing)\s+(?:himself|herself|themsel\w+)|\bhang(?:ed|ing)\b(?:\s+(?:himself|herself))?|\bself-inflicted\b",
    re.IGNORECASE,
)  # fmt: skip
_SUICIDE_TERM = re.compile(r"(?:(?:suspected|apparent|possible|probable)\s)?suicides?", re.IGNORECASE)
_YOUNGEST = 120  # months: statistics of suicide begin at the age of ten
_MAY_BE_SUICIDE = ("uicid", "own li", "kill", "anged", "anging", "ended", "inflicted")  # one is in what _SUICIDE finds
_AN_ADULT = re.compile(
    r"\b(?:father|mother|parents?|step-?\w+|partner|boyfriend|uncle|aunt|grand\w+|carer|perpetrator|adult|man|woman)"
    r"\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_KILLED_BY_OTHERS = re.compile(
    r"\b(?:murder|manslaughter|homicide|filicide|killed\s+by|stabb|convicted|pleaded\s+guilty|found\s+guilty|causing\s+or\s+allowing|non-accidental|by\s+(?:his|her|their)\s+(?:mother|father|parents?)"
    r"|(?:administer|smother|suffocat|drown|poison|strangl|kill)\w*\s[^.]{0,60}?\b(?:before|then)\s+(?:taking|took|killing|killed|ending|ended)\b)",
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


def incident_of(
    narrative: Sequence[Passage], keywords: Sequence[Passage], subject: str, heading: Passage | None = None
) -> Incident:
    """Read the incident from the narrative, which tells it in its first sentences.

    Keywords may speak of suicide, and they and the *heading* of suspected suicide.

    >>> text = "Death of a 16-year-old boy in May 2010 by drowning. He had been in care since 2008."
    >>> incident = incident_of([Passage.of(text, 0, len(text))], [], "EX7")
    >>> incident.outcome, incident.children[0].age, incident.children[0].sex, incident.date.edtf
    ('death', 16.0, 'male', '2010-05')
    """
    sentences = [sentence for passage in narrative for sentence in _sentences(passage)] or [Passage(0, 0, "")]
    first = sentences[0]
    outcome, words = outcome_of(sentences)
    thematic = is_thematic(first.text)
    children = _one_case(sentences, subject) if thematic else _children(sentences, subject)
    adult = adult_who_died(sentences) if outcome == "death" else None
    if adult:  # whose own children did not die
        children = tuple(child for child in children if not adult.start <= child.words.start < adult.end)
        adult = None if children else adult
    suicide = _suicide(sentences, keywords, children) if outcome == "death" else None
    terms = [*keywords, heading] if heading else keywords
    certainty, doubt = certainty_of(sentences, outcome, words, suicide, terms)
    return Incident(outcome, words, suicide, children, _date(sentences), certainty, doubt, adult)


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


def _suicide(sentences: Sequence[Passage], keywords: Sequence[Passage], children: Sequence[Child]) -> Passage | None:
    """Return the words that say that it was suicide, or the keyword, where nothing shows that it is somebody else's."""
    for sentence in sentences[:3]:
        words = _SUICIDE.search(sentence.text) if any(part in sentence.text for part in _MAY_BE_SUICIDE) else None
        if words and not (_KILLED_BY_OTHERS.search(sentence.text) or _AN_ADULT.search(sentence.text[: words.start()])):
            return _part(sentence, *words.span())
    term = next((keyword for keyword in keywords if _SUICIDE_TERM.fullmatch(keyword.text)), None)
    return None if term and _is_of_another(sentences, children) else term


def _is_of_another(sentences: Sequence[Passage], children: Sequence[Child]) -> bool:
    """Tell whether a suicide that only a keyword names is somebody else's, as the text or the children's ages show."""
    if any(_KILLED_BY_OTHERS.search(sentence.text) for sentence in sentences[:3]):
        return True
    ages = [child.months for child in children if child.months is not None]
    if ages and max(ages) < _YOUNGEST:
        return True
    return any(
        _AN_ADULT.search(sentence.text[: words.start()])
        for sentence in sentences
        for words in _SUICIDE.finditer(sentence.text)
    )


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
    return len(sentence) < _LONGEST_FORMULA and "review" in sentence.lower() and not tells_outcome(sentence)


def _since(date: StatedDate, before: str) -> StatedDate:
    """Return the time that ends on a date, where the words before say how long it was ("over ten years to 2017")."""
    lasted = _LASTED.search(before)
    if not lasted or "/" in date.edtf:
        return date
    number = age_of(lasted["number"], "years").number
    return back_from(date, int(number), lasted["unit"].lower())


def _stated(sentence: Passage, date: StatedDate) -> IncidentDate:
    return IncidentDate(date.edtf, date.earliest, date.latest, _part(sentence, date.start, date.end))
