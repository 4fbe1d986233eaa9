"""The explorer's data say what the graph says, and its file is ours alone: the same bytes, a policy, a size."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

import casegraph
from accuracy_file import assert_accuracy_is
from casegraph.building.build import build
from casegraph.drawing.policy import in_script
from casegraph.evaluating import evaluate, read_gold, scores
from casegraph.evaluating.readers import agreements
from casegraph.evaluating.unseen import unseen_pages
from casegraph.explorer.page import explorer, explorer_page
from casegraph.extracting import extract
from casegraph.extracting.records import read_records
from casegraph.reading import read_page
from casegraph.views.clauses import BASES, THEME_BASES

ROOT = Path(__file__).parent.parent


def data_of(page: str) -> dict[str, Any]:
    """The data in an explorer's text."""
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    data: dict[str, Any] = json.loads(found)
    return data


@pytest.fixture(scope="module")
def page(built: Path) -> str:
    """The text of the explorer that a build writes."""
    return (built / "explorer.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def data(page: str) -> dict[str, Any]:
    """The data in it."""
    return data_of(page)


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Any]:
    """That build, open."""
    with casegraph.open(built) as opened:
        yield opened


def clauses(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every clause with its review."""
    for review in data["reviews"]:
        for clause in (*review["learning"], *review["recommendations"]):
            yield review, clause


def test_build_and_draw_write_the_same_bytes(page: str, graph: Any, page_2025: Path, tmp_path: Path) -> None:
    """From memory or from the store, today or tomorrow."""
    assert explorer(graph) == page
    build([page_2025], tmp_path / "again")
    assert (tmp_path / "again" / "explorer.html").read_text(encoding="utf-8") == page


def test_counts_are_those_of_the_build(data: dict[str, Any], built: Path) -> None:
    """As many reviews, clauses, addressings and concepts as build.json says."""
    made = json.loads((built / "build.json").read_text(encoding="utf-8"))
    counts = made["counts"]
    assert {name: data["made"][name] for name in ("version", "base", "counts")} == {
        name: made[name] for name in ("version", "base", "counts")
    }
    asking = [clause for _, clause in clauses(data) if clause.get("asked")]
    basis = [[*BASES][each[1]] for clause in asking for each in clause["asked"]]
    assert len(data["reviews"]) == counts["reviews"]
    assert sum(len(review["learning"]) for review in data["reviews"]) == counts["learning"]
    assert len(asking) == counts["recommendations"]
    assert {name: basis.count(name) for name in BASES} == counts["addressings"]
    themes = [each for _, clause in clauses(data) for each in clause["themes"]]
    read = [THEME_BASES[each[2] if len(each) > 2 else 0] for each in themes]
    assert {name: read.count(name) for name in THEME_BASES} == counts["theme_readings"]
    assert len(data["themes"]) == counts["themes"]
    assert len({each[0] for clause in asking for each in clause["asked"]}) == counts["agencies"]
    assert len(data["keywords"]) == counts["keywords"]


def test_marked_words_are_those_that_the_graph_quotes(data: dict[str, Any], built_store: pyoxigraph.Store) -> None:
    """Each theme and agency of each clause, with its words, and no other."""
    quoted = set()
    rows: Any = built_store.query(
        "PREFIX cg: <https://w3id.org/casegraph/ontology#>"
        "SELECT ?review ?place ?kind ?concept ?quote { ?clause cg:fromReview ?review ; cg:hasReading ?reading ;"
        " cg:inPassage ?place . ?reading a ?kind ; cg:readAs ?concept ; cg:inPassage/cg:quote ?quote"
        " FILTER(?kind IN (cg:ThemeReading, cg:Concern, cg:AskedThrough, cg:LikelyOwner, cg:Addressing)) FILTER NOT EXISTS { ?reading cg:basis <https://w3id.org/casegraph/basis/default> } }"
    )
    for row in rows:
        review, place, kind, concept = (
            re.split("[/#]", row[name].value)[-1] for name in ("review", "place", "kind", "concept")
        )
        quoted.add((review, place, kind, concept, row["quote"].value))
    marked = set()
    for review, clause in clauses(data):
        place = f"char={clause['start']},{clause['start'] + len(clause['text'])}"
        read = [("ThemeReading", "themes", *each[:2]) for each in clause["themes"]]
        for index, _, _, _, quote in (each for each in clause["themes"] if len(each) == 5):
            marked.add((review["id"], place, "ThemeReading", data["themes"][index]["id"], quote))
        read += [("Concern", "agencies", *each) for each in (*clause.get("concerns", ()), *clause.get("via", ()))]
        read += [("AskedThrough", "agencies", *each) for each in clause.get("via", ())]
        if owner := clause.get("owner"):  # without words it is read from the whole clause
            read += [("LikelyOwner", "agencies", owner[0], owner[1] or [[0, len(clause["text"])]])]
        read += [("Addressing", "agencies", each[0], each[2]) for each in clause.get("asked", ())]
        for kind, scheme, index, words in read:
            for start, end in words:
                marked.add((review["id"], place, kind, data[scheme][index]["id"], clause["text"][start:end]))
        for index, *_, words in (each for each in clause["themes"] if len(each) > 4):  # of an introduction
            theme = data["themes"][index]["id"]
            marked |= {(review["id"], place, "ThemeReading", theme, each) for each in words.split(" … ")}
        for index, basis, words, *outside in clause.get("asked", ()):
            assert bool(words or outside) == ([*BASES][basis] != "default")
            marked |= {
                (review["id"], place, "Addressing", data["agencies"][index]["id"], each)
                for quote in outside
                for each in quote.split(" … ")
            }
    assert marked == quoted


def test_each_clause_has_its_place_on_the_page(data: dict[str, Any], page_2025: Path) -> None:
    """Clauses and narratives stand on the page letter by letter, within the entry of their review."""
    text = page_2025.read_text(encoding="utf-8-sig")
    for review in data["reviews"]:
        entry = text[review["start"] : review["end"]]
        assert review["narrative"] and all(paragraph in entry for paragraph in review["narrative"])
    for review, clause in clauses(data):
        assert text[clause["start"] :].startswith(clause["text"])
        assert review["start"] < clause["start"] < clause["start"] + len(clause["text"]) <= review["end"]


def test_a_review_is_told_whole(data: dict[str, Any]) -> None:
    """Heading, place, child, outcome, date and keywords of one review."""
    (review,) = [each for each in data["reviews"] if each["id"] == "2025-camden-child-yue"]
    assert (review["title"], review["name"], review["year"]) == ("2025 – Camden – Child Yue", "Child Yue", 2025)
    assert [data["partnerships"][each]["label"] for each in review["partnerships"]] == [
        "Camden Safeguarding Children Partnership"
    ]
    assert [data["areas"][each]["region"] for each in review["areas"]] == ["London"]
    assert review["children"] == [{"age": 16, "unit": "years", "sex": "female"}]
    assert [data["ageGroups"][each] for each in review["ageGroups"]] == ["16 and 17"]
    assert (data["outcomes"][review["outcome"]]["id"], review["suicide"], review["date"]) == ("death", True, "2023")
    assert [data["keywords"][each]["label"] for each in review["keywords"]][:2] == ["adolescent girls", "culture"]
    assert data["made"]["pages"][review["page"]]["file"] == "nspcc-case-reviews-2025.txt"


CELLS = """
PREFIX cg: <https://w3id.org/casegraph/ontology#>
SELECT ?theme ?agency (COUNT(DISTINCT ?clause) AS ?recommendations) (COUNT(DISTINCT ?review) AS ?reviews) {
  ?clause a cg:Recommendation ; cg:fromReview ?review ; cg:hasTheme ?theme ; %s
} GROUP BY ?theme ?agency"""

SWITCHES = {
    "asked": "cg:addressedTo ?agency",
    "asked and named": "cg:hasAddressing ?asked . ?asked cg:readAs ?agency ; cg:basis ?basis "
    "FILTER(?basis != <https://w3id.org/casegraph/basis/default>)",
    "asked in the clause itself": "cg:addressedToExplicitly ?agency",
    "concerned": "cg:concerns ?agency",
}


def cells(data: dict[str, Any], switch: str) -> dict[tuple[str, str], tuple[int, int]]:
    """Recommendations and reviews of each theme and agency that any recommendation links, counted from the data."""
    surest = {"asked": 3, "asked and named": 2, "asked in the clause itself": 1}.get(switch, 0)
    found: dict[tuple[str, str], list[str]] = {}
    for review in data["reviews"]:
        for clause in review["recommendations"]:
            asked = [each[0] for each in clause["asked"] if each[1] < surest]
            for agency in (
                asked if surest else [each[0] for each in (*clause.get("concerns", ()), *clause.get("via", ()))]
            ):
                for theme, *_ in clause["themes"] if not clause.get("remark") else ():
                    found.setdefault((data["themes"][theme]["id"], data["agencies"][agency]["id"]), []).append(
                        review["id"]
                    )
    return {key: (len(each), len(set(each))) for key, each in found.items()}


@pytest.mark.parametrize("switch", SWITCHES)
def test_each_number_of_the_matrix_is_that_of_sparql(
    data: dict[str, Any], built_store: pyoxigraph.Store, switch: str
) -> None:
    """Every cell, in recommendations and in reviews, for each way of counting."""
    rows: Any = built_store.query(CELLS % SWITCHES[switch])
    asked = {
        tuple(row[name].value.rpartition("/")[2] for name in ("theme", "agency")): tuple(
            int(row[name].value) for name in ("recommendations", "reviews")
        )
        for row in rows
    }
    assert len(asked) > 50
    assert cells(data, switch) == asked


def test_the_network_is_that_of_agencies_that_are_named(data: dict[str, Any], graph: Any) -> None:
    """Its links have the weights of the projection without what is inherited."""
    projection = graph.projection("agency-theme", inherited=False)
    nodes = [
        data[{"agency": "agencies", "theme": "themes"}[each["kind"]]][each["i"]]["id"]
        for each in data["network"]["nodes"]
    ]
    links = {(nodes[one], nodes[other]): weight for one, other, weight in data["network"]["edges"]}
    assert links == {tuple(iri.rpartition("/")[2] for iri in edge[:2]): edge.weight for edge in projection.edges}
    assert len(set(nodes)) == len(nodes) <= 300


def test_a_review_on_two_pages_is_told_as_on_the_later_one(tmp_path: Path) -> None:
    """Places count in the page that was read; another base of IRIs changes nothing of the rest."""
    entry = "2025 – Kent – Child Q\nDeath of a {} boy.\nRecommendations include: the police to review {}.\nKeywords: neglect\n"
    for number, (age, what) in enumerate((("3-year-old", "training"), ("4-year-old", "supervision"))):
        (tmp_path / f"{number}.txt").write_text(f"Page {number}\n" + entry.format(age, what), encoding="utf-8")
    base = "https://example.org/reviews/"
    build([tmp_path / "0.txt", tmp_path / "1.txt"], tmp_path / "out", base=base)
    data = data_of((tmp_path / "out" / "explorer.html").read_text(encoding="utf-8"))
    (review,) = data["reviews"]
    assert (data["made"]["base"], data["made"]["pages"][review["page"]]["file"]) == (base, "1.txt")
    assert review["narrative"] == ["Death of a 4-year-old boy."]
    assert [clause["text"] for clause in review["recommendations"]] == ["the police to review supervision"]
    assert [data["agencies"][each[0]]["id"] for each in review["recommendations"][0]["asked"]] == ["police"]


def test_an_explorer_is_within_its_budget(page: str, data: dict[str, Any]) -> None:
    """250 KB and 6 KB a review."""
    assert len(page.encode()) <= 250_000 + 6_000 * len(data["reviews"])


def test_nothing_but_its_own_style_and_script_may_run(page: str) -> None:
    """The policy allows what has one of its hashes, and the file refers to nothing outside."""
    policy = unescape(re.findall(r'http-equiv="Content-Security-Policy"\s+content="([^"]*)"', page)[0])
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for rule, element in (("style-src", "style"), ("script-src", "script")):
        inline = re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
        hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
        assert rules[rule].split() == [f"'sha256-{each}'" for each in hashes]
    assert not re.search(r"""(?:src|srcset|@import|url\()\s*=?\s*["']?(?:https?:)?//""", page)
    assert not re.search(r"<(?:link|iframe|object|embed)\b", page)


def test_it_says_what_it_is(page: str, data: dict[str, Any]) -> None:
    """Language, character set, title and maker stand in its head, the character set in the first kilobyte."""
    assert re.match(r"<!doctype html>\s*<html lang=\"en", page, re.IGNORECASE)
    assert 0 < page.lower().index('<meta charset="utf-8">') < 1000
    assert "<title>What 73 case reviews published in 2025 recommend, and to whom – Casegraph</title>" in page
    assert f'<meta name="generator" content="casegraph {data["made"]["version"]}">' in page


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "{{data}} {{script}} {{csp}}", "\u2028"]
)
def test_data_stay_data(data: dict[str, Any], text: str) -> None:
    """What ends a script, or looks like a place of the template, comes out as it went in."""
    poisoned = data | {"keywords": [{"id": "x", "label": text}]}
    page = explorer_page(poisoned)
    assert data_of(page)["keywords"][0]["label"] == text
    assert page.count("<script") == explorer_page(data).count("<script")
    assert "<" not in in_script(poisoned)


