"""Coroners' reports to prevent future deaths: a table that lists them, and the texts of single reports, without anybody's name."""
