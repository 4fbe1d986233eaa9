"""Shapes: each finds what it is about and nothing in a right graph, a wrong graph replaces none, pyshacl finds the same."""

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from click.testing import CliRunner
from click.testing import Result as Shown
from rdflib.namespace import RDF, SH

from casegraph.building import build
from casegraph.building.graph import graph_text
from casegraph.cli import main
from casegraph.errors import BuildError
from casegraph.extracting import extract
from casegraph.names import BASE, PREFIXES
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.store.memory import MemoryStore
from casegraph.store.protocol import Solutions
from casegraph.validating import Result, Shape, shapes, validate, violations

BUILDING = sys.modules[build.__module__]
PAGES = sorted(path for folder in ("pages", "gold") for path in (Path(__file__).parent / folder).glob("*.txt"))
OTHER_BASE = "https://example.org/graph/"
SHAPES = {shape.name: shape for shape in shapes()}

CEILINGS = {"learning-theme": 2, "recommendation-theme": 2}  # warnings that the page of 2025 may give, by shape

INVENTED = """2031 – Kent – Child U
Suicide of a 15-year-old girl, in March 2029, whilst living with her mother.
Learning themes include: neglect; the child's voice; and professional curiosity.
Recommendations include: the ICB should ensure that GPs share information with schools about neglect; train all staff.

2031 – Essex – Baby V
Death of a 3-week-old boy, in May 2030, whilst in the care of his father.
Learning includes: parental mental health; working with other agencies; and domestic abuse.
Recommendations to the partnership include: review training on domestic abuse; the police should revise guidance on neglect; raise awareness of safe sleeping.
Recommendations: actions have already been completed by the school nursing service.
"""


class Mutation(NamedTuple):
    """What makes the first ?this of *where* wrong: triples that go and triples that come, for all rows of it."""

    where: str
    gone: str = ""
    new: str = ""


def missing(kind: str, predicate: str) -> Mutation:
    return Mutation(f"?this a {kind} ; {predicate} ?old", f"?this {predicate} ?old")


def changed(kind: str, predicate: str, value: str) -> Mutation:
    return missing(kind, predicate)._replace(new=f"?this {predicate} {value}")


def second(kind: str, predicate: str, value: str) -> Mutation:
    return missing(kind, predicate)._replace(gone="", new=f"?this {predicate} {value}")


def once(kind: str, predicate: str, value: str) -> list[Mutation]:
    """A property that is missing, or has a value too many; in the same words with a language, if it is a text."""
    tagged = f"?this a {kind} ; {predicate} ?old BIND(STRLANG(STR(?old), 'cy') AS ?same)"
    same = [Mutation(tagged, new=f"?this {predicate} ?same")] if '"' in value else []
    return [missing(kind, predicate), second(kind, predicate, value), *same]


