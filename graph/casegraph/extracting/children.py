"""The children of an incident: age, unit and sex, as the sentence that tells of it says."""

import re
from collections import deque
from collections.abc import Iterator, Sequence, Set

from casegraph.extracting.ages import AGE, MONTHS, NUMBERS, UNIT, WORD_NUMBER, age_of, ages_in, without_ranges
from casegraph.record.model import Child, Passage, Sex

__all__ = ["children_in", "mentions_of", "named_children", "sex_from_pronouns"]

_LONGEST_NUMBER = 32  # characters before an age in which a number of children can be, "seventeen " and more space
_COUNT = rf"{WORD_NUMBER}|\d{{1,2}}"
_FEMALE = "girls?|daughters?|step-?daughters?|grand-?daughters?|sisters?|half-sisters?|schoolgirls?|females?|young\\s+wom[ae]n"
_MALE = "boys?|sons?|step-?sons?|grand-?sons?|brothers?|half-brothers?|schoolboys?|males?|young\\s+m[ae]n"
_ANY_FEMALE = re.compile(rf"\b(?:{_FEMALE})\b", re.IGNORECASE)
_ANY_MALE = re.compile(rf"\b(?:{_MALE})\b", re.IGNORECASE)
_NOUN = rf"{_FEMALE}|{_MALE}|child(?:ren)?|bab(?:y|ies)|infants?|newborns?|toddlers?|siblings?|twins?|triplets?|cousins|teenagers?|adolescents?|young\s+(?:people|persons?)|pupils?|students?|youths?|care\s+leavers?"
_BETWEEN = r"(?:(?:old|aged|young|baby|infant|adolescent|teenage|Black|White|Asian|dual|heritage|mixed|disabled|unborn|newborn|new-born|pre-?school|primary|secondary|school|premature|female|male|further|other|older|younger|half|full|twin|foster|Person)[\s-]+){0,4}"
_WHICH = (  # what may stand between an age and its noun: no preposition, no verb
    r"(?:(?!(?:an?|and|as|at|by|for|from|had|has|in|is|of|on|or|that|the|to|was|were|while|whilst|who|whose|with)\b)"
    r"[\w’']++(?:-++[\w’']++){0,3}[\s-]++){0,4}?"
)
_OLD = rf"[\s-]*+old\b(?:[\s-]++{_WHICH}(?P<noun>(?:{_NOUN})(?:[\s-]+(?:{_NOUN}))?)\b)?"
_MONTHS = rf"(?:[\s-]*(?:and[\s-]+)?(?P<months>{MONTHS})[\s-]*months?)?"
_AGED = re.compile(  # "a 16-day-old-infant", "two 3-year-old twins", "an 18-year-old", "a 2-year-10-month-old girl"
    rf"(?<![\d.])(?P<age>\d{{1,3}}(?:½|\.\d)?)(?:\s*(?:and|&)\s*(?P<half>a\s+half))?[\s-]*(?P<unit>{UNIT}){_MONTHS}{_OLD}",
    re.IGNORECASE,
)
_AGED_IN_WORDS = re.compile(  # "six weeks old", "a two-year-old", "a two-year-ten-month-old"
    rf"\b(?P<age>{WORD_NUMBER})(?P<half>\s+and\s+a\s+half)?[\s-]+(?P<unit>{UNIT}){_MONTHS}{_OLD}", re.IGNORECASE
)
_STOP = r"(?=\s*(?:[,.;:)]|(?:and|at|by|from|had|in|on|when|who|with|while|whilst|placed|following)\b|$))"
_STATED = (  # what stands between a noun and the ages of those whom it names
    rf"(?:,?\s+\(?(?:(?:both|all|each|then|now|just|nearly|was|were|who)\s+){{0,3}}"
    rf"(?:aged\s+|(?:(?:thought|believed|said)\s+to\s+be|of)\s+(?=(?:{AGE}){_STOP}))"
    rf"|,\s+(?:now\s+)?(?=(?:{AGE})(?:(?:,\s*|\s+and\s+)(?:{AGE})){{0,4}}\s*(?:[,.;)]|in\b|by\s+(?:his|her)\b)))"
)
_MAY_BE_LISTED = re.compile(
    rf"(?:\b(?:of|be|now)|,)\s+(?:now\s+)?(?:\d|(?:{WORD_NUMBER})\b)", re.IGNORECASE
)  # is in what _LISTED finds
_LISTED = re.compile(
    # "four children aged 2, 5, 8 and 10-years-old", "a boy of 3 years", "a brother and sister, now aged 6 and 9"
    rf"\b(?:(?P<one>{_NOUN})\s+and\s+(?:an?\s+)?)?{_BETWEEN}(?P<noun>{_NOUN})(?:\s+(?-i:[A-Z])\w{{0,15}}){{0,2}}{_STATED}"
    rf"(?P<ages>{AGE}(?:\s*(?:,\s*(?:and\s+)?(?=\d)|(?:and|&)\s*|-and-){AGE}){{0,19}})(?!\s*(?:-|–|to)\s*\d)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    # "a girl", "three adolescent boys", "four female pupils", "a young Black person"
    rf"\b(?P<many>an?|the|{_COUNT})\s+{_BETWEEN}(?P<noun>{_NOUN}|young\s+(?:\w+\s+)?person|person)\b(?!\s+(?:protection|sexual|abuse|group|minder|carer|welfare|death|home|care|foster|relative|adult|partner|friend|teacher|staff|member|suspect|in\s+need\s+plan)|['’])",
    re.IGNORECASE,
)
_ADULT = re.compile(
    r"[\s-]*+(?:(?:male|female|adult|former|ex|step)[\s-]*+)?(?:partner|boyfriend|girlfriend|m[ae]n|wom[ae]n|mother|father)\b",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(  # "a baby boy at "
    rf"\b(?:{_NOUN}),?\s++(?:was\s++)?(?:(?:at|who\s+was|then)\s*+)?", re.IGNORECASE
)
_TWINS = re.compile(
    r"\btwins\b|\btwin\s+(?:boys|girls|brothers|sisters|babies|infants|sons|daughters)\b", re.IGNORECASE
)
_BY_AN = re.compile(r"\b(?:by|with)\s+(?:an?|another|their|the)\s+(?:\w+\s+)?$", re.IGNORECASE)  # who did it
_GROWN = 18  # years
_TWIN = re.compile(r"\b(?:his|her|their)\s+twin(?:\s+(?:sister|brother))?\b", re.IGNORECASE)
_AGE_AFTER = re.compile(
    rf",?\s+(?:who\s+was\s+|was\s+)?(?:aged\s+)?(?P<age>\d{{1,2}})(?:[\s-]*(?P<unit>{UNIT}))?\b", re.IGNORECASE
)
_NO_AGE = re.compile(r"(?:\b(?:under|over|at|by)\s+|\d\s*(?:-|–|to)\s*)$", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:Child|Baby|Infant)\s+[A-Z]{1,3}\d{0,3}\b")
_KIND = re.compile(r"(?:Child|Baby|Infant|Young\s+Person)\s+(?=[A-Z][a-z]+$)")  # "Baby Ada" is Ada
_BETWEEN_NAMES = re.compile(r",\s*+|(?<!\s)\s++and\s++|(?:(?<!\s)\s++)?&\s*+")
_GROUP = re.compile(r"\b(?:sibling\s+group|cohort|thematic|families|cases\b|pupils\b)", re.IGNORECASE)


def children_in(text: str, offset: int = 0) -> tuple[Child, ...]:
    """Return the children that a sentence names as those to whom the incident happened, in its order.

    Ages are numbers in the stated unit; what is not said is None. *offset* is the sentence's place in its page.

    >>> [(c.age, c.age_unit, c.sex) for c in children_in("Sexual abuse of a 9-year-old girl by her 13-year-old brother.")]
    [(9.0, 'years', 'female'), (13.0, 'years', 'male')]
    >>> [(c.age, c.sex) for c in children_in("Removal of four children aged 2, 5, 8 and 10-years-old.")]
    [(2.0, None), (5.0, None), (8.0, None), (10.0, None)]
    """
    aged = without_ranges(text)
    placed = list(_listed(aged, text, offset)) if "aged" in text or _MAY_BE_LISTED.search(text) else []
    if "old" in text:
        spans = dict.fromkeys((child.words.start - offset, child.words.end - offset) for _, child in placed)
        placed += _aged(aged, text, offset, taken={place for span in spans for place in range(*span)})
    if not placed:
        placed = list(_plain(text, offset))
    placed.sort(key=lambda item: item[0])
    return tuple([child for _, child in placed])


_Placed = tuple[int, Child]
"""A child and where the sentence speaks of it."""


def named_children(sentences: Sequence[Passage], subject: str) -> tuple[Child, ...]:
    """Return the children whom the heading names, if the narrative gives an age to each of them by that name.

    Where it gives none, a child that the first sentence calls "Child A" or "Baby B" is one of unknown age.

    >>> text = "Ibrahim, aged 17-years-old, has autism. Yusuf, aged 15, spoke about his mother."
    >>> [(c.age, c.sex) for c in named_children([Passage.of(text, 0, 39), Passage.of(text, 40, 79)], "Ibrahim and Yusuf")]
    [(17.0, None), (15.0, 'male')]
    """
    names = [_KIND.sub("", name) or name for name in _BETWEEN_NAMES.split(subject) if name]
    by_name = {name: _child_named(name, sentences) for name in dict.fromkeys(names)}
    children = [child for name in names if (child := by_name[name])]
    if names and len(children) == len(names):
        return tuple(children)
    called = _CALLED.search(sentences[0].text) if sentences else None
    if not called:
        return ()
    start = sentences[0].start
    return (Child(None, None, None, Passage(start + called.start(), start + called.end(), called[0])),)


def _child_named(name: str, sentences: Sequence[Passage]) -> Child | None:
    for sentence in sentences:
        for place in mentions_of(name, sentence.text):
            age = _AGE_AFTER.match(sentence.text, place + len(name))
            if age:
                words = Passage(sentence.start + place, sentence.start + age.end(), sentence.text[place : age.end()])
                sex = sex_from_pronouns(sentence.text[place:])
                return Child(*age_of(age["age"], age["unit"] or "years"), sex, words)
    return None


def mentions_of(name: str, text: str) -> Iterator[int]:
    """Yield where *name* stands in *text* as words of its own.

    >>> list(mentions_of("Ava", "Avalon met Ava, and Ava"))
    [11, 20]
    """
    place = text.find(name) if name else -1
    while place >= 0:
        end = place + len(name)
        if not text[place - 1 : place].isalnum() and not text[end : end + 1].isalnum():
            yield place
        place = text.find(name, end)


def _listed(aged: str, text: str, offset: int) -> Iterator[_Placed]:
    for match in _LISTED.finditer(aged):
        words = Passage(offset + match.start(), offset + match.end(), text[match.start() : match.end()])
        ages = ages_in(match["ages"])
        sexes = [_sex(match["one"] or ""), _sex(match["noun"])]
        if not match["one"]:
            sexes = [_sex(match[0])] * len(ages)
        elif len(ages) != len(sexes):
            sexes = [_sex(match["noun"]) if len(ages) == 1 or sexes[0] == sexes[1] else None] * len(ages)
        if len(ages) == 1 and _TWINS.search(match[0]):
            ages, sexes = ages * 2, sexes * 2
        yield from ((match.start(), Child(*age, sex, words)) for age, sex in zip(ages, sexes, strict=True))


def _aged(aged: str, text: str, offset: int, taken: Set[int]) -> Iterator[_Placed]:
    nouns: dict[int, str] | None = None
    before_them, end = False, 0
    twins = deque(_TWIN.finditer(text) if "tw" in text.lower() else ())
    ages = [*_AGED.finditer(aged)]
    if len(ages) < aged.count("-old") + aged.count(" old"):
        ages = sorted((*ages, *_AGED_IN_WORDS.finditer(aged)), key=re.Match.start)
    for match in ages:
        if match.start() in taken or match.start() < end:
            continue
        end = match.end()
        before = text[max(0, match.start() - _LONGEST_NUMBER) : match.start()]
        age = age_of(match["age"], match["unit"], match["months"])
        if match["half"]:
            age = age._replace(number=age.number + 0.5)
        if _BY_AN.search(before) and (before_them or taken or (age.unit == "years" and age.number >= _GROWN)):
            continue
        sex = _sex(match[0])
        no_age = _NO_AGE.search(before[-12:])
        noun = ""
        if no_age or not sex:
            if nouns is None:
                nouns = {each.end(): each[0] for each in _NOUN_BEFORE.finditer(text)}
            noun = nouns.get(match.start(), "")
        if (no_age and not noun) or _ADULT.match(text, match.end()):
            continue
        before_them = True
        words = Passage(offset + match.start(), offset + match.end(), match[0])
        child = Child(*age, sex or _sex(noun), words)
        many = before.rsplit(maxsplit=1)[-1:]
        number = _count(many[0]) if many and many[0].lower() in NUMBERS else 1
        for _ in range(2 if number == 1 and _TWINS.search(match["noun"] or "") else number):
            yield match.start(), child
        while twins and twins[0].start() < match.end():
            twins.popleft()
        if twins:  # of the same age
            twin = twins[0]
            place = Passage(offset + twin.start(), offset + twin.end(), twin[0])
            yield twin.start(), Child(age.number, age.unit, _sex(twin[0]), place)


def _plain(text: str, offset: int) -> Iterator[_Placed]:
    for match in _PLAIN.finditer(text):
        if match["many"].lower() == "the" or _GROUP.search(text):
            continue
        child = Child(None, None, _sex(match[0]), Passage(offset + match.start(), offset + match.end(), match[0]))
        for _ in range(_count(match["many"])):
            yield match.start(), child
        return


def _count(many: str | None) -> int:
    if not many or many.lower() in ("a", "an", "the"):
        return 1
    return NUMBERS.get(many.lower()) or min(int(many), 20) or 1


def _sex(words: str) -> Sex | None:
    if _ANY_FEMALE.search(words):
        return "female"
    return "male" if _ANY_MALE.search(words) else None


_TRANS = re.compile(
    r"assigned\s+male\b.{0,60}\bidentif\w+\s+as\s+(?:a\s+)?(?:female|girl|woman)", re.IGNORECASE | re.DOTALL
)
_PRONOUN = re.compile(r"\b(?:she|her|herself|he|his|him|himself)\b", re.IGNORECASE)
_WOMEN = re.compile(
    r"\b(?:mothers?|woman|women|sister|aunt|grandmother|girlfriend|stepmother|daughter|maternal)\b", re.IGNORECASE
)
_MEN = re.compile(
    r"\b(?:fathers?|man|men|brother|uncle|grandfather|boyfriend|stepfather|son|paternal)\b", re.IGNORECASE
)


def sex_from_pronouns(sentence: str) -> Sex | None:
    """Return the sex that a sentence's first pronoun gives its subject, if no other person can be meant by it.

    >>> sex_from_pronouns("Death of a 5-year-old child whilst in the care of his mother.")
    'male'
    >>> sex_from_pronouns("The mother said she was ill.")
    """
    if "assigned" in sentence and _TRANS.search(sentence):
        return "trans-female"
    pronoun = _PRONOUN.search(sentence)
    if not pronoun:
        return None
    hers = pronoun[0].lower() in ("she", "her", "herself")
    others = _WOMEN if hers else _MEN
    if others.search(sentence, 0, pronoun.start()):
        return None
    return "female" if hers else "male"
