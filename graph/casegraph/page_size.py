"""How large a page may be; commands that read pages show it in their help, so that this module imports nothing."""

__all__ = ["MEGABYTES"]

MEGABYTES = 32.0
"""Of 1,000,000 bytes each: several times what all reviews ever published would take on one saved page."""
