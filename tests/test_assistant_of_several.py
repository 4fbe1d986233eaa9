"""An assistant asks each collection of a build on its own, and gets what all of them say of one agency, as its page has it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from starlette.testclient import TestClient

from casegraph.assistant.instructions import instructions
from casegraph.assistant.served import Served, open_served
from casegraph.assistant.server import tool_server
from casegraph.assistant.shortening import PIECE
from casegraph.building.build import build
from casegraph.collections import profile_named
from casegraph.collections.profile import Profile
from casegraph.web.app import application
from letters import LETTERS

REVIEW = """2025 – Kent – Child U
Death of a baby.
Recommendations include: the police should share information about neglect; the ICB should revise training
Keywords: neglect
"""
MANY = LETTERS + "".join(f"Letter {n} (2025), Kent: the police should audit records {n}\n" for n in range(3, 26))
OWN = "the police should share information about neglect"


@pytest.fixture(scope="module")
def joined(letters: Profile, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001
    """A build of a case review and letters."""
    folder = tmp_path_factory.mktemp("several")
    for name, text in (("letters.txt", MANY), ("reviews.txt", REVIEW)):
        (folder / name).write_text(text, encoding="utf-8")
    build([folder / "letters.txt", folder / "reviews.txt"], folder / "exports", write=["records"])
    return folder / "exports"


@pytest.fixture(scope="module")
def served(joined: Path) -> Iterator[Served]:
    """What the tools answer from."""
    opened = open_served(joined)
    yield opened
    opened.close()


def results(served: Served, *calls: tuple[str, dict[str, Any]]) -> tuple[str, list[Any]]:
    """The instructions and the answers of some calls, each held against the schema of its tool; or what they say is wrong."""

    async def ask() -> tuple[str, list[Any]]:
        async with Client(tool_server(served)) as client:
            answers = [await client.call_tool(name, given) for name, given in calls]
            wrong = [json.loads(each.content[0].text)["problem"] if each.is_error else None for each in answers]  # type: ignore[union-attr]
            got = [each.structured_content or problem for each, problem in zip(answers, wrong, strict=True)]
            return client.instructions or "", got

    return anyio.run(ask)


def texts(sentences: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """The words of sentences, with their themes."""
    themes = ([theme["id"] if isinstance(theme, dict) else theme for theme in each["themes"]] for each in sentences)
    return [
        (str(each.get("quoted_source_text", each.get("text"))), of) for each, of in zip(sentences, themes, strict=True)
    ]


def test_an_assistant_gets_the_sentences_that_the_page_has_from_each_collection(served: Served, joined: Path) -> None:
    app = application(joined, hosts=("testserver",))
    try:
        page = TestClient(app).get("/agency/police.json").json()
    finally:
        app.state.close()
    _, (first, second) = results(
        served,
        ("entity", {"kind": "agency", "id": "police"}),
        ("entity", {"kind": "agency", "id": "police", "page": 2}),
    )
    (there,), (rest,), (shown,) = first["elsewhere"], second["elsewhere"], page["elsewhere"]
    assert texts(first["sentences"]) == texts(page["sentences"]) and first["sentences"][0]["quoted_source_text"] == OWN
    assert texts([*there["sentences"], *rest["sentences"]]) == texts(shown["sentences"])
    counts = ("collection", "title", "requests", "in_documents", "documents", "mentioned")
    assert [there[name] for name in counts] == [shown[name] for name in counts]
    assert (there["in_words"], there["page"]) == (f"{shown['in_words']}.", shown["address"])
    assert there["shown"]["left_out"].startswith(f"Shown: 1 to {PIECE} of 24 sentences.")
    assert first["in_words"] == "1 of 2 recommendations, in 1 of 1 published review."
    assert first["about_elsewhere"] == "They are counted apart and are in none of the numbers above."
    assert there["source"]["rights"] == "Text of the page: the inspectorate."
    assert there["sentences"][0]["page"].startswith("/letters/recommendation/")


CALLS: dict[str, dict[str, Any]] = {
    "search": {"words": "police"},
    "entity": {"kind": "theme", "id": "neglect"},
    "list_questions": {},
    "question_values": {"question": "recommendations-to", "parameter": "agency"},
    "ask_question": {"question": "recommendations-to", "values": {"agency": "police"}},
    "similar_recommendations": {"text": "audit records"},
    "source_passages": {"sentence": "letter-1-2024-kent/1"},
    "sparql": {"query": "ASK { review:letter-1-2024-kent ?of ?any }"},
}


def test_every_tool_answers_from_the_collection_that_is_chosen(served: Served) -> None:
    """With its own notice, helpline, rights and denominators; numbers of two are never added."""
    beginning, answers = results(served, *((name, {**given, "collection": "letters"}) for name, given in CALLS.items()))
    for name, answer in zip(CALLS, answers, strict=True):
        source = answer["source"]
        assert (source["collection_id"], source["documents"], source["counted_as"]) == (
            "letters",
            25,
            "open letters",
        ), name
        assert (
            "made-up things" in source["content_warning"]
            and source["about_counts"] == "Counts are of what letters say."
        )
        assert "help@example.org" in source["helpline"] and source["rights"] == "Text of the page: the inspectorate."
    by = dict(zip(CALLS, answers, strict=True))
    assert (by["search"]["of_sentences"], by["similar_recommendations"]["of_recommendations"]) == (25, 25)
    assert (by["ask_question"]["total"], by["ask_question"]["denominator"], by["sparql"]["truth"]) == (24, 25, True)
    assert by["search"]["readings"][0]["page"] == "/letters/agency/police"
    assert by["entity"]["elsewhere"][0]["in_words"] == "1 recommendation in 1 of 1 published review."
    assert (
        "letters (Letters of the Made-up Inspectorate: 25 open letters)" in beginning
        and "never add those of two" in beginning
    )
    across = {"question": "asked-across", "values": {"agency": "police", "last": 9}, "collection": "letters"}
    _, (own, listed, all_of) = results(
        served, ("ask_question", CALLS["ask_question"]), ("list_questions", {}), ("ask_question", across)
    )
    assert (all_of["total"], all_of["denominator"]) == (1, 2) and "24 of 25" in all_of["quoted_summary"]
    assert (own["total"], own["denominator"]) == (1, 2)
    names = [{each["name"] for each in answer["questions"]} for answer in (listed, by["list_questions"])]
    assert ["asked-across" in each for each in names] == [True, False]  # the store of the first has all


def test_an_assistant_learns_what_a_collection_calls_its_reviews_and_recommendations() -> None:
    others = [(profile_named("pfd"), "2 coroners' reports")]
    beginning = instructions(profile_named("nspcc"), "73 published reviews", others)
    assert "tools answer from nspcc" in beginning and beginning.count("what tools call a review") == 1
    assert "In pfd, what tools call a review is a coroner's report, and a recommendation is a concern." in beginning


def test_what_another_collection_has_is_said_so(served: Served) -> None:
    _, wrong = results(
        served,
        ("search", {"words": "police", "collection": "leters"}),
        ("sparql", {"query": "ASK {}", "collection": "zzz"}),
        ("source_passages", CALLS["source_passages"]),
        ("similar_recommendations", {"recommendation": "letter-1-2024-kent/1"}),
        ("entity", {"kind": "review", "id": "letter-1-2024-kent"}),
    )
    assert wrong[0] == "The build has no collection “leters”. Did you mean letters?"
    assert wrong[1] == "The build has no collection “zzz”. It has nspcc and letters."
    assert all("ask again with the collection letters." in each for each in wrong[2:]), wrong[2:]


def test_a_new_build_is_taken_up_for_all_collections(joined: Path, tmp_path: Path) -> None:
    folder, letters, reviews = tmp_path / "exports", tmp_path / "letters.txt", tmp_path / "reviews.txt"
    shutil.copytree(joined, folder)
    letters.write_text(f"{MANY}Letter 99 (2025), Kent: the police should listen\n", encoding="utf-8")
    reviews.write_text(REVIEW.replace("the ICB", "the police"), encoding="utf-8")
    opened = open_served(folder / "letters")  # as --collection names it
    try:
        asked = "entity", {"kind": "agency", "id": "police"}
        _, (before,) = results(opened, asked)
        build([letters, reviews], folder, write=["records"])
        _, (after,) = results(opened, asked)
    finally:
        opened.close()
    assert before["in_words"] == "24 of 25 recommendations, in 24 of 25 open letters."
    assert after["in_words"] == "25 of 26 recommendations, in 25 of 26 open letters."
    counts = [each["elsewhere"][0]["in_words"].partition(" recommendation")[0] for each in (before, after)]
    assert counts == ["1", "2"]
