"""Made-up pages of any size, from the clauses of the page that ships: the same layout, the same words, in new company.

python -m benchmarks.pages 2000 > page.txt
"""

import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

__all__ = ["SHIPPED", "made_up_page"]

SHIPPED = Path(__file__).parent.parent / "data" / "nspcc-case-reviews-2025.txt"

_HEADING = re.compile(r"^\d{4} [–-] (?P<place>.+?) [–-] .+$")
_LISTED = re.compile(r"^(?P<lead>(?:Learning|Recommendations?)\b[^:]{0,90}:) (?P<clauses>.+?)\.?$")


@dataclass(frozen=True)
class _Parts:
    """What the entries of a page are made of, each kind in the order of the page; *counts* are list lengths seen."""

    places: tuple[str, ...]
    narratives: tuple[str, ...]
    leads: dict[str, tuple[str, ...]]
    clauses: dict[str, tuple[str, ...]]
    counts: dict[str, tuple[int, ...]]
    keywords: tuple[str, ...]
    keyword_counts: tuple[int, ...]


def _parts(text: str) -> _Parts:
    """Take a page apart by its lines."""
    lines = text.splitlines()
    lists = [match for line in lines if (match := _LISTED.match(line))]
    cut = {
        kind: [
            [re.sub(r"^and ", "", clause) for clause in match["clauses"].split("; ")]
            for match in lists
            if match["lead"].startswith(kind)
        ]
        for kind in ("Learning", "Recommendation")
    }
    keywords = [line.removeprefix("Keywords: ").split(", ") for line in lines if line.startswith("Keywords: ")]
    headings = [match for line in lines if (match := _HEADING.match(line))]
    return _Parts(
        places=tuple(match["place"] for match in headings),
        narratives=tuple(lines[lines.index(match[0]) + 1] for match in headings),
        leads={kind: tuple(match["lead"] for match in lists if match["lead"].startswith(kind)) for kind in cut},
        clauses={kind: tuple(clause for clauses in cut[kind] for clause in clauses) for kind in cut},
        counts={kind: tuple(len(clauses) for clauses in cut[kind]) for kind in cut},
        keywords=tuple(keyword for listed in keywords for keyword in listed),
        keyword_counts=tuple(len(listed) for listed in keywords),
    )


def _letters(number: int) -> str:
    """Return the letters of a number, as columns of a spreadsheet are named.

    >>> _letters(0), _letters(25), _letters(26), _letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class _Skewed:
    """Draws from what was seen, some of it far more often than the rest, as 1 to the rank."""

    def __init__(self, choices: Sequence[str], dice: random.Random) -> None:
        self.dice = dice
        self.choices = dice.sample(sorted(set(choices)), len(set(choices)))
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.choices))))

    def draw(self, count: int) -> list[str]:
        """Return at most *count* different choices."""
        return list(dict.fromkeys(self.dice.choices(self.choices, cum_weights=self.weights, k=count)))


def made_up_page(reviews: int, seed: int = 42) -> str:
    """Return a page of *reviews* entries; the same numbers give the same page.

    Clauses, keywords and places are drawn with a long tail; how many a review has is as on the shipped page.
    """
    dice = random.Random(seed)
    parts = _parts(SHIPPED.read_text(encoding="utf-8-sig"))
    places, keywords = _Skewed(parts.places, dice), _Skewed(parts.keywords, dice)
    clauses = {kind: _Skewed(parts.clauses[kind], dice) for kind in parts.clauses}
    lines = [f"Case reviews published in 2025: {reviews} made-up entries to measure with"]
    for number in range(reviews):
        lines.append(f"2025 – {places.draw(1)[0]} – Child {_letters(number)}")
        lines.append(dice.choice(parts.narratives))
        for kind in parts.clauses:
            drawn = clauses[kind].draw(dice.choice(parts.counts[kind]))
            last = [f"and {drawn[-1]}"] if len(drawn) > 1 else drawn
            lines.append(f"{dice.choice(parts.leads[kind])} {'; '.join([*drawn[:-1], *last])}.")
        lines.append(f"Keywords: {', '.join(keywords.draw(dice.choice(parts.keyword_counts)))}")
        lines.append("> Read the overview report")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(made_up_page(int(sys.argv[1])))
