"""Readers of Word and Excel files: answers and briefings of the server, as programs for offices open them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from urllib.request import urlopen

from interop.cells import guessed, item
from interop.model import Facts, Reader, Sources
from interop.programs import deb, output, pypi

__all__ = ["READERS", "briefings", "fitting", "workbooks"]

_QUESTIONS = (
    "nobody-named",
    "actions-table",
    "theme-agency-table",
    "list-reviews",
    "likely-owner",
    "owner-deadline-measure",
)
_TOPICS = ("agency/police", "agency/health", "agency/safeguarding-partnership", "theme/information-sharing", "theme/neglect",
           "theme/policy-and-procedure", "partnership/buckinghamshire")  # fmt: skip
_PAGES = 2  # of a briefing
_WRITER = deb("libreoffice-writer-nogui", "290 MB")

Rows = Iterable[Sequence[object]]


def _fetched(sources: Sources, paths: Iterable[str]) -> Iterator[Path]:
    """The files that the server sends for some paths."""
    for path in paths:
        file = sources.work / path.replace("/", "-")
        with urlopen(f"{sources.address}/{path}") as answer:
            file.write_bytes(answer.read())
        yield file


def workbooks(build: Path) -> Facts:
    """The rows of answers, without the columns that are empty."""
    import casegraph

    rows = []
    with casegraph.open(build) as graph:
        for name in _QUESTIONS:
            answer = graph.ask(name)
            columns = [column for column in answer.columns if any(row[column] is not None for row in answer.rows)]
            rows += [item(name, *(guessed(row[column]) for column in columns)) for row in answer.rows]
    return {"files": _QUESTIONS, "rows": rows}


def by_calamine(paths: list[Path], _work: Path) -> Iterator[Rows]:
    """As numbers and texts."""
    from python_calamine import CalamineWorkbook

    return (CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python() for path in paths)


def by_calc(paths: list[Path], work: Path) -> Iterator[Rows]:
    """As LibreOffice Calc saves them again."""
    output("soffice", _home(work), "--headless", "--convert-to", "xlsx", "--outdir", work / "calc", *paths)
    return by_calamine([work / "calc" / path.name for path in paths], work)


def _books(program: str, package: str, read: Callable[[list[Path], Path], Iterator[Rows]], size: str = "") -> Reader:
    def of(sources: Sources) -> Facts:
        paths = [*_fetched(sources, (f"questions/{name}.xlsx" for name in _QUESTIONS))]
        rows = []
        for name, (_, *found) in zip(_QUESTIONS, read(paths, sources.work), strict=True):
            rows += [item(name, *map(guessed, row)) for row in found]
        return {"files": [path.stem.removeprefix("questions-") for path in paths], "rows": rows}

    return Reader("Excel files", program, deb(package, size) if size else pypi(package), "workbooks", of)


def briefings(build: Path) -> Facts:
    """The paragraphs of briefings, and the cells of their tables."""
    import casegraph
    from casegraph.briefings.briefing import briefing
    from casegraph.briefings.strengths import strengths
    from casegraph.briefings.topics import topic_named
    from casegraph.papers.document import DataTable, Heading, Note, Paragraph, Quote
    from casegraph.papers.tables import in_words

    lines: list[str] = []
    with casegraph.open(build) as graph:
        c, known = graph.collection(), strengths(graph.store)
        for name in _TOPICS:
            document = briefing(c, topic_named(c, name), known)
            shown = [document.title, document.subtitle]
            for block in document.blocks:
                match block:
                    case Heading():
                        shown.append(block.text)
                    case Paragraph() | Note():
                        shown.append("".join(piece.text for piece in block.text))
                    case Quote():
                        shown += [f"{block.number}\u2002{block.words}", "".join(piece.text for piece in block.source)]
                    case DataTable():
                        shown += [block.caption, *(column.name for column in block.columns)]
                        shown += [in_words(cell) for row in block.rows for cell in row]
                    case _:
                        raise ValueError("a briefing has a block that is not compared")
            lines += [item(name, line) for line in shown if line]
    return {"documents": _TOPICS, "lines": lines}


def fitting(_build: Path) -> Facts:
    """All briefings fit on two pages."""
    return {"documents": _TOPICS}


def _lines(path: Path) -> Iterator[str]:
    """The paragraphs of a Word file, then the cells of its tables."""
    import docx

    file = docx.Document(str(path))
    yield from (line.text for line in file.paragraphs if line.text)
    yield from (cell.text for table in file.tables for row in table.rows for cell in row.cells if cell.text)


def by_docx(sources: Sources) -> Facts:
    """As python-docx opens what the server sends."""
    return _read(sources, lambda paths: paths)


def by_writer(sources: Sources) -> Facts:
    """As LibreOffice Writer saves it again."""

    def again(paths: list[Path]) -> list[Path]:
        output(
            "soffice",
            _home(sources.work),
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            sources.work / "again",
            *paths,
        )
        return [sources.work / "again" / path.name for path in paths]

    return _read(sources, again)


def _read(sources: Sources, opened: Callable[[list[Path]], list[Path]]) -> Facts:
    paths = opened([*_fetched(sources, (f"{topic}.docx" for topic in _TOPICS))])
    lines = [item(topic, line) for topic, path in zip(_TOPICS, paths, strict=True) for line in _lines(path)]
    return {"documents": [re.sub("-", "/", path.stem, count=1) for path in paths], "lines": lines}


def by_pdf(sources: Sources) -> Facts:
    """Those that LibreOffice Writer prints on two pages at most."""
    from pypdf import PdfReader

    paths = [*_fetched(sources, (f"{topic}.docx" for topic in _TOPICS))]
    output("soffice", _home(sources.work), "--headless", "--convert-to", "pdf", "--outdir", sources.work, *paths)
    return {
        "documents": [
            topic
            for topic, path in zip(_TOPICS, paths, strict=True)
            if len(PdfReader(path.with_suffix(".pdf")).pages) <= _PAGES
        ]
    }


def _home(work: Path) -> str:
    return f"-env:UserInstallation={(work / 'home').as_uri()}"


READERS = (
    _books("python-calamine", "python-calamine", by_calamine),
    _books("LibreOffice Calc, saved again", "libreoffice-calc-nogui", by_calc, "276 MB"),
    Reader("Word files of briefings", "python-docx", pypi("python-docx"), "briefings", by_docx),
    Reader("Word files of briefings", "LibreOffice Writer, saved again", _WRITER, "briefings", by_writer),
    Reader(
        "Word files of briefings", "LibreOffice Writer, two pages at most", _WRITER, "briefings of two pages", by_pdf
    ),
)
