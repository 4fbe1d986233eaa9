"""Centrality beside chance: the null keeps what it says, ranks tell ties, and everything is the same every time."""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import networkx
import numpy as np
import pyoxigraph
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import casegraph
from casegraph.building.build import build
from casegraph.cli import main
from casegraph.errors import CasegraphError
from casegraph.exporting import NETWORK_FORMATS
from casegraph.names import PREFIXES
from casegraph.network import project, projections
from casegraph.network.adjacency import Adjacency, adjacency
from casegraph.network.bootstrap import resampled_networks
from casegraph.network.centrality import centrality, with_scores
from casegraph.network.communities import leiden, modularity
from casegraph.network.measures import MEASURES, measure
from casegraph.network.model import Edge, Node, Occurrence, Projection
from casegraph.network.null_model import null_networks
from casegraph.network.score_triples import score_triples
from casegraph.network.tallies import tallies
from casegraph.store.memory import MemoryStore
from casegraph.unranked import WHY_UNRANKED
from casegraph.views.networks import rankings

NAMES = projections()


@pytest.fixture(scope="module")
def networks(built_store: pyoxigraph.Store) -> dict[str, Projection]:
    """All projections of the page of 2025, without agencies that are there by default."""
    return {name: project(MemoryStore(built_store), name, inherited=False) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_null_networks_keep_degrees_kinds_and_weights(networks: dict[str, Projection], name: str) -> None:
    graph = adjacency(networks[name])
    between = sorted(
        map(sorted, zip(graph.kinds[graph.sources].tolist(), graph.kinds[graph.targets].tolist(), strict=True))
    )
    for null in null_networks(graph, 3, seed=1):
        assert measure(null, "degree").tolist() == measure(graph, "degree").tolist()
        assert sorted(null.weights.tolist()) == sorted(graph.weights.tolist())
        ends = list(zip(null.sources.tolist(), null.targets.tolist(), strict=True))
        assert len({frozenset(pair) for pair in ends}) == len(graph.weights)
        kinds = sorted(
            map(sorted, zip(null.kinds[null.sources].tolist(), null.kinds[null.targets].tolist(), strict=True))
        )
        assert kinds == between
        assert set(ends) != set(zip(graph.sources.tolist(), graph.targets.tolist(), strict=True))


def test_trades_reach_every_network_with_the_same_degrees_equally_often() -> None:
    """Two nodes with one link each to two of three others: six networks in all."""
    graph = Adjacency(
        5, np.array([0, 1]), np.array([2, 3]), np.ones(2), np.array([0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 1])
    )
    seen: dict[tuple[int, ...], int] = {}
    for null in null_networks(graph, 400, seed=3):
        seen[tuple(null.targets.tolist())] = seen.get(tuple(null.targets.tolist()), 0) + 1
    assert set(seen) == {(2, 3), (3, 2)}  # degrees of the other side hold too
    assert all(150 < times < 250 for times in seen.values())


def test_swaps_reach_every_network_with_the_same_degrees_equally_often() -> None:
    """A ring of five nodes: twelve rings have these degrees."""
    ring = Adjacency(5, np.array([0, 1, 2, 3, 0]), np.array([1, 2, 3, 4, 4]), np.ones(5), np.zeros(5, np.int64))
    seen: dict[frozenset[tuple[int, int]], int] = {}
    for null in null_networks(ring, 1200, seed=3):
        key = frozenset(zip(null.sources.tolist(), null.targets.tolist(), strict=True))
        seen[key] = seen.get(key, 0) + 1
    assert len(seen) == 12
    assert all(60 < times < 150 for times in seen.values())


PAIR = Projection(
    "p",
    "P",
    (Node("a", "A", "agency"), Node("b", "B", "agency"), Node("t", "T", "theme")),
    (Edge("a", "t", "asked", 2, 2), Edge("b", "t", "asked", 1, 1)),
    (
        Occurrence("a", "asked", "t", "r1/1", "r1"),
        Occurrence("a", "asked", "t", "r2/1", "r2"),
        Occurrence("b", "asked", "t", "r2/2", "r2"),
    ),
)


def test_reviews_drawn_anew_count_as_often_as_they_are_drawn() -> None:
    graph = adjacency(PAIR)
    drawn = {tuple(network.weights.tolist()) for network, _ in resampled_networks(PAIR, graph, 50, seed=1)}
    assert drawn == {(2.0,), (2.0, 1.0), (2.0, 2.0)}  # r1 twice, each once, r2 twice


def test_a_folded_projection_is_folded_anew_from_copies_of_reviews() -> None:
    """The two themes stand together in one recommendation of r1; drawn twice, in two."""
    occurrences = tuple(Occurrence(theme, "together", "r1/1", "", "r1") for theme in "tu")
    occurrences += (Occurrence("t", "together", "r2/1", "", "r2"),)
    nodes = (Node("t", "T", "theme"), Node("u", "U", "theme"))
    both = Projection("p", "P", nodes, (Edge("t", "u", "together", 1, 1, ("r1/1",)),), occurrences, "together")
    drawn = {tuple(network.weights.tolist()) for network, _ in resampled_networks(both, adjacency(both), 50, seed=1)}
    assert drawn == {(), (1.0,), (2.0,)}


@pytest.mark.parametrize("name", NAMES)
def test_drawing_every_review_once_gives_the_projection(networks: dict[str, Projection], name: str) -> None:
    from casegraph.network import bootstrap

    projection = networks[name]
    graph = adjacency(projection)
    reviews = sorted({each.review for each in projection.occurrences})
    count = (bootstrap._one_mode if projection.one_mode else bootstrap._counted)(projection, graph, reviews)
    again = count(np.ones(len(reviews), np.int64))
    assert again.sources.tolist() == graph.sources.tolist()
    assert again.targets.tolist() == graph.targets.tolist()
    assert again.weights == pytest.approx(graph.weights)


def test_ties_share_a_rank_and_kinds_are_ranked_apart() -> None:
    found = centrality(PAIR, measures=["degree", "strength"], samples=5)
    rank = {each.node.iri: {name: score.rank for name, score in each.scores.items()} for each in found.nodes}
    assert rank == {
        "a": {"degree": 1, "strength": 1},
        "b": {"degree": 1, "strength": 2},
        "t": {"degree": 1, "strength": 1},
    }


def test_a_network_without_nodes_has_no_scores() -> None:
    """As that of partnerships has none, where no page names an area."""
    empty = centrality(Projection("p", "P", (), ()), samples=2)
    assert (empty.nodes, empty.communities) == ((), ())


def test_what_follows_from_degrees_alone_is_no_surprise(networks: dict[str, Projection]) -> None:
    """Degree and, in a network whose weights are all one, strength are what the null gives."""
    for each in centrality(networks["review-keyword"], measures=["degree", "strength"], samples=5).nodes:
        for score in each.scores.values():
            assert score.value == pytest.approx(score.expected)
            assert score.z == 0


def test_the_same_seed_gives_the_same_and_another_one_another(networks: dict[str, Projection]) -> None:
    one, same, other = (
        centrality(networks["agency-theme"], measures=["pagerank"], samples=5, seed=seed) for seed in (1, 1, 2)
    )
    assert one == same
    assert one != other


def test_the_partnership_that_nobody_named_is_left_out_and_said_to_be(networks: dict[str, Projection]) -> None:
    assert centrality(networks["agency-theme"], measures=["degree"], samples=2).left_out > 200
    assert centrality(networks["theme-theme"], measures=["degree"], samples=2).left_out == 0


@pytest.mark.parametrize(("measures", "samples", "said"), [(["fame"], 5, "fame"), (None, 1, "use 2 or more")])
def test_what_cannot_be_measured_is_refused(measures: list[str] | None, samples: int, said: str) -> None:
    with pytest.raises(CasegraphError, match=said):
        centrality(PAIR, measures=measures, samples=samples)


@pytest.mark.parametrize("name", NAMES)
def test_communities_are_at_least_as_good_as_those_of_networkx(networks: dict[str, Projection], name: str) -> None:
    graph = adjacency(networks[name])
    plain = graph.networkx()
    wanted = networkx.community.modularity(plain, networkx.community.louvain_communities(plain, seed=1))
    parts = leiden(graph)
    assert modularity(graph, parts) == pytest.approx(networkx.community.modularity(plain, parts))
    assert modularity(graph, parts) >= wanted * 0.99
    assert leiden(graph) == parts


def test_communities_are_told_by_themes(networks: dict[str, Projection]) -> None:
    for name in ("agency-theme", "review-review", "theme-theme"):
        found = centrality(networks[name], measures=["degree"], samples=2)
        members = [iri for part in found.communities for iri in part.nodes]
        assert sorted(members) == [node.iri for node in networks[name].nodes]
        assert all(len(one.nodes) >= len(other.nodes) for one, other in pairwise(found.communities))
        assert found.communities[0].typical


def test_sparql_finds_the_most_central_agency(networks: dict[str, Projection]) -> None:
    found = centrality(networks["agency-theme"], measures=["pagerank"], samples=5)
    store = pyoxigraph.Store()
    store.bulk_load(score_triples(found).text().encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    rows = store.query(
        f"PREFIX cg: <{PREFIXES['cg']}> SELECT ?node ?value {{ ?score cg:ofNode ?node ; cg:rank 1 ; cg:value ?value "
        "FILTER(CONTAINS(STR(?node), '/agency/')) }"
    )
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    (row,) = rows
    first = max(
        (each for each in found.nodes if each.node.kind == "agency"), key=lambda each: each.scores["pagerank"].value
    )
    assert (row["node"].value, float(row["value"].value)) == (first.node.iri, first.scores["pagerank"].value)


EDGES = st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("tuvw")), st.integers(1, 4), min_size=1)