CLAUSES = {"learning": "cg:LearningPoint", "recommendation": "cg:Recommendation", "remark": "cg:Remark"}
MUTATIONS: dict[str, list[Mutation]] = {
    **{f"{name}-text": once(kind, "cg:text", '"Other words."') for name, kind in CLAUSES.items()},
    **{f"{name}-passage": once(kind, "cg:inPassage", "cg:another-passage") for name, kind in CLAUSES.items()},
    **{f"{name}-review": once(kind, "cg:fromReview", "review:another") for name, kind in CLAUSES.items()},
    **{f"{name}-theme": [Mutation(f"?this a {kind} ; cg:text ?words ; cg:hasTheme ?t", "?this cg:hasTheme ?t")]
        for name, kind in CLAUSES.items() if name != "remark"},
    "addressed-read": [Mutation("?this cg:addressedTo ?agency", new="?this cg:addressedTo agency:nobody")],
    "addressing-basis": once("cg:Addressing", "cg:basis", "basis:guess"),
    "addressing-kind": once("cg:Addressing", "cg:readAs", "agency:nobody"),
    "addressing-words": [Mutation("?this cg:basis basis:explicit ; cg:asPrinted ?old", "?this cg:asPrinted ?old")],
    "broader-cycle": [Mutation("?this skos:broader ?above", new=f"?above skos:broader {way} ?this")
        for way in ("", "?this . ?this skos:broader", "cg:between . cg:between skos:broader")],
    "child-age-said": [missing("cg:Child", "cg:age")],
    "child-age": [
        *(Mutation(f"?this cg:age ?age ; {part} ?old", f"?this {part} ?old") for part in ("cg:ageUnit", "cg:ageInMonths")),
        *(changed("cg:Child", "cg:ageInMonths", months) for months in ("-1", '"three"'))],
    "child-age-range": [Mutation("?this cg:age ?age ; cg:ageInMonths ?m", "?this cg:ageInMonths ?m", "?this cg:ageInMonths 300.5")],
    "child-address": [Mutation("?this a cg:Incident", new="?this a cg:Child")],
    "child-said": [Mutation("?this a cg:Child", new=f'?this {predicate} "A name"') for predicate in ("rdfs:label", "cg:caseName")],
    "child-sex": [changed("cg:Child", "cg:sex", '"boy"')],
    "concept-label": once("skos:Concept", "skos:prefLabel", '"another"@en'),
    "concept-language": [changed("skos:Concept", "skos:prefLabel", '"of no language"'),
        second("skos:Concept", "skos:altLabel", '"arall"@cy')],
    "concern-not-addressed": [Mutation("?this cg:concerns ?agency", new="?this cg:addressedTo ?agency")],
    "coverage-share": [changed("cg:Coverage", "cg:share", share) for share in ("0.0", "1.01", '"all"')],
    "explicit-read": [Mutation("?this cg:hasAddressing ?a . ?a cg:basis basis:default ; cg:readAs ?agency",
        new="?this cg:addressedToExplicitly ?agency")],
    "incident-date": [missing("cg:Incident", "cg:occurred")],
    "incident-days": [changed("cg:Incident", "cg:occurredTo", '"1999-12-31"^^xsd:date')],
    "incident-outcome": once("cg:Incident", "cg:outcome", "outcome:other"),
    "incident-suicide": [missing("cg:Incident", "cg:isSuicide"),
        Mutation("?this cg:isSuicide true", new="?this cg:isSuicide false")],
    "incident-suicide-death": [Mutation("?this cg:isSuicide true ; cg:outcome ?o", "?this cg:outcome ?o", "?this cg:outcome outcome:harm")],
    "label-once": [Mutation("?this skos:broader ?other ; skos:prefLabel ?label . ?other skos:prefLabel ?old",
        "?other skos:prefLabel ?old", "?other skos:prefLabel ?label")],
    "nobody-named": [Mutation("?this cg:hasAddressing ?a . ?a cg:basis basis:explicit ; cg:asPrinted ?words",
        "?a cg:basis basis:explicit", "?a cg:basis basis:default")],
    "partnership-area": [missing("cg:SafeguardingPartnership", "cg:coversArea")],
    "partnership-label": once("cg:SafeguardingPartnership", "rdfs:label", '"Another"'),
    "page-collection": once("cg:SourcePage", "dcterms:isPartOf", "cg:another-collection"),
    "passage-quote": [
        changed("cg:Passage", "cg:quote", '"not so long"'),
        *(changed("cg:Passage", part, value) for part, value in (("cg:end", "0"), ("cg:start", '"here"'))),
        Mutation("?this cg:start ?start ; cg:end ?end ; cg:quote ?quote BIND(-STRLEN(?quote) AS ?before)",
            "?this cg:start ?start ; cg:end ?end", "?this cg:start ?before ; cg:end 0")],
    "passage-whole": [
        *(missing("cg:Passage", part) for part in ("oa:hasSource", "cg:start", "cg:end", "cg:quote")),
        changed("cg:Passage", "oa:hasSource", "cg:no-page"),
        second("cg:Passage", "oa:hasSource", "cg:another-page"),
        *(second("cg:Passage", part, "-1") for part in ("cg:start", "cg:end", "cg:quote"))],
    "reading-concept": once("cg:ThemeReading", "cg:readAs", "theme:nothing"),
    "reading-wording": [missing("cg:ThemeReading", "cg:wording")],
    "recommendation-addressing": [missing("cg:Recommendation", "cg:hasAddressing")],
    "resolution-basis": once("cg:Resolution", "cg:resolutionBasis", "resolution:guess"),
    "resolution-body": once("cg:Resolution", "cg:resolvedTo", "body:another"),
    "review-anonymous": [missing("cg:Review", "cg:areaLabel")],
    "review-clauses": [Mutation("?this cg:hasLearning|cg:hasRecommendation ?c",
        "?this cg:hasLearning ?c ; cg:hasRecommendation ?c")],
    "review-entry": [Mutation("?entry dcterms:references ?this", "?entry dcterms:references ?this")],
    "review-label": once("cg:Review", "rdfs:label", '"Another"'),
    **{f"{kind.lower()}-passage": [missing(f"cg:{kind}", "cg:inPassage")] for kind in ("Reading", "Review")},
    "review-place": [Mutation("?this cg:areaLabel ?label ; cg:forArea ?area", "?this cg:forArea ?area")],
    "review-year": once("cg:Review", "cg:year", "1999"),
    "theme-no-group": [
        Mutation("?this cg:hasTheme/skos:broader ?group . ?group skos:topConceptOf ?s", new="?this cg:hasTheme ?group")],
    "theme-read": [Mutation("?this cg:hasTheme ?theme", new="?this cg:hasTheme theme:nothing")],
}  # fmt: skip
"""By shape; in an order in which the first mutation of each can be made one after the other, and all are found."""

