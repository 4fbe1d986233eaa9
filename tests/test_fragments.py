"""Fragments: what Jinja fills on the server and a script in a browser comes out the same, whatever it is filled with."""

import dataclasses
from collections.abc import Iterator
from importlib.resources import files
from types import NoneType, SimpleNamespace, UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, UndefinedError

from casegraph.explorer.page import templates
from casegraph.fragments.compiled import FragmentError, compiled
from casegraph.fragments.takes import TAKES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = files("casegraph.fragments")
FILLER = (FOLDER / "fill.js").read_text(encoding="utf-8")
HOSTILE = ("<script>window.owned=1</script>", "\"'`><img src=x onerror=window.owned=1>", "&lt;&amp;&#39;", "{{ a }}{% if %}",
           "\u2028\u2029", "\x00", "\ufeff\u202e", "__proto__", "constructor", "👩‍👧 𝒳", "\r\n\t ", "</template><b>")  # fmt: skip
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
SHOWN = st.one_of(TEXTS, WHOLE, st.none())
CHECKED = st.one_of(SHOWN, st.booleans(), st.lists(SHOWN, max_size=2))
ITEMS = st.lists(st.fixed_dictionaries({"t": SHOWN, "c": CHECKED}), max_size=3)
VALUES = st.fixed_dictionaries({"t": SHOWN, "n": WHOLE, "c": CHECKED, "many": ITEMS})
STATIC = st.sampled_from(["<p>", "</p>\n", " · ", "  ", "\n", '<a title="', '">', "“", "<br>\n\n"])


def bodies(item: str, depth: int) -> st.SearchStrategy[str]:
    """Sources of bodies in which *item* is a variable."""
    shown = st.sampled_from(
        [f"{{{{ {item}.t }}}}", f'{{{{ leaf({item}, "<k>") }}}}', "{{ v.n|number }}", "{{ texts.x }}", "{{ fixed() }}"]
    )
    if not depth:
        return st.one_of(STATIC, shown)
    inner = bodies(item, depth - 1)
    test = st.sampled_from([f"{item}.c", f"not {item}.c", f"not {item}.t", "v.n"])
    choice = st.builds(
        "{{% if {} %}}{}{{% elif {} %}}{}{{% else %}}{}{{% endif %}}".format, test, inner, test, inner, inner
    )
    each = f"{item}x"
    within = st.one_of(
        bodies(each, depth - 1), st.just("{% if not loop.last %}, {% endif %}{% if loop.first %}^{% endif %}")
    )
    loop = st.builds(lambda one, two: f"{{% for {each} in v.many %}}{one}{two}{{% endfor %}}", within, within)
    return st.lists(st.one_of(STATIC, shown, choice, loop), max_size=5).map("".join)


def environment(body: str) -> Environment:
    """An environment like the explorer's, with one fragment that has this body and another that it can call."""
    made = {
        "fragments/leaf.html": "{% macro leaf(of, text) %}<b>{{ of.t }}{{ text }}</b>{% endmacro %}{% macro fixed() %}<i>&amp;</i>{% endmacro %}",
        "fragments/page.html": '{% from "fragments/leaf.html" import fixed, leaf %}'
        f"{{% macro page(v) %}}{body}{{% endmacro %}}",
    }
    found = templates().overlay(loader=DictLoader(made))
    found.globals = {**templates().globals, "texts": {"x": "<'texts'>"}}
    return found


def spaced(value: object) -> Any:
    """The same value with dictionaries as objects."""
    if isinstance(value, dict):
        return SimpleNamespace(**{name: spaced(each) for name, each in value.items()})
    return [spaced(each) for each in value] if isinstance(value, list) else value


def on_server(body: str, value: object) -> str:
    """What Jinja makes of a fragment."""
    return str(environment(body).get_template("fragments/page.html").module.page(spaced(value)))  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def page(browser: "Browser") -> "Iterator[Page]":
    """An empty page that can fill fragments."""
    with browser.new_page() as opened:
        opened.set_content("<!doctype html><title>empty</title>")
        opened.add_script_tag(content=f"let FRAGMENTS = {{}};\n{FILLER}")
        yield opened


def in_browser(page: "Page", body: str, value: object) -> str:
    """What the explorer's filler makes of it."""
    made = compiled(environment(body), ["fragments/page.html", "fragments/leaf.html"])
    text: str = page.evaluate('([made, value]) => { FRAGMENTS = made; return filled("page", value); }', [made, value])
    return text


@settings(max_examples=200)
@given(body=bodies("v", 2), value=VALUES)
@example(
    "{% for vx in v.many %}{% for vx in v.many %}{{ vx.t }}{% endfor %}{{ vx.t }}{% endfor %}",
    {"t": "", "n": 1, "c": [], "many": [{"t": "a", "c": 0}, {"t": "b", "c": []}]},
)
@example("  {% if v.c %}\n  x\n  {% endif %}\n y", {"t": None, "n": 0, "c": [None], "many": []})
def test_both_fill_a_fragment_to_the_same_letters(page: "Page", body: str, value: dict[str, Any]) -> None:
    """Steps in steps, values that are text, markup, numbers, nothing or empty, and white space around all of it."""
    assert in_browser(page, body, value) == on_server(body, value)


