"""The record: what is read from a page, lossless in JSON lines, both ways."""
