"""What differs between two builds as one HTML file that works offline."""

from itertools import islice

from casegraph.collections import profile_named, profiles
from casegraph.comparing import Comparison
from casegraph.drawing.policy import policy
from casegraph.explorer.page import styles, templates
from casegraph.web.changes_view import changes_view

__all__ = ["MOST", "changes_file"]

MOST = 500
"""Reviews that the file shows at most; the other formats have all."""


def changes_file(comparison: Comparison) -> str:
    """Return the file, in the words of the collection that the newer build is of."""
    from jinja2 import ChoiceLoader, PackageLoader
    from markupsafe import Markup

    shared, style, all_reviews = templates(), styles(), len(comparison.pairs)
    loader = ChoiceLoader([PackageLoader("casegraph.web", "templates"), shared.loader])  # type: ignore[list-item]
    rest = f"This page shows {MOST:,} of {all_reviews:,} reviews. The same as CSV or JSON has all of them."
    view = changes_view(
        comparison,
        islice(comparison, MOST),
        address=lambda _: "",
        rest=rest if all_reviews > MOST else "",
    )
    return (
        shared.overlay(loader=loader)
        .get_template("changes_file.html")
        .render(
            view=view,
            profile=profile_named(comparison.collection) if comparison.collection else profiles()[0],
            version=comparison.new.version,
            policy=policy(f"<style>{style}</style>"),
            styles=Markup(style),  # ours
        )
    )
