"""Reports of local reviews, which nobody has published: read, cut, confirmed by a person, and never counted as published."""

from casegraph.reports.door import read, report_in
from casegraph.reports.local_report import LocalRecommendation, LocalReport

__all__ = ["LocalRecommendation", "LocalReport", "read", "report_in"]
