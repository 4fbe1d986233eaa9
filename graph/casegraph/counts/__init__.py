"""Counts, made once: what tables and networks count stands as columns (Parquet) and as triples beside a build's store."""
