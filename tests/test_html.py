"""HTML is read as browsers show it, and nothing visible is lost."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from casegraph.collections import contents
from casegraph.errors import PageError
from casegraph.extracting import extract
from casegraph.reading.html import looks_like_html, read_html
from casegraph.reading.page import page_of
from html_pages import ENTRY, ENTRY_AS_HTML, letters, mangled, page_of_entries, shown_by_html5lib

WHOLE = ENTRY.splitlines()


@pytest.mark.parametrize(
    "markup",
    [
        "<!doctype html><object>{}",
        "<!doctype html><select><option>All years</select>{}",
        "<!doctype html><select>{}",
        "<!doctype html><select><option>All years{}",
        "<!doctype html><svg><path d='M0 0'>{}",
        "<!doctype html><body><head>{}",
        "<!doctype html><head><title>T</title>{}",
        "<!doctype html><details><summary>Kent</summary>{}</details>",
        "<!doctype html><dialog>{}</dialog>",
        "<!doctype html><article><header>{}</header></article>",
        "<!doctype html><nav><ul><li>Home</ul>{}",
        "<!doctype html><table>{}<tr><td>x</table>",
        "<!doctype html><form><form>{}",
        "<!doctype html><b><i>{}</b>x</i>",
        "<!doctype html><noscript><div>Please switch JavaScript on</noscript>{}",
        "<!doctype html><noscript>{}",
        "<!doctype html><div><template shadowrootmode=open>{}</template></div>",
        "<!doctype html><svg><foreignObject>{}</foreignObject></svg>",
        "<!---->" * 40 + "<section>{}</section>",
        "<?xml version='1.0'?><html>{}</html>",
        "<h1>Case reviews</h1>{}",
        "<!doctype html><section hidden>{}</section>",
        "<!doctype html><div style='display:none'>{}</div>",
        "<!doctype html><div>" * 400 + "{}",
    ],
)
def test_an_entry_is_read_wherever_a_browser_shows_it(markup: str) -> None:
    page = page_of(markup.format(ENTRY_AS_HTML).encode(), "page.html")
    (review,) = extract(page)

    assert review.title == WHOLE[0]
    assert (len(review.learning), len(review.recommendations), len(review.keywords)) == (2, 2, 2)
    assert page.text[review.source.start : review.source.end].splitlines() == WHOLE


def test_no_visible_text_is_lost_of_mangled_pages() -> None:
    """Whatever is wrong with the tags, each letter that html5lib would show is read."""
    dice = random.Random(14)
    pages = [page_of_entries(2, style) for style in range(4)]
    for _ in range(400):
        markup = dice.choice(pages)
        for _ in range(dice.randrange(1, 4)):
            markup = mangled(markup, dice)
        read = read_html(markup)
        missing = shown_by_html5lib(markup) - letters(read.text)

        # html5lib knows <select> as it was before 2025; a title in it is text there. Nothing else may be missing.
        assert missing.total() <= 1 or read.hidden, (missing, markup)
        assert missing.total() <= 10 * sum(read.hidden.values()) + 1, (missing, markup)


def test_a_sound_page_is_read_line_by_line() -> None:
    for style in range(4):
        assert (
            read_html(page_of_entries(1, style)).text.splitlines()[2:-1]
            == ENTRY.replace("Child U", "Child A").splitlines()
        )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h3>2025 – Kent – U <span class='sr-only'>opens a panel</span></h3>", "2025 – Kent – U"),
        ("<h3>2025 – Kent – U <span class='govuk-visually-hidden'>show</span></h3>", "2025 – Kent – U"),
        ("<h3>2025 – Kent – U<span hidden> opens a panel</span></h3>", "2025 – Kent – U"),
        ("<h3>2025 – Kent – U<b style='display: none'> new</b></h3>", "2025 – Kent – U"),
        ("<h3>2025 – Kent – U<i style='visibility:hidden'> new</i></h3>", "2025 – Kent – U"),
        ("<p class='visually-hidden'>Skip to the list</p><p>Death.</p>", "Death."),
        ("<p><span aria-hidden='true'>&gt;</span> Read the report</p>", "> Read the report"),
        ("<div hidden><p>Death of a boy.</p></div>", "Death of a boy."),
        ("<span hidden><p>Death of a boy.</p></span>", "Death of a boy."),
        ("<span hidden>" + "neglect; " * 30 + "</span>", ("neglect; " * 30).strip()),
        ("Year <select><option>2024<option>2025</select> go", "Year go"),
        ("a<textarea>b</textarea><script>c</script><style>d</style><template>e</template>f", "af"),
        ("a<svg><title>b</title><text>c</text></svg><iframe>d</iframe><noscript>e</noscript>f", "af"),
    ],
)
def test_what_a_reader_sees(markup: str, text: str) -> None:
    """A hidden label inside a line is left out; a hidden block is a closed panel, and read."""
    assert read_html(f"<!doctype html><body>{markup}").text == text


def test_words_that_a_browser_hides_are_counted() -> None:
    read = read_html("<body>a <span hidden>b c</span><textarea>d e f</textarea><p>g")

    assert read.hidden == {"span": 2, "textarea": 3}


def test_a_label_that_is_left_out_takes_its_links_along() -> None:
    read = read_html("<p>a <span hidden><a href='/x'>b</a></span><a href='/y'>c</a>")

    assert [(read.text[link.start : link.end], link.address) for link in read.links] == [("c", "/y")]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<!doctype html><html><body></body></html>", "without any visible text. Give a page"),
        ("<html><body><img src=x><br>&nbsp;", "without any visible text"),
        ("<html><title>2025 – Kent – Child U", "without any visible text"),
        ("<html><body><div id=root></div><script>x</script>", "without any visible text. A script puts the text there"),
        ("<html><body><p>NSPCC<div id=app></div><script>x</script>", "reads like a heading.*A script puts"),
        ("<html><frameset><frame src=a></frameset>", "page of frames"),
        ("<html><body><p>NSPCC<textarea>" + ENTRY_AS_HTML, "does not show 38 words in it"),
    ],
)
def test_a_page_without_text_says_so_in_one_line(markup: str, said: str) -> None:
    with pytest.raises(PageError, match=said) as caught:
        contents(page_of(markup.encode(), "page.html"))
    assert "page.html" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_named_html_is_html_wherever_its_first_tag_is() -> None:
    markup = "Saved from example.org<!---->" + ENTRY_AS_HTML

    assert page_of(markup.encode(), "page.htm").text.splitlines()[1:] == WHOLE
    assert page_of(markup.encode(), "page.txt").text == markup
    assert page_of(ENTRY.encode(), "page.html").text == ENTRY


def test_text_is_not_taken_for_html() -> None:
    for text in (
        "2025 – Kent <3",
        "<p",
        "<3 reviews",
        "<!-- only a comment",
        "",
        "< html>",
        "<parents> and <children>",
    ):
        assert not looks_like_html(text)


ATTACKS = {
    "unclosed <a": "'<a ' * N",
    "unclosed comments": "'<!--' * N",
    "unclosed CDATA": "'<![CDATA[' * N",
    "unclosed end tags": "'</' * N",
    "empty comments first": "'<!---->' * N + 'x'",
    "attributes": "'<p ' + ' '.join(f'a{i}' for i in range(N)) + '>'",
    "body again and again": "''.join(f'<body a{i}=1>' for i in range(N))",
    "navigation": "'<nav>x</nav>' * N",
    "links": "'<p><a href=x>Read the report</a></p>' * N",
    "text in pieces": "'x<b></b>' * N",
    "hidden labels": "'<span hidden>x</span>' * N",
    "formatting": "'<p><b>x' * N",
    "tables": "'<table>' * N",
    "entries with links": "'<h3>2025 – Kent – Child U</h3><p><a href=https://example.org>Read the report</a></p>' * (N // 10)",
}


def test_no_markup_takes_more_than_its_size_allows(tmp_path: Path) -> None:
    """30,000 unclosed tags of any kind, before and after an entry, are read in seconds of CPU (a minute before)."""
    script = tmp_path / "attack.py"
    script.write_text(
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (20, 20))\n"
        "from casegraph.errors import PageError\n"
        "from casegraph.extracting import extract\n"
        "from casegraph.reading.page import page_of\n"
        "N = 30_000\n"
        f"entry = {ENTRY_AS_HTML!r}\n"
        f"for attack in ({', '.join(ATTACKS.values())}):\n"
        "    for markup in (entry + attack, attack + entry):\n"
        "        try:\n"
        "            extract(page_of(('<!doctype html>' + markup).encode(), 'page.html'))\n"
        "        except PageError:  # a comment that is never closed hides the entry after it\n"
        "            assert markup.endswith(entry)\n",
        encoding="utf-8",
    )
    subprocess.run([sys.executable, script], check=True)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<div>" * 200_000, "inside one another"),
        ("".join(f"<p><b id={i}>x" for i in range(20_000)), "formatting tags"),
        ("<p><b x='<'>y" * 20_000, "formatting tags"),
        ("<br>" * 2_000_001, "2,000,014 tags"),
    ],
)
def test_markup_that_could_not_be_read_in_linear_time_is_refused(markup: str, said: str) -> None:
    with pytest.raises(PageError, match=f"page.html.*{said}"):
        page_of(f"<!doctype html>{ENTRY_AS_HTML}{markup}".encode(), "page.html")


def test_formatting_that_is_alike_is_no_reason_to_refuse() -> None:
    """Old editors left the same <font> open in each paragraph; HTML repeats it three times at most."""
    markup = "<p><font color='red' size=2><b>Death of a boy." * 20_000

    assert read_html(markup).text.count("\n") == 19_999
