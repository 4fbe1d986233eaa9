"""Invented reports of local reviews: their sources, which say what is to be found, and the files that are made from them.

A source (tests/reports/sources) has a line for each paragraph: ``#`` headings, ``#.`` items that the program numbers, ``-``
bullets, ``|`` rows of a table, ``^`` headers and footers. ``[[…]]`` is a recommendation, ``[[>…]]`` a learning point; both
may run over lines. The first line names the form, and what the report was used
for: ``tuned`` (the cut was made by it), ``kept`` (measured once, then looked at) or ``fresh`` (written after the cut was
made, measured, and not looked at before).
"""

import html
import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["SOURCES", "Source", "content_of", "sources"]

REPORTS = Path(__file__).parent / "reports"
SOURCES = REPORTS / "sources"
MADE = {"pdf": ".pdf", "odt": ".odt"}
"""Forms that LibreOffice has written, once; the files stand beside the sources."""

_GOLD = re.compile(r"\[\[(>?)(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True)
class Source:
    """A report as it was written: its *form*, its lines, and the texts that are to be found in it."""

    name: str
    form: str
    use: str
    lines: tuple[str, ...]
    recommendations: tuple[str, ...]
    learning: tuple[str, ...]


def sources() -> list[Source]:
    """All reports, in the order of their names."""
    return [_source(path) for path in sorted(SOURCES.glob("*.txt"))]


def _source(path: Path) -> Source:
    head, _, text = path.read_text(encoding="utf-8").partition("\n")
    form, use = head.removeprefix("!").split()
    gold = [(mark, " ".join(words.split())) for mark, words in _GOLD.findall(text)]
    plain = text.replace("[[>", "").replace("[[", "").replace("]]", "")
    return Source(
        path.stem,
        form,
        use,
        tuple(plain.splitlines()),
        tuple(words for mark, words in gold if not mark),
        tuple(words for mark, words in gold if mark),
    )


def content_of(source: Source) -> tuple[str, bytes]:
    """The name and the bytes of a report's file."""
    match source.form:
        case "docx":
            stream = io.BytesIO()
            word(source.lines).save(stream)
            return f"{source.name}.docx", stream.getvalue()
        case "html" | "word-html":
            return f"{source.name}.html", web(source.lines, by_word=source.form == "word-html").encode()
        case "txt":
            return f"{source.name}.txt", "\n".join(source.lines).encode()
        case form:
            name = f"{source.name}{MADE[form]}"
            return name, (REPORTS / name).read_bytes()


def word(lines: tuple[str, ...]) -> "Document":
    """A report as python-docx writes it, with Word's own lists."""
    from docx import Document

    document = Document()
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
            for cells in rows:
                for cell, text in zip(table.add_row().cells, cells, strict=True):
                    cell.text = text
            rows = []
        _add(document, line)
    return document


def _add(document: "Document", line: str) -> None:
    if line.startswith("^"):
        kind, _, text = line[1:].partition(" ")
        section: Any = document.sections[0]
        (section.footer if kind in ("footer", "foot") else section.header).paragraphs[0].text = text
    elif heading := re.match(r"(#+) ", line):
        document.add_heading(line[heading.end() :], len(heading[1]))
    elif line.startswith("#. "):
        document.add_paragraph(line[3:], style="List Number")
    elif line.startswith("- "):
        document.add_paragraph(line[2:], style="List Bullet")
    elif line:
        paragraph = document.add_paragraph()
        for at, piece in enumerate(line.split("**")):
            paragraph.add_run(piece).bold = at % 2 == 1


def web(lines: tuple[str, ...], *, by_word: bool) -> str:
    """A report as a website or Word ("Save as web page") writes it."""
    body: list[str] = []
    for line in lines:
        text = html.escape(re.sub(r"^(?:#+\.?|-|\^\w+) ", "", line))
        if line.startswith("^nav"):
            body.append(f"<nav><a href='/'>{text}</a></nav>")
        elif line.startswith("^foot"):
            body.append(f"<footer>{text}</footer>")
        elif heading := re.match(r"(#+) ", line):
            body.append(f"<h{len(heading[1])}>{text}</h{len(heading[1])}>")
        elif line.startswith(("#. ", "- ")):
            sign = "·" if line[0] == "-" else "1."
            if by_word:
                body.append(
                    "<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
                    f"<span style='font-family:Symbol;mso-list:Ignore'>{sign}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;"
                    f"&nbsp; </span></span><![endif]>{text}<o:p></o:p></p>"
                )
            else:
                kind = "ul" if line[0] == "-" else "ol"
                if not (body and body[-1].endswith(f"</li></{kind}>")):
                    body.append(f"<{kind}></{kind}>")
                body[-1] = body[-1].removesuffix(f"</{kind}>") + f"<li>{text}</li></{kind}>"
        elif line:
            body.append(f"<p class=MsoNormal>{text}</p>" if by_word else f"<p>{text}</p>")
    root = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Report</title><style>p{margin:0}</style></head>'
    lines_of_body = "\n".join(body)
    return f"{root}<body>{lines_of_body}</body></html>"


def make() -> None:
    """Write again the files that LibreOffice makes: `python tests/report_documents.py`."""
    import subprocess
    import tempfile

    for source in sources():
        if source.form in MADE and not (REPORTS / f"{source.name}{MADE[source.form]}").exists():
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, f"{source.name}.docx")
                word(source.lines).save(str(path))
                form = MADE[source.form][1:]
                subprocess.run(
                    ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", form]
                    + ["--outdir", str(REPORTS), str(path)],
                    check=True,
                    stdout=sys.stderr,
                )


if __name__ == "__main__":
    make()
