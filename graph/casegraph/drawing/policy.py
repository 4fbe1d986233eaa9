"""The content security policy of a page, which allows only the styles and scripts in it."""

import base64
import hashlib
import json
import re

__all__ = ["in_script", "policy"]

_UP_TO_TAG = r"((?:[^<]++|<(?!/{}>))*+)"  # or, as browsers read it, to the end
_INLINE = {
    "style-src": re.compile(rf"<style(?: [^<>]*+)?>{_UP_TO_TAG.format('style')}"),
    "script-src": re.compile(rf"<script>{_UP_TO_TAG.format('script')}"),
}


def policy(text: str, *, markup_by: str = "") -> str:
    """Return the policy of a page with these ``<style>`` and ``<script>`` elements; nothing is fetched from anywhere.

    *markup_by* is the one trusted-types policy by which its scripts may make markup of text.

    >>> policy("<style>p { margin: 0 }</style>").split("; ")[-2:]
    ["style-src 'sha256-7IWhgxoOGTB5NQzjGk9OPt0FwhVeBvZGoWgF9xLLh8c='", "script-src 'none'"]
    """
    rules = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data:"]
    for rule, element in _INLINE.items():
        hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in element.findall(text)]
        rules.append(" ".join([rule, *(f"'sha256-{each}'" for each in hashes)] if hashes else [rule, "'none'"]))
    if markup_by:
        rules += ["require-trusted-types-for 'script'", f"trusted-types {markup_by}"]
    return "; ".join(rules)


def in_script(data: object) -> str:
    r"""Return *data* as JSON that cannot end the script element that it stands in.

    >>> in_script(["</script>", "Réaltín"])
    '["\\u003c/script>","Réaltín"]'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