def measured() -> dict[str, Any]:
    """How well reviews are read, as the explorer tells it: on the unseen pages alone."""
    kept = ROOT / "tests" / "gold" / "lifelike-2019.jsonl"
    with unseen_pages() as (file, _, pages):
        gold = read_gold(file)
        read, by_wordings = (
            [review for page in pages for record in read_records(page, learned=learned) for review in record.reviews]
            for learned in (True, False)
        )
        years = sorted(path.stem.rpartition("-")[2] for path in pages)
    found, readers = scores(evaluate(gold, read)), agreements(gold, read)
    older = scores(evaluate(gold, by_wordings))
    others = scores(evaluate(read_gold(kept), extract(read_page(kept.with_suffix(".txt")))))
    twice = read_gold(kept.with_name("2025-others.jsonl"))
    published = agreements(twice, extract(read_page(ROOT / "data" / "nspcc-case-reviews-2025.txt")))["learning themes"]
    themes = [
        " and ".join(f"{each[f'{what} themes'].f1:.3f}" for what in ("learning", "recommendation"))
        for each in (older, others)
    ]
    return {
        "on": f"{len(gold)} invented reviews that were not used to build it, each labelled by two readers, both of them programs. They are in the manner "
        f"of {years[0]} to {years[-1]}. What both readers gave counts as right; what only one gave counts neither way. These reviews "
        "imply more than published ones do: in themes of learning points their readers agree by an F1 of "
        f"{readers['learning themes'].between_readers:.2f}, those of the page of 2025 by {published.between_readers:.2f}. "
        f"Listed wordings alone, without the learned reader, come to {themes[0]} for themes of learning points and of "
        "recommendations. On 20 other invented reviews, in the style of 2019, whose totals helped to choose between ways of training, "
        f"Casegraph comes to {themes[1]}.",
        "rows": [
            [
                name,
                *(round(number, 3) for number in (each.precision, each.recall, each.f1)),
                *([round(number, 3) for number in readers[name]] if name in readers else [None, None]),
            ]
            for name, each in found.items()
        ],
    }


def test_the_accuracy_that_it_tells_is_measured() -> None:
    """graph/casegraph/collections/nspcc/accuracy.json; UPDATE_README=1 writes it anew."""
    assert_accuracy_is(measured(), "nspcc")


def test_what_readers_agree_on_stands_beside_it(page: str, data: dict[str, Any]) -> None:
    """The page of data and method has a column for each, and a cell without a number where nobody read twice."""
    accuracy = data["made"]["accuracy"]
    method = page[page.index('id="accuracy"') :]
    heads = re.findall(r"<th scope=\"col\"[^>]*>([^<]*)</th>", method)[:6]
    (row,) = re.findall(r"Themes of learning points</th>(.*?)</tr>", method, re.DOTALL)
    (name,) = [each for each in accuracy["rows"] if each[0] == "learning themes"]

    assert heads == ["Field", "Precision", "Recall", "F1", "F1 with one reader", "F1 of two readers"]
    assert re.findall(r">([\d.]+)</td>", row) == [f"{number:.2f}" for number in name[1:]]
    assert [each[4:] for each in accuracy["rows"] if each[0] == "date"] == [[None, None]]
    assert accuracy["in_words"] in page
