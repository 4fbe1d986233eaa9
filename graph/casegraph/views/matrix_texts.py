"""Words of the table of themes by agencies: its switches, what its rows and columns are called, and short names."""

from collections.abc import Mapping

__all__ = ["COLUMNS", "EXTENT", "NARROW", "NO_AGENCY", "ROWS", "SHORT", "SWITCHES"]

SWITCHES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "rows": (
        "Rows",
        {
            "themes": "Themes",
            "actions": "Kinds of action",
            "groups": "Groups of themes",
            "years": "Years of publication",
        },
    ),
    "role": (
        "Columns",
        {
            "asked": "Agencies named",
            "any": "Agencies asked in any way",
            "via": "Agencies asked through another agency",
            "statutory": "Statutory partners (recommendations to all of them)",
            "owner": "Likely owners, where no agency is named",
            "mentioned": "Agencies mentioned only",
            "concerned": "Agencies asked through another or mentioned",
            "years": "Years of publication",
        },
    ),
    "measure": (
        "Count",
        {"recommendations": "Recommendations", "reviews": "Reviews", "share": "% of the column"},
    ),
    "named": (
        "Recommendations with no agency named",
        {"no": "In a separate column", "yes": "Hidden"},
    ),
    "means": ("Ways of acting", {"no": "Hidden", "yes": "Shown as themes"}),
    "order": ("Order", {"largest": "Largest first", "az": "A to Z", "similar": "Group similar"}),
}
"""What can be switched in the table of themes by agencies; the first value of each holds if none is said.

Years are either rows or columns: with years as columns, years as rows are themes.
"""

ROWS = {
    "themes": ("theme", "themes", "Theme"),
    "actions": ("kind of action", "kinds of action", "Kind of action"),
    "groups": ("group", "groups", "Group of themes"),
    "years": ("year", "years", "Year of publication"),
}
COLUMNS = {role: ("year", "years") if role == "years" else ("agency", "agencies") for role in SWITCHES["role"][1]}
"""What the rows and columns of that table are: one, several, and as a heading."""

EXTENT = {
    "subjects": "{number} of {all} subjects",
    "themes": "{number} of {all} themes",
    "actions": "{number} of {all} kinds of action",
    "groups": "{number} of {all} groups of themes",
    "agencies": "{number} of {all} agencies that recommendations ask or mention",
}
"""How many of all that there are the rows or the columns of that table are; years are counted alone."""

NARROW = {
    "Safeguarding": "Safe\u00adguarding",
    "safeguarding": "safe\u00adguarding",
    "Practitioners": "Practi\u00adtioners",
    "Government": "Govern\u00adment",
    "government": "govern\u00adment",
}
"""Where long words may break in the heads of narrow columns, which hyphenate by no dictionary of their own."""

NO_AGENCY = "no-agency-named"
"""What the column of recommendations that name no agency is called in addresses."""

SHORT = {
    "adult-mental-health": "Adult mental health",
    "adcs": "ADCS",
    "camhs": "CAMHS",
    "community-safety": "Community safety",
    "education": "Education services",
    "family-courts": "Family courts",
    "general-practice": "GP / primary care",
    "health": "Health",
    "housing": "Housing",
    "icb": "Integrated care board",
    "legal-services": "LA legal services",
    "mash": "MASH",
    "maternity": "Maternity services",
    "national-body": "National government",
    "national-panel": "National Panel",
    "ncmd": "NCMD",
    "occupational-therapy": "Allied health",
    "practitioners": "Practitioners",
    "private-sector": "Private providers",
    "safeguarding-adults-board": "Adults board",
    "safeguarding-partners": "Partners (any)",
    "safeguarding-partnership": "Safeguarding partnership",
    "statutory-partners": "Statutory partners",
    "voluntary-sector": "Voluntary sector",
}
"""What agencies are called where there is little room, by id; the others by their label."""
