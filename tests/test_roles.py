"""An agency's role: six ways in which recommendations are its business, and one number in every face."""

import csv
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

import casegraph
from casegraph.building.build import build
from casegraph.cli import main
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection
from casegraph.views.collection_file import FILE, read_collection
from casegraph.views.entity import sentences
from casegraph.views.matrix import matrix
from casegraph.views.neighbours import neighbours
from casegraph.views.role_answers import role_groups
from casegraph.views.role_words import ROLE_WISH
from casegraph.views.roles import ASKING, WAYS, Role, Way, naming, role
from casegraph.views.texts import COUNTED, PARTS
from serving import Server, serving
from test_explorer_data import data_of

ROLES = ("health", "icb", "police", "schools", "probation")
PAGE = """\
2025 – Kent – Child A
Death of a 4-year-old boy in May 2020.
Learning themes include: information sharing.
Recommendations to the partnership include: ask the probation service to review how moves are notified; seek assurance from the ICB and
the police that health visitors and the police share information; the ICB should audit referrals to health visitors; the safeguarding
partners should review the escalation policy; ask the ICB to work with the safeguarding partners.
Keywords: child neglect
> Read the overview report
2025 – Cardiff – Child B
Death of a 5-year-old boy in May 2020.
Learning themes include: information sharing.
Recommendations: the safeguarding partners should review the escalation policy.
Keywords: child neglect
> Read the overview report
2025 – Belfast – Child C
Death of a 6-year-old boy in May 2020.
Learning themes include: information sharing.
Recommendations: the safeguarding partners should review the escalation policy.
Keywords: child neglect
> Read the overview report
2025 – Anonymous – Child D
Death of a 7-year-old boy in May 2020.
Learning themes include: information sharing.
Recommendations: the safeguarding partners should review the escalation policy; all conferences must be minuted.
Keywords: child neglect
> Read the overview report
"""


class Faces(NamedTuple):
    """One build in every face."""

    view: Collection
    server: Server
    explorer: dict[str, Any]
    folder: Path

    def json(self, address: str) -> Any:
        """What the server answers to a program."""
        status, _, body = self.server.ask("GET", address)
        assert status == 200, address
        return json.loads(body)