UNTYPED = """
cg:x cg:hasTheme cg:a ; cg:addressedTo cg:b ; cg:addressedToExplicitly cg:b ; cg:concerns cg:b ; cg:areaLabel "Nowhere" .
cg:x skos:broader cg:x ; skos:inScheme cg:s ; skos:prefLabel "x" . cg:y skos:inScheme cg:s ; skos:prefLabel "x" ."""
"""Nodes of no class, wrong in what is said of them."""

MANGLES: dict[str, Callable[[str], str]] = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "characters beyond 16 bits": lambda text: text.replace("a", "🧒🏽"),
    "accents apart": lambda text: text.replace("e", "e\u0301").replace("–", "—"),
    "spaces, quotes, backslashes": lambda text: text.replace(" ", "\xa0 \t").replace(";", " '\"\\;"),
    "no labels": lambda text: text.replace("include", "").replace("Recommendations", ""),
    "impossible age and day": lambda text: text.replace("15", "99").replace("March 2029", "32 May 2029 to 1 May 1029"),
    "every review twice": lambda text: text + text,
    "one heading for two": lambda text: text.replace("Essex – Baby V", "Kent – Child U"),
    "other places": lambda text: text.replace("Kent", "Kent and Nowhere").replace("Essex", "Atlantis"),
}


def rows(store: ox.Store, query: str) -> Solutions:
    return MemoryStore(store).select(query)


def results(store: ox.Store, base: str = BASE, pages: dict[str, str] | None = None) -> list[Result]:
    return validate(MemoryStore(store, base), pages=pages)


def nodes(store: ox.Store, shape: Shape) -> set[str]:
    return {row["this"].value for row in rows(store, shape.select)}


def mutate(store: ox.Store, mutation: Mutation) -> tuple[str, set[ox.Quad], set[ox.Quad]]:
    """Make a node wrong; return it, the triples that went and those that came."""
    node = next(iter(rows(store, f"SELECT ?this {{ {mutation.where} }} ORDER BY ?this LIMIT 1")), None)
    assert node is not None, f"nothing in the graph is like {mutation.where}"

    def triples(template: str) -> set[ox.Quad]:
        text = f"CONSTRUCT {{ {template} }} {{ VALUES ?this {{ {node['this']} }} {mutation.where} }}"
        found = store.query(text, prefixes=dict(PREFIXES))
        assert isinstance(found, ox.QueryTriples)
        return {ox.Quad(*triple) for triple in found}

    gone, new = triples(mutation.gone), triples(mutation.new)
    gone, new = {quad for quad in gone if quad in store}, {quad for quad in new if quad not in store}
    exchange(store, gone, new)
    return node["this"].value, gone, new


def exchange(store: ox.Store, gone: set[ox.Quad], new: set[ox.Quad]) -> None:
    for quad in gone:
        store.remove(quad)
    store.extend(new)


