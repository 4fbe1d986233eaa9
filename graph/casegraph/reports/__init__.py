"""Reports of local reviews, which nobody has published: read, cut, confirmed by a person, and never counted as published."""

from casegraph.reports.local_report import LocalRecommendation, LocalReport
from casegraph.reports.door import read, report_in

__all__ = ["LocalRecommendation", "LocalReport", "read", "report_in"]