@pytest.fixture(scope="module")
def faces(built: Path) -> Iterator[Faces]:
    """The page that ships, in every face."""
    data = data_of((built / "explorer.html").read_text(encoding="utf-8"))
    with serving(built) as server:
        yield Faces(read_collection(built / FILE), server, data, built)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A page with every way."""
    folder = tmp_path_factory.mktemp("roles")
    text = re.sub(r"(?<=[^.\n])\n(?=the police|partners)", " ", PAGE)
    (folder / "page.txt").write_text(text, encoding="utf-8", newline="\n")
    build([folder / "page.txt"], folder / "exports", force=True)
    return read_collection(folder / "exports" / FILE)


@pytest.fixture(scope="module")
def command(faces: Faces) -> Callable[..., Any]:
    """The command `casegraph role` on that build, as JSON."""

    def run(*words: str) -> Any:
        answer = CliRunner().invoke(main, ["role", *words, "--format", "json", "--graph", str(faces.folder)])
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.stdout)

    return run


def sizes(shown: Role) -> dict[Way, int]:
    """How many recommendations an agency has in each way."""
    return {way: len(clauses) for way, clauses in shown.groups.items()}


def test_every_agency_has_one_number_a_way_in_every_face(faces: Faces, command: Callable[..., Any]) -> None:
    """The view, the command, roles.csv, the explorer's data, the served page and its JSON."""
    in_command = {each["agency"]: each for each in command()}
    in_file: dict[str, dict[str, int]] = {}
    text = (faces.folder / "roles.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        in_file.setdefault(row["agency"], {})[row["way"]] = int(row["recommendations"])
    in_explorer = Counter(
        (faces.explorer["agencies"][agency]["id"], faces.explorer["ways"][way])
        for review in faces.explorer["reviews"]
        for clause in review["recommendations"]
        for agency, way in clause.get("ways", ())
    )
    crossed = {role: matrix(faces.view, {"role": [role]}) for role in ("asked", "any", *WAYS[2:])}
    listed = {each["id"]: each for each in faces.json("/agency.json")}
    assert {*in_command} == {*faces.view.agencies} == {*in_file} - {""}
    for id in faces.view.agencies:
        shown = role(faces.view, id)
        counts = sizes(shown)
        served = faces.json(f"/agency/{id}.json")
        assert counts == in_command[id]["counts"] == served["counts"], id
        assert counts == {way: len(rows) for way, rows in served["groups"].items()}, id
        assert counts == {way: in_explorer[id, way] for way in WAYS}, id
        assert {"all": shown.total, "asked": shown.asking} | {
            str(way): number for way, number in counts.items()
        } == in_file[id], id
        assert shown.total == in_command[id]["total"] == served["total"] == sum(counts.values()), id
        assert shown.asking == in_command[id]["asked"] == served["asked"] == shown.total - counts["mentioned"], id
        assert (listed[id]["recommendations that ask it in any way"], listed[id]["recommendations in any way"]) == (
            shown.asking, shown.total,
        ), id  # fmt: skip
        assert counts["named"] + counts["introduced"] == crossed["asked"].number(None, id), id
        assert shown.asking == crossed["any"].number(None, id), id
        assert all(counts[way] == crossed[way].number(None, id) for way in WAYS[2:]), id
        page = faces.server.ask("GET", f"/agency/{id}")[2].decode()
        assert [int(each) for each in re.findall(r"part=\w+#sentences\"[^>]*>[^<]+</a><b>(\d+)</b>", page)] == [
            counts[way] for way in ASKING
        ], id
        said = counted(shown.asking, *COUNTED["asking"])
        assert f"<b>{said}</b>" in page, id
        assert (counted(counts["mentioned"], *COUNTED["mentioned"]) in page) == (counts["mentioned"] > 0), id
        in_switch = re.findall(r'<option value="(\w+)"[^>]*>[^<]+ \(([\d,]+)\)</option>', page)
        assert counts == {way: int(dict(in_switch)[way].replace(",", "")) for way in WAYS}, id
        assert not shown.asking or in_switch[0] == ("asked", f"{shown.asking:,}"), id


def test_questions_give_the_numbers_of_roles(faces: Faces) -> None:
    """What all statutory partners are asked may mention one of them as well: then a question has it as mentioned too."""
    with casegraph.open(faces.folder) as graph:
        table = {row["group"]: row for row in graph.ask("owner-deadline-measure", by="agency").rows}
        for id, agency in faces.view.agencies.items():
            shown = role(faces.view, id)
            counts = sizes(shown)
            about = graph.ask("recommendations-about", agency=id).rows
            through = {row["iri"] for row in about if row["way"] == "asked through"}
            mentioned = {row["quote"] for row in about if row["way"] == "mentioned"}
            row = table.get(agency.label, defaultdict(int))
            ways = [row[name] for name in ("recommendations", "named", "asked_through", "as_partner", "likely_owner")]
            named = counts["named"] + counts["introduced"]
            assert ways == [shown.asking, named, counts["via"], counts["statutory"], counts["owner"]], id
            assert graph.ask("likely-owner", agency=id).total == counts["owner"], id
            assert len(through) == counts["via"], id
            alone = {clause.text for clause in shown.groups["mentioned"]}
            assert alone <= mentioned <= alone | {clause.text for clause in shown.groups["statutory"]}, id
        both = naming(faces.view)
        everything = graph.ask("owner-deadline-measure").rows[0]
        said = [everything[name] for name in ("named", "no_agency_named", "asked_through")]
        assert said == [both.named, both.unnamed, both.unnamed_via]


@pytest.mark.parametrize("id", ROLES)
def test_every_face_lists_the_same_recommendations(faces: Faces, command: Callable[..., Any], id: str) -> None:
    rows = {way: [*own] for way, own in role_groups(faces.view, role(faces.view, id)).items()}
    assert rows == command(id)["groups"] == faces.json(f"/agency/{id}.json")["groups"]
    with casegraph.open(faces.folder) as graph:
        assert graph.role(faces.view.agencies[id].label) == command(id)
    number = next(at for at, each in enumerate(faces.explorer["agencies"]) if each["id"] == id)
    for at, way in enumerate(WAYS):
        in_explorer = [
            clause["text"]
            for review in faces.explorer["reviews"]
            for clause in review["recommendations"]
            if [number, at] in clause.get("ways", ())
        ]
        body = faces.server.ask("GET", f"/agency/{id}.csv?part={way}")[2].decode("utf-8-sig")
        saved = [row["text"] for row in csv.DictReader(io.StringIO(body))]
        assert in_explorer == saved == [row["text"] for row in rows[way]]


def test_every_theme_has_one_number_in_every_face(faces: Faces) -> None:
    """The view, the command's question, the served page and list, the explorer's data and the table of recommendations."""
    listed = {each["id"]: each for each in faces.json("/theme.json")}
    with (faces.folder / "recommendations.csv").open(encoding="utf-8-sig", newline="") as file:
        in_table = [{*row["theme_ids"].split("; ")} for row in csv.DictReader(file)]
    asks = [
        each for review in faces.explorer["reviews"] for each in review["recommendations"] if not each.get("remark")
    ]
    of_clauses = [{faces.explorer["themes"][theme[0]]["id"] for theme in each["themes"]} for each in asks]
    with casegraph.open(faces.folder) as graph:
        for id in faces.view.themes:
            number = sentences(faces.view, "theme", id).sizes["recommendations"]
            beneath = faces.view.beneath("theme", id)
            assert number == len({row["iri"] for row in graph.ask("recommendations-on", theme=id).rows}), id
            assert number == listed[id]["recommendations"], id
            assert number == len(faces.json(f"/theme/{id}.json?part=recommendations")["sentences"]), id
            assert number == sum(bool(themes & beneath) for themes in of_clauses), id
            assert number == sum(bool(themes & beneath) for themes in in_table), id


def test_named_never_stands_without_those_that_name_no_agency(faces: Faces, command: Callable[..., Any]) -> None:
    """In every face both, and they are all recommendations."""
    both = naming(faces.view)
    assert both.named + both.unnamed == faces.view.made.counts["recommendations"]
    assert command("icb")["naming"] == {
        "named": both.named,
        "unnamed": both.unnamed,
        "unnamed_via": both.unnamed_via,
    }
    answer = CliRunner().invoke(main, ["role", "icb", "--graph", str(faces.folder)])
    page = faces.server.ask("GET", "/agency/icb")[2].decode()
    assert str(both) in answer.stdout and str(both) in page
    assert {each: faces.explorer["naming"][each] for each in ("named", "unnamed", "unnamed_via")} == command("icb")[
        "naming"
    ]
    (unnamed,) = re.findall(r'<a href="(/agency/[^"]+part=unnamed)">', page)
    assert len(faces.json(unnamed.replace("?", ".json?"))["sentences"]) == both.unnamed


def test_an_agency_that_is_asked_through_another_has_it_on_its_page(small: Collection) -> None:
    shown = role(small, "probation")
    assert sizes(shown)["via"] == 1 and sizes(shown)["mentioned"] == 0
    assert next(clause.text for clause in shown.groups["via"]).startswith("ask the probation service")


def test_a_page_opens_on_all_that_an_agency_is_asked(small: Collection) -> None:
    """In any way of being asked; what merely mentions it is left out, and so it is of the themes beside."""
    opened = sentences(small, "agency", "probation")
    shown = role(small, "probation")
    assert opened.part == opened.first == "asked" and len(opened.clauses) == shown.asking > len(shown.groups["named"])
    subjects, acting, reviews = neighbours(small, "agency", "health-visiting")
    assert (subjects.counts, acting.counts, reviews.counts) == ((), (), ())
    for agency in small.agencies:
        subjects, acting, _ = neighbours(small, "agency", agency)
        assert not any(small.themes[each.id].is_means for each in subjects.counts)
        assert all(small.themes[each.id].is_means for each in acting.counts)


def test_each_recommendation_is_in_its_strongest_way(small: Collection) -> None:
    """Health is asked through the ICB though health visitors are mentioned, and named once though they are again."""
    assert sizes(role(small, "health")) == {
        "named": 1, "introduced": 0, "via": 2, "statutory": 3, "owner": 0, "mentioned": 0,
    }  # fmt: skip
    assert sizes(role(small, "health-visiting"))["mentioned"] == 2
    for id in small.agencies:
        clauses = [(each.review, each.number) for own in role(small, id).groups.values() for each in own]
        assert len(clauses) == len({*clauses}), id


def test_the_law_of_the_nation_says_who_the_statutory_partners_are(small: Collection) -> None:
    """England's where no area is known; a health board is health in Wales; Northern Ireland has no such partners."""
    reviews = {id: {each.review for each in role(small, id).groups["statutory"]} for id in small.agencies}
    titles = {id: {small.reviews[each].title for each in own} for id, own in reviews.items()}
    england, wales = {"2025 – Kent – Child A", "2025 – Anonymous – Child D"}, "2025 – Cardiff – Child B"
    assert titles["icb"] == england
    assert titles["police"] == titles["local-authority"] == titles["health"] == england | {wales}
    assert titles["probation"] == {wales}
    assert not titles["statutory-partners"] and not titles["safeguarding-partners"]


def test_a_likely_owner_is_never_counted_as_named(faces: Faces) -> None:
    """Where it is inferred no agency is named, and the page says so beside it."""
    shown = role(faces.view, "local-authority")
    owned = list(shown.groups["owner"])
    assert owned and not any(clause.agency_ids() for clause in owned)
    assert {id for clause in owned for id in clause.owner_ids} <= faces.view.beneath("agency", "local-authority")
    page = faces.server.ask("GET", "/agency/local-authority?part=owner&marks=all")[2].decode()
    assert "Likely owner: " in page and "(inferred" in page and '<mark class="owner' in page
    assert "Addressed to: " not in page


def test_ways_are_called_the_same_everywhere() -> None:
    assert {*WAYS} < {*PARTS}


FORMER = ("it by name", "Taken to be meant", "nobody is named", "not asked", "Concerns:", "Explicit")
"""How faces called it that an agency is named, assumed or mentioned."""


@pytest.mark.parametrize("address", ["/", "/agency", "/agency/police?part=mentioned", "/matrix", "/find?words=police"])
def test_no_page_has_another_word_for_named(faces: Faces, address: str) -> None:
    """An agency is named, in the text or in the introduction, or it is not."""
    page = faces.server.ask("GET", address)[2].decode()
    quoted = re.sub(r"(?s)<blockquote>.*?</blockquote>|<q>.*?</q>", "", page)
    assert "named" in quoted and [each for each in FORMER if each in quoted] == []


def test_an_unknown_agency_is_told_with_what_may_have_been_meant(faces: Faces) -> None:
    answer = CliRunner().invoke(main, ["role", "polise", "--graph", str(faces.folder)])
    assert answer.exit_code == 2 and "Did you mean police (Police)?" in answer.output


@pytest.mark.parametrize(
    ("name", "subject", "near"),
    [("SEND", True, "send-services (SEND services)"), ("neglect", True, ""), ("health board", False, "health-and-wellbeing-board")],
)  # fmt: skip
def test_a_subject_is_no_agency_and_the_command_that_answers_is_named(
    faces: Faces, name: str, subject: bool, near: str
) -> None:
    answer = CliRunner().invoke(main, ["role", name, "--graph", str(faces.folder)])
    assert answer.exit_code == 2 and near in answer.output
    assert (f"“{name}” is a subject, not an agency." in answer.output) == subject
    assert ("casegraph ask recommendations-on --theme" in answer.output) == subject


@pytest.mark.parametrize(
    ("words", "agency"),
    [("everything for probation", "probation"), ("everything for health", "health"), ("what falls to the police?", "police")],
)  # fmt: skip
def test_words_that_ask_for_everything_for_an_agency_get_its_role(faces: Faces, words: str, agency: str) -> None:
    """On the command line as `role` answers; on the page that finds, first and with every way."""
    arguments = ["--graph", str(faces.folder), "--format", "json"]
    asked = CliRunner().invoke(main, ["ask", words, *arguments])
    assert json.loads(asked.stdout) == json.loads(CliRunner().invoke(main, ["role", agency, *arguments]).stdout)
    page = faces.server.ask("GET", "/find?words=" + words.replace(" ", "+").replace("?", "%3F"))[2].decode()
    counts = json.loads(asked.stdout)["counts"]
    role = page.partition(f'<a href="/agency/{agency}">Everything for')[2].partition("</p>")[0]
    assert f" {sum(counts.values())} recommendation" in role
    assert all(f"{number} " in role for number in counts.values() if number)


def test_the_explorer_reads_such_words_by_the_same_pattern() -> None:
    script = resources.files("casegraph.explorer") / "scripts" / "find.js"
    assert f"const ROLE_WISH = /{ROLE_WISH}/;" in script.read_text("utf-8")


def test_an_agency_that_no_review_has_is_shown_with_nothing(faces: Faces, command: Callable[..., Any]) -> None:
    from casegraph.schemes import scheme

    unused = next(id for id in scheme("agencies.ttl") if id not in faces.view.agencies)
    assert command(unused)["total"] == 0