@settings(max_examples=25)
@given(EDGES)
def test_any_network_can_be_measured(weights: dict[tuple[str, str], int]) -> None:
    """However small or split."""
    nodes = tuple(
        sorted({Node(end, end.upper(), "agency" if end in "abcd" else "theme") for pair in weights for end in pair})
    )
    edges = tuple(sorted(Edge(one, other, "asked", weight, 1) for (one, other), weight in weights.items()))
    seen = tuple(
        Occurrence(one, "asked", other, f"{one}{other}{n}", f"r{n}")
        for (one, other), top in weights.items()
        for n in range(top)
    )
    for each in centrality(Projection("p", "P", nodes, edges, seen), samples=3).nodes:
        for score in each.scores.values():
            assert score.rank_low <= score.rank_high
            assert np.isfinite([score.value, score.expected]).all()


def run(*words: str) -> str:
    """What `casegraph metrics` prints."""
    result = CliRunner().invoke(main, ["metrics", *words], env={"COLUMNS": "240"})
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_prints_a_table_of_each_kind(built: Path) -> None:
    said = run("agency-theme", "--graph", str(built), "--samples", "3", "--top", "2")
    assert "named, " in said and "Those with no agency named (assumed:" in said
    assert "Integrated care board" not in said.splitlines()[0]
    assert said.count("community 1:") == 1
    assert "agency (" in said
    assert "theme (" in said


