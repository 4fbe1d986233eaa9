"""How many reviews a second are read and understood on one core, and what finding phrases costs in other ways."""

import random
import re
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import ahocorasick

from benchmarks.measuring import call, compare
from benchmarks.pages import SHIPPED, made_up_page
from casegraph.collections import contents
from casegraph.extracting import extract
from casegraph.extracting.lexicon import Lexicon
from casegraph.extracting.records import read_records
from casegraph.extracting.themes import theme_lexicon
from casegraph.reading import read_page
from casegraph.reading.page import page_of
from casegraph.wordings import SchemeName, Wording, wordings_of

__all__ = ["measure"]

_SCHEMES: tuple[SchemeName, ...] = ("agencies", "themes")


FLOOR, AIM = 2_000, 5_000
"""Reviews a second on one core: what extraction has to reach, and what it should."""


def measure(folder: Path) -> None:
    """Time reading and extracting on the page that ships, on a made-up one, and on one where no clause comes twice."""
    large = folder / "page-2000.txt"
    large.write_text(made_up_page(2_000), encoding="utf-8", newline="\n")
    spliced = folder / "spliced-2000.txt"
    spliced.write_text(_spliced(made_up_page(2_000)), encoding="utf-8", newline="\n")
    for path, runs in ((SHIPPED, 20), (large, 4), (spliced, 4)):
        _page(path, runs)
    _long_line()
    _phrases(read_page(large).text)
    _clauses(large)


def _page(path: Path, runs: int) -> None:
    page = read_page(path)
    reviews = len(extract(page))
    words = page.text.split()
    times = compare(
        f"{reviews:,} reviews of {path.name}",
        {
            "page text in, records out": call(read_records, path),
            "of which opening and decoding": call(read_page, path),
            "of which cutting into entries": call(contents, page),
            "of which understanding them": call(extract, page, contents(page)),
            "a yardstick: counting its words": call(Counter, words),
        },
        runs=runs,
    )
    speed = reviews / times["page text in, records out"]
    for name, bound in (("floor", FLOOR), ("aim", AIM)):
        print(f"  {speed:,.0f} reviews a second; {name} {bound:,}: {'yes' if speed >= bound else 'NO'}")


def _spliced(page: str) -> str:
    """Return a page in which each clause has the beginning of one and the end of another, so that hardly any repeats.

    Real clauses do not repeat either: of 1,223 on four pages 16 do. Who remembered clauses would win on other pages only.
    """
    dice = random.Random(42)
    lines = page.splitlines()
    lists = [at for at, line in enumerate(lines) if re.match(r"(?:Learning|Recommend)[^:]*: .", line)]
    clauses = [clause.split() for at in lists for clause in lines[at].partition(": ")[2].rstrip(".").split("; ")]
    for at in lists:
        lead, _, listed = lines[at].partition(": ")
        ends = [dice.choice(clauses) for _ in listed.split("; ")]
        begins = [dice.choice(clauses) for _ in ends]
        new = [[*a[: dice.randint(1, len(a))], *b[dice.randrange(len(b)) :]] for a, b in zip(begins, ends, strict=True)]
        lines[at] = f"{lead}: {'; '.join(map(' '.join, new))}."
    return "\n".join(lines) + "\n"


def _long_line() -> None:
    """Show that time grows with length: a page whose entry is one line of 1 and of 10 million characters."""
    page = "2025 – Kent – Child U\nRecommendations include: {}."
    clause = "the police should share information about neglect, and ensure that schools do; "
    pages = {
        size: page_of(page.format(clause * (size * 1_000_000 // len(clause))).encode(), "long.txt") for size in (1, 10)
    }
    compare(
        "An entry that is one line",
        {f"{size} million characters": call(extract, page) for size, page in pages.items()},
        runs=2,
    )


def _clauses(path: Path) -> None:
    """Compare finding themes in clauses with spaCy's PhraseMatcher, which knows neither gaps nor beginnings of words."""
    reviews = extract(read_page(path))
    texts = [clause.passage.text for review in reviews for clause in review.learning]
    texts += [clause.passage.text for review in reviews for clause in review.recommendations]
    labels = sorted({label for label in _plain("themes") if label.lower() == label})
    plain = Lexicon(Wording(label, label) for label in labels)
    whole = theme_lexicon()
    cases = {
        f"casegraph, {len(labels):,} plain labels": call(lambda: sum(len(plain.find(text)) for text in texts)),
        "casegraph, all wordings of themes": call(
            lambda: sum(len(whole.find(text, "recommendation")) for text in texts)
        ),
    }
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        print("\nspaCy is not installed here, so it is not compared: pip install '.[bench]'")
    else:
        english = spacy.blank("en")
        matcher = PhraseMatcher(english.vocab, attr="LOWER")
        matcher.add("theme", [english.make_doc(label) for label in labels])
        name = f"spaCy {version('spacy')}, the same labels"
        cases[name] = call(lambda: sum(len(matcher(english.make_doc(text))) for text in texts))
    compare(f"Finding themes in {len(texts):,} clauses", cases, runs=3)


def _phrases(text: str) -> None:
    """Compare ways to find the plain labels of all concepts in a text."""
    labels = sorted(
        {label.lower() for name in _SCHEMES for label in _plain(name)}, key=lambda label: (-len(label), label)
    )
    automaton = ahocorasick.Automaton()
    for label in labels:
        automaton.add_word(label, label)
    automaton.make_automaton()
    lower = text.lower()
    flat = re.compile(rf"\b(?:{'|'.join(map(re.escape, labels))})\b")
    compare(
        f"Finding {len(labels):,} phrases in {len(text) / 1e6:.1f} million characters",
        {
            "pyahocorasick, overlaps too": call(lambda: sum(1 for _ in automaton.iter(lower))),
            "one flat alternation with re": call(lambda: sum(1 for _ in flat.finditer(lower))),
            "`in`, phrase by phrase": call(
                lambda: sum(label in line for line in lower.splitlines() for label in labels)
            ),
        },
        runs=2,
    )


def _plain(name: SchemeName) -> list[str]:
    """Return the wordings of a scheme that are plain words."""
    return [each.text for each in wordings_of(name) if each.counts_in == "any" and not set("*…|{") & set(each.text)]
