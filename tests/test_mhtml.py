"""A web page saved as one file (MHTML) is read as its HTML, as browsers and old Word write it."""

import base64
import hashlib
import quopri
from pathlib import Path

import pytest

from casegraph.errors import PageError
from casegraph.extracting import extract
from casegraph.reading import read_page
from casegraph.reading.page import page_of
from html_pages import ENTRY, ENTRY_AS_HTML

HTML = f"<!DOCTYPE html><html><head><title>T</title></head><body>{ENTRY_AS_HTML}</body></html>"
BOUNDARY = "----MultipartBoundary--kT4zLfB3----"


def single_file(html: bytes, *, encoding: str, charset: str = "", newline: str = "\r\n") -> bytes:
    """A page as Chrome saves it: some headers, the HTML, a picture."""
    coded = {
        "quoted-printable": lambda: quopri.encodestring(html),
        "base64": lambda: base64.encodebytes(html),
        "8bit": lambda: html,
    }[encoding]()
    lines = [
        b"From: <Saved by Blink>",
        b"Snapshot-Content-Location: https://example.org/reviews",
        b"Subject: =?utf-8?Q?Case=20reviews?=",
        b"MIME-Version: 1.0",
        b"Content-Type: multipart/related;",
        b'\ttype="text/html";',
        f'\tboundary="{BOUNDARY}"'.encode(),
        b"",
        b"",
        f"--{BOUNDARY}".encode(),
        f"Content-Type: text/html{f'; charset={charset}' if charset else ''}".encode(),
        b"Content-ID: <frame-1@mhtml.blink>",
        f"Content-Transfer-Encoding: {encoding}".encode(),
        b"Content-Location: https://example.org/reviews",
        b"",
        coded.replace(b"\n", newline.encode()),
        f"--{BOUNDARY}".encode(),
        b"Content-Type: image/png",
        b"Content-Transfer-Encoding: base64",
        b"",
        b"iVBORw0KGgo=",
        f"--{BOUNDARY}--".encode(),
        b"",
    ]
    return newline.encode().join(lines)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize("charset", ["", "utf-8"])
def test_a_single_file_page_is_read_as_its_html(encoding: str, newline: str, charset: str, tmp_path: Path) -> None:
    file = tmp_path / "reviews.mhtml"
    file.write_bytes(single_file(HTML.encode(), encoding=encoding, charset=charset, newline=newline))
    page = read_page(file)
    (review,) = extract(page)

    assert page.text == ENTRY
    assert (len(review.learning), len(review.recommendations)) == (2, 2)
    assert review.source.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("named", "codec"),
    [
        ("windows-1252", "cp1252"), ('"us-ascii"', "cp1252"), ("iso-8859-1", "cp1252"), ("unicode", "utf-16"),
        ("utf-8", "utf-8-sig"),
    ],
)  # fmt: skip
def test_the_part_says_how_it_is_encoded(named: str, codec: str) -> None:
    """Word writes Windows-1252 and calls it ASCII, or UTF-16 and calls it unicode."""
    content = single_file(HTML.encode(codec), encoding="base64", charset=named)

    assert page_of(content, "old.mht").text == ENTRY


def test_without_a_word_in_the_header_the_html_says_it() -> None:
    html = HTML.replace("<title>", "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><title>")
    content = single_file(html.encode("cp1252"), encoding="quoted-printable")

    assert page_of(content, "old.mht").text == ENTRY


def test_html_inside_a_nested_part_or_alone_is_found() -> None:
    inner = f"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{HTML}\r\n--b--"
    nested = f"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\n{inner}\r\n--a--\r\n"
    alone = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{HTML}"
    unfinished = nested.partition("\r\n--b--")[0]

    assert [page_of(each.encode(), "page.mht").text for each in (nested, alone, unfinished)] == [ENTRY] * 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MIME-Version: 1.0\nContent-Type: text/plain\n\n2025", "without an HTML part"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n2025", "without an HTML part"),
        (b"MIME-Version: 1.0\n" + b"Content-Type: multipart/related; boundary=b\n\n--b\n" * 5_000, "without an HTML part"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=" + b';"' * 25_000 + b"\n\n", "without an HTML part"),
        (single_file(b"x", encoding="base64", charset="klingon"), "an encoding that is not known: klingon"),
        (single_file(HTML.encode("cp1252"), encoding="base64", charset="utf-8"), "not utf-8, as it says: byte 0x96"),
        (single_file(b"", encoding="base64").replace(b"\r\n\r\n\r\n--", b"\r\n\r\nabcde\r\n--"), "cannot be decoded as base64"),
        (single_file(b"<html><body><script>x</script>", encoding="8bit"), "without any visible text. A script"),
    ],
)  # fmt: skip
def test_a_message_without_a_page_says_so_in_one_line(content: bytes, said: str) -> None:
    with pytest.raises(PageError, match=said) as caught:
        page_of(content, "page.mhtml")
    assert str(caught.value).startswith("page.mhtml")
    assert "\n" not in str(caught.value)


def test_text_that_only_begins_like_a_header_is_text() -> None:
    for text in ("Note: MIME-Version: 1.0", "Keywords: drugs\nMIME-Version 1.0", f"Reviews: 2025\n\n{ENTRY}"):
        assert page_of(text.encode(), "page.txt").text == text