@settings(max_examples=100)
@given(TEXTS)
def test_a_value_stays_a_text(page: "Page", text: str) -> None:
    """As words and as an attribute: nothing of it runs or becomes an element, but for the signs that HTML cannot hold."""
    in_browser(page, '<p title="{{ v.t }}">{{ v.t }}</p>', {"t": text})
    words, title, elements = page.evaluate(
        """text => { const [p, ...others] = made("page", { t: text }).childNodes;
        return [p.textContent, p.title, others.length + p.children.length]; }""",
        text,
    )
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    assert (words, title, elements) == (kept.replace("\x00", ""), kept.replace("\x00", "\ufffd"), 0)
    assert page.evaluate("window.owned") is None


@pytest.mark.parametrize(
    "body",
    ["{{ v.missing }}", "{% if v.missing %}{% endif %}", "{% for x in v.missing %}{% endfor %}", "{{ v.t.missing }}"],
)
def test_a_missing_value_is_an_error_in_both(page: "Page", body: str) -> None:
    with pytest.raises(UndefinedError):
        on_server(body, {"t": "text"})
    with pytest.raises(Exception, match="missing"):
        in_browser(page, body, {"t": "text"})


@pytest.mark.parametrize("value", [True, 1.5, 2**53, {"a": 1}, ["a"]])
def test_what_the_languages_write_differently_is_an_error_in_the_browser(page: "Page", value: object) -> None:
    with pytest.raises(Exception, match="texts and whole numbers"):
        in_browser(page, "{{ v }}", value)


@pytest.mark.parametrize(
    "body",
    ["{{ v.t|safe }}", "{{ v.t ~ v.t }}", "{{ v['t'] }}", "{{ v.t() }}", "{% set x = v %}", "{{ other }}", "{{ loop.first }}",
     "{% if v.a == 1 %}{% endif %}", "{% if v.a and v.b %}{% endif %}", "{% for x in v.a if x %}{% endfor %}", "{% include 'x' %}",
     "{% for a, b in v.t %}{% endfor %}", "{% for x in v.t %}{{ loop.index }}{% endfor %}", "{{ leaf(v) }}", "{{ nobody(v) }}",
     "{% raw %}{% endraw %}{{ 'a' if v }}", "{{ leaf(v, text=1) }}", "{{ v.t|number(1) }}", "{{ v.t|upper }}"],
)  # fmt: skip
def test_what_the_filler_does_not_know_is_refused_when_the_explorer_is_made(body: str) -> None:
    """With the file and the line."""
    with pytest.raises(FragmentError, match=r"^fragments/page\.html, line 1: "):
        compiled(environment(body), ["fragments/page.html"])


FRAGMENTS = compiled(
    templates(), [f"fragments/{file.name}" for file in FOLDER.iterdir() if file.name.endswith(".html")]
)


def reads(body: list[Any], frame: dict[int, Any], seen: set[tuple[object, str]]) -> None:
    """Hold all that a body reads against the types in *frame*; *seen* gets each field that is read."""
    for step in body:
        match step:
            case str():
                pass
            case ["text", path]:
                assert typed(path, frame, seen) <= {str, int, NoneType}, step
            case ["number", path]:
                assert typed(path, frame, seen) == {int}, step
            case ["if", branches, rest]:
                for path, _, inner in branches:
                    typed(path, frame, seen)
                    reads(inner, frame, seen)
                reads(rest, frame, seen)
            case ["for", slot, path, inner]:
                (many,) = typed(path, frame, seen)
                assert get_origin(many) is tuple, step
                reads(inner, {**frame, slot: get_args(many)[0], slot + 1: None}, seen)
            case ["call", name, values]:
                given_ = [{type(each["is"])} if isinstance(each, dict) else typed(each, frame, seen) for each in values]
                for wanted, found in zip(TAKES[name], given_, strict=True):
                    assert found - {NoneType} <= {wanted}, (name, found)
            case _:
                pytest.fail(f"no such step: {step}")


def typed(path: list[Any], frame: dict[int, Any], seen: set[tuple[object, str]]) -> set[Any]:
    """The types that a value can have."""
    kind = frame[path[0]]
    for key in path[1:]:
        if kind is None:
            assert key in ("first", "last")
            return {bool}
        kind = next(iter(members(kind) - {NoneType}))
        seen.add((kind, key))
        kind = get_type_hints(kind)[key]
    return members(kind)


def members(kind: Any) -> set[Any]:
    """The types of a union."""
    return set(get_args(kind)) if isinstance(kind, UnionType) else {kind}


def test_fragments_read_what_their_values_have_and_nothing_is_there_in_vain() -> None:
    """Every path is a field of the type that the fragment takes, and every field is read by some fragment."""
    assert set(FRAGMENTS) == set(TAKES)
    seen: set[tuple[object, str]] = set()
    for name, (count, body) in FRAGMENTS.items():
        assert count == len(TAKES[name])
        reads(body, dict(enumerate(TAKES[name])), seen)
    own = [
        kind
        for kind, _ in seen
        if isinstance(kind, type) and kind.__module__.startswith(compiled.__module__.rpartition(".")[0])
    ]
    fields = {(kind, field.name) for kind in own for field in dataclasses.fields(kind)}
    assert fields - seen == set()
