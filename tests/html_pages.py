"""Made-up HTML pages, sound and mangled, and what html5lib shows of them."""

import html
import random
import re
from collections import Counter

import html5lib

ENTRY = """2025 – Kent – Child U
Death of a boy in May 2020, who was known to several agencies.
Learning themes include: neglect; drift and delay.
Recommendations include: review the protocol; train all staff.
Keywords: child neglect, drugs
> Read the overview report"""

ENTRY_AS_HTML = "".join(
    f"<h3>{line}</h3>" if line.startswith("2025") else f"<p>{line}</p>" for line in ENTRY.splitlines()
)

_WRAPS = (
    "object select svg details dialog noscript article article><header section><footer table table><tr ul dl><dt form "
    "button fieldset a b h2 p pre center object><object select><option form><form svg><g"
).split()
_STRAYS = (
    "<object>", "<select>", "<select><option>All", "<svg>", "<svg><path d=x>", "<details>", "<dialog>", "<form>", "<table>",
    "<button>", "<a href=x>", "<b>", "<font color=red>", "<video>", "<audio>", "<canvas>", "<fieldset>", "<ruby>", "<nobr>",
    "<marquee>", "<label>", "<center>", "<caption>", "<head>", "</head>", "<body>", "</body>", "<html>", "</html>",
    "<frameset>", "<frame>", "</p>", "</br>", "</table>", "</form>", "</div>", "</main>", "<nav>", "</nav>", "<header>",
    "<footer>", "<!--x-->", "<![CDATA[x]]>", "<?xml x?>", "</", "<", "&", "&amp",
)  # fmt: skip
_UNSEEN = frozenset("head iframe noembed noframes noscript option script style svg template textarea title".split())


def page_of_entries(number: int, style: int) -> str:
    """A whole page of so many entries, in one of four ways to write lines."""
    lines = []
    for entry in range(number):
        for line in ENTRY.replace("Child U", f"Child {chr(65 + entry)}").splitlines():
            text = html.escape(line)
            if style == 0:
                lines.append(f"<p>{text}</p>")
            elif style == 1:
                lines.append(f"<div class='x'><span>{text}</span></div>")
            elif style == 2:
                lines.append(f"<li><a href='https://example.org/{entry}'>{text}</a></li>")
            else:
                lines.append(f"<table><tr><td>{text}</td></tr></table>")
    return (
        "<!DOCTYPE html><html><head><title>T</title><style>p {}</style></head><body><nav><a href='/'>Home</a></nav>"
        "<header><h1>Case reviews</h1></header><main>\n" + "\n".join(lines) + "</main>"
        "<footer>© NSPCC</footer></body></html>"
    )


def mangled(markup: str, dice: random.Random) -> str:
    """A page with one thing wrong: a tag dropped, doubled, cut, or put where it does not belong."""
    tags = list(re.finditer(r"</?[a-z][^>]*>", markup))
    if not tags:
        return markup
    tag = dice.choice(tags)
    before, after = markup[: tag.start()], markup[tag.end() :]
    match dice.randrange(8):
        case 0:
            return before + after
        case 1 | 2:
            return before + dice.choice(_STRAYS) + tag[0] + after
        case 3:
            return before + dice.choice(_STRAYS) + after
        case 4:
            return markup.replace(dice.choice(("<head>", "</head>", "<body>", tag[0])), "")
        case 5:
            first, last = sorted(dice.choices(tags, k=2), key=lambda each: each.start())
            wrap = dice.choice(_WRAPS)
            names = reversed(wrap.split("><"))
            closing = "".join(f"</{name}>" for name in names)
            return (
                f"{markup[: first.start()]}<{wrap}>{markup[first.start() : last.end()]}{closing}{markup[last.end() :]}"
            )
        case 6:
            return before + tag[0][:1] + tag[0][2:] + after
        case _:
            return before + tag[0] * 2 + after


def shown_by_html5lib(markup: str) -> Counter[str]:
    """How often each letter is in text that html5lib puts where a browser shows it."""
    shown: Counter[str] = Counter()
    waiting = [(html5lib.parse(markup), True)]
    while waiting:
        element, is_seen = waiting.pop()
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "svg"
        inside = is_seen and name not in _UNSEEN
        shown.update(element.text or "" if inside else "")
        for child in element:
            waiting.append((child, inside))
            shown.update(child.tail or "" if inside else "")
    return letters(shown)


def letters(text: str | Counter[str]) -> Counter[str]:
    """How often each letter is in a text."""
    return Counter({each: number for each, number in Counter(text).items() if each.isalnum()})
