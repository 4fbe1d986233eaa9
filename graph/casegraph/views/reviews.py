"""Reviews for the explorer: heading, place, children and narrative, still with ids instead of indexes."""

from collections.abc import Iterable, Mapping
from typing import Any

from casegraph.store.rows import Row, Rows

__all__ = ["AGE_GROUPS", "age_group", "ages", "happened", "reviews", "time_told"]

AGE_GROUPS = ("under 1", "1 to 4", "5 to 10", "11 to 15", "16 and 17", "18 and over", "not stated")
"""What children are gathered under, by their age at the incident."""

_BELOW = (12, 60, 132, 192, 216)  # months

_MONTHS = {
    "01": "January", "02": "February", "03": "March", "04": "April", "05": "May", "06": "June", "07": "July",
    "08": "August", "09": "September", "10": "October", "11": "November", "12": "December",
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter",
}  # fmt: skip

_PERSON = {"female": "girl", "male": "boy"}
_OUTCOMES = {
    ("death", True): "Death by suicide",
    ("not-stated", False): "Outcome not stated",
    ("other", False): "Other outcome",
}  # where the label alone would not be understood

_REPORTS = {"OverviewReport": "overview report", "ExecutiveSummary": "executive summary"}

_REVIEWS = """
SELECT ?id ?title ?name ?year ?source ?sha256 ?outcome ?suicide ?date {
  ?id a cg:Review ; rdfs:label ?title ; cg:inPassage/oa:hasSource ?source . ?source cg:sha256 ?sha256
  OPTIONAL { ?id cg:caseName ?name }
  OPTIONAL { ?id cg:year ?year }
  OPTIONAL { ?id cg:concernsIncident ?incident . ?incident cg:outcome ?outcome ; cg:isSuicide ?suicide
    OPTIONAL { ?incident cg:occurred ?date } }
}"""
_LINKS = """
SELECT ?id ?link ?to {
  ?id a cg:Review ; ?link ?to
  VALUES ?link { cg:commissionedBy cg:forArea dcterms:subject }
}"""
_CHILDREN = """
SELECT ?id ?child ?age ?unit ?months ?sex {
  ?id cg:concernsIncident/cg:hasChild ?child
  OPTIONAL { ?child cg:age ?age ; cg:ageUnit ?unit ; cg:ageInMonths ?months }
  OPTIONAL { ?child cg:sex ?sex }
}"""
_REPORT = """
SELECT ?id ?kind ?link {
  ?report prov:wasGeneratedBy ?id ; a ?kind . ?id a cg:Review
  OPTIONAL { ?report cg:reportAddress ?link }
}"""
_ENTRIES = """
SELECT ?id ?source ?start ?end {
  ?entry dcterms:references ?id ; dcterms:isPartOf ?source ; cg:start ?start ; cg:end ?end
}"""
_NARRATIVE = """
SELECT ?id ?source ?start ?quote {
  ?entry dcterms:references ?id ; dcterms:isPartOf ?source ; cg:inPassage ?passage .
  ?passage cg:start ?start ; cg:quote ?quote
  FILTER NOT EXISTS { ?id cg:inPassage ?passage }
}"""


def reviews(rows: Rows) -> dict[str, dict[str, Any]]:
    """Return the reviews of a graph; a review that stands on several pages is told as on the one that was read."""
    links, children, reports = rows.by("id", _LINKS), rows.by("id", _CHILDREN), rows.by("id", _REPORT)
    entries, narratives = rows.by("id", _ENTRIES), rows.by("id", _NARRATIVE)
    found = {}
    for row in rows.select(_REVIEWS):
        name, source = row["id"], row["source"]
        linked = links.get(name, ())
        said = sorted(children.get(name, ()), key=lambda child: int(child["child"].rpartition("/")[2]))
        report = next(iter(reports.get(name, ())), {})
        entry = next(each for each in entries[name] if each["source"] == source)
        paragraphs = [each for each in narratives.get(name, ()) if each["source"] == source]
        found[name] = {
            "id": name,
            "title": row["title"],
            "name": row.get("name", ""),
            "year": int(row["year"]) if "year" in row else None,
            "partnerships": [each["to"] for each in linked if each["link"] == "commissionedBy"],
            "areas": [each["to"] for each in linked if each["link"] == "forArea"],
            "keywords": [each["to"] for each in linked if each["link"].endswith("subject")],
            "outcome": row.get("outcome", "not-stated"),
            "suicide": row.get("suicide") == "true",
            "date": row.get("date"),
            "when": time_told(row.get("date", "")),
            "children": [_child(each) for each in said],
            "ages": ages([_child(each) for each in said]),
            "ageGroups": sorted({age_group(each.get("months")) for each in said or [{}]}),
            "report": _REPORTS.get(report.get("kind", "")),
            "link": report.get("link"),
            "sha256": row["sha256"],
            "start": int(entry["start"]),
            "end": int(entry["end"]),
            "narrative": [each["quote"] for each in sorted(paragraphs, key=lambda each: int(each["start"]))],
        }
    return found


def ages(children: Iterable[Mapping[str, Any]]) -> str:
    """Return sex and age of each child in words.

    >>> ages([{"sex": "female", "age": 1, "unit": "years"}, {"sex": None, "age": None, "unit": None}])
    'girl, 1 year'
    """
    told = []
    for child in children:
        unit = str(child["unit"] or "")
        age = "" if child["age"] is None else f"{child['age']} {unit.removesuffix('s') if child['age'] == 1 else unit}"
        told.append(", ".join(part for part in (_PERSON.get(child["sex"] or ""), age) if part))
    return "; ".join(each for each in told if each)


def happened(outcome: str, label: str, suicide: bool, when: str) -> str:
    """Return in a few words what happened to the child, and when.

    >>> happened("death", "Death", True, "in 2023"), happened("abuse-or-neglect", "Abuse or neglect", False, "")
    ('Death by suicide, in 2023', 'Abuse or neglect')
    """
    what = _OUTCOMES.get((outcome, suicide)) or (f"{label}, suicide" if suicide else label)
    return f"{what}, {when}" if when else what


def age_group(months: str | None) -> int:
    """Return the index in AGE_GROUPS of an age in months.

    >>> [AGE_GROUPS[age_group(months)] for months in ("0", "12.0", "191.9", "216", None)]
    ['under 1', '1 to 4', '11 to 15', '18 and over', 'not stated']
    """
    return len(AGE_GROUPS) - 1 if months is None else sum(float(months) >= limit for limit in _BELOW)


def time_told(edtf: str) -> str:
    """Return a date of EDTF in words: a year, month, season or day, or from one to another.

    >>> [time_told(edtf) for edtf in ("2023", "2023-11-05", "2022-23", "2023-03/2024-07", "")]
    ['in 2023', 'on 5 November 2023', 'in autumn 2022', 'between March 2023 and July 2024', '']
    """
    first, _, last = edtf.partition("/")
    if last:
        return f"between {_date_told(first)} and {_date_told(last)}"
    return f"{'on' if edtf.count('-') == 2 else 'in'} {_date_told(edtf)}" if edtf else ""


def _date_told(edtf: str) -> str:
    year, *parts = edtf.split("-")
    return " ".join(
        [*(day.lstrip("0") for day in parts[1:]), *(_MONTHS.get(month, month) for month in parts[:1]), year]
    )


def _child(row: Row) -> dict[str, Any]:
    age = float(row["age"]) if "age" in row else None
    return {
        "age": int(age) if age is not None and age.is_integer() else age,
        "unit": row.get("unit"),
        "sex": row.get("sex"),
    }
