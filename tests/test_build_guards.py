"""A build stops where its pages look wrongly saved, says why, and leaves the build before it whole."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casegraph.cli import main
from html_pages import ENTRY

LONG = ENTRY.replace(
    "train all staff", "train all staff of every agency in how bruises of babies are seen, recorded and followed up"
)


def run(*words: str | Path) -> Result:
    """Run `casegraph build`."""
    return CliRunner().invoke(main, ["build", *(str(word) for word in words)])


def page(folder: Path, name: str, *entries: str) -> Path:
    """A page of entries."""
    path = folder / name
    path.write_text("\n".join(entries), encoding="utf-8")
    return path


def entry(place: str, number: int) -> str:
    """An entry whose words are its own."""
    return LONG.replace("Kent", place).replace("bruises", f"{number} bruises").replace("neglect;", f"neglect {number};")


def content(folder: Path) -> dict[str, bytes]:
    """The files of a build."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A build of three reviews."""
    out = tmp_path / "out"
    assert (
        run(
            page(tmp_path, "2025.txt", *(entry("Kent", number) for number in range(1, 2)), entry("Leeds", 2)),
            "--out",
            out,
        ).exit_code
        == 0
    )
    return out


def test_a_page_copied_with_its_panels_closed_stops_the_build(page_2025: Path, tmp_path: Path, before: Path) -> None:
    """73 headings and nothing below them."""
    headings = [line for line in page_2025.read_text(encoding="utf-8").splitlines() if line.startswith("2025 ")]
    closed, whole = page(tmp_path, "closed.txt", *headings), content(before)
    found = run(closed, "--out", before)

    assert found.exit_code == 1
    assert "closed.txt has 73 reviews but no learning point and no recommendation" in found.stderr
    assert "open them all" in found.stderr
    assert "--force" in found.stderr
    assert content(before) == whole
    assert run(tmp_path / "2025.txt", closed, "--out", before).exit_code == 1  # beside a good page as well


def test_a_page_beside_its_copy_with_other_headings_stops_the_build(
    page_2025: Path, tmp_path: Path, before: Path
) -> None:
    """A hidden word in each heading made 146 reviews of 73."""
    lines = page_2025.read_text(encoding="utf-8").splitlines()
    copy = page(tmp_path, "copy.txt", *(f"{line} (opens)" if line.startswith("2025 ") else line for line in lines))
    whole = content(before)
    found = run(page_2025, copy, "--out", before)

    assert found.exit_code == 1
    assert "The words of 146 of 146 reviews are on the pages twice, under different headings" in found.stderr
    assert "copy.txt" in found.stderr
    assert content(before) == whole


def test_a_hidden_word_in_each_heading_of_a_saved_page_doubles_nothing(tmp_path: Path) -> None:
    """The same page as text and as HTML, with a label for screen readers in its headings, is one review each."""
    text = page(tmp_path, "page.txt", entry("Kent", 1), entry("Leeds", 2))
    lines = [
        f"<h3>{line} <span class='sr-only'>Show</span></h3>" if line.startswith("2025 ") else f"<p>{line}</p>"
        for line in text.read_text(encoding="utf-8").splitlines()
    ]
    saved = page(tmp_path, "page.html", "<!doctype html><body>", *lines)
    found = run(text, saved, "--out", tmp_path / "out")

    assert found.exit_code == 0
    assert found.stderr.split()[:2] == ["reviews", "2"]


def test_far_less_than_the_build_it_would_replace_stops_the_build(tmp_path: Path, before: Path) -> None:
    """Under half the clauses; in another folder, or with --force, it is built."""
    part, whole = page(tmp_path, "part.txt", ENTRY.replace("review the protocol; ", "")), content(before)
    found = run(part, "--out", before)

    assert found.exit_code == 1
    assert "The pages hold 3 learning points and recommendations" in found.stderr
    assert "has 8" in found.stderr
    assert content(before) == whole
    assert run(part, "--out", tmp_path / "other").exit_code == 0
    assert run(part, "--out", before, "--force").exit_code == 0
    assert content(before) != whole


def test_another_year_of_its_own_size_takes_the_place_of_a_build(tmp_path: Path, before: Path) -> None:
    other = page(tmp_path, "2024.txt", *(entry("Hull", number).replace("2025", "2024") for number in (7, 8)))

    assert run(other, "--out", before).exit_code == 0
    assert run(tmp_path / "2025.txt", other, "--out", before).exit_code == 0


def test_two_reviews_with_the_same_words_among_others_are_no_reason_to_stop(tmp_path: Path) -> None:
    """Partnerships publish joint reviews."""
    joint = entry("Kent", 1), entry("Leeds", 1)
    found = run(page(tmp_path, "page.txt", *joint, entry("Hull", 2), entry("Wigan", 3)), "--out", tmp_path / "out")

    assert found.exit_code == 0
