"""How well reviews are read, in a sentence that needs no table: shares as “about two of three”, with their percentage."""

from collections.abc import Mapping
from fractions import Fraction

__all__ = ["accuracy_in_words", "share_in_words"]

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_OF = (2, 3, 4, 5, 10)  # what shares are given in
_FACTS = (
    ("learning themes", "themes that it finds in learning points"),
    ("recommendation themes", "themes that it finds in recommendations"),
    ("concerns found", "concerns that it finds"),
    ("themes of concerns", "themes that it finds in concerns"),
    ("addressees", "agencies that it says a recommendation is for"),
)  # that people rely on most


def accuracy_in_words(on: str, measured: Mapping[str, tuple[float, float]]) -> str:
    """Return what was tested and how often it was right, "" if nobody has measured it.

    The first sentence of *on* says what was tested; *measured* are precision and recall of each kind of fact.

    >>> accuracy_in_words("20 letters. They are short.", {"learning themes": (0.65, 0.752)})
    'We tested Casegraph on 20 letters. About two of three themes that it finds in learning points are right (65%), and it finds about three of four of those that readers found (75%).'
    """
    if not measured:
        return ""
    sentences = [f"We tested Casegraph on {on.partition('. ')[0]}."]
    for name, things in _FACTS:
        if name in measured:
            right, recalled = measured[name]
            shares = share_in_words(right), share_in_words(recalled)
            sentences.append(
                f"About {shares[0]} {things} {'is' if shares[0].startswith('one ') else 'are'} right ({right:.0%}), and it finds about {shares[1]} of those that readers found ({recalled:.0%})."
            )
    return " ".join(sentences)


def share_in_words(share: float) -> str:
    """Return a share as the nearest that can be pictured.

    >>> [share_in_words(each) for each in (0.638, 0.578, 0.746, 0.867, 0.99)]
    ['two of three', 'three of five', 'three of four', 'nine of ten', 'all']
    """
    choices = {Fraction(part, of): (part, of) for of in reversed(_OF) for part in range(of + 1)}
    nearest = min(choices, key=lambda each: abs(float(each) - share))
    part, of = choices[nearest]
    return "all" if part == of else f"{_NUMBERS[part]} of {_NUMBERS[of]}"
