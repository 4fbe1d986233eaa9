"""Building again takes from the former build what has not changed, and every file is as if nothing had been there before."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from casegraph.building import Summary, again, build, cuts, kept
from casegraph.building.part import Part, make_part
from casegraph.building.stamp import stamp
from casegraph.errors import UnusableFolder
from casegraph.extracting import extract, records
from casegraph.extracting.lexicons import Lexicons
from casegraph.names import BASE
from casegraph.reading import Contents, Page
from casegraph.record.identity import Minted
from casegraph.record.model import Review
from casegraph.resources import resource
from casegraph.store import renewing
from casegraph.store.release import staged
from casegraph.validating.quotes import Text

WRITTEN = ("ntriples", "records", "parquet", "turtle", "ledger")
PLACES = ("Kent", "Derby", "Leeds", "York", "Bath")
THEMES = ("neglect", "bruises", "domestic abuse", "missed appointments")
SECRET = "Qzxv Wkjh"


def entry(year: int, number: int, *, name: str = "", more: str = "") -> str:
    """An invented entry."""
    return (
        f"{year} – {PLACES[number % 5]} – Child {name or chr(65 + number)}{year % 10}\n"
        f"Death of a {number + 2}-year-old boy in May {year - 1}.{more}\n"
        f"Learning includes: staff number {number} should see {THEMES[number % 4]} of {year} earlier.\n"
        f"Recommendations include: the police should hear child {number} of {year} alone; the ICB should train staff.\n"
        f"Keywords: {THEMES[number % 4]}, drugs\n> Read the overview report\n"
    )


def page(year: int, *more: str) -> str:
    """An invented page of seven entries, with a line that nobody reads, and of *more* entries."""
    return "".join(entry(year, number) for number in range(7)) + f"Odd line of {year}.\n" + "".join(more)


PAGES = {f"{year}.txt": page(year) for year in (2020, 2021, 2022, 2023)}


@pytest.fixture(scope="module", autouse=True)
def small_parts() -> Iterator[None]:
    """Parts of at most eight reviews, which are used again however many have changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cuts, "PART", 8)
        patch.setattr(again, "MOST", 2.0)
        yield


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a build of four pages."""
    folder = tmp_path_factory.mktemp("first")
    built(folder, PAGES)
    return folder


@pytest.fixture
def before(first: Path, tmp_path: Path) -> Path:
    """A copy of it, to build in."""
    shutil.copytree(first, tmp_path / "before")
    return tmp_path / "before"


def built(folder: Path, pages: dict[str, str], *, reuse: bool = True, jobs: int = 1) -> Summary:
    """Build *pages* in a folder."""
    (folder / "pages").mkdir(exist_ok=True)
    paths = [folder / "pages" / name for name in pages]
    for path in paths:
        path.write_text(pages[path.name], encoding="utf-8")
    return build(paths, folder / "out", write=WRITTEN, force=True, reuse=reuse, jobs=jobs)


def files(folder: Path) -> dict[str, bytes]:
    """What the files of a build hold, but for the store's, which an engine writes, and those that are kept."""
    out = folder / "out"
    names = (path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    return {name: (out / name).read_bytes() for name in names if not name.startswith(("store/", ".kept/", ".lock"))}


def triples(folder: Path) -> set[Quad]:
    """What the store of a build holds."""
    return {*Store.read_only(str(folder / "out" / "store"))}


def tables(folder: Path) -> set[int]:
    """The tables of the store of a build, as the disk knows them."""
    return {path.stat().st_ino for path in (folder / "out" / "store").glob("*.sst")}


def assert_as_from_scratch(folder: Path, pages: dict[str, str], scratch: Path) -> None:
    """Compare the build in a folder with one that knows nothing of it."""
    scratch.mkdir()
    built(scratch, pages, reuse=False)
    assert len(files(scratch)) == 12
    assert files(folder) == files(scratch)
    assert triples(folder) == triples(scratch)


CLASHING = entry(2021, 1).replace("Child B1", "Child B-1")
CHANGES: dict[str, dict[str, str]] = {
    "nothing": PAGES,
    "a page at the end": {**PAGES, "2024.txt": page(2024)},
    "a page at the beginning": {"2024.txt": page(2024), **PAGES},
    "a page fewer": {name: text for name, text in PAGES.items() if name != "2021.txt"},
    "pages in another order": dict(reversed(PAGES.items())),
    "an entry more on a page": {**PAGES, "2021.txt": page(2021, entry(2021, 9))},
    "an entry corrected": {
        **PAGES,
        "2022.txt": PAGES["2022.txt"].replace("should hear child 3", "must listen to child 3"),
    },
    "a heading that clashes now": {**PAGES, "2025.txt": CLASHING},
    "another text of a review on a later page": {**PAGES, "2025.txt": entry(2021, 2, more=" He was known.")},
    "another text of a review on a page before": {"0.txt": entry(2021, 2, more=" He was known."), **PAGES},
    "a review twice on a page": {**PAGES, "2025.txt": entry(2025, 1) + entry(2025, 1)},
    "a page of the same name with the same content elsewhere": {**PAGES, "copy.txt": PAGES["2020.txt"]},
}


@pytest.mark.parametrize("pages", CHANGES.values(), ids=CHANGES)
def test_the_files_are_those_of_a_build_from_scratch(before: Path, tmp_path: Path, pages: dict[str, str]) -> None:
    """Whatever has changed, and whatever was taken from the build before."""
    summary = built(before, pages)
    assert 14 <= summary.unchanged <= 28
    assert_as_from_scratch(before, pages, tmp_path / "scratch")


@pytest.mark.parametrize("change", ["a page at the beginning", "an entry corrected", "a heading that clashes now"])
def test_a_third_build_is_right_as_well(first: Path, before: Path, change: str) -> None:
    """What the second kept is as good as what the first did."""
    built(before, CHANGES[change])
    assert built(before, PAGES).unchanged >= 14
    assert files(before) == files(first)
    assert triples(before) == triples(first)


def test_only_what_is_new_is_made(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other pages are not read, their reviews make no triples, and the store keeps the tables that it had."""
    made: list[str] = []
    read: list[str] = []

    def watched_part(minted: Sequence[Minted], base: str, *, pages: Mapping[str, Text]) -> Part:
        made.extend(each.slug for each in minted)
        return make_part(minted, base, pages=pages)

    def watched_extract(page: Page, entries: Contents, lexicons: Lexicons) -> tuple[Review, ...]:
        read.append(page.file)
        return extract(page, entries, lexicons)

    monkeypatch.setattr("casegraph.building.parts.make_part", watched_part)
    monkeypatch.setattr(records, "extract", watched_extract)
    tables_before = tables(before)
    summary = built(before, {**PAGES, "2024.txt": page(2024)})
    assert read == ["2024.txt"]
    assert sorted(made) == sorted(slug for slug in made if slug.startswith("2024")) and len(made) == 7
    assert (summary.unchanged, summary.reviews) == (28, 35)
    assert len(tables_before & tables(before)) >= len(tables_before) / 2


def test_with_several_processes(before: Path, tmp_path: Path) -> None:
    """Which make the parts that are new."""
    pages = CHANGES["a page at the beginning"]
    assert built(before, pages, jobs=2).unchanged == 28
    assert_as_from_scratch(before, pages, tmp_path / "scratch")


def test_records_give_the_same_again(before: Path, tmp_path: Path) -> None:
    """A file of extracted reviews is known by what it holds, however often it has the same pages."""
    records = (before / "out" / "reviews.jsonl").read_text("utf-8")
    built(before, {"records.jsonl": records})
    pages = {"records.jsonl": records, "2024.txt": page(2024)}
    assert built(before, pages).unchanged == 28
    assert_as_from_scratch(before, pages, tmp_path / "scratch")
    changed_records = records.replace('"sex": "male"', '"sex": "female"', 1)
    assert changed_records != records
    built(before, {**pages, "records.jsonl": changed_records})
    assert_as_from_scratch(before, {**pages, "records.jsonl": changed_records}, tmp_path / "other")


def test_where_much_has_changed_all_is_made(before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From records that the former build has read."""
    monkeypatch.setattr(again, "MOST", 0.1)
    assert built(before, CHANGES["a page at the end"]).unchanged == 0
    assert_as_from_scratch(before, CHANGES["a page at the end"], tmp_path / "scratch")


def test_words_that_are_gone_are_nowhere_in_the_store(before: Path, tmp_path: Path) -> None:
    """An engine keeps what no triple has any more: so a store is made anew where words are taken back."""
    pages = {**PAGES, "2022.txt": page(2022, entry(2022, 8, name=SECRET, more=f" {SECRET} was seen."))}
    built(before, pages)
    assert any(b"Qzxv" in path.read_bytes() for path in (before / "out" / "store").iterdir())
    assert built(before, PAGES).unchanged >= 14
    there = [path for path in before.joinpath("out").rglob("*") if path.is_file()]
    assert [path.name for path in there if b"qzxv" in path.read_bytes().lower()] == []
    assert_as_from_scratch(before, PAGES, tmp_path / "scratch")


def test_a_page_that_only_grows_keeps_the_store(before: Path) -> None:
    """All its passages have new names, and no word is gone."""
    tables_before = tables(before)
    built(before, CHANGES["an entry more on a page"])
    assert tables_before & tables(before)


def test_a_store_that_has_become_too_large_is_made_anew(
    before: Path, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine drops what goes from its files at some later time."""
    monkeypatch.setattr("casegraph.building.renewing.LARGEST", 0.5)
    tables_before = tables(before)
    assert built(before, PAGES).unchanged == 28
    assert not tables_before & tables(before)
    assert triples(before) == triples(first)


def cut_off(path: Path) -> None:
    """Lose the second half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def change(path: Path) -> None:
    """Change a byte in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


DAMAGED = [
    (kept.KEPT, cut_off), (kept.KEPT_TABLES, change), (kept.SAID_ONCE, cut_off), (kept.COUNTED, Path.unlink), ("casegraph.nt", change),
    ("reviews.jsonl", cut_off), ("collection.msgpack", change),
]  # fmt: skip
"""Each file that is used again, and each way to damage one."""


@pytest.mark.parametrize(("name", "damage"), DAMAGED)
def test_what_is_damaged_is_not_used(
    before: Path, first: Path, name: str, damage: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a part of it, whichever file it is: everything is made anew, and the next build can use that."""
    damage(before / "out" / name)
    monkeypatch.setattr(renewing, "renew", None)
    assert built(before, PAGES).unchanged == 0
    assert files(before) == files(first)


@pytest.mark.parametrize("damage", [cut_off, change, Path.unlink])
def test_a_store_that_is_damaged_is_made_anew(before: Path, first: Path, damage: Callable[[Path], None]) -> None:
    """From the graph, which is whole."""
    largest = max((before / "out" / "store").glob("*.sst"), key=lambda path: path.stat().st_size)
    tables_before = tables(before)
    damage(largest)
    assert built(before, PAGES).unchanged == 28
    assert not tables_before & tables(before)
    assert triples(before) == triples(first)


def test_a_store_with_further_triples_is_made_anew(before: Path, first: Path) -> None:
    """Somebody has written to it since."""
    store = Store(str(before / "out" / "store"))
    store.update("INSERT DATA { <https://e.org/a> <https://e.org/b> <https://e.org/c> }")
    store.flush()
    del store
    built(before, PAGES)
    assert triples(before) == triples(first)


@pytest.mark.parametrize("mode", [0o775, 0o757])
def test_what_others_could_have_written_is_not_used(before: Path, mode: int) -> None:
    """Whoever may write to the folder could have put anything there."""
    (before / "out" / kept.FOLDER).chmod(mode)
    assert built(before, PAGES).unchanged == 0
    assert built(before, PAGES).unchanged == 28


def test_a_link_to_elsewhere_is_not_followed(before: Path, first: Path) -> None:
    """Even if what is there is right."""
    shutil.rmtree(before / "out" / kept.FOLDER)
    (before / "out" / kept.FOLDER).symlink_to(first / "out" / kept.FOLDER)
    assert built(before, PAGES).unchanged == 0


def test_no_part_of_a_build_with_other_iris_is_used(before: Path) -> None:
    """The base is in every triple."""
    paths = [before / "pages" / name for name in PAGES]
    summary = build(paths, before / "out", base="https://e.org/", write=WRITTEN, force=True)
    assert summary.unchanged == 0
    assert b"<https://w3id.org/casegraph/review/2020" not in (before / "out" / "casegraph.nt").read_bytes()


def test_a_build_by_wordings_alone_uses_nothing_of_one_with_the_learned_reader(before: Path) -> None:
    """Nor the other way round."""
    paths = [before / "pages" / name for name in PAGES]
    by = [build(paths, before / "out", write=WRITTEN, force=True, learned=each) for each in (False, False, True)]
    assert [each.unchanged for each in by] == [0, 28, 0]


@pytest.mark.parametrize("name", ["wordings/themes/neglect.tsv", "themes.ttl", "shapes.ttl"])
def test_another_ontology_has_another_stamp(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wording, a label or a shape changes what is made of a page."""
    shutil.copytree(Path(str(resource("ontology"))), tmp_path / "ontology")
    same = stamp(BASE, learned=True)
    monkeypatch.setattr("casegraph.building.stamp.resource", lambda folder: tmp_path / folder)
    assert stamp(BASE, learned=True) == same
    with (tmp_path / "ontology" / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert stamp(BASE, learned=True) != same


@pytest.mark.parametrize("name", ["collections/nspcc/profile.toml", "extracting/themes.py", "learned/themes.weights"])
def test_another_profile_other_code_and_other_weights_have_another_stamp(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So do other files of the package that decide what a page says."""
    package = Path(cuts.__file__).parents[1]
    shutil.copytree(package, tmp_path / "casegraph", ignore=shutil.ignore_patterns("static", "__pycache__"))
    same = stamp(BASE, learned=True)
    monkeypatch.setattr("casegraph.building.stamp.files", lambda name: tmp_path / name)
    assert stamp(BASE, learned=True) == same
    with (tmp_path / "casegraph" / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert stamp(BASE, learned=True) != same


def test_a_build_of_another_version_is_not_used(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it, not even the pages that it has read."""
    monkeypatch.setattr("casegraph.building.stamp.__version__", "another")
    assert built(before, PAGES).unchanged == 0
    assert built(before, PAGES).unchanged == 28


def test_without_reuse_nothing_is_kept(before: Path) -> None:
    """And what the build before kept is gone."""
    assert (before / "out" / kept.FOLDER).is_dir()
    assert built(before, PAGES, reuse=False).unchanged == 0
    assert not (before / "out" / kept.FOLDER).exists()


def test_nothing_is_kept_of_a_build_that_lacks_a_file(before: Path) -> None:
    """The graph is taken from casegraph.nt."""
    build([before / "pages" / name for name in PAGES], before / "out", write=["ledger"], force=True)
    assert not (before / "out" / kept.FOLDER).exists()


@pytest.mark.parametrize("where", ["_share", "_change", "_tidy"])
def test_a_build_that_is_stopped_leaves_the_one_before_whole(
    before: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its store as well, though the new one shares files with it."""

    def everything() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in sorted((before / "out").rglob("*")) if path.is_file()}

    whole, step = everything(), getattr(renewing, where)

    def stop(*arguments: object) -> None:
        step(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr(renewing, where, stop)
        with pytest.raises(KeyboardInterrupt):
            built(before, CHANGES["a page at the end"])
    assert everything() == whole
    assert built(before, CHANGES["a page at the end"]).unchanged == 28
    assert not {path for path in whole if path.suffix == ".sst" and path.exists() and path.read_bytes() != whole[path]}


def test_two_builds_at_once(before: Path) -> None:
    """The second is refused, and the first has what it needs."""
    with staged(before / "out") as stage:
        with pytest.raises(UnusableFolder, match="Another build is writing"):
            built(before, PAGES)
        shutil.copytree(before / "out", stage, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".building", ".lock"))
    assert built(before, PAGES).unchanged == 28
