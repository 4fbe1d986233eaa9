"""A small build: two invented pages, with something for every column of its tables."""

from pathlib import Path

import pytest

from casegraph.building.build import build

__all__ = ["BASE", "FIRST", "SECOND", "two_pages"]

BASE = "https://example.org/reviews/"
FIRST = """2023 – Ashby – Child A
Suspected suicide of a 15-year-old girl, in March 2021.
Key issues: neglect; hearing the voice of the child; sharing information.
Recommendations to the partnership include: the police should train staff on neglect; ask schools to share information.
Keywords: child neglect, schools
> Read the overview report
2023 – Kent and Essex – Child B
Death of a 3-week-old boy, in May 2022, and serious harm to his 4-year-old sister.
Learning: risk assessment; domestic abuse and neglect.
Recommendations: the integrated care board and the police should review risk assessment; refresh the neglect strategy; consider an audit of domestic abuse within three months; the safeguarding partners should measure the impact of training on neglect.
Keywords: child neglect, domestic abuse
> Read the overview report
2023 – Kent – Child D
Serious harm to a 10-month-old girl, in June 2022.
Learning: neglect; parental mental health; domestic abuse.
Recommendations: review training on neglect; the police should train staff on neglect; social workers in children's social care should record chronologies; all residential students must be registered with a GP.
Keywords: child neglect, schools, domestic abuse
> Read the overview report
"""
SECOND = """2024 – Anonymous – Child C
Serious harm to a 17-year-old boy, in 2023 to 2024.
Learning: professional curiosity about neglect.
Recommendations: nothing is asked of anybody yet; the safeguarding partners should refresh guidance on neglect.
Keywords: child neglect, domestic abuse, schools
> Read the overview report
"""


@pytest.fixture(scope="session")
def two_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of both pages, whose IRIs begin otherwise than ours."""
    folder = tmp_path_factory.mktemp("two-pages")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    build([folder / "first.txt", folder / "second.txt"], folder / "exports", base=BASE, force=True)
    return folder / "exports"
