"""Pages of networks: numbers lead to what they count, scores are those of the network, and a large one keeps nobody waiting."""

import csv
import io
import json
import re
import shutil
import threading
from contextlib import suppress
from functools import partial
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pyoxigraph
import pytest

from accessibility import violations
from casegraph.building.build import build
from casegraph.errors import Busy, CasegraphError
from casegraph.graph import Graph
from casegraph.network.projection import project
from casegraph.network.projection_queries import projections
from casegraph.store.build_folder import BuildFolder
from casegraph.store.memory import MemoryStore
from casegraph.unranked import WHY_UNRANKED
from casegraph.views import network_scores as measuring
from casegraph.views.network_scores import DRAWS, scores
from casegraph.views.plain_text import alphabetical
from casegraph.web.measured_networks import MeasuredNetworks, scores_by_a_process
from casegraph.web.single_flight import SingleFlight
from serving import Server, serving, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HTML = {"Accept": "text/html"}
ROW = re.compile(r"<tr><th scope=\"row\">(.*?)</tr>", re.DOTALL)


@pytest.fixture(scope="module")
def measured(page_2025: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the page's first reviews whose networks were measured, as with `casegraph build --metrics`."""
    folder = tmp_path_factory.mktemp("measured")
    page = folder / "page.txt"
    page.write_text("".join(page_2025.read_text(encoding="utf-8").splitlines(keepends=True)[:73]), encoding="utf-8")
    build([page], folder / "exports", metrics=2)
    return folder / "exports"


def seen(server: Server, address: str) -> str:
    """A page as a browser gets it; one that says that its network is being measured is loaded again."""
    for _ in range(60):
        status, _, body = server.ask("GET", address, headers=HTML)
        if status != 503:
            break
    assert status == 200, body[:300]
    return body.decode()


LINK = re.compile(r'<td class="num"><a href="([^"]*#links)">([\d,]+)<span')


@pytest.mark.parametrize("name", ["agency-theme", "partnership-theme", "keyword-keyword"])
def test_each_number_opens_exactly_what_it_counts(server: Server, name: str) -> None:
    """In the list and in the picture of a node: as many sentences as the link says, reviews where it counts them."""
    page = seen(server, f"/networks/{name}?means=yes&partnership=yes")
    found = LINK.findall(page.partition('id="central"')[0])[:4]
    focus = unescape(found[0][0]).partition("&with=")[0] if found else ""
    found += [
        (href, n)
        for href, n in re.findall(r'class="count" href="([^"]*)"><title>(\d+): read them', seen(server, focus))[:4]
    ]
    if name == "keyword-keyword":  # whose weights are no counts
        (href,) = re.findall(r'<a href="([^"]*#links)">[\d.]+<span', page)[:1]
        reviews = re.search(r"<p class=\"quiet\">(\d+) reviews", seen(server, unescape(href).partition("#")[0]))
        assert reviews and int(reviews[1]) >= 2
        return
    assert len(found) == 8
    for address, number in found:
        opened = seen(server, unescape(address).partition("#")[0])
        assert opened.count("<blockquote>") == min(int(number), 50), address


def test_the_number_of_reviews_of_a_node_opens_sentences_of_so_many(server: Server) -> None:
    """Of the first agencies and themes."""
    section = seen(server, "/networks/agency-theme").partition('id="central"')[2].partition("</section>")[0]
    for address, number in LINK.findall(section)[:3]:
        assert f" in {number} review" in seen(server, unescape(address).partition("#")[0])


def test_a_picture_leaves_out_what_swamps_it_and_says_so(server: Server) -> None:
    """The local partnership and ways of acting, until they are switched on; a node in focus is never left out."""
    page = seen(server, "/networks/agency-theme")
    picture = page.partition('class="picture network"')[2].partition("</svg>")[0]
    assert (
        "Local safeguarding" not in picture
        and "Policies, procedures" not in picture
        and "Information sharing" in picture
    )
    assert (
        re.search(r"Safeguarding partnership is hidden: \d\d% of the weight", page)
        and "Ways of acting, such as" in page
    )
    both = (
        seen(server, "/networks/agency-theme?partnership=yes&means=yes")
        .partition('class="picture network"')[2]
        .partition("</svg>")[0]
    )
    assert "Agency: Local safeguarding" in both and "Theme: Policies, procedures" in both
    focused = seen(server, "/networks/agency-theme?at=agency/safeguarding-partnership")
    assert "Agency: Local safeguarding" in focused.partition('class="picture network"')[2]


def test_a_network_says_in_a_sentence_what_it_shows(server: Server) -> None:
    """Its number is that of the page to which it leads."""
    said = re.search(
        r'<b>(.*?) are addressed on the same (\d+) themes?[^<]*</b> <a href="([^"]*)">',
        seen(server, "/networks/agency-theme?means=yes"),
    )
    assert said
    compared = json.loads(server.ask("GET", unescape(said[3]).replace("/compare?", "/compare.json?"))[2])
    assert len(compared["both"]) == int(said[2]) > 3


def test_two_agencies_are_compared_by_numbers_that_open_their_sentences(server: Server) -> None:
    """Themes of both have two numbers, those of one alone have one; without two agencies there is a form."""
    page = seen(server, "/compare?one=icb&other=camhs")
    for table in page.partition('class="compared"')[2].split("<h2")[1:]:
        for row in ROW.findall(table):
            numbers = LINK.findall(row)
            assert len(numbers) == (2 if "Both (" in table else 1)
    address, number = LINK.findall(page)[0]
    assert seen(server, unescape(address).partition("#")[0]).count("<blockquote>") == int(number)
    assert "Choose two agencies." in seen(server, "/compare?one=icb&other=icb")
    assert 'href="/compare?one=icb"' in seen(server, "/agency/icb")


def test_who_is_central_is_two_clicks_away_with_what_it_means(server: Server) -> None:
    """From the start page by way of the networks: who is in most reviews, how certain its place is, and what that does not mean."""
    assert 'href="/networks"' in seen(server, "/")
    assert 'href="/networks/agency-theme"' in seen(server, "/networks")
    page = seen(server, "/networks/agency-theme")
    assert "It does not mean important, or at fault." in page
    assert re.search(r"comes first of \d+ agencies: \d+ of 73 reviews\. With other reviews its place ", page)


@pytest.mark.parametrize("name", [each for each in projections() if each != "collection"])  # which takes long
def test_every_network_has_a_page_and_files(server: Server, name: str) -> None:
    """Links and nodes beside chance on the page, and as many links in each file as it says."""
    page = seen(server, f"/networks/{name}?by=degree&means=yes&partnership=yes")
    state = page.partition('data-part="state">')[2].partition(".")[0].replace(",", "")
    edges = int(re.findall(r"of (\d+) links", state)[0])
    assert "Expected" in page and "<svg" in page
    rows = list(csv.DictReader(io.StringIO(server.ask("GET", f"/networks/{name}.csv")[2].decode("utf-8-sig"))))
    assert len(rows) == edges
    elements = json.loads(server.ask("GET", f"/networks/{name}.json")[2])["elements"]
    assert len(elements["edges"]) == edges
    assert server.ask("GET", f"/networks/{name}.graphml")[2].count(b"<node ") == len(elements["nodes"])


def numbers_in(table: str, place: int) -> list[float]:
    """The numbers in a column of a table, the first of which is 0."""
    cells = [re.findall(r"<td class=\"num\">([^<]*)</td>", row)[place] for row in ROW.findall(table)]
    return [float(cell.replace(",", "").replace("&lt;", "")) for cell in cells]


@pytest.mark.parametrize("by", ["pagerank", "betweenness", "degree", "strength"])
def test_nodes_are_counted_and_a_measure_is_shown_where_it_says_something_else(server: Server, by: str) -> None:
    """Those in most reviews first, within each kind; below, the nodes that the measure puts elsewhere, the highest first."""
    page = seen(server, f"/networks/agency-theme?by={by}")
    assert f'<a href="/networks/agency-theme?by={by}#measures" aria-current="true">' in page
    section = page[page.index('id="central"') : page.index('id="measures"')]
    kinds = section.split("<h3>")[1:]
    assert [kind.partition(" (")[0] for kind in kinds] == ["Agencies", "Themes"]
    for kind in kinds:
        counts = [int(number) for _, number in LINK.findall(kind)]
        assert counts == sorted(counts, reverse=True) and len(counts) > 20
    tables = page[page.index('id="measures"') : page.index('id="communities"')].split("<table")[1:]
    assert len(tables) + page.count("adds nothing to counting") == 2
    for table in tables:
        values = numbers_in(table, 0)
        assert values == sorted(values, reverse=True)
        low, high = zip(*re.findall(r">(\d+)–(\d+)<", table), strict=True)
        places = numbers_in(table, 5)  # by counting
        assert all(not int(first) <= place <= int(last) for first, place, last in zip(low, places, high, strict=True))


def test_nobody_ranks_partnerships(server: Server) -> None:
    """Neither on the page of a network nor in a list nor among filters; each says so or is in the order of the alphabet."""
    page = seen(server, "/networks/partnership-theme")
    assert WHY_UNRANKED in page and "Links by partnership" in page and "Strongest links" not in page
    assert "<h3>Themes (" in page and "<h3>Partnerships" not in page
    links = [unescape(re.sub("<.*?>", "", row.partition("</th>")[0])) for row in ROW.findall(page.partition("<h3>")[0])]
    assert len(links) == 25 and links == sorted(links, key=alphabetical)
    for kind in ("partnership", "area"):
        listed = seen(server, f"/{kind}")
        names = [unescape(re.sub("<.*?>", "", row.partition("</th>")[0])) for row in ROW.findall(listed)]
        assert WHY_UNRANKED in listed and "most frequent first" not in listed
        assert len(names) > 40 and names == sorted(names, key=alphabetical)
    facet = seen(server, "/reviews").partition('data-facet="partnership"')[2].partition("</details>")[0]
    offered = [unescape(each) for each in re.findall(r"<span>([^<]*Partnership[^<]*)</span>", facet)]
    assert len(offered) > 30 and offered == sorted(offered, key=alphabetical)


def test_scores_that_the_build_has_are_shown(measured: Path) -> None:
    """All nine measures, with the build's own numbers, and nothing measured again."""
    with Graph.open(measured) as graph, serving(measured) as server:
        found = scores(graph.store, "agency-theme")
        assert (found.draws, len(found.measures)) == (None, 9)
        page = seen(server, "/networks/agency-theme?by=closeness")
        apart = [each for each in found.nodes if each.differs("closeness")]
        assert all(each.scores["closeness"].expected > 0 for each in found.nodes)
        apart = sorted(
            (each for each in apart if each.node.kind == "agency"), key=lambda each: each.scores["closeness"].rank
        )
        assert apart and all(each.node.label in unescape(page.partition("apart")[2]) for each in apart[:10])
        assert "Communities" in page and "How short the paths from it to all others are" in page
    assert {each.community for each in found.nodes} == {number for number, _, _ in found.communities}
    assert sum(size for _, size, _ in found.communities) == len(found.nodes)


def test_a_large_network_is_not_held_against_chance(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the scores that are quick to get, the same ones as elsewhere; the page says how to get the rest."""
    with Graph.open(built) as graph:
        whole = scores(graph.store, "theme-theme")
        monkeypatch.setattr(measuring, "_LARGEST", 10)
        quick = scores(graph.store, "theme-theme")
    assert (whole.draws, quick.draws) == (DRAWS, 0)
    for one, other in zip(whole.nodes, quick.nodes, strict=True):
        assert one.node == other.node
        for measure in quick.measures:
            assert one.scores[measure].value == other.scores[measure].value


def test_what_a_network_counts_is_let_go_once_it_is_measured(built: Path) -> None:
    """The page shows links and scores, not the thousands of occurrences that they come from."""
    with Graph.open(built) as graph:
        kept = scores(graph.store, "collection").projection
        whole = graph.projection("collection", inherited=False)
    assert whole.occurrences and not kept.occurrences and not any(edge.behind for edge in kept.edges)
    assert [edge[:5] for edge in kept.edges] == [edge[:5] for edge in whole.edges]


def test_so_many_values_are_kept_and_no_more() -> None:
    """Those that were made last."""
    once, made = SingleFlight[str](keeps=2), list[str]()

    def make(name: str) -> str:
        made.append(name)
        return name

    for name in ("one", "two", "three", "three", "two", "one"):
        assert once.get("build", name, partial(make, name)) == name
    assert made == ["one", "two", "three", "one"]


def test_scores_are_made_once_and_few_wait() -> None:
    """Whoever asks meanwhile gets the same, or is told to come back; an error is not kept."""
    once = SingleFlight[str](waiting=2)
    begun, go_on = threading.Event(), threading.Event()
    made: list[str] = []

    def make() -> str:
        begun.set()
        go_on.wait(120)
        made.append("made")
        return "made"

    asked = [threading.Thread(target=once.get, args=("build", "network", make)) for _ in range(2)]
    for each in asked:
        each.start()
    begun.wait(120)
    until(lambda: not once._room._value)
    with pytest.raises(Busy, match="try again"):
        once.get("build", "network", make)
    go_on.set()
    for each in asked:
        each.join()
    assert made == ["made"] and once.get("build", "network", make) == "made" and made == ["made"]

    def fail() -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        once.get("build", "other", fail)
    assert once.get("build", "other", lambda: "later") == "later"


def test_a_network_without_links_has_a_page_too(tmp_path: Path) -> None:
    """Of one short review: pages that say that nothing is linked, and pictures where there is something to see."""
    page = tmp_path / "page.txt"
    page.write_text(
        "2025 – Kent – Child Q\nDeath of a 4-year-old boy.\nRecommendations include: the police to review training.\n",
        encoding="utf-8",
    )
    build([page], tmp_path / "out")
    with serving(tmp_path / "out") as server:
        assert "There are no links" not in seen(server, "/networks/agency-theme")
        assert "There are no links of this type." in seen(server, "/networks/keyword-keyword")


@pytest.mark.parametrize("value", ["<script>", "no-such-measure", "", "9" * 5_000, "\u202e'\"><img src=x>"])
def test_odd_measures_are_no_error(server: Server, value: str) -> None:
    """The page is as if nothing had been said."""
    page = seen(
        server,
        f"/networks/agency-theme?{urlencode({'by': value, 'at': value, 'with': value, 'size': value, 'means': value})}",
    )
    assert "<script>" not in page and "<img" not in page and 'aria-current="true">PageRank' in page


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fetc", "<script>", "agency-theme%00"])
def test_there_are_no_others(server: Server, name: str) -> None:
    """404, as a page, for the network and for its picture."""
    for path in (f"/networks/{name}", f"/networks/{name}/picture"):
        status, _, body = server.ask("GET", path.replace("<", "%3C").replace(">", "%3E"), headers=HTML)
        assert status == 404 and b"<script>" not in body


def test_the_picture_has_a_policy_of_its_own(server: Server) -> None:
    """Its own scripts run, by their hashes; nothing is fetched from anywhere."""
    status, told, _ = server.ask("GET", "/networks/agency-theme/picture", headers=HTML)
    policy = told["content-security-policy"]
    assert status == 200 and "'sha256-" in policy and "default-src 'none'" in policy and "unsafe-inline" not in policy


@pytest.mark.parametrize(
    ("path", "scheme", "width"),
    [
        ("/networks", "light", 320),
        ("/networks/agency-theme", "light", 1280),
        ("/networks/agency-theme?at=agency/icb&with=all&colour=community", "dark", 320),
        ("/networks/theme-theme?colour=community", "dark", 1280),
        ("/compare?one=icb&other=camhs", "light", 320),
    ],
)
def test_axe_finds_nothing(browser: "Browser", server: Server, path: str, scheme: Any, width: int) -> None:
    """On the list and on a network, light and dark; and no page scrolls sideways."""
    size: Any = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"http://{server.host}:{server.port}{path}")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_shown_is_what_the_graph_says(server: Server, built_store: pyoxigraph.Store) -> None:
    """The strongest link of the page is the strongest one of the projection."""
    projection = project(MemoryStore(built_store), "agency-theme", inherited=False)
    strongest = max(projection.edges, key=lambda edge: edge.weight)
    first = ROW.search(seen(server, "/networks/agency-theme?partnership=yes&means=yes"))
    assert first and f">{strongest.weight:g}<span" in first[1] and strongest.source.rpartition("/")[2] in first[1]


def test_the_picture_leads_back_and_says_what_it_needs(browser: "Browser", server: Server) -> None:
    """Without scripts there is a sentence, and no controls that do nothing."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"http://{server.host}:{server.port}/networks/agency-theme/picture")
    shown = page.locator("main").inner_text()
    assert "Turn on JavaScript to see the diagram" in shown and "Show all" not in shown
    page.get_by_role("link", name="Back to the tables of this network").click()
    assert page.url.endswith("/networks/agency-theme")
    page.close()


def test_a_page_does_not_wait_long_for_its_network(built: Path) -> None:
    """It says that the network is being measured; a later request gets it, as it was measured meanwhile."""
    networks = MeasuredNetworks(partial(scores_by_a_process, BuildFolder.at(built)), patience=0)
    with pytest.raises(Busy, match="is being measured"):
        networks.get("build", "agency-theme")

    def is_measured() -> bool:
        with suppress(Busy):
            networks.get("build", "agency-theme")
            return True
        return False

    until(is_measured)
    with Graph.open(built) as graph:
        assert networks.get("build", "agency-theme") == scores(graph.store, "agency-theme")


def test_a_network_that_fails_is_tried_again(built: Path, tmp_path: Path) -> None:
    """Such as one whose store is not there: an error is not kept."""
    folder = tmp_path / "build"
    networks = MeasuredNetworks(partial(scores_by_a_process, BuildFolder(folder)), patience=300)
    with pytest.raises(CasegraphError, match="cannot be measured"):
        networks.get("build", "theme-theme")
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("casegraph.*", "*.html", "*.csv"))
    assert networks.get("build", "theme-theme").nodes