def store_of(text: str) -> ox.Store:
    store = ox.Store()
    store.bulk_load(text.encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


def triples_of(store: ox.Store) -> str:
    return "".join(f"{quad.triple} .\n" for quad in store)


def graph_of(*texts: str, base: str = BASE) -> tuple[ox.Store, dict[str, str]]:
    """The graph of pages in memory, and their texts by SHA-256."""
    pages = [page_of(text.encode(), f"page-{number}.txt") for number, text in enumerate(texts)]
    text = graph_text(mint([extract(page) for page in pages]), base)
    return store_of(text), {page.sha256: page.text for page in pages}


@pytest.fixture(scope="module")
def graph(built: Path) -> ox.Store:
    """The build of the page of 2025, in memory; what changes it undoes that."""
    return store_of((built / "casegraph.nt").read_text(encoding="utf-8"))


def run(*words: str | Path) -> Shown:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_every_shape_has_a_mutation() -> None:
    assert set(MUTATIONS) == set(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_finds_what_it_is_about(name: str, graph: ox.Store) -> None:
    """The node made wrong and at most those that its changed triples name; none that was found before."""
    before = nodes(graph, SHAPES[name])
    for mutation in MUTATIONS[name]:
        node, gone, new = mutate(graph, mutation)
        found = nodes(graph, SHAPES[name]) - before
        exchange(graph, new, gone)
        ends = {end for quad in gone | new for end in (quad.subject, quad.object)}
        assert {node} <= found <= {node, *(end.value for end in ends if isinstance(end, ox.NamedNode))}, mutation
    assert nodes(graph, SHAPES[name]) == before


def test_the_page_of_2025_has_no_violation_and_no_more_warnings_than_before(graph: ox.Store, page_2025: Path) -> None:
    page = page_of(page_2025.read_bytes(), page_2025.name)
    found = results(graph, pages={page.sha256: page.text})
    count = Counter(result.shape.name for result in found if result.shape.severity == "warning")

    assert violations(found) == []
    assert {name: number for name, number in count.items() if number > CEILINGS.get(name, 0)} == {}
    assert {name: count[name] for name in CEILINGS} == CEILINGS, "fewer warnings than CEILINGS: lower them"


@pytest.mark.parametrize("paths", [*([path] for path in PAGES), PAGES], ids=[*(path.stem for path in PAGES), "all"])
def test_no_page_makes_a_wrong_graph(paths: list[Path]) -> None:
    base = OTHER_BASE if len(paths) > 1 else BASE
    store, pages = graph_of(*(path.read_text(encoding="utf-8") for path in paths), base=base)

    assert violations(results(store, base, pages)) == []


@pytest.mark.parametrize("mangle", MANGLES.values(), ids=MANGLES)
def test_no_mangled_page_makes_a_wrong_graph(mangle: Callable[[str], str]) -> None:
    """Alone, and beside the page that it once was."""
    for base, texts in ((BASE, [mangle(INVENTED)]), (OTHER_BASE, [INVENTED, mangle(INVENTED)])):
        store, pages = graph_of(*texts, base=base)
        assert violations(results(store, base, pages)) == []


def lose_a_year(text: str) -> str:
    """Drop what says when the first review was published."""
    line = next(line for line in text.splitlines(keepends=True) if "ontology#year>" in line and "/review/" in line)
    return text.replace(line, "")


def misquote(text: str) -> str:
    """Change a letter of the quote of a passage."""
    assert text.count('#quote> "parental mental health"') == 1
    return text.replace('#quote> "parental mental health"', '#quote> "parental mental wealth"')


def break_builds(monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str], folder: Path) -> Path:
    """Let every build make a wrong graph; return a page to build from."""
    monkeypatch.setattr(BUILDING, "graph_text", lambda minted, base: change(graph_text(minted, base)))
    (folder / "invented.txt").write_text(INVENTED, encoding="utf-8", newline="\n")
    return folder / "invented.txt"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lose_a_year, r"A review needs exactly one year of publication\. \S+/review/2031-[\w-]+"),
        (misquote, r"The quote is not what stands at its place on the page\. \S+#char=\S+ parental mental wealth"),
    ],
    ids=["a triple less", "another letter"],
)
def test_a_wrong_graph_replaces_nothing(
    change: Callable[[str], str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "exports"
    build([PAGES[0]], out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    page = break_builds(monkeypatch, change, tmp_path)

    with pytest.raises(BuildError, match=rf"does not hold what it must \(violations of ontology[^\n]+\n  {said}\Z"):
        build([page], out, force=True)
    shown = run("build", page, "--out", out, "--force")
    assert shown.exit_code == 1 and "does not hold what it must" in shown.stderr
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert len(before) > 10


@pytest.mark.parametrize("base", [BASE, OTHER_BASE])
def test_another_letter_in_a_quote_is_found_with_its_page_alone(base: str) -> None:
    store, pages = graph_of(INVENTED, base=base)
    altered = store_of(misquote(triples_of(store)))

    assert violations(results(altered, base)) == []
    assert violations(results(altered, base, {"another page": INVENTED})) == []
    (wrong,) = violations(results(altered, base, pages))
    assert (wrong.shape, wrong.value) == (SHAPES["passage-quote"], "parental mental wealth")
    assert INVENTED[slice(*map(int, wrong.node.rpartition("=")[2].split(",")))] == "parental mental health"


def test_the_command_leaves_with_3_where_something_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another letter in a quote is wrong only if the page is given."""
    monkeypatch.setattr(BUILDING, "checked", lambda *_: [])
    build([break_builds(monkeypatch, lose_a_year, tmp_path)], tmp_path / "less", base=OTHER_BASE)
    page = break_builds(monkeypatch, misquote, tmp_path)
    build([page], tmp_path / "misquoted")

    shown = run("validate", "--graph", tmp_path / "less")
    assert (shown.exit_code, shown.stderr) == (3, "") and ": 1 violation, " in shown.stdout.splitlines()[0]
    assert "A review needs exactly one year of publication.  review/2031-" in shown.stdout
    assert run("validate", "--graph", tmp_path / "misquoted").exit_code == 0
    shown = run("validate", page, "--graph", tmp_path / "misquoted")
    assert shown.exit_code == 3 and "parental mental wealth" in shown.stdout


def test_the_command_leaves_with_0_where_nothing_is_wrong_and_shows_every_result(
    built: Path, graph: ox.Store, page_2025: Path
) -> None:
    names = ["severity", "shape", "message", "node", "value"]
    every = [[one.shape.severity, one.shape.name, one.shape.message, one.node, one.value] for one in results(graph)]
    table, as_csv, as_json = (
        run("validate", page_2025, "--graph", built, "--format", form) for form in ("table", "csv", "json")
    )

    assert [(shown.exit_code, shown.stderr) for shown in (table, as_csv, as_json)] == [(0, "")] * 3
    assert ": 0 violations, " in table.stdout.splitlines()[0]
    assert list(csv.reader(io.StringIO(as_csv.stdout_bytes.decode()))) == [names, *every]
    assert [[*row] for row in json.loads(as_json.stdout)] == [names] * len(every)
    assert [[*row.values()] for row in json.loads(as_json.stdout)] == every


def found_by_pyshacl(store: ox.Store) -> set[tuple[str, ...]]:
    """Shape, severity, node and value; the value is the node itself where a shape gives none."""
    data = rdflib.Graph().parse(data=triples_of(store), format="nt")
    judge = rdflib.Graph().parse(Path(__file__).parent.parent / "ontology" / "shapes.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=judge, meta_shacl=True)
    assert isinstance(report, rdflib.Graph)
    found: set[tuple[str, ...]] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        parts = (SH.sourceShape, SH.resultSeverity, SH.focusNode, SH.value)
        shape, severity, node, value = (str(report.value(result, part)) for part in parts)
        name, kind = shape.rpartition("/")[2], severity.removeprefix(str(SH)).lower()
        found.add((name, kind, node, "" if value == node else value))
    return found


def found_by_us(store: ox.Store) -> set[tuple[str, ...]]:
    return {(one.shape.name, one.shape.severity, one.node, one.value) for one in results(store)}


def small_graph(page: str) -> ox.Store:
    """The graph of a page without the concepts that its reviews do not use; pyshacl takes long enough."""
    store, _ = graph_of(page)
    unused = "?c a skos:Concept ; ?p ?o FILTER NOT EXISTS { ?reading cg:readAs/skos:broader* ?c }"
    store.update(f"DELETE {{ ?c ?p ?o }} WHERE {{ {unused} }}", prefixes=dict(PREFIXES))
    return store


def test_pyshacl_finds_the_same_in_a_right_graph() -> None:
    store = small_graph(INVENTED.partition("\n\n")[0])

    assert found_by_pyshacl(store) == found_by_us(store)
    assert {severity for _, severity, *_ in found_by_us(store)} == {"info"}


def test_pyshacl_finds_the_same_in_a_graph_that_is_wrong_in_every_way() -> None:
    """The first mutation of each shape one after the other, and nodes whose type nobody has said."""
    store = small_graph(INVENTED)
    for mutations in MUTATIONS.values():
        mutate(store, mutations[0])
    store.update(f"INSERT DATA {{ {UNTYPED} }}", prefixes=dict(PREFIXES))

    assert found_by_pyshacl(store) == found_by_us(store)
    assert {name for name, *_ in found_by_us(store)} == set(SHAPES)
