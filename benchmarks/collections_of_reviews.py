"""Made-up collections as occurrences: who is asked about what in which of many reviews, as skewed as the real page.

A few keywords, themes and agencies are in very many reviews and most in few (Zipf's law), and reviews have about as many
of each as on the page of 2025.
"""

from casegraph.network.model import Edge, Node, Occurrence, Projection
from casegraph.network.one_mode import project_one_mode

__all__ = ["agency_theme", "alike", "review_keyword"]

AGENCIES, THEMES, KEYWORDS = 40, 88, 1_200
_SEED = 20251123


def review_keyword(reviews: int) -> Projection:
    """Return the keywords of *reviews*, about six each."""
    edges = [
        Edge(f"review/{number:06}", f"keyword/{keyword:04}", "keyword", 1, 1)
        for number, keywords in enumerate(_drawn(reviews, KEYWORDS, 6, 0.9))
        for keyword in keywords
    ]
    return _projection("review-keyword", edges, "review", "keyword")


def agency_theme(reviews: int) -> Projection:
    """Return agencies and the themes of about seven recommendations a review."""
    counted: dict[tuple[int, int], int] = {}
    clauses = reviews * 7
    asked, about = _drawn(clauses, AGENCIES, 1, 1.3), _drawn(clauses, THEMES, 2, 0.8)
    for agencies, themes in zip(asked, about, strict=True):
        for agency in agencies:
            for theme in themes:
                counted[agency, theme] = counted.get((agency, theme), 0) + 1
    edges = [
        Edge(f"agency/{agency:02}", f"theme/{theme:02}", "asked about", weight, weight)
        for (agency, theme), weight in counted.items()
    ]
    return _projection("agency-theme", edges, "agency", "theme")


def alike(reviews: int) -> int:
    """Link each of *reviews* to the 20 most like it by keywords and themes, and return the number of links."""
    keywords, themes = _drawn(reviews, KEYWORDS, 6, 0.9), _drawn(reviews, THEMES, 10, 0.8)
    occurrences = [
        Occurrence(f"review/{number:06}", "alike", what, "", f"review/{number:06}")
        for number in range(reviews)
        for what in (*(f"keyword/{each}" for each in keywords[number]), *(f"theme/{each}" for each in themes[number]))
    ]
    return len(project_one_mode(occurrences, "Jaccard, 20 nearest"))


def _drawn(things: int, of: int, about: int, skew: float) -> list[list[int]]:
    """Draw for each of *things* different numbers below *of*, *about* as many as that, the nth with weight 1/n**skew."""
    import numpy as np

    random = np.random.default_rng([_SEED, things, of])
    weights = 1 / np.arange(1, of + 1) ** skew
    sizes = np.clip(random.poisson(about, things), 1, of)
    flat = random.choice(of, int(sizes.sum()), p=weights / weights.sum())
    return [sorted(set(part.tolist())) for part in np.split(flat, np.cumsum(sizes)[:-1])]


def _projection(name: str, edges: list[Edge], one: str, other: str) -> Projection:
    kinds = {edge.source: one for edge in edges} | {edge.target: other for edge in edges}
    return Projection(name, name, tuple(Node(iri, iri, kinds[iri]) for iri in sorted(kinds)), tuple(sorted(edges)))