def test_the_command_gives_the_keys_of_the_contract(built: Path) -> None:
    rows = json.loads(run("agency-theme", "--graph", str(built), "--samples", "3", "--format", "json"))
    suffixes = ("", "_expected", "_z", "_rank", "_rank_low", "_rank_high")
    wanted = {"iri", "label", "kind", "community"} | {f"{name}{end}" for name in MEASURES for end in suffixes}
    wanted |= {f"counted{end}" for end in ("", "_rank", "_rank_low", "_rank_high")}
    assert all(row.keys() == wanted for row in rows)
    assert {row["kind"] for row in rows} == {"agency", "theme"}
    assert all(row["counted_rank_low"] <= row["counted_rank_high"] for row in rows)


def test_the_table_has_counts_and_only_those_scores_that_say_something_else(built: Path) -> None:
    """Agencies by the number of reviews that name them; then those that a measure ranks outside the interval, and no others."""
    options = ("agency-theme", "--graph", str(built), "--samples", "20", "--by", "betweenness")
    said = run(*options, "--top", "100")
    table = said.partition("agency (")[2].partition("theme (")[0]
    counts, sentence, apart = table.partition("betweenness ranks ")
    rows = [row for row in json.loads(run(*options[:-2], "--format", "json")) if row["kind"] == "agency"]
    elsewhere = [
        row for row in rows if not row["betweenness_rank_low"] <= row["counted_rank"] <= row["betweenness_rank_high"]
    ]
    assert sentence + apart.split(" differently")[0] == f"betweenness ranks {len(elsewhere)} of {len(rows)} agencies"
    assert [row["label"] in apart for row in rows] == [row in elsewhere for row in rows]
    numbers = [int(number) for number in re.findall(r"(\d+) +\d+ +\d+–\d+ ", counts)]
    assert numbers == sorted(numbers, reverse=True) and len(numbers) == len(rows)
    assert MEASURES["betweenness"].example in said


def test_a_measure_that_says_no_more_than_counting_is_left_out() -> None:
    """In a star whose links weigh the same, everybody stands where counting puts them."""
    rankings_of = rankings(centrality(PAIR, measures=["degree", "pagerank"], samples=20).nodes, "pagerank")
    assert [(each.heading, each.apart) for each in rankings_of] == [("Agencies", ()), ("Themes", ())]
    assert rankings_of[0].in_words("pagerank") == "pagerank adds nothing to counting for agencies, so it is not shown."


