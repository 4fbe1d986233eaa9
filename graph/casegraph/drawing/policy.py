"""The content security policy of a page, which allows only the styles and scripts in it."""

import base64
import hashlib
import json
import re

__all__ = ["contents", "in_script", "policy"]

_STYLE, _SCRIPT = re.compile(r"<style(?: [^<>]*)?>"), re.compile(r"<script>")


def contents(text: str, opening: re.Pattern[str], closing: str) -> list[str]:
    """Return what stands between each *opening* tag and its *closing* one, or the end, as browsers read it.

    Python 3.11.2, which Debian 12 has, goes wrong with a possessive group that would do the same.

    >>> contents("<script>a < b</script> <script>c", re.compile("<script>"), "</script>")
    ['a < b', 'c']
    """
    inside, at = list[str](), 0
    while match := opening.search(text, at):
        end = text.find(closing, match.end())
        at = len(text) if end < 0 else end
        inside.append(text[match.end() : at])
    return inside


def policy(text: str, *, markup_by: str = "", has_worker: bool = False) -> str:
    """Return the policy of a page with these ``<style>`` and ``<script>`` elements; nothing is fetched from anywhere.

    *markup_by* is the one trusted-types policy by which its scripts may make markup or a worker of text. A page that
    *has_worker* may start one from its own text, and compile WebAssembly.

    >>> policy("<style>p { margin: 0 }</style>").split("; ")[-2:]
    ["style-src 'sha256-7IWhgxoOGTB5NQzjGk9OPt0FwhVeBvZGoWgF9xLLh8c='", "script-src 'none'"]
    """
    rules = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data:"]
    inline = {"style-src": contents(text, _STYLE, "</style>"), "script-src": contents(text, _SCRIPT, "</script>")}
    for rule, elements in inline.items():
        hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in elements]
        rules.append(" ".join([rule, *(f"'sha256-{each}'" for each in hashes)] if hashes else [rule, "'none'"]))
    if has_worker:
        rules[-1] += " 'wasm-unsafe-eval'"
        rules += ["worker-src blob:", "connect-src 'none'"]
    if markup_by:
        rules += ["require-trusted-types-for 'script'", f"trusted-types {markup_by}"]
    return "; ".join(rules)


def in_script(data: object) -> str:
    r"""Return *data* as JSON that cannot end the script element that it stands in.

    >>> in_script(["</script>", "Réaltín"])
    '["\\u003c/script>","Réaltín"]'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
