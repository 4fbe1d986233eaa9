"""What a page doubts is shown so by every face, with one label: no suspected suicide is shown as a suicide anywhere."""

import csv
import html
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

import casegraph
from casegraph.record.model import Review
from casegraph.record.outcome_words import happening_of, outcome_in_words, outcome_keys, outcome_labels
from casegraph.schemes import scheme
from serving import Server

OUTCOMES = scheme("outcomes.ttl")


@pytest.fixture(scope="module")
def labels(reviews: tuple[Review, ...]) -> Mapping[str, str]:
    """What happened in each review in words, by its heading, as read from the page."""
    return {each.title: outcome_in_words(happening_of(each.incident)) for each in reviews}


@pytest.fixture(scope="module")
def counted(reviews: tuple[Review, ...]) -> Mapping[str, int]:
    """How many reviews are counted as what, by the label of the facet."""
    names = outcome_labels({id: each.label for id, each in OUTCOMES.items()})
    return Counter(names[key] for each in reviews for key in outcome_keys(happening_of(each.incident)))


@pytest.fixture(scope="module")
def explored(built: Path) -> dict[str, Any]:
    """The data of the explorer."""
    page = (built / "explorer.html").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    return data


def got(server: Server, address: str, kind: str) -> str:
    """What an address answers in a format."""
    status, _, body = server.ask("GET", address, headers={"Accept": kind})
    assert status == 200, body
    return body.decode()


def shown(page: str) -> str:
    """The words of a page, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_there_is_doubt_to_show(labels: Mapping[str, str]) -> None:
    assert labels["2025 – Buckinghamshire – Child BB"] == "Suspected suicide"
    assert labels["2025 – Camden - Children F"] == "Alleged abuse or neglect"
    assert labels["2025 – Lambeth - Mara"] == "Suspected abuse or neglect"
    assert labels["2025 – Torbay - C110, C111 and C112"] == "Death, cause or circumstances not confirmed"
    assert labels["2025 – Lancashire - Child Alice"] == "Death, circumstances under investigation"
    assert labels["2025 - Redbridge - Zara"] == "Death, suicide given as a keyword only"
    assert labels["2025 - Salford - Yvonne"] == "Death"
    assert labels["2025 - Redcar and Cleveland - Elizabeth"] == "Death of an adult"
    assert labels["2025 – Blackpool - Children B and C"] == "Alleged abuse or neglect"
    assert labels["2025 - North Wales - Our bravery brought justice"] == "Abuse or neglect"
    assert labels["2025 – Camden – Child Yue"] == "Death by suicide"


def test_the_explorer_words_each_review_so(explored: dict[str, Any], labels: Mapping[str, str]) -> None:
    assert {each["title"]: each["what"] for each in explored["reviews"]} == labels
    assert all(each["happened"].startswith(each["what"]) for each in explored["reviews"])


def test_the_page_of_each_review_words_it_so_and_quotes_the_doubt(
    server: Server, explored: dict[str, Any], labels: Mapping[str, str], reviews: tuple[Review, ...]
) -> None:
    words = {each.title: each.incident.certainty_words for each in reviews}
    for review in explored["reviews"]:
        title = review["title"]
        page = shown(got(server, f"/review/{review['id']}", "text/html"))
        outcome = page.partition(" Outcome ")[2]
        assert outcome.startswith(labels[title]), title
        doubt = words[title]
        assert ("" if doubt is None else f"(“{doubt.text}”)") in outcome[:300]
        assert (doubt is None) == (review["doubt"] == "")


def test_lists_word_each_review_so(server: Server, labels: Mapping[str, str]) -> None:
    """As cards, as JSON and as CSV, where certainty has a column of its own."""
    listed = json.loads(got(server, "/reviews", "application/json"))
    assert {each["title"]: each["happened"] for each in listed} == labels
    assert all((each["certainty"] == "stated") == (each["doubt"] is None) for each in listed)
    rows = [*csv.DictReader(io.StringIO(got(server, "/reviews", "text/csv").removeprefix("\ufeff")))]
    assert {row["title"]: row["what happened"] for row in rows} == labels
    assert {row["title"]: row["certainty"] for row in rows} == {each["title"]: each["certainty"] for each in listed}
    cards = shown(got(server, "/reviews?outcome=death-suspected-suicide", "text/html"))
    assert "Suspected suicide, in March 2021" in cards and "Death by suicide" not in cards


def test_facets_count_doubt_apart(server: Server, explored: dict[str, Any], counted: Mapping[str, int]) -> None:
    """All deaths are under Death, and those in doubt and suicides once more beneath it."""
    (facet,) = [each for each in explored["facets"] if each["id"] == "outcome"]
    names = dict(enumerate(label for _, label in facet["values"]))
    assert Counter(names[number] for numbers in facet["of"] for number in numbers) == counted
    page = shown(got(server, "/reviews", "text/html"))
    assert counted["Death – suspected suicide"] and counted["Abuse or neglect – alleged"]
    for label, number in counted.items():
        assert f"{label} {number} " in page, label


def test_tables_networks_and_the_graph_have_the_certainty(built: Path, reviews: tuple[Review, ...]) -> None:
    certainties = {each.title: each.incident.certainty for each in reviews}
    with duckdb.connect() as database:
        table = database.execute(
            "SELECT title, certainty FROM read_parquet(?)", [str(built / "tables" / "reviews.parquet")]
        )
        assert dict(table.fetchall()) == certainties
    nodes = csv.DictReader((built / "nodes.csv").read_text(encoding="utf-8-sig").splitlines())
    assert {row["label"]: row["certainty"].lower() for row in nodes if row["kind"] == "review"} == certainties
    with casegraph.open(built) as graph:
        found = graph.query(
            "SELECT ?title ?certainty { ?r a cg:Review ; rdfs:label ?title ; cg:concernsIncident/cg:certainty ?certainty }"
        )
        assert {row["title"]: str(row["certainty"]).rpartition("/")[2] for row in found} == certainties
        years = [dict(row) for row in graph.ask("outcome-year-table").rows]
    in_doubt = Counter(OUTCOMES[each.incident.outcome].label for each in reviews if each.incident.certainty != "stated")
    assert {row["outcome"]: row["suspected_or_alleged"] for row in years if row["suspected_or_alleged"]} == in_doubt
    ledger = csv.DictReader((built / "recommendations.csv").read_text(encoding="utf-8-sig").splitlines())
    assert {row["review"]: row["certainty"] for row in ledger}.items() <= certainties.items()