def test_a_node_is_counted_by_its_reviews_and_a_review_by_its_links(networks: dict[str, Projection]) -> None:
    for name in ("agency-theme", "keyword-keyword", "review-keyword"):
        network = networks[name]
        for node, tally in zip(network.nodes, tallies(network, samples=20), strict=True):
            own = [each for each in network.occurrences if node.iri in (each.source, each.target)]
            others = {each.target for each in own} if node.kind == "review" else {each.review for each in own}
            assert tally.value == len(others), node
            assert tally.rank_low <= tally.rank_high


def test_partnerships_have_neither_a_rank_nor_a_score(built: Path, tmp_path: Path) -> None:
    """In no format; they keep their place in the network and their community, in the order of the alphabet."""
    options = ("partnership-theme", "--graph", str(built), "--samples", "2")
    table, rows = run(*options, "--top", "500"), json.loads(run(*options, "--format", "json"))
    assert WHY_UNRANKED in table and "partnership (" not in table
    partnerships = [row for row in rows if row["kind"] == "partnership"]
    assert len(partnerships) > 40
    for row in partnerships:
        assert {name for name, value in row.items() if value is not None} == {"iri", "label", "kind", "community"}
        assert row["label"] not in table.partition("communities")[0]
    assert [row["iri"] for row in partnerships] == sorted(row["iri"] for row in partnerships)
    turtle = run(*options, "--format", "turtle")
    assert "score/partnership-theme/pagerank/theme/" in turtle
    assert "score/partnership-theme/pagerank/partnership/" not in turtle

    file = tmp_path / "p.graphml"
    (write,) = NETWORK_FORMATS["graphml"].files.values()
    with casegraph.open(built) as graph:
        scored = with_scores(centrality(graph.projection("partnership-theme"), measures=["degree"], samples=2))
    file.write_text("".join(write(scored)), "utf-8")
    nodes = dict(networkx.read_graphml(file).nodes(data=True)).values()
    ranked = {data["kind"]: "degree_rank" in data for data in nodes}
    assert ranked == {"partnership": False, "theme": True}
    assert {type(data["degree_rank"]) for data in nodes if data["kind"] == "theme"} == {int}


@pytest.mark.parametrize("form", ["csv", "turtle"])
def test_the_command_writes_for_other_programs(built: Path, form: str) -> None:
    text = run("theme-theme", "--graph", str(built), "--samples", "2", "--format", form)
    if form == "csv":
        assert text.startswith("\ufeffiri,label,kind,degree")
    else:
        assert len(list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE))) > 1000


def test_a_measure_that_does_not_exist_is_wrong_usage(built: Path) -> None:
    result = CliRunner().invoke(main, ["metrics", "agency-theme", "--graph", str(built), "--by", "fame"])
    assert result.exit_code == 2
    assert "pagerank" in result.output


def test_a_build_can_hold_the_scores_in_a_file_and_a_graph_of_their_own(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    page = gold.parents[2] / "tests" / "gold" / "plain-words-2014.txt"
    summary = build([page], out, base="https://example.org/", metrics=2)
    assert "metrics.ttl" in summary.files
    with casegraph.open(out) as graph:
        rows = graph.query(
            "SELECT ?node { GRAPH <https://example.org/graph/metrics> { ?s cg:inProjection projection:agency-theme ; "
            "cg:ofMeasure measure:strength ; cg:rank 1 ; cg:ofNode ?node } ?node skos:inScheme ?scheme }"
        )
        assert graph.query("ASK { ?s a cg:Score }") is False
        strength: Counter[str] = Counter()
        for edge in graph.projection("agency-theme", inherited=False).edges:
            strength[edge.source] += int(edge.weight)
    assert {row["node"] for row in rows} >= {
        agency for agency, weight in strength.items() if weight == max(strength.values())
    }
    assert len(list(pyoxigraph.parse((out / "metrics.ttl").read_bytes(), format=pyoxigraph.RdfFormat.TURTLE))) > 5_000


@pytest.mark.parametrize("form", ["graphml", "gexf", "cytoscape", "csv"])
def test_networks_are_exported_with_their_scores(built: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["export", form, "--projection", "agency-theme", "--metrics", "--graph", str(built)]
    words += ["--table", "nodes"] if form == "csv" else []
    monkeypatch.setattr(
        "casegraph.network.centrality.measure", lambda graph, name, engine="auto": measure(graph, "degree")
    )
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert "betweenness_rank_low" in result.output
    assert "community" in result.output
