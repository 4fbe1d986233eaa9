"""The script of every served page: the search box that suggests, pictures as PNG, and what paper says of a page."""

from typing import TYPE_CHECKING

from casegraph.fragments.templates import script
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["page_script"]

_PARTS = ("combobox", "save", "png", "printed")  # which the explorer has as well
_WAIT = 120  # milliseconds without a further letter, after which the server is asked

_ASK = """
const known = new Map();
combobox(document.querySelector("form.find"), {
  wait: %d,
  open: (address) => location.assign(address),
  suggest: async (text) => {
    if (!known.has(text)) {
      const answer = await fetch(`/suggest.json?${new URLSearchParams({ words: text })}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const { readings, remarks } = await answer.json();
      known.set(text, { readings: readings.map(({ address, ...rest }) => ({ ...rest, href: address })), remarks });
    }
    return known.get(text);
  },
});
"""

_PICTURES = """
// Beside each picture that can be saved, the same as PNG for slides.
for (const link of document.querySelectorAll(".save a[href$='.svg']")) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Save as PNG" });
  const file = `${link.pathname.split("/").at(-1).replace(/\\.svg$/, "")}.png`;
  button.addEventListener("click", async () => savePicture(file, await (await fetch(link.href)).text()));
  link.after(" ", button);
}
"""


def page_script(site: Site, request: "Request") -> "Response":
    """Answer with the script of every page; without it the search box sends its words to the page that finds."""
    return site.respond(request, {"text/javascript": _script})


def _script() -> str:
    return "\n".join(['"use strict";', "(() => {", *map(script, _PARTS), _ASK % _WAIT, _PICTURES, "})();", ""])
